"""Dates: the forms that reports use, and that nothing comes from the clock."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.date_lines import date_line, published_date
from ingest.dates import find_dates, fold_case
from ingest.figures.periods import stated_periods


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("on 20 May 2025", ["2025-05-20"], id="en-day-first"),
        pytest.param("on May 20, 2025", ["2025-05-20"], id="en-month-first"),
        pytest.param("on Nov. 10, 2020", ["2020-11-10"], id="en-short-month"),
        pytest.param("on the 3rd of March 2021", ["2021-03-03"], id="en-ordinal"),
        pytest.param("in May 2025", ["2025-05"], id="en-month"),
        pytest.param("in 1991", ["1991"], id="year"),
        pytest.param("2025-05-20", ["2025-05-20"], id="iso"),
        pytest.param("20.05.2025", ["2025-05-20"], id="dotted"),
        pytest.param("20/05/2025", ["2025-05-20"], id="slashes-day-over-twelve"),
        pytest.param("05/06/2025", ["2025"], id="slashes-order-unknown"),
        pytest.param("2025-ci il mayın 20-də", ["2025-05-20"], id="az-year-first"),
        pytest.param("20 may 2025", ["2025-05-20"], id="az-day-first"),
        pytest.param("16 fevral 2026-cı il", ["2026-02-16"], id="az-year-last"),
        pytest.param("20 мая 2025 года", ["2025-05-20"], id="ru"),
        pytest.param("в июле 2024 г.", ["2024-07"], id="ru-month"),
        pytest.param("20 Mayıs 2025", ["2025-05-20"], id="tr"),
        pytest.param("am 10. Mai 2024", ["2024-05-10"], id="de"),
        pytest.param("from October 7 to October 13, 2024", ["2024-10-07", "2024-10-13"], id="range-shares-its-year"),
        pytest.param("from December 30 to January 5, 2025", ["2024-12-30", "2025-01-05"], id="range-over-new-year"),
        pytest.param("between 7 and 13 October 2024", ["2024-10-07", "2024-10-13"], id="two-days-of-a-month"),
        pytest.param("on 7 October", ["--10-07"], id="no-year"),
        pytest.param("they may clear it and march on", [], id="verbs-are-no-months"),
        pytest.param("2024 people", [], id="a-count-is-no-year"),
        pytest.param("37,154 hectares", [], id="a-number-is-no-date"),
    ],
)
def test_dates_of_a_text_are_found_as_they_are_written(text: str, found: list[str]) -> None:
    assert [m.iso for m in find_dates(text)] == found


@pytest.mark.parametrize(
    ("around", "found"),
    [
        pytest.param("2026-02-09", "2026-02-08", id="before-the-report-in-its-year"),
        pytest.param("2026-01-09", "2025-02-08", id="later-in-the-year-means-the-year-before"),
    ],
)
def test_a_date_without_its_year_is_the_last_one_before_the_report_and_marked_inferred(around: str, found: str) -> None:
    (mention,) = find_dates("on 8 February", around)
    assert (mention.iso, mention.inferred) == (found, True)


@given(st.text())
def test_finding_dates_in_any_text_gives_spans_inside_it(text: str) -> None:
    assert all(0 <= m.start < m.end <= len(text) for m in find_dates(text, "2026-02-09"))


@given(st.text())
def test_folding_the_case_keeps_the_length(text: str) -> None:
    assert len(fold_case(text)) == len(text)


@pytest.mark.parametrize(
    ("line", "published"),
    [
        pytest.param("20 May 2025 14:23 (UTC+04:00)", "2025-05-20T14:23:00+04:00", id="seed-with-offset"),
        pytest.param("May 20, 2025, 2:23 p.m.", "2025-05-20T14:23:00", id="en-afternoon"),
        pytest.param("May 20, 2025, 12:05 AM", "2025-05-20T00:05:00", id="en-midnight"),
        pytest.param("2025-05-20T14:23:05Z", "2025-05-20T14:23:05+00:00", id="iso-zulu"),
        pytest.param("2025-05-20T14:23:05+0400", "2025-05-20T14:23:05+04:00", id="iso-offset-without-colon"),
        pytest.param("2025-05-20T14:23:05.123+04:00", "2025-05-20T14:23:05+04:00", id="iso-fraction"),
        pytest.param("Published: 5 March 2024", "2024-03-05", id="with-a-label"),
        pytest.param("9 fevral 2026 14:21", "2026-02-09T14:21:00", id="az"),
        pytest.param("23 февраля 2026 г., 09:05", "2026-02-23T09:05:00", id="ru"),
        pytest.param("20 Mayıs 2025", "2025-05-20", id="tr"),
        pytest.param("10. Mai 2024", "2024-05-10", id="de"),
        pytest.param("12 mars 2024", "2024-03-12", id="fr"),
        pytest.param("2021", "2021", id="year-alone"),
        pytest.param("June 2021", "2021-06", id="month-alone"),
        pytest.param("June 19 (2023)", "2023-06-19", id="parts-apart"),
    ],
)
def test_a_publication_date_is_read_with_the_precision_that_is_stated(line: str, published: str) -> None:
    assert published_date(line) == published


@pytest.mark.parametrize(
    "line",
    ["yesterday", "today, 14:23", "Monday", "on Monday at 10:00", "3 hours ago", "two days ago", "last week", "dünən", "bu gün", "вчера",
     "сегодня в 10:15", "5 минут назад", "14:23", "20 May", "December, year not stated", ""],
)  # fmt: skip
def test_a_publication_date_is_never_taken_from_the_clock(line: str) -> None:
    assert published_date(line) is None


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("On 20 May 2025 the teams cleared 12 hectares of land near Aghdam.", id="sentence"),
        pytest.param("From 2 May 2025 to 8 May 2025", id="period"),
        pytest.param("412 hectares", id="number"),
    ],
)
def test_prose_with_a_date_is_no_date_line(line: str) -> None:
    assert date_line(line) is None


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        pytest.param("from 31 June 2025 on", "2025-06", id="no-such-day"),
        pytest.param("31 iyun 2025", "2025-06", id="az"),
        pytest.param("29 February 2024", "2024-02-29", id="leap-year"),
        pytest.param("29 февраля 2025 года", "2025-02", id="no-leap-year"),
        pytest.param("31.04.2026", "2026-04", id="dotted"),
    ],
)
def test_a_day_that_does_not_exist_leaves_its_month(text: str, iso: str) -> None:
    assert [m.iso for m in find_dates(text)] == [iso]


@given(day=st.integers(1, 31), month=st.sampled_from(["February", "June", "fevral", "iyun", "сентября"]), year=st.integers(1990, 2030))
def test_any_written_day_can_be_read_as_the_end_of_a_period(day: int, month: str, year: int) -> None:
    assert stated_periods(f"from 2 to {day} {month} {year} and since 29 February", f"{year}-03-01")


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        pytest.param("anti-vehicle mines dealt with in July '24?", "2024-07", id="behind-a-month"),
        pytest.param("what was cleared on 3 May ’25", "2025-05-03", id="behind-a-day"),
        pytest.param("How many victims in '23?", "2023", id="alone"),
        pytest.param("How many victims since '91?", "1991", id="of-the-last-century"),
    ],
)
def test_a_year_may_be_two_digits_behind_an_apostrophe(text: str, iso: str) -> None:
    assert [m.iso for m in find_dates(text)] == [iso]
