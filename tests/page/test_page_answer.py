"""An answer in a real browser: its small print, its source, and what a visitor takes away from it."""

from playwright.sync_api import Page, expect

from tests.page.visiting import CHILDREN, KALBAJAR, KHOJALY, OFF_TOPIC, Visit, ask, in_view, source


def printed(page: Page, question: str) -> dict[str, str]:
    """The small print of an answer by its names."""
    rows = ask(page, question).locator(".print div")
    return {row.locator("dt").inner_text(): row.locator("dd").inner_text() for row in rows.all()}


def test_the_small_print_tells_scope_period_and_date(visit: Visit) -> None:
    print_ = printed(visit(), KALBAJAR)
    assert print_["Scope"] == "Kalbajar; hectares cleared"
    assert print_["Period"] == "from 1 January 2023 to 31 December 2023"
    assert print_["Counted up to"] == "31 December 2023"


def test_the_small_print_counts_the_sources_that_agree(visit: Visit) -> None:
    print_ = printed(visit(), KALBAJAR)
    assert (print_["Independent sources"], print_["Agreement"]) == ("2", "these sources agree")


def test_the_small_print_says_that_another_source_gives_another_number(visit: Visit) -> None:
    assert printed(visit(), KHOJALY)["Agreement"] == "another source gives another number"


def test_the_small_print_says_what_the_sentence_does_not(visit: Visit) -> None:
    print_ = printed(visit(), CHILDREN)
    assert "period" in print_["Read from the context"]
    assert print_["Agreement"] == "no second source states it"


def test_a_refusal_has_no_small_print(visit: Visit) -> None:
    assert printed(visit(), OFF_TOPIC) == {}


def test_the_source_panel_lists_the_other_figures_of_the_report_and_shows_where_they_stand(visit: Visit) -> None:
    page = visit(viewport={"width": 1280, "height": 800})
    ask(page, CHILDREN).get_by_role("button", name="Source 1").click()
    source(page).get_by_text("Figures of this report (1)").click()
    source(page).get_by_role("button", name="394 people were killed or injured").click()
    chosen = source(page).locator(".figure.chosen")
    expect(chosen).to_have_text("394")
    assert in_view(page, chosen, source(page))


def test_an_answer_is_copied_with_its_sources(visit: Visit) -> None:
    page = visit(permissions=["clipboard-read", "clipboard-write"])
    answer = ask(page, CHILDREN)
    answer.get_by_role("button", name="Copy").click()
    expect(answer.get_by_role("button", name="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"## {CHILDREN}")
    assert "[1] Demining in the first quarter, Valley Herald, 5 April 2025 <https://valley.example/quarter>" in copied
    assert "“Of the victims, 14 were children and teenagers.”" in copied
