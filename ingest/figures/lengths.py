"""Stretches of time that are named by what they are: school years, seasons, "the past twelve months", "the four years up to 15 November"."""

import calendar
import datetime
import re
from collections.abc import Iterator, Sequence
from typing import Any

from ingest.dates import DateMention, parse_iso
from ingest.figures.figure import Period
from ingest.figures.relative import NamedPeriod
from ingest.lexicon_files import compiled

SCHOOL_STARTS, SCHOOL_ENDS, CHRISTMAS = 9, 6, 12  # months
SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 2)}  # months, northern hemisphere
LONGEST = 40  # years that a report looks back on
WEEK_DAYS, YEAR_DAYS = 7, 365
BESIDE = 24  # characters between a school year and its half
_YEAR = r"((?:19|20)\d\d)"


def school_years(lexicon: dict[str, Any], folded: str, published: str | None) -> Iterator[NamedPeriod]:
    """The school years that a casefolded sentence names, or the half of one: "the first half of the 2025/26 school year"."""
    found: list[tuple[re.Match[str], int, bool]] = [
        (m, int(m["first"]), False)
        for p in lexicon["school_year"]
        for m in compiled(p).finditer(folded)
        if (int(m["first"]) + 1 - int(m["last"])) % 100 == 0
    ]
    if published and (month := parse_iso(published)[1]):
        now = int(published[:4]) - (month < SCHOOL_STARTS)
        found += [(m, now - 1, True) for p in lexicon["last_school_year"] for m in compiled(p).finditer(folded)]
        found += [(m, now, True) for p in lexicon["this_school_year"] for m in compiled(p).finditer(folded)]
    taken: list[tuple[int, int]] = []
    for match, year, inferred in found:
        if any(a < match.end() and match.start() < b for a, b in taken):
            continue
        start, end, half = _half_beside(lexicon, folded, match)
        taken.append((start, end))
        first = f"{year}-{SCHOOL_STARTS:02d}" if half != "H2" else f"{year + 1}-01"
        last = f"{year + 1}-{SCHOOL_ENDS:02d}" if half != "H1" else f"{year}-{CHRISTMAS}"
        yield NamedPeriod(start, end, Period(first, last, "other"), inferred)


def _half_beside(lexicon: dict[str, Any], folded: str, year: re.Match[str]) -> tuple[int, int, str | None]:
    """The span of a school year with the half of it that is named right before or behind, and which half."""
    for half in ("H1", "H2"):
        for match in (m for pattern in lexicon["parts_of_year"][half] for m in compiled(pattern).finditer(folded)):
            first, last = sorted((match.span(), year.span()))
            if last[0] - first[1] <= BESIDE and not re.search(r"[,;:\d]", folded[first[1] : last[0]]):
                return first[0], last[1], half
    return year.start(), year.end(), None


def seasons(lexicon: dict[str, Any], folded: str, published: str | None) -> Iterator[NamedPeriod]:
    """The seasons that a casefolded sentence names with their year, or as the last one: "the summer of 2023", "last autumn"."""
    for name, patterns in lexicon["seasons"].items():
        for match in (m for pattern in patterns for m in compiled(pattern).finditer(folded)):
            after = re.compile(rf"(?:\s+of|,)?\s+{_YEAR}(?!\w)").match(folded, match.end())
            before = re.search(rf"\b{_YEAR}(?:-\w+ il\w*)?\s+$", folded[: match.start()])
            year = int((after or before)[1]) if after or before else _last_year_of(name, published)  # type: ignore[index]
            if year is None or not (after or before or compiled(lexicon["season_near"]).search(folded[: match.start()])):
                continue
            start = before.start() if before and not after else match.start()
            yield NamedPeriod(start, after.end() if after else match.end(), _season(name, year), inferred=not (after or before))


def _season(name: str, year: int) -> Period:
    first, last = SEASONS[name]
    return Period(f"{year - (first > last)}-{first:02d}", f"{year}-{last:02d}", "other")


def _last_year_of(name: str, published: str | None) -> int | None:
    """The year whose season has started last before the report came out."""
    if published is None or (month := parse_iso(published)[1]) is None:
        return None
    first, last = SEASONS[name]
    year = int(published[:4])
    return year + (month >= first) if first > last else year - (month < first)


def week_of(lexicon: dict[str, Any], folded: str, mention: DateMention) -> NamedPeriod | None:
    """The week that a date ends or begins, or the numbered week of a month: "the week to 19 April", "the last week of May"."""
    before, after, days = folded[: mention.start], folded[mention.end :], datetime.timedelta(days=WEEK_DAYS - 1)
    if mention.month is None:
        return None
    if mention.day:
        day = _last_day(mention.iso)
        if compiled(lexicon["week_ends"]).search(before):
            first, last = day - days, day
        elif compiled(lexicon["week_begins"]).search(before):
            first, last = day, day + days
        else:
            return None
    else:
        numbers = {n for n, ps in lexicon["weeks_of_month"].items() if any(compiled(p).search(before) for p in ps)}
        numbers |= {n for n, ps in lexicon["weeks_of_month_after"].items() if any(compiled(p).search(after) for p in ps)}
        if not numbers:
            return None
        number = numbers.pop()
        last = _last_day(mention.iso) if number == "last" else _last_day(f"{mention.iso}-{WEEK_DAYS * int(number):02d}")
        first = last - days
    return NamedPeriod(mention.start, mention.end, Period(first.isoformat(), last.isoformat(), "week"), mention.inferred)


def lengths(lexicon: dict[str, Any], folded: str, mentions: Sequence[DateMention], published: str | None) -> Iterator[NamedPeriod]:
    """Lengths of time that end with a date ("the four years up to 15 November 2024") or with the report ("over the past twelve months")."""
    for mention in (m for m in mentions if m.year):
        match = next((m for p in lexicon["lengths_to"] if (m := compiled(p).search(folded[: mention.start]))), None)
        if match and (days := _days(lexicon, match)):
            start = _back(_last_day(mention.iso), days)
            yield NamedPeriod(match.start(), mention.end, Period(start, mention.iso, "other"), mention.inferred)
    if published is None or parse_iso(published)[2] is None:
        return
    for match in (m for pattern in lexicon["lengths"] for m in compiled(pattern).finditer(folded)):
        if match["n"] not in {"7", "seven", "yeddi", "семь"} and (days := _days(lexicon, match)):
            yield NamedPeriod(
                match.start(), match.end(), Period(_back(datetime.date.fromisoformat(published[:10]), days), published[:10], "other")
            )


def _days(lexicon: dict[str, Any], match: re.Match[str]) -> int | None:
    """The days of a length of time; whole years are multiples of 365, months of 30; None where the words name no number."""
    said = match["n"] or "1"
    number = int(said) if said.isdecimal() else lexicon["count_words"].get(said)
    unit = next((days for stem, days in lexicon["units"].items() if match["unit"].startswith(stem)), None)
    return number * unit if number and unit and number * unit <= LONGEST * YEAR_DAYS else None


def _back(day: datetime.date, days: int) -> str:
    """The day that lies so many days before another, whole years and months by the calendar."""
    if days % YEAR_DAYS and days % 30:
        return (day - datetime.timedelta(days=days)).isoformat()
    months = days // YEAR_DAYS * 12 if days % YEAR_DAYS == 0 else days // 30
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1])).isoformat()


def _last_day(iso: str) -> datetime.date:
    year, month, day = parse_iso(iso)
    month = month or 12
    return datetime.date(year, month, day or calendar.monthrange(year, month)[1])
