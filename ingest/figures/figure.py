"""The record of one number, with the dimensions that make it answer a question."""

from dataclasses import asdict, dataclass
from typing import Any

COUNTED = frozenset({"people", "incidents", "devices", "hectares"})  # units that reports count throughout
WORKED = frozenset({"devices", "hectares"})  # units whose numbers are somebody's work


@dataclass(frozen=True)
class Period:
    """Reduced ISO dates; kind is incident, day, week, month, year, year to date, cumulative closed, cumulative open or other."""

    start: str | None
    end: str | None
    kind: str


@dataclass(frozen=True)
class Figure:
    """text[start:end] of an article states the number; its sentence is text[sentence_start:sentence_end].

    `value` is in the base unit (areas in hectares, money in whole units); for a range it is the lower end, with low and high set.
    `age` is as worded by the report ("children and teenagers"). `device`, `activity`, `who`, `age`, `sex`, `actor` (who did it:
    "ANAMA") and `attribution` (who is quoted for it) are None when nothing says so. `role` is headline, body or background.
    `inferred` names the dimensions that the sentence itself does not state. `described` holds the words next to the number, for
    measures that no lexicon knows. `part_of` is the start offset of the figure that this one is a part of, where the report says so.
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
    actor: str | None = None
    attribution: str | None = None
    role: str = "body"
    part_of: int | None = None

    def to_record(self) -> dict[str, Any]:
        """All fields as JSON values."""
        return asdict(self)

    @classmethod
    def from_record(cls, record: dict[str, Any]) -> "Figure":
        """The figure that `to_record` wrote down."""
        period = record["period"]
        return cls(**{**record, "period": Period(**period) if period else None, "inferred": tuple(record["inferred"])})
