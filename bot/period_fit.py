"""How the period of a figure fits the periods that a question names."""

import calendar
import datetime
from dataclasses import replace

from bot.asked_periods import ABOUT
from bot.asked_words import COUNTED
from bot.facts import Fact
from bot.ranking import Fit
from bot.request import Request
from ingest.dates import parse_iso
from ingest.figures.figure import Period

CURRENT_START = "2020-11-10"  # where a total counts from whose report does not say it: the current series
REPORTED_DAYS = 3  # between an explosion and the reports of it
MONTH_DAYS = 31
SLACK = 1  # days by which two bounds may differ and still be the same: "to 30 April", "to 1 May"


def judge_period(request: Request, fact: Fact, scope: Period | None = None) -> Fit:
    """How a figure's period fits the best of those that a question names; an explosion's reports may follow its day.

    `scope` is the period of what the report told before; a number without a period of its own may be of it.
    """
    if not request.periods:
        return Fit.SAME
    fits = min(fit_period(wanted, fact) for wanted in request.periods)
    if fits <= Fit.NEAR:
        return fits
    excused = any(_excused(request, wanted, fact) for wanted in request.periods)
    if not excused and (fits == Fit.LACKS or fact.figure.unit not in COUNTED):
        excused = any(_may_be_of(wanted, fact, scope) for wanted in request.periods)
    return Fit.NEAR if excused else fits


def _excused(request: Request, wanted: Period, fact: Fact) -> bool:
    """Whether an explosion, or a report that the question names by its date, stands for a period that is not the figure's own."""
    if request.event and (_reported_after(wanted, fact) or _inside(wanted, fact)):
        return True
    return request.said_on and _touches(wanted, fact.published)


def _may_be_of(wanted: Period, fact: Fact, scope: Period | None) -> bool:
    """Whether a number without a period may be of one: its report came out in that month or year, or speaks of it just before."""
    running = fact.figure.unit in {"devices", "hectares"}
    if not running and fact.figure.period is None and wanted.kind in {"month", "year", ABOUT} and _touches(wanted, fact.published):
        return True  # said with the date of its report
    if not running and _is_inside(wanted, fact.figure.period):
        return True
    return scope is not None and fit_period(wanted, replace(fact, figure=replace(fact.figure, period=scope))) <= Fit.NEAR


def _is_inside(wanted: Period, stated: Period | None) -> bool:
    """Whether at least half of a closed period lies in a wanted one."""
    if stated is None or not (stated.start and stated.end and wanted.start and wanted.end):
        return False
    first, last = days_number(stated.start), days_number(stated.end, last=True)
    common = min(last, days_number(wanted.end, last=True)) - max(first, days_number(wanted.start)) + 1
    return common >= (last - first + 1) / 2


def _touches(wanted: Period, day: str) -> bool:
    """Whether a day lies in a period that is a day, week, month or year."""
    return (
        bool(day)
        and wanted.start is not None
        and wanted.end is not None
        and days_number(wanted.start) <= days_number(day) <= days_number(wanted.end, last=True)
    )


def _reported_after(wanted: Period, fact: Fact) -> bool:
    """Whether a report without a day of its own came out on the day of an explosion or soon after."""
    period = fact.figure.period
    if not wanted.start or wanted.start != wanted.end or len(wanted.start) < len("2025-05-12") or not fact.published:
        return False
    undated = period is None or period.kind == "year" or (period.start is not None and period.start == fact.published)
    return undated and 0 <= days_number(fact.published) - days_number(wanted.start) <= REPORTED_DAYS


def _inside(wanted: Period, fact: Fact) -> bool:
    """Whether the day of an explosion lies in a month or year that a question names."""
    period = fact.figure.period
    if period is None:
        return _touches(wanted, fact.published)
    return period.kind in {"day", "incident"} and bool(period.start) and _touches(wanted, period.start or "")


def fit_period(wanted: Period, fact: Fact) -> Fit:  # noqa: PLR0911, PLR0912 (one return for each way of naming a period)
    """How the period of a figure fits one that a question names."""
    figure, stated = fact.figure, fact.figure.period
    if stated is None and figure.as_of is None:
        return Fit.LACKS
    if stated is not None and stated.start is None and stated.end and stated.kind.startswith("cumulative"):
        if figure.unit not in COUNTED or (figure.unit == "people" and figure.outcome is None):  # a stock: dogs, staff
            return Fit.NEAR if _touches(wanted, stated.end) or agree(wanted.end, stated.end) else Fit.OTHER
        stated = replace(stated, start=CURRENT_START)
    start, end = (stated.start if stated else None), figure.as_of or (stated.end if stated else None)
    if wanted.kind.startswith(ABOUT):
        return _fit_loosely(wanted, start, end, cumulative=stated is None or "cumulative" in stated.kind)
    if wanted.start and wanted.end is None:  # since …
        return (
            Fit.SAME
            if start and agree(wanted.start, start) and stated and stated.kind not in {"day", "week", "month", "incident"}
            else Fit.OTHER
        )
    if wanted.end and wanted.start is None:  # up to …
        stock = (
            stated is not None
            and stated.kind == "day"
            and (figure.unit not in COUNTED or (figure.unit, figure.outcome) == ("people", None))
        )
        cumulative = stated is None or stated.kind.startswith("cumulative") or stated.kind == "year to date" or stock
        return (
            Fit.SAME
            if cumulative and end and agree(wanted.end, end)
            else Fit.NEAR
            if cumulative and end is None and agree(wanted.end, fact.published)
            else Fit.OTHER
        )
    if start is None and end and agree(wanted.end, end) and stated is None:
        return Fit.NEAR  # a total whose start its report leaves out
    if start and end and same_bounds(Period(start, end, ""), wanted):
        return Fit.SAME
    if start and agree(wanted.start, start) and end is None and wanted.end and _soon_after(wanted.end, fact.published):
        return Fit.NEAR
    bounded = wanted.kind not in {"day", "month", "year"}
    if bounded and start and agree(wanted.start, start) and end and agree(wanted.end, end) and stated and "cumulative" in stated.kind:
        return Fit.SAME
    if (
        wanted.kind == "year"
        and stated
        and start
        and start[:4] == wanted.start
        and stated.kind in {"year to date", "cumulative closed"}
        and days_number(start) <= days_number(f"{start[:4]}-01-02")
        and end
        and end[:4] == start[:4]
    ):
        return Fit.NEAR
    if wanted.kind == "month" and start and end and start[:7] == end[:7] == wanted.start and start[8:] in {"01", "02"}:
        return Fit.NEAR  # a month as far as it had gone
    if wanted.kind == "day" and stated and stated.kind.startswith("cumulative") and end and agree(wanted.end, end):
        return Fit.NEAR  # "on 5 November 2023": the state of that day
    return Fit.OTHER


def _soon_after(end: str, published: str) -> bool:
    """Whether a report of what is so "to date" came out in the time named or within a month of it."""
    return bool(published) and (agree(end, published) or 0 <= days_number(published) - days_number(end, last=True) <= MONTH_DAYS)


def _fit_loosely(wanted: Period, start: str | None, end: str | None, *, cumulative: bool) -> Fit:
    """How a figure fits a stretch with loose bounds: a closed period inside it, or a count up to a day in it."""
    if not wanted.start or not wanted.end or not end:
        return Fit.OTHER
    low, high = days_number(wanted.start), days_number(wanted.end, last=True)
    if wanted.kind != ABOUT:
        near = abs(high - days_number(end, last=True)) <= int(wanted.kind.split()[-1])
        return Fit.NEAR if near and agree(wanted.start, start) else Fit.OTHER
    ends_inside = low <= days_number(end, last=True) <= high
    starts_inside = start is not None and low <= days_number(start) <= high
    return Fit.NEAR if ends_inside and (cumulative or starts_inside) else Fit.OTHER


def same_bounds(one: Period, other: Period) -> bool:
    """Whether two periods have the same first and last day, give or take one."""
    if not (one.start and one.end and other.start and other.end):
        return False
    if one.start == one.end and other.start == other.end and len(one.start) == len(other.start) == len("2025-05-12"):
        return one.start == other.start
    return (
        abs(days_number(one.start) - days_number(other.start)) <= SLACK
        and abs(days_number(one.end, last=True) - days_number(other.end, last=True)) <= SLACK
    )


def agree(one: str | None, other: str | None) -> bool:
    """Whether two reduced dates are the same as far as both go."""
    if not one or not other:
        return False
    return all(a == b for a, b in zip(parse_iso(one), parse_iso(other), strict=True) if a is not None and b is not None)


def days_number(iso: str, *, last: bool = False) -> int:
    """The first or last day of a reduced date as a number; 0 for an empty one."""
    if not iso:
        return 0
    year, month, day = parse_iso(iso)
    month = month or (12 if last else 1)
    return datetime.date(year, month, day or (calendar.monthrange(year, month)[1] if last else 1)).toordinal()


def days_of(period: Period) -> int | None:
    """How many days a closed period has; None for an open one."""
    return days_number(period.end, last=True) - days_number(period.start) + 1 if period.start and period.end else None
