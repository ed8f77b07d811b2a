"""The page in a real browser: what a visitor can rely on."""

import threading
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from bot.citations import Answer
from bot.conversation import Bot
from tests.page.visiting import BRIDGE, CHILDREN, OFF_TOPIC, VICTIMS, Visit, ask, in_view, source


def test_a_number_comes_with_its_sentence_outlet_and_date(visit: Visit) -> None:
    answer = ask(visit(), CHILDREN)
    expect(answer).to_contain_text("14 children and teenagers were killed or injured")
    expect(answer).to_contain_text("Valley Herald, 5 April 2025")
    expect(answer).to_contain_text("“Of the victims, 14 were children and teenagers.”")


def test_a_quote_that_points_back_shows_to_what(visit: Visit) -> None:
    expect(ask(visit(), CHILDREN)).to_contain_text("points back to: The agency counted 394 mine victims in Azerbaijan.")


@pytest.mark.parametrize("way", ["mouse", "Enter", "Space"])
def test_a_citation_opens_its_report_with_the_quoted_sentence_marked_in_view(visit: Visit, way: str) -> None:
    page = visit(viewport={"width": 1280, "height": 800})
    button = ask(page, CHILDREN).get_by_role("button", name="Source 1")
    button.click() if way == "mouse" else button.press(way)
    expect(source(page)).to_be_focused()
    marked = source(page).locator("mark")
    expect(marked).to_have_text("Of the victims, 14 were children and teenagers.")
    assert in_view(page, marked, source(page))


def test_the_source_panel_shows_the_whole_report_and_what_is_known_of_it(visit: Visit) -> None:
    page = visit()
    ask(page, CHILDREN).get_by_role("button", name="Source 1").click()
    for said in (
        "Demining in the first quarter",
        "Valley Herald",
        "5 April 2025",
        "English",
        "Paragraph 1 of the report",
        "Paragraph 39 of the report",
        "Nothing else was said.",
    ):
        expect(source(page)).to_contain_text(said)
    expect(source(page).locator(".context")).to_have_text("The agency counted 394 mine victims in Azerbaijan.")
    original = source(page).get_by_role("link", name="Open the original report")
    expect(original).to_have_attribute("href", "https://valley.example/quarter")
    expect(original).to_have_attribute("rel", "noopener noreferrer nofollow")
    expect(original).to_have_attribute("target", "_blank")


@pytest.mark.parametrize("way", ["button", "Escape"])
def test_closing_the_source_gives_the_focus_back_and_it_opens_again(visit: Visit, way: str) -> None:
    page = visit()
    button = ask(page, CHILDREN).get_by_role("button", name="Source 1")
    for _ in range(2):
        button.click()
        expect(source(page)).to_be_focused()
        source(page).get_by_role("button", name="Close the source").click() if way == "button" else page.keyboard.press("Escape")
        expect(source(page)).to_have_count(0)
        expect(button).to_be_focused()


def test_a_citation_of_an_earlier_answer_still_opens_its_own_report(visit: Visit) -> None:
    page = visit()
    ask(page, CHILDREN)
    ask(page, BRIDGE, 2)
    page.get_by_role("region", name="Answer 1").get_by_role("button", name="Source 1").click()
    expect(source(page).get_by_role("heading")).to_have_text("Demining in the first quarter")


def test_a_refusal_looks_like_one(visit: Visit) -> None:
    answer = ask(visit(), OFF_TOPIC)
    expect(answer.get_by_role("heading", name="Not stated in the reports")).to_be_visible()
    expect(answer).to_have_class("answer refusal")


def test_somebody_beside_a_mine_gets_an_alert_first(visit: Visit) -> None:
    answer = ask(visit(), "I found an old shell behind our barn, can I carry it to the road?")
    expect(answer.get_by_role("alert")).to_contain_text("do not touch it")
    expect(answer.get_by_role("heading")).to_have_count(0)


def test_an_answer_does_not_look_like_a_refusal(visit: Visit) -> None:
    answer = ask(visit(), CHILDREN)
    expect(answer.get_by_role("heading")).to_have_count(0)
    expect(answer).to_have_class("answer figure")


def test_a_follow_up_is_understood_by_the_turn_before_and_says_how(visit: Visit) -> None:
    page = visit()
    ask(page, VICTIMS)
    follow_up = ask(page, "How many of them were children?", 2)
    expect(follow_up).to_contain_text("14 were children and teenagers")
    expect(follow_up).to_contain_text("Understood as: How many of the mine victims were children in Azerbaijan?")


def test_a_russian_question_is_answered_in_russian(visit: Visit) -> None:
    page = visit()
    answer = ask(page, "Сколько гектаров очистили сапёры в Губадлинском районе?")
    expect(answer).to_contain_text("1 июня 2023")
    answer.get_by_role("button", name="Source 1").click()
    expect(source(page)).to_contain_text("Опубликовано")


def test_what_a_report_or_a_question_says_is_never_run(visit: Visit) -> None:
    page = visit()
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    images, scripts = page.locator("img").count(), page.locator("script").count()
    answer = ask(page, f"{BRIDGE} <img src=x onerror=alert(8)><script>alert(9)</script> ${{alert(10)}}")
    answer.get_by_role("button", name="Source 1").click()
    expect(source(page).get_by_role("heading")).to_have_text("<script>alert(1)</script><img src=x onerror=alert(2)>")
    expect(source(page).locator("mark")).to_contain_text(
        "<img src=x onerror=alert(5)> ${alert(6)} {{7*7}} `alert(7)` </div></section> [3]."
    )
    expect(page.locator(".asked")).to_contain_text("<script>alert(9)</script> ${alert(10)}")
    page.wait_for_timeout(300)
    assert (page.locator("img").count(), page.locator("script").count(), dialogs) == (images, scripts, [])


def test_a_bracketed_number_inside_a_quote_is_no_citation(visit: Visit) -> None:
    answer = ask(visit(), BRIDGE)
    expect(answer).to_contain_text("</section> [3].”")
    expect(answer.get_by_role("button", name="Source")).to_have_count(1)  # that of our own [1]


def test_no_request_leaves_the_host(visit: Visit, address: str) -> None:
    page = visit()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    ask(page, CHILDREN).get_by_role("button", name="Source 1").click()
    expect(source(page)).to_be_visible()
    outside = {url for url in asked if urlsplit(url).scheme not in {"data", "blob"} and urlsplit(url).netloc != urlsplit(address).netloc}
    assert asked
    assert outside == set()


def test_two_visitors_do_not_see_each_others_conversation(visit: Visit) -> None:
    one, other = visit(), visit()
    ask(one, CHILDREN)
    ask(other, OFF_TOPIC)
    expect(one.locator(".asked")).to_have_text([f"You asked: {CHILDREN}"])
    expect(other.locator(".asked")).to_have_text([f"You asked: {OFF_TOPIC}"])
    follow_up = ask(other, "How many of them were children?", 2)
    expect(follow_up).not_to_contain_text(CHILDREN)


def test_a_new_conversation_is_empty_and_forgets_the_old_one(visit: Visit) -> None:
    page = visit()
    ask(page, CHILDREN).get_by_role("button", name="Source 1").click()
    expect(source(page)).to_be_visible()
    page.get_by_role("button", name="New conversation").click()
    expect(page.locator(".turn")).to_have_count(0)
    expect(source(page)).to_have_count(0)
    expect(ask(page, "And in Zangilan?")).not_to_contain_text("Understood as")


def test_an_example_is_asked_when_it_is_chosen(visit: Visit) -> None:
    page = visit()
    example = page.locator("button.example").first
    question = example.inner_text()
    example.click()
    expect(page.get_by_role("region", name="Answer 1").get_by_role("button", name="Source 1")).to_be_visible()
    expect(page.locator(".asked")).to_have_text([f"You asked: {question}"])


@pytest.mark.parametrize(
    ("question", "line"),
    [("?!", "The question is empty"), ("mine " * 500, "The question has 2,499 characters, more than 2,000")],
    ids=["empty", "too long"],
)
def test_a_question_that_cannot_be_asked_gets_a_friendly_line(visit: Visit, question: str, line: str) -> None:
    page = visit()
    box = page.get_by_role("textbox", name="Your question")
    box.fill(question)
    page.get_by_role("button", name="Ask").click()
    expect(page.get_by_role("log")).to_contain_text(line)
    expect(box).to_have_value(question)


@pytest.mark.parametrize("width", [360, 700, 1280])
def test_nothing_scrolls_sideways(visit: Visit, width: int) -> None:
    page = visit(viewport={"width": width, "height": 740})
    ask(page, BRIDGE).get_by_role("button", name="Source 1").click()
    expect(source(page)).to_be_visible()
    ask(page, "x" * 400, 2)
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_on_a_phone_the_source_stands_below_the_conversation(visit: Visit) -> None:
    page = visit(viewport={"width": 360, "height": 740})
    answer = ask(page, CHILDREN)
    answer.get_by_role("button", name="Source 1").click()
    expect(source(page)).to_be_focused()
    above, below = answer.bounding_box(), source(page).bounding_box()
    assert above
    assert below
    assert above["y"] + above["height"] <= below["y"]
    assert in_view(page, source(page).locator("mark"), source(page))


def test_the_head_says_what_the_library_covers_and_that_it_holds_samples(visit: Visit) -> None:
    page = visit()
    expect(page.get_by_text("The library holds 11 reports, published from 5 July 2022 to 5 April 2025.")).to_be_visible()
    expect(page.get_by_role("note")).to_contain_text("Sample reports")


def test_stop_ends_an_answer_and_the_next_question_is_answered(visit: Visit, bot: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    page, let_go, reply = visit(), threading.Event(), bot.reply

    def held_back(*given: object, **named: object) -> Answer:
        let_go.wait(20)  # seconds
        return reply(*given, **named)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(bot, "reply", held_back)
        page.get_by_role("textbox", name="Your question").fill(CHILDREN)
        page.keyboard.press("Enter")
        expect(page.get_by_role("region", name="Answer 1")).to_have_text("Searching the reports…")
        page.get_by_role("button", name="Stop").click()
        expect(page.get_by_role("region", name="Answer 1")).to_have_text("Stopped.")
        let_go.set()
    expect(page.get_by_role("button", name="Stop")).to_be_hidden()
    expect(ask(page, CHILDREN, 2)).to_contain_text("14 were children")


def test_a_question_sent_while_another_is_answered_is_answered_next(visit: Visit, bot: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    page, let_go, reply = visit(), threading.Event(), bot.reply

    def held_back(*given: object, **named: object) -> Answer:
        let_go.wait(20)  # seconds
        return reply(*given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(bot, "reply", held_back)
    page.get_by_role("textbox", name="Your question").fill(CHILDREN)
    page.keyboard.press("Enter")
    expect(page.get_by_role("region", name="Answer 1")).to_be_visible()
    page.get_by_role("textbox", name="Your question").fill(BRIDGE)
    page.keyboard.press("Enter")
    let_go.set()
    expect(page.get_by_role("region", name="Answer 2")).to_contain_text("77 mines")
    expect(page.get_by_role("region", name="Answer 1")).to_contain_text("14 were children")


def test_a_fault_of_ours_is_said_without_its_details(visit: Visit, bot: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    page = visit()

    def broken(*given: object, **named: object) -> Answer:
        raise RuntimeError("/secret/path")

    monkeypatch.setattr(bot, "reply", broken)
    page.get_by_role("textbox", name="Your question").fill(CHILDREN)
    page.keyboard.press("Enter")
    expect(page.get_by_role("log")).to_contain_text("Something went wrong here; the question was not answered")
    expect(page.get_by_text("/secret/path")).to_have_count(0)
