"""Turns of a conversation: which lean on the one before, and how they stand alone."""

from dataclasses import replace

import pytest

from bot.asked_slots import slots_in
from bot.follow_up import DOUBT, INCOMPLETE, NEW, NEWER, ORIGIN, understand
from bot.memory import Cited, Memory, read_state
from bot.question import question_language
from ingest.figures.figure import Period

CITED = (Cited("report.txt", "digest", 0, 10),)


def after(question: str, language: str = "en") -> Memory:
    """What is remembered after a question that was answered with a citation."""
    return Memory(question, language, tuple((s.name, s.words) for s in slots_in(question, language)), CITED)


@pytest.mark.parametrize(
    ("earlier", "turn", "standalone"),
    [
        pytest.param("How many hectares were cleared in 2025?", "And in 2022?", "How many hectares were cleared in 2022?", id="period-replaced"),
        pytest.param("How many hectares were cleared in Aghdam in 2025?", "what about Lachin?", "How many hectares were cleared in Lachin in 2025?", id="place-replaced"),
        pytest.param("How many mine victims have there been since 1991?", "How many of those were children?", "How many of the mine victims were children since 1991?", id="narrowed"),
        pytest.param("How many of the mine victims were children since 1991?", "and women?", "How many of the mine victims were women since 1991?", id="whom-replaced"),
        pytest.param("How many hectares were cleared in April 2026?", "and the month after?", "How many hectares were cleared in May 2026?", id="next-month"),
        pytest.param("How many hectares were cleared from 16 to 22 February 2026?", "And the week before?", "How many hectares were cleared 9–15 February 2026?", id="week-before"),
        pytest.param("How many hectares were cleared in 2022?", "and in December?", "How many hectares were cleared in December 2022?", id="month-takes-the-year"),
        pytest.param("How many hectares were cleared in May 2026?", "What about UXO?", "How many UXO in May 2026?", id="another-measure"),
        pytest.param("How many mines were found in Aghdam in 2024?", "how many in Fuzuli?", "How many mines were found in Fuzuli in 2024?", id="how-many-there"),
        pytest.param("How many hectares were cleared in June 2026?", "Now the hectares for the whole half-year", "How many hectares were cleared from January 2026 to June 2026?", id="half-year"),
        pytest.param("How many hectares were cleared from January to June 2026?", "And in the same months of 2025?", "How many hectares were cleared from January 2025 to June 2025?", id="same-months"),
        pytest.param("How many women died since 1991?", "And how many children since November 2020?", "How many children died since November 2020?", id="whom-and-period"),
        pytest.param("How many women became victims since 1991?", "how many of those women died?", "How many of those women died since 1991?", id="named-part"),
        pytest.param("How many were wounded in 2025?", "And how many deaths was it?", "How many deaths was it in 2025?", id="another-outcome"),
        pytest.param("How many civilians died in 2025?", "so civilians altogether?", "How many civilians victims in 2025?", id="altogether"),
        pytest.param("How many incidents were there in 2025?", "which district had the most victims?", "Which district had the most victims in 2025?", id="superlative"),
        pytest.param("Сколько людей обучили за июнь 2026?", "and how many instructors do they have?", "How many instructors do they have in June 2026?", id="another-language"),
        pytest.param("2025-ci il sentyabrın 8-14-də neçə hektar təmizlənib?", "bəs ondan əvvəlki həftə?", "1–7 sentyabr 2025 neçə hektar təmizlənib?", id="az-week-before"),
        pytest.param("Сколько мин нашли в 2025 году?", "а в 2022?", "Сколько мин нашли в 2022?", id="ru-period"),
        pytest.param("Сколько домов уничтожили к 28 ноября 2020?", "а снарядов?", "Сколько снарядов уничтожили к 28 ноября 2020?", id="ru-measure"),
    ],
)  # fmt: skip
def test_a_turn_that_leans_stands_alone_with_the_slots_of_the_one_before(earlier: str, turn: str, standalone: str) -> None:
    assert understand(turn, after(earlier, question_language(earlier))).standalone == standalone


@pytest.mark.parametrize(
    "turn",
    [
        "How many hectares of land were cleared near Kalbajar in February 2026?",
        "Who stepped on a mine in Tartar in November 2023?",
        "What is a mine?",
        "How many people were killed by mines since 1991?",
    ],
)
def test_a_new_topic_drops_the_slots_of_the_one_before(turn: str) -> None:
    heard = understand(turn, after("How many hectares were cleared in Aghdam in 2025?"))
    assert (heard.kind, heard.standalone) == (NEW, turn)


@pytest.mark.parametrize(
    ("turn", "kind"),
    [
        ("Is there a newer figure?", NEWER),
        ("есть более свежие данные?", NEWER),
        ("daha yeni rəqəm var?", NEWER),
        ("Where does that number come from?", ORIGIN),
        ("откуда эта цифра?", ORIGIN),
        ("bu rəqəm haradandır?", ORIGIN),
        ("are you sure?", ORIGIN),
        ("Are you sure? I read 340.", DOUBT),
        ("точно? я читал 340", DOUBT),
        ("əminsən? 340 oxumuşam", DOUBT),
    ],
)
def test_a_turn_may_ask_about_the_answer_itself(turn: str, kind: str) -> None:
    assert understand(turn, after("How many mine victims were there from November 2020 to 19 May 2025?")).kind == kind


def test_the_end_of_a_month_ends_the_running_total_that_was_told() -> None:
    told = Period("2020-11-10", "2026-06-30", "cumulative closed")
    memory = replace(after("What is the total area cleared since November 2020?"), period=told)
    assert understand("and by the end of April?", memory).standalone == "What is the total area cleared 10 November 2020 – 30 April 2026?"


def test_a_month_of_this_year_has_the_year_of_the_clock() -> None:
    assert (
        understand("How many hectares were cleared in June this year?", Memory(), 2026).standalone
        == "How many hectares were cleared in June 2026?"
    )
    assert understand("How many were hurt this year?", Memory(), 2026).standalone == "How many were hurt this year?"


def test_a_turn_without_a_place_or_time_stands_behind_the_question_that_had_them() -> None:
    memory = replace(after("what happened to the driver?"), scope="How many people died near Tugh in June 2026?")
    assert understand("when was it?", memory).standalone == "How many people died near Tugh in June 2026? when was it?"


def test_a_newer_number_is_looked_for_without_the_end_of_the_period() -> None:
    heard = understand("Is there a newer figure?", after("How many mine victims were there from November 2020 to 19 May 2025?"))
    assert heard.standalone == "How many mine victims were there since November 2020?"


@pytest.mark.parametrize("turn", ["how many?", "neçə?", "сколько?"])
def test_a_question_that_says_nothing_is_asked_back_about(turn: str) -> None:
    assert understand(turn, Memory()).kind == INCOMPLETE


def test_what_is_said_to_a_question_back_completes_the_question() -> None:
    assert understand("mine victims in 2023", Memory("how many?", "en", open=True)).standalone == "How many mine victims in 2023?"


def test_a_memory_survives_its_way_through_a_state() -> None:
    memory = Memory("How many?", "en", (("place", "in Aghdam"),), CITED, (70.0,), open=True)
    assert read_state(memory.to_state()) == memory


@pytest.mark.parametrize("state", [None, {}, {"standalone": 7, "slots": [], "cited": [1, {"source": "x"}], "period": {"a": 1}}])
def test_a_state_that_is_not_as_it_should_be_is_forgotten(state: dict[str, object] | None) -> None:
    assert read_state(state) == Memory()
