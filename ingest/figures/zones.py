"""The stretch of a sentence that belongs to each of its numbers."""

import re
from dataclasses import dataclass

from ingest.figures.numbers import NumberMention

_BREAK = re.compile(
    r"[;:]|\)\s*,(?!\s*(?:were|was|have|has|had)\b)|\bwhile\b|\bwhereas\b|,\s*but\b|\bagainst\b|\bcompared\b|,\s*а\b|,\s*(?:bu isə|bu da)\b|\bтогда как\b|\bв то время как\b"
)
_BRACKETS = re.compile(r"\([^()]*\)")


@dataclass(frozen=True)
class Zones:
    """Where a number's own words stand: from `left` up to it, and the stretches behind it, without what stands in brackets.

    `end` is where the next number or the end of the brackets cuts its noun phrase off, `following` the start of the next number,
    `scope` the start of its brackets or of the sentence.
    """

    left: int
    right: list[tuple[int, int]]
    end: int
    following: int | None
    scope: int
    numbers: list[NumberMention]


def bracket_of(text: str, position: int) -> tuple[int, int] | None:
    """The brackets around a position, if any."""
    return next(((m.start(), m.end()) for m in _BRACKETS.finditer(text) if m.start() < position < m.end()), None)


def brackets_with(text: str, numbers: list[NumberMention]) -> list[tuple[int, int]]:
    """The brackets of a text that hold one of the numbers."""
    found = [(m.start(), m.end()) for m in _BRACKETS.finditer(text)]
    return [(a, b) for a, b in found if any(a < n.start < b for n in numbers)]


def zones_of(text: str, number: NumberMention, numbers: list[NumberMention]) -> Zones:
    """The zones of one number among those of its sentence."""
    bracket = bracket_of(text, number.start)
    peers = [n for n in numbers if bracket_of(text, n.start) == bracket]
    position = peers.index(number)
    following = peers[position + 1].start if position + 1 < len(peers) else None
    end = following if following is not None else (bracket[1] - 1 if bracket else len(text))
    left = peers[position - 1].end if position else (bracket[0] if bracket else 0)
    right, at = [], number.end
    for inner in _BRACKETS.finditer(text):
        if not any(inner.start() < n.start < inner.end() for n in numbers):
            continue
        if number.end <= inner.start() and inner.end() <= end and bracket != (inner.start(), inner.end()):
            right.append((at, inner.start()))
            at = inner.end()
    right.append((at, end))
    stop = next((m.start() + a for a, b in right if (m := _BREAK.search(text[a:b]))), None)
    if stop is not None:
        right = [(a, min(b, stop)) for a, b in right if a < stop]
    return Zones(left, right, end, following, bracket[0] if bracket else 0, numbers)
