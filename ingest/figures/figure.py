"""The record of one number, with the dimensions that make it answer a question."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Period:
    """Reduced ISO dates; kind is incident, day, week, month, year, year to date, cumulative closed, cumulative open or other."""

    start: str | None
    end: str | None
    kind: str


@dataclass(frozen=True)
class Figure:
    """text[start:end] of an article states the number; its sentence is text[sentence_start:sentence_end].

    `value` is in the base unit (areas in hectares); for a range it is the lower end, with low and high set. `device`,
    `activity`, `who`, `age` and `sex` are None when nothing says so. `inferred` names the dimensions that the sentence
    itself does not state. `described` holds the words next to the number, for measures that no lexicon knows.
    """

    start: int
    end: int
    sentence_start: int
    sentence_end: int
    value: float
    low: float | None
    high: float | None
    qualifier: str
    unit: str | None
    measure: str | None
    outcome: str | None
    who: str | None
    age: str | None
    sex: str | None
    device: str | None
    activity: str | None
    place: str | None
    period: Period | None
    as_of: str | None
    inferred: tuple[str, ...]
    described: str
