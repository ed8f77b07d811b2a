"""The words by which a question asks for an operation."""

import pytest

from bot.operations import operations_of


@pytest.mark.parametrize(
    ("question", "operation"),
    [
        pytest.param("Qurbanların sayı necə dəyişib?", "trend", id="az-trend"),
        pytest.param("Qurbanların sayı artıb?", "trend", id="az-rising"),
        pytest.param("Mülki şəxslər çıxmaqla neçə nəfər yaralanıb?", "rest", id="az-rest"),
        pytest.param("Qurbanlar arasında uşaqların payı nədir?", "share", id="az-share"),
        pytest.param("Hansı rayonda daha çox mina tapılıb?", "compare", id="az-compare"),
        pytest.param("Mülki şəxslərdən başqa neçə nəfər yaralanıb?", "rest", id="az-other-than"),
        pytest.param("Сколько пострадавших, не считая военных?", "rest", id="ru-rest"),
        pytest.param("Растёт ли число жертв?", "trend", id="ru-rising"),
        pytest.param("How many victims, not counting soldiers?", "rest", id="en-rest"),
        pytest.param("Is the number of victims going up?", "trend", id="en-rising"),
        pytest.param("How many hectares a day on average?", "average", id="en-average"),
    ],
)
def test_a_question_says_its_operation(question: str, operation: str) -> None:
    assert operation in operations_of(question)


@pytest.mark.parametrize(
    "question",
    ["How many people were injured in 2023?", "2023-cü ildə neçə nəfər yaralanıb?", "Сколько человек погибло?"],
    ids=["en", "az", "ru"],
)
def test_a_plain_question_asks_for_none(question: str) -> None:
    assert operations_of(question) == []
