"""axe-core on the page: nothing serious or critical on any of its views, in light and dark, on a desktop and on a phone."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.page.visiting import CHILDREN, LACHIN, OFF_TOPIC, Visit, ask, source

GRAVE = {"serious", "critical"}
# What gradio itself does and cannot be told otherwise, as (rule, part of the element's selector): none at present.
ALLOWED: set[tuple[str, str]] = set()


def start(page: Page) -> None:
    page.locator("button.example").first.wait_for()


def answers(page: Page) -> None:
    ask(page, LACHIN).get_by_text("Table", exact=True).click()
    answer = ask(page, CHILDREN, 2)
    answer.get_by_role("button", name="Wrong").click()
    ask(page, OFF_TOPIC, 3)


def notice(page: Page) -> None:
    ask(page, "I found an old shell behind our barn, can I carry it to the road?")


def open_source(page: Page) -> None:
    ask(page, CHILDREN).get_by_role("button", name="Source 1").click()
    expect(source(page)).to_be_focused()
    source(page).get_by_text("Figures of this report").click()


def reports(page: Page) -> None:
    page.get_by_role("tab", name="Reports").click()
    page.get_by_role("button", name="Lachin goes on").click()
    expect(page.get_by_role("region", name="Report", exact=True)).to_be_focused()


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", [start, answers, notice, open_source, reports], ids=lambda view: view.__name__)
def test_axe_finds_nothing_serious_and_nothing_scrolls_sideways(
    visit: Visit, view: Callable[[Page], None], scheme: str, width: int
) -> None:
    page = visit(color_scheme=scheme, viewport={"width": width, "height": 800}, reduced_motion="reduce", bypass_csp=True)
    view(page)
    page.wait_for_timeout(300)  # milliseconds; colours fade in
    found = Axe().run(page).response["violations"]
    grave = {
        (violation["id"], " ".join(map(str, node["target"])), node["html"][:200], node.get("failureSummary", "")[:300])
        for violation in found
        if violation["impact"] in GRAVE
        for node in violation["nodes"]
        if not any(violation["id"] == rule and part in str(node["target"]) for rule, part in ALLOWED)
    }
    assert grave == set()
    assert page.evaluate("document.documentElement.scrollWidth") == width
