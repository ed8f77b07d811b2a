"""What a check of figures can find, and when two figures count within the same scope."""

import calendar
import datetime
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ingest.dates import parse_iso
from ingest.figures.figure import Figure, Period

ROUNDED = 0.1  # share by which "about" may be off
DECIMALS = 0.05  # of a sum of numbers with decimals


@dataclass(frozen=True)
class SentenceSpan:
    """text[start:end] of a source is the sentence that a finding speaks of."""

    source: str
    start: int
    end: int


@dataclass(frozen=True)
class Finding:
    """Numbers that do not go together: what kind of finding, in which report, the sentences, the values, and why in one line."""

    kind: str
    source: str
    spans: tuple[SentenceSpan, ...]
    values: tuple[float, ...]
    explanation: str


def finding(kind: str, stated: Sequence[tuple[str, Figure]], explanation: str) -> Finding:
    """A finding over figures, each with its source; the first one's source is the finding's."""
    spans = dict.fromkeys(SentenceSpan(source, f.sentence_start, f.sentence_end) for source, f in stated)
    return Finding(kind, stated[0][0], tuple(spans), tuple(f.value for _, f in stated), explanation)


@dataclass(frozen=True)
class Bounds:
    """Between which values a number lies, as far as its wording says."""

    low: float
    high: float

    def meets(self, other: "Bounds") -> bool:
        """Whether one value can be both."""
        return self.low <= other.high + DECIMALS and other.low <= self.high + DECIMALS


def bounds(figure: Figure) -> Bounds:
    """What a figure's qualifier leaves open: "over 60" has no upper end, "about 60" may be a tenth off."""
    value = figure.value
    by_qualifier = {
        "over": Bounds(value, math.inf),
        "at least": Bounds(value, math.inf),
        "up to": Bounds(0, value),
        "nearly": Bounds(value * (1 - ROUNDED), value),
        "about": Bounds(value * (1 - ROUNDED), value * (1 + ROUNDED)),
        "range": Bounds(value, figure.high or value),
    }
    return by_qualifier.get(figure.qualifier, Bounds(value, value))


def total(figures: Sequence[Figure]) -> Bounds:
    """The bounds of a sum."""
    return Bounds(sum(bounds(f).low for f in figures), sum(bounds(f).high for f in figures))


@lru_cache(maxsize=10_000)
def first_day(iso: str) -> datetime.date:
    """The first day of a reduced date."""
    year, month, day = parse_iso(iso)
    return _day(year, month or 1, day or 1)


@lru_cache(maxsize=10_000)
def last_day(iso: str) -> datetime.date:
    """The last day of a reduced date."""
    year, month, day = parse_iso(iso)
    return _day(year, month or 12, day or 31)


def _day(year: int, month: int, day: int) -> datetime.date:
    """A day, the month's last for one that it has not: some are printed."""
    return datetime.date(year, month, min(day, calendar.monthrange(year, month)[1]))


def days(period: Period | None) -> tuple[datetime.date | None, datetime.date | None]:
    """The first and the last day of a period; None where it is open or unknown."""
    if period is None:
        return None, None
    return first_day(period.start) if period.start else None, last_day(period.end) if period.end else None


def same_scope(one: Figure, other: Figure) -> bool:
    """Whether two figures of an article count over the same period, in the same place and for the same actor, as far as is known."""
    return (
        days(one.period) == days(other.period)
        and one.place == other.place
        and (one.actor == other.actor or None in {one.actor, other.actor})
    )


def same(one: Figure, other: Figure, *names: str) -> bool:
    """Whether two figures agree in these fields."""
    return all(getattr(one, name) == getattr(other, name) for name in names)


def written(value: float) -> str:
    """A value for people: 37,154 or 1,644.6."""
    return f"{value:,.4f}".rstrip("0").rstrip(".")
