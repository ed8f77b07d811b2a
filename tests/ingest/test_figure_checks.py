"""Checks of figures: what does not go together is found and said in one line; what a wording leaves open is no finding."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from ingest.__main__ import app
from ingest.add import Added
from ingest.articles import Article
from ingest.figures.checks import findings_of
from ingest.figures.figure import Figure, Period
from ingest.figures.findings import Finding, SentenceSpan
from ingest.figures.series import falling_series

Add = Callable[..., Added]
ARTICLE = Article(source="a.txt", text="x" * 2000, published="2025-06-02")
SPRING = Period("2025-01-01", "2025-05-31", "cumulative closed")
LENGTH = 100  # characters of a sentence


def figure(value: float, at: int, **fields: Any) -> Figure:
    """A figure of Azerbaijan's spring at an offset; sentences are 100 characters long."""
    start = at - at % LENGTH
    record = {"qualifier": "exact", "unit": "people", "measure": "victims", "place": "Azerbaijan", "period": SPRING, **fields}
    absent = dict.fromkeys(("low", "high", "outcome", "who", "age", "sex", "device", "activity", "as_of"))
    return Figure(at, at + 2, start, start + LENGTH, value, **{**absent, "inferred": (), "described": "", **record})


def people(value: float, at: int, outcome: str | None, **fields: Any) -> Figure:
    return figure(value, at, outcome=outcome, **fields)


def devices(value: float, at: int, device: str, **fields: Any) -> Figure:
    return figure(value, at, **{"unit": "devices", "measure": "devices", "activity": "found", "device": device, **fields})


def said(*figures: Figure, published: str | None = "2025-06-02") -> list[str]:
    return [f.explanation for f in findings_of(Article(source="a.txt", text="x" * 2000, published=published), figures)]


@pytest.mark.parametrize(
    ("figures", "found"),
    [
        pytest.param([people(10, 0, "both"), people(4, 10, "killed"), people(5, 20, "injured")], ["4 + 5 = 9, not 10: killed and injured against victims"], id="outcomes"),
        pytest.param([people(10, 0, "both"), people(4, 110, "killed"), people(5, 120, "injured")], ["4 + 5 = 9, not 10: killed and injured against victims"], id="in-the-next-sentence"),
        pytest.param([people(10, 0, "both"), people(4, 110, "killed"), people(5, 310, "injured", part_of=0)], ["4 + 5 = 9, not 10: killed and injured against victims"], id="a-part-further-on"),
        pytest.param([people(9, 0, "killed"), people(5, 10, "killed", who="civilian"), people(3, 20, "killed", who="military")], ["5 + 3 = 8, not 9: civilians and others against all"], id="groups"),
        pytest.param([devices(10, 0, "all"), devices(1, 10, "anti-tank"), devices(2, 20, "anti-personnel"), devices(6, 30, "UXO")], ["1 + 2 + 6 = 9, not 10: the kinds against all"], id="kinds"),
        pytest.param([devices(10, 0, "mines"), devices(3, 10, "anti-tank"), devices(8, 20, "anti-personnel")], ["3 + 8 = 11, not 10: the kinds against all"], id="mines"),
        pytest.param([devices(10, 0, "all"), devices(6, 10, "all", place="Aghdam"), devices(5, 20, "all", place="Lachin")], ["6 + 5 = 11, more than 10: the places against all"], id="places"),
        pytest.param([people(3, 0, "both"), people(4, 10, "both", age="children", part_of=0)], ["4 is more than 3, of which it is a part"], id="part"),
        pytest.param([people(60, 0, "both", qualifier="up to"), people(40, 10, "killed"), people(30, 20, "injured")], ["40 + 30 = 70, not up to 60: killed and injured against victims"], id="bounded"),
    ],
)  # fmt: skip
def test_numbers_that_do_not_add_up_are_found(figures: list[Figure], found: list[str]) -> None:
    assert said(*figures) == found


OTHER = Period("2024-01-01", "2024-05-31", "cumulative closed")


@pytest.mark.parametrize(
    "figures",
    [
        pytest.param([people(9, 0, "both"), people(4, 10, "killed"), people(5, 20, "injured")], id="they-add-up"),
        pytest.param([people(350, 0, "both", qualifier="over"), people(60, 10, "killed", qualifier="over"), people(300, 20, "injured")], id="over"),
        pytest.param([people(100, 0, "both", qualifier="about"), people(60, 10, "killed"), people(35, 20, "injured")], id="about"),
        pytest.param([people(10, 0, "both"), people(4, 10, "killed"), people(5, 20, "injured"), people(1, 30, None)], id="one-of-unknown-fate"),
        pytest.param([people(10, 0, "both"), people(4, 10, "killed", period=OTHER), people(5, 20, "injured", period=OTHER)], id="other-period"),
        pytest.param([people(10, 0, "both"), people(4, 10, "killed", place="Aghdam"), people(5, 20, "injured", place="Aghdam")], id="other-place"),
        pytest.param([people(10, 0, "both"), people(4, 310, "killed"), people(5, 320, "injured")], id="far-apart"),
        pytest.param([people(10, 0, "both"), people(4, 10, "killed", who="civilian"), people(5, 20, "injured", who="civilian")], id="civilians-only"),
        pytest.param([people(10, 0, "both"), people(4, 10, "killed")], id="half-of-it"),
        pytest.param([people(9, 0, "killed"), people(5, 10, "killed", who="civilian")], id="civilians-alone"),
        pytest.param([devices(10, 0, "all"), devices(1, 10, "anti-tank"), devices(2, 20, "anti-personnel")], id="kinds-left-out"),
        pytest.param([devices(10, 0, "all"), devices(1, 10, "anti-tank", actor="ANAMA"), devices(2, 20, "anti-personnel", actor="ANAMA"), devices(6, 30, "UXO", actor="the army")], id="two-actors"),
        pytest.param([devices(10, 0, "all"), devices(4, 10, "all", place="Aghdam"), devices(5, 20, "all", place="Lachin")], id="places-left-out"),
        pytest.param([devices(10, 0, "all"), devices(11, 10, "all", place="Ukraine"), devices(12, 20, "all", place="Cambodia")], id="places-elsewhere"),
        pytest.param([people(5, 0, "killed"), people(9, 10, "injured", part_of=0)], id="injured-are-no-part-of-the-killed"),
        pytest.param([people(5, 0, "both", part_of=10), people(9, 10, "both", part_of=0)], id="parts-of-each-other"),
        pytest.param([people(5, 0, "both", who="civilian"), people(9, 10, "both", part_of=0)], id="wider-than-its-whole"),
        pytest.param([figure(5, 0, unit=None, measure=None), figure(9, 10, unit=None, measure=None, part_of=0)], id="of-unknown-measure"),
    ],
)  # fmt: skip
def test_what_may_well_be_right_is_no_finding(figures: list[Figure]) -> None:
    assert said(*figures) == []


@given(st.integers(0, 500), st.integers(0, 500), st.integers(0, 1000))
def test_killed_and_injured_are_found_just_when_they_are_not_the_victims(killed: int, injured: int, victims: int) -> None:
    found = said(people(victims, 0, "both"), people(killed, 10, "killed"), people(injured, 20, "injured"))
    assert bool(found) is (killed + injured != victims and victims not in {killed, injured})


@given(st.lists(st.integers(1, 500), min_size=2, max_size=4), st.integers(1, 2000))
def test_places_are_found_just_when_together_they_are_more_than_the_whole(values: list[int], whole: int) -> None:
    inside = [
        devices(v, 10 * (i + 1), "all", place=p)
        for i, (v, p) in enumerate(zip(values, ("Aghdam", "Lachin", "Fuzuli", "Shusha"), strict=False))
    ]
    assert bool(said(devices(whole, 0, "all"), *inside)) is (sum(values) > whole)


@pytest.mark.parametrize(
    ("fields", "published", "found"),
    [
        pytest.param({"period": Period("2025-05-31", "2025-01-01", "other")}, "2025-06-02", ["9: the period runs from 2025-05-31 back to 2025-01-01"], id="backwards"),
        pytest.param({"period": Period("2025-05", "2025-01", "other"), "inferred": ("period",)}, "2025-06-02", [], id="years-inferred"),
        pytest.param({"period": Period("2025-05", "2025", "other")}, "2025-06-02", [], id="reduced-dates"),
        pytest.param({}, "2025-05-20", ["9: counts up to 2025-05-31, but the report is of 2025-05-20"], id="after-publication"),
        pytest.param({}, "2025-05", [], id="publication-reduced"),
        pytest.param({}, "2025-05-31T23:00:00+04:00", [], id="on-the-day"),
        pytest.param({"period": Period("2025", "2025", "year")}, "2025-05-20", [], id="the-year-under-way"),
        pytest.param({"as_of": "2025-07-01"}, "2025-06-02", ["9: counts up to 2025-07-01, but the report is of 2025-06-02"], id="as-of"),
        pytest.param({}, None, [], id="publication-unknown"),
        pytest.param({"activity": "planned"}, "2025-05-20", [], id="planned"),
        pytest.param({"period": Period("2025-02-30", "2025-02-31", "other")}, "2025-06-02", [], id="days-that-no-month-has"),
        pytest.param({"unit": "time"}, "2025-05-20", [], id="a-term-of-years"),
    ],
)  # fmt: skip
def test_dates_that_cannot_be_are_found(fields: dict[str, Any], published: str | None, found: list[str]) -> None:
    assert said(figure(9, 0, **fields), published=published) == found


def test_a_sentence_with_a_period_that_runs_backwards_is_one_finding() -> None:
    period = Period("2025-05-31", "2025-01-01", "other")
    (found,) = findings_of(ARTICLE, [figure(9, 0, period=period), figure(7, 10, period=period)])
    assert found == Finding(
        "backwards", "a.txt", (SentenceSpan("a.txt", 0, 100),), (9, 7), "9, 7: the period runs from 2025-05-31 back to 2025-01-01"
    )


@pytest.mark.parametrize(
    ("head", "body", "found"),
    [
        pytest.param(people(36, 0, "killed"), [people(36, 110, "both"), people(4, 120, "killed"), people(32, 130, "injured")], ["the headline says 36 killed, the body 36 killed or injured"], id="victims-as-deaths"),
        pytest.param(people(4, 0, "killed"), [people(36, 110, "both"), people(4, 120, "killed"), people(32, 130, "injured")], [], id="the-deaths"),
        pytest.param(devices(6500, 0, "mines", qualifier="over"), [devices(2372, 110, "anti-tank"), devices(4286, 120, "anti-personnel")], [], id="rounded-sum"),
        pytest.param(devices(1198, 0, "all"), [devices(1189, 110, "all")], ["the headline says 1,198, the body 1,189"], id="swapped-digits"),
        pytest.param(figure(1198, 0, unit="hectares", measure="area"), [figure(1198.7, 110, unit="hectares", measure="area")], [], id="decimals-left-out"),
        pytest.param(devices(218000, 0, "all"), [devices(218262, 110, "all")], [], id="rounded"),
        pytest.param(people(4, 0, "injured"), [people(336, 110, "both"), people(271, 120, "injured")], [], id="of-something-else"),
    ],
)  # fmt: skip
def test_a_headline_is_held_against_the_body(head: Figure, body: list[Figure], found: list[str]) -> None:
    headline = Figure(**{**vars(head), "role": "headline"})
    assert said(headline, *body) == found


def point(value: float, until: str, **fields: Any) -> Figure:
    return people(value, 0, "both", **{"period": Period("2020-11-10", until, "cumulative closed"), "as_of": until, **fields})


def series(*points: Figure) -> list[str]:
    reports = [(Article(source=f"{i}.txt", text="x" * 200), [p]) for i, p in enumerate(points)]
    return [f.explanation for f in falling_series(reports)]


@pytest.mark.parametrize(
    ("points", "found"),
    [
        pytest.param([point(394, "2025-05-19"), point(390, "2025-07-31")], ["390 up to 2025-07-31 is less than 394 up to 2025-05-19 (0.txt)"], id="falls"),
        pytest.param([point(390, "2025-07-31"), point(394, "2025-05-19")], ["390 up to 2025-07-31 is less than 394 up to 2025-05-19 (1.txt)"], id="in-any-order"),
        pytest.param([point(394, "2025-05-19"), point(409, "2025-10-17")], [], id="rises"),
        pytest.param([point(394, "2025-05-19"), point(390, "2025-07-31", qualifier="over")], [], id="over"),
        pytest.param([point(394, "2025-05-19"), point(390, "2025-05")], [], id="not-known-to-be-later"),
        pytest.param([point(394, "2025-05-19"), point(390, "2025-07-31", place="Aghdam")], [], id="other-place"),
        pytest.param([point(394, "2025-05-19"), point(390, "2025-07-31", actor="ANAMA")], [], id="other-actor"),
        pytest.param([point(394, "2025-05-19"), point(39, "2025-07-31")], [], id="another-scope-rather"),
        pytest.param([point(394, "2025-05-19"), point(390, "2025-07-31", period=Period("2025-07-25", "2025-07-31", "week"))], [], id="a-week"),
        pytest.param([point(394, "2025-05-19"), point(390, "2025-07-31", period=Period("1991", "2025-07-31", "cumulative closed"))], [], id="other-start"),
        pytest.param([point(394, "2025-05-19"), people(390, 0, "both", period=Period("2020-11-10", None, "cumulative open"))], [], id="no-as-of"),
        pytest.param([point(394, "2025-05-19"), point(390, "2025-07-31", part_of=5)], [], id="a-part-of-something"),
    ],
)  # fmt: skip
def test_a_cumulative_number_that_falls_is_found(points: list[Figure], found: list[str]) -> None:
    assert series(*points) == found


REPORT = "From 10 November 2020 to 19 May 2025 there were {} victims, of whom 4 died and 7 were wounded.\n"


def check(folder: Path) -> Any:
    return CliRunner().invoke(app, ["check", "--figures", "--library", str(folder)], catch_exceptions=False)


def test_check_figures_exits_1_and_shows_the_sentence_until_it_is_set_right(tmp_path: Path, add: Add) -> None:
    from ingest.library import Library

    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(REPORT.format(12))
    add(tmp_path / "library", tmp_path / "in")
    found = check(tmp_path / "library")
    assert found.exit_code == 1
    assert "4 + 7 = 11, not 12" in found.stdout
    with Library.open(tmp_path / "library") as library:
        (whole,) = [s.figure for s in library.all_figures() if s.figure.value == 12]
    by = ["--who", "Ann", "--why", "a slip of the reader", "--library", str(tmp_path / "library")]
    CliRunner().invoke(app, ["fix", "a.txt", str(whole.start), "--set", "value=11", *by], catch_exceptions=False)
    right = check(tmp_path / "library")
    assert (right.exit_code, right.stdout) == (0, "nothing found: the reports' numbers go together\n")


def test_check_figures_names_what_editors_said_of_a_figure_that_is_gone(own_library: Path, own_reports: Path, add: Add) -> None:
    from ingest.library import Library

    with Library.open(own_library) as library:
        (at,) = [s.figure.start for s in library.all_figures() if s.figure.value == 36]
    by = ["--who", "Ann", "--why", "a slip", "--library", str(own_library)]
    CliRunner().invoke(app, ["hide", "aghdam.txt", str(at), *by], catch_exceptions=False)
    assert check(own_library).exit_code == 0
    (own_reports / "aghdam.txt").write_text("Nothing was found.\n")
    add(own_library, own_reports)
    found = check(own_library)
    assert found.exit_code == 1
    assert f"finds no such figure; python -m ingest undo 'aghdam.txt' {at}" in " ".join(found.stdout.replace("│", " ").split())
    CliRunner().invoke(app, ["undo", "aghdam.txt", str(at), "--library", str(own_library)], catch_exceptions=False)
    assert check(own_library).exit_code == 0


def test_plain_check_says_nothing_of_figures(own_library: Path) -> None:
    done = CliRunner().invoke(app, ["check", "--library", str(own_library)], catch_exceptions=False)
    assert done.stdout == "clean: texts, index and vectors agree\n"
