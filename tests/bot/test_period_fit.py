"""How the period of a figure fits one that a question names."""

import datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.asked_periods import asked_periods
from bot.period_fit import days_number, days_of, fit_period, judge_period, same_bounds
from bot.ranking import Fit
from bot.request import Request
from ingest.figures.figure import Period
from tests.bot.made_facts import made, victims

MAY = Period("2024-05", "2024-05", "month")
YEAR = Period("2024", "2024", "year")
WEEK = Period("2024-05-06", "2024-05-12", "week")
TOTAL = Period("2020-11-10", "2024-05-31", "cumulative closed")
OPEN = Period("2020-11-10", None, "cumulative open")
TO_DATE = Period("2024-01-01", "2024-05-31", "year to date")


@pytest.mark.parametrize(
    ("wanted", "stated", "fit"),
    [
        pytest.param(MAY, MAY, Fit.SAME, id="month"),
        pytest.param(MAY, Period("2024-05-01", "2024-05-31", "month"), Fit.SAME, id="month-by-its-days"),
        pytest.param(WEEK, Period("2024-05-06", "2024-05-13", "week"), Fit.SAME, id="week-one-day-off"),
        pytest.param(WEEK, Period("2024-05-08", "2024-05-14", "week"), Fit.OTHER, id="week-two-days-off"),
        pytest.param(MAY, WEEK, Fit.OTHER, id="part-of-it"),
        pytest.param(WEEK, MAY, Fit.OTHER, id="whole-of-it"),
        pytest.param(MAY, Period("2024-06", "2024-06", "month"), Fit.OTHER, id="next-month"),
        pytest.param(YEAR, TO_DATE, Fit.NEAR, id="year-so-far"),
        pytest.param(MAY, None, Fit.LACKS, id="none-stated"),
        pytest.param(OPEN, TOTAL, Fit.SAME, id="since"),
        pytest.param(OPEN, Period("1991", "2024-05-31", "cumulative closed"), Fit.OTHER, id="since-another-start"),
        pytest.param(OPEN, Period("2020-11-10", "2020-11-10", "day"), Fit.OTHER, id="since-no-day"),
        pytest.param(Period(None, "2024-05-31", "cumulative closed"), TOTAL, Fit.SAME, id="up-to"),
        pytest.param(Period(None, "2024-05", "cumulative closed"), MAY, Fit.OTHER, id="up-to-no-month"),
        pytest.param(Period(None, "2024-06-30", "cumulative closed"), TOTAL, Fit.OTHER, id="up-to-another-day"),
        pytest.param(Period("2024-05-31", "2024-05-31", "day"), TOTAL, Fit.NEAR, id="state-of-a-day"),
        pytest.param(Period("2024-05-01", "2024-08-31", "about"), TOTAL, Fit.NEAR, id="loose-total"),
        pytest.param(Period("2024-05-01", "2024-08-31", "about"), WEEK, Fit.NEAR, id="loose-inside"),
        pytest.param(Period("2024-06-01", "2024-08-31", "about"), WEEK, Fit.OTHER, id="loose-outside"),
        pytest.param(Period("2020-11", "2024-06-20", "about end 61"), TOTAL, Fit.NEAR, id="loose-end"),
        pytest.param(Period("2020-11", "2024-06-20", "about end 9"), TOTAL, Fit.OTHER, id="loose-end-too-far"),
    ],
)
def test_a_period_fits_as_far_as_its_bounds_do(wanted: Period, stated: Period | None, fit: Fit) -> None:
    assert fit_period(wanted, made(12, stated, "2024-07-02")) == fit


@pytest.mark.parametrize(("start", "end"), [("2024-03-01", "2024-05-31"), ("2024-05-06", "2024-05-20")], ids=["months", "days"])
def test_a_range_inside_a_year_is_not_the_year(start: str, end: str) -> None:
    assert fit_period(YEAR, made(12, Period(start, end, "cumulative closed"), "2024-07-02")) == Fit.OTHER


def test_a_total_without_a_start_counts_from_the_current_one() -> None:
    stated = Period(None, "2024-05-31", "cumulative closed")
    assert fit_period(OPEN, made(12, stated, "2024-07-02")) == Fit.SAME
    assert fit_period(Period("1991", None, "cumulative open"), made(12, stated, "2024-07-02")) == Fit.OTHER


def test_a_stock_fits_the_day_on_which_it_stood() -> None:
    stock = made(12, Period(None, "2024-05-31", "cumulative closed"), "2024-07-02", unit=None)
    assert (fit_period(MAY, stock), fit_period(Period("2023", "2023", "year"), stock)) == (Fit.NEAR, Fit.OTHER)


def test_the_day_before_is_another_day() -> None:
    day, before = (Period(d, d, "day") for d in ("2024-05-07", "2024-05-06"))
    assert fit_period(day, victims(3, before, "2024-05-08")) == Fit.OTHER


@pytest.mark.parametrize(
    ("published", "fit"), [("2024-05-09", Fit.NEAR), ("2024-05-11", Fit.OTHER), ("2024-05-05", Fit.OTHER), (None, Fit.OTHER)],
    ids=["soon-after", "too-late", "before", "unknown"],
)  # fmt: skip
def test_reports_of_an_explosion_follow_its_day(published: str | None, fit: Fit) -> None:
    request = Request("people", "injured", event=True, periods=(Period("2024-05-07", "2024-05-07", "day"),))
    assert judge_period(request, victims(2, Period("2024", "2024", "year"), published)) == fit


def test_a_question_without_a_period_is_met_by_any() -> None:
    assert judge_period(Request("hectares"), made(12, WEEK)) == Fit.SAME


@pytest.mark.parametrize(("unit", "fit"), [("people", Fit.NEAR), ("hectares", Fit.LACKS)])
def test_a_number_of_people_without_a_period_is_of_the_time_of_its_report(unit: str, fit: Fit) -> None:
    assert judge_period(Request(unit, periods=(MAY,)), made(12, None, "2024-05-20", unit=unit)) == fit


YEARS = st.integers(2021, 2029)


@st.composite
def periods(draw: st.DrawFn, year: int, kinds: tuple[str, ...]) -> Period:
    """A period of one kind that lies in one year."""
    kind = draw(st.sampled_from(kinds))
    if kind == "year":
        return Period(f"{year}", f"{year}", kind)
    if kind == "month":
        month = f"{year}-{draw(st.integers(1, 12)):02d}"
        return Period(month, month, kind)
    length = {"week": 6, "day": 0, "incident": 0}.get(kind, draw(st.integers(0, 300)))
    start = datetime.date(year, 1, 1) + datetime.timedelta(draw(st.integers(0, 364 - length)) if kind != "year to date" else 0)
    return Period(start.isoformat(), (start + datetime.timedelta(length)).isoformat(), kind)


ASKED = ("week", "month", "year")
STATED = (*ASKED, "day", "incident", "year to date", "cumulative closed", "other")


@st.composite
def meetings(draw: st.DrawFn) -> tuple[Period, Period, int]:
    """A period that is asked for, one of another year, and the days until it was reported."""
    asked, stated = draw(st.tuples(YEARS, YEARS).filter(lambda y: y[0] != y[1]))
    return draw(periods(asked, ASKED)), draw(periods(stated, STATED)), draw(st.integers(0, 400))


@given(meetings(), st.sampled_from(["hectares", "devices", "people", None]))
@example((Period("2025-01-01", "2025-01-07", "week"), Period("2024-12-25", "2024-12-31", "week"), 1), "hectares")
@example((Period("2025", "2025", "year"), Period("2024", "2024", "year"), 200), "people")
def test_a_figure_of_another_year_never_fits(meeting: tuple[Period, Period, int], unit: str | None) -> None:
    wanted, stated, delay = meeting
    published = datetime.date.fromordinal(days_number(stated.end or "", last=True) + delay).isoformat()
    fact = made(12, stated, published, unit=unit, outcome="injured" if unit == "people" else None)
    assert fit_period(wanted, fact) == Fit.OTHER
    assert judge_period(Request(unit, periods=(wanted,)), fact) == Fit.OTHER


QUESTIONS = [
    "How many were hurt in {}?",
    "{}-cı ildə neçə nəfər yaralanıb?",
    "Сколько пострадало в {} году?",
    "How many in March {}?",
    "Сколько в марте {} года?",
]


@given(st.sampled_from(QUESTIONS), st.tuples(YEARS, YEARS).filter(lambda y: y[0] != y[1]))
def test_a_question_for_a_year_is_not_met_by_another(question: str, years: tuple[int, int]) -> None:
    (wanted,) = asked_periods(question.format(years[0]))
    own, other = (victims(5, Period(f"{y}", f"{y}", wanted.kind), f"{y}-12-31") for y in years)
    assert fit_period(wanted, other) == Fit.OTHER
    assert wanted.kind != "year" or fit_period(wanted, own) == Fit.SAME


@given(YEARS.flatmap(lambda y: periods(y, STATED)))
def test_a_period_has_its_own_bounds(period: Period) -> None:
    assert same_bounds(period, period)
    assert (days_of(period) or 0) == days_number(period.end or "", last=True) - days_number(period.start or "") + 1
    assert days_of(Period(period.start, None, "cumulative open")) is None
