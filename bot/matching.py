"""Which figures answer a request: each is judged dimension by dimension, and never passes where one contradicts.

A figure that is narrower than what is asked (a part, one place, one agency) is no answer to the whole; one that is wider is none to the part.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from bot.asked_words import COUNTED
from bot.facts import Fact, Facts
from bot.judging import judge
from bot.period_fit import days_number
from bot.ranking import Fit, Ranker, Weights, closeness, weights
from bot.request import Request

TELLING = ("noun in sentence", "noun before", "rest in sentence", "rest before", "name in sentence")  # features
LEAST_TOLD = 0.3  # of one of them, for a number whose unit alone says too little: money, kilometres, dogs
ALL = 0.99
HALF_TOLD = 0.5
GROUPS = ("age", "sex", "who", "device")  # what a number that does not say it must at least have the words of in its sentence
FORBIDDEN = "forbidden"  # the feature of a figure that does not state all that is asked
DEEP = 60  # figures whose sentences are compared with a question by their meaning


@dataclass(frozen=True)
class Match:
    """A figure with its judgement: how each dimension fits, its score (higher is better), and how much of the rest it bears out."""

    fact: Fact
    fits: dict[str, Fit]
    features: dict[str, float] = field(repr=False)
    weights: Weights = field(repr=False)
    event: bool = False

    @property
    def worst(self) -> Fit:
        """The worst of the fits."""
        return max(self.fits.values())

    @cached_property
    def score(self) -> float:
        """The sum of what the features add."""
        return sum(self.weights.features.get(name, 0.0) * value for name, value in self.features.items())

    @property
    def merit(self) -> float:
        """The score without what it owes to the language of the report, to compare reports in several."""
        return self.score - self.weights.features.get("same language", 0.0) * self.features.get("same language", 0.0)

    @property
    def likely(self) -> bool:
        """Whether it is likelier the answer than that there is none, or all that the question says is borne out."""
        return self.score >= self.weights.none or self.exact

    @property
    def exact(self) -> bool:
        """Whether every dimension fits a figure of a known unit, and the question names nothing that its report leaves out."""
        untold = max(self.features.get(name, 0.0) for name in ("rest missing", "noun missing", "name missing"))
        known = self.fact.figure.unit in COUNTED and self.fits["unit"] == Fit.SAME
        return known and self.worst <= Fit.NEAR and untold < HALF_TOLD


def find_matches(request: Request, facts: Facts, home: str) -> list[Match]:
    """Every figure that no dimension but the period contradicts, best first; of a deep request the best, by what their sentences mean too."""
    ranker, known = Ranker(request, facts), weights()
    found = []
    for fact in facts.all:
        own, head, before, _ = facts.surroundings(fact)
        fits = judge(request, fact, home, own, own | head | before, facts.scope_of(fact) if _lacks_period(fact) else None)
        if Fit.OTHER in (fits["unit"], fits["place"]) or (request.named and not facts.is_of(fact, request.named)):
            continue
        event = request.event and not _is_split(fact, facts)
        match = Match(fact, fits, ranker.features(fact, fits), known.words, event)
        found.append(match if passes(match) else replace(match, features=match.features | {FORBIDDEN: 1.0}))
    found = by_score(found)
    if not request.deep:
        return found
    passing = [m for m in found if tolerable(m)][:DEEP]
    similar = facts.similarities(request.text, [m.fact for m in passing])
    return by_score([replace(m, features=m.features | closeness(m.fact, *similar[m.fact.key]), weights=known.meaning) for m in passing])


def by_score(found: Sequence[Match]) -> list[Match]:
    """The matches, best first; of equals the one that counts up to a later date."""
    return sorted(found, key=lambda m: (-m.score, -days_number(m.fact.counted_to)))


def _lacks_period(fact: Fact) -> bool:
    return fact.figure.period is None and fact.figure.as_of is None


def answering(matches: Sequence[Match]) -> list[Match]:
    """The matches that may be passed off as the answer: likely, and nothing lacks; no part stands for the whole but one place, said with it."""
    return [m for m in matches if m.likely and passes(m)]


MOST = {"place": Fit.NARROWER, "unit": Fit.LACKS}  # the worst fit of a dimension that an answer may have; else NEAR
MOST_OF_EVENT = MOST | dict.fromkeys(("who", "age", "sex", "device"), Fit.NARROWER)  # "one man died": all who died in that explosion
MOST_OF_UNKNOWN = MOST | dict.fromkeys(
    ("place", "period", "outcome"), Fit.LACKS
)  # dogs, schools, money: their words tell more than dimensions
WORDED = dict.fromkeys(
    ("who", "age", "sex", "device", "activity", "outcome"), Fit.LACKS
)  # where the words counted are those of the question


def passes(match: Match) -> bool:
    """Whether no dimension forbids to give a figure as the answer."""
    told, known = match.features, match.fact.figure.unit in COUNTED
    counted = told.get("noun counted", 0.0) >= HALF_TOLD
    if match.fits["unit"] == Fit.LACKS and not counted:
        return False
    if told.get("name missing", 0.0) >= ALL:
        return False
    untold = not known or match.fits["unit"] == Fit.NEAR
    if untold and max(told.get(name, 0.0) for name in TELLING) < LEAST_TOLD:
        return False
    most = MOST_OF_EVENT if match.event else MOST if known else MOST_OF_UNKNOWN
    if counted:
        most = most | {d: fit for d, fit in WORDED.items() if d != "outcome" or match.fact.figure.outcome != "both"}  # never a split unsaid
    return all(fit <= most.get(dimension, Fit.NEAR) for dimension, fit in match.fits.items())


def tolerable(match: Match) -> bool:
    """Whether a figure may be the answer although it says less than what is asked: nothing contradicts, and its period is the one asked for."""
    if passes(match):
        return True
    split = match.fits.get("outcome", Fit.SAME) > Fit.NEAR and match.fact.figure.outcome is not None  # "of them killed" of both together
    told = match.fits["period"] <= Fit.NEAR and match.features.get("name missing", 0.0) < ALL
    grouped = (
        any(match.fits.get(d) == Fit.LACKS for d in GROUPS)
        and match.features.get("noun in sentence", match.features.get("no noun", 0.0)) < HALF_TOLD
    )
    return max(match.fits.values()) < Fit.OTHER and told and not split and not grouped


def _is_split(fact: Fact, facts: Facts) -> bool:
    """Whether the sentence tells several groups of the same fate apart: "one man and two women died"."""
    same = [
        f for f in facts.beside(fact) if (f.figure.sentence_start, f.figure.outcome) == (fact.figure.sentence_start, fact.figure.outcome)
    ]
    return len({f.figure.start for f in same if f.figure.unit == "people"}) > 1
