"""The compare way: which of two figures is the larger, and in what two figures differ."""

from bot.answers.computed import allowed, pair_of
from bot.answers.figure import claim, line
from bot.citations import outlet
from bot.draft import Claim, Draft, DraftSentence, ReportFact, Segment, Wording
from bot.facts import Fact, Facts
from bot.matching import answering, find_matches
from bot.question import Question
from bot.ranking import Fit
from bot.request import Request


def draft_compare(asked: Question, request: Request, facts: Facts, home: str) -> Draft | None:
    """The larger of two figures that the question names, or of the places that one report tells apart."""
    pair = sorted(pair_of(asked, request, facts, home) or _places_apart(request, facts, home), key=lambda f: -f.figure.value)
    if len(pair) != 2 or not allowed("larger", pair, asked.language):  # noqa: PLR2004 (two sides)
        return None
    return Draft("compare", asked.language, (
        line(claim("larger", pair, asked.language)),
        DraftSentence((Wording("the_other"), claim("figure", [pair[1]], asked.language), *_source(pair[1]), Wording("stop"))),
    ))  # fmt: skip


def _source(fact: Fact) -> tuple[Segment, ...]:
    return Wording("dash"), ReportFact(fact.version.id, "outlet", outlet(fact.version.article))


def _places_apart(request: Request, facts: Facts, home: str) -> list[Fact]:
    """The two largest figures of one report that differ in their place alone ("which district had the most")."""
    found: dict[int, list[Fact]] = {}
    for match in answering(find_matches(request, facts, home)):
        if match.fits["place"] == Fit.NARROWER and sum(v >= Fit.NARROWER for v in match.fits.values()) == 1:
            found.setdefault(match.fact.version.id, []).append(match.fact)
    most: list[Fact] = max(found.values(), key=len, default=[])
    return sorted(most, key=lambda f: -f.figure.value)[:2]


def draft_why_differ(asked: Question, request: Request, facts: Facts, home: str) -> Draft | None:
    """Two numbers with their sources, and in what they differ."""
    pair = _by_number(request, facts) or pair_of(asked, request, facts, home)
    if len(pair) < 2:  # noqa: PLR2004 (two numbers)
        return None
    reason: tuple[Claim | Wording, ...] = (Wording("no_reason"),)
    if allowed("differ", pair, asked.language):
        reason = (claim("differ", pair, asked.language), Wording("stop"))
    lines = [
        DraftSentence((ReportFact(f.version.id, "outlet", outlet(f.version.article)), Wording("colon"), claim("figure", [f], asked.language), Wording("stop")))
        for f in pair
    ]  # fmt: skip
    return Draft("compare", asked.language, (DraftSentence(reason), *lines))


def _by_number(request: Request, facts: Facts) -> list[Fact]:
    """The figures with the two numbers that the question itself states."""
    rarity = facts.rarity(request.rest)
    found = []
    for number in request.numbers[:2]:
        stated = [f for f in facts.all if f.figure.value == number and request.unit in {None, f.figure.unit}]
        if stated:
            found.append(max(stated, key=lambda f: facts.coverage(f, rarity)))
    return found if len(found) == 2 else []  # noqa: PLR2004 (two numbers)
