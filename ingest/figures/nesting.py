"""Which number is a part of which: "of them", "including", brackets, "Of the victims", a colon before the parts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ingest.figures.leaning import leans_back
from ingest.figures.numbers import NumberMention
from ingest.figures.phrases import Clause
from ingest.figures.zones import bracket_of

NEAR = 12  # characters between a number and its "of them"
PARTS_OF_BOTH = frozenset({"killed", "injured"})


@dataclass(frozen=True)
class Whole:
    """A figure of an earlier sentence: its offset in the article and what it counts; `part` when it is itself a part.

    Without `start` it is only named ("Of the victims, …"), its number unknown.
    """

    start: int | None
    dimensions: dict[str, Any]
    part: bool


_LIST_GAP = re.compile(r"[^.;:()]{0,40}?(?:\band|\bи|\bvə|,)\s*(?:(?:one|a|also|ещ[её]|about|another|daha)\s+)*(?:\$)?")


def is_list_gap(gap: str) -> bool:
    """Whether what stands between two numbers joins them as a list."""
    return _LIST_GAP.fullmatch(gap) is not None


def find_wholes(
    clause: Clause, numbers: list[NumberMention], dimensions: list[dict[str, Any]], earlier: Sequence[Whole]
) -> list[int | Whole | None]:
    """For each number the position of the number, or the earlier figure, that it is stated to be a part of."""
    found: list[int | Whole | None] = []
    for position in range(len(numbers)):
        whole = _whole(clause, numbers, dimensions, position, found, earlier)
        found.append(None if whole == position else whole)
    return found


def _whole(  # noqa: PLR0913, PLR0911 (one return per way of saying it)
    clause: Clause,
    numbers: list[NumberMention],
    dimensions: list[dict[str, Any]],
    position: int,
    found: list[int | Whole | None],
    earlier: Sequence[Whole],
) -> int | Whole | None:
    number, own = numbers[position], dimensions[position]
    gap = clause.folded[numbers[position - 1].end if position else 0 : number.start]
    after = clause.folded[number.end : number.end + 40]
    if position + 1 < len(numbers) and _OF_NEXT.fullmatch(clause.folded[number.end : numbers[position + 1].start]):
        return position + 1
    bracket = bracket_of(clause.folded, number.start)
    outside = [i for i in range(position) if bracket_of(clause.folded, numbers[i].start) != bracket]
    if bracket and outside and (position == 0 or outside[-1] == position - 1):
        return _nearest(dimensions, own, list(reversed(outside)))
    inside_gap = [t for t in clause.tags if t.kind == "nest" and number.start - len(gap) <= t.start < number.start]
    behind = [t for t in clause.tags if t.kind == "nest" and 0 <= t.start - number.end < NEAR]
    if inside_gap or behind or _AMONG.search(gap) or (position == 0 and leans_back(clause.text)):
        if position == 0:
            return _earlier(own, earlier) or _named_whole(clause, number)
        nearest = _nearest(dimensions, own, list(range(position - 1, -1, -1)))
        return _climb(nearest, dimensions, own, found) if nearest is not None else _earlier(own, earlier)
    if position and _is_whole(clause, numbers[position - 1]):
        return position - 1
    if position and re.search(r"[:—–]\s*(?:[^\W\d_]+\s+){0,4}$", gap) and _splits(dimensions[position - 1], own):
        return position - 1
    if position and found[position - 1] is not None and is_list_gap(gap) and _same_unit(dimensions[position - 1], own):
        return found[position - 1] if found[position - 1] != position else None
    if position and found[position - 1] is not None and _complements(dimensions[position - 1], own) and re.match(r"\W", after):
        return found[position - 1]
    return None


_OF_NEXT = re.compile(r"\s+(?:out of|of|из|from among)\s+(?:the\s+|these\s+|those\s+|all\s+|a total of\s+|всех\s+|этих\s+)*")
_AMONG = re.compile(r"\b(?:these include|among (?:the|these|those)\b|amongst|in which|из числа)\b")
_WHOLE_BEFORE = re.compile(
    r"(?:^|[,;:]\s*|\band\s+|\bи\s+)\W*(?:of|out of|among|from among|из|среди)\s+(?:the\s+|these\s+|those\s+|all\s+|этих\s+|всех\s+|общего числа\s+)*(?:total\s+)?$"
)
_ABLATIVE = re.compile(r"(?:-?\w{0,3}|\s+\w+(?:\s\w+)?)(?:dan|dən)\s+(?!çox|artiq|bəri|yuxari|az\b)")


def _is_whole(clause: Clause, number: NumberMention) -> bool:
    """Whether a number is named as what the next ones are a part of: "Of the 156 incidents, …", "266 nəfərdən 147-si"."""
    if _WHOLE_BEFORE.search(clause.folded[: number.start]):
        return True
    return clause.language in {"az", "tr"} and bool(_ABLATIVE.match(clause.folded[number.end : number.end + 40]))


def _same_unit(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return other.get("unit") is None or one.get("unit") is None or one.get("unit") == other.get("unit")


def _nearest(dimensions: list[dict[str, Any]], own: dict[str, Any], positions: list[int]) -> int | None:
    """The nearest number before that counts in the same unit."""
    return next(
        (i for i in positions if dimensions[i].get("unit") == own.get("unit")),
        next(iter(positions), None) if not own.get("unit") or not any(d.get("unit") for d in dimensions[: positions[0] + 1]) else None,
    )


def _climb(position: int, dimensions: list[dict[str, Any]], own: dict[str, Any], found: list[int | Whole | None]) -> int | Whole | None:
    """A part is no whole of its own sibling: the injured are no part of the killed, nor one kind of device of another."""
    whole: int | Whole | None = position
    while isinstance(whole, int) and found[whole] is not None and _excludes(dimensions[whole], own):
        whole = found[whole]
    return whole


def _excludes(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether what one number counts cannot hold what another one counts."""
    if {one.get("outcome"), other.get("outcome")} == PARTS_OF_BOTH:
        return True
    return one.get("who") != other.get("who") and None not in {one.get("who"), other.get("who")}


def _splits(whole: dict[str, Any], part: dict[str, Any]) -> bool:
    """Whether a number behind a colon or dash tells a part of the one before it."""
    if whole.get("unit") != part.get("unit") or whole.get("unit") is None:
        return False
    return (whole.get("outcome") in {"both", None} and part.get("outcome") in PARTS_OF_BOTH) or (
        whole.get("device") in {"all", "mines"} and part.get("device") not in {None, whole.get("device")}
    )


def _complements(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return {one.get("outcome"), other.get("outcome")} == PARTS_OF_BOTH and one.get("unit") == other.get("unit") == "people"


def _earlier(own: dict[str, Any], earlier: Sequence[Whole]) -> Whole | None:
    """The newest figure of the sentences before that counts in the same unit and is no part itself, else any of that unit."""
    units = {own["unit"]} if own.get("unit") else {"people", "devices", "incidents", "hectares"}
    fitting = [w for w in reversed(earlier) if w.dimensions.get("unit") in units and not _excludes(w.dimensions, own)]
    return next((w for w in fitting if not w.part), next(iter(fitting), None))


def _named_whole(clause: Clause, number: NumberMention) -> Whole | None:
    """What a sentence says that it counts among where no number for it was given: "Of the victims, …"."""
    thing = next((t for t in clause.tags if t.kind == "thing" and t.end <= number.start and t.dimensions.get("unit")), None)
    return Whole(None, dict(thing.dimensions), part=False) if thing else None
