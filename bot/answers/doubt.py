"""The user read another number: what was answered stands beside the report that gives the other, or beside what that one counts."""

from collections.abc import Sequence

from bot.answers.figure import claim, draft_conflict, line
from bot.draft import Draft, Wording
from bot.facts import Fact, Facts
from bot.memory import Memory
from bot.question import Question, read_question
from bot.request import read_request
from bot.series import disagreeing
from ingest.figures.figure import Figure

COUNTS = ("unit", "outcome", "device", "age", "sex", "who")  # dimensions in which a number may be the same or another

CUT = 0.003  # by which the user's number may miss the report's: "162" for 162.4


def draft_doubt(asked: Question, number: float, memory: Memory, versions: frozenset[int], facts: Facts) -> Draft | None:
    """The answer to "are you sure? I read 340"; None where no report has a number to set beside it."""
    told = _told(memory, versions, facts)
    if told is None:
        return _as_named(asked, number, memory, facts)
    if number in memory.values and (same := next((f for f in facts.beside(told) if f.figure.value == number), None)):
        return Draft("figure", asked.language, (line(Wording("premise_yes"), claim("figure", [same], asked.language)),))
    named = [f for f in facts.all if _is_about(f, number) and f.figure.unit == told.figure.unit]
    rivals = disagreeing(told, named, facts) or [f for f in named if _counts_same(f.figure, told.figure) and not facts.same_origin(f, told)]
    near = [f for f in rivals if f.figure.period and told.figure.period and f.figure.period.start == told.figure.period.start]
    if near or (rivals and told.figure.period is None):
        return draft_conflict(asked, [told, (near or rivals)[0]])
    lines = [line(Wording("premise_no"), claim("figure", [told], asked.language))]
    lines += [line(Wording("other_number"), claim("figure", [f], asked.language)) for f in _closest(told, named)]
    return Draft("conflict", asked.language, tuple(lines))


def _as_named(asked: Question, number: float, memory: Memory, facts: Facts) -> Draft | None:
    """Where nothing was answered before: the report that has the user's number for what was asked, and one that has another."""
    request = read_request(read_question(memory.standalone, longest=len(memory.standalone)))
    rarity = facts.rarity(request.units)
    named = [f for f in facts.all if _is_about(f, number) and request.unit in {None, f.figure.unit}]
    first = max(named, key=lambda f: facts.coverage(f, rarity), default=None)
    if first is None:
        return None
    others = disagreeing(first, [f for f in facts.all if f.figure.unit == first.figure.unit], facts)
    if others:
        return draft_conflict(asked, [first, others[0]])
    return Draft("figure", asked.language, (line(claim("figure", [first], asked.language)),))


def _is_about(fact: Fact, number: float) -> bool:
    """Whether a figure has this number, or one that it rounds or cuts off."""
    return abs(fact.figure.value - number) <= CUT * abs(fact.figure.value)


def _told(memory: Memory, versions: frozenset[int], facts: Facts) -> Fact | None:
    """The figure that was answered: in a cited sentence, with the number told first."""
    cited = {(c.start, c.end) for c in memory.cited}
    found = [f for f in facts.all if f.version.id in versions and f.figure.value in memory.values[:1]]
    return next((f for f in found if any(a <= f.figure.sentence_start < b for a, b in cited)), None)


def _counts_same(one: Figure, other: Figure) -> bool:
    return all(getattr(one, d) == getattr(other, d) for d in COUNTS)


def _closest(told: Fact, named: Sequence[Fact]) -> list[Fact]:
    """The figure with the user's number that is most like the one answered; none where no report has it."""
    return sorted(named, key=lambda f: -sum(getattr(f.figure, d) == getattr(told.figure, d) for d in COUNTS))[:1]
