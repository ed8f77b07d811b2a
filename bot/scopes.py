"""Which figures may be set against each other: one scope, part and whole, one series."""

from collections.abc import Sequence
from dataclasses import replace

from bot.facts import Fact
from bot.judging import is_within
from bot.period_fit import days_number, same_bounds
from bot.saying import end_of
from ingest.figures.agents import ALL
from ingest.figures.figure import Figure

NOW_DAYS = 2  # between "as of now" and the last day of a report's statistics
DIMENSIONS = ("outcome", "who", "age", "sex", "device", "activity")


class ClaimError(ValueError):
    """The figures do not bear out what a claim says of them."""


def same_period(one: Figure, other: Figure) -> bool:
    """Whether two figures count over the same period up to the same day."""
    if one.period is None or other.period is None:
        return one.period is other.period and one.as_of == other.as_of
    if one.period.start and one.period.end and other.period.start and other.period.end:
        return same_bounds(one.period, other.period)
    return (one.period.start, end_of(one)) == (other.period.start, end_of(other))


def same_scope(one: Fact, other: Fact) -> bool:
    """Whether two figures may be added: of one report, place and period."""
    return one.version.id == other.version.id and one.figure.place == other.figure.place and same_period(one.figure, other.figure)


def adjoining(one: Fact, other: Fact) -> bool:
    """Whether two figures stand in one sentence of a report or in two that follow each other."""
    if one.version.id != other.version.id:
        return False
    first, second = sorted((one.figure, other.figure), key=lambda f: f.sentence_start)
    gap = one.version.article.text[first.sentence_end : second.sentence_start]
    return first.sentence_start == second.sentence_start or not gap.strip()


def _is_told_part(part: Fact, whole: Fact) -> bool:
    """Whether a number of no known unit stands behind a larger one as a part of it: "of the 73 machines … twenty-one of them"."""
    a, b = part.figure, whole.figure
    if a.value >= b.value or a.start <= b.start or a.outcome or (a.unit is not None and b.unit is not None and a.unit != b.unit):
        return False
    if "money" in {a.unit, b.unit} and a.sentence_start == b.sentence_start:
        return a.part_of == b.start  # sums told one after the other
    return (a.unit is None or b.unit is None or a.unit == b.unit not in {"people", "devices", "incidents", "hectares"}) and adjoining(
        part, whole
    )


def is_part(part: Fact, whole: Fact) -> bool:
    """Whether a figure counts a part of what another one of the same report and period counts."""
    a, b = part.figure, whole.figure
    if _is_told_part(part, whole):
        return True
    if part.version.id != whole.version.id or a.unit != b.unit or a.start == b.start or a.value > b.value:
        return False
    if a.part_of != b.start and (a.unit == "money" or not (same_period(a, b) or _as_of_now(a, b))):
        return False
    if a.place != b.place and not (b.place is None or is_within(a.place, b.place)):
        return False
    if b.actor not in {None, ALL, a.actor}:
        return False  # another body's work
    return all(
        getattr(b, d) in {None, getattr(a, d)}
        or (d == "outcome" and b.outcome == "both")
        or (d == "device" and b.device in {"all", "mines"})
        or (getattr(a, d) is None and (d == "activity" or (d == "device" and a.unit == "people")))  # told of the whole alone
        for d in DIMENSIONS
    )


def _as_of_now(one: Figure, other: Figure) -> bool:
    """Whether two totals count up to the same day, give or take two, one of them without a stated start or of a part of the land so far."""
    if one.period is None and one.as_of is None and one.place != other.place and one.unit == "hectares":
        return other.period is not None and other.period.kind.startswith("cumulative")
    if one.period is None or other.period is None or (one.period.start and other.period.start):
        return False
    ends = end_of(one), end_of(other)
    return all(ends) and abs(days_number(ends[0] or "", last=True) - days_number(ends[1] or "", last=True)) <= NOW_DAYS


def comparable(one: Figure, other: Figure) -> bool:
    """Whether two figures count the same sort of thing, though elsewhere, at another time or of another kind."""
    if one.unit != other.unit or (one.unit is None and one.described != other.described):
        return False
    return one.unit != "hectares" or (one.activity or "cleared") == (other.activity or "cleared")


def in_series(one: Figure, other: Figure) -> bool:
    """Whether two figures are of one series: they count the same, whom, where and since when, over periods of one kind."""
    same = (one.unit, one.place) == (other.unit, other.place) and all(getattr(one, d) == getattr(other, d) for d in DIMENSIONS)
    return same or (one.unit == other.unit and one.place == other.place and comparable(one, other) and one.outcome == other.outcome)


def common_start(one: Figure, other: Figure) -> str | None:
    """The start that two cumulative figures share."""
    if one.period is None or other.period is None or "cumulative" not in one.period.kind or "cumulative" not in other.period.kind:
        return None
    return one.period.start if (one.period.start or "")[:7] == (other.period.start or "")[:7] else None


def total_of(facts: Sequence[Fact]) -> Figure:
    """The figure that several parts make: their sum, with the dimensions that they share. Raises ClaimError where scopes differ."""
    first, *others = facts
    if not others or any(not same_scope(first, other) for other in others):
        raise ClaimError("a sum needs two or more figures of one report, place and period")
    if len({f.key for f in facts}) < len(facts) or any(is_part(a, b) and a.figure.part_of == b.figure.start for a in facts for b in facts):
        raise ClaimError("a sum counts something twice")
    if len({f.figure.unit for f in facts}) > 1:
        raise ClaimError("a sum needs one unit")
    common: dict[str, str | None] = {
        d: getattr(first.figure, d) if len({getattr(f.figure, d) for f in facts}) == 1 else None for d in DIMENSIONS
    }
    if first.figure.unit == "people" and {f.figure.outcome for f in facts} == {"killed", "injured"}:
        common["outcome"] = "both"
    if first.figure.unit == "devices" and common["device"] is None:
        kinds = {f.figure.device for f in facts}
        common["device"] = "mines" if kinds <= {"anti-tank", "anti-personnel", "mines"} else "all"
    qualifier = "exact" if all(f.figure.qualifier == "exact" for f in facts) else "about"
    total = replace(first.figure, value=sum(f.figure.value for f in facts), qualifier=qualifier, low=None, high=None)
    return replace(total, **common)  # type: ignore[arg-type]
