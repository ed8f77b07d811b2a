"""The ways to answer, each over a small library of six invented reports: kind, numbers and citations."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.citations import Answer
from bot.conversation import Bot
from ingest.add import Added

SINCE = "From November 10, 2020, to December 31"
REPORTS = {
    "spring": ("2022-03-03", "Valley Gazette", "In February 2022, 140 hectares were cleared in the Agdam district, the survey office said.\n\nTeams found 31 anti-tank mines and 54 anti-personnel mines in the Agdam district in February 2022."),
    "state21": ("2022-01-05", "Valley Gazette", f"{SINCE}, 2021, mines killed or injured 120 people."),
    "state22": ("2023-01-05", "Valley Gazette", f"{SINCE}, 2022, mines killed or injured 180 people."),
    "state23": ("2024-01-05", "Valley Gazette", f"{SINCE}, 2023, mines killed or injured 230 people. Of them, 50 were killed and 180 were injured. Of the 230 victims, 92 were civilians, including 14 children."),
    "may": ("2024-06-04", "Ridge Courier", "In May 2024, 310 hectares were cleared in the Lachin district and 270 hectares in the Fuzuli district.\n\nIn April 2024, 200 hectares were cleared in the Lachin district."),
    "meadow": ("2024-06-06", "Ridge Courier", "From March 4 to May 19, 2024, 95 hectares were cleared in the Zangilan district.\n\nOn May 6, 2024, three people were injured by a mine in the Khojavend district."),
}  # fmt: skip
Ask = Callable[[str], Answer]


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory, add: Callable[..., Added], open_bot: Callable[[Path], Bot]) -> Ask:
    """What asks a bot over the six reports."""
    folder = tmp_path_factory.mktemp("ways")
    (folder / "in").mkdir()
    for name, (date, publisher, text) in REPORTS.items():
        (folder / "in" / f"{name}.txt").write_text(f"TITLE: {name}\nDATE: {date}\nLANG: en\nPUBLISHER: {publisher}\n\n{text}\n", "utf-8")
    assert not add(folder / "library", folder / "in").failures
    return open_bot(folder / "library").reply


def told(answer: Answer) -> tuple[str, list[float], set[str]]:
    """Kind, numbers and cited reports of an answer, of which nothing was left out."""
    assert answer.rejected == ()
    return answer.kind, [f["value"] for f in answer.figures], {c.source.removesuffix(".txt") for c in answer.citations}


@pytest.mark.parametrize(
    ("question", "value", "source"),
    [
        pytest.param("How many hectares were cleared in the Agdam district in February 2022?", 140, "spring", id="en-month"),
        pytest.param("Laçında 2024-cü ilin mayında neçə hektar təmizlənib?", 310, "may", id="az-month"),
        pytest.param("Сколько гектаров очищено в Лачинском районе в мае 2024 года?", 310, "may", id="ru-month"),
        pytest.param("How many victims were there by the end of 2022?", 180, "state22", id="up-to"),
        pytest.param("How many civilians were among the victims by the end of 2023?", 92, "state23", id="who"),
        pytest.param("How many children were among the victims by the end of 2023?", 14, "state23", id="age"),
        pytest.param("How many people were killed by the end of 2023?", 50, "state23", id="outcome"),
        pytest.param("How many anti-tank mines were found in Agdam in February 2022?", 31, "spring", id="device"),
        pytest.param("How many people were injured in Khojavend on 6 May 2024?", 3, "meadow", id="day"),
        pytest.param("How many of the 230 victims were children?", 14, "state23", id="of-a-whole"),
    ],
)  # fmt: skip
def test_a_stated_number_is_given_with_its_report(ask: Ask, question: str, value: float, source: str) -> None:
    assert told(ask(question)) == ("figure", [value], {source})


@pytest.mark.parametrize(
    ("question", "kind", "numbers", "sources"),
    [
        pytest.param("How many mines were found in the Agdam district in February 2022?", "computed", {31, 54, 85}, {"spring"}, id="sum"),
        pytest.param("How many anti-tank and anti-personnel mines together were found in Agdam in February 2022?", "computed", {31, 54, 85}, {"spring"}, id="together"),
        pytest.param("How many victims other than civilians were there by the end of 2023?", "computed", {230, 92, 138}, {"state23"}, id="rest"),
        pytest.param("What percentage of the victims by the end of 2023 were civilians?", "computed", {92, 230, 40}, {"state23"}, id="share"),
        pytest.param("How many hectares per day were cleared in Lachin in May 2024?", "computed", {310, 10}, {"may"}, id="average"),
        pytest.param("How many more hectares were cleared in Lachin in May 2024 than in April 2024?", "computed", {310, 200, 110}, {"may"}, id="difference-of-months"),
        pytest.param("How many more hectares were cleared in Lachin than in Fuzuli in May 2024?", "computed", {310, 270, 40}, {"may"}, id="difference-of-places"),
        pytest.param("How many more victims were there by the end of 2023 than by the end of 2022?", "computed", {230, 180, 50}, {"state22", "state23"}, id="difference-of-reports"),
        pytest.param("Was more land cleared in Lachin or in Fuzuli in May 2024?", "compare", {310, 270}, {"may"}, id="compare"),
        pytest.param("How did the number of victims develop from the end of 2021 to the end of 2023?", "trend", {120, 180, 230}, {"state21", "state22", "state23"}, id="trend"),
        pytest.param("How did the number of victims develop from the end of 2021 to the end of 2022?", "trend", {120, 180}, {"state21", "state22"}, id="trend-in-its-bounds"),
    ],
)  # fmt: skip
def test_an_operation_says_its_result_and_what_it_is_made_of(
    ask: Ask, question: str, kind: str, numbers: set[float], sources: set[str]
) -> None:
    found, values, cited = told(ask(question))
    assert (found, set(values), cited) == (kind, numbers, sources)


def test_a_result_names_its_operands(ask: Ask) -> None:
    *operands, result = ask("How many victims other than civilians were there by the end of 2023?").figures
    assert [f["computed"] for f in operands] == [None, None]
    assert result["computed"] == {"op": "rest", "operands": [0, 1]}


def test_a_comparison_says_the_larger_first(ask: Ask) -> None:
    text = ask("Was more land cleared in Fuzuli or in Lachin in May 2024?").text
    assert text.index("310") < text.index("270")


def test_a_trend_goes_from_the_first_to_the_last_point(ask: Ask) -> None:
    answer = ask("How did the number of victims develop from the end of 2021 to the end of 2023?")
    assert "rose from 120 (31 December 2021) to 230 (31 December 2023)" in answer.text


def test_parts_that_make_their_whole_add_up(ask: Ask) -> None:
    answer = ask("Do 50 killed and 180 injured add up to 230 victims?")
    assert "do not add up" not in answer.text
    assert {f["value"] for f in answer.figures} == {50, 180, 230}


@pytest.mark.parametrize(
    ("question", "kind", "numbers", "begins"),
    [
        pytest.param("Is it true that 310 hectares were cleared in Lachin in May 2024?", "figure", [310], "Yes", id="true"),
        pytest.param("Is it true that 999 hectares were cleared in Lachin in May 2024?", "conflict", [310], "No", id="false"),
        pytest.param(
            "Is it true that 270 hectares were cleared in Lachin in May 2024?", "conflict", [310, 270], "No", id="of-another-place"
        ),
    ],
)
def test_a_number_of_the_question_is_confirmed_or_set_right(ask: Ask, question: str, kind: str, numbers: list[float], begins: str) -> None:
    answer = ask(question)
    assert told(answer) == (kind, numbers, {"may"})
    assert answer.text.startswith(begins)


def test_a_number_of_another_place_is_said_with_its_place(ask: Ask) -> None:
    assert "In Fuzuli, in May 2024, 270" in ask("Is it true that 270 hectares were cleared in Lachin in May 2024?").text


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("How many hectares were cleared in Lachin in May 2025?", id="another-year-of-a-month"),
        pytest.param("How many hectares were cleared in Lachin in March 2024?", id="another-month"),
        pytest.param("How many hectares were cleared in Lachin in the week ending 12 May 2024?", id="week-of-a-month"),
        pytest.param("How many hectares were cleared in Lachin in 2024?", id="year-of-a-month"),
        pytest.param("How many people were injured in Khojavend in 2023?", id="another-year-of-a-day"),
        pytest.param("2025-ci ilin mayında Laçında neçə hektar təmizlənib?", id="az-another-year"),
        pytest.param("Сколько гектаров очищено в Лачинском районе в мае 2023 года?", id="ru-another-year"),
        pytest.param("How many hectares were cleared in Zangilan in 2024?", id="year-of-a-range"),
        pytest.param("How many people were injured in Khojavend on 7 May 2024?", id="day-after"),
        pytest.param("How many hectares were cleared in Kalbajar in May 2024?", id="another-place"),
        pytest.param("Kəlbəcərdə 2024-cü ilin mayında neçə hektar təmizlənib?", id="az-another-place"),
        pytest.param("How did the number of victims develop in Kalbajar from 2021 to 2023?", id="trend-of-another-place"),
        pytest.param("How many women were among the victims by the end of 2023?", id="split-by-sex"),
        pytest.param("How many soldiers were among the victims by the end of 2023?", id="split-by-who"),
        pytest.param("How many civilians were among the victims by the end of 2022?", id="split-of-another-year"),
        pytest.param("What percentage of the victims by the end of 2023 were women?", id="share-by-sex"),
        pytest.param("How many anti-tank mines were found in Lachin in May 2024?", id="another-device"),
        pytest.param("How many hectares did Vega Rescue clear in Lachin in May 2024?", id="unknown-name"),
        pytest.param("How many anti-tank mines did the Orion Foundation find in Agdam in February 2022?", id="unknown-foundation"),
    ],
)
def test_what_no_report_states_is_refused(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert answer.kind == "refusal"
    assert len(answer.figures) <= 1  # the nearest, said to be that
    assert not any(f["computed"] for f in answer.figures)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        pytest.param("How many hectares were cleared in Lachin in May 2023?", "The nearest that they say: In Lachin, in April 2024, 200 hectares were cleared [1].", id="another-year"),
        pytest.param("How many hectares were cleared in Lachin in June 2024?", "The nearest that they say: In Lachin, in May 2024, 310 hectares were cleared [1].", id="the-month-before-it"),
        pytest.param("How many children were killed by the end of 2023?", "The nearest that they say: In Azerbaijan, from 10 November 2020 to 31 December 2023, 14 children were killed or injured by mines or explosive remnants [1].", id="another-fate"),
    ],
)  # fmt: skip
def test_a_refusal_names_the_nearest_figure_with_its_own_place_and_period(ask: Ask, question: str, said: str) -> None:
    answer = ask(question)
    assert (answer.kind, answer.text.splitlines()[1]) == ("refusal", said)


DATED = [
    pytest.param("How many hectares were cleared in Lachin in May {}?", 2024, id="en-month"),
    pytest.param("Laçında {}-cü ilin mayında neçə hektar təmizlənib?", 2024, id="az-month"),
    pytest.param("Сколько гектаров очищено в Лачинском районе в мае {} года?", 2024, id="ru-month"),
    pytest.param("How many anti-tank mines were found in Agdam in February {}?", 2022, id="en-devices"),
    pytest.param("How many people were injured in Khojavend on 6 May {}?", 2024, id="en-day"),
]  # fmt: skip


@pytest.mark.parametrize(("question", "stated"), DATED)
@given(year=st.integers(2015, 2030))
def test_a_changed_year_never_gets_the_old_years_figure_for_an_answer(ask: Ask, question: str, stated: int, year: int) -> None:
    assert ask(question.format(year)).kind == ("figure" if year == stated else "refusal")
