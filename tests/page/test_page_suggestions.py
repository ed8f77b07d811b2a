"""Where a visitor begins and goes on: questions that this library is known to answer."""

import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from bot.citations import Answer
from bot.conversation import Bot
from bot.web.examples import Warming
from bot.web.suggestions import Suggestion, find_suggestions, next_questions
from tests.page.visiting import CHILDREN, OFF_TOPIC, Visit, ask, whole


@pytest.fixture(scope="module")
def known(bot: Bot) -> tuple[Suggestion, ...]:
    return find_suggestions(bot, lambda: True)


def test_every_suggestion_is_answered_with_a_figure_of_its_place(bot: Bot, known: tuple[Suggestion, ...]) -> None:
    assert known
    for suggestion in known:
        answer = bot.reply(suggestion.question)
        assert answer.citations
        assert (answer.figures[0]["unit"], answer.figures[0]["place"]) == (suggestion.unit, suggestion.place)


def test_what_the_library_does_not_state_is_not_suggested(known: tuple[Suggestion, ...]) -> None:
    assert not any("anti-tank" in s.question for s in known)


def test_suggestions_are_not_looked_for_any_longer_when_it_is_to_end(bot: Bot) -> None:
    assert find_suggestions(bot, lambda: False) == ()


def suggestion(question: str, unit: str, place: str, language: str = "en") -> Suggestion:
    return Suggestion(question, language, unit, place)


FIGURE = {"unit": "people", "place": "Aghdam"}


@pytest.mark.parametrize(
    ("known_", "shown"),
    [
        ((suggestion("a", "people", "Lachin"), suggestion("b", "hectares", "Aghdam")), ("b", "a")),
        ((suggestion("asked", "people", "Aghdam"),), ()),
        ((suggestion("a", "people", "Aghdam", "ru"),), ()),
        (tuple(suggestion(q, "people", "Aghdam") for q in "abcd"), ("a", "b", "c")),
        ((suggestion("a", "people", "Aghdam"), suggestion("b", "people", "Aghdam"), suggestion("c", "devices", "Lachin")), ("a", "c", "b")),
    ],
    ids=["of the same place first", "not what was asked", "not in another language", "at most three", "of each kind one first"],
)
def test_next_questions_are_near_the_answer_and_new(known_: tuple[Suggestion, ...], shown: tuple[str, ...]) -> None:
    answer = Answer("figure", "Said.", "en", figures=(FIGURE,))
    assert next_questions(known_, answer, frozenset({"asked"})) == shown


def test_a_next_question_is_asked_when_it_is_chosen(visit: Visit) -> None:
    page = visit()
    following = ask(page, CHILDREN).locator(".next button").first
    question = following.inner_text()
    following.click()
    expect(whole(page, 2).get_by_role("button", name="Source 1")).to_be_visible()
    expect(page.locator(".asked").nth(1)).to_have_text(f"You asked: {question}")


def test_a_refusal_shows_what_can_be_asked(visit: Visit) -> None:
    page = visit()
    expect(ask(page, OFF_TOPIC).locator(".next button")).to_have_count(3)


def test_a_new_generation_is_tried_again(
    bot: Bot, open_bot: Callable[[Path], Bot], add: Callable[..., object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.web.examples.LOOK_AGAIN", 0.05)
    own = open_bot(Path(shutil.copytree(bot.library.folder, tmp_path / "library")))
    warming = Warming(own)
    warming.start()
    try:
        assert warming.done.wait(60)
        (tmp_path / "new.txt").write_text(
            "TITLE: Tanks\nDATE: 5 July 2025\nPUBLISHER: Hill Post\n\nIn 2024, 61 anti-tank mines were found in the Lachin district.\n",
            "utf-8",
        )
        add(own.library.folder, tmp_path / "new.txt")
        for _ in range(600):
            if any("anti-tank" in s.question for s in warming.suggestions):
                break
            time.sleep(0.1)
        assert any("anti-tank" in s.question for s in warming.suggestions)
    finally:
        warming.end()
