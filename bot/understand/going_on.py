"""Short follow-ups that only make sense after what was asked last: the next attempt, what a beta costs later, a jump in
pay, how many questions do not count, whether the old certification turns into the new one, the paths of two people."""

from __future__ import annotations

from collections.abc import Callable

from bot.catalog import Catalog
from bot.language import Language, stands
from bot.records import Limits, Query
from bot.status import standing
from bot.understand.context import Context
from bot.understand.groups import ENDED
from bot.understand.numbers import value_of

SHORT, FEW = 9, 4  # words of a follow-up, and of a bare correction
SEVERAL = 2
UNSURE = 0.6  # certainty under which what was asked last decides
GOING = ("next_step", "path", "sure", "which_one", "about", "both", "out_of_scope")
BESIDE = {"total": "fees_beside", "price": "fees_beside", "both": "fees_beside", "path_time": "times_beside"}
"""By an ask after the paths of two backgrounds the one that sets them side by side."""
PAID = ("price", "status", "beta", "total", "launched")


def going_on(query: Query, context: Context, catalog: Catalog, language: Language) -> Query | None:
    """The question that a short follow-up comes to after the last one; None where it stands by itself."""
    last = context.last
    if last is None or query.certs or len(query.question.split()) > SHORT:
        return None
    found = (rule(query, context, last, language) for rule in RULES if not query.names_kind)
    return next((one for one in found if one), None) or _after_beta(query, last, catalog, language)


def _attempt(query: Query, context: Context, last: Query, language: Language) -> Query | None:
    """ "second?", "suppose I fail that one as well", after the rules on attempts: again those."""
    asked = stands(language.words["fail_words"], query.question) or (query.place and len(query.question.split()) <= 2)
    again = last.asks[0] == "retake" and last.certs and asked and query.asks[0] in GOING
    return query.but(asks=("retake",), certs=last.certs, place=None) if again else None


def _jump(query: Query, context: Context, last: Query, language: Language) -> Query | None:
    """ "that's a jump of", "how far apart are the two?", after the pay of two jobs: their difference."""
    apart = stands((*language.words["gap_words"], *language.words["jump_words"]), query.question)
    asked = last.asks[0].startswith("salary") and len(context.roles) == 2 and not query.roles and apart
    return query.but(asks=("salary_difference",), roles=context.roles) if asked else None


def _unscored(query: Query, context: Context, last: Query, language: Language) -> Query | None:
    """ "how many of these don't count?", after the questions of an exam."""
    asked = last.asks[0] == "questions" and last.certs and query.asks[0] == "count" and not query.limits.bounded
    return query.but(asks=("questions",), certs=last.certs) if asked else None


def _converts(query: Query, context: Context, last: Query, language: Language) -> Query | None:
    """ "do they convert my old one into it?", after what replaced an exam."""
    said = stands(language.words["claims"]["converts"], query.question)
    asked = said and last.asks[0] in ENDED and last.certs and query.certainty < UNSURE
    return query.but(asks=("successor",), certs=last.certs) if asked else None


def _after_beta(query: Query, last: Query, catalog: Catalog, language: Language) -> Query | None:
    """ "and once it is the regular exam?", after the fee of a beta: what the standard version costs."""
    betas = [i for i in last.certs if standing(catalog.certifications[i], query.today).stage == "beta"]
    later = stands((*language.words["standard_words"], *language.words["beta_over"]), query.question)
    asked = bool({*last.asks} & {*PAID}) and later and query.certainty < UNSURE
    return query.but(asks=("price", "status"), certs=tuple(betas)) if betas and asked else None


def _recounted(query: Query, context: Context, last: Query, language: Language) -> Query | None:
    """ "typo, 15", "three just bailed", after the fees of so many: the sum for as many as there are now."""
    before = max([last.people, *last.copies])
    numbers = [number for word in query.question.split() if (number := value_of(word.strip(",.!?").lower(), language))]
    if last.asks[0] not in ("total", "price") or not last.certs or len(numbers) != 1 or before < SEVERAL:
        return None
    gone = stands(language.words["drop_out_phrases"], query.question)
    if not (gone or (query.corrects and len(query.question.split()) <= FEW)) or (gone and numbers[0] >= before):
        return None
    people = before - numbers[0] if gone else numbers[0]
    return query.but(asks=("total",), certs=last.certs, copies=(), people=people, backgrounds=(), limits=Limits(),
                     claims=(), amount=None)  # fmt: skip


def _of_both(query: Query, context: Context, last: Query, language: Language) -> Query | None:
    """ "what's that for the two of them?", after the paths of two backgrounds: what each path costs, or takes."""
    several = len(last.backgrounds) >= SEVERAL and last.asks[0] in ("first_step", "path") and not last.certs
    asked = several and query.asks[0] in BESIDE and not (query.backgrounds or query.outcomes or query.place)
    return query.but(asks=(BESIDE[query.asks[0]],), backgrounds=last.backgrounds, people=1) if asked else None


Rule = Callable[[Query, Context, Query, Language], Query | None]
RULES: tuple[Rule, ...] = (_attempt, _jump, _unscored, _converts, _recounted, _of_both)
