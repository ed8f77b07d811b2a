"""Conversations through the whole bot: follow-ups, asking back, where a number comes from, and that nothing leaks from one to another."""

import json
import random
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest

from bot.citations import Answer
from bot.conversation import Bot

TURNS = 200
OPENING = "From Nov. 10, 2020, to May 19, 2025, how many mine victims were there in Azerbaijan?"


def talk(bot: Bot, *turns: str) -> Answer:
    """The answer to the last of these turns."""
    state: dict[str, Any] | None = None
    answers = []
    for turn in turns:
        answers.append(bot.reply(turn, state=state))
        state = answers[-1].state
    return answers[-1]


def test_a_part_is_counted_in_the_scope_of_the_whole_before(bot: Bot) -> None:
    answer = talk(bot, OPENING, "how many of them were civilians?")
    assert answer.figures[0]["value"] == 21


def test_where_a_number_comes_from_is_told_with_its_sentence(bot: Bot) -> None:
    answer = talk(bot, OPENING, "where does that number come from?")
    assert answer.kind == "quote"
    assert [c.source for c in answer.citations] == ["aghdam.txt"]


def test_another_number_is_told_not_to_be_the_one_that_was_answered(bot: Bot) -> None:
    answer = talk(bot, OPENING, "are you sure? I read 21")
    assert answer.text.startswith("No: ")
    assert {f["value"] for f in answer.figures} == {36, 21}


def test_what_cannot_be_counted_is_asked_back_about_and_the_choice_is_remembered(bot: Bot) -> None:
    assert talk(bot, "how many?").kind == "clarify"
    assert talk(bot, "how many?", "hectares in Aghdam").figures[0]["value"] == 412


def test_a_state_names_the_slots_and_the_article_that_was_cited(bot: Bot) -> None:
    state = talk(bot, "How many hectares were cleared in Aghdam?").state
    assert state["article"] == "aghdam.txt"
    assert state["slots"] == {"measure": ["hectares"], "activity": ["cleared"], "place": ["in Aghdam"]}
    assert json.loads(json.dumps(state)) == state


def test_a_history_is_replayed_like_the_turns_themselves(bot: Bot) -> None:
    turns = [OPENING, "how many of them were civilians?", "and children?"]
    assert bot.reply(turns[-1], turns[:-1]).text == talk(bot, *turns).text


def test_a_question_in_another_language_is_told_which_languages_are_understood(bot: Bot) -> None:
    answer = bot.reply("Wie viele Menschen sind in Lachin durch Minen gestorben?")
    assert "English, Azerbaijani and Russian" in answer.text


def messages() -> Iterator[str]:
    """Questions about the samples, messages from beside a mine, and turns that lean on others."""
    cases = files("eval").joinpath("cases")
    for name in ("samples.jsonl", "safety/messages.jsonl"):
        for line in cases.joinpath(name).read_text("utf-8").splitlines():
            record = json.loads(line)
            yield record.get("question") or record["text"]
    yield from (
        "and in 2022?",
        "how many of them?",
        "bəs Ağdam?",
        "а раньше?",
        "are you sure? I read 7",
        "thanks",
        "is there a newer figure?",
    )
    yield from (
        "why?",
        "mines",
        "?!x",
        "2024",
        "in December",
        "the week before",
        "ondan əvvəlki il?",
        "источник?",
        "\u202e\ud83d what",
        "🙂 hm",
    )


@pytest.mark.parametrize("seed", [1, 2])
def test_no_sequence_of_random_turns_raises_or_leaks_into_another_conversation(bot: Bot, seed: int) -> None:
    chosen = random.Random(seed).choices(sorted(messages()), k=TURNS)
    states: dict[int, dict[str, Any] | None] = {0: None, 1: None}
    for number, turn in enumerate(chosen):
        answer = bot.reply(turn, state=states[number % 2])
        assert answer.text.strip()
        assert len(answer.standalone) <= bot.settings.longest_question
        states[number % 2] = answer.state
    alone: dict[str, Any] | None = None
    for turn in chosen[::2]:
        alone = bot.reply(turn, state=alone).state
    assert alone == states[0]
