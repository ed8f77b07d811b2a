"""The periods that questions name, in three languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.asked_periods import ABOUT, asked_periods, period_spans, spelled_out

CLOSED, OPEN = "cumulative closed", "cumulative open"


def asked(question: str) -> list[tuple[str | None, str | None, str]]:
    return [(p.start, p.end, p.kind) for p in asked_periods(spelled_out(question))]


@pytest.mark.parametrize(
    ("question", "period"),
    [
        pytest.param("How many were hurt in 2023?", ("2023", "2023", "year"), id="en-year"),
        pytest.param("2023-cü ildə neçə nəfər?", ("2023", "2023", "year"), id="az-year"),
        pytest.param("Сколько пострадало в 2023 году?", ("2023", "2023", "year"), id="ru-year"),
        pytest.param("How many were hurt in March 2023?", ("2023-03", "2023-03", "month"), id="en-month"),
        pytest.param("2023-cü ilin martında neçə nəfər?", ("2023-03", "2023-03", "month"), id="az-month"),
        pytest.param("Сколько пострадало в марте 2023 года?", ("2023-03", "2023-03", "month"), id="ru-month"),
        pytest.param("How many were hurt on 7 March 2023?", ("2023-03-07", "2023-03-07", "day"), id="en-day"),
        pytest.param("Between 4 and 10 March 2024, how many?", ("2024-03-04", "2024-03-10", "week"), id="en-range"),
        pytest.param("Сколько с 3 по 9 июня 2025 года?", ("2025-06-03", "2025-06-09", "week"), id="ru-range"),
        pytest.param("3-9 iyun 2025 neçə mina?", ("2025-06-03", "2025-06-09", "week"), id="az-range"),
        pytest.param("How many since November 2020?", ("2020-11", None, OPEN), id="en-since"),
        pytest.param("2020-ci ilin noyabrından neçə nəfər?", ("2020-11", None, OPEN), id="az-since"),
        pytest.param("How many as of 5 May 2025?", (None, "2025-05-05", CLOSED), id="en-as-of"),
        pytest.param("How many sessions were held in May 2026?", ("2026-05", "2026-05", "month"), id="en-held-in"),
        pytest.param("10/11/2025-16/11/2025, how many?", ("2025-11-10", "2025-11-16", "week"), id="slashes-range"),
        pytest.param("found from 3/02/2025 to 9/02/2025", ("2025-02-03", "2025-02-09", "week"), id="slashes-day-first"),
        pytest.param("victims as of 04/30/2025", (None, "2025-04-30", CLOSED), id="slashes-month-first"),
        pytest.param("10-16/11/2025 neçə mina?", ("2025-11-10", "2025-11-16", "week"), id="slashes-days"),
        pytest.param("Сколько жертв за 11/2024?", ("2024-11", "2024-11", "month"), id="slashes-month"),
        pytest.param("2025-ci ilin ilk yarısında neçə mina?", ("2025-01", "2025-06", "other"), id="az-half"),
        pytest.param("2024-cü ilin ikinci yarısında neçə mina?", ("2024-07", "2024-12", "other"), id="az-second-half"),
    ],
)
def test_a_date_in_full_is_a_period(question: str, period: tuple[str | None, str | None, str]) -> None:
    assert asked(question) == [period]


@pytest.mark.parametrize(
    ("question", "bounds"),
    [
        pytest.param("mines in the week ending 19 April 2026", ("2026-04-13", "2026-04-19"), id="en-ending"),
        pytest.param("mines in the week up to 3 March 2024", ("2024-02-26", "2024-03-03"), id="en-over-a-leap-day"),
        pytest.param("mines in the week starting 6 April 2026", ("2026-04-06", "2026-04-12"), id="en-starting"),
        pytest.param("mines in the week of 29 December 2025", ("2025-12-29", "2026-01-04"), id="en-over-new-year"),
        pytest.param("Сколько мин за неделю по 19 апреля 2026 года?", ("2026-04-13", "2026-04-19"), id="ru-ending"),
        pytest.param("Сколько мин за неделю с 6 апреля 2026 года?", ("2026-04-06", "2026-04-12"), id="ru-starting"),
    ],
)
def test_a_week_is_known_by_its_first_or_last_day(question: str, bounds: tuple[str, str]) -> None:
    assert asked(question) == [(*bounds, "week")]


@pytest.mark.parametrize(
    ("question", "period"),
    [
        pytest.param("How many by the end of May 2025?", (None, "2025-05-31", CLOSED), id="en-by"),
        pytest.param("How many were there at the end of May 2025?", ("2025-05-31", "2025-05-31", "day"), id="en-at"),
        pytest.param("How many by the end of February 2024?", (None, "2024-02-29", CLOSED), id="en-leap-year"),
        pytest.param("2025-ci ilin mayının sonuna qədər neçə nəfər?", (None, "2025-05-31", CLOSED), id="az-by"),
        pytest.param("2025-ci ilin mayının sonunda neçə nəfər?", ("2025-05-31", "2025-05-31", "day"), id="az-at"),
        pytest.param("2025-ci ilin sonuna qədər neçə nəfər?", (None, "2025-12-31", CLOSED), id="az-year"),
        pytest.param("Сколько к концу мая 2025 года?", (None, "2025-05-31", CLOSED), id="ru-by"),
        pytest.param("Сколько погибло до конца 2024 года?", (None, "2024-12-31", CLOSED), id="ru-year"),
        pytest.param("How many by New Year 2025?", (None, "2024-12-31", CLOSED), id="en-new-year"),
        pytest.param("How many by New Year's Eve 2025?", (None, "2025-12-31", CLOSED), id="en-new-years-eve"),
        pytest.param("Yeni il 2025 üçün neçə nəfər?", (None, "2024-12-31", CLOSED), id="az-new-year"),
        pytest.param("Сколько к новому году 2025?", (None, "2024-12-31", CLOSED), id="ru-new-year"),
    ],
)
def test_an_end_is_the_last_day_of_its_month_or_year(question: str, period: tuple[str | None, str | None, str]) -> None:
    assert asked(question) == [period]


@pytest.mark.parametrize(
    ("question", "bounds"),
    [
        pytest.param("hectares at the beginning of 2022", ("2022-01-01", "2022-03-31"), id="en-start-of-year"),
        pytest.param("victims by mid-2025", ("2025-05-01", "2025-08-31"), id="en-middle-of-year"),
        pytest.param("hectares in late 2024", ("2024-10-01", "2024-12-31"), id="en-late-year"),
        pytest.param("hectares in early March 2025", ("2025-03-01", "2025-03-12"), id="en-start-of-month"),
        pytest.param("hectares in the middle of June 2025", ("2025-06-09", "2025-06-22"), id="en-middle-of-month"),
        pytest.param("hectares in late March 2025", ("2025-03-19", "2025-03-31"), id="en-late-month"),
        pytest.param("2023 ilin əvvəlində neçə hektar?", ("2023-01-01", "2023-03-31"), id="az-start-of-year"),
        pytest.param("2024-cü ilin əvvəlində neçə hektar?", ("2024-01-01", "2024-03-31"), id="az-start-behind-ending"),
        pytest.param("2024-cü ilin ortalarında neçə hektar?", ("2024-05-01", "2024-08-31"), id="az-middle-behind-ending"),
        pytest.param("Сколько в начале марта 2025 года?", ("2025-03-01", "2025-03-12"), id="ru-start-of-month"),
        pytest.param("Сколько в середине 2025 года?", ("2025-05-01", "2025-08-31"), id="ru-middle-of-year"),
        pytest.param("first week of May 2025", ("2025-05-01", "2025-05-10"), id="en-first-week"),
        pytest.param("2nd week of May 2025", ("2025-05-05", "2025-05-17"), id="en-second-week"),
        pytest.param("third week in May 2025", ("2025-05-12", "2025-05-24"), id="en-third-week"),
        pytest.param("fourth week of May 2025", ("2025-05-19", "2025-05-31"), id="en-fourth-week"),
        pytest.param("last week of February 2024", ("2024-02-20", "2024-02-29"), id="en-last-week"),
        pytest.param("2024-cü ilin mayının birinci həftəsində", ("2024-05-01", "2024-05-10"), id="az-first-week"),
        pytest.param("2024 mayın ikinci həftəsində", ("2024-05-05", "2024-05-17"), id="az-second-week"),
        pytest.param("2024-cü ilin mayın üçüncü həftəsində", ("2024-05-12", "2024-05-24"), id="az-third-week"),
        pytest.param("2024-cü ilin may ayının ikinci həftəsində", ("2024-05-05", "2024-05-17"), id="az-week-behind-ay"),
        pytest.param("за вторую неделю мая 2025 года", ("2025-05-05", "2025-05-17"), id="ru-second-week"),
        pytest.param("за четвёртую неделю мая 2025 года", ("2025-05-19", "2025-05-31"), id="ru-fourth-week"),
        pytest.param("за последнюю неделю мая 2025 года", ("2025-05-22", "2025-05-31"), id="ru-last-week"),
        pytest.param("hectares in spring 2023", ("2023-03-01", "2023-05-31"), id="en-spring"),
        pytest.param("hectares in the summer of 2023", ("2023-06-01", "2023-08-31"), id="en-summer"),
        pytest.param("hectares in autumn 2023", ("2023-09-01", "2023-11-30"), id="en-autumn"),
        pytest.param("2023-cü il yazda neçə hektar?", ("2023-03-01", "2023-05-31"), id="az-spring"),
        pytest.param("2023-cü ilin yayında neçə hektar?", ("2023-06-01", "2023-08-31"), id="az-summer-of"),
        pytest.param("Сколько гектаров весной 2023 года?", ("2023-03-01", "2023-05-31"), id="ru-spring"),
        pytest.param("Сколько гектаров летом 2023 года?", ("2023-06-01", "2023-08-31"), id="ru-summer"),
        pytest.param("Сколько гектаров осенью 2023 года?", ("2023-09-01", "2023-11-30"), id="ru-autumn"),
    ],
)  # fmt: skip
def test_a_part_of_a_month_or_year_has_loose_bounds(question: str, bounds: tuple[str, str]) -> None:
    assert asked(question) == [(*bounds, ABOUT)]


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("How many victims since the war's end?", id="en-war-end"),
        pytest.param("How many victims since the ceasefire?", id="en-ceasefire"),
        pytest.param("How many victims after the guns fell silent?", id="en-guns"),
        pytest.param("How many victims since the 44-day war?", id="en-44-day-war"),
        pytest.param("Atəşkəsdən sonra neçə nəfər?", id="az-ceasefire"),
        pytest.param("Сколько пострадало после прекращения огня?", id="ru-ceasefire"),
    ],
)
def test_the_end_of_the_war_starts_a_period(question: str) -> None:
    assert asked(question) == [("2020-11-10", None, OPEN)]


@pytest.mark.parametrize(
    ("question", "period"),
    [
        pytest.param("victims from November 2020 up to the end of August 2025", ("2020-11", "2025-08-31", CLOSED), id="en-from-to"),
        pytest.param("by the end of August 2025 since November 2020", ("2020-11", "2025-08-31", CLOSED), id="en-turned-round"),
        pytest.param("с ноября 2020 года до конца августа 2025 года", ("2020-11", "2025-08-31", CLOSED), id="ru-from-to"),
        pytest.param("victims from November 2020 to mid-2025", ("2020-11", "2025-07-01", f"{ABOUT} end 61"), id="en-to-a-loose-end"),
        pytest.param("from 1 January to 31 March 2025", ("2025-01-01", "2025-03-31", CLOSED), id="en-days"),
    ],
)
def test_two_dates_that_bound_one_period_are_one(question: str, period: tuple[str, str, str]) -> None:
    assert asked(question) == [period]


@pytest.mark.parametrize(
    ("question", "starts"),
    [
        pytest.param("How many hectares in 2023 or 2024?", ["2023", "2024"], id="years"),
        pytest.param("How many hectares in March or in April 2024?", ["2024-03", "2024-04"], id="months"),
        pytest.param("the 6th to the 12th or the 20th to the 26th of May 2025", ["2025-05-06", "2025-05-20"], id="weeks"),
        pytest.param("How many hectares have been cleared?", [], id="none"),
    ],
)
def test_periods_that_are_set_against_each_other_stay_apart(question: str, starts: list[str]) -> None:
    assert [start for start, _, _ in asked(question)] == starts


def test_days_without_a_month_take_that_of_the_nearest_date() -> None:
    assert spelled_out("the 6th to the 12th or the 20th to the 26th of May 2025").startswith("6-12 May 2025 or")


@pytest.mark.parametrize("question", ["from 3 to 9 June 2025", "How many of 12 to 20 people?", ""], ids=["full", "no-date", "empty"])
def test_a_question_with_nothing_to_complete_is_left_as_it_is(question: str) -> None:
    assert spelled_out(question) == question


@given(
    st.lists(
        st.sampled_from(
            ["by mid-", "the end of ", "May ", "2024", "2025 ", "week ending ", "3 ", "since ", "весной ", "to ", "sonuna qədər "]
        ),
        max_size=8,
    )
)
def test_the_words_of_a_period_lie_in_the_question(words: list[str]) -> None:
    question = "".join(words)
    spans = period_spans(question)
    assert all(0 <= start < end <= len(question) for start, end, _ in spans)
    assert [s[0] for s in spans] == sorted(s[0] for s in spans)


@pytest.mark.parametrize(
    ("question", "period"),
    [
        pytest.param("in the second half of June 2024", ("2024-06-13", "2024-06-30", ABOUT), id="half-of-a-month"),
        pytest.param("до лета 24-го, после зимы", ("2024-06-01", "2024-08-31", ABOUT), id="two-digits"),
        pytest.param("у таджиков с 95-го", ("1995", None, OPEN), id="last-century"),
        pytest.param("between the 2020 ceasefire and 3 May 2024", ("2020-11-10", "2024-05-03", CLOSED), id="between-the-ceasefire"),
        pytest.param("from the ceasefire of November 2020 to the end of May 2024", ("2020-11", "2024-05-31", CLOSED), id="said-twice"),
        pytest.param("in the first three quarters of 2023", ("2023-01", "2023-09", "other"), id="three-quarters"),
        pytest.param("A bulletin from May 2024 has 36 victims.", ("2024-05", "2024-05", "month"), id="published"),
    ],
)
def test_a_looser_wording_is_one_period(question: str, period: tuple[str | None, str | None, str]) -> None:
    assert asked(question) == [period]


def test_two_times_after_a_start_stay_apart() -> None:
    assert asked("since the ceasefire, from the end of 2021 to mid-2023") == [
        ("2020-11-10", None, OPEN), ("2021-12-31", "2021-12-31", "day"), ("2023-05-01", "2023-08-31", ABOUT),
    ]  # fmt: skip
