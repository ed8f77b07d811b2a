"""How each dimension of a figure fits what a request asks for: the same, near, narrower, not stated, or something else."""

from bot.asked_words import COUNTED
from bot.facts import Fact
from bot.operations import currencies_in
from bot.period_fit import judge_period
from bot.ranking import Fit
from bot.request import REMAINING, Request, same_age, wanted_places
from ingest.figures.agents import ALL as ALL_TOGETHER
from ingest.figures.agents import body_of, own_agency
from ingest.figures.figure import Figure, Period
from ingest.terms import gazetteer, place_term

SAPPERS = {"deminer", "staff"}  # the staff that is harmed are deminers
AHEAD = {"planned", "ordered", "planted", REMAINING}  # activities after which nothing is cleared
MONEY_BEFORE, MONEY_BEHIND = 5, 24  # characters beside a sum in which its currency stands
VICTIMS = frozenset({"c_victim", "c_killed", "c_injured"})
FATES, FATAL = frozenset({"killed", "injured"}), frozenset({"c_killed", "c_injured"})
LIKELY_UNIT, UNLIKELY_UNIT = 0.2, 0.02  # probabilities of a unit that is not the likeliest


def judge(
    request: Request,
    fact: Fact,
    home: str,
    own: frozenset[str] = frozenset(),
    near: frozenset[str] = frozenset(),
    scope: Period | None = None,
) -> dict[str, Fit]:
    """How each dimension of a figure fits a request.

    `own` are the terms of its sentence, `near` those of the one before and the headline too, `scope` the period told before it.
    """
    figure = fact.figure
    place = _place(request, figure, home)
    at_home = is_within(figure.place, home) and all(is_within(p, home) for p in wanted_places(request, home))
    named_near = any(place_term(p) in near for p in wanted_places(request, home))
    if place == Fit.OTHER and figure.unit not in COUNTED and at_home and named_near and place_term(figure.place or "") not in own:
        place = Fit.NEAR  # taken over from another sentence, for a number of something unknown
    if place == Fit.LACKS and not _is_national(figure) and named_near:
        place = Fit.NEAR
    fits = {"unit": _unit(request, figure), "place": place, "period": judge_period(request, fact, scope)}
    if figure.unit == "people":
        fits["outcome"] = _outcome(request, figure)
        if fits["outcome"] == Fit.LACKS and request.outcome == "both" and figure.outcome is None and VICTIMS & near:
            fits["outcome"] = Fit.NEAR  # "… 364 of whom were children and 39 women": the victims just told of
        if fits["outcome"] == Fit.LACKS and request.outcome in FATES and figure.outcome is None and not FATAL & own:
            fits["outcome"] = Fit.OTHER  # "369 minors and 41 women": no split that the report does not state
        plain = request.outcome is None and figure.outcome is None  # staff, pupils: no victims told apart
        fits["who"] = (
            Fit.NEAR
            if {request.who, figure.who} == SAPPERS
            else _named(request.who, figure.who, tolerated=plain or bool(request.age or request.sex))
        )
        fits["age"] = Fit.SAME if request.age and same_age(request.age, figure.age) else _named(request.age, figure.age)
        fits["sex"] = _named(request.sex, figure.sex)
    elif request.outcome and request.unit is None:  # "how many dogs died"
        fits["outcome"] = Fit.SAME if {"c_killed", "c_injured"} & own else Fit.LACKS
    elif figure.unit == "money":
        fits["currency"] = _currency(request, fact)
    if figure.unit == "devices":
        fits["device"] = _device(request.device, figure.device)
    if figure.unit in {"devices", "hectares"}:
        fits["activity"] = _activity(request, figure)
        fits["actor"] = _actor(request.actor, figure)
    return fits


def _is_national(figure: Figure) -> bool:
    """Whether a figure is a running total of victims, which reports of one explosion repeat."""
    return figure.unit == "people" and figure.outcome is not None and figure.period is not None and figure.period.kind.startswith("cumul")


def _unit(request: Request, figure: Figure) -> Fit:
    """A figure of no known unit may count anything; one of a unit that is not asked for must at least be likely."""
    if request.unit == figure.unit:
        return Fit.SAME
    likely = next((p for unit, p in request.unit_odds if unit == figure.unit), 0.0)
    if likely >= LIKELY_UNIT:
        return Fit.NEAR
    if request.unit is None:
        return Fit.OTHER if figure.unit in COUNTED and request.unit_odds and likely < UNLIKELY_UNIT else Fit.NEAR
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
        told = request.outcome or figure.outcome
        return Fit.SAME if request.activity == figure.activity else Fit.OTHER if told else Fit.NEAR
    if request.outcome == figure.outcome:
        return Fit.SAME
    if request.outcome is None and request.unit is None:
        return Fit.NEAR
    if request.outcome is None:
        grouped = figure.outcome == "both" and (request.who or request.age or request.sex)
        return Fit.NEAR if grouped or figure.outcome == "injured" else Fit.LACKS  # survivors: "how many got artificial limbs"
    if figure.outcome is None:
        return Fit.LACKS
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
        return Fit.SAME if figure.activity == REMAINING else Fit.NEAR if figure.activity is None else Fit.OTHER
    wanted, stated = request.activity or usual, figure.activity or usual
    if {wanted, stated} <= {"found", "cleared", "destroyed"}:
        return Fit.SAME if figure.activity else Fit.NEAR
    if wanted == stated:
        return Fit.SAME
    unsaid = request.activity is None and stated not in AHEAD  # the answer says what the question does not
    if unsaid or {wanted, stated} <= {"searched", "inspected"}:
        return Fit.NEAR
    return Fit.OTHER if {wanted, stated} & AHEAD else Fit.LACKS


def _actor(wanted: str | None, figure: Figure) -> Fit:
    """The work of one body is no answer to another's; a report's own numbers may be those of the body that it quotes."""
    stated = figure.actor
    if wanted == stated or (wanted is None and stated == ALL_TOGETHER) or (wanted == ALL_TOGETHER and stated is None):
        return Fit.SAME
    if wanted is None or (stated is None and body_of(figure.attribution) == wanted):
        return Fit.NEAR
    if wanted == own_agency() and stated in {None, ALL_TOGETHER}:
        return Fit.NEAR  # it reports the work of all as the country's
    return Fit.LACKS if stated in {None, ALL_TOGETHER} else Fit.OTHER


def _currency(request: Request, fact: Fact) -> Fit:
    """A sum in another currency is none of the one asked for."""
    asked, figure = currencies_in(request.text), fact.figure
    stated = currencies_in(
        fact.version.article.text[max(figure.sentence_start, figure.start - MONEY_BEFORE) : figure.end + MONEY_BEHIND].split("\n")[0]
    )
    return Fit.OTHER if asked and stated and not asked & stated else Fit.SAME


def _place(request: Request, figure: Figure, home: str) -> Fit:
    wanted, stated = wanted_places(request, home), figure.place
    if not wanted:
        return Fit.SAME if stated in {home, None} else Fit.NARROWER if is_within(stated, home) else Fit.OTHER
    if stated in wanted:
        return Fit.SAME
    wider = [w for w in wanted if is_within(w, stated or "")]
    if wider and stated != home and (request.event or any(gazetteer()[w].kind == "capital" for w in wider)):
        return Fit.NEAR  # an explosion in a village, said of its district; "Yerevan says": the country by its capital
    if stated is None or stated == home or wider:
        return Fit.LACKS
    return Fit.NARROWER if any(is_within(stated, w) for w in wanted) else Fit.OTHER


def is_within(place: str | None, whole: str) -> bool:
    """Whether a place of the gazetteer lies inside another."""
    while place is not None and place in gazetteer():
        place = gazetteer()[place].within
        if place == whole:
            return True
    return False
