"""What a question sets against each other: two places, periods, kinds, groups or sources, each as a request of its own."""

import datetime
import re
from dataclasses import replace

from bot.operations import says
from bot.period_fit import days_number
from bot.question import Question
from bot.request import Request, wanted_places
from ingest.figures.agents import named_bodies
from ingest.figures.figure import WORKED, Period
from ingest.figures.lexicon import Tag, find_tags
from ingest.terms import question_dates, read_units

PAIR = 2  # bodies that a question sets against each other
_NAME = r"(?:[A-ZƏÇŞÖÜĞİА-ЯЁ][\w.&'’-]+(?:\s+(?:of|and|for|the)?\s*[A-ZƏÇŞÖÜĞİА-ЯЁ][\w.&'’-]+)*)"
_ONE = r"(?:[A-ZƏÇŞÖÜĞİА-ЯЁ][\w.&'’-]+(?:\s+[A-ZƏÇŞÖÜĞİА-ЯЁ][\w.&'’-]+)*)"
_EITHER = re.compile(
    rf"(?P<one>{_NAME})(?:'s?|’s?)?(?:\s+\w+)?,?\s+(?:or|than|versus|vs\.?|and|yoxsa|və ya|və|или|чем|и)\s+(?:the\s+|that of\s+|in\s+|by\s+)?(?P<other>{_NAME})"
)

_LIST = re.compile(rf"{_ONE}(?:,\s+(?:the\s+)?{_ONE})*,?\s+(?:and|və|и)\s+(?:the\s+)?{_ONE}")
_COMMA = re.compile(r",?\s+(?:and|və|и)\s+(?:the\s+)?|,\s+(?:the\s+)?")


def slots(asked: Question, request: Request, home: str) -> list[Request]:
    """The requests that a question sets against each other, in its order; fewer than two when it does not."""
    text = asked.standalone
    places = wanted_places(request, home)
    if len(places) > 1:
        return [replace(request, places=(p,)) for p in places]
    if home in request.places and len(request.places) > 1:
        return [replace(request, places=(p,)) for p in request.places]
    since = tuple(p for p in request.periods if p.end is None)
    times = [p for p in request.periods if p.end is not None]
    if len(times) == 1 and (shift := shifted(text, times[0])):
        times.append(shift)
    if len(times) > 1:
        return [
            replace(
                request, periods=(p,) if p.kind != "day" or not since else (replace(p, start=since[0].start, kind="cumulative closed"),)
            )
            for p in times
        ]
    tags = [t for t in find_tags(text) if not any(m.start <= t.start < m.end for m in question_dates(text))]
    for key in ("device", "who", "outcome", "activity"):
        values = list(dict.fromkeys(t.dimensions[key] for t in tags if key in t.dimensions))
        values = [v for v in values if v not in {"both", "all"} and (key != "activity" or v != "found")]
        if len(values) > 1 and key == "device" and "mines" in values and set(values) <= {"mines", "anti-tank", "anti-personnel"}:
            values.remove("mines")
        if len(values) > 1:
            return [request.but(**{key: v}) for v in values]
    return _groups(request, tags) or _bodies(text, request) or _sources(asked, request)


def _groups(request: Request, tags: list[Tag]) -> list[Request]:
    """Groups of people set against each other: men and women, children and others."""
    groups = list(dict.fromkeys((k, t.dimensions[k]) for t in tags for k in ("age", "sex") if k in t.dimensions))
    return [request.but(**{"age": None, "sex": None, k: v}) for k, v in groups] if len(groups) > 1 else []


def _bodies(text: str, request: Request) -> list[Request]:
    """Two bodies whose work is set against each other."""
    bodies = named_bodies(text)
    return [replace(request, actor=b) for b in bodies] if len(bodies) == PAIR and request.unit in WORKED else []


def shifted(question: str, period: Period) -> Period | None:
    """The period before or after a named one: "or the week after", "than a year earlier"."""
    name = next((n for n in ("year_before", "next", "previous") if says(n, question)), None)
    if name is None or not period.start or not period.end:
        return None
    first, last = (days_number(period.start), days_number(period.end, last=True))
    if name == "year_before" or period.kind == "year":
        by = 1 if name == "next" else -1
        return replace(period, start=_years(period.start, by), end=_years(period.end, by))
    if period.kind == "month":
        year, month = int(period.start[:4]), int(period.start[5:7]) + (1 if name == "next" else -1)
        iso = f"{year + (month - 1) // 12}-{(month - 1) % 12 + 1:02d}"
        return replace(period, start=iso, end=iso)
    length = last - first + 1 if name == "next" else first - last - 1
    start, end = (datetime.date.fromordinal(d + length).isoformat() for d in (first, last))
    return replace(period, start=start, end=end)


def _years(iso: str, by: int) -> str:
    return f"{int(iso[:4]) + by}{iso[4:]}"


def names_listed(asked: Question, request: Request) -> list[Request]:
    """A request for each of the names that a question lists: "what Japan, South Korea and UNDP put in"."""
    for match in _LIST.finditer(asked.standalone):
        sides = [
            tuple(u for u in read_units(name, asked.language) if u.kind in {"word", "concept"}) for name in _COMMA.split(match.group())
        ]
        if len(sides) > 1 and all(sides):
            others = {u for side in sides for u in side}
            rest = tuple(u for u in request.rest if u not in others)
            return [replace(request, names=side, rest=(*side, *rest), noun=()) for side in sides]
    return []


def _sources(asked: Question, request: Request) -> list[Request]:
    """Two outlets, bodies or persons named on either side of "or"."""
    for match in _EITHER.finditer(asked.standalone):
        sides = [tuple(u for u in read_units(match[g], asked.language) if u.kind in {"word", "concept"}) for g in ("one", "other")]
        if all(sides) and sides[0] != sides[1]:
            both = {*sides[0], *sides[1]}
            rest = tuple(u for u in request.rest if u not in both)
            return [replace(request, named=side, names=side, rest=(*side, *rest)) for side in sides]
    return []
