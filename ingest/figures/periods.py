"""The period that a sentence's numbers cover: stated by its dates, named relative to the report, or inherited."""

import calendar
import datetime
import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from ingest.dates import DateMention, find_dates, fold_case, parse_iso
from ingest.figures.compared import same_months, told_by_others
from ingest.figures.figure import Period
from ingest.figures.lengths import lengths, school_years, seasons, week_of
from ingest.figures.relative import NamedPeriod, parts_of_years, relative_periods
from ingest.lexicon_files import compiled, read_lexicon

WEEK_DAYS, MONTH_DAYS = 7, 31
BESIDE = 6  # characters: a date in brackets behind "last week" says the same
MONTHS, NEAR_AHEAD = 12, 9  # months of a year, and how far ahead a report plans
WAR_REACH = 60  # characters between the war and its year
PAIR = 2
EPOCH_YEAR = 2020  # a date of the war's year beside "after the war" says when the war was


@dataclass(frozen=True)
class StatedPeriod:
    """A period at text[start:end] of a sentence, with what of it is inferred, and the as-of date that it gives.

    `event` when it starts with an event of the home country instead of a date; `aside` when another period tells it
    ("a year earlier"): the sentences behind it do not go on with it.
    """

    start: int
    end: int
    period: Period
    as_of: str | None
    inferred: bool
    event: bool = False
    aside: bool = False


@cache
def _lexicon() -> dict[str, Any]:
    lexicon: dict[str, Any] = read_lexicon("ingest", "periods")
    return lexicon


def matches(name: str, text: str) -> re.Match[str] | None:
    """Where a casefolded text says what the lexicon lists under `name` ("last_week", "to_date", …)."""
    return _matches_any(_lexicon()[name], text)


def stated_periods(sentence: str, published: str | None, before: Period | None = None) -> list[StatedPeriod]:
    """The periods that a sentence states, in order; yearless dates take their year from the publication date.

    `before` is the period that the report told last: "a year earlier" is told by it.
    """
    folded = fold_case(sentence)
    epochs = _epochs(folded)
    dates = find_dates(sentence, published)
    parts = [_part(folded, p) for p in _named_parts(folded, dates, published)]
    mentions = [_ahead(folded, m, published) for m in dates if not _said_otherwise(sentence, m, epochs, parts)]
    stated = [*parts, *_dated(folded, mentions), *epochs]
    named = [StatedPeriod(n.start, n.end, n.period, None, inferred=True) for n in relative_periods(_lexicon(), folded, published)]
    stated += [n for n in named if not any(_says_the_same(n, p) or _says_its_year(folded, n, p) for p in stated)]
    same = list(same_months(_lexicon(), folded, _as_named(stated), before))
    stated = [p for p in stated if not any(s.start < p.end and p.start < s.end for s in same)]
    told = told_by_others(_lexicon(), folded, _as_named(sorted(stated, key=lambda p: p.start)), before, published)
    stated += [StatedPeriod(n.start, n.end, n.period, n.period.end, n.inferred, aside=n.period.end is not None) for n in (*same, *told)]
    return sorted(stated, key=lambda p: p.start)


def _as_named(stated: list[StatedPeriod]) -> list[NamedPeriod]:
    return [NamedPeriod(p.start, p.end, p.period, p.inferred) for p in stated]


def _named_parts(folded: str, dates: list[DateMention], published: str | None) -> list[NamedPeriod]:
    """School years, lengths of time, parts of years and seasons; of two that overlap the first of these kinds."""
    kept: list[NamedPeriod] = []
    lexicon = _lexicon()
    for part in (
        *school_years(lexicon, folded, published),
        *lengths(lexicon, folded, dates, published),
        *parts_of_years(lexicon, folded, published),
        *seasons(lexicon, folded, published),
    ):
        if not any(k.start < part.end and part.start < k.end for k in kept):
            kept.append(part)
    return kept


def _part(folded: str, part: NamedPeriod) -> StatedPeriod:
    """A part of a year as a period; "since the first quarter of 2024" starts with it."""
    if compiled(_lexicon()["since_before"]).search(folded[max(0, part.start - 24) : part.start]):
        return StatedPeriod(part.start, part.end, Period(part.period.start, None, "cumulative open"), None, part.inferred)
    return StatedPeriod(part.start, part.end, part.period, part.period.end, part.inferred)


def _dated(folded: str, mentions: list[DateMention]) -> list[StatedPeriod]:
    """The periods that dates bound, two by two or alone."""
    found: list[StatedPeriod] = []
    used = 0
    while used < len(mentions):
        first = mentions[used]
        second = mentions[used + 1] if used + 1 < len(mentions) else None
        if second is not None and _is_range(folded, first, second):
            if first.year and second.year:
                found.append(_range(first, _to_its_end(folded, first, second)))
            used += 2
        else:
            single = _single(folded, first)
            if single is not None:
                found.append(single)
            used += 1
    return found


def _to_its_end(folded: str, first: DateMention, second: DateMention) -> DateMention:
    """The last day of a month at whose end a period ends: "to the end of August"."""
    if second.day or not second.month or not compiled(_lexicon()["to_its_end"]).search(folded[first.end : second.start]):
        return second
    return replace(second, day=_day(second.iso, last=True).day)


def _ahead(folded: str, mention: DateMention, published: str | None) -> DateMention:
    """A month without its year that is still to come when the report is written: "the next stage is planned for October"."""
    if not (mention.inferred and mention.year and mention.month and published) or parse_iso(published)[1] is None:
        return mention
    year, month, _ = parse_iso(published)
    opens = max(folded.rfind(mark, 0, mention.start) for mark in ",.;!?")
    clause = re.split(r"[,;!?]|\.\s", folded[opens + 1 :])[0]
    away = (year - mention.year) * -MONTHS + MONTHS + mention.month - (month or 1)  # months to the next one after that which was inferred
    if 0 <= away <= NEAR_AHEAD and any(compiled(p).search(clause) for p in _lexicon()["to_come"]):
        return mention.in_year(mention.year + 1)
    return mention


def _says_its_year(folded: str, named: StatedPeriod, stated: StatedPeriod) -> bool:
    """Whether "this year" only gives a date its year: "until 31 March of this year"."""
    gap = folded[stated.end : named.start]
    return (
        named.period.kind in {"year to date", "year"}
        and named.start >= stated.end
        and (gap in {" of ", " of the "} or (gap == " " and not re.match(r"(?:since|from|с|c)\b|\w*ilin", folded[named.start :])))
    )


def _says_the_same(named: StatedPeriod, stated: StatedPeriod) -> bool:
    """Whether a date right beside "last week" only says when that was; the end of "this year" may be given beside it."""
    if named.start < stated.end and stated.start < named.end:
        return True
    beside = named.start < stated.end + BESIDE and stated.start < named.end + BESIDE
    return beside and not (named.period.kind in {"year to date", "other"} and stated.period.start is None) and not stated.event


def _said_otherwise(sentence: str, mention: DateMention, epochs: list[StatedPeriod], parts: list[StatedPeriod]) -> bool:
    """Whether a date only says when the war was, the year of a quarter, or in which year a person was born."""
    folded = fold_case(sentence)
    if not mention.month and _NAME_BEFORE.search(sentence[: mention.start]) and sentence[mention.end : mention.end + 1] == ")":
        return True
    named = not mention.month and mention.year == EPOCH_YEAR and compiled(_lexicon()["war_named"]).match(folded[mention.end :])
    if named and not compiled(_lexicon()["until_before"]).search(folded[: mention.start]):
        return True
    war = mention.year == EPOCH_YEAR and any(_says_when(folded, mention, e) for e in epochs)
    return war or any(p.start <= mention.start < p.end for p in parts)


_NAME_BEFORE = re.compile(r"[A-ZƏÇĞİÖŞÜА-ЯЁ]\w+ [A-ZƏÇĞİÖŞÜА-ЯЁ][\w’'-]+ \($")  # "Elvin Karimzade (1988)"


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
    opened = compiled(_lexicon()["range_opens"]).search(folded[: first.start]) is not None
    return bool(compiled(_lexicon()["range_joins"]).fullmatch(gap)) and (opened or not re.fullmatch(r"\s*(?:and|и|və|ve|,)\s*", gap))


def _range(first: DateMention, second: DateMention) -> StatedPeriod:
    """The period between two dates whose years are known; one that runs backwards is kept as it stands, of no kind."""
    if first.inferred and second.inferred and second.year:
        wraps = _day(first.in_year(second.year).iso, last=False) > _day(second.iso, last=True)
        first = first.in_year(second.year - wraps)
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
    iso, before = mention.iso, folded[max(0, mention.start - 40) : mention.start]
    after = folded[mention.end : mention.end + 24]
    if _of_something_else(folded, mention, before, after):
        return None
    ablative = re.search(r"d[aə]n$", folded[mention.start : mention.end])
    if (
        compiled(_lexicon()["since_before"]).search(before)
        or compiled(_lexicon()["since_after"]).match(after)
        or (ablative and mention.month)
    ):
        return StatedPeriod(mention.start, mention.end, Period(iso, None, "cumulative open"), None, mention.inferred)
    if week := week_of(_lexicon(), folded, mention):
        return StatedPeriod(week.start, week.end, week.period, week.period.end, week.inferred)
    until = r"(?:\d-?\s?(?:dək|dek)|\w[aə]dək|[ae]dek)$"  # an ending of the day or month itself
    as_of_day = mention.day is not None and compiled(_lexicon()["until_day_before"]).search(before)
    if (
        as_of_day
        or re.search(until, folded[mention.start : mention.end])
        or compiled(_lexicon()["until_before"]).search(before)
        or compiled(_lexicon()["until_after"]).match(after)
    ):
        iso = _until_day(mention, before, after)
        return StatedPeriod(mention.start, mention.end, Period(None, iso, "cumulative closed"), iso, mention.inferred)
    kind = "day" if mention.day else "month" if mention.month else "year"
    return StatedPeriod(mention.start, mention.end, Period(iso, iso, kind), iso, mention.inferred)


def _until_day(mention: DateMention, before: str, after: str) -> str:
    """The day up to which numbers run: the first of "by the start of 2026", the middle of "by mid-2025"."""
    if not mention.day and (compiled(_lexicon()["until_starts"]).search(before) or compiled(_lexicon()["starts_after"]).match(after)):
        return f"{mention.iso}-01" if mention.month else f"{mention.iso}-01-01"
    return f"{mention.iso}-06" if not mention.month and compiled(_lexicon()["until_middle"]).search(before) else mention.iso


def _of_something_else(folded: str, mention: DateMention, before: str, after: str) -> bool:
    """Whether a date says when somebody was born, when something else happened, or which treaty is meant."""
    if compiled(_lexicon()["born_before"]).search(before) or compiled(_lexicon()["born_after"]).match(after):
        return True
    named = not mention.month and (
        compiled(_lexicon()["named_after"]).match(folded[mention.end :]) or compiled(_lexicon()["named_before"]).search(before)
    )
    since = re.search(r"\bsince\s+(?:[^\W\d]+\s+){1,5}$", folded[: mention.start]) or compiled(_lexicon()["since_before"]).search(before)
    return bool(named or (compiled(_lexicon()["happened_before"]).search(folded[: mention.start]) and not since))


def _epochs(folded: str) -> list[StatedPeriod]:
    """Periods that start with an event instead of a date: "since the war"."""
    hits = [(name, m) for name, patterns in _lexicon()["epochs"].items() if (m := _matches_any(patterns, folded))]
    abroad = [(name, m) for name, patterns in _lexicon()["foreign_epochs"].items() if (m := _matches_any(patterns, folded))]
    return [
        StatedPeriod(m.start(), m.end(), Period(name, None, "cumulative open"), None, inferred=True, event=(name, m) in hits)
        for name, m in (*hits, *abroad)
    ]


def _matches_any(patterns: list[str], folded: str) -> re.Match[str] | None:
    return next((m for p in patterns if (m := compiled(p).search(folded))), None)


def _kind(start: str, end: str) -> str:
    days = (_day(end, last=True) - _day(start, last=False)).days + 1
    if start[:4] == end[:4] and days >= 360:  # noqa: PLR2004 (a year, give or take a few days)
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
