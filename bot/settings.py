"""One Settings object, read from BOT_* variables, and where things live on disk."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Literal

from platformdirs import user_cache_path, user_data_path
from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import InputError

HERE = Path(__file__).resolve().parent
MAX_QUESTION = 2_000  # characters, after normalisation


class Settings(BaseSettings):
    """What can be set from outside; every field is the variable BOT_<FIELD>."""

    model_config = SettingsConfigDict(env_prefix="BOT_", extra="ignore")

    model: str = "builtin"
    base_url: str | None = None
    embedding: str = "all-MiniLM-L6-v2"
    index: Path = user_cache_path("certpath") / "index"
    chroma_url: str | None = None
    today: date = date.min
    corpus: Path | None = None

    # Where a language model words the answers.
    strict: bool | None = None  # withhold what fails the check rather than mark it; by default each face decides
    rewrite: Literal["own", "llm"] = "own"
    idle_seconds: float = Field(20, gt=0)  # between two tokens
    total_seconds: float = Field(60, gt=0)  # for a whole answer, retries included
    calls: int = Field(8, gt=0)  # at once
    answer_tokens: int = Field(1_200, gt=0)
    window: int | None = Field(None, gt=0)  # tokens the model reads, where it does not say so itself
    temperature: float | None = Field(None, ge=0)
    cache: bool = False  # keep the model's answers in memory
    support: float = Field(0.35, ge=-1, le=1)  # least likeness of a sentence to what it cites
    nli: Path | None = None  # a cross-encoder that judges the same, in a folder
    log: Literal["", "debug", "info", "warning"] = ""

    # The page.
    host: str = "127.0.0.1"
    port: int = Field(7860, ge=0, le=65_535)  # 0 takes any that is free
    user: str | None = None  # with `password`: who may open the page
    password: SecretStr | None = None
    queue: int = Field(32, gt=0)  # questions that wait; further ones are told to come back
    at_once: int = Field(4, gt=0)  # questions answered at once
    mcp: bool = False  # offer the page's endpoints as MCP tools too
    feedback: Path = Field(default_factory=lambda: user_data_path("certpath") / "feedback.db")

    @field_validator("today", mode="before")
    @classmethod
    def _empty_is_unset(cls, value: object) -> object:
        return value or date.min

    @model_validator(mode="after")
    def _both_or_neither(self) -> Settings:
        if bool(self.user) != bool(self.password and self.password.get_secret_value()):
            raise ValueError("BOT_USER and BOT_PASSWORD are set together or not at all")
        return self

    @cached_property
    def corpus_path(self) -> Path:
        """The corpus: BOT_CORPUS, else the one in this checkout, else the one in the wheel."""
        if self.corpus:
            return self.corpus
        checkout = HERE.parent / "corpus"
        return checkout if (checkout / "catalog").is_dir() else HERE / "corpus"

    @property
    def now(self) -> date:
        """The date that answers are given for: BOT_TODAY, else the clock's."""
        return date.today() if self.today == date.min else self.today


def load_settings(**given: object) -> Settings:
    """Settings from the environment and `given`; one clear line where a value is wrong."""
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]
    except ValidationError as error:
        wrong = error.errors()[0]
        if not wrong["loc"]:  # not one value: how several go together
            raise InputError(f"{wrong['ctx']['error']}.") from None
        name = "BOT_" + str(wrong["loc"][0]).upper()
        raise InputError(
            f"{name} is {wrong['input']!r}, which cannot be used: {wrong['msg']}."
            + (" Write it as YYYY-MM-DD." if name == "BOT_TODAY" else "")
        ) from None
