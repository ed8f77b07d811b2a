"""Turns that come back to what was talked of earlier."""

import pytest

from bot.memory import Memory, Topic, read_state
from bot.returning import returned

LESSONS = Topic("How many people were taught about mine risks in the first half of 2026?", "en")
NOW = Memory(
    "How many casualties were there worldwide in 2024?", "en", topics=(LESSONS, Topic("How many mines were found in April 2026?", "en"))
)


@pytest.mark.parametrize(
    ("turn", "rest", "topic"),
    [
        ("Back to April. How many anti-tank ones?", "How many anti-tank ones?", "How many mines were found in April 2026?"),
        ("Back to the lessons - in how many villages?", "in how many villages?", LESSONS.standalone),
        ("Вернёмся к апрелю: сколько?", "сколько?", "How many mines were found in April 2026?"),
        ("ok and back to the casualties, how many children?", "how many children?", NOW.standalone),
        ("How many were found in April?", "How many were found in April?", NOW.standalone),
    ],
    ids=["a topic by its month", "the topic before the last change", "another language", "the topic of now", "no return"],
)
def test_a_turn_that_comes_back_is_heard_in_the_light_of_that_topic(turn: str, rest: str, topic: str) -> None:
    back = returned(turn, NOW)
    assert (back.turn, back.memory.standalone) == (rest, topic)


def test_topics_survive_their_way_through_a_state() -> None:
    assert read_state(NOW.to_state()).topics == NOW.topics
