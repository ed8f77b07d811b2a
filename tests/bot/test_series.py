"""Which of several figures leads: series, latest first; copies count once; reports that disagree."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.series import agreeing, disagreeing, independent, leading, series_of
from ingest.figures.figure import Period
from tests.bot.made_facts import known, made, victims

NEWS = "From Nov. 10, 2020, mines took {} people, of whom many were herders who had gone back to the high meadows too soon."


def total(end: str, start: str = "2020-11-10") -> Period:
    return Period(start, end, "cumulative closed")


OPEN = Period("2020-11-10", None, "cumulative open")


def test_a_series_is_latest_first() -> None:
    found = [victims(n, total(f"{year}-12-31"), version=n) for year, n in ((2022, 80), (2024, 120), (2023, 100))]
    (series,) = series_of(found)
    assert [f.figure.value for f in series.facts] == [120, 100, 80]
    assert series.latest is found[1]


def test_an_exact_number_goes_before_a_rounded_one_of_the_same_day() -> None:
    found = [victims(120, total("2024-12-31"), qualifier="over"), victims(124, total("2024-12-31"), version=2)]
    assert series_of(found)[0].latest.figure.value == 124


def test_an_undated_number_below_an_earlier_dated_one_is_old_and_goes_last() -> None:
    dated = [victims(100, total("2023-12-31"), "2024-01-05"), victims(120, total("2024-06-30"), "2024-07-05", version=2)]
    stale = victims(95, OPEN, "2024-09-01", version=3)
    assert [f.figure.value for f in series_of([stale, *dated])[0].facts] == [120, 100, 95]


def test_an_undated_number_that_has_grown_is_the_latest() -> None:
    dated = victims(100, total("2023-12-31"), "2024-01-05")
    assert series_of([dated, victims(130, OPEN, "2024-09-01", version=2)])[0].latest.figure.value == 130


def test_what_does_not_grow_is_never_stale() -> None:
    weeks = [made(90, Period("2024-05-06", "2024-05-12", "week")), made(40, Period("2024-05-13", "2024-05-19", "week"), version=2)]
    (series,) = series_of(weeks)
    assert (series.cumulative, [f.figure.value for f in series.facts]) == (False, [40, 90])


@pytest.mark.parametrize(
    ("periods", "starts"),
    [
        pytest.param([total("2024-12-31"), total("2023-12-31", "2020-11")], {"2020-11"}, id="one-start-in-two-ways"),
        pytest.param([total("2024-12-31"), None], {"2020-11"}, id="no-period-is-the-current-one"),
        pytest.param([total("2024-12-31"), total("2024-12-31", "1991")], {"2020-11", "1991"}, id="two-starts"),
        pytest.param([total("2024-12-31", "1991-10-18"), total("2023-12-31", "1991")], {"1991"}, id="old-start-by-its-year"),
        pytest.param([Period("2024-05", "2024-05", "month"), Period("2024", "2024", "year")], {"month", "year"}, id="kinds"),
    ],
)
def test_figures_join_a_series_by_their_start_or_kind(periods: list[Period | None], starts: set[str]) -> None:
    found = [victims(50 + n, period, "2025-01-05", version=n) for n, period in enumerate(periods)]
    assert {s.start for s in series_of(found)} == starts


def test_the_current_series_leads_and_the_longest_follows() -> None:
    current, longest = victims(120, total("2024-12-31"), "2025-01-05"), victims(900, total("2024-11-30", "1991"), "2024-12-05", version=2)
    ended = victims(40, total("2010-12-31", "2005-01-01"), "2011-01-05", version=3)
    facts = known(longest, current, ended)
    more = victims(118, total("2024-12-01"), "2024-12-06", version=4)
    assert [s.start for s in leading(series_of([longest, current, ended, more]), facts)] == ["2020-11", "1991"]


def test_where_the_longest_series_leads_the_other_baseline_follows() -> None:
    longest, confirmed = (
        victims(900, total("2024-11-30", "1991"), "2024-12-05"),
        victims(890, total("2024-06-30", "1991"), "2024-07-05", version=2),
    )
    since_the_war = victims(120, total("2024-12-31"), "2025-01-05", version=3, text=NEWS.format(120))
    facts = known(longest, confirmed, since_the_war)
    assert {s.start for s in leading(series_of([longest, confirmed, since_the_war]), facts)} == {"1991", "2020-11"}


def test_a_series_that_ended_long_ago_does_not_lead() -> None:
    old = [victims(30 + n, total(f"2009-1{n}-01", "2005-01"), "2010-01-05", version=n) for n in range(3)]
    current = victims(120, total("2024-12-31"), "2025-01-05", version=9)
    assert leading(series_of([*old, current]), known(*old, current))[0].start == "2020-11"


def test_copies_of_one_text_are_one_source() -> None:
    own, copy = (victims(60, OPEN, "2024-05-02", version=n, text=NEWS.format(60)) for n in (1, 2))
    other = victims(60, OPEN, "2024-05-02", version=3, text="A wholly different telling by somebody who counted for themselves.")
    assert independent([own, copy], known()) == 1
    assert independent([own, copy, other], known()) == 2


def test_reports_agree_on_the_same_number_for_the_same_time() -> None:
    first = victims(60, total("2024-05-01"))
    same, later, own = (
        victims(60, total("2024-05-01"), version=2),
        victims(60, total("2025-05-01"), version=3),
        victims(60, total("2024-05-01")),
    )
    assert agreeing(first, [same, later, own]) == [same]


@pytest.mark.parametrize(
    ("value", "end", "record", "disagrees"),
    [
        pytest.param(64, "2024-05-01", {}, True, id="another-number"),
        pytest.param(64, "2024-05-03", {}, True, id="counted-two-days-later"),
        pytest.param(64, "2024-06-01", {}, False, id="another-month"),
        pytest.param(60, "2024-05-01", {}, False, id="same-number"),
        pytest.param(62, "2024-05-01", {"qualifier": "about"}, False, id="rounding"),
        pytest.param(90, "2024-05-01", {"qualifier": "over"}, True, id="too-far-for-a-rounding"),
        pytest.param(64, "2024-05-01", {"outcome": "killed"}, False, id="another-outcome"),
        pytest.param(64, "2024-05-01", {"who": "civilian"}, False, id="part"),
        pytest.param(64, "2024-05-01", {"place": "Fuzuli"}, False, id="within-the-place"),
    ],
)
def test_reports_disagree_on_another_number_for_the_same_count(value: float, end: str, record: dict[str, str], disagrees: bool) -> None:
    first = victims(60, total("2024-05-01"), "2024-05-04")
    other = victims(value, total(end), "2024-05-05", version=2, **record)
    assert disagreeing(first, [other], known()) == ([other] if disagrees else [])


def test_two_places_never_disagree() -> None:
    period = Period("2024-05", "2024-05", "month")
    one, other = (made(40 + n, period, "2024-06-02", version=n, place=p) for n, p in ((1, "Lachin"), (2, "Fuzuli")))
    assert disagreeing(one, [other], known()) == []


def test_each_number_that_disagrees_is_told_once_newest_first() -> None:
    first = victims(60, total("2024-05-01"), "2024-05-04")
    others = [
        victims(n, total("2024-05-01"), f"2024-05-{day:02d}", version=v) for v, n, day in ((2, 64, 5), (3, 64, 7), (4, 71, 6), (5, 60, 8))
    ]
    assert [f.version.id for f in disagreeing(first, others, known())] == [3, 4]


def test_a_rounded_copy_is_no_other_source() -> None:
    first = victims(60, total("2024-05-01"), "2024-05-04", text=NEWS.format(60))
    copy = victims(90, total("2024-05-01"), "2024-05-05", version=2, text=NEWS.format(60), qualifier="up to")
    assert disagreeing(first, [copy], known()) == []


@given(st.lists(st.tuples(st.integers(1, 500), st.integers(2021, 2025), st.booleans()), min_size=1, max_size=8))
def test_every_figure_is_in_one_series_and_dated_ones_are_in_order(counts: list[tuple[int, int, bool]]) -> None:
    found = [victims(n, total(f"{year}-12-31") if dated else OPEN, f"{year}-12-31", version=v) for v, (n, year, dated) in enumerate(counts)]
    told = [f for s in series_of(found) for f in s.facts]
    assert sorted(f.version.id for f in told) == list(range(len(found)))
    ends = [f.counted_to for f in told if f.figure.period and f.figure.period.end]
    assert ends == sorted(ends, reverse=True)
