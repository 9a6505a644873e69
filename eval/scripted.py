"""The golden questions with a scripted model in place of a real one: what gets through of what it makes up.

    python -m eval.scripted well|lying|liar [--split smoke] [--html FILE] …

`well` words the built-in answer, from the sources that it is shown. `lying` adds to each sentence of it the same one
with its figures changed, and praise; `liar` says nothing else. The server is on loopback and speaks OpenAI's protocol;
everything else is `python -m eval --model`. Exits 1 where a lie is in an answer.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import tempfile
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from bot.chain import Bot, build_bot
from bot.grounding import MARKER, UNIT
from bot.settings import load_settings

SOURCE = re.compile(r"^\[(\d+)\] [^\n]*\n(.*?)(?=\n\n\[\d+\] |\n<<<END)", re.MULTILINE | re.DOTALL)
TODAY = re.compile(r"Today is (\d{1,2} \w+ \d{4})")
ASKED = re.compile(r"Question: (.*?)(?:\nAs understood in its conversation: (.*))?\Z", re.DOTALL)
DIGITS = re.compile(r"(?<![\w\[-])\d+(?![\w-]|\])")
PRAISE = "It is the most rewarding certification that anybody could ever wish for"
WANTING = "The sources do not say what was asked for."


class Script:
    """A model that words what the built-in writer would say, truly or not; `lies` keeps what it made up."""

    def __init__(self, manner: str) -> None:
        self.manner = manner
        self.lies: set[str] = set()
        self._bot = cache(lambda day: build_bot(load_settings(model="builtin", today=day)))

    def __call__(self, body: dict[str, Any]) -> str:
        """The answer to one call."""
        rules, asked = (message["content"] for message in body["messages"])
        day = datetime.strptime(TODAY.findall(rules)[0], "%d %B %Y").date()
        question, standalone = ASKED.findall(asked)[0]
        sentences = self._true(self._bot(day), standalone or question, SOURCE.findall(asked))
        told = [said for sentence in sentences for said in self._told(sentence)]
        return " ".join(told) or WANTING

    def _true(self, bot: Bot, question: str, sources: Sequence[tuple[str, str]]) -> list[str]:
        """The built-in answer's sentences, with the markers that the sources have here."""
        answer = bot.invoke({"question": question})
        numbers = {text.strip(): number for number, text in sources}
        places = {n: numbers.get(passage.text.strip(), "") for n, passage in enumerate(answer.passages, start=1)}
        found = []
        for sentence in UNIT.split(answer.answer):
            cited = [places.get(int(n), "") for n in MARKER.findall(sentence)]
            if cited and all(cited) and not sentence.startswith("|"):
                found.append(MARKER.sub(lambda marker: f"[{places[int(marker[1])]}]", sentence))
        return found

    def _told(self, sentence: str) -> list[str]:
        if self.manner == "well":
            return [sentence]
        marker = "".join(f"[{n}]" for n in MARKER.findall(sentence))
        changed = DIGITS.sub(lambda figure: str(int(figure[0]) + 17), sentence)
        lies = [changed] if changed != sentence else []
        lies.append(f"{PRAISE} {marker}.")
        self.lies |= {_bare(lie) for lie in lies}
        return lies if self.manner == "liar" else [sentence, *lies]


def _bare(text: str) -> str:
    return " ".join(MARKER.sub("", text).replace("*", "").split()).strip(" .-")


def through(lies: set[str], answers: Sequence[str]) -> list[str]:
    """The lies that stand in an answer."""
    bare = [_bare(answer) for answer in answers]
    return [lie for lie in sorted(lies) if any(lie in answer for answer in bare)]


def main(arguments: Sequence[str] | None = None) -> int:
    """Score, then look for every lie in every answer."""
    from eval.__main__ import main as score

    parser = argparse.ArgumentParser("python -m eval.scripted", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("manner", choices=("well", "lying", "liar"))
    given, others = parser.parse_known_args(arguments)
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
    from llm_server import Reply, serving  # type: ignore[import-not-found, unused-ignore]

    script = Script(given.manner)
    os.environ |= {"OPENAI_API_KEY": "no-key-needed", "BOT_STRICT": "1"}
    with serving(Reply(script, keeps=True)) as server, tempfile.TemporaryDirectory() as folder:
        os.environ["BOT_BASE_URL"] = f"{server.url}/v1"
        results = Path(folder) / "results.json"
        score([*others, "--model", "openai:scripted", "--json", str(results)])
        runs = json.loads(results.read_text(encoding="utf-8"))["systems"]["ours"]["runs"]
    answers = [verdict["answer"] for run in runs for verdict in run]
    got_through = through(script.lies, answers)
    worded = sum("The built-in writer answered instead." not in answer for answer in answers)
    print(f"{len(server.calls)} calls in {len(runs)} runs; {worded} of {len(answers)} answers without falling back")
    print(f"{len(script.lies)} different lies, {len(got_through)} got through", *got_through[:20], sep="\n  ")
    return 1 if got_through else 0


if __name__ == "__main__":
    sys.exit(main())
