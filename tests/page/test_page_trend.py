"""A development over time in a real browser: the plot, the table behind it, and its file."""

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import expect

from bot.citations import Answer, Citation
from bot.web.trend import as_csv, points_of
from bot.web.trend_html import trend_html
from bot.web.turns import Turn
from tests.page.visiting import KALBAJAR, LACHIN, Visit, ask

CITATION = Citation(1, "a.txt", "digest", None, "A title", "Herald", "2023-01-05", "en", "There were 9.", 0, 13)
FIGURE = {"value": 9.0, "unit": "devices", "as_of": None, "period": None, "computed": None, "citation": 1}


def trend(*figures: dict[str, object], citation: Citation = CITATION) -> Answer:
    return Answer("trend", "From 9 to 12.", "en", (citation,), tuple({**FIGURE, **f} for f in figures))


def test_a_development_is_plotted_with_what_each_point_is_on_hover(visit: Visit) -> None:
    answer = ask(visit(), LACHIN)
    points = answer.locator(".point")
    expect(points).to_have_count(3)
    expect(answer.locator(".point .said:visible")).to_have_count(0)
    points.nth(1).locator(".reach").hover()
    expect(points.nth(1).locator(".said")).to_be_visible()
    expect(points.nth(1).locator(".said")).to_contain_text("1,950 hectares, 30 June 2023")
    expect(points.nth(1).locator(".said")).to_contain_text("Hill Post")


def test_the_keyboard_reaches_each_point(visit: Visit) -> None:
    answer = ask(visit(), LACHIN)
    point = answer.get_by_role("img", name="30 June 2024: 3,100 hectares, Valley Herald")
    point.focus()
    expect(point.locator(".said")).to_be_visible()


def test_the_points_stand_from_left_to_right_and_higher_is_more(visit: Visit) -> None:
    answer = ask(visit(), LACHIN)
    boxes = [answer.locator(".point circle.reach").nth(n).bounding_box() for n in range(3)]
    assert all(boxes)
    assert [b["x"] for b in boxes if b] == sorted(b["x"] for b in boxes if b)
    assert [b["y"] for b in boxes if b] == sorted((b["y"] for b in boxes if b), reverse=True)


def test_the_table_behind_the_plot_opens(visit: Visit) -> None:
    answer = ask(visit(), LACHIN)
    answer.get_by_text("Table", exact=True).click()
    rows = answer.get_by_role("row")
    expect(rows).to_have_count(4)
    expect(rows.nth(1)).to_contain_text("30 June 2022")
    expect(rows.nth(1)).to_contain_text("1,200 hectares")


def test_the_table_is_downloaded_as_csv(visit: Visit, tmp_path: Path) -> None:
    page = visit()
    answer = ask(page, LACHIN)
    with page.expect_download() as download:
        answer.get_by_role("link", name="Download as CSV").click()
    download.value.save_as(tmp_path / "trend.csv")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "trend.csv").read_text("utf-8-sig"))))
    assert [(r["counted_up_to"], r["value"]) for r in rows] == [("2022-06-30", "1200"), ("2023-06-30", "1950"), ("2024-06-30", "3100")]
    assert rows[1]["publisher"] == "Hill Post"
    assert "1,950 hectares were cleared" in rows[1]["sentence"]


def test_a_single_number_is_not_plotted(visit: Visit) -> None:
    expect(ask(visit(), KALBAJAR).locator(".trend")).to_have_count(0)


@pytest.mark.parametrize("title", ["=1+1", "+1", "-1", "@x", '"; x', "a,b\nc"])
def test_no_title_becomes_a_formula_or_breaks_a_row(title: str) -> None:
    answer = trend({"as_of": "2020"}, {"as_of": "2021"}, citation=replace(CITATION, title=title))
    rows = list(csv.DictReader(io.StringIO(as_csv(points_of(answer)), newline="")))
    assert [r["title"].lstrip("'") for r in rows] == [title, title]
    assert not rows[0]["title"].startswith(("=", "+", "-", "@"))


def test_a_point_that_nothing_dates_stays_out_of_the_plot_and_in_the_table() -> None:
    undated = replace(CITATION, number=2, published=None)
    answer = replace(trend({"as_of": "2020"}, {"as_of": "2021-06"}, {"citation": 2}), citations=(CITATION, undated))
    shown = trend_html(Turn(1, "?", "en", answer))
    assert shown.count('class="point"') == 2
    assert shown.count("<tr><td>") == 3


def test_figures_of_two_units_make_no_line() -> None:
    assert points_of(trend({"as_of": "2020"}, {"as_of": "2021", "unit": "hectares"})) == ()


def test_a_figure_without_a_date_of_its_own_counts_up_to_its_publication() -> None:
    assert [p.day for p in points_of(trend({}, {"as_of": "2021"}))] == ["2021", "2023-01-05"]
