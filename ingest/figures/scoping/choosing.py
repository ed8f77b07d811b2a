"""The choice of each figure's period and place, in reading order."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from ingest.figures.datelines import country_of, is_of_another_country
from ingest.figures.figure import Figure, Period
from ingest.figures.scoping.options import Option, Weights, best, weights
from ingest.figures.scoping.survey import Spot, Survey
from ingest.figures.scoping.when import mentions, period_options
from ingest.figures.scoping.where import namings, place_options
from ingest.terms import gazetteer

Choose = Callable[[str, Spot, Sequence[Option]], Option]


def choose_scopes(report: Survey, choose: Choose | None = None) -> list[Figure]:
    """The figures of a report with the periods and places that fit best; each choice sees those before it.

    `choose` picks one of the candidates of "period" or "place" in place of the trained weights.
    """
    pick = choose or chosen_by(weights())
    said, named = mentions(report), namings(report)
    done: dict[bool, list[Figure]] = {True: [], False: []}  # titles hand on nothing
    found = []
    for spot in report.spots:
        before = done[spot.told.part == "title"]
        if spot.settled:
            before.append(spot.figure)
            found.append(spot.figure)
            continue
        option = pick("period", spot, list(period_options(report, said, spot, before).values()))
        figure = with_period(spot.figure, option)
        dated = replace(spot, figure=figure)
        place = pick("place", dated, list(place_options(report, named, dated, before).values()))
        before.append(replace(figure, place=listed_place(spot) or place.value))
        found.append(before[-1])
    return [_without_foreign_event(f) for f in agreed(found)]


def _without_foreign_event(figure: Figure) -> Figure:
    """The figure; "since the war", said of another country than that whose war the lexicon dates, starts nowhere known."""
    period = figure.period
    countries = {country_of(figure.place)} if figure.place in gazetteer() else set()
    if period is None or "period" not in figure.inferred or not is_of_another_country(period.start, countries):
        return figure
    return replace(figure, period=Period(None, period.end, "cumulative closed") if period.end else None)


def opens_dated(spot: Spot) -> bool:
    """Whether a number's sentence opens with the one period that it states, with no other number between: "On 6 May three people …"."""
    said = [p for p in spot.told.periods if not p.aside]
    if len(said) != 1 or said[0].period.start is None or said[0].inferred:
        return False
    opening = OPENING.fullmatch(spot.told.folded[spot.told.dateline : said[0].start]) is not None
    return opening and said[0].end <= spot.stretch.start and not any(said[0].end <= n < spot.stretch.start for n in spot.told.numbers)


def opening_place(spot: Spot) -> str | None:
    """The one place within another that a number's sentence opens with: "In the Aghdam district of Azerbaijan, 37 hectares …"."""
    told = spot.told
    named = {p.name for p in told.places if p.name in told.happened_in and gazetteer()[p.name].kind != "country"}
    if len(named) != 1:
        return None
    first = next(p for p in told.places if p.name in named)
    opens = IN_PLACE.fullmatch(told.folded[told.dateline : first.start]) is not None
    gap = told.folded[first.end : spot.stretch.start]
    return first.name if opens and first.end <= spot.stretch.start and not ELSEWHERE.search(gap) else None


def listed_place(spot: Spot) -> str | None:
    """The place of a number in a list that gives each place its own: "Jabrayil leads with 47, followed by Aghdam with 41", «Агдам – 96, Физули – 71»."""
    told = spot.told
    behind = {n: p.name for p in told.places for n in told.numbers if n >= p.end and PLACE_FIRST.fullmatch(told.folded[p.end : n])}
    ahead = {n: p.name for p in told.places for n in told.numbers if n < p.start and NUMBER_FIRST.fullmatch(told.folded[n : p.start])}
    least = 1 if FOLLOWED.search(told.folded) else 2  # places that have their own number
    return next((p[spot.stretch.start] for p in (behind, ahead) if spot.stretch.start in p and len(set(p.values())) >= least), None)


FOLLOWED = re.compile(r"\bfollowed by\b")
PLACE_FIRST = re.compile(
    r"(?:\s*[–—:(-]\s*|\s+(?:leads |comes )?(?:with|had|has|saw|at|на)\s+)(?:(?:about|some|over|nearly|almost|only|около|более)\s+)?"
)
NUMBER_FIRST = re.compile(r"[\d.,\u00a0 ]*\d\s*(?:hektar\w*|nəfər\w*|ədəd\w*|mina\w*)\s+(?:isə\s+)?")
ELSEWHERE = re.compile(r"[;:]|\b(?:while|whereas|but|nationwide|countrywide|across|overall|in all|тогда как|всего|по стране|isə|ölkə)\b")
IN_PLACE = re.compile(r"\W*(?:in|within|across|в|во)\s+(?:the\s+)?")
OPENING = re.compile(
    r"\W*(?:(?:on|in|from|during|between|over|throughout|since|for|early on|late on|в|во|с|со|за|на|в течение)\s+)?(?:the\s+)?"
)


def agreed(figures: Sequence[Figure]) -> list[Figure]:
    """The figures; a whole and its parts, where no sentence of theirs states a period, with the one that most of them have."""
    by_start = {f.start: f for f in figures}
    families: dict[int, list[Figure]] = {}
    for figure in figures:
        families.setdefault(_top(figure, by_start).start, []).append(figure)
    told: dict[int, Figure] = {}
    for top, family in families.items():
        open_ = [f for f in family if "period" in f.inferred and f.period is not None]
        stated = [f for f in family if "period" not in f.inferred and f.period is not None]
        if len(family) < 2 or not open_ or (stated and stated[0].start != top):  # noqa: PLR2004 (a whole and a part)
            continue
        model = stated[0] if stated else max(open_, key=lambda f: (sum(f.period == g.period for g in open_), f.start == top))
        told |= {f.start: replace(f, period=model.period, as_of=model.as_of) for f in open_}
    return [told.get(f.start, f) for f in figures]


def _top(figure: Figure, by_start: Mapping[int, Figure]) -> Figure:
    """The figure that is no part of another one, of which a figure is a part."""
    seen = {figure.start}
    while figure.part_of is not None and figure.part_of in by_start and figure.part_of not in seen:
        figure = by_start[figure.part_of]
        seen.add(figure.start)
    return figure


def chosen_by(models: Mapping[str, Weights]) -> Choose:
    """The choice that these weights make; a number whose sentence opens with its date or its one place keeps that."""

    def pick(name: str, spot: Spot, options: Sequence[Option]) -> Option:
        stated = [o for o in options if o.stated] if name == "period" and opens_dated(spot) else []
        opening = opening_place(spot) if name == "place" else None
        return best(stated or [o for o in options if opening and o.value == opening] or options, models[name])

    return pick


def with_period(figure: Figure, option: Option) -> Figure:
    """A figure with another period, marked inferred where its own sentence does not state it."""
    if option.value == figure.period and option.as_of == figure.as_of:
        return figure
    others = tuple(name for name in figure.inferred if name != "period")
    inferred = others if option.stated or option.value is None else ("period", *others)
    return replace(figure, period=option.value, as_of=option.as_of, inferred=inferred)
