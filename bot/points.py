"""The points of the series that a question spans: where a number stood at its first and last time, and between."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.facts import Fact, Facts
from bot.matching import find_matches, passes
from bot.period_fit import days_number
from bot.question import Question
from bot.ranking import Fit
from bot.request import Request
from bot.series import Series, is_cumulative, series_of
from ingest.dates import fold_case
from ingest.figures.figure import Period

REACH = 100  # days by which a count up to a day may miss the time that a question names
WORSE = 4.0  # of the ranking's score, by which a point may fit worse than the best
KINDS = {
    "week": r"\bweek|həftə|hefte|недел",
    "month": r"\bmonth|\bay(?:lıq|dan|lar)|месяц|месячн",
    "year": r"\bannual|\byearly|\beach year|per year|year (?:by|on|to) year|illik|ildən-ilə|ежегодн|годов|год от года|из года в год",
}


@dataclass(frozen=True)
class _Line:
    """A candidate: its points, oldest first, and how well they meet what the question names."""

    points: list[Fact]
    ends: int
    named: bool
    cumulative: bool
    score: float

    @property
    def order(self) -> tuple[object, ...]:
        return (len(self.points) > 1, self.named, self.ends, self.score, self.cumulative, len(self.points))


def kind_asked(question: str) -> str | None:
    """The kind of period that a question asks about one after another: "week", "month" or "year"."""
    return next((k for k, p in KINDS.items() if re.search(p, fold_case(question))), None)


def points_of(asked: Question, request: Request, facts: Facts, home: str) -> list[Fact]:
    """One figure for each date of the series that meets best what the question names, oldest first."""
    since = [p for p in request.periods if p.end is None]
    times = [t for p in request.periods if p.end is not None for t in _ends(p)]
    scope = replace(request, periods=tuple(since), numbers=())
    matches = [m for m in find_matches(scope, facts, home) if passes(m) and m.worst <= Fit.NEAR]
    if not matches:
        return []
    best = max(m.merit for m in matches)
    matches = [m for m in matches if m.merit >= best - WORSE]
    kind = kind_asked(asked.standalone)
    years = [p for p in request.periods if p.kind == "year"]
    kind = kind or ("year" if len(years) > 1 else None)
    scores = {m.fact.key: m.merit for m in matches}
    lines = []
    for series in series_of([m.fact for m in matches]):
        points, ends = _between(series, times, scores)
        named = kind is not None and not series.cumulative and series.start == kind
        score = max((scores[p.key] for p in points), default=0.0)
        lines.append(_Line(points, ends, named, series.cumulative and kind is None, round(score)))
    return max(lines, key=lambda line: line.order).points


def _ends(period: Period) -> list[Period]:
    """A stretch that a question names: of a range its first and its last time."""
    start, end = period.start, period.end
    if start and end and start != end and period.kind not in {"week", "about"}:
        return [Period(start, start, "day"), Period(end, end, "day")]
    return [Period(start or end, end, period.kind)]


def _between(series: Series, times: Sequence[Period], scores: dict[tuple[int, int], float]) -> tuple[list[Fact], int]:
    """The points of a series within the times that are named, and how many of the first and last of them it meets."""
    points = _one_for_each_date(series.facts, scores)
    if not times:
        return points, 0
    bounds = [(days_number(t.start or ""), days_number(t.end or "", last=True)) for t in times]
    low, high = min(bounds)[0], max(b for _, b in bounds)
    if not series.cumulative:
        inside = [p for p in points if low <= _middle(p) <= high or any(a <= _middle(p) <= b for a, b in bounds)]
        return inside, sum(any(a <= _middle(p) <= b for p in inside) for a, b in (bounds[0], bounds[-1]))
    first, last = (_nearest(points, bound) for bound in (bounds[0], bounds[-1]))
    if len(bounds) == 1 and points:
        last = points[-1]  # "what has become of it since the end of 2022"
    if first is None or last is None or first.key == last.key:
        return [], 0
    a, b = sorted((days_number(first.counted_to), days_number(last.counted_to)))
    return [p for p in points if a <= days_number(p.counted_to) <= b], 2


def _beside_dated(fact: Fact, others: Sequence[Fact]) -> bool:
    """Whether an undated number is set against a dated one in its sentence: "at the end of 2022 156,000, today 132,500"."""
    return any(
        o.version.id == fact.version.id and o.figure.sentence_start == fact.figure.sentence_start and o.figure.period is not None
        for o in others
    )


def _middle(fact: Fact) -> int:
    """The middle day of a figure's period."""
    period = fact.figure.period
    if period is None or not period.start or not period.end:
        return days_number(fact.counted_to)
    return (days_number(period.start) + days_number(period.end, last=True)) // 2


def _nearest(points: Sequence[Fact], bounds: tuple[int, int]) -> Fact | None:
    """The point counted up to a day in these bounds, the last of them, or the nearest within reach."""

    def distance(fact: Fact) -> int:
        day = days_number(fact.counted_to, last=True)
        return max(bounds[0] - day, day - bounds[1], 0)

    near = min(points, key=lambda f: (distance(f), -days_number(f.counted_to)), default=None)
    return near if near is not None and distance(near) <= REACH else None


def _one_for_each_date(found: Sequence[Fact], scores: dict[tuple[int, int], float]) -> list[Fact]:
    """The figures by date, oldest first: of one date that of the report with most dates, the best fitting, exact before rounded, the whole before its parts.

    A cumulative number with no start of its own joins no other.
    """
    dates: dict[int, set[str]] = {}
    for fact in found:
        dates.setdefault(fact.version.id, set()).add(fact.counted_to[:10])
    stated = Counter((f.counted_to[:10], f.figure.value) for f in found)
    by_date: dict[str, Fact] = {}
    for fact in sorted(
        found,
        key=lambda f: (
            -len(dates[f.version.id]), f.figure.qualifier != "exact", -round(scores[f.key]), -stated[f.counted_to[:10], f.figure.value], -f.figure.value
        ),
    ):  # fmt: skip
        by_date.setdefault(fact.counted_to[:10], fact)
    dated = [f for f in by_date.values() if not is_cumulative(f.figure) or f.figure.period is not None or _beside_dated(f, found)]
    return sorted(dated, key=lambda f: days_number(f.counted_to))
