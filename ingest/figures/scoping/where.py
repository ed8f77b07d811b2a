"""The candidates for a figure's place: every one that its report names, what holds it, the country of the report, the home country, and none."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.figures.datelines import country_of
from ingest.figures.figure import Figure
from ingest.figures.scope import LIBERATED, SEVERAL
from ingest.figures.scoping.options import Option, Options
from ingest.figures.scoping.survey import Spot, Survey, Told, nearness, standing, whole_of, word_after, word_before
from ingest.terms import PlaceSpan, gazetteer


@dataclass(frozen=True)
class Naming:
    """A place that a sentence names."""

    told: Told
    span: PlaceSpan


def namings(report: Survey) -> list[Naming]:
    """Every place that a report names, in order."""
    return [Naming(t, s) for t in report.told for s in t.places]


def place_options(report: Survey, named: Sequence[Naming], spot: Spot, before: Sequence[Figure]) -> Options:
    """The candidates of one figure, whose period is chosen; `before` are the figures that have theirs already."""
    options = Options()
    figure = spot.figure
    own = {s.name for s in spot.told.places if s.start >= spot.told.dateline}
    context = f"own {min(len(own), 2)}" if own else "leaning" if spot.told.leans else "bare"
    if spot.told.part in {"title", "heading"}:
        context = f"{spot.told.part} {context}"
    time = figure.period.kind if figure.period else "timeless"
    time = "day" if time in {"day", "incident"} else "total" if time.startswith("cumulative") else time
    options.offer(figure.place, Option(figure.place)).add([f"rules {context}", f"rules {_kind(report, figure.place)} {context}"])
    options.offer(report.home, Option(report.home)).add([f"home {context}", f"home {time}"])
    options.offer(report.country, Option(report.country)).add([f"country {context}", f"country {time}"])
    options.offer(None, Option(None))
    happened = {n.span.name for n in named if n.span.name in n.told.happened_in}
    parts = [s.stretch.end for s in report.spots if s.figure.part_of == figure.start and s.told is spot.told]
    for naming in (n for n in named if n.span.name in happened):
        if parts and naming.told is spot.told and naming.span.start >= parts[0] and naming.span.name != figure.place:
            continue  # only the part is said to be there: "50 hectares, 9 of them in Fuzuli"
        option = options.offer(naming.span.name, Option(naming.span.name))
        option.add(_of_naming(report, spot, naming, named, context))
        within = gazetteer()[naming.span.name].within
        if within:
            option = options.offer(within, Option(within))
            option.add(["holder", f"holder {'here' if naming.told is spot.told else 'else'} {context}"])
    _from_before(options, report, spot, before, context)
    for name, option in options.items():
        option.add(_of_kind(report, spot, name, time, context))  # type: ignore[arg-type]
    return options


def _kind(report: Survey, name: str | None) -> str:
    """What kind of place it is, as seen from the report's country."""
    if name is None:
        return "none"
    kind = gazetteer()[name].kind if name in gazetteer() else "unknown"
    if kind == "country":
        return "own country" if name == report.country else "home" if name == report.home else "other country"
    small = "place" if kind in {"city", "village", "town"} else kind
    return small if name in gazetteer() and country_of(name) == report.country else f"foreign {small}"


def _of_naming(report: Survey, spot: Spot, naming: Naming, named: Sequence[Naming], context: str) -> Iterator[str]:
    """What a mention's standing says for it."""
    told, span, kind = naming.told, naming.span, _kind(report, naming.span.name)
    here = "here" if told is spot.told else "else"
    where = standing(spot, told, span.start, span.end)
    yield from (f"{name} {context}" for name in where)
    yield from (f"{name} {kind}" for name in where)
    happened = "happened" if span.name in told.happened_in else "sifted"
    yield f"{happened} {here} {kind}"
    yield from (f"{happened} {name}" for name in where)
    yield f"after {word_before(told.folded, span.start)} {here}"
    yield f"before {word_after(told.folded, span.end)} {here}"
    if told is spot.told:
        others = {n.span.name for n in named if n.told is told} - {span.name}
        yield f"here beside {min(len(others), 2)} others {kind}"
        if any(gazetteer()[o].within == span.name for o in others if o in gazetteer()):
            yield "here holds another"
        if gazetteer()[span.name].within in others:
            yield "here within another"
    earlier = [n for n in named if (n.told.number, n.span.start) < (spot.told.number, spot.stretch.start)]
    if earlier and naming is earlier[-1]:
        yield f"last named {context} {kind}"
    if naming is named[0]:
        yield f"first named {context} {kind}"


def _from_before(options: Options, report: Survey, spot: Spot, before: Sequence[Figure], context: str) -> None:
    """What the figures before say: the last one, and the whole that this one is a part of."""
    figure = spot.figure
    if before:
        last = before[-1]
        near = nearness(spot, last)
        time = "same" if last.period == figure.period else "other"
        kind = _kind(report, last.place)
        options.offer(last.place, Option(last.place)).add(
            [
                f"as before {near} {context}",
                f"as before {near} {time} time {kind}",
                f"as before {near} {time} time {context}",
                f"as before {'same' if last.unit == figure.unit else 'other'} unit {near} {kind}",
                f"as before {last.unit} then {figure.unit}",
            ]
        )
    whole = whole_of(figure, before)
    if whole is not None:
        near = "here" if whole.sentence_start == figure.sentence_start else "before"
        options.offer(whole.place, Option(whole.place)).add([f"as whole {near} {context}", f"as whole {_kind(report, whole.place)}"])
    alike = [f for f in before if f.period == figure.period and figure.period is not None]
    if alike:
        options.offer(alike[-1].place, Option(alike[-1].place)).add(
            ["as same time", f"as same time {context}", f"as same time {figure.unit}"]
        )


def _of_kind(report: Survey, spot: Spot, name: str | None, time: str, context: str) -> Iterator[str]:
    """What kind of place it is, beside what is counted and over which period."""
    figure, kind = spot.figure, _kind(report, name)
    counted = figure.unit or "unknown"
    yield f"is {kind}"
    yield f"{kind} {context}"
    yield f"{kind} {counted}"
    yield f"{kind} {time}"
    yield f"{kind} {counted} {time}"
    if name == report.home:
        yield f"{kind} at home"
    if LIBERATED.search(spot.told.folded):
        yield f"{kind} liberated"
    if SEVERAL.search(spot.told.folded):
        yield f"{kind} several"
    if figure.part_of is not None:
        yield f"{kind} part"
    if figure.activity:
        yield f"{kind} {figure.activity}"
