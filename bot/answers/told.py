"""What is worked out from the numbers just told: "what is that in km²?", "as a percentage?", "does that add up?", "who gave the lower one?"."""

from collections.abc import Callable, Sequence

from bot.answers.computed import computed
from bot.answers.figure import claim, line
from bot.answers.origin import draft_origin
from bot.answers.parts import list_beside
from bot.asked_slots import MEASURE, OUTCOME, PERIOD, PLACE, WHOM, lexicon, named, slots_in
from bot.draft import Draft
from bot.facts import Fact, Facts
from bot.memory import Memory
from bot.question import Question, read_question
from bot.scopes import ClaimError, adjoining, comparable, is_part
from ingest.dates import fold_case
from ingest.figures.numbers import find_numbers
from ingest.lexicon_files import compiled
from ingest.library import Library

SHORT = 12  # words of a turn that works with numbers just told
ROUNDED = 0.02  # by which a number of a turn may miss the one that it means ("the 67 thousand one")
MOST_COMPARED = 4  # numbers told last among which the largest is looked for
Operation = Callable[[Question, Sequence[Fact], Facts], Draft | None]


def draft_told(turn: str, language: str, memory: Memory, facts: Facts, library: Library) -> Draft | None:
    """The draft of what a turn asks of the numbers told before; None where it asks nothing of the kind or they do not allow it."""
    folded = fold_case(turn)
    own = named(slots_in(turn, language), PLACE, PERIOD, MEASURE, WHOM, OUTCOME)
    name = next((n for n, patterns in lexicon()["told"].items() if any(compiled(p).search(folded) for p in patterns)), None)
    told = told_facts(memory, facts) if name else []
    if not name or not told or len(turn.split()) > SHORT or (named(own, PLACE, PERIOD, OUTCOME, WHOM) and name != "origin"):
        return None
    meant = _meant(turn, language, told)
    if name == "origin":
        return _origin(folded, memory, meant, told, library, language)
    if named(own, MEASURE) and name != "convert":
        return None
    asked = read_question(turn, longest=len(turn), language=language)
    return OPERATIONS[name](asked, meant or told, facts)


def told_facts(memory: Memory, facts: Facts) -> list[Fact]:
    """The figures told so far, the last turn's first, as the library has them now."""
    stated = {(f.version.article.source, f.version.digest, f.figure.sentence_start, f.figure.value): f for f in reversed(facts.all)}
    found = (stated.get((t.cited.source, t.cited.version, t.cited.start, t.value)) for t in memory.told)
    return list({f.key: f for f in found if f}.values())


def _meant(turn: str, language: str, told: Sequence[Fact]) -> list[Fact]:
    """The figures told before whose numbers a turn names, though rounded."""
    named_here = [n.value for n in find_numbers(turn, language)]
    near = [(abs(f.figure.value - n), f) for f in told for n in named_here if abs(f.figure.value - n) <= ROUNDED * abs(f.figure.value)]
    return [f for _, f in sorted(near, key=lambda m: m[0])]


def _origin(folded: str, memory: Memory, meant: Sequence[Fact], told: Sequence[Fact], library: Library, language: str) -> Draft | None:
    """Where one of several numbers comes from: the one named, the lower or the higher."""
    last = [f for f in told if f.figure.value in memory.values and comparable(f.figure, told[0].figure)]
    extreme = next((e for e, patterns in lexicon()["extremes"].items() if any(compiled(p).search(folded) for p in patterns)), None)
    if not meant and extreme and len(last) > 1:
        meant = [(min if extreme == "lower" else max)(last, key=lambda f: f.figure.value)]
    keys = [(f.version.article.source, f.version.digest, f.figure.sentence_start) for f in meant[:1]]
    cited = [t.cited for t in memory.told if (t.cited.source, t.cited.version, t.cited.start) in keys][:1]
    return draft_origin(cited, library, language) if cited else None


def _convert(asked: Question, told: Sequence[Fact], _facts: Facts) -> Draft | None:
    areas = [f for f in told if f.figure.unit == "hectares"]
    return computed(f"convert:{_unit_of_area(asked.standalone)}", areas[:1], asked) if areas else None


def _unit_of_area(turn: str) -> str:
    return "km2" if compiled(lexicon()["kilometres"]).search(fold_case(turn)) else "m2"


def _share(asked: Question, told: Sequence[Fact], facts: Facts) -> Draft | None:
    """The last number in percent of its whole: one told before, else the one that its report states nearest to it."""
    part, *others = told
    wholes = [w for w in others if is_part(part, w)] or [w for w in facts.beside(part) if w.key != part.key and is_part(part, w)]
    near = sorted(wholes, key=lambda w: (not adjoining(part, w), w.key not in {o.key for o in others}, -w.figure.value))
    drafts = (computed("share", [part, whole], asked, spelled=False) for whole in near)
    return next((d for d in drafts if d), None)


def _difference(asked: Question, told: Sequence[Fact], _facts: Facts) -> Draft | None:
    """How far the last two numbers of a kind are apart."""
    first, *others = told
    other = next((o for o in others if comparable(first.figure, o.figure)), None)
    return computed("difference", sorted([first, other], key=lambda f: -f.figure.value), asked) if other else None


def _adds_up(asked: Question, told: Sequence[Fact], facts: Facts) -> Draft | None:
    """Whether the parts beside the number told make it."""
    for whole in told[:MOST_COMPARED]:
        parts = list_beside(whole, facts)
        if len(parts) < 2:  # noqa: PLR2004 (a sum of two)
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
    if len(alike) < 2:  # noqa: PLR2004 (one of two)
        return None
    more, less, *_ = sorted(alike, key=lambda f: -f.figure.value)
    return Draft("compare", asked.language, (line(claim("larger", [more, less], asked.language)),))


OPERATIONS: dict[str, Operation] = {
    "convert": _convert,
    "share": _share,
    "difference": _difference,
    "adds_up": _adds_up,
    "largest": _largest,
}
