"""The compare way: which of two figures is the larger, and in what two figures differ."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from bot.answers.computed import allowed, pair_of
from bot.answers.figure import claim, line
from bot.citations import outlet
from bot.draft import Claim, Draft, DraftSentence, Quote, ReportFact, Segment, Wording
from bot.facts import Fact, Facts
from bot.matching import answering, find_matches, passes
from bot.operations import dimension_asked, says
from bot.period_fit import days_number
from bot.points import kind_asked
from bot.question import Question
from bot.ranking import Fit
from bot.request import Request
from bot.scopes import same_period
from bot.series import disagreeing
from bot.slots import slots
from ingest.figures.agents import ALL
from ingest.figures.figure import Period

EXPLAINED_WITHIN = 3  # sentences from a number on


def draft_compare(asked: Question, request: Request, facts: Facts, home: str) -> Draft | None:
    """The larger of two figures that the question names, or of the places that one report tells apart."""
    pair = sorted(_apart(asked, request, facts, home) or pair_of(asked, request, facts, home), key=lambda f: -f.figure.value)
    if len(pair) != 2 or not allowed("larger", pair, asked.language):  # noqa: PLR2004 (two sides)
        return None
    named = [_sentence(pair[0])] if any(s.named for s in slots(asked, request, home)) else []
    return Draft("compare", asked.language, (
        line(claim("larger", pair, asked.language)),
        DraftSentence((Wording("the_other"), claim("figure", [pair[1]], asked.language), *_source(pair[1]), Wording("stop"))),
        *named,
    ))  # fmt: skip


def _sentence(fact: Fact) -> DraftSentence:
    """The sentence of a figure, which names the side that it is of."""
    text = fact.version.article.text
    start, end = fact.figure.sentence_start, fact.figure.sentence_end
    quote = Quote(fact.version.id, start, end, text[start:end])
    return DraftSentence((ReportFact(fact.version.id, "outlet", outlet(fact.version.article)), Wording("colon"), quote))


def _source(fact: Fact) -> tuple[Segment, ...]:
    return Wording("dash"), ReportFact(fact.version.id, "outlet", outlet(fact.version.article))


def _apart(asked: Question, request: Request, facts: Facts, home: str) -> list[Fact]:
    """The two largest figures that differ in what a superlative asks for alone ("which district had the most"), of one report where one tells them apart."""
    dimension = dimension_asked(asked.standalone)
    if dimension is None:
        return []
    if dimension == "period":
        matches = [m for m in find_matches(replace(request, periods=()), facts, home) if passes(m) and m.worst <= Fit.NEAR]
        kind = kind_asked(asked.standalone)
        found = [m.fact for m in matches if (p := m.fact.figure.period) and p.kind == kind and _within(p, request.periods)]
    elif dimension == "place":
        matches = find_matches(request, facts, home)
        found = [m.fact for m in matches if m.fits["place"] == Fit.NARROWER and sum(v >= Fit.NARROWER for v in m.fits.values()) == 1]
    else:
        found = [
            m.fact
            for m in find_matches(request, facts, home)
            if passes(m) and m.worst <= Fit.NEAR and m.fact.figure.actor not in {None, ALL}
        ]
    by_report: dict[int, list[Fact]] = {}
    for fact in found:
        by_report.setdefault(fact.version.id, []).append(fact)
    most = max(by_report.values(), key=len, default=[])
    return sorted(most if len(most) > 1 else found, key=lambda f: -f.figure.value)[:2]


def _within(period: Period, asked: Sequence[Period]) -> bool:
    """Whether a period lies in one of those asked about, or none is."""
    first, last = days_number(period.start or ""), days_number(period.end or "", last=True)
    bounds = [(days_number(a.start or ""), days_number(a.end or "9999", last=True)) for a in asked]
    return not bounds or any(a <= first and last <= b for a, b in bounds)


def draft_why_differ(asked: Question, request: Request, facts: Facts, home: str) -> Draft | None:
    """Two numbers with their sources, in what they differ, and the sentence of a report that explains it."""
    pair = (
        _by_number(request, facts)
        or pair_of(asked, request, facts, home)
        or _contradicting(request, facts, home)
        or _told_apart(request, facts, home)
    )
    if len(pair) < 2:  # noqa: PLR2004 (two numbers)
        return None
    reason: tuple[Claim | Wording, ...] = (Wording("no_reason"),)
    explained = _explained(pair, facts)
    if allowed("differ", pair, asked.language):
        reason = (claim("differ", pair, asked.language), Wording("stop"))
    lines = [
        DraftSentence((ReportFact(f.version.id, "outlet", outlet(f.version.article)), Wording("colon"), claim("figure", [f], asked.language), Wording("stop")))
        for f in pair
    ]  # fmt: skip
    first = [] if explained and reason == (Wording("no_reason"),) else [DraftSentence(reason)]
    return Draft("compare", asked.language, (*first, *lines, *explained))


def _by_number(request: Request, facts: Facts) -> list[Fact]:
    """The two figures with numbers that the question itself states which have most of what it names in common with it, and are of one unit."""
    rarity = facts.rarity(request.units)
    numbers = set(request.numbers) - ({2} if len(set(request.numbers)) > 2 else set())  # noqa: PLR2004 ("the two numbers, 94 and 412")
    stated = [f for f in facts.all if f.figure.value in numbers and (request.unit is None or f.figure.unit in {None, request.unit})]
    pairs = [(a, b) for a, b in combinations(stated, 2) if a.figure.value != b.figure.value and _of_one_unit(a, b)]
    told = {f.key: facts.coverage(f, rarity) for f in stated}
    order = {value: n for n, value in enumerate(request.numbers)}
    best = max(pairs, key=lambda p: (told[p[0].key] + told[p[1].key], p[0].version.id == p[1].version.id), default=())
    return sorted(best, key=lambda f: order[f.figure.value])


def _of_one_unit(one: Fact, other: Fact) -> bool:
    """Whether two numbers are of one unit; one beside the other in a report may leave it out: "arrives at 412"."""
    units = {one.figure.unit, other.figure.unit}
    return len(units) == 1 or (None in units and one.version.id == other.version.id)


def _told_apart(request: Request, facts: Facts, home: str) -> list[Fact]:
    """Two numbers for the same count and time that one report tells in different sentences, no part of each other."""
    fitting = [m.fact for m in find_matches(replace(request, numbers=(), rest=(), names=(), noun=(), named=()), facts, home) if passes(m)]
    for one, other in combinations(fitting, 2):
        apart = one.version.id == other.version.id and one.figure.sentence_start != other.figure.sentence_start
        linked = one.figure.part_of is not None or other.figure.part_of is not None
        same = (
            same_period(one.figure, other.figure) and one.figure.place == other.figure.place and one.figure.outcome == other.figure.outcome
        )
        if apart and same and not linked and one.figure.value != other.figure.value and _explained([one, other], facts):
            return [one, other]
    return []


def _contradicting(request: Request, facts: Facts, home: str) -> list[Fact]:
    """The best figure for what is asked and one that another source sets against it."""
    fitting = [m.fact for m in answering(find_matches(replace(request, numbers=()), facts, home)) if m.worst <= Fit.NEAR]
    others = disagreeing(fitting[0], fitting, facts) if fitting else []
    return [fitting[0], others[0]] if others else []


def _explained(pair: Sequence[Fact], facts: Facts) -> list[DraftSentence]:
    """The sentence of one of the two reports, at or soon after its number, that says what its count includes or why it differs."""
    for fact in pair:
        text = fact.version.article.text
        for sentence in facts.sentences_from(fact, EXPLAINED_WITHIN):
            if says("explains", text[sentence.start : sentence.end]):
                quote = Quote(fact.version.id, sentence.start, sentence.end, text[sentence.start : sentence.end])
                return [DraftSentence((ReportFact(fact.version.id, "outlet", outlet(fact.version.article)), Wording("colon"), quote))]
    return []
