"""The eval report in a real browser: it opens from a file, filters, asks nobody for anything, and is readable on a phone."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from bot.citations import Answer, Citation
from eval.answerers import Reply
from eval.baseline import Change
from eval.cases import Case
from eval.citing import Shelf
from eval.html import Found, as_html
from eval.run import judge

TEXT = "Aghdam news. Deminers cleared 37,154 hectares in the district by 19 May 2025. The road is open."
QUOTE = "Deminers cleared 37,154 hectares in the district by 19 May 2025."
SHELF = Shelf(lambda source, _: TEXT if source == "aghdam.txt" else None)
CASE = Case(
    "c1", "How many hectares were cleared in Aghdam?", "count", "en", (("37154",),), refuse=False, evidence_articles=(("aghdam.txt",),)
)
CASES = (
    CASE,
    replace(CASE, id="c2", question="Сколько гектаров очистили?", lang="ru", require=(("99",),)),
    Case("c3", "Neçə it var?", "unanswerable", "az", (), refuse=True, evidence_articles=(), tags=("not stated",)),
)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    start = TEXT.index(QUOTE)
    cited = Citation(1, "aghdam.txt", "d", None, "Aghdam's land", "Herald", "2025-05-20", "en", QUOTE, start, start + len(QUOTE))
    answer = Answer("quote", f"Herald, 20 May 2025: “{QUOTE}” [1]", "en", (cited,))
    results = [judge(case, Reply(answer, 0.1, ("aghdam.txt",)), SHELF) for case in CASES]
    path = tmp_path_factory.mktemp("report") / "report.html"
    changes = [Change("right", (), ("c2",), 3)]
    path.write_text(as_html(Found("three cases", results, {"a yardstick": results}, changes, SHELF)), "utf-8")
    return path


@pytest.fixture
def opened(chromium: Browser, report: Path) -> Iterator[tuple[Page, list[str]]]:
    """The report, opened on a narrow phone, with the addresses that it asked for."""
    page = chromium.new_page(viewport={"width": 360, "height": 720})
    asked: list[str] = []

    def remember(request: Request) -> None:
        asked.append(request.url)

    page.on("request", remember)
    page.goto(report.as_uri())
    yield page, asked
    page.close()


def shown(page: Page) -> list[str]:
    return [text for text in page.locator(".case:visible > summary .id").all_inner_texts() if text]


def test_all_cases_are_shown_with_their_count(opened: tuple[Page, list[str]]) -> None:
    page, _ = opened
    assert shown(page) == ["c1", "c2", "c3"]
    expect(page.locator("#count")).to_have_text("3 of 3 cases")


@pytest.mark.parametrize(
    ("name", "value", "left"),
    [
        pytest.param("#verdict", "wrong", ["c2", "c3"], id="wrong"),
        pytest.param("#verdict", "right", ["c1"], id="right"),
        pytest.param("#verdict", "newly-wrong", ["c2"], id="newly wrong"),
        pytest.param("#fault", "refusal", ["c3"], id="a measure"),
        pytest.param("#type", "unanswerable", ["c3"], id="a type"),
        pytest.param("#lang", "ru", ["c2"], id="a language"),
    ],
)
def test_each_filter_leaves_what_it_names(opened: tuple[Page, list[str]], name: str, value: str, left: list[str]) -> None:
    page, _ = opened
    page.locator(name).select_option(value)
    assert shown(page) == left


def test_words_are_sought_in_questions_tags_and_ids(opened: tuple[Page, list[str]]) -> None:
    page, _ = opened
    for words, left in (("Not stated", ["c3"]), ("гектаров", ["c2"]), ("c1", ["c1"]), ("nothing at all", [])):
        page.locator("#text").fill(words)
        assert shown(page) == left


def test_a_case_opens_to_its_quote_in_context_and_the_reason_of_each_verdict(opened: tuple[Page, list[str]]) -> None:
    page, _ = opened
    page.locator("#case-c2 > summary").click()
    expect(page.locator("#case-c2 mark")).to_have_text(QUOTE)
    expect(page.locator("#case-c2 .verdicts .fail").first).to_contain_text("does not say 99")


def test_a_link_from_the_changes_opens_the_case(opened: tuple[Page, list[str]]) -> None:
    page, _ = opened
    page.get_by_role("link", name="c2").click()
    expect(page.locator("#case-c2")).to_have_attribute("open", "")


def test_nothing_but_the_file_is_asked_for(opened: tuple[Page, list[str]], report: Path) -> None:
    page, asked = opened
    page.locator("#case-c1 > summary").click()
    assert {address.partition("#")[0] for address in asked} == {report.as_uri()}


def test_a_narrow_phone_need_not_scroll_sideways(opened: tuple[Page, list[str]]) -> None:
    page, _ = opened
    for summary in page.locator(".case > summary").all():
        summary.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
