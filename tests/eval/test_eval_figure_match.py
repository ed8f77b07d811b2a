"""A figure is exact when its value, scope, period and as-of date are."""

from typing import Any

import pytest

from eval.cases import Expected
from eval.figure_match import figure_faults

RECORD: dict[str, Any] = {
    "value": 55.0, "unit": "people", "outcome": "killed", "who": "civilian", "place": "Azerbaijan",
    "period": {"start": "2020-11-10", "end": "2025-05-19", "kind": "cumulative"}, "as_of": "2025-05-19",
}  # fmt: skip
SCOPE = (("unit", "people"), ("outcome", "killed"), ("who", "civilian"))
WANTED = Expected(55, SCOPE, "2020-11-10", "2025-05-19", "2025-05-19")


def test_an_exact_figure_has_no_fault() -> None:
    assert figure_faults((RECORD,), WANTED) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        pytest.param({"value": 54.0}, "value is 54, not 55", id="value"),
        pytest.param({"who": None}, "who is not stated, not civilian", id="whom"),
        pytest.param({"outcome": "injured"}, "outcome is injured, not killed", id="outcome"),
        pytest.param({"period": {"start": "1991", "end": "2025-05-19"}}, "period start is 1991, not 2020-11-10", id="period"),
        pytest.param({"as_of": "2024-04-24"}, "as-of date is 2024-04-24, not 2025-05-19", id="as-of"),
    ],
)
def test_each_wrong_dimension_is_named(change: dict[str, Any], said: str) -> None:
    assert figure_faults((RECORD | change,), WANTED) == [said]


def test_dates_agree_as_far_as_both_are_told() -> None:
    assert figure_faults((RECORD | {"period": {"start": "2020", "end": "2025-05"}},), WANTED) == []


def test_a_dimension_that_the_case_leaves_open_is_not_asked_for() -> None:
    assert figure_faults((RECORD,), Expected(55)) == []


def test_the_nearest_figure_is_the_one_spoken_of() -> None:
    assert figure_faults((RECORD | {"value": 70.0}, RECORD | {"who": None}), WANTED) == ["who is not stated, not civilian"]


def test_an_answer_without_figures_states_none() -> None:
    assert figure_faults((), WANTED) == ["no figure is stated"]
