"""Which number is a part of which: "of them", "including", brackets, "Of the victims", a colon before the parts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from ingest.figures.labels import names_only_a_place
from ingest.figures.numbers import NumberMention
from ingest.figures.phrases import Clause
from ingest.figures.zones import bracket_of

MILLION = 1e6
EXCESS = 2  # times an earlier number, over which a number is no part of it
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
    value: float | None = None


_LIST_GAP = re.compile(
    r"[^.;:()]{0,60}?(?:\band|\bas well as|\bplus|\bи|\bа также|\bvə|\bhəmçinin|\beləcə də|\bhabelə|,)\s*(?:(?:one|a|also|ещ[её]|about|another|daha)\s+)*(?:\$)?"
)


def is_list_gap(gap: str) -> bool:
    """Whether what stands between two numbers joins them as a list."""
    return _LIST_GAP.fullmatch(gap) is not None


@dataclass(frozen=True)
class Reader:
    """The numbers of a sentence with what each says by itself, and the figures of the sentences before."""

    clause: Clause
    numbers: list[NumberMention]
    dimensions: list[dict[str, Any]]
    said: list[bool]  # whether the number is said to be what it counts ("50 were civilians")
    earlier: Sequence[Whole]

    def find_wholes(self) -> list[int | Whole | None]:
        """For each number the position of the number, or the earlier figure, that it is stated to be a part of."""
        found: list[int | Whole | None] = []
        split = self._split()
        for position in range(len(self.numbers)):
            whole: int | Whole | None = self._outer(position)
            if whole is None and self.dimensions[position].get("unit") == "people":
                whole = split
            if whole is None:
                whole = self._marked(position, found)
            if whole is None and position:
                whole = self._joined(position, found)
            found.append(None if whole == position or self._far_exceeds(position, whole) else whole)
        return found

    def _far_exceeds(self, position: int, whole: int | Whole | None) -> bool:
        """Whether a number is far larger than an earlier one, and hence no part of it that is only counted wrongly: "the toll since 1991 is 3,466"."""
        known = (
            isinstance(whole, Whole) and whole.value is not None and whole.dimensions.get("unit") == self.dimensions[position].get("unit")
        )
        return known and self.numbers[position].value > EXCESS * whole.value  # type: ignore[union-attr,operator]

    def _split(self) -> Whole | None:
        """The newest people told before whom the numbers of this sentence are together: "34 suffered. Five died, 29 were wounded"."""
        parts = [n.value for n, d in zip(self.numbers, self.dimensions, strict=True) if d.get("unit") == "people"]
        told = [w for w in self.earlier if w.dimensions.get("unit") == "people" and w.dimensions.get("outcome") == "both" and not w.part]
        return next((w for w in reversed(told) if len(parts) > 1 and w.value == sum(parts)), None)

    def _gap(self, position: int) -> str:
        return self.clause.folded[self.numbers[position - 1].end if position else 0 : self.numbers[position].start]

    def _outer(self, position: int) -> int | None:
        """The whole of "40 of the 90", or of a number in brackets."""
        number = self.numbers[position]
        if position + 1 < len(self.numbers) and _OF_NEXT.fullmatch(self.clause.folded[number.end : self.numbers[position + 1].start]):
            return position + 1
        bracket = bracket_of(self.clause.folded, number.start)
        inside = [i for i in range(position) if bracket and bracket_of(self.clause.folded, self.numbers[i].start) == bracket]
        if inside and _THEM.match(self.clause.folded, number.end):
            return None
        outside = [i for i in range(position) if bracket_of(self.clause.folded, self.numbers[i].start) != bracket]
        return _nearest(self.dimensions, self.dimensions[position], list(reversed(outside))) if bracket and outside else None

    def _marked(self, position: int, found: list[int | Whole | None]) -> int | Whole | None:
        """The whole of a number beside "of them", "including", or of a sentence that leans on the one before."""
        number, own = self.numbers[position], self.dimensions[position]
        gap = self._gap(position)
        nests = [
            t
            for t in self.clause.tags
            if t.kind == "nest"
            and number.start - len(gap) <= t.start < number.start
            and _LEADS.fullmatch(self.clause.folded[t.end : number.start])
        ]
        nests += [t for t in self.clause.tags if t.kind == "nest" and 0 <= t.start - number.end < NEAR]
        label = _LABEL.fullmatch(self.clause.folded) and not names_only_a_place(self.clause, 0, number.start)
        leans = position == 0 and bool(self._points() or label or self.said[0])
        possessed = self._possessed(position)
        among = own.get("unit") == "people" and _AMONG_BEHIND.match(self.clause.folded, number.end)
        if not (nests or leans or _AMONG.search(gap) or possessed or among):
            return None
        if among:
            return self._among(among.end()) or (found[position - 1] if position else None)
        if possessed and not nests and position and found[position - 1] is not None and self._possessed(position - 1):
            return found[position - 1]
        level = bracket_of(self.clause.folded, number.start)
        outside = [i for i in range(position - 1, -1, -1) if bracket_of(self.clause.folded, self.numbers[i].start) in {level, None}]
        outside = outside or list(range(position - 1, -1, -1))
        nearest = _nearest(self.dimensions, own, outside) if outside else None
        if nearest is not None:
            return _climb(nearest, self.dimensions, own, found)
        named = _named_whole(self.clause, number) if nests or leans else None
        if own.get("unit") is None and number.scale is not None and number.scale >= MILLION:
            own = {"unit": "money"}
        return _earlier(own, self.earlier, named) or named

    def _points(self) -> bool:
        """Whether the sentence points back to something told; "Of the municipalities" names a whole that was not."""
        points = _POINTS.match(self.clause.folded)
        strange = _OF_NOUN.match(self.clause.folded) if points else None
        return points is not None and not (
            strange and not any(t.dimensions.get("unit") or t.kind == "outcome" for t in self.clause.tags if t.start < strange.end())
        )

    def _among(self, end: int) -> Whole | None:
        """The newest figure before of the people that a number is said to be among: "16 children are among the civilians"."""
        tags = [t for t in self.clause.tags if t.kind == "thing" and t.start >= end - 1 and t.dimensions.get("unit") == "people"]
        named = tags[0].dimensions if tags else {}
        told = [w for w in reversed(self.earlier) if w.dimensions.get("unit") == "people" and w.dimensions.get("outcome")]
        exact = [w for w in told if all(w.dimensions.get(k) == named[k] for k in ("who", "outcome") if k in named)] if named else []
        wide = (
            [replace(w, dimensions={**w.dimensions, "who": named["who"]}) for w in told if not w.part and not w.dimensions.get("who")]
            if "who" in named
            else []
        )
        return next((w for w in exact if w.dimensions["outcome"] == "both"), next(iter([*exact, *wide]), None))

    def _possessed(self, position: int) -> bool:
        """Whether a number's own ending or kind says that it counts among others: "213-ü", "ikisi", «двоих»."""
        number = self.numbers[position]
        written = self.clause.folded[number.start : number.end]
        if self.clause.turkic:
            glued = re.compile(r"-?(?:s?[iuü])(?!\w)|-?s?[iuü]n[iuü]n(?!\w)").match(self.clause.folded, number.end)
            person = re.compile(r"\s+nəfəri(?:nin)?(?!\w)").match(self.clause.folded, number.end)
            return bool(
                glued or person or (number.in_words and re.search(r"(?:biri|ikisi|üçü|dördü|beşi|altisi|yeddisi|səkkizi|onu|unu)", written))
            )
        alone = self.dimensions[position].get("collective") and not self.dimensions[position].get("outcome")
        return bool(alone) and position == 0

    def _joined(self, position: int, found: list[int | Whole | None]) -> int | Whole | None:  # noqa: PLR0911 (one return per way of joining)
        """The whole of a number that follows its whole behind a colon, or that goes on a list of parts."""
        own, last, gap = self.dimensions[position], self.dimensions[position - 1], self._gap(position)
        if _is_whole(self.clause, self.numbers[position - 1]):
            return position - 1
        if re.search(r"[:—–]\s*(?:[^\W\d_]+\s+){0,4}$", gap) and _splits(last, own):
            return position - 1
        if self._sums_up(position):
            return position - 1
        before = found[position - 1]
        if before is not None and _POINTS.match(self.clause.folded) and gap.count(";") and _same_unit(last, own):
            return before
        if self.said[position] and not own.get("outcome") and last.get("unit") == own.get("unit") == "people":
            return before if self.said[position - 1] or (before is not None and _siblings(last, own)) else position - 1
        if before is None or before == position or _excludes(self._dimensions(before), own):
            return None
        return before if (is_list_gap(gap) and _same_unit(last, own)) or _complements(last, own) else None

    def _dimensions(self, whole: int | Whole) -> dict[str, Any]:
        return self.dimensions[whole] if isinstance(whole, int) else whole.dimensions

    def _sums_up(self, position: int) -> bool:
        """Whether the number before is this one and the next together, killed and injured: "90, 70 injured and 20 killed"."""
        if position + 1 >= len(self.numbers) or not _complements(self.dimensions[position], self.dimensions[position + 1]):
            return False
        whole, part, rest = (self.numbers[i].value for i in (position - 1, position, position + 1))
        return whole == part + rest and self.dimensions[position - 1].get("unit") in {None, "people"}


_AMONG_BEHIND = re.compile(
    r"\s+[^\d,;:.]{0,60}?\b(?:(?:are|were|is|was)\s+)?(?:among|in)\s+(?:the|these|those)\s+(?=(?:\w+\s+)?(?:civilian|military|casualt|victim|dead|injured|wounded|killed|group|total|toll|number))"
)
_OF_NOUN = re.compile(
    r"\W*(?:of|among|amongst|out of)\s+(?:the|those|these|all(?: the)?)\s+(?!(?:total|number|rest|figure|sum|whole|same|overall|latter|\d)\b)(?:[\w'’-]+\s+)*?[\w'’-]+,"
)
_LEADS = re.compile(r",?[^,;:.]{0,34}:?\s*")  # between "including" and its number
_POINTS = re.compile(
    r"\W*(?:of|among|amongst|out of)\s+(?:them|these|those|the|all|\d)|\W*(?:these|they|those) (?:include|comprise|are|were)\b|\W*(?:it|this|that|the (?:list|register|number|total|figure|toll|group)) (?:also )?(?:includes?|included|comprises?|contains?)\b|\W*(?:həmin|bu) (?:siyahi|say|rəqəm|qrup)(?:da|ya|nin)?\b|\W*(?:в (?:этом|том же) списке|в это число|это число включает)\b|\W*(?:onlardan|bunlardan|onlarin|bunlarin|из них|среди них|в их числе|в том числе|из этого числа)\b"
    r"|\W*(?:by (?:outcome|status|age|sex|gender|group|category|type|profession|occupation)|по (?:полу|возрасту|статусу|категориям|исходу))\b"
)
_LABEL = re.compile(r"(?:[^\W\d_]+\s?){1,3}[:–—-]\s*\w+\W*")  # "Children: four."
_OF_NEXT = re.compile(
    r"\s+(?:out of|of|из|from among)\s+(?:the\s+|these\s+|those\s+|all\s+|a total of\s+|всех\s+|этих\s+)*|[^,;:.\d]{0,30}\s(?:were|was|are|is)\s+among\s+(?:the|those|these|its)\s+"
)
_THEM = re.compile(r"\s+(?:of (?:them|these|those|whom)|из (?:них|которых))\b")
_AMONG = re.compile(r"\b(?:these include|among (?:the|these|those)\b|amongst|in which|из числа)\b")
_WHOLE_BEFORE = re.compile(
    r"(?:^|[,;:]\s*|\band\s+|\bи\s+|\b(?:share|part|portion|proportion|component)\s+)\W*(?:of|in|out of|among|from among|из|среди)\s+(?:the\s+|these\s+|those\s+|all\s+|этих\s+|всех\s+|общего числа\s+)*(?:total\s+)?$"
)
_ABLATIVE = re.compile(r"(?:-?\w{0,3}|\s+\w+(?:\s\w+)?)(?:dan|dən)\s+(?!çox|artiq|bəri|yuxari|az\b)")


def _is_whole(clause: Clause, number: NumberMention) -> bool:
    """Whether a number is named as what the next ones are a part of: "Of the 80 incidents, …", "90 nəfərdən 40-ı"."""
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
    if whole["unit"] == "people" and whole.get("outcome") and not part.get("outcome"):
        return True
    return (whole.get("outcome") in {"both", None} and part.get("outcome") in PARTS_OF_BOTH) or (
        whole.get("device") in {"all", "mines"} and part.get("device") not in {None, whole.get("device")}
    )


def _siblings(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two parts stand side by side: of different sorts of people, so that neither holds the other."""
    return {one.get("who"), other.get("who")} != {None} and one.get("who") != other.get("who")


def _complements(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return {one.get("outcome"), other.get("outcome")} == PARTS_OF_BOTH and one.get("unit") == other.get("unit") == "people"


def _earlier(own: dict[str, Any], earlier: Sequence[Whole], named: Whole | None) -> Whole | None:
    """The newest figure of the sentences before that counts in the same unit and is no part itself, else any of that unit.

    Where the whole is named ("Of the injured, …"), it is of that outcome; "Of the victims" looks for the killed and injured together first.
    """
    units = {own["unit"]} if own.get("unit") else {"people", "devices", "incidents"}  # land is no "them"
    unknown = [w for w in earlier if w.dimensions.get("measure") == "victims" and not w.dimensions.get("outcome")]
    told = [w for w in reversed(earlier) if w not in unknown]
    fitting = [w for w in told if w.dimensions.get("unit") in units and not _excludes(w.dimensions, own)]
    if not own.get("unit") and earlier and earlier[-1].dimensions.get("other"):
        return None
    outcome = named.dimensions.get("outcome") if named else None
    if outcome in PARTS_OF_BOTH:
        return next((w for w in fitting if w.dimensions.get("outcome") == outcome), None)
    of_all = [w for w in fitting if outcome == "both" and w.dimensions.get("outcome") == "both"]
    return next((w for w in of_all or fitting if not w.part), next(iter(fitting), None))


def _named_whole(clause: Clause, number: NumberMention) -> Whole | None:
    """What a sentence says that it counts among where no number for it was given: "Of the victims, …"."""
    thing = next((t for t in clause.tags if t.kind == "thing" and t.end <= number.start and t.dimensions.get("unit")), None)
    return Whole(None, dict(thing.dimensions), part=False) if thing else None
