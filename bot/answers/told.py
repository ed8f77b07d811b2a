"""What a turn asks of the numbers just told: worked out, set against each other, dated, or traced to the report that states them."""

from collections.abc import Sequence

from bot.answers.origin import draft_origin
from bot.answers.told_operations import OPERATIONS
from bot.asked_slots import ACTIVITY, ACTOR, MEASURE, OUTCOME, PERIOD, PLACE, WHOM, Slot, lexicon, named, slots_in
from bot.citations import Answer
from bot.draft import Draft
from bot.facts import Fact, Facts
from bot.memory import Cited, Memory, Told
from bot.question import read_question
from bot.request import read_request, same_age
from bot.scopes import comparable
from ingest.dates import fold_case
from ingest.figures.lexicon import find_tags
from ingest.figures.numbers import find_numbers
from ingest.lexicon_files import compiled
from ingest.library import Library
from ingest.terms import question_dates

SHORT = 12  # words of a turn that works with numbers just told
ROUNDED = 0.02  # by which a number of a turn may miss the one that it means ("the 67 thousand one")
NARROWING = {  # what a turn may name of the numbers that it works with; whatever else it names makes it a question of its own
    "convert": {MEASURE},
    "share": {WHOM},
    "difference": {MEASURE, PERIOD},
    "together": {MEASURE},
    "trend": {MEASURE, PERIOD},
}


def draft_told(turn: str, language: str, memory: Memory, facts: Facts, library: Library) -> Draft | None:
    """The draft of what a turn asks of the numbers told before; None where it asks nothing of the kind or they do not allow it."""
    folded, name = fold_case(turn), _asked_for(turn)
    told = told_facts(memory, facts) if name else []
    if not name or not told or len(turn.split()) > SHORT:
        return None
    own = named(slots_in(turn, language), PLACE, PERIOD, MEASURE, WHOM, OUTCOME, ACTIVITY, ACTOR)
    meant = _meant(turn, language, told)
    if name == "origin":
        return _origin(folded, memory, meant or _of_whom(turn, language, told), told, library, language)
    if not {s.name for s in own} - {ACTIVITY} <= NARROWING.get(name, set()):
        return None
    narrowed = _of_measure(own, meant or told) if name != "convert" else meant or told
    asked = read_question(turn, longest=len(turn), language=language)
    return OPERATIONS[name](asked, narrowed, facts) if narrowed and _of_time(turn, narrowed) else None


def works_with_numbers(turn: str, language: str, memory: Memory) -> bool:
    """Whether a turn plainly asks something of numbers told before, and names nothing of its own."""
    return bool(memory.told) and len(turn.split()) <= SHORT and _asked_for(turn) is not None and not slots_in(turn, language)


def _asked_for(turn: str) -> str | None:
    """What a turn asks of the numbers told before, by the lexicon's name for it."""
    folded = fold_case(turn)
    return next((n for n, patterns in lexicon()["told"].items() if any(compiled(p).search(folded) for p in patterns)), None)


def told_facts(memory: Memory, facts: Facts) -> list[Fact]:
    """The figures told so far, the last turn's first, as the library has them now."""
    stated = {(f.version.article.source, f.version.digest, f.figure.sentence_start, f.figure.value): f for f in reversed(facts.all)}
    found = (stated.get((t.cited.source, t.cited.version, t.cited.start, t.value)) for t in memory.told)
    return list({f.key: f for f in found if f}.values())


def told_by_quote(answer: Answer, facts: Facts) -> tuple[Told, ...]:
    """The one number that quoted sentences state of what was asked, as if it had been answered; none where they state none or several."""
    if answer.kind != "quote":
        return ()
    request = read_request(read_question(answer.standalone, longest=len(answer.standalone), language=answer.language))
    cited = {(c.source, c.version, c.start): Cited(c.source, c.version, c.start, c.end) for c in answer.citations}
    stated = {f.key: cited[k] for f in facts.all if (k := (f.version.article.source, f.version.digest, f.figure.sentence_start)) in cited}
    if request.unit is None or not stated:
        return ()
    fitting = [f for f in facts.all if f.key in stated and f.figure.unit == request.unit]
    for dimension in ("outcome", "device", "age", "sex", "who", "activity"):
        wanted = getattr(request, dimension)
        fitting = [f for f in fitting if getattr(f.figure, dimension) == wanted] or fitting
    return tuple(Told(f.figure.value, stated[f.key]) for f in fitting) if len(fitting) == 1 else ()


def _meant(turn: str, language: str, told: Sequence[Fact]) -> list[Fact]:
    """The figures told before whose numbers a turn names, though rounded."""
    named_here = [n.value for n in find_numbers(turn, language)]
    near = [(abs(f.figure.value - n), f) for f in told for n in named_here if abs(f.figure.value - n) <= ROUNDED * abs(f.figure.value)]
    return [f for _, f in sorted(near, key=lambda m: m[0])]


def _of_whom(turn: str, language: str, told: Sequence[Fact]) -> list[Fact]:
    """The figures told before that count the people whom a turn names: "the number of women"."""
    people = [t.dimensions for t in find_tags(turn, language) if {"age", "sex", "who"} & set(t.dimensions)]
    return [
        f for f in told for p in people[:1]
        if same_age(f.figure.age, p.get("age")) and f.figure.sex == p.get("sex") and f.figure.who == p.get("who")
    ]  # fmt: skip


def _of_measure(own: Sequence[Slot], told: Sequence[Fact]) -> list[Fact]:
    """The figures told before in the unit that a turn names, all of them where it names none."""
    units = {s.unit for s in named(own, MEASURE)}
    return [f for f in told if not units or f.figure.unit in units]


def _of_time(turn: str, told: Sequence[Fact]) -> bool:
    """Whether one of the numbers told is of the month or year that a turn names, if it names one."""
    dates = [m for m in question_dates(turn) if m.month or m.year]
    ends = [(f.counted_to[:4], f.counted_to[5:7]) for f in told]
    return not dates or any(str(m.year or y) == y and (not m.month or f"{m.month:02d}" == month) for m in dates for y, month in ends)


def _origin(folded: str, memory: Memory, meant: Sequence[Fact], told: Sequence[Fact], library: Library, language: str) -> Draft | None:
    """Where one of several numbers comes from: the one named, the lower or the higher."""
    last = [f for f in told if f.figure.value in memory.values and comparable(f.figure, told[0].figure)]
    extreme = next((e for e, patterns in lexicon()["extremes"].items() if any(compiled(p).search(folded) for p in patterns)), None)
    if not meant and extreme and len(last) > 1:
        meant = [(min if extreme == "lower" else max)(last, key=lambda f: f.figure.value)]
    keys = [(f.version.article.source, f.version.digest, f.figure.sentence_start) for f in meant[:1]]
    cited = [t.cited for t in memory.told if (t.cited.source, t.cited.version, t.cited.start) in keys][:1]
    return draft_origin(cited, library, language) if cited else None
