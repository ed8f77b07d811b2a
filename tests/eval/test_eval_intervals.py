"""Intervals and tests agree with values worked out by hand."""

import pytest

from eval.intervals import mcnemar, mean


def test_a_mean_is_over_values_not_over_clusters() -> None:
    found = mean([1.0, 1.0, 1.0, 0.0], ["a", "a", "a", "b"])
    assert (found.value, found.n) == (0.75, 4)


def test_the_interval_of_equal_values_is_a_point() -> None:
    found = mean([0.4, 0.4, 0.4], ["a", "b", "c"])
    assert (found.low, found.high) == pytest.approx((0.4, 0.4))


def test_values_of_one_report_say_less_than_as_many_of_different_reports() -> None:
    values = [1.0, 1.0, 0.0, 0.0, 1.0, 1.0, 0.0, 0.0]
    apart, together = mean(values, list("abcdefgh")), mean(values, list("aabbccdd"))
    assert together.high - together.low > apart.high - apart.low


def test_the_interval_is_that_of_the_normal_distribution_for_many_clusters() -> None:
    # 200 of 400 ones: the standard error is √(0.25 / 400) = 0.025, the interval 0.5 ± 0.049
    found = mean([float(n % 2) for n in range(400)], [str(n) for n in range(400)])
    assert (found.low, found.high) == pytest.approx((0.451, 0.549), abs=0.005)


def test_the_same_values_give_the_same_interval() -> None:
    values, clusters = [0.1, 0.9, 0.5, 0.3], ["a", "b", "c", "d"]
    assert mean(values, clusters) == mean(values, clusters)


def test_the_mean_of_nothing_raises() -> None:
    with pytest.raises(ValueError, match="nothing"):
        mean([], [])


@pytest.mark.parametrize(
    ("right", "wrong", "chance"),
    [
        pytest.param(0, 0, 1.0, id="nothing turned"),
        pytest.param(0, 5, 2 / 2**5, id="five fell: 2 · (1/2)^5"),
        pytest.param(1, 5, 2 * (1 + 6) / 2**6, id="five fell, one rose: 2 · (1 + 6) / 64"),
        pytest.param(3, 3, 1.0, id="as many each way"),
    ],
)
def test_mcnemar_is_the_binomial_tail(right: int, wrong: int, chance: float) -> None:
    assert mcnemar(right, wrong) == pytest.approx(chance)
