"""Questions: what they ask for, in which language, and how they stand alone."""

import pytest

from bot.question import read_question
from ingest.errors import UserError


@pytest.mark.parametrize(
    ("question", "wants"),
    [
        pytest.param("How many mine victims were there?", "number", id="en-how-many"),
        pytest.param("When did the blast happen?", "date", id="en-when"),
        pytest.param("Where was the mine found?", "place", id="en-where"),
        pytest.param("Who was injured?", "person", id="en-who"),
        pytest.param("Why is the road closed?", "reason", id="en-why"),
        pytest.param("Is the road open?", "any", id="en-any"),
        pytest.param("Neçə nəfər minaya düşüb?", "number", id="az-how-many"),
        pytest.param("Partlayış nə vaxt olub?", "date", id="az-when"),
        pytest.param("Partlayış harada olub?", "place", id="az-where"),
        pytest.param("Kim yaralanıb?", "person", id="az-who"),
        pytest.param("Yol niyə bağlıdır?", "reason", id="az-why"),
        pytest.param("Сколько мин нашли?", "number", id="ru-how-many"),
        pytest.param("Когда произошёл взрыв?", "date", id="ru-when"),
        pytest.param("Где нашли мину?", "place", id="ru-where"),
        pytest.param("Кто пострадал?", "person", id="ru-who"),
        pytest.param("Почему дорога закрыта?", "reason", id="ru-why"),
        pytest.param("How old was the driver?", "age", id="en-how-old"),
        pytest.param("Age of the shepherd?", "age", id="en-age-of"),
        pytest.param("Çobanın yaşı neçədir?", "age", id="az-age"),
        pytest.param("Сколько лет было водителю?", "age", id="ru-age"),
        pytest.param("How many children under the age of 12 were hurt?", "number", id="en-under-the-age"),
    ],
)
def test_a_question_says_what_it_asks_for(question: str, wants: str) -> None:
    assert read_question(question).wants == wants


@pytest.mark.parametrize(
    ("question", "newest"),
    [
        ("What is the latest number of victims?", True),
        ("Son rəqəm nədir?", True),
        ("Каковы последние данные?", True),
        ("How many victims were there in 2023?", False),
    ],
    ids=["en", "az", "ru", "dated"],
)
def test_a_question_may_ask_for_the_newest(question: str, newest: bool) -> None:
    assert read_question(question).newest is newest


@pytest.mark.parametrize(
    ("question", "language"),
    [
        pytest.param("How many people were injured by mines this year?", "en", id="en"),
        pytest.param("Bu il minalardan neçə nəfər yaralanıb?", "az", id="az"),
        pytest.param("Сколько человек пострадало от мин в этом году?", "ru", id="ru"),
        pytest.param("Скільки людей постраждало від мін цього року?", "ru", id="ukrainian-is-answered-in-ru"),
        pytest.param("Bu yıl mayınlardan kaç kişi yaralandı?", "az", id="turkish-is-answered-in-az"),
        pytest.param("Wie viele Menschen wurden durch Minen verletzt?", "en", id="german-is-answered-in-en"),
    ],
)
def test_a_question_is_answered_in_the_nearest_of_the_three_languages(question: str, language: str) -> None:
    assert read_question(question).language == language


def test_the_question_itself_stays_as_it_was_asked() -> None:
    assert read_question("  And in\n2022? ").text == "And in 2022?"


@pytest.mark.parametrize("question", ["", "   \n", "?!", "…"], ids=["empty", "blank", "marks", "dots"])
def test_an_empty_question_is_the_users_to_mend(question: str) -> None:
    with pytest.raises(UserError, match="the question is empty; write what you want to know"):
        read_question(question)


def test_a_question_of_100_000_characters_is_the_users_to_mend() -> None:
    with pytest.raises(UserError, match=r"has 100,000 characters, more than 2,000; ask it in fewer words"):
        read_question("mine " * 19_999 + "mines")


def test_the_longest_question_may_be_set() -> None:
    with pytest.raises(UserError, match="more than 10"):
        read_question("How many mines?", longest=10)
