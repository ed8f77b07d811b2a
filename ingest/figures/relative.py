"""Periods named relative to the report ("last week", "yesterday", "this year") and parts of a year ("the first quarter of 2025")."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from ingest.dates import month_words, parse_iso
from ingest.figures.figure import Period
from ingest.lexicon_files import compiled

WEEK_DAYS = 7
YEAR_REACH = 16  # characters between a quarter and its year
NAMES = (
    "last_week",
    "last_month",
    "past_year",
    "last_year",
    "this_year",
    "this_month",
    "this_week",
    "weekend",
    "yesterday",
    "today",
    "next_year",
)
_ENDS = re.compile(r"\b(?:(?:by|until|till|up to|as of|as at|to|at) the (?:end|close) of|(?:на|до|к) кон(?:ец|ца|цу))\s+(?:the\s+)?$")
EARLY = 3  # months of a year in which "the past year" is the one before
LENGTHS = {"Q": 3, "H": 6}  # months


@dataclass(frozen=True)
class NamedPeriod:
    """A period at text[start:end] that its words name; inferred where its year is the report's."""

    start: int
    end: int
    period: Period
    inferred: bool = True


def relative_periods(lexicon: dict[str, Any], folded: str, published: str | None) -> list[NamedPeriod]:
    """The periods of a casefolded sentence that are named relative to the report, in order."""
    if published is None:
        return []
    dated = parse_iso(published)[2] is not None
    found: list[NamedPeriod] = []
    for name in NAMES if dated else ("last_month", "past_year", "last_year", "this_year", "next_year"):
        for match in (m for pattern in lexicon[name] for m in compiled(pattern).finditer(folded)):
            said = _only_said(lexicon, folded, match) if name in {"today", "yesterday"} else _said_in(lexicon, folded, match)
            if not said and not any(f.start < match.end() and match.start() < f.end for f in found):
                found.append(_bounded(lexicon, folded, NamedPeriod(match.start(), match.end(), _period(name, published))))
    if dated:
        found += [
            d
            for d in _joined_days(folded, list(_weekdays(lexicon, folded, published)))
            if not any(f.start < d.end and d.start < f.end for f in found)
        ]
    return sorted(found, key=lambda f: f.start)


def _bounded(lexicon: dict[str, Any], folded: str, named: NamedPeriod) -> NamedPeriod:
    """The period; where it is only the end of a count, that end: "by the end of last month"."""
    until = _ENDS.search(folded[: named.start]) and compiled(lexicon["until_before"]).search(folded[: named.start])
    return replace(named, period=Period(None, named.period.end, "cumulative closed")) if until and named.period.end else named


def _only_said(lexicon: dict[str, Any], folded: str, match: re.Match[str]) -> bool:
    """Whether a day is that on which something was said, not that on which it happened."""
    before = any(compiled(p).search(folded[: match.start()]) for p in lexicon["said_on"])
    return before or any(compiled(p).search(folded[match.end() :]) for p in lexicon["said_behind"])


def _said_in(lexicon: dict[str, Any], folded: str, match: re.Match[str]) -> bool:
    """Whether a week or month is that in which something was only said or heard: the verb stands right behind it."""
    return any(compiled(p).search(folded[match.end() :]) for p in lexicon["said_right_behind"])


def _weekdays(lexicon: dict[str, Any], folded: str, published: str) -> Iterator[NamedPeriod]:
    """The days of the week that a sentence names, each the last one before the report or its own day; not those on which something was said."""
    year, month, day = parse_iso(published)
    report = datetime.date(year, month or 1, day or 1)
    for number, patterns in enumerate(lexicon["weekdays"]):
        for match in (m for pattern in patterns for m in compiled(pattern).finditer(folded)):
            if _only_said(lexicon, folded, match):
                continue
            before = (report.weekday() - number) % WEEK_DAYS
            earlier = re.search(_EARLIER, folded[: match.start()]) is not None and before == 0
            date = (report - datetime.timedelta(days=WEEK_DAYS if earlier else before)).isoformat()
            yield NamedPeriod(match.start(), match.end(), Period(date, date, "day"))


def _joined_days(folded: str, days: list[NamedPeriod]) -> list[NamedPeriod]:
    """The days of the week, two that are joined as one period: "from Monday to Sunday"."""
    joined: list[NamedPeriod] = []
    for day in sorted(days, key=lambda d: d.start):
        last = joined[-1] if joined else None
        if last and re.fullmatch(r"\w*\s*(?:to|through|until|till|по|-|–|—)\s*(?:[^\W\d_]+\s)?", folded[last.end : day.start]):
            first, end = (datetime.date.fromisoformat(str(p.period.start)) for p in (last, day))
            start = end - datetime.timedelta(days=(end - first).days % WEEK_DAYS)
            joined[-1] = NamedPeriod(last.start, day.end, Period(start.isoformat(), end.isoformat(), "week"))
        else:
            joined.append(day)
    return joined


_EARLIER = re.compile(r"\b(?:last|past|previous|ötən|keçən|прошл\w+|минувш\w+)\s+$")


def _period(name: str, published: str) -> Period:
    if name in {"this_year", "next_year", "last_year", "past_year"}:
        return _year(name, published)
    year, month, day = parse_iso(published)
    if month is None:
        return _year("last_year", published)
    if name == "this_month":
        return Period(f"{year}-{month:02d}", published[:10], "other")
    if name == "last_month" or day is None:
        last = f"{year - (month == 1)}-{(month - 2) % 12 + 1:02d}"
        return Period(last, last, "month" if name == "last_month" else "other")
    return _days(name, datetime.date(year, month, day))


def _year(name: str, published: str) -> Period:
    """This year, the next or the last one; "the past year" is the last twelve months, but in the first months of a year."""
    year, month, day = parse_iso(published)
    if name == "this_year":
        return Period(str(year), published[:10], "year to date")
    if name == "next_year":
        return Period(str(year + 1), str(year + 1), "year")
    if name == "past_year" and day and month and month > EARLY:
        return Period(f"{year - 1}-{month:02d}-{min(day, 28):02d}", published[:10], "other")
    return Period(str(year - 1), str(year - 1), "year")


def _days(name: str, published: datetime.date) -> Period:
    """A day or week that ends near the publication date."""
    if name in {"yesterday", "today"}:
        day = (published - datetime.timedelta(days=name == "yesterday")).isoformat()
        return Period(day, day, "day")
    monday = published - datetime.timedelta(days=published.weekday())
    if name == "weekend":
        saturday = published - datetime.timedelta(days=(published.weekday() + 2) % WEEK_DAYS or WEEK_DAYS)
        return Period(saturday.isoformat(), (saturday + datetime.timedelta(days=1)).isoformat(), "other")
    if name == "this_week":
        return Period(monday.isoformat(), published.isoformat(), "week")
    return Period((monday - datetime.timedelta(days=WEEK_DAYS)).isoformat(), (monday - datetime.timedelta(days=1)).isoformat(), "week")


def parts_of_years(lexicon: dict[str, Any], folded: str, published: str | None) -> Iterator[NamedPeriod]:
    """The quarters, halves and first months of years that a casefolded sentence names, with the year beside them or the report's."""
    for part, patterns in lexicon["parts_of_year"].items():
        yield from _parts_named(part, patterns, folded, published)


def _parts_named(part: str, patterns: list[str], folded: str, published: str | None) -> Iterator[NamedPeriod]:
    """Every mention of one part of a year, the longer wording where two overlap."""
    matches = sorted((m for pattern in patterns for m in compiled(pattern).finditer(folded)), key=lambda m: (m.start(), -m.end()))
    for match in (m for i, m in enumerate(matches) if not i or m.start() >= matches[i - 1].end()):
        after = re.compile(rf"[^\d,;]{{0,{YEAR_REACH}}}?\b((?:19|20)\d\d)\b(?:-\w+ \w+)?").match(folded, match.end())
        before = re.search(rf"\b((?:19|20)\d\d)\b[^\d,;]{{0,{YEAR_REACH}}}$", folded[: match.start()])
        if after and any(w in month_words() for w in re.findall(r"[^\W\d_]+", after[0])):
            continue  # "the second half of May 2026"
        year = int((after or before)[1]) if after or before else _last_year_of(part, published)  # type: ignore[index]
        if year is None:
            continue
        start = before.start() if before and not after else match.start()
        yield NamedPeriod(start, after.end() if after else match.end(), _part(part, year), inferred=not (after or before))


def _last_year_of(part: str, published: str | None) -> int | None:
    """The year whose part has ended, or nearly, when the report came out."""
    if published is None:
        return None
    year, month, _ = parse_iso(published)
    return year if month is None or month >= int(_part(part, year).end[5:7]) - 1 else year - 1  # type: ignore[index]


def _part(part: str, year: int) -> Period:
    months = int(part[1:]) if part[0] == "M" else LENGTHS[part[0]]
    first = 1 if part[0] == "M" else (int(part[1]) - 1) * months + 1
    last = first + months - 1
    return Period(f"{year}-{first:02d}", f"{year}-{last:02d}", "month" if first == last else "other")
