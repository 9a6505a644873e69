"""Statistics, rankings, gates, comparison and report of an evaluation, over made-up verdicts."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from eval import compare, gates, growth
from eval.golden import GoldenError
from eval.metrics import paraphrase_stability, refusal_f1
from eval.ranking import places, retrieval
from eval.report import write_report
from eval.runner import Result, as_object, latency, measure
from eval.score import Verdict
from eval.stats import Estimate, bootstrap, estimate, mcnemar, wilson
from eval.table import metrics_table, print_breaches, show


def verdict(
    name: str, *, right: bool = True, ranking: tuple[str, ...] = (), relevant: tuple[str, ...] = ("a",), **more: object
) -> Verdict:
    base = Verdict(
        id=name, category="fields", cluster=name, group=None, expect="answer", turns=(f"question of {name}",),
        today="2026-11-22", needs_sources=True, answer=f"answer of {name} [1]", behaved=right, required=(right,),
        in_evidence=(True,), relevant=tuple((one,) for one in relevant), ranking=tuple((one,) for one in ranking),
        evidence=("evidence text",), tokens=100, seconds=0.5, citation_recall=1.0, citation_precision=1.0,
        reasons=() if right else ("lacks: it",),
    )  # fmt: skip
    return replace(base, **more)  # type: ignore[arg-type]


RUN = (verdict("x-1", ranking=("a", "b")), verdict("x-2", ranking=("b", "a")), verdict("x-3", right=False))
RESULT = Result("ours", "certpath", (RUN,))


def test_wilson_is_scipys_interval() -> None:
    assert wilson(95, 100) == pytest.approx((0.888, 0.978), abs=0.001)


def test_the_bootstrap_resamples_whole_conversations() -> None:
    values = [1.0] * 30 + [0.0] * 30
    alone = bootstrap(values, [str(n) for n in range(60)])
    together = bootstrap(values, [str(n // 10) for n in range(60)])
    assert together[1] - together[0] > alone[1] - alone[0]
    assert bootstrap(values, [str(n) for n in range(60)]) == alone


def test_a_mean_of_nothing_has_no_value_and_a_constant_one_no_width() -> None:
    assert estimate([], []) == Estimate(None, None, None, 0)
    assert estimate([0.5, 0.5], ["a", "b"]) == Estimate(0.5, 0.5, 0.5, 2)


def test_mcnemar_is_exact_and_lists_what_flipped() -> None:
    before = {f"q{n}": n < 8 for n in range(10)}
    after = {f"q{n}": n >= 5 for n in range(10)} | {"new": False}
    found = mcnemar(before, after)
    assert found.lost == ("q0", "q1", "q2", "q3", "q4")
    assert found.won == ("q8", "q9")
    assert (found.p, found.n) == (pytest.approx(0.453125), 10)
    assert mcnemar(before, before).p == 1


def test_what_was_not_retrieved_scores_zero() -> None:
    found = retrieval(RUN)
    assert found["recall@5"] == {"x-1": 1.0, "x-2": 1.0, "x-3": 0.0}
    assert found["mrr@10"] == {"x-1": 1.0, "x-2": 0.5, "x-3": 0.0}
    assert found["ndcg@10"]["x-2"] == pytest.approx(0.6309, abs=1e-4)
    assert retrieval([replace(RUN[0], ranking=())])["recall@10"] == {"x-1": 0.0}


def test_a_unit_counts_once_and_a_chunk_of_two_units_as_one() -> None:
    either = replace(RUN[0], relevant=(("a", "b"),), ranking=(("a",), ("b",), ("c",)))
    assert places(either) == (["u0"], ["u0", "x1", "x2"])
    chunk = replace(RUN[0], relevant=(("a",), ("b",)), ranking=(("a", "b"), ("c",)))
    assert places(chunk) == (["u0"], ["u0", "x1"])


def test_stability_does_not_reward_failing_alike() -> None:
    run = [replace(verdict(f"x-{n}", right=n not in (3, 4, 5)), group="g" if n < 4 else "h") for n in range(6)]
    assert paraphrase_stability(run) == {"g": 0.75, "h": 0.0}


def test_refusal_f1_is_sklearns() -> None:
    run = [verdict("x-1", expect="decline", refused=True), verdict("x-2", refused=True), verdict("x-3")]
    assert refusal_f1(run) == pytest.approx(2 / 3)


def test_a_metric_is_the_mean_over_runs() -> None:
    other = (replace(RUN[0], reasons=("lacks: it",)), *RUN[1:])
    assert measure([RUN, other])["correct"].value == pytest.approx(0.5)
    assert Result("ours", "certpath", (RUN, other)).passed() == {"x-1": False, "x-2": True, "x-3": False}
    assert latency(RESULT, 0.5) == 0.5


@pytest.mark.parametrize(
    ("change", "gate"),
    [
        ({"error": "ValueError: no"}, "exception"),
        ({"dangling": True, "citations": ("dangling marker [3]",)}, "dangling citation"),
        ({"ungrounded": ("USD 5",)}, "ungrounded number"),
        ({"ungrounded_bot": ("5",)}, "ungrounded number"),
        ({"underived": ("USD 5",)}, "ungrounded number"),
        ({"forbidden": ("free",)}, "forbidden fact"),
    ],
)
def test_an_event_that_must_never_happen_fails_the_run(change: dict[str, object], gate: str) -> None:
    assert [breach.gate for breach in gates.events(verdict("x-1", **change))] == [gate]
    assert not list(gates.events(verdict("x-1")))


def test_a_lost_item_fails_unless_it_is_accepted() -> None:
    now = {"x-1": True, "x-2": False, "x-3": False}
    assert [breach.subject for breach in gates.lost(now, ["x-1", "x-2", "x-3", "gone"], ["x-3"])] == ["x-2"]


def test_thresholds_know_which_side_is_better() -> None:
    measured = {"correct": Estimate(0.9, 0.8, 1.0, 9), "forbidden_rate": Estimate(0.1, 0.0, 0.2, 9)}
    wrong = gates.below(measured, {"correct": 0.95, "forbidden_rate": 0.0, "mrr@10": 0.5})
    assert [breach.subject for breach in wrong] == ["correct", "forbidden_rate", "mrr@10"]
    assert not gates.below(measured, {"correct": 0.9, "forbidden_rate": 0.1})


def test_the_baseline_holds_what_passed_split_by_split(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    assert gates.read_baseline(path) == {}
    gates.save_baseline(RESULT, "dev", {"items": 3}, path)
    gates.save_baseline(RESULT, "smoke", {"items": 3}, path)
    assert gates.read_baseline(path) == {"dev": ["x-1", "x-2"], "smoke": ["x-1", "x-2"]}


def test_an_accepted_change_says_why(tmp_path: Path) -> None:
    path = tmp_path / "accepted_changes.yaml"
    path.write_text("- {id: x-1, why: 'the vendor changed its page'}\n", encoding="utf-8")
    assert gates.read_accepted(path) == ["x-1"]
    path.write_text("- {id: x-1}\n", encoding="utf-8")
    with pytest.raises(GoldenError, match=r"accepted_changes\.yaml: 0\.why"):
        gates.read_accepted(path)


def test_two_runs_are_compared(tmp_path: Path) -> None:
    worse = Result("ours", "certpath", ((replace(RUN[0], reasons=("lacks: it",)), *RUN[1:]),))
    files = []
    for number, result in enumerate((RESULT, worse)):
        files.append(tmp_path / f"{number}.json")
        files[-1].write_text(json.dumps(as_object([result], {"golden": str(number)})), encoding="utf-8")
    console = Console(width=200)
    with console.capture() as said:
        found = compare.show(*map(compare.read_run, files), console)
    assert found.lost == ("x-1",)
    assert "lost x-1: lacks: it" in said.get()
    assert "The golden differs" in said.get()
    (tmp_path / "no.json").write_text("{}", encoding="utf-8")
    with pytest.raises(GoldenError, match="not what"):
        compare.read_run(tmp_path / "no.json")


def test_the_terminal_says_what_was_measured() -> None:
    console = Console(width=200)
    with console.capture() as said:
        console.print(metrics_table([RESULT]))
        print_breaches([gates.Breach("lost item", "x-2", "fails now")], console)
    assert "0.667 (0.208 to 0.939)" in said.get()
    assert "lost item: x-2: fails now" in said.get()
    assert show(None) == ""


def test_the_report_is_one_file_with_every_failed_item(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    hostile = replace(RUN[2], answer="<script>alert(1)</script>")
    result = Result("ours", "certpath", ((*RUN[:2], hostile),))
    plain = Result("plain", "plain chain", (tuple(replace(v, answered=False) for v in RUN),))
    path = tmp_path / "report.html"
    grown = {"0": {"recall@5": 0.9}, "1000": {"recall@5": 0.8}}
    write_report(path, [result, plain], {"split": "dev"}, [gates.Breach("lost item", "x-2", "fails now")], grown)
    text = path.read_text(encoding="utf-8")
    assert text.count("<svg") == 5
    assert "x-3" in text
    assert "lacks: it" in text
    assert "<script" not in text
    assert 'src="http' not in text
    assert 'href="http' not in text.replace('xlink:href="http', "")


def test_unrelated_passages_are_different_and_the_same_every_time(tmp_path: Path) -> None:
    made = list(growth.passages(1_000))
    assert made == list(growth.passages(1_000))
    assert len({text for _, text in made}) == len({head for head, _ in made}) == 1_000
    folder = growth.write_files(tmp_path / "grown", 1_000)
    assert sum(file.read_text(encoding="utf-8").count("\n## ") for file in folder.iterdir()) == 1_000
