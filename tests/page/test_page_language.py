"""The languages of the page, its colours, and a limit that was reached, in a real browser."""

import pytest
from playwright.sync_api import Browser, expect

from tests.page.visiting import CHILDREN, KALBAJAR, OFF_TOPIC, Serve, Visit, ask


def test_a_limit_is_told_in_a_friendly_line(served: Serve, chromium: Browser) -> None:
    with served(limit_per_session="1/minute") as address:
        page = chromium.new_context(locale="en-GB").new_page()
        page.goto(address)
        ask(page, CHILDREN)
        page.get_by_role("textbox", name="Your question").fill(KALBAJAR)
        page.keyboard.press("Enter")
        expect(page.get_by_role("log")).to_contain_text("Please wait a minute and ask again.")
        page.context.close()


@pytest.mark.parametrize(
    ("locale", "box", "tab"),
    [("az-AZ", "Sualınız", "Xəbərlər"), ("ru-RU", "Ваш вопрос", "Сообщения"), ("tr-TR", "Your question", "Reports")],
)
def test_the_page_speaks_the_language_of_the_browser(chromium: Browser, address: str, locale: str, box: str, tab: str) -> None:
    page = chromium.new_context(locale=locale).new_page()
    page.goto(address)
    expect(page.get_by_role("textbox", name=box)).to_be_visible()
    expect(page.get_by_role("tab", name=tab)).to_be_visible()
    page.context.close()


def test_the_switch_changes_the_language_and_a_reload_keeps_it(visit: Visit) -> None:
    page = visit()
    page.get_by_role("radio", name="Русский").check()
    expect(page.get_by_role("textbox", name="Ваш вопрос")).to_be_visible()
    expect(page.get_by_text("Сообщений в библиотеке: 11")).to_be_visible()
    expect(page.get_by_role("button", name="Спросить")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "ru")
    page.reload()
    expect(page.get_by_role("textbox", name="Ваш вопрос")).to_be_visible()
    expect(page.get_by_role("radio", name="Русский")).to_be_checked()


def test_the_language_of_the_page_is_not_that_of_an_answer(visit: Visit) -> None:
    page = visit()
    page.get_by_role("radio", name="Azərbaycanca").check()
    expect(page.get_by_role("textbox", name="Sualınız")).to_be_visible()
    page.locator("#question textarea").fill(CHILDREN)
    page.keyboard.press("Enter")
    expect(page.get_by_role("region", name="Answer 1")).to_contain_text("14 children and teenagers")


@pytest.mark.parametrize(("scheme", "dark"), [("light", False), ("dark", True)])
def test_the_page_follows_the_browsers_light_or_dark(visit: Visit, scheme: str, dark: bool) -> None:
    page = visit(color_scheme=scheme)
    shade = page.evaluate(
        "getComputedStyle(document.querySelector('.gradio-container')).backgroundColor.match(/\\d+/g).slice(0, 3).map(Number).reduce((a, b) => a + b) / 3"
    )
    assert (shade < 80) is dark
    ask(page, OFF_TOPIC)
