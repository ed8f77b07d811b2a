"""What a question wants done with numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.intent import LEAST, hashed, intents


@pytest.mark.parametrize(
    ("question", "intent"),
    [
        pytest.param("How many people were injured by mines in Aghdam in 2023?", "count", id="en-count"),
        pytest.param("2023-cü ildə neçə nəfər yaralanıb?", "count", id="az-count"),
        pytest.param("Сколько человек погибло в 2023 году?", "count", id="ru-count"),
        pytest.param("What is the latest number of victims?", "count", id="en-latest"),
        pytest.param("How many people were killed and injured together?", "sum", id="en-sum"),
        pytest.param("How many victims other than civilians were there?", "rest", id="en-rest"),
        pytest.param("What percentage of the victims were civilians?", "share", id="en-share"),
        pytest.param("Zərərçəkənlərin neçə faizi mülki şəxsdir?", "share", id="az-share"),
        pytest.param("Какова доля гражданских среди пострадавших?", "share", id="ru-share"),
        pytest.param("How many hectares were cleared per day in May 2024?", "average", id="en-average"),
        pytest.param("Сколько гектаров очищали в среднем в день?", "average", id="ru-average"),
        pytest.param("How many more mines were found in May than in April 2024?", "difference", id="en-difference"),
        pytest.param("На сколько больше мин нашли в мае, чем в апреле 2024 года?", "difference", id="ru-difference"),
        pytest.param("How many hectares is that in square kilometres?", "convert", id="en-convert"),
        pytest.param("Do the parts add up to the total of 60?", "adds_up", id="en-adds-up"),
        pytest.param("How did the number of victims change from 2021 to 2024?", "trend", id="en-trend"),
        pytest.param("Qurbanların sayı illər üzrə necə dəyişib?", "trend", id="az-trend"),
        pytest.param("Как менялось число жертв?", "trend", id="ru-trend"),
        pytest.param("Did more people die in 2022 or in 2023?", "compare", id="en-compare"),
        pytest.param("2022-ci ildə, yoxsa 2023-cü ildə daha çox mina tapılıb?", "compare", id="az-compare"),
        pytest.param("Где нашли больше мин: в Лачине или в Кельбаджаре?", "compare", id="ru-compare"),
        pytest.param("Why do the two numbers of victims differ?", "why_differ", id="en-why-differ"),
        pytest.param("Почему цифры отличаются?", "why_differ", id="ru-why-differ"),
        pytest.param("Is it true that 45 people were killed?", "premise", id="en-premise"),
        pytest.param("Правда ли, что погибло 45 человек?", "premise", id="ru-premise"),
        pytest.param("Why is the road closed?", "other", id="en-other"),
        pytest.param("Yol niyə bağlıdır?", "other", id="az-other"),
        pytest.param("Who is the head of the agency?", "other", id="en-who"),
    ],
)
def test_a_plain_question_says_what_it_wants(question: str, intent: str) -> None:
    assert intents(question)[0][0] == intent


@pytest.mark.parametrize(
    "question",
    ["How many of the victims were children?", "How many of the 38 casualties were children?", "Zərərçəkənlərin neçəsi uşaqdır?", "Сколько из пострадавших были детьми?"],
    ids=["en", "en-number", "az", "ru"],
)  # fmt: skip
def test_how_many_of_a_whole_is_a_count(question: str) -> None:
    assert intents(question)[0][0] == "count"


@pytest.mark.parametrize("question", ["How many of the victims were children?", "Сколько из пострадавших были детьми?"], ids=["en", "ru"])
def test_how_many_of_a_whole_is_no_share(question: str) -> None:
    assert intents(question)[0][0] != "share"


@given(st.text(max_size=60).map("how {}".format))
def test_intents_are_sorted_and_worth_trying(question: str) -> None:
    found = intents(question)
    probabilities = [p for _, p in found]
    assert found
    assert probabilities == sorted(probabilities, reverse=True)
    assert 0 < sum(probabilities) <= 1.0001
    assert all(p >= LEAST for p in probabilities[1:])
    assert len({name for name, _ in found}) == len(found)


@given(st.text(max_size=60).map("how {}".format))
def test_the_features_of_a_question_have_unit_length(question: str) -> None:
    columns, values = hashed(question)
    assert len(set(columns.tolist())) == len(columns)
    assert abs(float((values**2).sum()) - 1) < 1e-4


def test_dates_places_and_numbers_are_no_words_to_the_classifier() -> None:
    one, other = (
        hashed(f"How many hectares were cleared in {place} in {year}?")[0].tolist() for place, year in (("Lachin", 2022), ("Aghdam", 2024))
    )
    assert one == other
