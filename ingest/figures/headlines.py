"""A headline's number is one that the body tells in full: what the headline leaves out is the body's."""

from collections.abc import Sequence
from dataclasses import replace

from ingest.figures.figure import Figure

NEAR = 0.8  # share of the body's number from which a headline's is meant to be the same


def complete_headlines(figures: Sequence[Figure]) -> list[Figure]:
    """The figures; a headline's with the period of the body's number that it gives, rounded or not, marked inferred."""
    body = [f for f in figures if f.role != "headline"]
    return [_completed(f, body) if f.role == "headline" else f for f in figures]


def meant(head: Figure, figure: Figure) -> bool:
    """Whether a number of the body is near enough to a headline's to be the one that it gives."""
    return NEAR * figure.value <= head.value <= figure.value / NEAR


def _completed(head: Figure, body: Sequence[Figure]) -> Figure:
    alike = [f for f in body if (f.unit, f.measure) == (head.unit, head.measure)]
    near = sorted((f for f in alike if meant(head, f)), key=lambda f: abs(f.value - head.value))
    told = next(iter([*near, *alike]), None)
    if told is None or told.period is None or head.period is not None:
        return head
    return replace(head, period=told.period, as_of=told.as_of, inferred=tuple(dict.fromkeys([*head.inferred, "period"])))
