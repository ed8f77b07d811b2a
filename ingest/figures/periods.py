"""The period that a sentence's numbers cover: stated by its dates, named relative to the report, or inherited."""

import calendar
import datetime
import json
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from ingest.dates import DateMention, find_dates, fold_case, parse_iso
from ingest.figures.figure import Period

WEEK_DAYS, MONTH_DAYS = 7, 31
EPOCH_YEAR = 2020  # a date of the war's year beside "after the war" says when the war was


@dataclass(frozen=True)
class StatedPeriod:
    """A period at text[start:end] of a sentence, with what of it is inferred, and the as-of date that it gives."""

    start: int
    end: int
    period: Period
    as_of: str | None
    inferred: bool


@cache
def _lexicon() -> dict[str, Any]:
    lexicon: dict[str, Any] = json.loads(files("ingest").joinpath("lexicons/periods.json").read_text("utf-8"))
    return lexicon


def matches(name: str, text: str) -> re.Match[str] | None:
    """Where a casefolded text says what the lexicon lists under `name` ("last_week", "to_date", …)."""
    return _matches_any(_lexicon()[name], text)


def stated_periods(sentence: str, published: str | None) -> list[StatedPeriod]:
    """The periods that a sentence states, in order; yearless dates take their year from the publication date."""
    folded = fold_case(sentence)
    epochs = _epochs(folded)
    mentions = [m for m in find_dates(sentence, published) if not (epochs and m.year == EPOCH_YEAR)]
    found: list[StatedPeriod] = []
    used = 0
    while used < len(mentions):
        first = mentions[used]
        second = mentions[used + 1] if used + 1 < len(mentions) else None
        if second is not None and _is_range(folded, first, second):
            if first.year and second.year:
                found.append(_range(first, second))
            used += 2
        else:
            single = _single(folded, first)
            if single is not None:
                found.append(single)
            used += 1
    return sorted([*found, *epochs, *([] if found or epochs else _relative(folded, published))], key=lambda p: p.start)


def _is_range(folded: str, first: DateMention, second: DateMention) -> bool:
    """Whether two dates bound one period: "from … to …", "between … and …", "2-8 February"."""
    if (first.start, first.end) == (second.start, second.end):
        return True
    if first.end > second.start:
        return False
    gap = folded[first.end : second.start]
    opened = re.search(_lexicon()["range_opens"], folded[: first.start]) is not None
    return bool(re.fullmatch(_lexicon()["range_joins"], gap)) and (opened or not re.fullmatch(r"\s*(?:and|и|və|ve|,)\s*", gap))


def _range(first: DateMention, second: DateMention) -> StatedPeriod:
    """The period between two dates whose years are known; one that runs backwards is kept as it stands, of no kind."""
    start, end = first.iso, second.iso
    kind = "other" if _day(start, last=False) > _day(end, last=True) else _kind(start, end)
    return StatedPeriod(first.start, second.end, Period(start, end, kind), end, first.inferred or second.inferred)


def _single(folded: str, mention: DateMention) -> StatedPeriod | None:
    if not mention.year:
        return None
    iso, before = mention.iso, folded[max(0, mention.start - 24) : mention.start]
    after = folded[mention.end : mention.end + 24]
    if re.search(_lexicon()["born_before"], before) or re.match(_lexicon()["born_after"], after):
        return None
    if re.search(_lexicon()["since_before"], before) or re.match(_lexicon()["since_after"], after):
        return StatedPeriod(mention.start, mention.end, Period(iso, None, "cumulative open"), None, mention.inferred)
    if re.search(_lexicon()["until_before"], before) or re.match(_lexicon()["until_after"], after):
        return StatedPeriod(mention.start, mention.end, Period(None, iso, "cumulative closed"), iso, mention.inferred)
    kind = "day" if mention.day else "month" if mention.month else "year"
    return StatedPeriod(mention.start, mention.end, Period(iso, iso, kind), iso, mention.inferred)


def _epochs(folded: str) -> list[StatedPeriod]:
    """Periods that start with an event instead of a date: "since the war"."""
    hits = [(name, m) for name, patterns in _lexicon()["epochs"].items() if (m := _matches_any(patterns, folded))]
    return [StatedPeriod(m.start(), m.end(), Period(name, None, "cumulative open"), None, inferred=True) for name, m in hits]


def _relative(folded: str, published: str | None) -> list[StatedPeriod]:
    """Periods named relative to the report: "last week", "this year"."""
    if published is None:
        return []
    names = ("last_week", "last_month", "last_year", "this_year")
    return [
        StatedPeriod(m.start(), m.end(), _relative_period(name, published), None, inferred=True)
        for name in names
        if (m := matches(name, folded))
    ]


def _matches_any(patterns: list[str], folded: str) -> re.Match[str] | None:
    return next((m for p in patterns if (m := re.search(p, folded))), None)


def _relative_period(name: str, published: str) -> Period:
    year, month, day = parse_iso(published)
    if name == "this_year":
        return Period(str(year), published[:10], "year to date")
    if name == "last_year" or month is None:
        return Period(str(year - 1), str(year - 1), "year")
    if name == "last_month" or day is None:
        last = f"{year - (month == 1)}-{(month - 2) % 12 + 1:02d}"
        return Period(last, last, "month" if name == "last_month" else "other")
    monday = datetime.date(year, month, day) - datetime.timedelta(days=datetime.date(year, month, day).weekday() + WEEK_DAYS)
    return Period(monday.isoformat(), (monday + datetime.timedelta(days=WEEK_DAYS - 1)).isoformat(), "week")


def _kind(start: str, end: str) -> str:
    days = (_day(end, last=True) - _day(start, last=False)).days + 1
    whole_year = start[:4] == end[:4] and days >= 360  # noqa: PLR2004 (a year, give or take a few days)
    if whole_year:
        return "year"
    if days <= 1:
        return "day"
    if days <= WEEK_DAYS + 1:
        return "week"
    return "month" if days <= MONTH_DAYS and days >= 27 else "cumulative closed"  # noqa: PLR2004 (February)


def _day(iso: str, *, last: bool) -> datetime.date:
    """The first or last day of a reduced date."""
    year, month, day = parse_iso(iso)
    month = month or (12 if last else 1)
    return datetime.date(year, month, day or (calendar.monthrange(year, month)[1] if last else 1))
