"""A model from a folder, run in this process: safetensors only, local files only, no code of its own."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from langchain_core.callbacks import AsyncCallbackManagerForLLMRun
from langchain_core.messages import AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGenerationChunk
from langchain_huggingface import ChatHuggingFace, HuggingFacePipeline
from transformers import (
    AutoModelForCausalLM,
    AutoTokenizer,
    StoppingCriteria,
    StoppingCriteriaList,
    TextStreamer,
    pipeline,
)

from bot.errors import ModelError
from bot.settings import Settings

SAFE: dict[str, Any] = {"local_files_only": True, "trust_remote_code": False}


def open_local(path: str, settings: Settings) -> LocalChat:
    """The chat model in a folder; raises ModelError naming what the folder lacks."""
    folder = Path(path).expanduser()
    _check(folder)
    try:
        tokenizer = AutoTokenizer.from_pretrained(folder, **SAFE)
        model = AutoModelForCausalLM.from_pretrained(folder, use_safetensors=True, **SAFE)
    except Exception as error:
        raise ModelError(
            f"The model in {folder} cannot be loaded ({type(error).__name__}); name a folder that "
            "transformers loads without code of its own."
        ) from None
    if not tokenizer.chat_template:
        raise ModelError(f"The model in {folder} has no chat template; name one that was made for chat.")
    if tokenizer.pad_token_id is None:
        tokenizer.pad_token_id = tokenizer.eos_token_id
    options: dict[str, Any] = {"max_new_tokens": settings.answer_tokens, "do_sample": bool(settings.temperature)}
    if settings.temperature:
        options["temperature"] = settings.temperature
    running = pipeline("text-generation", model=model, tokenizer=tokenizer)
    window = settings.window or getattr(model.config, "max_position_embeddings", None)
    llm = HuggingFacePipeline(pipeline=running, model_id=str(folder), pipeline_kwargs=options)
    return LocalChat(
        llm=llm, tokenizer=tokenizer, model_id=str(folder), profile={"max_input_tokens": window} if window else {}
    )


def _check(folder: Path) -> None:
    if not (folder / "config.json").is_file():
        raise ModelError(f"There is no model in {folder}; `hf download NAME --local-dir {folder}` puts one there.")
    if not any(folder.glob("*.safetensors")):
        raise ModelError(
            f"The model in {folder} has no .safetensors file, and certpath loads no other kind, since those can "
            f"hold code; `hf download NAME --include '*.safetensors' '*.json' --local-dir {folder}` gets them."
        )


class LocalChat(ChatHuggingFace):
    """ChatHuggingFace that streams to an event loop and can be stopped, which its pipeline cannot."""

    async def _astream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: AsyncCallbackManagerForLLMRun | None = None,
        **_: Any,
    ) -> AsyncIterator[ChatGenerationChunk]:
        writing = _Writing(self.llm, self._prompt(messages))
        try:
            async for text in writing.pieces():
                chunk = ChatGenerationChunk(message=AIMessageChunk(content=text))
                if run_manager:
                    await run_manager.on_llm_new_token(text, chunk=chunk)
                yield chunk
            yield ChatGenerationChunk(message=writing.last())
        finally:
            await writing.stop()

    def _prompt(self, messages: list[BaseMessage]) -> str:
        try:
            return self._to_chat_prompt(messages)
        except Exception:  # some templates know no system role
            whole = "\n\n".join(str(message.text) for message in messages)
            return self._to_chat_prompt([messages[-1].model_copy(update={"content": whole})])


class _Writing(StoppingCriteria):
    """One answer written in a thread; called after each token, whether to stop."""

    def __init__(self, llm: HuggingFacePipeline, prompt: str) -> None:
        self.llm, self.prompt = llm, prompt
        self.options: dict[str, Any] = llm.pipeline_kwargs or {}
        self.loop, self.queue = asyncio.get_running_loop(), asyncio.Queue[Any]()
        self.halted, self.tokens = threading.Event(), 0
        self.thread = threading.Thread(target=self._run, name="certpath-local-model", daemon=True)

    def __call__(self, input_ids: Any, scores: Any, **_: Any) -> bool:
        self.tokens += 1
        return self.halted.is_set()

    async def pieces(self) -> AsyncIterator[str]:
        """The text as the thread writes it."""
        self.thread.start()
        while (piece := await self.queue.get()) is not None:
            if isinstance(piece, Exception):
                raise piece
            yield piece

    def last(self) -> AIMessageChunk:
        """What the chunks of other providers end with: the reason, and the tokens counted."""
        read = len(self.llm.pipeline.tokenizer(self.prompt)["input_ids"])
        finish = "length" if self.tokens >= self.options["max_new_tokens"] else "stop"
        return AIMessageChunk(
            content="",
            response_metadata={"finish_reason": finish},
            usage_metadata={
                "input_tokens": read,
                "output_tokens": self.tokens,
                "total_tokens": read + self.tokens,
            },
        )

    async def stop(self) -> None:
        """End the thread at its next token."""
        self.halted.set()
        if self.thread.is_alive():
            await asyncio.to_thread(self.thread.join, 1.0)

    def _put(self, piece: Any) -> None:
        self.loop.call_soon_threadsafe(self.queue.put_nowait, piece)

    def _run(self) -> None:
        streamer = _ToQueue(self.llm.pipeline.tokenizer, self._put)
        try:
            self.llm.pipeline(
                self.prompt,
                streamer=streamer,
                stopping_criteria=StoppingCriteriaList([self]),
                **self.options,
            )
        except Exception as error:
            self._put(error)
        finally:
            self._put(None)


class _ToQueue(TextStreamer):
    def __init__(self, tokenizer: Any, put: Any) -> None:
        super().__init__(tokenizer, skip_prompt=True, skip_special_tokens=True)
        self.put_text = put

    def on_finalized_text(self, text: str, stream_end: bool = False) -> None:
        if text:
            self.put_text(text)
