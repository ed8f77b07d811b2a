"""Truthfulness and risk against coverage, by hand."""

import pytest

from eval.refusing import Answered, Point, risk_coverage, truthfulness


@pytest.mark.parametrize(("right", "refused", "score"), [(True, False, 1), (True, True, 1), (False, True, 0), (False, False, -1)])
def test_a_wrong_answer_costs_more_than_none(right: bool, refused: bool, score: int) -> None:
    assert truthfulness(right=right, refused=refused) == score


def test_risk_grows_as_less_sure_answers_are_taken_in() -> None:
    answers = [Answered(0.9, right=True), Answered(0.5, right=False), Answered(0.7, right=True), Answered(None, right=False)]
    assert risk_coverage(answers) == [Point(0.25, 0.0), Point(0.5, 0.0), Point(0.75, 1 / 3)]


def test_equal_confidences_are_one_point() -> None:
    assert risk_coverage([Answered(0.0, right=True), Answered(0.0, right=False)]) == [Point(1.0, 0.5)]


def test_who_refuses_all_has_no_point() -> None:
    assert risk_coverage([Answered(None, right=False)]) == []


def test_the_risk_of_nothing_raises() -> None:
    with pytest.raises(ValueError, match="nothing"):
        risk_coverage([])
