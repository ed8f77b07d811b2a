"""Which figures answer a request: each is judged dimension by dimension, and never passes where one contradicts.

A figure that is narrower than what is asked (a part, one place, one agency) is no answer to the whole; one that is wider is none to the part.
"""

import calendar
import datetime
from collections.abc import Container, Sequence
from dataclasses import dataclass, field, replace

from bot.asked_periods import ABOUT
from bot.facts import Fact, Facts
from bot.ranking import Fit, Ranker, score, weights
from bot.request import COUNTED, REMAINING, Request, same_age, wanted_places
from ingest.dates import parse_iso
from ingest.figures.figure import Figure, Period
from ingest.terms import gazetteer, place_term

CURRENT_START = "2020-11-10"  # where a total counts from whose report does not say it: the current series
REPORTED_DAYS = 3  # between an explosion and the reports of it
SLACK = 1  # days by which two bounds may differ and still be the same: "to 30 April", "to 1 May"


@dataclass(frozen=True)
class Match:
    """A figure with its judgement: how each dimension fits, its score (higher is better), and how much of the rest it bears out."""

    fact: Fact
    fits: dict[str, Fit]
    score: float
    features: dict[str, float] = field(repr=False)
    covered: float
    counted: bool
    event: bool = False

    @property
    def worst(self) -> Fit:
        """The worst of the fits."""
        return max(self.fits.values())

    @property
    def merit(self) -> float:
        """The score without what it owes to the language of the report, to compare reports in several."""
        return self.score - weights().features.get("same language", 0.0) * self.features.get("same language", 0.0)

    @property
    def likely(self) -> bool:
        """Whether it is likelier the answer than that there is none."""
        return self.score >= weights().none


def find_matches(request: Request, facts: Facts, home: str) -> list[Match]:
    """Every figure that no dimension but the period contradicts, best first."""
    ranker = Ranker(request, facts)
    found = []
    for fact in facts.all:
        fits = judge(request, fact, home, frozenset().union(*facts.surroundings(fact)[:3]))
        if request.named and not facts.is_of(fact, request.named):
            continue
        if Fit.OTHER in (v for k, v in fits.items() if k != "period"):
            continue
        features = ranker.features(fact, fits)
        found.append(
            Match(
                fact,
                fits,
                score(features),
                features,
                ranker.coverage(fact),
                ranker.counts(fact),
                request.event and not _is_split(fact, facts),
            )
        )
    return sorted(found, key=lambda m: (-m.score, -days_number(m.fact.counted_to)))


def judge(request: Request, fact: Fact, home: str, near: Container[str] = ()) -> dict[str, Fit]:
    """How each dimension of a figure fits a request; `near` are the terms of its sentence, the one before and the headline."""
    figure = fact.figure
    place = _place(request, figure, home)
    if place == Fit.LACKS and not _is_national(figure) and any(place_term(p) in near for p in wanted_places(request, home)):
        place = Fit.NEAR
    fits = {"unit": _unit(request, figure), "place": place, "period": _period(request, fact)}
    if figure.unit == "people":
        fits["outcome"] = _outcome(request, figure)
        fits["who"] = _named(request.who, figure.who, tolerated=bool(request.age or request.sex))
        fits["age"] = Fit.SAME if request.age and same_age(request.age, figure.age) else _named(request.age, figure.age)
        fits["sex"] = _named(request.sex, figure.sex)
    if figure.unit == "devices":
        fits["device"] = _device(request.device, figure.device)
    if figure.unit in {"devices", "hectares"}:
        fits["activity"] = _activity(request, figure)
    return fits


def _is_national(figure: Figure) -> bool:
    """Whether a figure is a running total of victims, which reports of one explosion repeat."""
    return figure.unit == "people" and figure.outcome is not None and figure.period is not None and figure.period.kind.startswith("cumul")


def _unit(request: Request, figure: Figure) -> Fit:
    """A figure of no known unit may count anything, and a question of none may ask for anything."""
    if request.unit == figure.unit:
        return Fit.SAME
    if request.unit is None:
        return Fit.NEAR
    return Fit.LACKS if figure.unit is None or not {request.unit, figure.unit} & COUNTED else Fit.OTHER


def _named(wanted: str | None, stated: str | None, *, tolerated: bool = False) -> Fit:
    """One dimension of people: what is wanted must be stated, and what is stated must be wanted."""
    if wanted == stated:
        return Fit.SAME
    if wanted is None:
        return Fit.SAME if tolerated else Fit.NARROWER
    return Fit.LACKS if stated is None else Fit.OTHER


def _outcome(request: Request, figure: Figure) -> Fit:
    if request.activity == "taught" or figure.activity == "taught":
        return Fit.SAME if request.activity == figure.activity else Fit.OTHER
    if request.outcome == figure.outcome:
        return Fit.SAME
    if request.outcome is None and request.unit is None:
        return Fit.NEAR
    if request.outcome is None:
        return Fit.NEAR if figure.outcome == "both" and (request.who or request.age or request.sex) else Fit.LACKS
    if figure.outcome is None:
        return Fit.OTHER
    return Fit.LACKS if "both" in {request.outcome, figure.outcome} else Fit.OTHER


def _device(wanted: str | None, stated: str | None) -> Fit:
    if wanted == stated:
        return Fit.SAME
    if wanted is None or wanted == "all":
        return Fit.NEAR if stated in {None, "all"} else Fit.NARROWER
    if wanted == "mines":
        return Fit.NEAR if stated == "all" else Fit.LACKS if stated is None else Fit.NARROWER if stated.startswith("anti") else Fit.OTHER
    return Fit.LACKS if stated in {None, "all", "mines"} else Fit.OTHER


def _activity(request: Request, figure: Figure) -> Fit:
    usual = {"hectares": "cleared", "devices": "found"}[figure.unit or ""]
    if request.unit != figure.unit:
        return Fit.SAME
    if request.activity == REMAINING:
        return Fit.NEAR if figure.activity is None else Fit.OTHER
    wanted, stated = request.activity or usual, figure.activity or usual
    if {wanted, stated} <= {"found", "cleared"}:
        return Fit.SAME if figure.activity else Fit.NEAR
    if wanted == stated:
        return Fit.SAME
    return Fit.NEAR if {wanted, stated} <= {"searched", "inspected"} else Fit.OTHER


def _place(request: Request, figure: Figure, home: str) -> Fit:
    wanted, stated = wanted_places(request, home), figure.place
    if not wanted:
        if stated in {home, None}:
            return Fit.SAME
        return Fit.NARROWER if is_within(stated, home) else Fit.OTHER
    if stated in wanted:
        return Fit.SAME
    if request.event and any(is_within(w, stated or "") for w in wanted) and stated != home:
        return Fit.NEAR  # an explosion in a village, said of its district
    if any(is_within(w, stated or "") and gazetteer()[w].kind == "capital" for w in wanted) and stated != home:
        return Fit.NEAR  # "Yerevan says": the country by its capital
    if stated is None or stated == home or any(is_within(w, stated) for w in wanted):
        return Fit.LACKS
    return Fit.NARROWER if any(is_within(stated, w) for w in wanted) else Fit.OTHER


def is_within(place: str | None, whole: str) -> bool:
    """Whether a place of the gazetteer lies inside another."""
    while place is not None and place in gazetteer():
        place = gazetteer()[place].within
        if place == whole:
            return True
    return False


def _period(request: Request, fact: Fact) -> Fit:
    if not request.periods:
        return Fit.SAME
    fits = min(fit_period(wanted, fact) for wanted in request.periods)
    if fits > Fit.NEAR and request.event and any(_reported_after(wanted, fact) for wanted in request.periods):
        return Fit.NEAR
    if fits == Fit.LACKS and any(_touches(wanted, fact.published) for wanted in request.periods):
        return Fit.NEAR  # said with the date of its report
    if fits > Fit.NEAR and request.event and any(_inside(wanted, fact) for wanted in request.periods):
        return Fit.NEAR
    if fits > Fit.NEAR and request.said_on and any(_touches(w, fact.published) for w in request.periods):
        return Fit.NEAR
    return fits


def _touches(wanted: Period, day: str) -> bool:
    """Whether a day lies in a period that is a day, week, month or year."""
    return (
        bool(day)
        and wanted.start is not None
        and wanted.end is not None
        and days_number(wanted.start) <= days_number(day) <= days_number(wanted.end, last=True)
    )


def _reported_after(wanted: Period, fact: Fact) -> bool:
    """Whether a report without a day of its own came out on the day of an explosion or soon after."""
    period = fact.figure.period
    if not wanted.start or wanted.start != wanted.end or len(wanted.start) < len("2025-05-12") or not fact.published:
        return False
    undated = period is None or period.kind == "year" or (period.start is not None and period.start == fact.published)
    return undated and 0 <= days_number(fact.published) - days_number(wanted.start) <= REPORTED_DAYS


def _inside(wanted: Period, fact: Fact) -> bool:
    """Whether the day of an explosion lies in a month or year that a question names."""
    period = fact.figure.period
    if period is None:
        return _touches(wanted, fact.published)
    return period.kind in {"day", "incident"} and bool(period.start) and _touches(wanted, period.start or "")


def fit_period(wanted: Period, fact: Fact) -> Fit:  # noqa: PLR0911 (one return for each way of naming a period)
    """How the period of a figure fits one that a question names."""
    figure, stated = fact.figure, fact.figure.period
    if stated is None and figure.as_of is None:
        return Fit.LACKS
    if stated is not None and stated.start is None and stated.end and stated.kind.startswith("cumulative"):
        if figure.unit not in COUNTED or (figure.unit == "people" and figure.outcome is None):  # a stock: dogs, staff
            return Fit.NEAR if _touches(wanted, stated.end) or _agree(wanted.end, stated.end) else Fit.OTHER
        stated = replace(stated, start=CURRENT_START)
    start, end = (stated.start if stated else None), figure.as_of or (stated.end if stated else None)
    if wanted.kind.startswith(ABOUT):
        return _fit_loosely(wanted, start, end, cumulative=stated is None or "cumulative" in stated.kind)
    if wanted.start and wanted.end is None:  # since …
        return (
            Fit.SAME
            if start and _agree(wanted.start, start) and stated and stated.kind not in {"day", "week", "month", "incident"}
            else Fit.OTHER
        )
    if wanted.end and wanted.start is None:  # up to …
        cumulative = stated is None or stated.kind.startswith("cumulative") or stated.kind == "year to date"
        return (
            Fit.SAME
            if cumulative and end and _agree(wanted.end, end)
            else Fit.NEAR
            if cumulative and end is None and _agree(wanted.end, fact.published)
            else Fit.OTHER
        )
    if start is None and end and _agree(wanted.end, end) and stated is None:
        return Fit.NEAR  # a total whose start its report leaves out
    if start and end and same_bounds(Period(start, end, ""), wanted):
        return Fit.SAME
    if start and _agree(wanted.start, start) and end is None and wanted.end and _agree(wanted.end, fact.published):
        return Fit.NEAR
    if start and _agree(wanted.start, start) and end and _agree(wanted.end, end) and stated and stated.kind.startswith("cumulative"):
        return Fit.SAME
    if (
        wanted.kind == "year"
        and stated
        and start
        and start[:4] == wanted.start
        and stated.kind in {"year to date", "cumulative closed"}
        and days_number(start) <= days_number(f"{start[:4]}-01-02")
        and end
        and end[:4] == start[:4]
    ):
        return Fit.NEAR
    if wanted.kind == "day" and stated and stated.kind.startswith("cumulative") and end and _agree(wanted.end, end):
        return Fit.NEAR  # "on 5 November 2023": the state of that day
    return Fit.OTHER


def _fit_loosely(wanted: Period, start: str | None, end: str | None, *, cumulative: bool) -> Fit:
    """How a figure fits a stretch with loose bounds: a closed period inside it, or a count up to a day in it."""
    if not wanted.start or not wanted.end or not end:
        return Fit.OTHER
    low, high = days_number(wanted.start), days_number(wanted.end, last=True)
    if wanted.kind != ABOUT:
        near = abs(high - days_number(end, last=True)) <= int(wanted.kind.split()[-1])
        return Fit.NEAR if near and _agree(wanted.start, start) else Fit.OTHER
    ends_inside = low <= days_number(end, last=True) <= high
    starts_inside = start is not None and low <= days_number(start) <= high
    return Fit.NEAR if ends_inside and (cumulative or starts_inside) else Fit.OTHER


def same_bounds(one: Period, other: Period) -> bool:
    """Whether two periods have the same first and last day, give or take one."""
    if not (one.start and one.end and other.start and other.end):
        return False
    return (
        abs(days_number(one.start) - days_number(other.start)) <= SLACK
        and abs(days_number(one.end, last=True) - days_number(other.end, last=True)) <= SLACK
    )


def _agree(one: str | None, other: str | None) -> bool:
    """Whether two reduced dates are the same as far as both go."""
    if not one or not other:
        return False
    return all(a == b for a, b in zip(parse_iso(one), parse_iso(other), strict=True) if a is not None and b is not None)


def days_number(iso: str, *, last: bool = False) -> int:
    """The first or last day of a reduced date as a number; 0 for an empty one."""
    if not iso:
        return 0
    year, month, day = parse_iso(iso)
    month = month or (12 if last else 1)
    return datetime.date(year, month, day or (calendar.monthrange(year, month)[1] if last else 1)).toordinal()


def days_of(period: Period) -> int | None:
    """How many days a closed period has; None for an open one."""
    return days_number(period.end, last=True) - days_number(period.start) + 1 if period.start and period.end else None


def answering(matches: Sequence[Match]) -> list[Match]:
    """The matches that may be passed off as the answer: likely, and nothing lacks; no part stands for the whole but one place, said with it."""
    return [m for m in matches if m.likely and passes(m)]


MOST = {"place": Fit.NARROWER, "unit": Fit.LACKS}  # the worst fit of a dimension that an answer may have; else NEAR
MOST_OF_EVENT = MOST | dict.fromkeys(("who", "age", "sex", "device"), Fit.NARROWER)  # "one man died": all who died in that explosion


def passes(match: Match) -> bool:
    """Whether no dimension forbids to give a figure as the answer."""
    if match.fits["unit"] == Fit.LACKS and not match.counted:
        return False
    most = MOST_OF_EVENT if match.event else MOST
    return all(fit <= most.get(dimension, Fit.NEAR) for dimension, fit in match.fits.items())


def _is_split(fact: Fact, facts: Facts) -> bool:
    """Whether the sentence tells several groups of the same fate apart: "one man and two women died"."""
    same = [
        f for f in facts.beside(fact) if (f.figure.sentence_start, f.figure.outcome) == (fact.figure.sentence_start, fact.figure.outcome)
    ]
    return len({f.figure.start for f in same if f.figure.unit == "people"}) > 1
