"""The nearest figure to a number that no report states: what a refusal names, with its own whom, place and period."""

from collections.abc import Sequence

from bot.asked_words import COUNTED
from bot.facts import Fact, Facts
from bot.matching import Match, find_matches
from bot.period_fit import days_number
from bot.ranking import Fit
from bot.request import COUNT, Request
from bot.series import best_matches, leading, series_of

# What it costs that a figure does not tell what is asked for: a group or place of its own is nearer than another's fate or time.
COSTS = {"unit": 9, "age": 4, "sex": 4, "who": 3, "place": 3, "device": 3, "activity": 3, "actor": 2, "outcome": 1, "period": 1}
MOST = 4  # of these costs, from which on nothing is near
UNTOLD = 0.5  # of the words of a question, from which on a report speaks of something else


def nearest_figure(request: Request, facts: Facts, home: str) -> Fact | None:
    """The figure that tells nearly what a question asks to count; None where several dimensions differ or the question's words are not told."""
    if request.intents[0][0] != COUNT or request.unit not in COUNTED or request.numbers:
        return None
    near = [(cost, m) for m in find_matches(request, facts, home) if (cost := _cost(m)) <= MOST and _told(m)]
    if not near:
        return None
    least = min(cost for cost, _ in near)
    return _led(request, best_matches([m for cost, m in near if cost == least]), facts)


def _led(request: Request, found: Sequence[Match], facts: Facts) -> Fact:
    """Of figures that are as near, the one whose end is nearest to the end that is asked for; without one, that of the current series."""
    ends = [days_number(p.end, last=True) for p in request.periods if p.end]
    if ends:
        return min((m.fact for m in found), key=lambda f: abs(days_number(f.counted_to, last=True) - ends[-1]))
    return leading(series_of([m.fact for m in found]), facts)[0].latest


def _cost(match: Match) -> int:
    """What the dimensions cost that do not fit; two narrower ones cost no more than one that is not told."""
    return sum(COSTS.get(d, MOST) * (2 if fit == Fit.OTHER and d != "period" else 1) for d, fit in match.fits.items() if fit > Fit.NEAR)


def _told(match: Match) -> bool:
    return max(match.features.get(name, 0.0) for name in ("rest missing", "noun missing", "name missing")) < UNTOLD
