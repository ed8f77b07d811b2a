"""The dimensions, numbers, names and noun that a question is read into."""

from typing import Any

import pytest

from bot.question import read_question
from bot.request import Request, read_request, wanted_places


def asked(question: str) -> Request:
    return read_request(read_question(question))


def words(units: Any) -> set[str]:
    return {u.terms[0] for u in units}


@pytest.mark.parametrize(
    ("question", "dimensions"),
    [
        pytest.param("How many civilians were killed in Lachin?", {"unit": "people", "outcome": "killed", "who": "civilian", "places": ("Lachin",)}, id="en-civilians"),
        pytest.param("Laçında neçə mülki şəxs həlak olub?", {"unit": "people", "outcome": "killed", "who": "civilian", "places": ("Lachin",)}, id="az-civilians"),
        pytest.param("Сколько гражданских погибло в Лачинском районе?", {"unit": "people", "outcome": "killed", "who": "civilian", "places": ("Lachin",)}, id="ru-civilians"),
        pytest.param("How many soldiers were killed in the blast near Fuzuli?", {"outcome": "killed", "who": "military", "event": True}, id="en-event"),
        pytest.param("How many women were injured?", {"unit": "people", "outcome": "injured", "sex": "female"}, id="en-women"),
        pytest.param("How many children were killed or injured?", {"unit": "people", "outcome": "both", "age": "children"}, id="en-children"),
        pytest.param("How many people did not survive?", {"unit": "people", "outcome": "killed"}, id="en-did-not-survive"),
        pytest.param("How many anti-tank mines were found in Kalbajar?", {"unit": "devices", "device": "anti-tank", "activity": "found", "places": ("Kalbajar",)}, id="en-anti-tank"),
        pytest.param("Füzulidə neçə tank əleyhinə mina tapılıb?", {"unit": "devices", "device": "anti-tank", "places": ("Fuzuli",)}, id="az-anti-tank"),
        pytest.param("Сколько противопехотных мин нашли в Лачинском районе?", {"unit": "devices", "device": "anti-personnel", "places": ("Lachin",)}, id="ru-anti-personnel"),
        pytest.param("How many anti-personnel and anti-tank mines were found?", {"unit": "devices", "device": "mines"}, id="en-both-kinds"),
        pytest.param("How many mines and UXO were found?", {"unit": "devices", "device": "all"}, id="en-all-devices"),
        pytest.param("What area was demined in 2023?", {"unit": "hectares", "activity": "cleared"}, id="en-area"),
        pytest.param("How many hectares are still to be cleared?", {"unit": "hectares", "activity": "remaining"}, id="en-remaining"),
        pytest.param("How much money did Japan give?", {"unit": "money"}, id="en-money"),
        pytest.param("How many victims were there worldwide?", {"unit": "people", "outcome": "both", "places": ("World",)}, id="en-world"),
        pytest.param("How many patrol drones does Vega Rescue own?", {"unit": None, "outcome": None}, id="en-unknown-thing"),
        pytest.param("What is the latest number of victims?", {"unit": "people", "outcome": "both", "newest": True}, id="en-newest"),
        pytest.param("How many people were killed according to the bulletin of 5 May 2024?", {"outcome": "killed", "said_on": True}, id="en-said-on"),
        pytest.param("Who is the head of the agency?", {"unit": None, "outcome": None, "device": None, "activity": None}, id="en-nothing"),
    ],
)  # fmt: skip
def test_a_question_is_a_figure_with_the_number_missing(question: str, dimensions: dict[str, object]) -> None:
    request = asked(question)
    assert {name: getattr(request, name) for name in dimensions} == dimensions


def test_a_mine_that_is_the_cause_is_not_counted() -> None:
    request = asked("How many people were hurt by anti-tank mines in Aghdam?")
    assert (request.unit, request.device) == ("people", None)


def test_a_place_in_the_name_of_a_period_is_no_place() -> None:
    assert asked("How many victims since the second Karabakh war?").places == ()


def test_the_home_country_and_the_wider_of_two_places_restrict_nothing() -> None:
    request = asked("How many hectares were cleared in Lachin in Azerbaijan?")
    assert wanted_places(request, "Azerbaijan") == ("Lachin",)


@pytest.mark.parametrize(
    ("question", "activity"),
    [
        pytest.param("How many hectares were cleared, not just surveyed?", "cleared", id="not-just"),
        pytest.param("How many hectares were cleared rather than surveyed?", "cleared", id="rather-than"),
        pytest.param("How many hectares were surveyed, not cleared?", "searched", id="turned-round"),
    ],
)
def test_what_is_denied_is_not_asked_for(question: str, activity: str) -> None:
    assert asked(question).activity == activity


@pytest.mark.xfail(reason="a denied word stays among the words that a report must bear out")
def test_what_is_denied_need_not_be_borne_out() -> None:
    assert asked("How many hectares were cleared, not just surveyed?").rest == ()


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        pytest.param("Were there 52 or 58 victims?", (52.0, 58.0), id="two"),
        pytest.param("How many of the 38 casualties were women?", (38.0,), id="whole"),
        pytest.param("Is it true that 1,250 hectares were cleared in May 2024?", (1250.0,), id="grouped"),
        pytest.param("Правда ли, что погибло 45 человек?", (45.0,), id="ru"),
        pytest.param("45 nəfərin həlak olması düzdür?", (45.0,), id="az"),
        pytest.param("How many people were hurt on 7 March 2023?", (), id="date"),
        pytest.param("How many people died within 3 days?", (), id="time"),
        pytest.param("How many boys under 18 were hurt?", (), id="age"),
    ],
)  # fmt: skip
def test_the_numbers_of_a_question_are_those_that_count_something(question: str, numbers: tuple[float, ...]) -> None:
    assert asked(question).numbers == numbers


@pytest.mark.parametrize(
    ("question", "names"),
    [
        pytest.param("How many patrol drones does Vega Rescue own?", {"vega", "rescu"}, id="two-words"),
        pytest.param("How many hectares did the VRX clear in Lachin?", {"vrx"}, id="capitals"),
        pytest.param("How many hectares were cleared in Lachin in May 2024?", set(), id="places-and-dates-aside"),
        pytest.param("Patrol drones: how many are there?", set(), id="first-word-aside"),
    ],
)
def test_names_are_told_from_other_words(question: str, names: set[str]) -> None:
    assert words(asked(question).names) == names


@pytest.mark.parametrize(
    ("question", "noun"),
    [
        pytest.param("How many patrol drones does Vega Rescue own?", {"patrol", "drone"}, id="behind-how-many"),
        pytest.param("How many dogs does the agency have?", {"dog"}, id="one-word"),
        pytest.param("How many people were injured in 2023?", set(), id="people-say-nothing"),
        pytest.param("How many mines were found in 2023?", set(), id="dimensions-say-it"),
    ],
)
def test_the_noun_is_what_is_counted(question: str, noun: set[str]) -> None:
    assert words(asked(question).noun) == noun


@pytest.mark.xfail(reason="the ending behind a year is read as a word")
@pytest.mark.parametrize("question", ["2023-cü ildə neçə nəfər yaralanıb?", "2022-ci ildə neçə mina tapılıb?"], ids=["cü", "ci"])
def test_the_ending_of_an_azerbaijani_year_is_no_word(question: str) -> None:
    assert asked(question).rest == ()


@pytest.mark.parametrize(
    ("question", "numbered"),
    [
        pytest.param("How many hectares were cleared in Lachin?", True, id="count"),
        pytest.param("What percentage of the victims were civilians?", True, id="share"),
        pytest.param("Why is the road closed?", False, id="other"),
        pytest.param("How did the number of victims change?", False, id="trend"),
    ],
)
def test_only_a_number_meets_some_intents(question: str, numbered: bool) -> None:
    assert asked(question).numbered is numbered


def test_since_the_war_means_the_war_of_the_country_asked_about() -> None:
    assert [p.start for p in asked("How many people were killed by mines since the war?").periods] == ["2020-11-10"]
    assert asked("How many deminers were killed in Bosnia since the war?").periods == ()
