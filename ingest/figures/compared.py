"""Periods that are told by another one: "a year earlier", "the week before", "since then", "the same months of 2024"."""

import datetime
import re
from collections.abc import Iterator, Sequence
from typing import Any

from ingest.dates import parse_iso
from ingest.figures.figure import Period
from ingest.figures.relative import NamedPeriod
from ingest.lexicon_files import compiled

WEEK = datetime.timedelta(days=7)
BESIDE = 8  # characters: a date right behind "a year ago" says when that was
POINTS = frozenset({"day", "month", "year"})  # kinds of periods since which something may be counted
YEARLY = frozenset({"year", "year to date"})
COMPARED = re.compile(r"\b(?:of|than|on|over|from|with|to|against|as in|than in|as|like|по сравнению с|чем|чем в)\s+(?:that of\s+)?$")
DATED = re.compile(r"\d{4}-\d\d")


def told_by_others(
    lexicon: dict[str, Any], folded: str, stated: Sequence[NamedPeriod], before: Period | None, published: str | None
) -> Iterator[NamedPeriod]:
    """The periods of a casefolded sentence that those stated in it, the one told `before` it, or the report's year tell."""
    for match in _all(lexicon["since_then"], folded):
        earlier = [p for p in stated if p.end <= match.start() and p.period.end and p.period.kind not in {"day", "week"}]
        since = earlier[-1].period.end if earlier else _point(before)
        if since:
            yield NamedPeriod(match.start(), match.end(), Period(since, None, "cumulative open"))
    years = [(m, _year_told(stated, before, published)) for m in _all(lexicon["year_earlier"], folded)]
    years += [(m, _year_told(stated, None, published)) for m in _all(lexicon["year_ago"], folded)]
    for match, year in years:
        if year and not COMPARED.search(folded[: match.start()]) and not _is_dated(stated, match):
            named = str(year - 1)
            yield NamedPeriod(match.start(), match.end(), Period(named, named, "year"))
    for match in _all(lexicon["week_earlier"], folded):
        weeks = [p.period for p in stated if p.period.kind == "week"] + ([before] if before and before.kind == "week" else [])
        week = weeks[0] if weeks else _last_week(published)
        if week and week.start and week.end and not COMPARED.search(folded[: match.start()]) and not _is_dated(stated, match):
            start, end = (datetime.date.fromisoformat(d) - WEEK for d in (week.start, week.end))
            yield NamedPeriod(match.start(), match.end(), Period(start.isoformat(), end.isoformat(), "week"))


def _point(period: Period | None) -> str | None:
    """The time since which "since that year" counts: the one told before, or from which the count told before runs."""
    if period is None:
        return None
    return period.end if period.kind in POINTS else period.start if period.end is None else None


def same_months(lexicon: dict[str, Any], folded: str, stated: Sequence[NamedPeriod], before: Period | None) -> Iterator[NamedPeriod]:
    """The months of another period in the year that a sentence names: "the same months of 2024", "in the same period last year"."""
    for year in (p for p in stated if p.period.kind == "year" and p.period.start):
        behind = compiled(lexicon["same_behind"]).match(folded[year.end :])
        ahead = compiled(lexicon["same_of"]).search(folded[: year.start])
        if not (behind or ahead):
            continue
        others = [p.period for p in stated if p is not year and _bounds_months(p.period)]
        other = others[0] if others else before if before and _bounds_months(before) else None
        if other and other.start and other.end and (ahead or not re.match(r"\w+\s+(?:müqayisədə|nisbətən)", folded[year.end :])):
            shift = int(str(year.period.start)[:4]) - int(other.start[:4])
            start, end = _in_year(other.start, shift), _in_year(other.end, shift)
            yield NamedPeriod(
                ahead.start() if ahead else year.start,
                year.end + (behind.end() if behind else 0),
                Period(start, end, "other"),
                year.inferred,
            )


def _all(patterns: Sequence[str], folded: str) -> Iterator[re.Match[str]]:
    return (m for pattern in patterns for m in compiled(pattern).finditer(folded))


def _year_told(stated: Sequence[NamedPeriod], before: Period | None, published: str | None) -> int | None:
    """The year that a sentence names, else that of the period before it, else the report's."""
    years = [p.period for p in stated if p.period.kind in YEARLY and p.period.start]
    if years:
        return int(str(years[0].start)[:4])
    ends = [p.period.end for p in stated if p.period.start is None and p.period.end]
    told = ends[0] if ends else before.end if before else None
    year = told or published
    return int(year[:4]) if year else None


def _is_dated(stated: Sequence[NamedPeriod], match: re.Match[str]) -> bool:
    """Whether a date stands right behind the words: "a year ago, at the end of December 2022"."""
    return any(p.start < match.end() + BESIDE and match.start() < p.end for p in stated)


def _last_week(published: str | None) -> Period | None:
    if published is None or parse_iso(published)[2] is None:
        return None
    day = datetime.date.fromisoformat(published[:10])
    monday = day - datetime.timedelta(days=day.weekday())
    return Period(monday.isoformat(), (monday + WEEK - datetime.timedelta(days=1)).isoformat(), "week")


def _bounds_months(period: Period) -> bool:
    """Whether a period covers a part of one year."""
    ends = period.start and period.end and period.start[:4] == period.end[:4]
    return bool(ends) and (DATED.match(period.start or "") is not None or period.kind == "year to date") and period.kind != "day"


def _in_year(iso: str, shift: int) -> str:
    moved = f"{int(iso[:4]) + shift}{iso[4:]}"
    return moved[:8] + "28" if moved.endswith("02-29") else moved
