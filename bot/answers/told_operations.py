"""What is worked out from numbers just told, by what a turn asks: "what is that in km²?", "is it going up?", "does another outlet say so?"."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.answers.compare import draft_why_differ
from bot.answers.computed import computed
from bot.answers.figure import claim, draft_conflict, line
from bot.answers.parts import list_beside
from bot.answers.trend import draft_points
from bot.asked_slots import lexicon
from bot.draft import Draft
from bot.facts import Fact, Facts
from bot.period_fit import days_number, days_of
from bot.question import Question
from bot.request import read_request, same_age
from bot.scopes import ClaimError, adjoining, comparable, in_series, is_part, same_scope
from bot.series import disagreeing, is_cumulative
from ingest.dates import fold_case
from ingest.figures.figure import Figure
from ingest.figures.lexicon import find_tags
from ingest.figures.numbers import find_numbers
from ingest.lexicon_files import compiled

MOST_COMPARED = 4  # numbers told last among which the largest is looked for
MOST_TOLD = 2  # of the last answer that are told again
AS_LONG = 1.25  # by which two periods of one series may differ in length: months, half-years
TWO = 2  # points of a line, parts of a sum
Operation = Callable[[Question, Sequence[Fact], Facts], Draft | None]


def _convert(asked: Question, told: Sequence[Fact], _facts: Facts) -> Draft | None:
    areas = [f for f in told if f.figure.unit == "hectares"]
    if areas and not compiled(lexicon()["square"]).search(fold_case(asked.standalone)):
        return Draft("figure", asked.language, (line(claim("figure", areas[:1], asked.language)),))
    return computed(f"convert:{_unit_of_area(asked.standalone)}", areas[:1], asked) if areas else None


def _unit_of_area(turn: str) -> str:
    return "km2" if compiled(lexicon()["kilometres"]).search(fold_case(turn)) else "m2"


def _share(asked: Question, told: Sequence[Fact], facts: Facts) -> Draft | None:
    """The last number in percent of its whole: one told before, else the one that its report states nearest to it; or the named part of the last number."""
    groups = [t.dimensions for t in find_tags(asked.standalone, asked.language) if {"age", "sex", "who"} & set(t.dimensions)]
    if groups and not _is_of(told[0].figure, groups[0]):
        parts = [f for f in facts.beside(told[0]) if _is_of(f.figure, groups[0]) and is_part(f, told[0])]
        return next((d for p in parts if (d := computed("share", [p, told[0]], asked, spelled=False))), None)
    part, *others = told
    wholes = [w for w in others if is_part(part, w)] or [w for w in facts.beside(part) if w.key != part.key and is_part(part, w)]
    near = sorted(wholes, key=lambda w: (not adjoining(part, w), w.key not in {o.key for o in others}, -w.figure.value))
    drafts = (computed("share", [part, whole], asked, spelled=False) for whole in near)
    return next((d for d in drafts if d), None)


def _is_of(figure: Figure, group: dict[str, str]) -> bool:
    """Whether a figure counts the people of these dimensions."""
    return all((same_age(figure.age, v) if d == "age" else getattr(figure, d) == v) for d, v in group.items() if d in {"age", "sex", "who"})


def _difference(asked: Question, told: Sequence[Fact], _facts: Facts) -> Draft | None:
    """How far the last two numbers of a series are apart, or else of a kind."""
    first, *others = told
    alike = [o for o in others if _alike(first, o)]
    other = next((o for o in alike or others if comparable(first.figure, o.figure)), None)
    return computed("difference", sorted([first, other], key=lambda f: -f.figure.value), asked) if other else None


def _alike(one: Fact, other: Fact) -> bool:
    """Whether two figures are points of one line: of one series, both running totals or over periods that are about as long."""
    a, b = one.figure, other.figure
    if one.key == other.key or not in_series(a, b) or one.counted_to == other.counted_to:
        return False
    if a.period is None or b.period is None or (a.period.start or "")[:7] == (b.period.start or "")[:7]:
        return a.period is b.period or (is_cumulative(a) and is_cumulative(b))
    lengths = sorted(days_of(p) or 0 for p in (a.period, b.period))
    return 0 < lengths[-1] <= AS_LONG * lengths[0]


def _trend(asked: Question, told: Sequence[Fact], facts: Facts) -> Draft | None:
    """How the number told last developed: by those told before it, else by the others that the reports state."""
    last = told[0]
    before = [f for f in told if _alike(last, f)]
    points = {f.counted_to: f for f in (*([] if before else reversed(_of_series(last, facts))), *reversed(before), last)}
    return draft_points(sorted(points.values(), key=lambda f: days_number(f.counted_to)), asked.language)


def _of_series(fact: Fact, facts: Facts) -> list[Fact]:
    """The other points of a figure's line, exact ones and those of its own report first."""
    found = [f for f in facts.all if _alike(fact, f)]
    return sorted(found, key=lambda f: (f.figure.qualifier != "exact", f.version.id != fact.version.id))


def _together(asked: Question, told: Sequence[Fact], _facts: Facts) -> Draft | None:
    """What the parts told of one report make; a whole told with its parts is left out."""
    scope = [f for f in told if f.figure.unit == told[0].figure.unit and same_scope(f, told[0])]
    parts = [f for f in scope if not any(is_part(p, f) for p in scope if p.key != f.key)]
    most = max((int(n.value) for n in find_numbers(asked.standalone, asked.language)), default=TWO)  # "the three"
    return computed("sum", parts, asked, spelled=False) if len(parts) >= max(TWO, most) else None


def _adds_up(asked: Question, told: Sequence[Fact], facts: Facts) -> Draft | None:
    """Whether the parts beside the number told make it."""
    for whole in told[:MOST_COMPARED]:
        parts = list_beside(whole, facts)
        if len(parts) < TWO:
            continue
        try:
            said = claim("adds", [whole, *parts], asked.language)
            return Draft("computed", asked.language, (line(said), line(claim("figure", [whole], asked.language))))
        except ClaimError:
            continue
    return None


def _largest(asked: Question, told: Sequence[Fact], _facts: Facts) -> Draft | None:
    """The largest of the numbers told last that count the same."""
    alike = [f for f in told[:MOST_COMPARED] if comparable(told[0].figure, f.figure)]
    if len(alike) < TWO:
        return None
    more, less, *_ = sorted(alike, key=lambda f: -f.figure.value)
    return Draft("compare", asked.language, (line(claim("larger", [more, less], asked.language)),))


def _as_of(asked: Question, told: Sequence[Fact], _facts: Facts) -> Draft | None:
    """The last number again, with the day up to which it counts; None where its report names no time."""
    dated = [f for f in told[:1] if f.figure.as_of or (f.figure.period and f.figure.period.end)]
    return Draft("figure", asked.language, tuple(line(claim("figure", [f], asked.language)) for f in dated)) if dated else None


def _why_differ(asked: Question, told: Sequence[Fact], facts: Facts) -> Draft | None:
    """In what the last two numbers for one count differ, and the sentence that explains it."""
    first, *others = told[:MOST_TOLD]
    if not others or not comparable(first.figure, others[0].figure) or first.figure.value == others[0].figure.value:
        return None
    pair = (first.figure.value, others[0].figure.value)
    request = replace(read_request(asked), numbers=pair, unit=first.figure.unit)
    return draft_why_differ(asked, request, facts.within({first.version.id, others[0].version.id}), "")


def _others_say(asked: Question, told: Sequence[Fact], facts: Facts) -> Draft | None:
    """The last number beside what other reports give for the same; None where none gives another."""
    others = disagreeing(told[0], facts.all, facts)[:MOST_TOLD]
    return draft_conflict(asked, [told[0], *others]) if others else None


def draft_newer(asked: Question, told: Sequence[Fact], facts: Facts) -> Draft | None:
    """The latest number of the series that the one told last is of; None where that is the latest, or is of no series."""
    later = [f for f in _of_series(told[0], facts) if days_number(f.counted_to) > days_number(told[0].counted_to)] if told else []
    latest = max(later, key=lambda f: days_number(f.counted_to), default=None)
    return Draft("figure", asked.language, (line(claim("figure", [latest], asked.language)),)) if latest else None


OPERATIONS: dict[str, Operation] = {
    "convert": _convert,
    "share": _share,
    "difference": _difference,
    "together": _together,
    "trend": _trend,
    "adds_up": _adds_up,
    "largest": _largest,
    "as_of": _as_of,
    "why_differ": _why_differ,
    "others_say": _others_say,
}
