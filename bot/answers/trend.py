"""The trend way: how a number developed, as the points of one series; gaps stay gaps."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.answers.computed import allowed
from bot.answers.figure import claim
from bot.draft import Draft, DraftSentence, Segment, Wording
from bot.facts import Fact, Facts
from bot.matching import answering, days_number, find_matches
from bot.question import Question
from bot.ranking import Fit
from bot.request import Request
from bot.scopes import common_start
from bot.series import is_cumulative, series_of
from ingest.dates import fold_case

MOST_BETWEEN = 3  # points told between the first and the last
KINDS = {
    "week": r"\bweek|həftə|недел",
    "month": r"\bmonth|\bay(?:lıq|dan)|месяц",
    "year": r"\bannual|\byearly|\beach year|per year|illik|ежегодн|годов",
}


def draft_trend(asked: Question, request: Request, facts: Facts, home: str) -> Draft | None:
    """The first and the last point of the longest series that the question spans, with points between; None for fewer than two."""
    points = _points(asked, request, facts, home)
    if len(points) < 2 or not allowed("trend", [points[0], points[-1]], asked.language):  # noqa: PLR2004 (a line needs two)
        return None
    lines = [DraftSentence((claim("trend", [points[0], points[-1]], asked.language), Wording("stop")))]
    inner = points[1:-1]
    shown = inner if len(inner) <= MOST_BETWEEN else [inner[i * (len(inner) - 1) // (MOST_BETWEEN - 1)] for i in range(MOST_BETWEEN)]
    start = common_start(points[0].figure, points[-1].figure) or ""
    told = [claim(f"point:{start}", [f], asked.language) for f in dict.fromkeys(shown)]
    if told:
        segments: list[Segment] = [Wording("in_between")]
        for number, point in enumerate(told):
            segments += [Wording("semicolon"), point] if number else [point]
        lines.append(DraftSentence((*segments, Wording("stop"))))
    return Draft("trend", asked.language, tuple(lines))


def _points(asked: Question, request: Request, facts: Facts, home: str) -> list[Fact]:
    """One figure for each date of the best series within the years that the question names, oldest first."""
    matches = [m for m in answering(find_matches(replace(request, periods=()), facts, home)) if m.worst <= Fit.NEAR]
    bounds = [b for p in request.periods for b in (p.start, p.end) if b]
    first, last = (min(bounds), max(bounds)) if bounds else ("", "")
    kind = next((k for k, p in KINDS.items() if re.search(p, fold_case(asked.standalone))), None)
    candidates = []
    for series in series_of([m.fact for m in matches]):
        inside = [
            f
            for f in series.facts
            if not bounds or days_number(first) <= days_number(f.counted_to) <= (days_number(last, last=True) if last != first else 10**9)
        ]
        points = _one_for_each_date(inside)
        named = kind is not None and not series.cumulative and series.start == kind
        candidates.append((named, len(points) > 1, series.cumulative and kind is None, len(points), points))
    return max(candidates, key=lambda c: c[:4], default=(False, False, False, 0, []))[4]


def _one_for_each_date(found: Sequence[Fact]) -> list[Fact]:
    """The figures by date, oldest first: exact before rounded; a cumulative number with no start of its own joins no other."""
    by_date: dict[str, Fact] = {}
    for fact in found:
        by_date.setdefault(fact.counted_to[:10], fact)
    dated = [f for f in by_date.values() if not is_cumulative(f.figure) or f.figure.period is not None]
    return sorted(dated, key=lambda f: days_number(f.counted_to))
