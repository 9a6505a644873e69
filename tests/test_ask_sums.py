"""Sums as people ask for them: people and attempts counted, budgets, discounts, what an exam demands, other figures."""

from __future__ import annotations

import pytest
from conftest import Ask

from asking import starts_with, tells


@pytest.mark.parametrize(
    ("question", "total"),
    [
        pytest.param("Four of our nurses sit AI-901 and one doctor GenAI Leader. Sum?", "USD 495", id="each group"),
        pytest.param("PMLE x 2 data scientists and ADP x 4 analysts: total", "USD 900", id="x before people"),
        pytest.param("Cost to get eight customer service agents certified as AIF-C01?", "USD 800", id="words between"),
        pytest.param(
            "Two of us need the CKA, the other three need Terraform Associate. How much?", "USD 1,101.50",
            id="the others",
        ),
        pytest.param(
            "Three of us do AIF-C01 and our senior does AIP-C01. What's the bill?", "USD 600", id="another subject",
        ),
        pytest.param("3 accountants + 2 lawyers all want the GenAI Leader; fees?", "USD 495", id="two groups"),
        pytest.param("My two kids and I each sit AIF-C01, what do we spend?", "USD 300", id="and I"),
        pytest.param(
            "our team: three people NCA-GENM, one of them will have to sit it again. how much?", "USD 500",
            id="one of them again",
        ),
        pytest.param("Putting 12 of our salespeople through AIF-C01. What's the bill?", "USD 1,200", id="of our"),
        pytest.param("me + 3 colleagues, AIP-C01, price?", "USD 1,200", id="me plus"),
        pytest.param("my wife and I plus two friends doing AI-901, fee", "USD 396", id="I am counted once"),
        pytest.param("the boss and me: AI-103. plus the intern: AI-901. sum", "USD 429", id="the boss and me"),
        pytest.param("procurement here: quote for AI-901, headcount 23", "USD 2,277", id="headcount"),
        pytest.param("two of the eleven drop out of AIF-C01, so what's the bill?", "USD 900", id="some drop out"),
        pytest.param("12 people, half do AIF-C01 and half do PMLE, total?", "USD 1,800", id="half and half"),
        pytest.param("five of our engineers passed the CKA, what did that cost us", "USD 2,225", id="no own record"),
        pytest.param("price for 1 person vs 10 people for AIF-C01", "USD 1,000", id="one number against another"),
        pytest.param("CKA x4, PMLE x2, AIF-C01 x10: grand total", "USD 3,180", id="x before the number"),
        pytest.param("how much is 3 x (AIF-C01 + PMLE)", "USD 900", id="in brackets"),
        pytest.param("a dozen nurses through AI-901?", "USD 1,188", id="no word for money"),
    ],
)  # fmt: skip
def test_people_are_counted_by_what_they_are_called(ask: Ask, question: str, total: str) -> None:
    starts_with(ask(question), total)


@pytest.mark.parametrize(
    ("question", "total"),
    [
        pytest.param("I flunked the NCA-GENL twice before I passed. Total fees paid?", "USD 375", id="failed twice"),
        pytest.param("PMLE: second time lucky. What did that cost me overall?", "USD 400", id="second time lucky"),
        pytest.param(
            "Passed AI-901 on the first go, AI-103 on the second. What did I pay overall?", "USD 429",
            id="each exam its own",
        ),
        pytest.param("If I fail CKA once and pass with the retake, what have I paid?", "USD 445", id="free retake"),
        pytest.param(
            "Two of us for AI-901, one for PMLE, and the AI-901 lot will each flunk once. Total?", "USD 596",
            id="all of a group",
        ),
        pytest.param("six interns, GenAI Leader each, two bomb it once", "USD 792", id="some of them fail"),
        pytest.param("ten people take AIF-C01, one fails twice. total?", "USD 1,200", id="one of them twice"),
        pytest.param("six of us failed the PMLE twice, then passed. what did we burn?", "USD 3,600", id="all of us"),
        pytest.param("if 2 out of 8 fail the AIP-C01, what do we end up paying", "USD 3,000", id="out of so many"),
        pytest.param("3 attempts budgeted for PMLE, what is that", "USD 600", id="attempts budgeted"),
        pytest.param("how much for AIP-C01 if I assume I'll need three goes", "USD 900", id="attempts after the name"),
        pytest.param("PMLE plus one retake: cost?", "USD 400", id="plus a retake"),
    ],
)  # fmt: skip
def test_every_attempt_is_paid_unless_the_fee_includes_it(ask: Ask, question: str, total: str) -> None:
    starts_with(ask(question), total)


def test_what_one_more_attempt_costs(ask: Ask) -> None:
    tells(ask("What does a second attempt at PMLE cost?"), "USD 200", "14 days", lacks=["USD 400"])


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("I got 250 dollars, I want AIF-C01 and NCA-GENL, is that fine?", ("Yes", "USD 25", "USD 225")),
        ("I only have 150 USD. Can I afford AI-901 and NCA-GENL?", ("No", "USD 74", "USD 224")),
        ("can i book the ai-901 exam with 100 dollars", ("Yes", "USD 1")),
        ("I HAVE 200 USD. I WANT DATABRICKS ML ASSOCIATE. IT IS ENOUGH?", ("Yes", "exactly")),
        ("Company gives me nine hundred. PMLE, CKA and AI-103 - anything left?", ("USD 90",)),
        ("I've 90 dollars only. Terraform or GenAI Leader, can I pay?", ("Yes", "USD 19.50")),
    ],
)
def test_whether_a_budget_is_enough(ask: Ask, question: str, wanted: tuple[str, ...]) -> None:
    answer = ask(question)
    for part in wanted:
        starts_with(answer, part)


@pytest.mark.parametrize(
    ("question", "fee"),
    [
        pytest.param("I have a 50 % voucher for AIP-C01. What do I pay?", "USD 150", id="percent"),
        pytest.param("half price coupon for cka, what's left to pay", "USD 222.50", id="half"),
        pytest.param("There's a $20 discount on AI-103, what would I pay?", "USD 145", id="money off"),
        pytest.param("We get 10 % off on ten CKA exams. What is the total?", "USD 4,005", id="of several"),
        pytest.param("If I renew PMLE with the discount code, what is the price?", "USD 100", id="from the record"),
    ],
)
def test_a_discount_that_is_told_or_recorded(ask: Ask, question: str, fee: str) -> None:
    starts_with(ask(question), fee)


def test_a_discount_that_no_record_gives_is_not_made_up(ask: Ask) -> None:
    tells(ask("With the discount for renewals, what do I pay for the GenAI Leader?"), "USD 99", lacks=["USD 49.50"])


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("the two cheapest Microsoft exams together, what's the sum?", ("USD 264", "AI-901")),
        ("Take the two priciest Google exams: what do they cost together?", ("USD 325",)),
        ("What will I pay in total from scratch until I have AI-500?", ("USD 330", "AI-103")),
        ("How much is AI-500?", ("USD 165", "AI-103", "USD 330")),
        ("Google's leader, data practitioner and ML engineer exams in one go: total?", ("USD 424",)),
        ("Both AWS betas, the strategist and the ML engineer, what do they come to?", ("USD 125",)),
    ],
)
def test_sums_of_exams_that_are_described(ask: Ask, question: str, wanted: tuple[str, ...]) -> None:
    tells(ask(question), *wanted)


@pytest.mark.parametrize(
    ("question", "total"),
    [
        ("All three Databricks ones you list (both ML, plus GenAI engineer): total fee?", "USD 600"),
        ("the three databricks certs plus PMLE, bill", "USD 800"),
        ("all AWS exams plus the CKA, together?", "USD 970"),
        ("tot up the CKA, the Terraform one and the PMLE for me, ta", "USD 715.50"),
    ],
)
def test_all_exams_of_a_vendor_and_exams_in_a_row_are_added_up(ask: Ask, question: str, total: str) -> None:
    assert "in my catalog" not in starts_with(ask(question), total)


def test_alternatives_are_not_added_up(ask: Ask) -> None:
    tells(ask("our 5 interns do either AIF-C01 or AI-901, total"), "USD 495", "USD 500", lacks=["USD 995"])
    turns = ("which exam for a nurse who doesn't code", "how much for my whole ward, 14 of us")
    tells(ask(turns[1], turns[0]), "USD 1,386", "USD 1,400", lacks=["USD 2,786"])


def test_what_is_held_is_not_paid_again(ask: Ask) -> None:
    tells(ask("I already hold AI-103. What does AI-500 cost me?"), "USD 165", lacks=["USD 330"])


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("How many questions in all for the Databricks ML Associate and ML Professional?", "107"),
        ("Is governance weighted more heavily in AIB-C01 or in AIP-C01?", "24%"),
        ("Which has the bigger Troubleshooting part, CKA or AIP-C01?", "30%"),
        ("I have never programmed. AIB-C01 or AI-103?", "AIB-C01"),
        ("My boss pays 1000. Seven colleagues take the GenAI Leader. What remains?", "USD 307"),
        ("which of the two lasts longer, PMLE or MLA-C02", "3 years"),
        ("cheapest way to get from zero to AI-500", "USD 330"),
        ("One says GenAI Leader takes longer in the room, the other AI-901. Who is right?", "45 minutes"),
        ("renewing: AI-103 vs AIP-C01, which is the lesser pain", "free"),
    ],
)
def test_other_figures_and_choices(ask: Ask, question: str, first: str) -> None:
    starts_with(ask(question), first)


@pytest.mark.parametrize(
    ("question", "gap"),
    [
        ("Forty clerks: what do we save if they sit the GenAI Leader instead of AIF-C01?", "USD 40"),
        ("How many weeks of prep for AI-103 and AI-300 in a row?", "12 weeks"),
        ("hours of learning, PMLE and AIP-C01 added up", "144–180 hours"),
        ("How many more questions does Databricks ML Professional have than GenAI Engineer Associate?", "14 more"),
        ("What's the difference in study hours between AI-901 and AI-103?", "21–30 more hours"),
        ("How much weight does Trustworthy AI have in NCA-GENL versus NCA-GENM?", "5 percentage points more"),
    ],
)
def test_how_far_figures_lie_apart(ask: Ask, question: str, gap: str) -> None:
    tells(ask(question), gap)


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("I pass AIF-C01 and then use the half price voucher on AIP-C01. Sum?", "USD 250"),
        ("software developer route on Azure: sum please", "USD 389"),
        ("cost of the full DevOps road if I already hold CKA", "USD 275"),
        ("total exam cost for a data analyst incl. the optional step", "USD 475"),
        ("half of what CKA costs", "USD 222.50"),
        ("add 10 percent tax to PMLE", "USD 220"),
        ("PMLE with 8% VAT", "USD 216"),
        ("if the company pays half of AIP-C01, what's my share", "USD 150"),
        ("sum of beta exams", "USD 125"),
        ("AIB-C01 while it is still in beta plus AIF-C01 = ?", "USD 150"),
        ("how much for 3 attempts at PMLE", "USD 600"),
        ("what do all exams on your list together cost", "USD 3,033.50"),
    ],
)
def test_sums_with_discounts_tax_and_all_of_a_kind(ask: Ask, question: str, wanted: str) -> None:
    starts_with(ask(question), wanted)


def test_all_exams_of_a_vendor_are_no_route(ask: Ask) -> None:
    starts_with(ask("as a developer, total of all Microsoft exams"), "USD 594")


def test_the_minutes_of_exams_sat_on_one_day(ask: Ask) -> None:
    tells(ask("CKA and Terraform back to back on one day, how many minutes do I sit?"), "180")


def test_a_plan_named_by_its_subject_is_the_path(ask: Ask) -> None:
    tells(ask("What does the whole DevOps to MLOps plan cost?"), "USD 720", lacks=["AI-300"])


def test_what_is_still_to_be_saved_counts_no_sittings(ask: Ask) -> None:
    tells(ask("nca-genl is 135 dollars, I saved 20 already so I need 115 more, right"), "USD 125", lacks=["times"])


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("what's cheaper in total: the whole DevOps path or the whole data analyst path?", "USD 320 less"),
        ("is the developer route dearer than the data analyst one?", "USD 390 against USD 400"),
        ("how long does the devops path take compared to the analyst's path", "16–24 weeks"),
    ],
)
def test_the_paths_of_two_backgrounds_stand_side_by_side(ask: Ask, question: str, told: str) -> None:
    starts_with(ask(question), told)
