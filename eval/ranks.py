"""How high the evidence stands in a ranking of reports; each a pure function of the ranking and the groups of evidence.

Manning, Raghavan and Schütze (2008), "Introduction to Information Retrieval", ch. 8. A report is relevant when it is in any group.
"""

import math
from collections.abc import Collection, Sequence


def reciprocal_rank(ranked: Sequence[str], groups: Sequence[Collection[str]]) -> float:
    """One over the rank of the first relevant report, 0 when none is ranked (Voorhees 1999, TREC-8). Raises ValueError for no groups.

    >>> reciprocal_rank(["a", "b"], [["b"]])
    0.5
    """
    relevant = _relevant(groups)
    return next((1 / rank for rank, name in enumerate(ranked, 1) if name in relevant), 0.0)


def ndcg(ranked: Sequence[str], groups: Sequence[Collection[str]], k: int = 10) -> float:
    """The discounted gain of the first k over the best possible, by groups met: a second report of a met group gains nothing.

    Järvelin and Kekäläinen (2002), "Cumulated gain-based evaluation of IR techniques", TOIS 20, with gain 1 and log2 discount. The groups are
    taken once each because their reports are alternatives. Raises ValueError for no groups.

    >>> round(ndcg(["a", "b"], [["b"]]), 4)
    0.6309
    """
    _relevant(groups)
    open_groups, gain = [set(group) for group in groups], 0.0
    for rank, name in enumerate(ranked[:k], 1):
        met = next((group for group in open_groups if name in group), None)
        if met is not None:
            open_groups.remove(met)
            gain += _discount(rank)
    return gain / sum(_discount(rank) for rank in range(1, min(k, len(groups)) + 1))


def _relevant(groups: Sequence[Collection[str]]) -> set[str]:
    if not groups:
        raise ValueError("a case without evidence has no ranking to judge")
    return {name for group in groups for name in group}


def _discount(rank: int) -> float:
    return 1 / math.log2(rank + 1)
