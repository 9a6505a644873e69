"""Retrieval metrics, computed by ir-measures from what stands at each place of a ranking."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from eval.score import Verdict

CUTS = (1, 3, 5, 10)
TITLES = {
    "recall@5": "recall@5", "ndcg@10": "nDCG@10", "mrr@10": "MRR@10",
    "recall@1": "recall@1", "recall@3": "recall@3", "recall@10": "recall@10",
}  # fmt: skip


def places(verdict: Verdict) -> tuple[list[str], list[str]]:
    """(relevant units by name, what stands at each place: a unit or something irrelevant).

    A unit is a set of passages of which any one will do; a place covers it when it holds one of
    them. Only the first place of a unit counts. Units that one place covers together (a big chunk
    of the plain chain holds two passages) count as one, which favours the plain chain.
    """
    wanted = {f"u{number}": set(unit) for number, unit in enumerate(verdict.relevant)}
    found: list[str] = []
    for number, place in enumerate(verdict.ranking):
        covered = [name for name, unit in wanted.items() if unit & set(place) and name not in found]
        found.append(covered[0] if covered else f"x{number}")
        for merged in covered[1:]:
            del wanted[merged]
    return list(wanted), found


def retrieval(verdicts: Sequence[Verdict]) -> Mapping[str, dict[str, float]]:
    """Metric -> item -> value, for the items that name relevant passages, whatever was retrieved for them.

    Recall@k: relevant passages among the first k (Buckley and Voorhees, 2017). nDCG@10: Järvelin and
    Kekäläinen, 2002, binary gains. MRR@10: reciprocal rank of the first (Kantor and Voorhees, 2000).
    An item for which nothing was retrieved scores 0.
    """
    import ir_measures
    from ir_measures import RR, R, nDCG

    names = {R @ k: f"recall@{k}" for k in CUTS} | {nDCG @ 10: "ndcg@10", RR @ 10: "mrr@10"}
    scored = {v.id: places(v) for v in verdicts if v.relevant}
    qrels = [ir_measures.Qrel(name, unit, 1) for name, (wanted, _) in scored.items() for unit in wanted]
    run = [
        ir_measures.ScoredDoc(name, unit, -float(rank))
        for name, (_, found) in scored.items()
        for rank, unit in enumerate(found)
    ]
    results: dict[str, dict[str, float]] = {title: dict.fromkeys(scored, 0.0) for title in TITLES}
    if run:
        for metric in ir_measures.iter_calc(list(names), qrels, run):
            results[names[metric.measure]][metric.query_id] = float(metric.value)
    return results
