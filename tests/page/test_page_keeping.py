"""What stays in a real browser: the conversation over a reload, links to answers, a file of it; and what was said of answers."""

import json
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from bot.activity import Activity
from bot.conversation import Bot
from tests.page.visiting import CHILDREN, KALBAJAR, VICTIMS, Visit, ask, whole


def kept(bot: Bot) -> Activity:
    return Activity(bot.library.folder, "Azerbaijan", 90, bot.clock)


def test_the_conversation_is_there_after_a_reload_and_goes_on(visit: Visit) -> None:
    page = visit()
    ask(page, VICTIMS)
    ask(page, KALBAJAR, 2)
    page.reload()
    expect(whole(page)).to_contain_text("394 people")
    expect(page.locator(".asked")).to_have_count(2)
    expect(whole(page, 2).locator(".print")).to_contain_text("these sources agree")
    follow_up = ask(page, "And in Lachin by June 2023?", 3)
    page.reload()
    expect(page.locator(".asked")).to_have_count(3)
    expect(follow_up).to_be_visible()


def test_a_new_conversation_stays_empty_after_a_reload(visit: Visit) -> None:
    page = visit()
    ask(page, CHILDREN)
    page.get_by_role("button", name="New conversation").click()
    expect(page.locator(".turn")).to_have_count(0)
    page.reload()
    page.get_by_role("textbox", name="Your question").wait_for()
    page.wait_for_timeout(500)
    expect(page.locator(".turn")).to_have_count(0)


def test_another_browser_sees_nothing_of_it(visit: Visit) -> None:
    ask(visit(), CHILDREN)
    other = visit()
    other.wait_for_timeout(500)
    expect(other.locator(".turn")).to_have_count(0)


def test_deleting_ones_history_deletes_receipts_and_feedback(visit: Visit, bot: Bot) -> None:
    page = visit()
    answer = ask(page, CHILDREN)
    receipt = str(answer.get_by_role("link", name="Link").get_attribute("data-receipt"))
    answer.get_by_role("button", name="Right").click()
    expect(answer.get_by_text("Noted as right")).to_be_visible()
    assert kept(bot).receipts([receipt])
    page.get_by_role("button", name="Delete my history").click()
    expect(page.locator(".turn")).to_have_count(0)
    expect(page.get_by_text("Everything that was kept of your questions is deleted.")).to_be_visible()
    assert kept(bot).receipts([receipt]) == []
    page.reload()
    page.wait_for_timeout(500)
    expect(page.locator(".turn")).to_have_count(0)


def test_what_is_asked_before_the_page_has_opened_is_kept_and_deleted_as_ones_own(chromium: Browser, address: str, bot: Bot) -> None:
    held: list[Route] = []
    with closing(chromium.new_context(locale="en-GB")) as context:
        page = context.new_page()
        page.route("**/run/predict*", lambda route: held.append(route))  # noqa: PLW0108 (Playwright takes no built-in method)
        page.goto(address)
        answer = ask(page, CHILDREN)
        assert held
        while held:
            held.pop().continue_()
        page.unroute("**/run/predict*")
        expect(page.locator("#header")).to_contain_text("MineFacts")
        expect(answer).to_be_visible()
        receipt = str(answer.get_by_role("link", name="Link").get_attribute("data-receipt"))
        assert kept(bot).receipts([receipt])
        page.get_by_role("button", name="Delete my history").click()
        expect(page.get_by_text("Everything that was kept of your questions is deleted.")).to_be_visible()
    assert kept(bot).receipts([receipt]) == []


def test_a_link_reopens_the_answer_in_another_browser(visit: Visit, address: str) -> None:
    given = ask(visit(), CHILDREN)
    said, link = given.locator("p[dir]").first.inner_text(), given.get_by_role("link", name="Link").get_attribute("href")
    page = visit()
    page.goto(f"{address}{link}")
    answer = whole(page)
    expect(answer.locator("p[dir]").first).to_have_text(said)
    expect(answer.get_by_role("note")).to_contain_text("The reports still say so.")
    answer.get_by_role("button", name="Source 1").click()
    expect(page.get_by_role("region", name="Source", exact=True).locator("mark")).to_contain_text("14 were children")


def test_choosing_a_link_copies_its_address(visit: Visit, address: str) -> None:
    page = visit(permissions=["clipboard-read", "clipboard-write"])
    link = ask(page, CHILDREN).get_by_role("link", name="Link")
    link.click()
    expect(page.get_by_role("link", name="Link copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == f"{address}{link.get_attribute('href')}"


def test_a_link_whose_receipt_is_gone_says_so(visit: Visit, address: str) -> None:
    page = visit()
    page.goto(f"{address}?answer=aaaaaaaaaaaaaaaaaaaaaa")
    expect(page.get_by_text("This answer is no longer kept.")).to_be_visible()


def test_the_conversation_is_saved_as_markdown_with_its_sources(visit: Visit, tmp_path: Path) -> None:
    page = visit()
    ask(page, VICTIMS)
    ask(page, KALBAJAR, 2)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as Markdown").click()
    download.value.save_as(tmp_path / "saved.md")
    saved = (tmp_path / "saved.md").read_text("utf-8")
    assert download.value.suggested_filename == "minefacts.md"
    assert saved.index(f"## {VICTIMS}") < saved.index(f"## {KALBAJAR}")
    assert "[2] What deminers did last year, Hill Post, 15 January 2024" in saved


def said_wrong(page: Page, reason: str, comment: str) -> None:
    answer = ask(page, CHILDREN)
    answer.get_by_role("button", name="Wrong").click()
    answer.get_by_role("radio", name=reason).check()
    answer.get_by_role("textbox", name="Tell us more").fill(comment)
    answer.get_by_role("button", name="Send").click()
    expect(answer.get_by_text("Noted as wrong")).to_be_focused()


@pytest.mark.parametrize(("reason", "stored"), [("The number", "wrong number"), ("Not what I asked", "not what I asked")])
def test_a_wrong_answer_is_reported_with_a_reason_and_a_comment(visit: Visit, bot: Bot, reason: str, stored: str) -> None:
    comment = f"Not so: {reason} <b>\N{SNOWMAN}"
    said_wrong(visit(), reason, comment)
    (record,) = [f for f in kept(bot).feedback("wrong") if f["comment"] == comment]
    assert (record["question"], record["reason"], record["answer"]["kind"]) == (CHILDREN, stored, "figure")


def test_nothing_is_kept_of_a_visitor_but_random_ids(visit: Visit, bot: Bot) -> None:
    ask(visit(), CHILDREN)
    with kept(bot)._open() as db:
        rows = json.dumps([tuple(row) for row in db.execute("SELECT * FROM receipt")])
    assert "127.0.0.1" not in rows
    assert "Mozilla" not in rows


def test_what_was_said_of_an_answer_is_still_shown_after_a_reload(visit: Visit) -> None:
    page = visit()
    ask(page, CHILDREN).get_by_role("button", name="Right").click()
    expect(page.get_by_text("Noted as right")).to_be_visible()
    page.reload()
    expect(whole(page).get_by_text("Noted as right")).to_be_visible()
