"""The page's functions as named endpoints, for gradio_client and as MCP tools: typed and described."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import gradio as gr
from gradio.events import api

from bot.errors import BotError, InputError
from bot.page import memory
from bot.page.events import ANSWERS
from bot.page.service import Service
from bot.records import Profile

MOST_TURNS = 12


class Api:
    """The endpoints; each raises gr.Error with one clear sentence where its input cannot be used."""

    def __init__(self, service: Service) -> None:
        self.service = service

    def register(self) -> None:
        """Names the endpoints of the page under way."""
        endpoints: dict[str, Callable[..., Any]] = {
            "ask": self.ask, "compare": self.compare, "plan": self.plan,
            "find_certifications": self.find_certifications,
        }  # fmt: skip
        for name, function in endpoints.items():
            shared = {"concurrency_id": ANSWERS} if name == "ask" else {}
            api(function, api_name=name, **shared)

    async def ask(
        self, question: str, history: list[dict[str, str]] | None = None, profile: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        """Answers a career question about AI and ML certifications, with dated sources for every sentence.

        Args:
            question: The question in plain words, at most 2,000 characters.
            history: Earlier turns, oldest first, each with "role" (user or assistant) and "content".
            profile: What is known of the person: "background", "outcome", "role", "vendor" (ids), "budget" in USD,
                "hours_a_week", "held" (ids of certifications). What it says goes before what the history tells.

        Returns:
            "answer" with markers [n], "refused", "citations" (n, title, section, url, as_of, quote), "model" and
            "seconds".
        """
        from bot.show import answer_object

        try:
            bot = await self.service.bot(self.service.settings.model)
            told = self._profile(profile)
            given = {"question": question, "history": (history or [])[-MOST_TURNS:], "profile": told}
            answer = await bot.ainvoke(given, strict=True)
        except BotError as error:
            raise gr.Error(str(error), print_exception=False) from None
        return answer_object(question, answer)

    def compare(self, certifications: list[str]) -> dict[str, Any]:
        """Sets two to four certifications side by side: price, length, level, status and more, each value sourced.

        Args:
            certifications: Names, codes or ids, such as "AIF-C01" or "Google Professional ML Engineer".

        Returns:
            "today", "certs" with their status, "lines" of fields with one value an exam, and "sources".
        """
        from bot.compared import compare

        service = self.service
        try:
            ids = [i for name in certifications for i in self._current(name)]
            found = compare(service.catalog, service.language, service.settings.now, ids)
        except BotError as error:
            raise gr.Error(str(error), print_exception=False) from None
        return found.model_dump(mode="json")

    def plan(
        self, background: str = "", goal: str = "", cloud: str = "", budget: float | None = None,
        hours_a_week: float | None = None, held: list[str] | None = None, start: str = "",
    ) -> dict[str, Any]:  # fmt: skip
        """Plans a person's certifications: steps in order, weeks, fees, dates, what to book for closed exams.

        Args:
            background: What the person does today, such as "data analyst". A background or a goal is needed.
            goal: What the person wants to become, such as "GenAI specialist".
            cloud: The cloud the person works with, such as "AWS".
            budget: What the person can spend on exams, in USD.
            hours_a_week: Hours a week for study.
            held: Certifications held already, by name or code.
            start: The day to begin, YYYY-MM-DD; today where it is empty.

        Returns:
            "title", "today", "person", "steps", "totals", "budget", "notes" and "sources".
        """
        try:
            made = self.service.planner.plan(
                self.service.settings.now, background, goal, cloud, budget, hours_a_week, held or (), start or None
            )
        except BotError as error:
            raise gr.Error(str(error), print_exception=False) from None
        return made.model_dump(mode="json")

    def find_certifications(
        self,
        vendor: str = "",
        level: str = "",
        topic: str = "",
        max_price: float | None = None,
        open_today: bool = True,
    ) -> list[dict[str, Any]]:
        """Finds the certifications that meet every filter given.

        Args:
            vendor: A vendor, such as "AWS".
            level: foundational, associate, professional, specialty or expert.
            topic: A subject, such as "RAG".
            max_price: The highest fee in USD; an exam whose fee is not known does not meet it.
            open_today: Leaves out what cannot be booked today.

        Returns:
            One object for each, with its status, price, length, study time, validity, page and the date checked.
        """
        from bot.browse import browse

        service, names = self.service, self.service.planner.names
        try:
            rows = browse(
                service.catalog, service.language, service.settings.now, open_today=open_today, max_price=max_price,
                vendors=[names.vendor(vendor)] if vendor else [], levels=[level.lower()] if level else [],
                topics=[names.topic(topic)] if topic else [],
            )  # fmt: skip
        except BotError as error:
            raise gr.Error(str(error), print_exception=False) from None
        return [row.model_dump(mode="json") for row in rows]

    def _current(self, name: str) -> tuple[str, ...]:
        """The certification that a name stands for; of several versions the newest that can be booked."""
        from bot.status import standing

        catalog, today = self.service.catalog, self.service.settings.now
        found = self.service.planner.names.certs([name])
        certs = [catalog.certifications[i] for i in found]
        if len({cert.family or cert.id for cert in certs}) == 1:
            certs = ([cert for cert in certs if standing(cert, today).bookable] or certs)[-1:]
        return tuple(cert.id for cert in certs)

    def _profile(self, given: dict[str, Any] | None) -> Profile | None:
        if not given:
            return None
        try:
            person = memory.Person.model_validate(given)
        except ValueError:
            raise InputError(
                f"A profile has {', '.join(memory.Person.model_fields)}, as names, numbers and a list."
            ) from None
        return person.profile(self.service.catalog)
