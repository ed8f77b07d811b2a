"""From the sentences of a report to its figures: what each number counts is read from the words on either side of it.

A number owns the stretch up to the next number, and shares the stretch behind it with the one before. What neither says is taken over
from the number before (lists, "including"), from the sentence before (periods, places), or from the report (its place), and marked inferred.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ingest.articles import Article
from ingest.dates import fold_case
from ingest.figures.figure import Figure
from ingest.figures.leaning import leans_back
from ingest.figures.lexicon import Tag, find_tags, noun_phrase
from ingest.figures.numbers import NumberMention, find_numbers
from ingest.figures.periods import StatedPeriod, matches, stated_periods
from ingest.figures.scope import Scope, nearest_period, own_place, period_of, sentence_place
from ingest.sentences import Sentence
from ingest.terms import find_places, gazetteer

NEAR = 12  # characters: right behind the number
VERB_REACH = 28  # characters between a verb and the number that it governs ("killed at least 50 civilians")
_BREAK = re.compile(r"[;:]|\.\s|\)\s*,|\bwhile\b|\bwhereas\b|,\s*but\b|\bagainst\b|\bcompared\b")


def extract_figures(article: Article, sentences: Sequence[Sentence], home: str) -> list[Figure]:
    """The figures of an article's complete sentences, in order."""
    lead = " ".join(article.text[s.start : s.end] for s in [s for s in sentences if s.complete][:2])
    countries = [p for p in find_places(f"{article.title or ''} {lead}") if gazetteer()[p].kind == "country"]
    scope = Scope(country=countries[0] if countries and home not in countries else home)
    figures: list[Figure] = []
    for sentence in sentences:
        if sentence.complete:
            figures += _read_sentence(article, sentence, scope, home)
    return figures


def _read_sentence(article: Article, sentence: Sentence, scope: Scope, home: str) -> list[Figure]:
    text = article.text[sentence.start : sentence.end]
    numbers = find_numbers(text, article.language)
    tags = find_tags(text)
    periods = stated_periods(text, article.published)
    leans = leans_back(text)
    if periods:
        scope.period = nearest_period(periods, numbers[-1]) if numbers else periods[-1]
    elif (
        not leans
        and not matches("same_period", fold_case(text))
        and scope.period is not None
        and scope.period.period.kind in {"day", "incident"}
    ):
        scope.period = None
    dimensions = _all_dimensions(text, numbers, tags, scope.topic if leans else {}, article.language)
    place = sentence_place(text, scope, home, leans=leans)
    figures = [
        _figure(
            article,
            sentence,
            number,
            own,
            period_of(number, periods, scope, fold_case(text), article),
            own_place(text, number, numbers, home) or place,
        )
        for number, own in zip(numbers, dimensions, strict=True)
    ]
    if dimensions:
        scope.topic = dimensions[0]
    return figures


def _all_dimensions(
    text: str, numbers: list[NumberMention], tags: list[Tag], topic: dict[str, Any], language: str | None
) -> list[dict[str, Any]]:
    """What each number of a sentence counts, read from its own stretch first and then from its neighbours."""
    dimensions: list[dict[str, Any]] = []
    opens_nested = any(t.kind == "nest" and t.start < NEAR for t in tags)
    parent = _named_whole(text, tags) or (topic if opens_nested else {})
    for number in numbers:
        zones = _zones(text, number, numbers)
        right = [t for t in tags if any(a <= t.start < b for a, b in zones.right)]
        left = [t for t in tags if zones.left <= t.start and t.end <= number.start]
        before = _elders(text, number, numbers, dimensions)
        dimensions.append(_dimensions(_Reading(text, language, tags, number, left, right, before, parent)))
    _share_outcomes(text, numbers, dimensions)
    return dimensions


@dataclass(frozen=True)
class _Zones:
    """Where a number's own words stand: `left` up to it, and the stretches behind it, without what stands in brackets."""

    left: int
    right: list[tuple[int, int]]


def _zones(text: str, number: NumberMention, numbers: list[NumberMention]) -> _Zones:
    bracket = _bracket(text, number.start)
    peers = [n for n in numbers if _bracket(text, n.start) == bracket]
    position = peers.index(number)
    end = peers[position + 1].start if position + 1 < len(peers) else (bracket[1] if bracket else len(text))
    left = peers[position - 1].end if position else (bracket[0] if bracket else 0)
    right, at = [], number.end
    for inner in re.finditer(r"\([^()]*\d[^()]*\)", text):
        if number.end <= inner.start() and inner.end() <= end and bracket != (inner.start(), inner.end()):
            right.append((at, inner.start()))
            at = inner.end()
    right.append((at, end))
    stop = next((m.start() + a for a, b in right if (m := _BREAK.search(text[a:b]))), None)
    return _Zones(left, [(a, min(b, stop)) for a, b in right if stop is None or a < stop] if stop is not None else right)


def _bracket(text: str, position: int) -> tuple[int, int] | None:
    """The brackets around a position, if any."""
    return next(((m.start(), m.end()) for m in re.finditer(r"\([^()]*\)", text) if m.start() < position < m.end()), None)


def _elders(text: str, number: NumberMention, numbers: list[NumberMention], dimensions: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The dimensions of the numbers before this one that it may lean on: those outside brackets, unless it is in the same ones."""
    own = _bracket(text, number.start)
    return [d for n, d in zip(numbers, dimensions, strict=False) if _bracket(text, n.start) in {None, own}]


def _named_whole(text: str, tags: list[Tag]) -> dict[str, Any]:
    """What a sentence says that it counts among: "Of the victims, …", "… of the 324 injured"."""
    opening = re.match(r"\W*(?:of|among|out of)\s+(?:the\s+|these\s+|those\s+)?", fold_case(text))
    if not opening:
        return {}
    thing = next((t for t in tags if t.kind == "thing" and opening.end() <= t.start < opening.end() + VERB_REACH), None)
    return dict(thing.dimensions) if thing else {}


@dataclass(frozen=True)
class _Reading:
    """One number with its neighbours: the tags on either side, the numbers before it as they were read, and the whole that it counts among."""

    text: str
    language: str | None
    tags: list[Tag]
    number: NumberMention
    left: list[Tag]
    right: list[Tag]
    before: list[dict[str, Any]]
    whole: dict[str, Any]

    @property
    def nested(self) -> bool:
        """Whether the number counts among the one before it or among a whole ("including", "of whom", "Of the victims, …")."""
        beside = [t for t in self.right if t.start - self.number.end < NEAR]
        return bool(self.whole) or any(t.kind == "nest" for t in [*self.left, *beside])

    @property
    def parent(self) -> dict[str, Any]:
        """What the number takes over from: the number before it, or the whole where no "including" stands between."""
        if self.whole and not any(t.kind == "nest" for t in self.left):
            return self.whole
        return (self.before[-1] if self.before else {}) or self.whole


def _dimensions(reading: _Reading) -> dict[str, Any]:
    """What one number counts."""
    things = noun_phrase(reading.text, [t for t in reading.right if t.kind == "thing"], reading.language)
    if not things and _has_own_noun(reading):
        return {"described": True}
    things = things or [t for t in reversed(reading.left) if t.kind == "thing"][:1]
    own: dict[str, Any] = {}
    for tag in things:
        for key, value in tag.dimensions.items():
            own.setdefault(key, value)
    if own.get("unit") in {"percent", "time", "money", "km"}:
        return own
    if own.get("unit") in {None, "people"}:
        own |= _outcome(reading)
    activities = [t for t in [*reading.right, *reversed(reading.left), *reading.tags] if t.kind == "activity"]
    if activities and (own.get("unit") not in {"people", "incidents"} or activities[0].dimensions["activity"] == "taught"):
        own["activity"] = activities[0].dimensions["activity"]
    return _inherit(own, reading, things)


def _has_own_noun(reading: _Reading) -> bool:
    """Whether a noun that no lexicon knows follows the number: it counts something of its own."""
    after = reading.text[reading.number.end :]
    noun = re.match(r"\s*(?:-|–|:)?\s*[^\W\d_]{3,}", after) and not _CONTINUES.match(fold_case(after))
    return bool(noun) and not any(t.kind == "outcome" for t in reading.right)


_CONTINUES = re.compile(
    r"\s*(?:in|at|from|to|of|on|for|were|was|are|is|have|had|has|and|or|more|others?|per|by|during|since|under|out|across|among|within|так|из|в|на|с|и|были|было|стали|до|по|в том|və|ilə|nəfər|ədəd|dən|dan|pieces?|items?|units?|единиц|штук)\b"
)


def _inherit(own: dict[str, Any], reading: _Reading, things: list[Tag]) -> dict[str, Any]:
    """Take over from the number or the whole before what the number's own words leave open."""
    parent = reading.parent
    if not things and not own.get("outcome") and parent and not parent.get("described"):
        return {**{k: v for k, v in parent.items() if k != "age"}, **own, "from_before": True}
    if own.get("unit") == parent.get("unit") == "people":
        names_people = any(t.dimensions.get("unit") == "people" and t.dimensions.get("outcome") is None for t in things)
        if reading.nested:
            own = {**{k: parent[k] for k in ("measure", "outcome", "who") if parent.get(k)}, **own}
        elif reading.before and own.get("outcome") in {"killed", "injured"} and not names_people and parent.get("who"):
            own.setdefault("who", parent["who"])
    if own.get("outcome"):
        own["measure"] = "victims"
    return own


def _outcome(reading: _Reading) -> dict[str, Any]:
    """Killed, injured or both, from the verb that governs the number or the one that follows it."""
    text, number = reading.text, reading.number
    close = [t for t in reading.left if t.kind == "outcome" and number.start - t.end <= VERB_REACH]
    governing = [t for t in close if not re.search(r"[,;.)]", text[t.end : number.start])]
    following = [t for t in reading.right if t.kind == "outcome"]
    chosen = following if following and (not governing or following[0].start - number.end < NEAR) else governing[-1:] or following
    kinds = [t.dimensions["outcome"] for t in chosen]
    if not kinds:
        return {}
    if {"killed", "injured"} <= set(kinds) and re.search(r"\b(?:or|and|или|и|və|və ya)\b", text[chosen[0].end : chosen[-1].start]):
        return {"measure": "victims", "unit": "people", "outcome": "both"}
    return {"measure": "victims", "unit": "people", "outcome": next((k for k in kinds if k != "both"), "both")}


def _share_outcomes(text: str, numbers: list[NumberMention], dimensions: list[dict[str, Any]]) -> None:
    """A verb after the last of a list is said of all of it, one before the first too: "112 civilians and 164 soldiers were injured"."""
    pairs = list(zip(range(len(numbers) - 1), range(1, len(numbers)), strict=True))
    for one, other in [(a, b) for a, b in reversed(pairs)] + [(b, a) for a, b in pairs]:
        here, giver = dimensions[one], dimensions[other]
        gap = text[numbers[min(one, other)].end : numbers[max(one, other)].start]
        if here.get("unit") == "people" and not here.get("outcome") and giver.get("outcome") and _LIST_GAP.fullmatch(gap):
            here |= {"outcome": giver["outcome"], "measure": "victims"}


_LIST_GAP = re.compile(r"[^.;:()]{0,40}?(?:\band|\bи|\bvə|,)\s*(?:one |a )?")


def _figure(
    article: Article, sentence: Sentence, number: NumberMention, own: dict[str, Any], period: StatedPeriod | None, place: str | None
) -> Figure:
    factor = own.get("factor") or 1
    inferred = [
        name
        for name, missing in (("period", period is not None and period.inferred), ("measure", own.get("from_before", False)))
        if missing
    ]
    offset = sentence.start
    after = article.text[offset + number.end : sentence.end]
    return Figure(
        offset + number.start, offset + number.end, sentence.start, sentence.end,
        number.value * factor, number.low * factor if number.low is not None else None, number.high * factor if number.high is not None else None, number.qualifier,
        own.get("unit"), own.get("measure") or own.get("unit"), own.get("outcome"), own.get("who"), own.get("age"), own.get("sex"), own.get("device"), own.get("activity"),
        place, period.period if period else None, period.as_of if period else None, tuple(inferred), " ".join(re.findall(r"\w[\w-]*", after)[:4]),
    )  # fmt: skip
