"""Which of several fitting figures leads: series over time, the current one, its latest value, and reports that disagree."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.facts import Fact, Facts
from bot.matching import Match, days_number
from bot.ranking import Fit
from bot.saying import end_of
from bot.scopes import same_period
from ingest.figures.figure import Figure

CURRENT_DAYS = 366  # a series is current when its latest value is no older than this against the newest of the library
CLOSE = 1.0  # of the ranking's score, by which a match may be worse than the best
ROUNDED = {"about", "over", "nearly", "at least", "up to"}
ROUNDING = 0.1  # by which a rounded figure may differ from the exact one that it stands for


@dataclass(frozen=True)
class Series:
    """Figures that count the same from the same start (YYYY-MM; empty when no period is known) over periods of one kind, latest first."""

    start: str
    cumulative: bool
    facts: tuple[Fact, ...]

    @property
    def latest(self) -> Fact:
        """The figure that counts up to the latest date."""
        return self.facts[0]


def best_matches(matches: Sequence[Match]) -> list[Match]:
    """The matches that are nearly as good as the best."""
    return [m for m in matches if m.score >= matches[0].score - CLOSE]


def is_cumulative(figure: Figure) -> bool:
    """Whether a figure counts from a start on, and grows."""
    return figure.period is None or figure.period.kind.startswith("cumulative") or figure.period.kind == "year to date"


def series_of(facts: Sequence[Fact]) -> list[Series]:
    """The figures in series, each latest first."""
    groups: dict[tuple[str, bool], list[Fact]] = {}
    for fact in facts:
        period = fact.figure.period
        start = (period.start or "")[:7] if period else ""
        start = "2020-11" if start in {"", "2020", "2020-10", "2020-09", "2020-12"} else start[:4] if start < "2000" else start
        cumulative = is_cumulative(fact.figure)
        groups.setdefault((start if cumulative else period.kind if period else "", cumulative), []).append(fact)
    return [Series(start, cumulative, tuple(sorted(found, key=_recency))) for (start, cumulative), found in groups.items()]


def _recency(fact: Fact) -> tuple[object, ...]:
    """Latest first; of one day the exact number with a stated as-of date and a stated period first."""
    figure = fact.figure
    return (
        -days_number(fact.counted_to),
        figure.qualifier != "exact",
        figure.as_of is None,
        "period" in figure.inferred,
        figure.role == "background",
    )


def leading(series: Sequence[Series], facts: Facts) -> list[Series]:
    """The current series first, then the longest (FIGURES: most independent sources among those within a year of the newest)."""
    newest = days_number(facts.newest)
    cumulative = [s for s in series if s.cumulative and s.start] or [s for s in series if s.cumulative] or list(series)
    current = [s for s in cumulative if newest - days_number(s.latest.counted_to) <= CURRENT_DAYS] or cumulative
    first = max(current, key=lambda s: (independent(s.facts, facts), days_number(s.latest.counted_to)))
    longest = min((s for s in cumulative if s.start), key=lambda s: s.start, default=first)
    return [first] if longest is first else [first, longest]


def independent(found: Sequence[Fact], facts: Facts) -> int:
    """How many sources that are not copies of each other state figures."""
    origins: list[Fact] = []
    for fact in found:
        if not any(facts.same_origin(fact, other) for other in origins):
            origins.append(fact)
    return len(origins)


def agreeing(fact: Fact, others: Sequence[Fact]) -> list[Fact]:
    """The figures of other reports that give the same number for the same time."""
    return [
        o for o in others if o.version.id != fact.version.id and o.figure.value == fact.figure.value and same_period(o.figure, fact.figure)
    ]


def disagreeing(fact: Fact, others: Sequence[Fact], facts: Facts) -> list[Fact]:
    """The figures of other sources that give another number for the same time: one for each number, roundings aside."""
    found: list[Fact] = []
    for other in others:
        if not _same_time(other, fact) or other.version.id == fact.version.id:
            continue
        if any(_compatible(other.figure, known.figure) for known in (fact, *found)):
            continue
        if not (facts.same_origin(fact, other) and other.figure.qualifier in ROUNDED):
            found.append(other)
    return found


def _same_time(one: Fact, other: Fact) -> bool:
    """Whether two figures count over one period up to one day; of open periods the publication decides."""
    return same_period(one.figure, other.figure) and (end_of(one.figure) is not None or one.counted_to == other.counted_to)


def _compatible(one: Figure, other: Figure) -> bool:
    """Whether one number may be the other, rounded."""
    if one.value == other.value:
        return True
    rounded = one.qualifier in ROUNDED or other.qualifier in ROUNDED
    return rounded and abs(one.value - other.value) <= ROUNDING * max(one.value, other.value)


def exact_fits(matches: Sequence[Match]) -> list[Match]:
    """The matches without any narrower dimension."""
    return [m for m in matches if m.worst <= Fit.NEAR]
