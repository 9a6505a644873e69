"""Two or three certifications side by side, and the difference in what they cost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.catalog import Certification
from bot.facts.checks import HARDEST
from bot.facts.covered import contents, on_content
from bot.facts.desk import Desk, tag
from bot.facts.fees import copies_of, term
from bot.facts.fields import FIELDS, field_of
from bot.facts.fit import codes, for_all, found, span_of
from bot.facts.route import backgrounds_of, place_on
from bot.facts.standing import change
from bot.facts.versions import differing
from bot.formats import listing, money, span, years
from bot.language import stands
from bot.records import Query, Statement
from bot.schema import Range

COMPARABLE = (
    "minutes", "questions", "format", "passing_score", "validity_years", "renewal", "delivery", "prerequisites",
    "experience", "exam_languages", "study_hours", "level", "vendor", "launched",
)  # fmt: skip
"""Fields that a question may set side by side in a sentence; fees and audiences are told in any case."""
SPANNED = {"questions": "compare.questions", "study_hours": "compare.study"}
"""Fields from a low to a high value, with the wording of their difference."""
MOST = 4  # exams of a vendor side by side
ROWS = ("price", "level", "minutes", "questions", "format", "validity_years", "experience", "study_hours")


def tells(query: Query, ask: str) -> bool:
    """Whether a comparison already says what a field ask beside it asks."""
    fields = (*COMPARABLE, "price", "audience", "about", "code", "name")
    if query.asks[0] == "price_difference":
        return ask == "price"
    return query.asks[0] == "compare" and len(query.certs) > 1 and FIELDS[ask][0] in fields


def compare(desk: Desk) -> Iterator[Statement]:
    """Who each is for, then a table of what can be compared, then what has changed."""
    certs = desk.certs[:3] or (tuple(found(desk)[:MOST]) if desk.query.limits.vendors else ())
    if len(certs) < 2:
        for cert in certs:
            for field in ("audience", "price", "minutes"):
                yield from field_of(desk, cert, field, silent=True)
        return
    asked = [field for ask in desk.query.asks[1:] for field in FIELDS.get(ask, ())[:1]]
    fields = [field for field in dict.fromkeys(asked) if field in COMPARABLE]
    yield from _first(desk, certs)
    yield from (harder := list(_harder(desk, certs)))
    for field in fields if not harder else [field for field in fields if field != "level"]:
        yield from _side_by_side(desk, certs, field)
    yield from (new := list(differing(desk, certs)))
    if wanted := on_content(desk):
        yield from contents(desk, certs)
    for cert in certs:
        yield from change(desk, cert, role="answer")
    yield from _without_code(desk, certs)
    for cert in certs if "about" in desk.query.asks else ():
        yield from field_of(desk, cert, "about")
    yield from (replace(line, role="why" if fields else "answer") for line in _difference(desk, certs, brief=True))
    for cert in certs if not fields else ():
        audience = desk.show(cert, "audience")
        if audience and desk.open(cert):
            basis = (desk.record(cert, "fit"),)
            yield desk.state("compare.take", basis, cert=cert.short, audience=audience.rstrip("."))
    if not (fields or wanted or new):
        yield from (replace(line, role="why") for line in contents(desk, certs))
    yield _table(desk, certs, fields)


def _first(desk: Desk, certs: tuple[Certification, ...]) -> Iterator[Statement]:
    """Which of two exams comes before the other on a path of the guide, where it is asked which is first."""
    words = desk.language.words
    asked = stands([*words["ordinals"][1], *words["first_words"]], desk.query.question)
    if len(certs) != 2 or not asked or not stands(words["choice_words"], desk.query.question):
        return
    for background in backgrounds_of(desk) or desk.catalog.backgrounds.values():
        places = [place_on(desk, background, cert) for cert in certs]
        if None in places or places[0] == places[1]:
            continue
        one, other = certs if (places[0] or 0) < (places[1] or 0) else reversed(certs)
        text = desk.say(
            "compare.first", background=background.name, goal=background.goal, one=one.short, other=other.short
        )
        yield Statement(text, (desk.computed("path", text, certs), *desk.guide(background.guide_section)))
        return


def _harder(desk: Desk, certs: tuple[Certification, ...]) -> Iterator[Statement]:
    """Which of two exams is the harder one by its level, where that is asked; that nothing else measures it."""
    if len(certs) != 2 or not stands(desk.language.words["harder_words"], desk.query.question):
        return
    low, high = sorted(certs, key=lambda cert: -HARDEST.index(cert.level))
    basis = [desk.record(cert, "level") for cert in certs]
    if low.level == high.level:
        text = desk.say("compare.as hard", level=low.level)
    else:
        text = desk.say("compare.harder", high=high.short, most=high.level, least=low.level)
    yield Statement(text, (desk.computed("compare", text, certs, field="level"), *basis))
    yield desk.state("compare.measured", (), "note")


def _side_by_side(desk: Desk, certs: tuple[Certification, ...], field: str) -> Iterator[Statement]:
    """One field of each exam in one sentence: whether it is the same, and where both are numbers how far apart."""
    shown = [(cert, _value(desk, cert, field)) for cert in certs]
    basis = [desk.record(cert, field) for cert in certs]
    known = [value for _, value in shown if value]
    if not known:
        for cert in certs:
            yield from field_of(desk, cert, field)
        return
    label = desk.say(f"label.{field}")
    if len(known) == len(shown) and len(set(known)) == 1:
        yield desk.state("compare.equal", basis, label=label, certs=desk.named(certs), value=known[0])
        return
    values = [desk.say("compare.value", value=value or desk.say("compare.unknown"), cert=tag(c)) for c, value in shown]
    several = label.lower() in desk.language.words["plural_labels"]
    text = desk.say("compare.differ" if several else "compare.differs", label=label, values=listing(values))
    yield Statement(text, (desk.computed("compare", text, certs, field=field),))  # one source for both values
    yield from _apart(desk, certs, field)


def _value(desk: Desk, cert: Certification, field: str) -> str:
    if field == "level":
        return cert.level
    if field == "vendor":
        return desk.catalog.vendors[cert.vendor].name
    return (desk.show(cert, field) or "").rstrip(".")


def _apart(desk: Desk, certs: tuple[Certification, ...], field: str) -> Iterator[Statement]:
    """How much longer one of two exams takes or stays valid, or how many more questions or hours of study it has."""
    if len(certs) == 2 and field in SPANNED:
        yield from _spans_apart(desk, certs, field)
    if len(certs) != 2 or field not in ("minutes", "validity_years"):
        return
    known = [(getattr(cert, field).known, cert) for cert in certs]
    if any(not isinstance(value, (int, float)) for value, _ in known):
        return
    (least, low), (most, high) = sorted(known, key=lambda pair: pair[0])
    key, gap = (
        ("compare.more", f"{most - least:g} minutes") if field == "minutes" else ("compare.longer", years(most - least))
    )
    text = desk.say(key, high=high.short, low=low.short, gap=gap)
    yield Statement(text, (desk.computed("difference", text, certs),), "answer")


def _spans_apart(desk: Desk, certs: tuple[Certification, ...], field: str) -> Iterator[Statement]:
    """The difference of two fields from a low to a high value, low against low and high against high."""
    known = [(found, cert) for cert in certs if (found := span_of(desk, cert, field))]
    if len(known) != len(certs):
        return
    (least, low), (most, high) = sorted(known, key=lambda pair: (pair[0].low + pair[0].high, pair[0].low))
    gap = Range(low=most.low - least.low, high=most.high - least.high)
    if gap.low < 0 or gap.high <= 0 or gap.low > gap.high:
        return
    text = desk.say(SPANNED[field], high=high.short, low=low.short, gap=span(gap), most=span(most), least=span(least))
    yield Statement(text, (desk.computed("difference", text, certs, field=field),), "answer")


def _without_code(desk: Desk, certs: tuple[Certification, ...]) -> Iterator[Statement]:
    """For somebody who does not program: which of the exams is meant for such people, where the others want code."""
    goal = desk.catalog.outcomes.get(desk.query.profile.outcome or "")
    told = stands(desk.language.words["traits"]["no_code"]["asked"], desk.query.question)
    if not told and not (goal and goal.without_code):
        return
    coding = [cert for cert in certs if codes(desk, cert)]
    fitting = [cert for cert in certs if cert not in coding and for_all(desk, cert)]
    if fitting and len(fitting) + len(coding) == len(certs) and coding:
        basis = [desk.record(cert, "experience") for cert in certs]
        yield desk.state("compare.without code", basis, fits=desk.named(fitting, "or"), others=desk.named(coding))


def _table(desk: Desk, certs: tuple[Certification, ...], fields: Sequence[str] = ()) -> Statement:
    rows = [f"| | {' | '.join(tag(cert) for cert in certs)} |", f"|{'---|' * (len(certs) + 1)}"]
    added = [field for field in fields if field not in ROWS and desk.language.wordings.get(f"label.{field}")]
    for field in (*ROWS, *added):
        cells = [_value(desk, cert, field) for cert in certs]
        if any(cells):
            shown = " | ".join((cell or desk.say("compare.unknown")).rstrip(".") for cell in cells)
            rows.append(f"| {desk.say(f'label.{field}')} | {shown} |")
    stages = " | ".join(desk.say(f"stage.{desk.standing(cert).stage}") for cert in certs)
    rows.append(f"| {desk.say('compare.today')} | {stages} |")
    table = "\n".join(rows)
    return Statement(table, (desk.computed("compare", table, certs),), "table")


def _difference(desk: Desk, certs: tuple[Certification, ...], *, brief: bool = False) -> Iterator[Statement]:
    fees = [(cert, fee) for cert in certs if (fee := desk.fee(cert)) is not None]
    if len(fees) < 2:
        return
    (low, least), *_, (high, most) = sorted(fees, key=lambda pair: pair[1])
    parts = {
        "low": low.short,
        "high": high.short,
        "least": money(least),
        "most": money(most),
        "gap": money(most - least),
    }
    key = "compare.same fee" if most == least else "compare.fees" if brief else "compare.gap"
    parts["certs"] = listing([cert.short for cert, _ in fees])
    fact = desk.computed("difference", desk.say(key, **parts), [low, high])
    yield Statement(fact.text, (fact,), "answer")


def price_difference(desk: Desk) -> Iterator[Statement]:
    """How much more one costs than the other, and what each costs."""
    certs = desk.certs[:3]
    if len(set(desk.query.copies)) > 1 and len(certs) == 2:
        yield from _of_sittings(desk, certs)
    else:
        yield from _difference(desk, certs)
        yield from _of_people(desk, certs)
    for cert in certs:
        yield from (Statement(s.text, s.basis, "why") for s in field_of(desk, cert, "price") if s.role == "answer")
    if len(certs) > 1 and len(desk.query.asks) > 1:
        yield _table(desk, certs)
    for cert in certs:
        yield from change(desk, cert)


def _of_sittings(desk: Desk, certs: tuple[Certification, ...]) -> Iterator[Statement]:
    """ "Are two of A cheaper than three of B?": the sum for each exam, and how far apart they are."""
    priced = [(cert, fee, copies_of(desk, cert)) for cert in certs if (fee := desk.fee(cert)) is not None]
    if len(priced) < 2:
        return
    sums = [(fee * number, term(cert, fee, number)) for cert, fee, number in priced]
    (least, low), (most, high) = sorted(sums)
    key = "compare.same sum" if most == least else "compare.sums"
    text = desk.say(key, low=low, high=high, least=money(least), most=money(most), gap=money(most - least))
    yield Statement(text, (desk.computed("difference", text, certs),), "answer")


def _of_people(desk: Desk, certs: tuple[Certification, ...]) -> Iterator[Statement]:
    """What several people save together with one of two exams."""
    fees = [fee for cert in certs if (fee := desk.fee(cert)) is not None]
    gap = max(fees, default=0) - min(fees, default=0)
    if desk.query.people > 1 and gap and len(certs) == len(fees) == 2:
        text = desk.say("compare.gap of people", people=desk.query.people, total=money(gap * desk.query.people),
                        gap=money(gap))  # fmt: skip
        yield Statement(text, (desk.computed("difference", text, certs, field="people"),), "answer")


def other_option(desk: Desk) -> Iterator[Statement]:
    """Open exams of the same level that share most topics with the one spoken of."""
    for cert in desk.certs[:1]:
        if cert.id in desk.query.profile.held and not desk.open(cert):  # "mine lapses in April. Options?"
            yield from field_of(desk, cert, "renewal", silent=True)
        topics = set(cert.topics.known or ())
        rivals = [
            c
            for c in desk.catalog.certifications.values()
            if c.id != cert.id and desk.open(c) and c.level == cert.level
        ]
        rivals.sort(key=lambda c: -len(topics & set(c.topics.known or ())))
        best = [c for c in rivals if topics & set(c.topics.known or ())][:2]
        if best:
            text = desk.say("other.options", cert=cert.short, certs=listing([desk.brief(c) for c in best], "or"))
            yield Statement(text, (desk.computed("other", text, [cert, *best]),))
            for rival in best:
                yield from (Statement(s.text, s.basis, "why") for s in field_of(desk, rival, "audience", silent=True))
