"""What a question comes to, once its names and amounts are known: sums, lists, pay, fields compared.

The embeddings tell what a wording is near to; here the counts, the limits and a few words decide
between asks that are worded alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.catalog import Catalog, Certification
from bot.language import Language
from bot.records import Limits, Query
from bot.status import standing
from bot.understand.context import Context
from bot.understand.converse import FIELD_ASKS
from bot.understand.reader import DECLINED
from bot.understand.text import tokens

SUMMED = ("price", "count", "about", "total", "list", "budget", "compare", "price_difference", "cheapest", "path_time")
"""Asks that several sittings of an exam turn into a sum; others only beside a word for money."""
TIMED = ("minutes", "total", "path_time", "longest", "shortest")
LISTING = ("longest", "shortest", "minutes", "path_time", "price", "study_time", "count", "validity", "questions")
RANKING = ("validity", "study_time", "minutes", "questions")
"""Fields that a superlative without an exam ranks by."""
VENDORS = ("list", "count", "dearest", "longest", "vendor")
VAGUE = ("beta", "first_step", "out_of_scope", "hostile", "which_one", "topic", "outcome", "dearest", "budget", "level",
         "experience", "format", "delivery", "prerequisites", "learning", "domains", "retake", "renewal")  # fmt: skip
"""Asks that a question with limits is taken for a list instead of, where its wording tells little."""
HARD = (
    "outcome",
    "first_step",
    "difficulty",
    "longest",
    "dearest",
    "list",
    "level",
    "which_one",
    "compare",
    "experience",
    "count",
    "validity",
)
WORLD = ("landscape", "avoid", "respected", "fundamentals", "out_of_scope", "which_one", "salary_top", "count")
"""Asks that a question with "retired" in it is taken for a list of closed exams instead of."""
RECORDED = ("renewal", "remaining", "buys", "salary", "salary_cert", "salary_elsewhere", "sources", "verdict", "avoid")
"""Asks that are answered whatever else a question names."""
UNPAID = ("out_of_scope", "price", "total", "cheapest", "dearest", "which_one", "outcome", "compare", "hostile",
          "price_difference", "about_me")  # fmt: skip
"""Asks that a job named beside a word for pay turns into one about pay."""
COMPARED = ("compare", "price_difference", "changes", "same_for")
RANKED = ("cheapest", "dearest", "shortest", "longest")
UNSURE = 0.3  # certainty under which a superlative in the text decides what is asked
SURE_OF_FIELD = 0.5  # certainty from which a field is asked whatever its words
SHORT = 9  # words of a follow-up that only says for how many
SURE_TO_DECLINE = 0.6  # certainty from which a question that names a subject is foreign to the field all the same
HARDLY_ASKED = 0.25  # certainty under which a tool's name is not taken for the exam named after it
FAILED = ("price", "total", "retake", "about", "remaining", "count", "held", "budget")
BARE = re.compile(r"(?<![\w.-])(\d{2,5})(?![\w-])")
JOINED = re.compile(r"[,+&/]|\band\b", re.IGNORECASE)
DATED = (*FIELD_ASKS, "status", "closing", "launched", "sources", "outdated", "data_date", "changes")
HARDLY_TOLD = 0.21  # certainty under which a goal that no word names is not taken for said
UNORDERED = ("topic", "list", "first_step", "outcome", "which_one", "count")
"""Asks that a word for a sequence turns into the path of the person named."""
ON_PATH = ("first_step", "path", "next_step", "path_time", "total", "price", "remaining")


class Wording:
    """The words of a question, asked for by the lists of words.yaml."""

    def __init__(self, text: str, language: Language) -> None:
        self.text = f" {' '.join(token.word for token in tokens(text))} "
        self.language = language

    def has(self, *lists: str) -> bool:
        """Whether a word or phrase of each of the lists stands in the question."""
        return all(self.any(self.language.words[name]) for name in lists)

    def any(self, phrases: Iterable[str]) -> bool:
        """Whether one of the phrases stands in the question."""
        return any(f" {phrase} " in self.text for phrase in phrases)

    def fields(self) -> tuple[str, ...]:
        """The fields that the words name."""
        return tuple(ask for ask, phrases in self.language.words["field_words"].items() if self.any(phrases))


def meant(query: Query, said: str, context: Context, catalog: Catalog, language: Language) -> Query:
    """The query with the ask that its names, counts and limits show to be meant; `said` are its mended words."""
    words = Wording(said, language)
    found = _meant(query, words, context, catalog)
    return found if found.asks == query.asks else found.but(other_reading=None)  # a rule knew better than the wording


def _meant(query: Query, words: Wording, context: Context, catalog: Catalog) -> Query:
    query = _in_order(_by_share(_by_field(_by_level(query, catalog, words), words), words), words)
    if matter := _unrecorded(query, words):
        return query.but(asks=("unrecorded",), matter=matter)
    if _names_a_product_only(query, catalog, words):
        return query.but(asks=("out_of_scope",), certs=())
    for rule in (
        _those,
        _failed,
        _covered,
        _at_a_rate,
        _added,
        _without_step,
        _for_people,
        _bought,
        _timed,
        _summed,
        _gap,
    ):
        changed = rule(query, context, words)
        if changed:
            return changed
    return _compared(_paid(_listed(query, words), catalog, words), catalog, words)


def without_denied(query: Query, context: Context) -> Query:
    """ "I can't do betas. What comes next?" does not ask for betas; "out of beta yet?" asks of the one spoken of."""
    if query.asks[0] != "beta" or query.certs or not query.limits.no_beta:
        return query
    if query.elliptical and context.focus:
        return query.but(asks=("status",), certs=context.focus[:1], limits=Limits())
    return query.but(asks=query.asks[1:] or ("list",))


def _by_share(query: Query, words: Wording) -> Query:
    """ "the weight of troubleshooting in it": the domains of an exam have shares."""
    asked = query.certs and query.certainty < SURE_OF_FIELD and words.has("share_words")
    return query.but(asks=("domains",)) if asked else query


def _by_field(query: Query, words: Wording) -> Query:
    """An unsure question about an exam that names one field asks for that; one about its facts' age for their date."""
    if not query.certs or len(query.asks) > 1:
        return query
    if query.asks[0] in DATED and words.has("freshness_words"):
        return query.but(asks=("data_date",), claims=())
    fields = words.fields()
    if query.asks[0] == "count":
        return query.but(asks=("questions",))
    named = (*fields, *(("price",) if words.has("price_words") else ()))
    if len(query.certs) == 1 and len(named) > 1 and query.asks[0] in FIELD_ASKS and JOINED.search(query.question):
        return query.but(asks=tuple(dict.fromkeys([*query.asks, *named])))
    unsure = query.certainty < UNSURE and query.asks[0] in FIELD_ASKS and len(fields) == 1
    return query.but(asks=fields) if unsure else query


def _in_order(query: Query, words: Wording) -> Query:
    """ "linux admin to mlops, exams 1 2 3": somebody and a word for a sequence ask for the path."""
    timed = query.asks[0] in ("path_time", "study_time") and query.backgrounds and not query.certs
    if timed and words.has("first_words"):
        return query.but(asks=("first_step", "path_time"))  # "what first, and how long will it take me?"
    ordered = (*UNORDERED, *(() if words.any(words.language.words["whole_words"]) else ("total",)))
    if query.asks[0] == "next_step" and query.backgrounds and words.has("next_words", "onward_words"):
        return query.but(asks=("path",))  # "what's next, and what after that?"
    asked = query.backgrounds and not query.certs and query.asks[0] in ordered and words.has("route_words")
    return query.but(asks=("path",)) if asked else query


def _unrecorded(query: Query, words: Wording) -> str:
    """The name of what is asked about, where no record has a field for it."""
    if query.asks[0] in (*DECLINED, *RECORDED) or query.amount or query.backgrounds or query.roles or query.people > 1:
        return ""
    if words.any(words.language.words["narrow"]["beta"]):
        return ""
    return next((str(one["name"]) for one in words.language.words["unrecorded"] if words.any(one["asked"])), "")


def _names_a_product_only(query: Query, catalog: Catalog, words: Wording) -> bool:
    """ "my terraform apply fails": a tool that an exam is named after, and nothing that speaks of an exam."""
    if query.certainty >= HARDLY_ASKED or query.elliptical or not query.certs or words.has("exam_choice"):
        return False
    said = set(words.text.split())
    tools = {
        token.word for topic in catalog.topics.values() for token in tokens(" ".join([topic.name, *topic.aliases]))
    }
    names = {token.word for i in query.certs for token in tokens(catalog.certifications[i].short)}
    return bool(names & said) and names & said <= tools


def _those(query: Query, context: Context, words: Wording) -> Query | None:
    """ "which of those two can I still take?": the ones spoken of, where the wording tells little."""
    spoken = context.last.certs if context.last else ()
    asked = query.count and len(spoken) >= query.count and not query.certs and words.has("those_words")
    unsure = query.asks[0] in ("list", "count", "exam_languages", "beta") and query.certainty < UNSURE
    return query.but(asks=("status",), certs=spoken, limits=Limits()) if asked and unsure else None


def _failed(query: Query, context: Context, words: Wording) -> Query | None:
    """ "if I fail it once, what have I paid in all?": every attempt is paid for."""
    if len(query.certs) != 1 or not words.has("fail_words", "money_words") or query.asks[0] not in FAILED:
        return None
    times = words.language.words["times_words"]
    fails = next((int(number) for word, number in times.items() if words.any([word])), 1)
    return query.but(asks=("total", "retake"), copies=(fails + 1,), claims=())


def _covered(query: Query, context: Context, words: Wording) -> Query | None:
    """ "will 600 cover the PMLE and both Databricks exams?": an amount without its currency."""
    amount = query.amount or next((float(number) for number in BARE.findall(query.question)), None)
    asked = query.certs and amount and words.has("cover_words") and query.asks[0] not in ("covers", "buys", "remaining")
    return query.but(asks=("remaining",), amount=amount, claims=()) if asked else None


def _at_a_rate(query: Query, context: Context, words: Wording) -> Query | None:
    """ "how many weeks at 10 hours a week?": a time of study at a rate is worked out."""
    asked = query.certs and query.asks[0] == "study_time" and query.profile.hours_a_week
    return query.but(asks=("path_time",)) if asked else None


def _added(query: Query, context: Context, words: Wording) -> Query | None:
    """ "now add the PMLE to it": the sum before, with one more."""
    last = context.last
    added = last and last.asks[0] == "total" and last.certs and query.asks[0] in ("total", "price", "same_for", "about")
    if not (last and added and query.certs and words.has("add_words")):
        return None
    certs = tuple(dict.fromkeys([*last.certs, *query.certs]))
    return query.but(asks=("total",), certs=certs, copies=(), claims=())


def _gap(query: Query, context: Context, words: Wording) -> Query | None:
    """ "by how much is the second longer?": the two spoken of, compared by what was asked of each."""
    last, spoken = context.last, context.together(2)
    named = set(query.certs) <= set(spoken) and not (query.vendors or query.roles)
    sure = query.certainty >= SURE_OF_FIELD and query.asks[0] not in (*RANKED, "price_difference", "compare")
    if not (last and len(spoken) > 1 and named and words.has("gap_words")) or last.roles or sure:
        return None
    field = next((ask for ask in (*words.fields(), *last.asks) if ask in FIELD_ASKS), "price")
    return query.but(asks=("price_difference",) if field == "price" else ("compare", field), certs=spoken, copies=())


def _without_step(query: Query, context: Context, words: Wording) -> Query | None:
    """ "skip the second, what is left to pay?": the path spoken of, without that step."""
    last = context.last
    if not (last and query.place and words.has("skip_words", "money_words") and last.asks[0] in ON_PATH):
        return None
    backgrounds = query.backgrounds or last.backgrounds
    return query.but(asks=("total",), certs=(), copies=(), backgrounds=backgrounds) if backgrounds else None


def _for_people(query: Query, context: Context, words: Wording) -> Query | None:
    """ "and for twelve of us?": the exams spoken of, for so many."""
    spoken = context.last.certs if context.last else ()
    if query.people < 2 or query.certs or not spoken or len(words.text.split()) > SHORT or query.roles:
        return None
    return query.but(asks=("total",), certs=spoken, copies=(), backgrounds=(), claims=())


def _bought(query: Query, context: Context, words: Wording) -> Query | None:
    """ "budget 1,000, how many seats of it?": how many an amount buys."""
    amount = query.amount or query.limits.max_price or query.profile.budget
    counted = max(query.copies, default=1) > 1 or query.people > 1
    if not (amount and query.certs and words.has("how_many")) or counted:
        return None
    return query.but(asks=("buys",), amount=amount, claims=())


def _summed(query: Query, context: Context, words: Wording) -> Query | None:
    """Several sittings of an exam ask for a sum, or with an amount named, for what that leaves."""
    if len(query.certs) > 1 and query.asks[0] in ("compare", "about") and words.has("whole_words", "money_words"):
        return query.but(asks=("total",))
    if not query.certs or (max(query.copies, default=1) < 2 and query.people < 2):
        return None
    ask = query.asks[0]
    if ask.startswith("salary") or not (ask in SUMMED or words.has("money_words") or "$" in query.question):
        return None
    if ask == "remaining" or (query.amount and ask in ("budget", "price", "total", "count", "verdict")):
        return query.but(asks=("remaining",), claims=())
    return query.but(asks=("total",), claims=tuple(c for c in query.claims if c.field != "price"))


def _timed(query: Query, context: Context, words: Wording) -> Query | None:
    """The minutes of several exams together."""
    several = len(query.certs) > 1 or max(query.copies, default=1) > 1
    if not several or query.asks[0] not in TIMED or words.any(words.language.words["study_words"]):
        return None
    wanted = words.has("minute_words") and not words.any(set(words.language.words["money_words"]) - {"total", "sum"})
    together = words.any(words.language.words["tell_apart"]["together"]) or query.asks[0] == "total"
    together = together or words.has("how_many")
    precise = query.asks[0] != "path_time" or words.has("sitting_words")
    return query.but(asks=("minutes_total",)) if wanted and together and precise else None


def _listed(query: Query, words: Wording) -> Query:
    """Limits without an exam ask for a list; the hardest is what the guide says of respect."""
    if query.certs or query.unknown:
        return query
    if query.asks[0] == "list" and _of_a_set(query) and words.has("sum_phrases"):
        return query.but(asks=("total",))
    query = _by_superlative(_by_number(query, words), words)
    ask, unsure = query.asks[0], query.certainty < UNSURE
    if (
        ask == "out_of_scope"
        and (query.topics or query.limits.languages)
        and query.certainty < SURE_TO_DECLINE
        and words.has("exam_choice")
    ):
        return query.but(asks=("list",) if query.limits.languages else ("topic",))
    if ask in HARD and words.has("hard_words"):
        return query.but(asks=("respected",))
    if ask in VENDORS and words.has("vendor_words", "exam_words", "most_words"):
        return query.but(asks=("vendor_counts",))
    ends = words.has("least_words") or words.has("most_words")
    if ask == "outcome" and query.certainty < HARDLY_TOLD and not (query.person_named or query.topics or query.vendors):
        return query.but(asks=("which_one",), outcomes=())
    if ask in ("outcome", "first_step") and not query.person_named and not words.has("person_told"):
        changed = _of_nobody(query, words)
        if changed:
            return changed
    if ask in WORLD and query.limits.closed_only and words.has("exam_words") and query.certainty < SURE_OF_FIELD:
        return query.but(asks=("list",))
    unclear = query.certainty < UNSURE and ask not in DECLINED
    if query.limits.languages and query.count is None and (ask in FIELD_ASKS or unclear):
        return query.but(asks=("list",))
    if query.limits.traits and "needs_prerequisite" in query.limits.traits:
        return query.but(asks=("list",))
    listing = (*LISTING, *(() if ends else RANKED), *(VAGUE if unsure else ()))
    trait = unsure and (query.limits.lifelong or (query.limits.traits and words.has("exam_words")))
    if ask in listing and query.limits.bounded and (trait or not (query.profile.background or query.roles)):
        return query.but(asks=("list",))
    if ask == "which_one" and query.limits.bounded and not (query.profile.background or query.outcomes or query.roles):
        return query.but(asks=("budget",))
    if ask in RANKING and not query.vendors and ends:
        return query.but(asks=("shortest" if words.has("least_words") else "longest",))
    return query


def _of_nobody(query: Query, words: Wording) -> Query | None:
    """ "has Databricks anything for generative AI?", "all foundational exams": told of no person, so of exams."""
    known = query.but(outcomes=(), backgrounds=())
    if query.topics and (query.certainty < SURE_OF_FIELD or query.limits.vendors):
        return known.but(asks=("topic",))
    listed = query.limits.levels or (query.limits.vendors and words.has("all_words"))
    return known.but(asks=("list",)) if listed and words.has("plural_exam_words") else None


def _of_a_set(query: Query) -> bool:
    """Whether the limits name a set of exams, all of which can be added up."""
    return bool(query.limits.vendors or query.limits.levels) and not query.limits.bounded


def _by_number(query: Query, words: Wording) -> Query:
    """ "which throws the most questions at you?" ranks by another number than the fee."""
    other = set(words.fields()) & {"validity", "study_time", "questions"}
    if query.asks[0] not in ("cheapest", "dearest") or not other or words.has("money_words"):
        return query
    return query.but(asks=("longest",) if query.asks[0] == "dearest" else ("shortest",))


def _by_superlative(query: Query, words: Wording) -> Query:
    """A question that is hardly understood but for a superlative in it asks for that."""
    if query.certainty >= UNSURE or query.roles or query.asks[0] in ("which_one", "first_step", *RANKED):
        return query
    ends = words.language.words["superlatives"].items()
    return query.but(asks=next(((end,) for end, said in ends if words.any(said)), query.asks))


def _paid(query: Query, catalog: Catalog, words: Wording) -> Query:
    """A job beside a word for pay; an entry-level job described in words; a raise by an exam."""
    ask = query.asks[0]
    if not (query.roles or query.benchmarks) and ask.startswith("salary") and words.has("entry_phrases"):
        first = min(catalog.roles.values(), key=lambda role: role.seniority)
        at_home = set(query.countries) <= {"US"}
        query = query.but(roles=(first.id,), asks=("salary",) if at_home else query.asks)
    if query.benchmarks and not query.certs and not ask.startswith("salary"):
        return query.but(asks=("salary",))
    if query.countries and ask in UNPAID and words.has("pay_words") and not query.certs:
        return query.but(asks=("salary_elsewhere",) if set(query.countries) != {"US"} else ("salary",))
    if query.roles and (ask in UNPAID or query.certainty < UNSURE) and words.has("pay_words"):
        return query.but(asks=("salary_difference",) if len(query.roles) > 1 else ("salary",))
    if not query.roles and not ask.startswith("salary") and words.has("raise_words", "pay_words"):
        exam = query.certs or words.has("exam_words")
        return query.but(asks=("salary_cert",)) if exam else query
    return query


def _compared(query: Query, catalog: Catalog, words: Wording) -> Query:
    """The fields that a comparison of exams names by their words."""
    ask = query.asks[0]
    if ask == "compare" and len(query.certs) < 2 and query.profile.held and words.has("next_words"):
        return query.but(asks=("next_step",))
    if len(query.certs) < 2:
        return query
    fields = tuple(field for field in words.fields() if field not in query.asks)
    if ask in RANKED and words.has("ended_words"):
        return query.but(asks=("closing",))
    summed = words.has("whole_words") or words.has("sum_phrases")
    apart = words.has("beside_words") or (ask == "total" and fields and not summed)
    if ask in FIELD_ASKS and fields and query.certainty < SURE_OF_FIELD and len(query.certs) == 2:
        apart = True
    if ask in ("total", *FIELD_ASKS) and apart and not words.has("whole_words"):
        return query.but(asks=("compare", *fields))
    unrelated = not any(set(query.certs) & {a.id for a in catalog.certifications[i].successors} for i in query.certs)
    if ask in ("changes", "same_for") and unrelated and fields:
        return query.but(asks=("compare", *(a for a in query.asks if a in FIELD_ASKS), *fields))
    if ask in COMPARED and ask != "changes":
        return query.but(asks=(*query.asks, *fields))
    if ask in words.language.words["field_words"] and words.has("differ_words") and len(query.certs) == 2:
        return query.but(asks=("compare", *dict.fromkeys([*query.asks, *fields])))
    return query


def _by_level(query: Query, catalog: Catalog, words: Wording) -> Query:
    """ "AWS's entry exam or Google's": where each vendor named has one exam of the level named."""
    levels, vendors = query.limits.levels, query.limits.vendors
    wanted = (*COMPARED, "cheapest", "dearest", "shortest", "longest", "price", "total", "validity", "minutes")
    if query.certs or len(vendors) < 2 or len(levels) != 1 or query.asks[0] not in (*wanted, "of_vendor"):
        return query
    found = [_entry(catalog, vendor, levels[0], query) for vendor in vendors]
    if not all(found):
        return query
    asks = query.asks[1:] if query.asks[0] == "of_vendor" else query.asks
    return query.but(asks=asks, certs=tuple(cert.id for cert in found if cert), copies=())


def _entry(catalog: Catalog, vendor: str, level: str, query: Query) -> Certification | None:
    """The one exam of a vendor at a level that can be booked, a beta only where there is no other."""
    own = [c for c in catalog.certifications.values() if c.vendor == vendor and c.level == level]
    stages = [[c for c in own if standing(c, query.today).stage == stage] for stage in ("active", "beta")]
    first = next((certs for certs in stages if certs), [])
    return first[0] if len(first) == 1 else None
