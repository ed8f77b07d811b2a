"""The list of reports in a real browser: search, dates, and a report with its figures marked."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from bot.conversation import Bot
from bot.web.reports import Search, find_reports
from tests.page.visiting import Visit, in_view


def listed(page: Page) -> Locator:
    page.get_by_role("tab", name="Reports").click()
    expect(page.get_by_text("Reports found: 11.")).to_be_visible()
    return page.locator(".toreport")


def test_all_reports_are_listed_the_newest_first(visit: Visit) -> None:
    rows = listed(visit())
    expect(rows).to_have_count(11)
    expect(rows.first).to_contain_text("Demining in the first quarter")
    expect(rows.first).to_contain_text("Valley Herald · 5 April 2025 · figures: 2")


def test_words_and_dates_narrow_the_list(visit: Visit) -> None:
    page = visit()
    rows = listed(page)
    page.get_by_role("searchbox", name="Words").fill("Lachin")
    page.get_by_label("Published from").fill("2023-01-01")
    page.get_by_label("Published to").fill("2023-12-31")
    page.get_by_role("button", name="Search").click()
    expect(rows).to_have_count(1)
    expect(rows.first).to_contain_text("Lachin goes on")


def test_a_report_opens_with_its_figures_marked(visit: Visit) -> None:
    page = visit(viewport={"width": 1280, "height": 800})
    listed(page)
    page.get_by_role("button", name="Demining in the first quarter").click()
    report = page.get_by_role("region", name="Report", exact=True)
    expect(report).to_be_focused()
    expect(report.locator("mark")).to_have_text(["394", "14"])
    expect(report.locator("mark").first).to_have_attribute("title", re.compile("394 people were killed or injured"))
    report.get_by_text("Figures of this report (2)").click()
    report.get_by_role("button", name="14 children and teenagers").click()
    assert in_view(page, report.locator("mark").last, report)


def test_closing_a_report_gives_the_focus_back_to_the_list(visit: Visit) -> None:
    page = visit()
    listed(page)
    page.get_by_role("button", name="Lachin goes on").click()
    expect(page.get_by_role("region", name="Report", exact=True)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("region", name="Report", exact=True)).to_have_count(0)
    expect(page.get_by_role("button", name="Lachin goes on")).to_be_focused()


def test_the_conversation_is_still_there_after_browsing(visit: Visit) -> None:
    page = visit()
    listed(page)
    page.get_by_role("tab", name="Ask").click()
    expect(page.get_by_role("textbox", name="Your question")).to_be_visible()


@pytest.mark.parametrize(
    ("search", "found"),
    [
        (Search("Khojaly audit"), {"khojaly_too.txt"}),
        (Search("сапёры"), {"qubadli.txt"}),
        (Search("Khojaly nosuchword"), set()),
        (Search("", "2024-01-01", "2024-01-31"), {"kalbajar.txt", "kalbajar_too.txt"}),
        (Search("1950"), {"lachin_more.txt"}),
    ],
    ids=["all words", "Russian", "a word that stands nowhere", "dates alone", "a number"],
)
def test_a_search_finds_the_reports_that_hold_all_its_words(bot: Bot, search: Search, found: set[str]) -> None:
    assert {v.article.source for v in find_reports(bot.library, search)} == found


@pytest.mark.parametrize("said", ["2024-13-01", "yesterday", None, 5, "'; DROP TABLE version"])
def test_what_is_no_day_is_no_bound(said: object) -> None:
    assert Search.read("", said, said) == Search()


@pytest.mark.parametrize("text", ['"', "NEAR(", "a* OR b", "%", "\x00", "🙂" * 300])
def test_no_search_is_read_as_a_query(bot: Bot, text: str) -> None:
    assert isinstance(find_reports(bot.library, Search.read(text, None, None)), list)
