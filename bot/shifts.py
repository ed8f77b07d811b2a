"""Periods in words: the one before or after another, one whose year was said before, and "since" a day."""

import calendar
import datetime
from dataclasses import replace

from babel.dates import format_date

from bot.asked_slots import Slot, lexicon
from bot.wording import written_date
from ingest.figures.figure import Period
from ingest.terms import question_dates

DAY = 10  # characters of an ISO date with its day


def since_words(iso: str, language: str) -> str:
    """From a date on: "since 10 November 2020"."""
    return str(lexicon()["since"][language]).format(date=written_date(iso, language))


def shifted_words(period: Period, shift: str, language: str) -> str | None:
    """The period before or after another in words; `shift` is "next", "previous", "year_before" or "year_after". None where it has no bounds."""
    if not period.start or not period.end:
        return None
    if shift.startswith("year") and period.start[:4] != period.end[:4]:  # a running total goes on from the same day
        return period_words(replace(period, end=_in_year(period.end, 1 if shift == "year_after" else -1)), language)
    by = 1 if shift in {"next", "year_after"} else -1
    if shift.startswith("year") or len(period.start) == 4:  # noqa: PLR2004 (a year alone)
        moved = replace(period, start=_in_year(period.start, by), end=_in_year(period.end, by))
    elif len(period.start) < DAY:
        year, month = int(period.start[:4]), int(period.start[5:7]) - 1 + by
        iso = f"{year + month // 12}-{month % 12 + 1:02d}"
        moved = replace(period, start=iso, end=iso)
    else:
        first, last = (datetime.date.fromisoformat(d) for d in (period.start, period.end[:DAY].ljust(DAY)) if len(d.strip()) == DAY)
        step = datetime.timedelta(days=((last - first).days + 1) * by)
        moved = replace(period, start=(first + step).isoformat(), end=(last + step).isoformat())
    return period_words(moved, language)


def _in_year(iso: str, by: int) -> str:
    return f"{int(iso[:4]) + by}{iso[4:]}".replace("-02-29", "-02-28")


def period_words(period: Period, language: str) -> str:
    """A closed period as a question would say it: "in May 2025", "from 3 to 9 November 2025"."""
    start, end = period.start or "", period.end or ""
    if start != end and min(len(start), len(end)) < DAY:
        first_month = datetime.date.fromisoformat(f"{start}-01") if len(start) == len("2025-05") else None
        since = format_date(first_month, "MMMM y", locale=language) if first_month else written_date(start, language)
        return str(lexicon()["span"][language]).format(start=since, end=written_date(end, language))
    if start == end or len(start) < DAY:
        lead = {"en": "on " if len(start) == DAY else "in ", "ru": "в " if len(start) < DAY else ""}.get(language, "")
        words = written_date(start, language)
        return f"{lead}{words}" + (" год" if language == "ru" and len(start) == 4 else "")  # noqa: PLR2004
    first, last = datetime.date.fromisoformat(start), datetime.date.fromisoformat(end)
    until = format_date(last, "d MMMM y", locale=language)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{until}"
    return f"{format_date(first, 'd MMMM' if first.year == last.year else 'd MMMM y', locale=language)} – {until}"


def same_months(period: Period, year: int, language: str) -> str | None:
    """The same months or days of another year in words; None for a period without bounds or of more than one year."""
    if not period.start or not period.end or period.start[:4] != period.end[:4]:
        return None
    by = year - int(period.end[:4])
    return period_words(replace(period, start=_in_year(period.start, by), end=_in_year(period.end, by)), language)


def half_year(before: Period, language: str) -> str | None:
    """The first half of the year that the period before ends in, in words."""
    year = (before.end or before.start or "")[:4]
    return period_words(Period(f"{year}-01", f"{year}-06", "about"), language) if year else None


def completed(turn: str, slot: Slot, before: Period | None, language: str, *, running: bool = False) -> Slot:
    """A month or day without its year, with the year of the period before; where that is a running total's and the turn names its end, up to there."""
    mention = next((m for m in question_dates(turn) if slot.start <= m.start < slot.end), None)
    iso = (before.end or before.start) if before else None
    if mention is None or mention.year or not mention.month or not iso:
        return slot
    year = int(iso[:4])
    if mention.day:
        return replace(slot, words=f"{slot.words} {year}")
    date = f"{year}-{mention.month:02d}"
    if running and before and before.start and len(before.start) == DAY:
        last = f"{date}-{calendar.monthrange(year, mention.month)[1]}"
        return replace(slot, words=period_words(Period(before.start, last, "cumulative closed"), language))
    return replace(slot, words=period_words(Period(date, date, "month"), language))
