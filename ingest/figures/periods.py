"""The period that a sentence's numbers cover: stated by its dates, named relative to the report, or inherited."""

import calendar
import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from ingest.dates import DateMention, find_dates, fold_case, parse_iso
from ingest.figures.figure import Period
from ingest.figures.relative import parts_of_years, relative_periods
from ingest.lexicon_files import read_lexicon

WEEK_DAYS, MONTH_DAYS = 7, 31
BESIDE = 6  # characters: a date in brackets behind "last week" says the same
WAR_REACH = 60  # characters between the war and its year
PAIR = 2
EPOCH_YEAR = 2020  # a date of the war's year beside "after the war" says when the war was


@dataclass(frozen=True)
class StatedPeriod:
    """A period at text[start:end] of a sentence, with what of it is inferred, and the as-of date that it gives.

    `event` when it starts with an event of the home country instead of a date.
    """

    start: int
    end: int
    period: Period
    as_of: str | None
    inferred: bool
    event: bool = False


@cache
def _lexicon() -> dict[str, Any]:
    lexicon: dict[str, Any] = read_lexicon("ingest", "periods")
    return lexicon


def matches(name: str, text: str) -> re.Match[str] | None:
    """Where a casefolded text says what the lexicon lists under `name` ("last_week", "to_date", …)."""
    return _matches_any(_lexicon()[name], text)


def stated_periods(sentence: str, published: str | None) -> list[StatedPeriod]:
    """The periods that a sentence states, in order; yearless dates take their year from the publication date."""
    folded = fold_case(sentence)
    epochs = _epochs(folded)
    parts = [StatedPeriod(p.start, p.end, p.period, p.period.end, p.inferred) for p in parts_of_years(_lexicon(), folded, published)]
    mentions = [m for m in find_dates(sentence, published) if not _said_otherwise(folded, m, epochs, parts)]
    found: list[StatedPeriod] = list(parts)
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
    stated = [*found, *epochs]
    named = [StatedPeriod(n.start, n.end, n.period, None, inferred=True) for n in relative_periods(_lexicon(), folded, published)]
    stated += [n for n in named if not any(_says_the_same(n, p) for p in stated)]
    stated = sorted(stated, key=lambda p: p.start)
    return sorted([*stated, *_told_by_others(folded, stated, published)], key=lambda p: p.start)


def _says_the_same(named: StatedPeriod, stated: StatedPeriod) -> bool:
    """Whether a date right beside "last week" only says when that was; the end of "this year" may be given beside it."""
    if named.start < stated.end and stated.start < named.end:
        return True
    beside = named.start < stated.end + BESIDE and stated.start < named.end + BESIDE
    return beside and not (named.period.kind in {"year to date", "other"} and stated.period.start is None) and not stated.event


def _told_by_others(folded: str, stated: list[StatedPeriod], published: str | None) -> Iterator[StatedPeriod]:
    """Periods told by another one: "since then" by the period before it, "a year earlier" by the year that the sentence names."""
    for match in (m for pattern in _lexicon()["since_then"] for m in re.finditer(pattern, folded)):
        before = [p for p in stated if p.end <= match.start() and p.period.end and p.period.kind not in {"day", "week"}]
        if before:
            period = Period(before[-1].period.end, None, "cumulative open")
            yield StatedPeriod(match.start(), match.end(), period, None, inferred=True)
    for match in (m for pattern in _lexicon()["year_earlier"] for m in re.finditer(pattern, folded)):
        years = [p for p in stated if p.period.kind in {"year", "year to date"} and p.period.start]
        year = str(years[0].period.start)[:4] if years else (published or "")[:4]
        compared = re.search(r"\b(?:of|than|on|over|from)\s+$", folded[: match.start()])
        if year and not compared and not any(p.start < match.end() and match.start() < p.end for p in stated):
            named = str(int(year) - 1)
            yield StatedPeriod(match.start(), match.end(), Period(named, named, "year"), named, inferred=True)


def _said_otherwise(folded: str, mention: DateMention, epochs: list[StatedPeriod], parts: list[StatedPeriod]) -> bool:
    """Whether a date only says when the war was, or the year of a quarter."""
    named = not mention.month and mention.year == EPOCH_YEAR and re.match(_lexicon()["war_named"], folded[mention.end :])
    if named and not re.search(_lexicon()["until_before"], folded[: mention.start]):
        return True
    war = mention.year == EPOCH_YEAR and any(_says_when(folded, mention, e) for e in epochs)
    return war or any(p.start <= mention.start < p.end for p in parts)


def _says_when(folded: str, mention: DateMention, epoch: StatedPeriod) -> bool:
    """Whether a date of the war's year says when the war was: "since the war ended in November 2020", "the 2020 war"."""
    if epoch.start <= mention.start < epoch.end:
        return True
    gap = folded[epoch.end : mention.start]
    return mention.start > epoch.end and len(gap) < WAR_REACH and not re.search(r"[,;:.]|\d\s*\w+\s+(?:people|mines|nəfər|человек)", gap)


def _is_range(folded: str, first: DateMention, second: DateMention) -> bool:
    """Whether two dates bound one period: "from … to …", "between … and …", "2-8 February"."""
    if (first.start, first.end) == (second.start, second.end):
        return True
    if first.end > second.start:
        return False
    gap = folded[first.end : second.start]
    if "(" in gap:
        return False
    opened = re.search(_lexicon()["range_opens"], folded[: first.start]) is not None
    return bool(re.fullmatch(_lexicon()["range_joins"], gap)) and (opened or not re.fullmatch(r"\s*(?:and|и|və|ve|,)\s*", gap))


def _range(first: DateMention, second: DateMention) -> StatedPeriod:
    """The period between two dates whose years are known; one that runs backwards is kept as it stands, of no kind."""
    if first.inferred and second.inferred and second.year:
        wraps = _day(replace(first, year=second.year).iso, last=False) > _day(second.iso, last=True)
        first = replace(first, year=second.year - wraps)
    start, end = first.iso, second.iso
    kind = "other" if _day(start, last=False) > _day(end, last=True) else _kind(start, end)
    return StatedPeriod(first.start, second.end, Period(start, end, kind), end, first.inferred or second.inferred)


def joined(until: StatedPeriod, since: StatedPeriod) -> StatedPeriod:
    """The one period of "by the end of 2012 … since 1995"."""
    end = until.period.end
    return replace(until, period=Period(since.period.start, end, "cumulative closed"), as_of=end, inferred=until.inferred or since.inferred)


def told_apart(periods: list[StatedPeriod], before: StatedPeriod | None) -> StatedPeriod:
    """The period of a sentence that counts nothing but says what the numbers after it cover.

    A start and an end named apart are one period: "the tables run to 31 August. The starting point is 10 November 2020."
    """
    first, last = periods[0], periods[-1]
    pairs = [(first, last)] if len(periods) == PAIR else [(before, first)] if before is not None else []
    for one, other in pairs:
        start, end = sorted((one, other), key=lambda p: p.period.start or p.period.end or "")
        running = any(p.period.kind.startswith("cumulative") and None in (p.period.start, p.period.end) for p in (one, other))
        if running and start.period.start and end.period.end and start.period.start < end.period.end and start is not end:
            return replace(end, period=Period(start.period.start, end.period.end, "cumulative closed"), as_of=end.period.end)
    return last


def _single(folded: str, mention: DateMention) -> StatedPeriod | None:
    if not mention.year:
        return None
    iso, before = mention.iso, folded[max(0, mention.start - 24) : mention.start]
    after = folded[mention.end : mention.end + 24]
    if _of_something_else(folded, mention, before, after):
        return None
    ablative = re.search(r"d[aə]n$", folded[mention.start : mention.end])
    if re.search(_lexicon()["since_before"], before) or re.match(_lexicon()["since_after"], after) or (ablative and mention.month):
        return StatedPeriod(mention.start, mention.end, Period(iso, None, "cumulative open"), None, mention.inferred)
    if mention.day and re.search(_lexicon()["week_ends"], folded[: mention.start]):
        first = (_day(iso, last=False) - datetime.timedelta(days=WEEK_DAYS - 1)).isoformat()
        return StatedPeriod(mention.start, mention.end, Period(first, iso, "week"), iso, mention.inferred)
    until = r"\d-?\s?(?:dək|dek|[aə]dək|inədək|nadək)$"  # an ending of the day itself
    as_of_day = mention.day is not None and (
        re.search(_lexicon()["until_day_before"], before) or re.search(until, folded[mention.start : mention.end])
    )
    if as_of_day or re.search(_lexicon()["until_before"], before) or re.match(_lexicon()["until_after"], after):
        return StatedPeriod(mention.start, mention.end, Period(None, iso, "cumulative closed"), iso, mention.inferred)
    kind = "day" if mention.day else "month" if mention.month else "year"
    return StatedPeriod(mention.start, mention.end, Period(iso, iso, kind), iso, mention.inferred)


def _of_something_else(folded: str, mention: DateMention, before: str, after: str) -> bool:
    """Whether a date says when somebody was born, when something else happened, or which treaty is meant."""
    if re.search(_lexicon()["born_before"], before) or re.match(_lexicon()["born_after"], after):
        return True
    named = not mention.month and re.match(_lexicon()["named_after"], folded[mention.end :])
    return bool(named or re.search(_lexicon()["happened_before"], before))


def _epochs(folded: str) -> list[StatedPeriod]:
    """Periods that start with an event instead of a date: "since the war"."""
    hits = [(name, m) for name, patterns in _lexicon()["epochs"].items() if (m := _matches_any(patterns, folded))]
    return [StatedPeriod(m.start(), m.end(), Period(name, None, "cumulative open"), None, inferred=True, event=True) for name, m in hits]


def _matches_any(patterns: list[str], folded: str) -> re.Match[str] | None:
    return next((m for p in patterns if (m := re.search(p, folded))), None)


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
