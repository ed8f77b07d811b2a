"""Tests of the trained reading of the dimensions that a question asks for."""

from pathlib import Path

import pytest

from bot.asked_dimensions import HEADS, asked_dimensions
from bot.question import read_question
from bot.request import read_by_lexicons, read_request
from eval.dimensions import read_labelled
from ingest.errors import UserError


@pytest.mark.parametrize(
    ("question", "unit"),
    [
        pytest.param("What is the price tag of clearing it all, in dollars?", "money", id="price-tag"),
        pytest.param("body count from mines since the war?", "people", id="body-count"),
        pytest.param("Скока народу подорвалось за год?", "people", id="slang"),
    ],
)
def test_wordings_that_no_lexicon_knows_are_read(question: str, unit: str) -> None:
    assert read_request(read_question(question)).unit == unit


def test_the_probabilities_of_each_dimension_sum_to_one_likeliest_first() -> None:
    question = "How many anti-tank mines were found?"
    odds = asked_dimensions(question, read_by_lexicons(read_question(question)))
    assert set(odds) == set(HEADS)
    for values in odds.values():
        assert sum(p for _, p in values) == pytest.approx(1.0, abs=1e-3)
        assert [p for _, p in values] == sorted((p for _, p in values), reverse=True)


def test_searched_land_is_not_read_as_cleared() -> None:
    assert read_request(read_question("How many hectares were surveyed?")).activity == "searched"


def test_a_line_without_a_question_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"writer": "x"}\n')
    with pytest.raises(UserError, match=r"a\.jsonl:1"):
        read_labelled(tmp_path / "a.jsonl")
