"""What it costs to answer wrongly and to be silent: truthfulness, and risk against coverage."""

from collections.abc import Sequence
from dataclasses import dataclass


def truthfulness(*, right: bool, refused: bool) -> int:
    """1 for what is right, a due refusal among it, 0 for a refusal that was not due, -1 for a wrong answer.

    Yang et al. (2024), "CRAG: Comprehensive RAG Benchmark", NeurIPS: a missing answer is better than a wrong one.
    """
    return 1 if right else 0 if refused else -1


@dataclass(frozen=True)
class Point:
    """When the `coverage` surest part of all cases is answered, `risk` is the share of these answers that is wrong."""

    coverage: float
    risk: float


@dataclass(frozen=True)
class Answered:
    """One case: how sure the answer is (None when it refuses; any scale, higher is surer) and whether it is right."""

    confidence: float | None
    right: bool


def risk_coverage(answers: Sequence[Answered]) -> list[Point]:
    """The risk at each coverage that a threshold on the confidence can reach, from the surest answers to all that are given.

    Equal confidences are taken in together, so an answerer with one confidence has one point. Geifman and El-Yaniv (2017), "Selective
    classification for deep neural networks", NeurIPS. Raises ValueError for no cases.
    """
    if not answers:
        raise ValueError("the risk of nothing was asked for")
    given = sorted(((a.confidence, a.right) for a in answers if a.confidence is not None), key=lambda a: -a[0])
    points, wrong = [], 0
    for number, (confidence, right) in enumerate(given, 1):
        wrong += not right
        if number == len(given) or given[number][0] != confidence:
            points.append(Point(number / len(answers), wrong / number))
    return points
