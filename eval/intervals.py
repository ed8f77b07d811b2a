"""How sure a mean is, and whether two runs differ: intervals and tests, each a pure function of lists."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

RESAMPLES = 1000
SEED = 0  # the same numbers give the same interval in every run
BOUNDS = (2.5, 97.5)  # percentiles of a two-sided 95 % interval


@dataclass(frozen=True)
class Mean:
    """The mean of `n` values with its 95 % interval."""

    value: float
    n: int
    low: float
    high: float


def mean(values: Sequence[float], clusters: Sequence[str]) -> Mean:
    """The mean of the values, with the interval of a bootstrap that draws whole clusters: cases about one report are not independent.

    `clusters` names each value's cluster. Percentile bootstrap: Efron and Tibshirani (1993), "An Introduction to the Bootstrap", ch. 13;
    over clusters: Field and Welsh (2007), "Bootstrapping clustered data", JRSS B 69. Raises ValueError for no values.

    >>> mean([1.0, 0.0, 0.5], ["a", "a", "b"]).value
    0.5
    """
    if not values:
        raise ValueError("the mean of nothing was asked for")
    names = sorted(set(clusters))
    place = {name: number for number, name in enumerate(names)}
    totals, sizes = np.zeros(len(names)), np.zeros(len(names))
    for value, cluster in zip(values, clusters, strict=True):
        totals[place[cluster]] += value
        sizes[place[cluster]] += 1
    drawn = np.random.default_rng(SEED).integers(len(names), size=(RESAMPLES, len(names)))
    means = totals[drawn].sum(axis=1) / sizes[drawn].sum(axis=1)
    low, high = np.percentile(means, BOUNDS)
    return Mean(float(totals.sum() / sizes.sum()), len(values), float(low), float(high))


def mcnemar(newly_right: int, newly_wrong: int) -> float:
    """The probability that a change is chance: McNemar's test, exact, two-sided, on the cases that turned.

    McNemar (1947), "Note on the sampling error of the difference between correlated proportions", Psychometrika 12; exact by the binomial
    distribution with one half. No case turned: 1.

    >>> mcnemar(1, 9)
    0.021484375
    """
    from scipy.stats import binomtest

    turned = newly_right + newly_wrong
    return float(binomtest(newly_right, turned).pvalue) if turned else 1.0
