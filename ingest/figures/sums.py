"""What adding up tells: a number without a noun is the sum of those before it, or people are the killed and injured told behind them."""

import re
from collections.abc import Sequence

from ingest.figures.carry import adds_up
from ingest.figures.nesting import PARTS_OF_BOTH, Whole
from ingest.figures.own_words import Count
from ingest.figures.phrases import Clause

LONGEST_SUM = 6  # devices of as many kinds
MINES = frozenset({"mines", "anti-tank", "anti-personnel"})
_IN_TOTAL = re.compile(
    r"\s*(?:people\s+|человек\s+|nəfər\s+)?(?:in total|in all|altogether|all told|overall|в общей сложности|всего|итого|вместе)\b"
)


def sum_up(clause: Clause, count: Count, parts: Sequence[Count]) -> None:
    """A bare number behind "in all" is that of the killed and injured before it: «погибших 7, раненых 30, всего 37»."""
    outcomes = {c.dimensions.get("outcome") for c in parts}
    before = clause.folded[parts[-1].number.end : count.number.start]
    total = adds_up(before) or _IN_TOTAL.match(clause.folded, count.number.end)
    bare = count.unit is None or (count.unit == "people" and not (count.phrase and count.phrase.things))
    if bare and outcomes == PARTS_OF_BOTH and total and sum(c.number.value for c in parts) == count.number.value:
        count.dimensions, count.phrase = {"unit": "people", "measure": "victims", "outcome": "both"}, None


def add_up(counts: list[Count]) -> None:
    """People who are the killed and injured that follow them together: "1,284 civilians (359 died, 925 were wounded)"."""
    for position, count in enumerate(counts[:-2]):
        parts = counts[position + 1 : position + 3]
        both = {c.dimensions.get("outcome") for c in parts} == PARTS_OF_BOTH
        stated = count.phrase is not None and any("outcome" in t.dimensions for t in count.phrase.things)
        if both and count.unit == "people" and not stated and sum(c.number.value for c in parts) == count.number.value:
            count.dimensions["outcome"] = "both"


def sum_of_devices(counts: list[Count], earlier: Sequence[Whole]) -> None:
    """A number that is the devices before it together, with no kind of its own, is of all of them: "402, 58 and 1,377. In sum: 1,837"."""
    for position, count in enumerate(counts):
        if count.unit not in {None, "devices"} or (count.dimensions.get("device") not in {None, "all"} and not count.from_before):
            continue
        told = [w for w in earlier if w.value is not None and w.dimensions.get("unit") == "devices"]
        kinds = [(w.dimensions, w.value or 0) for w in told] + [
            (c.dimensions, c.number.value) for c in counts[:position] if c.unit == "devices"
        ]
        parts = next(
            (kinds[-n:] for n in range(2, LONGEST_SUM + 1) if len(kinds) >= n and sum(v for _, v in kinds[-n:]) == count.number.value), None
        )
        if parts is None:
            continue
        devices = {str(d.get("device")) for d, _ in parts}
        activity = next((d["activity"] for d, _ in parts if d.get("activity")), None)
        count.dimensions |= {"unit": "devices", "measure": "devices", "device": "mines" if devices <= MINES else "all"}
        count.dimensions.pop("other", None)
        if activity:
            count.dimensions.setdefault("activity", activity)
