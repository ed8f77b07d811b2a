"""The periods that a sentence states, in the many ways of reports."""

import pytest

from ingest.figures.figure import Period
from ingest.figures.periods import stated_periods

CLOSED, OPEN = "cumulative closed", "cumulative open"


def stated(sentence: str, published: str = "2026-05-18", before: Period | None = None) -> list[tuple[str | None, str | None, str]]:
    return [(p.period.start, p.period.end, p.period.kind) for p in stated_periods(sentence, published, before)]


@pytest.mark.parametrize(
    ("sentence", "period"),
    [
        pytest.param("Between May 11 and 17 sappers came across 22 mines.", ("2026-05-11", "2026-05-17", "week"), id="counted-behind"),
        pytest.param("Reporting month: 01.03.2026 – 31.03.2026", ("2026-03-01", "2026-03-31", "month"), id="dotted"),
        pytest.param("Сводка за 01-07.03.2026", ("2026-03-01", "2026-03-07", "week"), id="dotted-days"),
        pytest.param("The week began on Monday the 9th and closed on Sunday 15 March.", ("2026-03-09", "2026-03-15", "week"), id="apart"),
        pytest.param(
            "С сентября 2024 года по конец февраля 2025 года очищено 31 га.", ("2024-09", "2025-02-28", CLOSED), id="ru-to-the-end-of"
        ),
        pytest.param(
            "2020-ci il noyabrın 10-dan bu il fevralın 15-dək 349 nəfər.", ("2020-11-10", "2026-02-15", CLOSED), id="az-of-this-year"
        ),
        pytest.param("Weekly note, 11-17 May", ("2026-05-11", "2026-05-17", "week"), id="title"),
        pytest.param("There were 13 between January and March, a drop.", ("2026-01", "2026-03", CLOSED), id="months"),
    ],
)
def test_two_dates_bound_a_period(sentence: str, period: tuple[str, str, str]) -> None:
    assert period in stated(sentence)


@pytest.mark.parametrize(
    ("sentence", "bounds"),
    [
        pytest.param("48,600 pupils over the 2025/26 school year", ("2025-09", "2026-06"), id="school-year"),
        pytest.param("2025/2026-cı tədris ilinin birinci yarısında 128 məktəb", ("2025-09", "2025-12"), id="az-half-of-school-year"),
        pytest.param("в 2024/25 учебном году", ("2024-09", "2025-06"), id="ru-school-year"),
        pytest.param("31 more than in the summer of 2023", ("2023-06", "2023-08"), id="season"),
        pytest.param("who moved back last autumn", ("2025-09", "2025-11"), id="last-season"),
        pytest.param("over the past twelve months", ("2025-05-18", "2026-05-18"), id="past-months"),
        pytest.param("son üç ildə 40 nəfər", ("2023-05-18", "2026-05-18"), id="az-past-years"),
        pytest.param("in the four years up to 15 November 2024", ("2020-11-15", "2024-11-15"), id="years-up-to"),
        pytest.param("in the twelve months to June 2025", ("2024-06-30", "2025-06"), id="months-to"),
        pytest.param("in the first month of the year", ("2026-01", "2026-01"), id="first-month"),
        pytest.param("за последнюю неделю мая", ("2026-05-25", "2026-05-31"), id="ru-last-week-of"),
        pytest.param("in the 1st half of 2025", ("2025-01", "2025-06"), id="half"),
        pytest.param("in the week beginning 6 April", ("2026-04-06", "2026-04-12"), id="week-beginning"),
    ],
)
def test_a_stretch_of_time_is_named_by_what_it_is(sentence: str, bounds: tuple[str, str]) -> None:
    assert [s[:2] for s in stated(sentence)] == [bounds]


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        pytest.param("All data had a cut-off date of 30 June 2025.", "2025-06-30", id="cut-off"),
        pytest.param("The count closes on 30 September 2025.", "2025-09-30", id="closes"),
        pytest.param("At the close of 2024 it measured 815 km2.", "2024", id="close"),
        pytest.param("By the start of 2026 it had 2,145 staff.", "2026-01-01", id="start"),
        pytest.param("2025-ci ilin dekabrınadək 31 hektar", "2025-12", id="az-month"),
        pytest.param("2021-ci ilin sonuna qədər 21 hektar", "2021", id="az-end"),
    ],
)
def test_numbers_run_up_to_a_date(sentence: str, day: str) -> None:
    assert stated(sentence) == [(None, day, CLOSED)]


@pytest.mark.parametrize(
    ("sentence", "start"),
    [
        pytest.param("The register opened in 1990 now has 12,611 entries.", "1990", id="register"),
        pytest.param("It has reached 214,600 people since it was launched in 2021.", "2021", id="launched"),
        pytest.param("Vətən müharibəsindən sonrakı dövrdə 31 hektar", "2020-11-10", id="az-war"),
        pytest.param("Since the start of the full-scale invasion 365 civilians died.", "2022-02-24", id="abroad"),
    ],
)
def test_numbers_run_from_a_date(sentence: str, start: str) -> None:
    assert stated(sentence) == [(start, None, OPEN)]


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("Its residents Elmar Babashov (b. 1979) and Tural Babashov (b. 1984) died.", id="born"),
        pytest.param("Two colleagues, Elvin Karimzade (1988) and Rashad Ojagov (1995), were hurt.", id="year-behind-a-name"),
        pytest.param("On land retaken in 2020 and 2023 they cleared 41 hectares.", id="retaken"),
        pytest.param("Bu sürede 61 bin 340 mayın bulundu.", id="turkish-mines"),
        pytest.param("The 2024 review conference was attended by 12 states.", id="conference"),
    ],
)
def test_a_date_of_something_else_is_no_period(sentence: str) -> None:
    assert stated(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "period"),
    [
        pytest.param("A year earlier there were 5,840.", ("2023", "2023", "year"), id="year-earlier"),
        pytest.param("In the same period of 2023 there were 19.", ("2023-01", "2023-03", "other"), id="same-months"),
    ],
)
def test_the_period_before_tells_another(sentence: str, period: tuple[str, str, str]) -> None:
    assert stated(sentence, before=Period("2024-01", "2024-03", "other")) == [period]


@pytest.mark.parametrize(
    ("sentence", "published", "month"),
    [
        pytest.param("Four trainees will be able to repeat the exam in January.", "2025-10-17", "2026-01", id="will"),
        pytest.param("Mart ayında qrup Bərdəyə yollanacaq.", "2026-02-20", "2026-03", id="az-future"),
        pytest.param("In January 4 people were hurt.", "2025-10-17", "2025-01", id="past"),
    ],
)
def test_a_month_that_is_still_to_come_is_the_next_one(sentence: str, published: str, month: str) -> None:
    assert stated(sentence, published) == [(month, month, "month")]
