"""The periods that a question names: dates in full, and the looser ways of people, such as "the week ending 19 April" or "by mid-2025"."""

import calendar
import datetime
import re
from dataclasses import replace
from functools import cache
from typing import Any

from ingest.dates import LAST_OF_CENTURY, DateMention, fold_case
from ingest.figures.figure import Period
from ingest.figures.periods import stated_periods
from ingest.lexicon_files import compiled, read_patterns
from ingest.terms import question_dates

ABOUT = "about"  # kind of a period whose bounds are no more than near
SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11)}  # months, northern hemisphere
YEAR_BESIDE = 12  # characters between a season or the turn of a year and the year
WEEK = datetime.timedelta(days=6)
Span = tuple[int, int, Period]  # start and end of the words, and what they name
_ORDINAL = r"(?:the\s+)?(\d{1,2})(?:st|nd|rd|th|-?(?:го|е|й))?"
_DAYS = re.compile(rf"\b{_ORDINAL}\s*(?:-|–|to|through|until|till|по)\s*{_ORDINAL}(?![\d.,%/]*\d)\b", re.IGNORECASE)


_SLASHED = re.compile(r"(?<![\d/.])(?:(?P<days>\d{1,2}(?:\s?[-–]\s?\d{1,2})?)/)?(?P<month>\d{1,2})/(?P<year>(?:19|20)\d\d)(?![\d/])")
MONTHS = 12
HALVES = {"half 1": (1, 6), "half 2": (7, 12)}  # months of a year


@cache
def _lexicon() -> dict[str, Any]:
    lexicon: dict[str, Any] = read_patterns("bot", "asked_periods")
    return lexicon


def spelled_out(question: str) -> str:
    """A question whose years are whole, and whose days without a month have that of the date nearest to them: "the 6th to the 12th or the 20th to the 26th of May 2025"."""
    question = _with_month_names(_with_whole_years(question))
    dates = question_dates(question)
    named = [m for m in dates if m.month and m.year]
    if not named:
        return question
    for match in reversed(list(_DAYS.finditer(question))):
        inside = any(m.start < match.end() and match.start() < m.end for m in dates if _names_month(question[m.start : m.end]))
        first, second = int(match[1]), int(match[2])
        if inside or not 1 <= first < second <= 31:  # noqa: PLR2004 (days of a month)
            continue
        near = min(named, key=lambda m: (m.start < match.start(), abs(m.start - match.start())))
        month = calendar.month_name[near.month or 1]
        question = f"{question[: match.start()]}{first}-{second} {month} {near.year}{question[match.end() :]}"
    return question


def _with_whole_years(question: str) -> str:
    """A question with all four digits of its years: «в начале 26-го», «с 92-го»."""
    for pattern in _lexicon()["short_years"]:
        for match in reversed(list(compiled(pattern).finditer(fold_case(question)))):
            century = 1900 if int(match["year"]) > LAST_OF_CENTURY else 2000
            question = f"{question[: match.start('year')]}{century + int(match['year'])}{question[match.end() :]}"
    return question


def _with_month_names(question: str) -> str:
    """A question whose dates with slashes have the month's name, the day first unless it can only be the month: "10/11/2025", "10-16/11/2025", "11/2025"."""
    for match in reversed(list(_SLASHED.finditer(question))):
        days, month = match["days"], int(match["month"])
        if days and month > MONTHS >= int(re.split(r"\D", days)[0]) and days.isdigit():
            days, month = match["month"], int(days)
        if 1 <= month <= MONTHS:
            question = f"{question[: match.start()]}{f'{days} ' if days else ''}{calendar.month_name[month]} {match['year']}{question[match.end() :]}"
    return question


def _names_month(written: str) -> bool:
    """Whether a date has its month, in letters or as a number between dots."""
    return re.search(r"[^\W\d_]{3}|\d[./-]\d", re.sub(r"\d(?:st|nd|rd|th)\b|\bthe\b", "", written)) is not None


def asked_periods(question: str) -> list[Period]:
    """The periods that a question names, in order; those of kind "about" have loose bounds."""
    return [p for _, _, p in period_spans(question)]


def period_spans(question: str) -> list[Span]:
    """The periods that a question names, each with the start and end of its words."""
    dates = question_dates(question)
    years = {m.year for m in dates if m.year}
    around = str(years.pop()) if len(years) == 1 else None
    folded = fold_case(question)
    stated = [(s.start, s.end, _published(folded, s.start, s.period)) for s in stated_periods(question, around)]
    ranges = [(a, b) for a, b, p in stated if p.start and p.end and p.start != p.end and sum(a <= m.start < b for m in dates) > 1]
    alone = [m for m in dates if not any(a <= m.start < b for a, b in ranges)]
    loose = [*_loose(folded, alone), *_seasons(folded, alone), *_turns(folded, alone), *_epochs(folded, stated)]
    kept = [s for s in stated if not any(a < s[1] and s[0] < b for a, b, _ in loose)]
    return _joined(folded, sorted([*kept, *loose], key=lambda p: p[0]))


def _published(folded: str, start: int, period: Period) -> Period:
    """The period; where it is when a report came out ("a newsletter from January 2026"), that time alone."""
    if period.end is not None or period.start is None or not _search(_lexicon()["published"], folded[:start]):
        return period
    return Period(period.start, period.start, ("year", "month", "day")[period.start.count("-")])


def _loose(folded: str, dates: list[DateMention]) -> list[Span]:
    """Ends, parts and weeks that a date behind or before them completes."""
    found: list[Span] = []
    lexicon = _lexicon()
    for mention in dates:
        if not mention.year:
            continue
        before, after = folded[: mention.start], folded[mention.end :]
        if mention.day:
            for name, step in (("week_ending", -WEEK), ("week_starting", WEEK)):
                if match := _search(lexicon[name], before):
                    day = datetime.date(mention.year, mention.month or 1, mention.day)
                    first, last = sorted((day, day + step))
                    found.append((match.start(), mention.end, Period(first.isoformat(), last.isoformat(), "week")))
            continue
        if (match := _search(lexicon["ends"], before)) or (behind := _search(lexicon["ends_after"], after)):
            last = _last_day(mention)
            start, end = (match.start(), mention.end) if match else (mention.start, mention.end + behind.end())  # type: ignore[union-attr]
            found.append((start, end, _until(folded, (start, end), last.isoformat())))
            continue
        for name in lexicon["parts"]:
            match = _search(lexicon["parts"][name], before)
            behind = None if match else _search(lexicon["parts_after"].get(name, []), after)
            if match or behind:
                start, end = (match.start(), mention.end) if match else (mention.start, mention.end + behind.end())  # type: ignore[union-attr]
                since = _search(lexicon["since"], folded[:start])
                found.append((start, end, Period(mention.iso, None, "cumulative open") if since else _part(name, mention)))
                break
    return found


def _search(patterns: list[str], text: str) -> re.Match[str] | None:
    return next((m for p in patterns if (m := compiled(p).search(text))), None)


def _until(folded: str, span: tuple[int, int], day: str) -> Period:
    """Up to a day, where the question says so, or that day."""
    if _search(_lexicon()["until"], folded[: span[0]]) or _search(_lexicon()["until_after"], folded[span[1] :]):
        return Period(None, day, "cumulative closed")
    return Period(day, day, "day")


def _last_day(mention: DateMention) -> datetime.date:
    month = mention.month or 12
    return datetime.date(mention.year or 1, month, calendar.monthrange(mention.year or 1, month)[1])


def _part(name: str, mention: DateMention) -> Period:
    """A stretch of a month or year."""
    year, month = mention.year or 1, mention.month
    if month is None and name in HALVES:
        first, last = HALVES[name]
        return Period(f"{year}-{first:02d}", f"{year}-{last:02d}", "other")
    if month is None:
        first, last = {"start": (1, 3), "middle": (5, 8), "late": (10, 12)}.get(name, (1, 12))
        return _months(year, first, last)
    end = calendar.monthrange(year, month)[1]
    if name.startswith("week"):
        number = int(name.split()[1])
        bounds = (end - 9, end) if number == 5 else (max(1, 7 * number - 9), min(end, 7 * number + 3))  # noqa: PLR2004 (the last week)
    else:
        bounds = {"start": (1, 12), "middle": (9, 22), "late": (19, end), "half 1": (1, 18), "half 2": (13, end)}[name]
    start, until = (datetime.date(year, month, day).isoformat() for day in bounds)
    return Period(start, until, ABOUT)


def _months(year: int, first: int, last: int) -> Period:
    return Period(f"{year}-{first:02d}-01", f"{year}-{last:02d}-{calendar.monthrange(year, last)[1]}", ABOUT)


def _seasons(folded: str, dates: list[DateMention]) -> list[Span]:
    found = []
    for name, (first, last) in SEASONS.items():
        for pattern in _lexicon()["seasons"][name]:
            for match in compiled(pattern).finditer(folded):
                if year := _year_beside(match, dates):
                    start, end = sorted((match.span(), (year.start, year.end)))
                    found.append((start[0], end[1], _months(year.year or 1, first, last)))
    return found


def _turns(folded: str, dates: list[DateMention]) -> list[Span]:
    """Such as "by New Year 2025", "at midnight on New Year's Eve 2025": the last day of a year."""
    found = []
    for match in (m for pattern in _lexicon()["turn"] for m in compiled(pattern).finditer(folded)):
        if year := _year_beside(match, dates):
            last = (year.year or 1) - (" eve" not in match.group())
            found.append((match.start(), year.end, Period(None, f"{last}-12-31", "cumulative closed")))
    return found


def _epochs(folded: str, stated: list[Span]) -> list[Span]:
    """The war's end in the words of questions, where it starts a period that nothing else states."""
    hits = [(name, m) for name, patterns in _lexicon()["epochs"].items() if (m := _search(patterns, folded))]
    since = [(a, b) for a, b, p in stated if p.start and p.end is None]
    return [
        (m.start(), m.end(), Period(name, None, "cumulative open"))
        for name, m in hits
        if all(a < m.end() and m.start() < b for a, b in since)
    ]


def _year_beside(match: re.Match[str], dates: list[DateMention]) -> DateMention | None:
    """The year nearest to a season or the turn of a year: the 2026 of "from the end of 2021 to the summer of 2026"."""

    def apart(mention: DateMention) -> int:
        return min(abs(mention.start - match.end()), abs(match.start() - mention.end))

    near = [m for m in dates if m.year and not m.month and apart(m) <= YEAR_BESIDE]
    return min(near, key=apart, default=None)


def _joined(folded: str, spans: list[Span]) -> list[Span]:
    """Two dates that bound one period are one: "from November 2020" and "up to the end of August 2025"."""
    joined: list[Span] = []
    for span in spans:
        if joined and (both := _bounds(folded, joined[-1], span)):
            joined[-1] = (joined[-1][0], span[1], both)
        else:
            joined.append(span)
    return [s for s in joined if not any(_holds(s[2], other) or _opens(s[2], other) for _, _, other in joined)]


def _opens(since: Period, other: Period) -> bool:
    """Whether "from the ceasefire" only says what the date behind it starts with: "from the ceasefire of November 2020 to March 2026"."""
    if since.end is not None or other.end is None or since.start is None or other.start is None:
        return False
    told = min(len(since.start), len(other.start))
    return since.start[:told] == other.start[:told]


def _holds(whole: Period, part: Period) -> bool:
    """Whether a month, year or loose period is named only to say of which the other is a part."""
    if not (whole.start and whole.end and part.start and part.end) or whole == part or whole.kind not in {"month", "year", ABOUT}:
        return False
    return whole.start[:10] <= part.start and part.end[: len(whole.end)] <= whole.end


def _bounds(folded: str, one: Span, other: Span) -> Period | None:
    """The period that starts with one date and ends with the other; None where they are two."""
    gap = folded[one[1] : other[0]]
    first, second = one[2], other[2]
    open_start = first.end is None and second.end is not None
    until = (
        second.start is None or compiled(_lexicon()["joins"]).fullmatch(gap) is not None or _search(_lexicon()["until"], folded[: other[0]])
    )
    if open_start and _search(_lexicon()["since"], folded[: other[0]]):  # "since the ceasefire, from the end of 2021 to mid-2026"
        return None
    if open_start and (until or second.kind == "day"):
        return _until_about(first.start, second) if second.kind == ABOUT else Period(first.start, second.end, "cumulative closed")
    if first.start is None and first.end and second.end is None and second.start:  # "by the end of August 2025 since November 2020"
        return Period(second.start, first.end, "cumulative closed")
    if second.start is None and first.kind in {"day", "month", "year"} and first.start and second.end and first.start < second.end:
        return replace(second, start=first.start)
    return None


def _until_about(start: str | None, end: Period) -> Period:
    """From a day to the middle of a loose stretch; its kind tells how many days the end may be off."""
    first, last = (datetime.date.fromisoformat(d or "") for d in (end.start, end.end))
    half = (last - first) // 2
    return Period(start, (first + half).isoformat(), f"{ABOUT} end {half.days}")
