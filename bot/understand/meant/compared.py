"""Questions that set exams side by side, and questions about pay."""

from __future__ import annotations

from bot.catalog import Catalog
from bot.records import Limits, Query
from bot.status import standing
from bot.understand.context import Context
from bot.understand.fill import GUIDE_COUNTRY
from bot.understand.groups import FIELD_ASKS, PERSONAL, PLAIN, RANKED, VAGUE
from bot.understand.meant.apart import with_counterpart
from bot.understand.meant.groups import SURE_OF_FIELD, UNSURE
from bot.understand.meant.wordings import Wording

UNPAID = ("out_of_scope", "price", "total", "cheapest", "dearest", "which_one", "outcome", "compare", "hostile",
          "price_difference", "about_me")  # fmt: skip
"""Asks that a job named beside a word for pay turns into one about pay."""
WEIGHED = ("topic", "which_one", "next_step", "outcome", "worth_it", "first_step", "projects", "respected")
"""Asks that a wording about an exam or a project of one's own is near to."""
PAIR = 2
LENGTHS = ("validity", "study_time", "path_time")
"""Fields that "longer" is about where they were asked before."""
FIELDS_PAID = ("salary", "salary_difference", "salary_top", "topic", "compare", "outcome", "dearest", "which_one",
               "price_difference", "out_of_scope", "about_me", "salary_elsewhere")  # fmt: skip
"""Asks that a word for pay beside fields of work turns into one about the jobs in them."""
HARDNESS = ("level", "experience", "study_time")
REGARDED = (*VAGUE, "compare", "outcome", "salary", "difficulty", "topic", "audience", "why", "dearest", "which_one",
            "salary_cert", "worth_it", "verdict", "role_certs")  # fmt: skip
"""Asks that a word for how exams are seen turns into one about that."""
OF_FEES = {"shortest": "cheapest", "longest": "dearest"}
COMPARED = ("compare", "price_difference", "changes", "same_for")


def those(query: Query, context: Context, words: Wording) -> Query | None:
    """ "which of those two can I still take?": the ones spoken of; a field of both, or their standing."""
    spoken = context.last.certs if context.last else ()
    both, field = context.spoken_of, query.asks[0] in FIELD_ASKS
    field = field and query.people == 1 and words.has("those_words") and not words.has("whole_words")
    if field and query.count == len(both) == PAIR and set(query.certs) <= set(both):
        weighed = words.weighs() or words.has("fee_ends")
        of_fees = ("price_difference",) if weighed else ("total",)  # "the cost of those two"
        asks = of_fees if query.asks[0] == "price" else ("compare", *query.asks)
        return query.but(asks=asks, certs=both, copies=())
    picks = query.asks[0] == "which_one" and words.has("fee_ends") and len(both) == PAIR and not query.certs
    if picks and not (query.person_named or query.limits):
        end = "cheapest" if words.has("least_words") else "dearest"
        return query.but(asks=(end,), certs=both, copies=())  # "if I had to pick the cheaper, which one was it?"
    one = query.certs[0] if len(query.certs) == 1 else ""
    if one and spoken and one not in spoken and field and words.has("which_of_phrases"):
        # "and A, which of them lasts longer?"
        return query.but(asks=("compare", *query.asks), certs=(*spoken[:1], one), copies=())
    if context.last and context.last.asks[0] == "compare" and one and one not in spoken and words.has("add_words"):
        return query.but(asks=context.last.asks, certs=(*spoken, one), copies=())
    asked = query.count and len(spoken) >= query.count and not query.certs and words.has("those_words")
    unsure = query.asks[0] in ("list", "count", "exam_languages", "beta") and query.certainty < UNSURE
    return query.but(asks=("status",), certs=spoken, limits=Limits()) if asked and unsure else None


def beside_last(query: Query, context: Context, words: Wording) -> Query | None:
    """ "so how is B different?", after a question about A: the two side by side."""
    spoken = context.last.certs if context.last else ()
    apart = query.asks[0] in FIELD_ASKS and words.any(["different", *words.language.words["beside_words"]])
    wanted = query.asks[0] in ("compare", "price_difference", "changes") or apart
    if not wanted or query.vendors or query.certs == spoken or not len(query.certs) == len(spoken) == 1:
        return None
    priced = ("price",) if words.has("price_words") or words.has("money_words") else ()
    before = context.last.asks[:1] if context.last else ()  # "how long is A valid? What about B?"
    asked = (ask for ask in (*query.asks, *before) if ask in FIELD_ASKS)
    fields = dict.fromkeys((*asked, *words.fields(), *priced))
    return query.but(asks=("compare", *fields), certs=(*spoken, *query.certs), copies=())


def by_last_field(query: Query, context: Context, words: Wording) -> Query | None:
    """ "the smallest number of the three?", after the fees of each: the end of what was asked of them last."""
    last = context.last
    timed = words.has("minute_words") or words.has("time_ends") or words.fields()
    if query.asks[0] not in OF_FEES or len(query.certs) < PAIR or timed or not words.has("size_words"):
        return None
    return query.but(asks=(OF_FEES[query.asks[0]],)) if last and last.asks[0] in ("price", "total") else None


def gap(query: Query, context: Context, words: Wording) -> Query | None:
    """ "by how much is the second longer?": the two spoken of, compared by what was asked of each."""
    last, spoken = context.last, context.together(2)
    if last and last.asks[0].startswith("salary") and len(context.roles) > 1 and words.has("gap_words"):
        return query.but(asks=("salary_difference",), roles=context.roles, certs=(), copies=())
    if last and len(query.certs) == len(last.certs) == 1 and query.certs != last.certs and words.has("than_phrases"):
        spoken = (*last.certs, *query.certs)  # "and is that longer or shorter than for this one?"
    repeats = query.asks[0] == "sure"  # "so who wins?" has the names of the question before
    named = set(query.certs) <= set(spoken) and (repeats or not (query.vendors or query.roles))
    comparing = (*RANKED, "price_difference", "compare", "sure")
    ranked_before = last is not None and last.asks[0] in comparing and not last.vendors
    apart = ranked_before and words.has("by_how_much") and query.elliptical  # "which is cheaper? And by how much?"
    # "how much cheaper is the second than the first?", "which lasts longer?" after a question about each
    which = query.asks[0] in FIELD_ASKS and words.any(["which", "who"])
    by_fee = (query.asks[0] == "price" or which) and words.has("gap_words")
    sure = query.certainty >= SURE_OF_FIELD and query.asks[0] not in comparing and not (apart or by_fee)
    ends = words.has("time_ends") or words.has("fee_ends")  # "is the first one longer?"
    of_two = ends and len(query.certs) == 1 and query.asks[0] in (*FIELD_ASKS, *comparing)
    set_apart = words.has("gap_words") or words.has("than_phrases") or of_two
    built = query.asks[0] in ("projects", "portfolio")  # "more than the badge"
    if not (last and len(spoken) > 1 and named and set_apart) or last.roles or sure or built:
        return None
    longer = query.asks[0] in ("longest", "shortest") or words.has("time_ends")
    ranked: tuple[str, ...] = ("minutes",) if longer and last.asks[0] not in LENGTHS else ()
    if apart and last.asks[0] in ("longest", "shortest"):
        ranked = (*Wording(last.question, words.language).fields(), "minutes")
    field = next((ask for ask in (*words.fields(), *ranked, *last.asks) if ask in FIELD_ASKS), "price")
    return query.but(asks=("price_difference",) if field == "price" else ("compare", field), certs=spoken, copies=())


def or_project(query: Query, words: Wording) -> Query:
    """ "another exam, or finish my demo?": an exam set beside something that somebody builds."""
    unsure = query.certainty < SURE_OF_FIELD and query.asks[0] in (*WEIGHED, *VAGUE)
    both = words.has("project_words", "exam_words") and words.any(["between", *words.language.words["choice_words"]])
    if query.asks[0] == "topic" and words.has("project_asked"):
        return query.but(asks=("projects",))  # "what small project goes with the Bedrock one?"
    return query.but(asks=("portfolio",)) if unsure and both and not query.backgrounds else query


def paid(query: Query, catalog: Catalog, words: Wording) -> Query:
    """A job beside a word for pay; an entry-level job described in words; a raise by an exam."""
    named = bool(query.roles)
    query = _of_fields(query, catalog, words)
    ask = query.asks[0]
    if not (named or query.benchmarks) and ask.startswith("salary") and words.has("entry_phrases"):
        first = min(catalog.roles.values(), key=lambda role: role.seniority)
        at_home = set(query.countries) <= {GUIDE_COUNTRY}
        query = query.but(roles=(first.id,), asks=("salary",) if at_home else query.asks)
    surveyed_of = {cert for name in query.benchmarks for cert in catalog.benchmarks[name].certs}
    unsure = query.certainty < SURE_OF_FIELD or surveyed_of & set(query.certs)
    if query.benchmarks and query.certs and not ask.startswith("salary") and unsure:
        return query.but(asks=("salary_cert",))  # "a survey has a number for those who hold it: what was it?"
    surveyed = query.benchmarks and not query.certs and not ask.startswith("salary")
    told = query.outcomes or query.backgrounds or words.has("respect_words")  # "data scientist, I build models …"
    if surveyed and (words.has("pay_words") or (query.certainty < UNSURE and not told)):
        return query.but(asks=("salary",))  # "data scientists" are a survey's, and people who ask for an exam
    for_exams = words.has("pay_for_words", "exam_choice")  # "which exams do I pay for, in Oslo?"
    if query.countries and ask in UNPAID and words.has("pay_words") and not (query.certs or for_exams):
        return query.but(asks=("salary_elsewhere",) if set(query.countries) != {GUIDE_COUNTRY} else ("salary",))
    wanted = ask in ("outcome", "which_one", "first_step", "list")
    wanted |= ask == "respected" and query.certainty < SURE_OF_FIELD
    if query.roles and wanted and words.has("hire_words"):
        return query.but(
            asks=("role_certs",), outcomes=(), other_reading=None
        )  # "what to look for in an ML engineer's CV?"
    if query.roles and ask == "role_certs" and words.has("pay_words"):
        return query.but(asks=("salary", "role_certs"))  # "what does one earn, and which exams do they hold?"
    for_goal = ask == "outcome" and query.outcomes and query.certainty >= SURE_OF_FIELD  # "what exams shall I earn?"
    bill = ask == "total" and len(query.certs) > 1  # "A, B and the engineer one: what do I pay for the lot?"
    if (
        query.roles
        and (ask in UNPAID or query.certainty < UNSURE)
        and words.has("pay_words")
        and not (for_goal or bill)
    ):
        return query.but(asks=("salary_difference",) if len(query.roles) > 1 else ("salary",))
    if not query.roles and not ask.startswith("salary") and words.has("raise_words", "pay_words"):
        exam = query.certs or words.has("exam_words")
        return query.but(asks=("salary_cert",)) if exam else query
    return query


def compared(query: Query, catalog: Catalog, words: Wording) -> Query:
    """The fields that a comparison of exams names by their words."""
    ask = query.asks[0]
    if ask == "compare" and len(query.certs) < 2 and query.profile.held and words.has("next_words"):
        return query.but(asks=("next_step",))
    query = with_counterpart(query, catalog, words)
    ask = query.asks[0]
    if len(query.certs) < 2:
        return query
    spoken = ("exam_languages",) if query.limits.languages else ()
    if ask == "remaining" and not (query.amount or query.profile.budget):
        ask = "total"  # "A next to B: money and background wanted?"
    fields = tuple(field for field in (*words.fields(), *spoken) if field not in query.asks)
    if ask in (*COMPARED, "difficulty", "audience", "which_one", "longest") and words.has("harder_words"):
        shown = (*HARDNESS, *(field for field in fields if field not in HARDNESS))
        return query.but(asks=("compare", *shown), outcomes=(), backgrounds=())  # "is this one harder than that one?"
    if ask in PERSONAL and words.has("choice_words") and not query.profile.held:
        return query.but(asks=("compare", *fields), outcomes=(), backgrounds=())  # "A or B for somebody who …?"
    if ask in RANKED and words.has("ended_words"):
        return query.but(asks=("closing",))
    if ask == "path_time" and words.has("gap_words", "study_words"):
        return query.but(asks=("compare", "study_time"))  # "the difference in study hours" is no sum
    of_fee = words.has("price_words") or words.has("fee_ends")
    if ask in RANKED and fields and (len(fields) > 1 or of_fee):
        return query.but(asks=("compare", *fields))  # "which is dearer, and which lasts longer?"
    if ask in ("longest", "shortest") and words.has("time_ends") and of_fee:
        return query.but(asks=("compare", "price", "minutes", *fields))  # "who sits longer and who takes more money?"
    if ask in ("longest", "shortest") and fields and words.any(["and"]) and words.has("time_ends"):
        return query.but(asks=("compare", *fields, "minutes"))  # "which has more questions and runs longer?"
    summed = words.has("whole_words") or words.has("sum_phrases")
    no_code = words.any(words.language.words["traits"]["no_code"]["asked"])
    if no_code and words.has("choice_words") and not summed and not ask.startswith("salary"):
        return query.but(asks=("compare", "experience", *fields))  # "I can't program: this one or that one?"
    if ask == "total" and words.has("choice_words") and not (summed or words.has("money_words")):
        return query.but(asks=("compare", *fields))
    if ask in ("total", "minutes_total") and words.any(["or"]) and fields and not summed:
        priced = ("price",) if words.has("money_words") else ()
        return query.but(asks=("compare", *priced, *fields))  # "A or B, if all I look at is dollars and minutes?"
    saved = words.has("gap_words") and not words.has("sum_phrases")
    if ask == "total" and (saved or (words.has("choice_words", "ends_words", "money_words") and not summed)):
        return query.but(asks=("price_difference",))  # "which of them empties my wallet more?"
    apart = words.has("beside_words") or (ask == "total" and fields and not summed)
    beside = bool(fields) or (ask != "price" and words.has("price_words"))
    if ask in FIELD_ASKS and beside and query.certainty < SURE_OF_FIELD and len(query.certs) == 2:
        apart = True
    if ask in ("total", "covers", *FIELD_ASKS) and ask != "domains" and apart and not words.has("whole_words"):
        own = (asked for asked in query.asks if asked in FIELD_ASKS)
        return query.but(asks=("compare", *own, *fields))
    unrelated = not any(set(query.certs) & {a.id for a in catalog.certifications[i].successors} for i in query.certs)
    if ask in ("changes", "same_for") and unrelated and fields:
        return query.but(asks=("compare", *(a for a in query.asks if a in FIELD_ASKS), *fields))
    if ask == "price" and len(query.certs) == PAIR and words.has("price_gap_words"):
        return query.but(asks=("price_difference", *fields))
    if ask in COMPARED and ask != "changes":
        return query.but(asks=(*query.asks, *fields))
    if ask in words.language.words["field_words"] and words.has("differ_words") and len(query.certs) == 2:
        return query.but(asks=("compare", *dict.fromkeys([*query.asks, *fields])))
    return query


def by_subject(query: Query, catalog: Catalog, words: Wording) -> Query:
    """ "the Kubernetes thing compared to NAME": set beside an exam, the only exam on a subject is meant."""
    if len(query.certs) != 1 or not query.topics or not words.has("beside_words"):
        return query
    for subject in query.topics:
        having = [c for c in catalog.covering(subject) if standing(c, query.today).bookable]
        if len(having) == 1 and having[0].id not in query.certs:
            return query.but(asks=("compare", *query.asks), certs=(having[0].id, *query.certs), copies=(), topics=())
    return query


def regarded(query: Query, words: Wording) -> Query:
    """ "does it count for ML jobs?", "which is taken more seriously, this vendor or that?": how exams are regarded."""
    unsure = query.certainty < SURE_OF_FIELD and query.asks[0] in REGARDED
    named = query.certs or query.vendors
    asked = named and unsure and words.without("own_care_words").has("respect_words")  # "I care about ethics"
    return query.but(asks=("respected",), other_reading=None) if asked else query


def _of_fields(query: Query, catalog: Catalog, words: Wording) -> Query:
    """ "what pays more, MLOps or data science?": fields of work beside a word for pay stand for the jobs in them."""
    abroad = bool(set(query.countries) - {GUIDE_COUNTRY})  # the guide's figures are for the US
    if query.certs or abroad or not words.has("pay_words") or query.asks[0] not in FIELDS_PAID:
        return query
    by_topic = [role for role in catalog.roles.values() if set(role.topics) & set(query.topics)]
    surveyed = bool(query.benchmarks)
    goals = [goal for goal in query.outcomes if not surveyed]  # whom a survey counts, no job of the guide stands for
    by_goal = [role for role in catalog.roles.values() if role.outcome in goals and role.seniority >= PLAIN]
    first_of = {role.outcome: role for role in sorted(by_goal, key=lambda role: -role.seniority)}
    named = [catalog.roles[i] for i in query.roles]
    roles = tuple(dict.fromkeys(role.id for role in (*named, *by_topic, *first_of.values())))
    if len(roles) == 1 and not (query.roles or surveyed) and query.asks[0].startswith("salary"):
        return query.but(asks=("salary",), roles=roles, topics=(), other_reading=None)  # "who leads MLOps, what pay?"
    weighed = words.weighs() or (surveyed and words.any(["than"]))
    if len(roles) + surveyed < PAIR or not weighed:
        return query
    return query.but(asks=("salary_difference",), roles=roles, topics=(), outcomes=(), other_reading=None)
