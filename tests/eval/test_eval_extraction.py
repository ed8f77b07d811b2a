"""Gold figures are aligned by their place in the text, and each dimension is scored where it is stated."""

import json
from pathlib import Path

import pytest

from eval.extraction import Labelled, miss_lines, read_labelled, score
from ingest.articles import Article
from ingest.errors import UserError

FLOORS = {"value": 0.98, "unit": 0.97, "measure": 0.96, "outcome": 0.9, "period": 0.95, "place": 0.9}  # of the labelled set below


def labelled(text: str, *figures: dict[str, object]) -> Labelled:
    return Labelled("t", Article("t", text, language="en", published="2025-06-02"), [dict(f) for f in figures])


def test_a_figure_is_aligned_by_its_place_not_its_value() -> None:
    gold = labelled("In 2020 teams found 20 mines.", {"text": "20", "value": 20, "unit": "devices", "measure": "devices"})
    assert score([gold], "Azerbaijan").dimensions["value"].value == 1.0


def test_a_figure_that_no_gold_figure_stands_for_is_counted() -> None:
    scores = score([labelled("Teams found 7 mines and 9 shells.", {"text": "9", "value": 9, "unit": "devices"})], "Azerbaijan")
    assert [f.value for _, f in scores.extra] == [7.0]


def test_a_range_is_compared_by_both_ends() -> None:
    gold = {"text": "40", "value": 50, "low": 40, "high": 50, "unit": "hectares", "measure": "area"}
    assert score([labelled("Teams cleared 40-50 hectares.", gold)], "Azerbaijan").dimensions["value"].value == 1.0


def test_a_unit_of_its_own_is_a_figure_without_a_unit() -> None:
    gold = {"text": "12", "value": 12, "unit": "other", "measure": "other"}
    assert score([labelled("The agency keeps 12 dogs.", gold)], "Azerbaijan").dimensions["unit"].value == 1.0


def test_a_miss_is_told_with_its_text() -> None:
    gold = {"text": "7", "value": 7, "unit": "people", "measure": "victims"}
    assert "unit: people read devices" in "\n".join(miss_lines(score([labelled("Teams found 7 mines.", gold)], "Azerbaijan")))


def test_a_line_that_is_no_labelled_text_is_the_users_to_mend(tmp_path: Path) -> None:
    file = tmp_path / "gold.jsonl"
    file.write_text(json.dumps({"id": 1}), "utf-8")
    with pytest.raises(UserError, match="line 1"):
        read_labelled(file)


def test_the_labelled_set_is_read_above_its_floors(request: pytest.FixtureRequest) -> None:
    scores = score(read_labelled(request.config.rootpath / "tests/data/figures_blind1.jsonl"), "Azerbaijan")
    assert {name: scores.dimensions[name].value for name, floor in FLOORS.items() if scores.dimensions[name].value < floor} == {}
