"""Ranks of evidence: by hand, and against scikit-learn's to 1e-9."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import label_ranking_average_precision_score, ndcg_score

from eval.ranks import ndcg, reciprocal_rank

REPORTS = [f"{n}.txt" for n in range(12)]


def test_the_reciprocal_rank_is_that_of_the_first_relevant_report() -> None:
    assert reciprocal_rank(["a", "b", "c"], [["c"], ["b"]]) == 0.5
    assert reciprocal_rank(["a"], [["b"]]) == 0.0


def test_gain_is_discounted_by_rank_and_held_against_the_best_order() -> None:
    # groups met at ranks 1 and 3: (1 + 1/2) over (1 + 1/log2 3)
    assert ndcg(["a", "x", "b"], [["a"], ["b"]]) == pytest.approx(1.5 / (1 + 1 / math.log2(3)))


def test_a_second_report_of_a_met_group_gains_nothing() -> None:
    assert ndcg(["a", "copy"], [["a", "copy"]]) == 1.0


def test_reports_past_the_depth_gain_nothing() -> None:
    assert ndcg(["x", "a"], [["a"]], k=1) == 0.0


@pytest.mark.parametrize("measure", [reciprocal_rank, ndcg])
def test_no_evidence_has_no_rank(measure: object) -> None:
    with pytest.raises(ValueError, match="without evidence"):
        measure(["a"], [])  # type: ignore[operator]


@given(order=st.permutations(REPORTS), relevant=st.sets(st.sampled_from(REPORTS), min_size=1, max_size=4))
def test_both_agree_with_scikit_learn(order: list[str], relevant: set[str]) -> None:
    scores = np.array([[len(order) - order.index(name) for name in REPORTS]], dtype=float)
    gains = np.array([[name in relevant for name in REPORTS]], dtype=float)
    assert ndcg(order, [[name] for name in relevant]) == pytest.approx(ndcg_score(gains, scores, k=10), abs=1e-9)
    one = min(relevant)
    single = np.array([[name == one for name in REPORTS]], dtype=float)
    assert reciprocal_rank(order, [[one]]) == pytest.approx(label_ranking_average_precision_score(single, scores), abs=1e-9)
