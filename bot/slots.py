"""What a question sets against each other: two places, periods, kinds, groups or sources, each as a request of its own."""

import re
from dataclasses import replace

from bot.question import Question
from bot.request import Request, wanted_places
from ingest.figures.lexicon import find_tags
from ingest.terms import question_dates, read_units

_NAME = r"(?:[A-ZƏÇŞÖÜĞİА-ЯЁ][\w.&'’-]+(?:\s+(?:of|and|for|the)?\s*[A-ZƏÇŞÖÜĞİА-ЯЁ][\w.&'’-]+)*)"
_EITHER = re.compile(
    rf"(?P<one>{_NAME})(?:'s?|’s?)?(?:\s+\w+)?,?\s+(?:or|than|versus|vs\.?|and|yoxsa|və ya|və|или|чем|и)\s+(?:the\s+|that of\s+|in\s+|by\s+)?(?P<other>{_NAME})"
)


def slots(asked: Question, request: Request, home: str) -> list[Request]:
    """The requests that a question sets against each other, in its order; fewer than two when it does not."""
    text = asked.standalone
    places = wanted_places(request, home)
    if len(places) > 1:
        return [replace(request, places=(p,)) for p in places]
    if home in request.places and len(request.places) > 1:
        return [replace(request, places=(p,)) for p in request.places]
    if len(request.periods) > 1:
        return [replace(request, periods=(p,)) for p in request.periods]
    tags = [t for t in find_tags(text) if not any(m.start <= t.start < m.end for m in question_dates(text))]
    for key in ("device", "who", "outcome", "activity"):
        values = list(dict.fromkeys(t.dimensions[key] for t in tags if key in t.dimensions))
        values = [v for v in values if v not in {"both", "all"} and (key != "activity" or v != "found")]
        if len(values) > 1 and key == "device" and "mines" in values and set(values) <= {"mines", "anti-tank", "anti-personnel"}:
            values.remove("mines")
        if len(values) > 1:
            return [request.but(**{key: v}) for v in values]
    groups = list(dict.fromkeys((k, t.dimensions[k]) for t in tags for k in ("age", "sex") if k in t.dimensions))
    if len(groups) > 1:
        return [request.but(**{"age": None, "sex": None, k: v}) for k, v in groups]
    return _sources(asked, request)


def _sources(asked: Question, request: Request) -> list[Request]:
    """Two outlets, bodies or persons named on either side of "or"."""
    for match in _EITHER.finditer(asked.standalone):
        sides = [tuple(u for u in read_units(match[g], asked.language) if u.kind in {"word", "concept"}) for g in ("one", "other")]
        if all(sides) and sides[0] != sides[1]:
            both = {*sides[0], *sides[1]}
            rest = tuple(u for u in request.rest if u not in both)
            return [replace(request, named=side, rest=rest) for side in sides]
    return []
