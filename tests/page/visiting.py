"""What the tests of the page do as its visitors, and the questions that they ask over the reports of conftest.py."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from playwright.sync_api import Locator, Page, expect

Visit = Callable[..., Page]
Serve = Callable[..., AbstractContextManager[str]]
VICTIMS = "How many mine victims did the agency count in Azerbaijan?"
CHILDREN = "How many of the victims were children?"
BRIDGE = "How many mines were found under the bridge of Zangilan?"
KALBAJAR = "How many hectares were cleared in Kalbajar in 2023?"
KHOJALY = "How many hectares were cleared in the Khojaly district in 2022?"
LACHIN = "How did the cleared area in Lachin develop from 2022 to 2024?"
OFF_TOPIC = "What is the price of crude oil?"


def ask(page: Page, question: str, number: int = 1) -> Locator:
    """Ask, and wait until the answer is whole."""
    page.get_by_role("textbox", name="Your question").fill(question)
    page.keyboard.press("Enter")
    return whole(page, number)


def whole(page: Page, number: int = 1) -> Locator:
    """An answer, once nothing more is to come."""
    answer = page.get_by_role("region", name=f"Answer {number}")
    expect(answer).to_have_attribute("aria-busy", "false", timeout=20_000)
    return answer


def source(page: Page) -> Locator:
    """The panel with the report that is open."""
    return page.get_by_role("region", name="Source", exact=True)


def in_view(page: Page, inner: Locator, outer: Locator) -> bool:
    """Whether all of one element is seen inside another and inside the window."""
    part, around, window = inner.bounding_box(), outer.bounding_box(), page.viewport_size
    assert part
    assert around
    assert window
    return max(around["y"], 0) <= part["y"] and part["y"] + part["height"] <= min(around["y"] + around["height"], window["height"])
