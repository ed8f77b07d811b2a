"""The choice of each figure's period and place, in reading order."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from ingest.figures.figure import Figure
from ingest.figures.scoping.options import Option, best, weights
from ingest.figures.scoping.survey import Spot, Survey
from ingest.figures.scoping.when import mentions, period_options
from ingest.figures.scoping.where import namings, place_options

Choose = Callable[[str, Spot, Sequence[Option]], Option]


def choose_scopes(report: Survey, choose: Choose | None = None) -> list[Figure]:
    """The figures of a report with the periods and places that fit best; each choice sees those before it.

    `choose` picks one of the candidates of "period" or "place" in place of the trained weights.
    """
    pick = choose or _best
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
        before.append(replace(figure, place=place.value))
        found.append(before[-1])
    return found


def _best(name: str, _: Spot, options: Sequence[Option]) -> Option:
    return best(options, weights()[name])


def with_period(figure: Figure, option: Option) -> Figure:
    """A figure with another period, marked inferred where its own sentence does not state it."""
    if option.value == figure.period and option.as_of == figure.as_of:
        return figure
    others = tuple(name for name in figure.inferred if name != "period")
    inferred = others if option.stated or option.value is None else ("period", *others)
    return replace(figure, period=option.value, as_of=option.as_of, inferred=inferred)
