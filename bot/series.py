"""Which of several fitting figures leads: series over time, the current one, its latest value, and reports that disagree."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.facts import Fact, Facts
from bot.judging import is_within
from bot.matching import Match
from bot.period_fit import days_number
from bot.request import same_age
from bot.saying import end_of
from bot.scopes import same_period
from ingest.figures.agents import ALL, own_agency
from ingest.figures.figure import WORKED, Figure

CURRENT_DAYS = 366  # a series is current when its latest value is no older than this against the newest of the library
CLOSE = 1.5  # of the ranking's score, by which a match may be worse than the best
SAME_DAYS = 3  # between the dates up to which two totals count that are set against each other
CURRENT = {"2020", "2020-09", "2020-10", "2020-11", "2020-12"}  # starts of the current series
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
    """The matches that are nearly as good as the best, whatever the language of their report."""
    best = max((m.merit for m in matches), default=0.0)
    return [m for m in matches if m.merit >= best - CLOSE]


def is_cumulative(figure: Figure) -> bool:
    """Whether a figure counts from a start on, and grows."""
    return figure.period is None or figure.period.kind.startswith("cumulative") or figure.period.kind == "year to date"


def series_of(facts: Sequence[Fact]) -> list[Series]:
    """The figures in series, each latest first."""
    groups: dict[tuple[str, bool], list[Fact]] = {}
    for fact in facts:
        period = fact.figure.period
        start = (period.start or "")[:7] if period else ""
        start = "2020-11" if start == "" or start in CURRENT else start[:4] if start < "2000" else start
        cumulative = is_cumulative(fact.figure)
        groups.setdefault((start if cumulative else period.kind if period else "", cumulative), []).append(fact)
    return [Series(start, cumulative, tuple(_latest_first(found, growing=cumulative))) for (start, cumulative), found in groups.items()]


def _latest_first(found: Sequence[Fact], *, growing: bool) -> list[Fact]:
    """The figures, latest first; of what only grows, an undated number below an earlier dated one is an old one repeated, and goes last."""
    dated = [f for f in found if end_of(f.figure) is not None and f.figure.period is not None and f.figure.period.start]
    stale = [
        f
        for f in found
        if growing
        and end_of(f.figure) is None
        and any(days_number(g.counted_to) < days_number(f.counted_to) and g.figure.value > f.figure.value for g in dated)
    ]
    return [*sorted((f for f in found if f not in stale), key=_recency), *sorted(stale, key=_recency)]


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
    """The current series first, then the other baseline: the longest one, or the next where the longest leads.

    Current is, among the series within a year of the newest, the one that most independent sources give.
    """
    newest = days_number(facts.newest)
    cumulative = [s for s in series if s.cumulative and s.start] or [s for s in series if s.cumulative] or list(series)
    current = [s for s in cumulative if newest - days_number(s.latest.counted_to) <= CURRENT_DAYS] or cumulative
    order = sorted(current, key=lambda s: (independent(s.facts, facts), s.start, days_number(s.latest.counted_to)), reverse=True)
    longest = min((s for s in cumulative if s.start), key=lambda s: s.start, default=order[0])
    return [order[0], longest] if longest is not order[0] else order[:1] + [s for s in order[1:] if s.cumulative and s.start][:1]


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


def bearing_out(fact: Fact, others: Sequence[Fact]) -> list[Fact]:
    """The figures, its own among them, that count the same up to the same day and give the same number or one that rounds it."""
    return [o for o in others if _same_count(o.figure, fact.figure) and _same_time(o, fact) and _compatible(o.figure, fact.figure)]


def disagreeing(fact: Fact, others: Sequence[Fact], facts: Facts) -> list[Fact]:
    """The figures of other sources that give another number for the same count and time: one for each number, roundings aside."""
    found: list[Fact] = []
    for other in sorted(others, key=lambda f: f.published, reverse=True):
        same_source = (other.figure.actor or other.figure.attribution) == (fact.figure.actor or fact.figure.attribution)
        if other.version.id == fact.version.id and (same_source or other.figure.period is None or fact.figure.period is None):
            continue
        if not _same_count(other.figure, fact.figure) or not _same_time(other, fact):
            continue
        if other.version.id == fact.version.id and other.figure.activity != fact.figure.activity:
            continue  # one report tells what was done otherwise on a part of the land
        if any(_compatible(other.figure, known.figure) for known in (fact, *found)):
            continue
        if not (facts.same_origin(fact, other) and other.figure.qualifier in ROUNDED):
            found.append(other)
    return found


def _same_count(one: Figure, other: Figure) -> bool:
    """Whether two figures count the same of the same; a place within the other's will do, and for a single event what is known of the victims."""
    if one.unit != other.unit or one.outcome != other.outcome:
        return False
    bodies = {f.actor for f in (one, other)} - {None, ALL, own_agency()}
    if one.unit in WORKED and bodies and one.actor != other.actor:
        return False  # one body's work and that of all
    if one.unit is None and one.described.casefold() != other.described.casefold():
        return False
    event = all(_of_a_day(f) for f in (one, other))
    groups = () if event else ("device", "activity") if one.unit == "devices" else ("who", "sex")
    if any(getattr(one, d) != getattr(other, d) for d in groups) or (not event and not same_age(one.age, other.age)):
        return False
    return one.place == other.place or (event and (is_within(one.place, other.place or "") or is_within(other.place, one.place or "")))


def _of_a_day(figure: Figure) -> bool:
    return figure.period is None or figure.period.kind in {"day", "incident"}


def _same_time(one: Fact, other: Fact) -> bool:
    """Whether two figures count over one period up to one day, give or take a few; of open periods the publication decides."""
    a, b = one.figure, other.figure
    if same_period(a, b) and (end_of(a) is not None or one.counted_to == other.counted_to):
        return True
    if _of_a_day(a) and _of_a_day(b) and None in (a.period, b.period) and a.place == b.place:
        return abs(days_number(one.published) - days_number(other.published)) <= SAME_DAYS
    if is_cumulative(a) and is_cumulative(b):
        starts = [(f.period.start or "")[:7] if f.period else "" for f in (a, b)]
        near = abs(days_number(one.counted_to, last=True) - days_number(other.counted_to, last=True)) <= SAME_DAYS
        return near and (starts[0] == starts[1] or "" in starts or all(s in CURRENT for s in starts))
    return False


def _compatible(one: Figure, other: Figure) -> bool:
    """Whether one number may be the other, rounded."""
    if one.value == other.value:
        return True
    rounded = one.qualifier in ROUNDED or other.qualifier in ROUNDED
    return rounded and abs(one.value - other.value) <= ROUNDING * max(one.value, other.value)


def exacter(fact: Fact, others: Sequence[Fact]) -> Fact:
    """The figure with more digits for the same count and time, of the same report or source, that a rounded one stands for; else itself."""
    near = [
        o
        for o in others
        if _same_count(o.figure, fact.figure)
        and _same_time(o, fact)
        and abs(o.figure.value - fact.figure.value) <= ROUNDING * max(o.figure.value, fact.figure.value)
        and (_digits(o.figure) > _digits(fact.figure))
        and (fact.figure.qualifier in ROUNDED or o.version.id == fact.version.id)
    ]
    return max(near, key=lambda o: _digits(o.figure), default=fact)


def _digits(figure: Figure) -> int:
    """The digits of a number that are not rounded away; none of one that is said to be rounded."""
    return 0 if figure.qualifier in ROUNDED else len(f"{figure.value:.4f}".rstrip("0").replace(".", "").rstrip("0"))
