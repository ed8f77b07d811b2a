"""What is worked out from the numbers just told, and what later turns still lean on."""

import pytest

from bot.asked_slots import happened
from bot.conversation import Bot
from bot.follow_up import understand
from bot.memory import Memory
from bot.small_talk import read_talk
from bot.turn_words import full_years
from tests.bot.test_conversations import OPENING, talk

AREA = "How many hectares were cleared in Aghdam?"


@pytest.mark.parametrize(
    "turn", ["what is that in km²?", "so how much is that in square kilometres?", "это сколько квадратных километров?"]
)
def test_an_area_just_told_is_converted(bot: Bot, turn: str) -> None:
    answer = talk(bot, AREA, turn)
    assert answer.kind == "computed"
    assert {f["value"] for f in answer.figures} == {412, 4.12}


@pytest.mark.parametrize("turn", ["as a percentage?", "what share is that?", "в процентах?"])
def test_a_part_just_told_is_given_in_percent_of_its_whole(bot: Bot, turn: str) -> None:
    answer = talk(bot, OPENING, "how many of them were civilians?", turn)
    assert answer.kind == "computed"
    assert 58.3 in {f["value"] for f in answer.figures}


def test_a_number_told_two_turns_ago_is_still_converted_after_thanks(bot: Bot) -> None:
    answer = talk(bot, AREA, "thanks", "ok, the 412, what is that in km²?")
    assert 4.12 in {f["value"] for f in answer.figures}


def test_where_one_of_the_numbers_told_comes_from_is_asked_by_its_number(bot: Bot) -> None:
    answer = talk(bot, OPENING, AREA, "who says 36?")
    assert [c.quote for c in answer.citations] == ["From Nov. 10, 2020, to May 19, 2025, there were 36 victims of mines in the district."]


def test_a_conversion_leaves_the_topic_as_it_was(bot: Bot) -> None:
    before = talk(bot, AREA).state
    after = talk(bot, AREA, "what is that in km²?").state
    assert (after["standalone"], after["article"]) == (before["standalone"], before["article"])


def test_a_turn_with_nothing_of_its_own_is_answered_from_the_report_being_talked_of(bot: Bot) -> None:
    answer = talk(bot, "Who was injured near Lachin on March 1, 2024?", "was any child hurt?")
    assert {c.source for c in answer.citations} == {"https://wire.example/lachin"}
    assert "No child was hurt in the blast." in answer.text


def test_what_is_refused_on_the_way_does_not_end_the_topic(bot: Bot) -> None:
    before = talk(bot, AREA).state
    refused = talk(bot, AREA, "why was the helicopter late?")
    assert refused.kind == "refusal"
    assert refused.state["cited"] == before["cited"]


@pytest.mark.parametrize(
    ("turn", "written"),
    [
        ("а жертв всего с 91 года", "а жертв всего с 1991 года"),
        ("на начало 24го?", "на начало 2024?"),
        ("and in '23?", "and in 2023?"),
        ("how many in 24 districts?", "how many in 24 districts?"),
    ],
)
def test_a_year_of_two_digits_is_read_in_full(turn: str, written: str) -> None:
    assert full_years(turn) == written


@pytest.mark.parametrize(
    ("before", "turn", "standalone"),
    [
        ("How many mine victims were there in 2024?", "the dead?", "How many dead were there in 2024?"),
        ("How many people were killed by mines in 2024?", "all victims", "How many victims were by mines in 2024?"),
        ("Casualties in Cambodia, January to November 2025?", "same months a year earlier", "Casualties in Cambodia, from January 2024 to November 2024?"),
        ("Which district had the most mine victims in 2024?", "and Aghdam?", "How many mine victims in 2024 in Aghdam?"),
        ("How many hectares did the army clear in May 2025?", "just the emergency ministry?", "How many hectares did emergency ministry clear in May 2025?"),
    ],
    ids=["a part of victims", "victims instead of killed", "the same months", "a place instead of the most", "another body"],
)  # fmt: skip
def test_a_fragment_replaces_what_it_is_another_of(before: str, turn: str, standalone: str) -> None:
    assert understand(turn, Memory(before, "en")).standalone == standalone


@pytest.mark.parametrize(
    ("turn", "words"), [("was anybody hurt in that one?", "hurt"), ("yaralanan olub?", "yaralanan olub"), ("how many were hurt?", None)]
)
def test_whether_something_happened_is_asked_by_what_happened(turn: str, words: str | None) -> None:
    assert happened(turn, "az" if "olub" in turn else "en") == words


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("ok. scared now but thank you", "thanks"),
        ("fair enough. bye", "bye"),
        ("Fuzuli, thanks", None),
        ("сапёры приехали, я цел, спасибо!", "thanks"),
    ],
)
def test_thanks_at_the_end_of_what_asks_nothing_is_small_talk(message: str, kind: str | None) -> None:
    assert read_talk(message).kind == kind
