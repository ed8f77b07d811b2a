"""A question about a number is matched with the figures of a sentence in every dimension."""

import pytest

from bot.fitting import figures_of, fit, plain_request
from bot.question import read_question
from ingest.articles import Article

HOME = "Azerbaijan"


def how_well(question: str, sentence: str) -> float | None:
    request = plain_request(read_question(question))
    assert request is not None
    return fit(request, figures_of(Article(source="test", text=sentence, language="en", published="2025-06-02"), HOME), HOME)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        pytest.param("How many civilians were killed?", "Mines killed 55 civilians.", id="who-and-outcome"),
        pytest.param(
            "How many hectares were cleared in October 2023?", "In October 2023, 6,687.4 hectares were cleared.", id="area-and-month"
        ),
        pytest.param("How many anti-tank mines were found in Aghdam?", "Teams found 45 anti-tank mines in Aghdam.", id="device-and-place"),
        pytest.param(
            "What area was demined between 2 and 8 June 2024?", "From June 2 to June 8, 2024, 12 hectares were cleared.", id="week"
        ),
    ],
)
def test_a_figure_that_agrees_in_every_dimension_fits(question: str, sentence: str) -> None:
    assert how_well(question, sentence) == 1.0


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        pytest.param("How many civilians were killed?", "Mines injured 55 civilians.", id="outcome"),
        pytest.param("How many civilians were killed?", "Mines killed 15 soldiers.", id="who"),
        pytest.param("How many children were killed?", "Mines killed 15 people.", id="age"),
        pytest.param("How many hectares were cleared in October 2023?", "In October 2024, 12 hectares were cleared.", id="another-year"),
        pytest.param("How many anti-tank mines were found?", "Teams found 45 anti-personnel mines.", id="device"),
        pytest.param("How many mines were found in Aghdam?", "Teams found 45 mines in Lachin.", id="place"),
        pytest.param("How many hectares were cleared?", "Teams found 45 mines.", id="measure"),
    ],
)  # fmt: skip
def test_a_figure_that_contradicts_in_one_dimension_does_not_fit(question: str, sentence: str) -> None:
    assert how_well(question, sentence) is None


def test_a_part_of_the_period_fits_worse_than_any_other_figure() -> None:
    fitting = how_well("How many hectares were cleared in October 2023?", "From October 2 to October 8, 2023, 12 hectares were cleared.")
    assert fitting is not None
    assert fitting < 0.75


def test_a_longer_period_does_not_fit() -> None:
    assert how_well("How many hectares were cleared in October 2023?", "From May 1 to December 8, 2023, 12 hectares were cleared.") is None


@pytest.mark.parametrize(
    "question", ["Who died in Jabrayil?", "What share of the victims were civilians?", "How did the number of victims develop?"]
)
def test_a_question_for_no_stated_number_is_no_request(question: str) -> None:
    assert plain_request(read_question(question)) is None
