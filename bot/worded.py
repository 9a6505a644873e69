"""One turn that a language model words, step by step; turn.py drives it, waiting or not.

The steps give what may be shown as they go: `feed` and `end` yield text, `answer` gives the Answer.
"""

from __future__ import annotations

import hashlib
import json
import re
import time
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from langchain_core.runnables import RunnableConfig, ensure_config
from langchain_core.runnables.config import get_callback_manager_for_config, patch_config

from bot import prompts
from bot.draft import Drafted
from bot.grounding import MARKER, values
from bot.llm import Failure, Usage
from bot.records import Answer, Draft, Passage
from bot.records import Turn as Message
from bot.sentences import Sentence, Sentences
from bot.talking import Talk
from bot.trace import Step, Trace, about
from bot.verify import Checked, assemble
from bot.wording import Watch, answer_messages, rewrite_messages, within_budget

REMEMBERED = 512  # answers kept where BOT_CACHE is on
LONGEST_REWRITE = 400  # characters
CUT = ("length", "max_tokens", "MAX_TOKENS")  # what providers call an answer that ran into its limit
NO_MARKER = re.compile(rf"\s*{MARKER.pattern}")

Said = Iterator[str]


class Turn:
    """One turn, step by step; `with` reports it to LangChain's callbacks."""

    def __init__(
        self, talk: Talk, given: Mapping[str, Any], config: RunnableConfig | None, strict: bool, trace: Trace
    ) -> None:
        self.talk, self.bot, self.given = talk, talk.bot, dict(given)
        self.strict, self.trace = strict, trace
        self.config: RunnableConfig = ensure_config(config)
        self.started = time.perf_counter()
        self.usage = Usage()
        self.notices: list[str] = []
        self.messages: list[tuple[str, str]] = []
        self.evidence: list[Passage] = []
        self.kept: list[Checked] = []
        self.dropped: list[Checked] = []
        self.faults: list[str] = []
        self.numbers: dict[int, int] = {}
        self._final: Answer | None = None
        self._remember = False

    def __enter__(self) -> Turn:
        manager = get_callback_manager_for_config(self.config)
        question = str(self.given.get("question"))
        run_id = self.config.get("run_id")
        self._run = manager.on_chain_start(None, {"question": question}, name="certpath", run_id=run_id)
        self.config = patch_config(self.config, callbacks=self._run.get_child())
        return self

    def __exit__(self, kind: object, error: BaseException | None, _: object) -> None:
        if error is not None:
            self._run.on_chain_error(error)

    # 1. Understand

    def rewriting(self) -> list[tuple[str, str]]:
        """What the model is asked so that it rewrites a follow-up; nothing where certpath resolves it itself."""
        history = self.given.get("history") or ()
        question = self.given.get("question")
        if self.bot.settings.rewrite != "llm" or not history or not isinstance(question, str):
            return []
        self.bot.read(self.given)  # raises where the question or the history cannot be used
        return rewrite_messages(question, [Message(turn["role"], turn["content"]) for turn in history])

    def rewritten(self, result: str | Failure) -> None:
        """Take the model's rewrite, or say that certpath resolves the follow-up itself."""
        text = "" if isinstance(result, Failure) else " ".join(result.split()).strip('"“” ')
        conversation = " ".join([self.given["question"], *(turn["content"] for turn in self.given["history"])])
        known = {i for name in self.talk.names(conversation) for i in name.ids}
        added = {i for name in self.talk.names(text) if name.kind == "cert" for i in name.ids} - known
        fits = 0 < len(text) <= LONGEST_REWRITE and not values(text) - values(conversation) and not added
        self.trace.add(Step("rewrite", counts={"used": fits}, lines=[text or "nothing usable"]))
        if fits:
            self.asked, self.given["question"] = self.given["question"], text
        else:
            self.notices.append(self._say("note.rewrite", model=self.talk.model.name))

    def prepare(self) -> None:
        """Understand the question, gather the evidence, and word the built-in answer, which is at hand from here on.

        The model gets nothing to word where there is nothing to cite: small talk, refusals.
        """
        bot = self.bot
        with self.trace.step("understand") as step:
            query = bot.read(self.given)
            step.lines += about(query)
        with self.trace.step("evidence") as step:
            statements, hits = bot.gather(query, self.talk.hits)
            self.query, self.builtin = query, bot.built_in(query, statements, hits)
            if self.builtin.citations and not self.builtin.refused:
                found = bot.sources(query, statements, hits)
                self.evidence = within_budget(found, self.talk.model.window, bot.settings.answer_tokens)
                self.messages = answer_messages(query, self.evidence)
            step.counts["passages"] = len(self.evidence)
            step.lines += [f"[{n}] {p.id}" for n, p in enumerate(self.evidence, start=1)]
        if self.messages:
            self.sentences = Sentences(bot.index.language.words.get("abbreviated", ()))
            self.drafted = Drafted(self.talk.checker, self.evidence, self.query.question)
            self.watch = Watch(self.talk.model.where, self.talk.checker.ordinary)
            self._unsaid = ""
            self._asked_at = time.perf_counter()

    # 2. Word

    def known(self) -> Generator[str | Usage] | None:
        """An answer remembered for the same evidence, question, model and prompt."""
        if not self.bot.settings.cache:
            return None
        named = [self.talk.model.name, self.talk.model.where, prompts.VERSION, self.messages]
        self.key = hashlib.sha256(json.dumps(named).encode("utf-8", "backslashreplace")).hexdigest()
        text = self.talk.remembered.get(self.key)
        if text is None:
            self._remember = True
            return None
        self.talk.remembered.move_to_end(self.key)
        return (piece for piece in (text, Usage(tries=0, finish="remembered")))

    # 3. Check

    def feed(self, piece: str | Usage) -> Said:
        """Take what the model sent; what of it may be shown now."""
        if isinstance(piece, Usage):
            self.usage = piece
            return
        for sentence in self.sentences.feed(self.watch.feed(piece)):
            yield from self._judged(sentence)
        if not self.strict:
            rest = self.sentences.rest
            shown = rest[: len(rest.rstrip())]
            yield from self._live(shown)

    def _live(self, so_far: str) -> Said:
        """What is new of the sentence under way."""
        new, self._unsaid = so_far[len(self._unsaid) :], so_far
        if new:
            yield new

    def _judged(self, sentence: Sentence) -> Said:
        """The sentence, or the rest of it, and its mark where it fails."""
        verdict = self.drafted.check(sentence.text)
        if not self.strict:
            yield from self._live(sentence.gap + sentence.raw)
            self._unsaid = ""
        if not verdict.fault:
            self.kept.append(Checked(sentence.text, sentence.gap, verdict.cited))
            if self.strict:
                yield (sentence.gap if len(self.kept) > 1 else "") + self._numbered(sentence.text)
            return
        self.dropped.append(Checked(sentence.text, sentence.gap, verdict.cited))
        self.faults.append(f"{verdict.fault}: {sentence.text}")
        if not self.strict:
            mark = " " + self._say("note.unsupported")
            self.kept.append(Checked(NO_MARKER.sub("", sentence.text) + mark, sentence.gap, ()))
            yield mark

    def _numbered(self, text: str) -> str:
        """A sentence with its sources numbered in the order of use, as the answer will have them."""

        def number(marker: re.Match[str]) -> str:
            return f"[{self.numbers.setdefault(int(marker[1]), len(self.numbers) + 1)}]"

        return MARKER.sub(number, text)

    def end(self) -> Said:
        """Check what is left, and whether the whole can be an answer."""
        if not self.messages:
            self._final = self.builtin
            yield from self.builtin.answer.splitlines(keepends=True)
            yield from self._closing()
            return
        self.watch.end()
        rest = list(self.sentences.finish())
        cut = self.usage.finish in CUT
        for sentence in rest:
            if not cut:
                yield from self._judged(sentence)
        good = sum(bool(sentence.cited) for sentence in self.kept)
        if not good or (self.strict and good < len(self.dropped)):
            raise Failure("unverified", f"What {self.talk.model.name} wrote is not borne out by the sources.")
        if self._remember:
            self._keep(self.watch.text)
        yield from self._closing()

    def _keep(self, text: str) -> None:
        self.talk.remembered[self.key] = text
        while len(self.talk.remembered) > REMEMBERED:
            self.talk.remembered.popitem(last=False)

    # 4. Answer

    def fall_back(self, failure: Failure) -> Said:
        """The built-in answer in place of what there is, and the line that says so."""
        self.trace.add(Step("fall back", counts={"kind": failure.kind}, lines=[str(failure)]))
        self.notices.append(self._say("note.fallback", reason=str(failure)))
        gap = "\n\n" if self.kept or self.dropped or self._unsaid else ""
        self._final = self.builtin
        yield gap + self.builtin.answer
        yield from self._closing()

    def _closing(self) -> Said:
        yield from (f"\n\n{notice}" for notice in self.notices)

    def answer(self) -> Answer:
        """The verified answer, its sources numbered as they are used."""
        if self._final is None:
            # Markers count in the evidence; assembled, they count in the order of use.
            draft = Draft("", tuple(self.evidence), model=self.talk.model.name)
            kept = [replace(one, gap=next_gap) for one, next_gap in zip(self.kept, _gaps(self.kept), strict=True)]
            self._final = assemble(draft, self.query.question, kept, [] if not self.strict else self.dropped)
        seconds = round(time.perf_counter() - self.started, 4)
        text = "\n\n".join([self._final.answer, *self.notices])
        question = getattr(self, "asked", self._final.question)
        answer = replace(self._final, question=question, answer=text, seconds=seconds)
        self._report(answer)
        self._run.on_chain_end({"answer": answer.answer, "model": answer.model})
        return answer

    def _report(self, answer: Answer) -> None:
        counts = {
            "model": self.talk.model.name, "tokens_in": self.usage.tokens_in, "tokens_out": self.usage.tokens_out,
            "tries": self.usage.tries, "first_token": round(self.usage.first, 4),
        }  # fmt: skip
        if self.messages:
            self.trace.add(Step("word", time.perf_counter() - self._asked_at, counts))
        checked = {"kept": len(self.kept), "failed": len(self.dropped)}
        self.trace.add(Step("verify", 0.0, checked, [f"✗ {fault}" for fault in self.faults]))
        self.trace.add(Step("turn", answer.seconds, {"citations": len(answer.citations)}))

    def _say(self, key: str, **parts: object) -> str:
        return self.bot.index.language.say(key, **parts)


def _gaps(kept: Sequence[Checked]) -> list[str]:
    """The white space after each sentence, which is the one before the next."""
    return [*(one.gap for one in kept[1:]), ""]
