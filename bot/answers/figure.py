"""The figure way: the number asked for with what it counts, whom, where and when; the other baseline; and reports that disagree."""

from collections.abc import Sequence

from bot.asked_words import COUNTED
from bot.citations import outlet
from bot.claims import render
from bot.draft import Claim, Draft, DraftSentence, ReportFact, Segment, Wording
from bot.facts import Fact, Facts
from bot.matching import Match, find_matches, passes, tolerable
from bot.question import Question
from bot.ranking import Fit
from bot.request import Request, wanted_places
from bot.scopes import ClaimError, is_part
from bot.series import agreeing, best_matches, disagreeing, exacter, leading, series_of
from ingest.figures.agents import ALL, own_agency

TOLD = 0.5  # of the rest of a question, from which on its words choose among figures
NEARLY = 0.03  # by which a number of the question may miss the answer that it rounds
MOST_DISAGREEING = 2  # further numbers that are shown beside the first


def claim(form: str, facts: Sequence[Fact], language: str, also: Sequence[Fact] = ()) -> Claim:
    """A claim over these figures in the answer's language. Raises ClaimError when they do not allow it."""
    return Claim(form, tuple(f.key for f in facts), render(form, facts, language), tuple(f.key for f in also))


def line(*segments: Segment) -> DraftSentence:
    """A sentence of the answer, with its stop."""
    return DraftSentence((*segments, Wording("stop")))


def draft_figure(asked: Question, request: Request, facts: Facts, home: str) -> Draft | None:
    """The answer to a question for one number; None when no figure fits."""
    fitting = [m for m in find_matches(request, facts, home) if tolerable(m) and _beside_numbers(request, m.fact, facts)]
    likely = [m for m in fitting if m.likely]
    if not likely:
        return None
    found = _counting_the_same(request, likely[0], fitting, facts) or best_matches(likely)
    found = _where_asked(found) if wanted_places(request, home) else _in_all(request, found, fitting)
    found = _of_one_thing(_of_all_bodies(request, found))
    stating = [m.fact for m in fitting if passes(m)]
    chosen = [exacter(f, stating) for f in lead(request, found, facts)]
    first = chosen[0]
    if request.unit is None and len({f.fact.figure.value for f in found}) > 1 and not request.periods:
        chosen = [first]
    others = disagreeing(first, stating, facts)[:MOST_DISAGREEING]
    if request.event:
        first, *others = sorted([first, *others], key=lambda f: f.published, reverse=True)
    if others:
        return draft_conflict(asked, [first, *others])
    also = agreeing(first, [m.fact for m in found])[:1]
    lines = [line(claim("figure", [first], asked.language, also)), *(line(claim("figure", [f], asked.language)) for f in chosen[1:])]
    return Draft("figure", asked.language, tuple(lines))


def _counting_the_same(request: Request, best: Match, fitting: Sequence[Match], facts: Facts) -> list[Match]:
    """Where dimensions alone say what is asked for, the figures that all of them fit, in whatever words and language; else none."""
    if request.unit not in COUNTED or request.names or request.event or best.fits["unit"] != Fit.SAME:
        return []
    if request.rest and facts.coverage(best.fact, facts.rarity(request.rest)) >= TOLD:
        return []
    same = [m for m in fitting if m.worst <= Fit.NEAR and m.fits["unit"] == Fit.SAME]
    return same if best in same and request.noun == () else []


def _where_asked(found: list[Match]) -> list[Match]:
    """The matches; those of the very place that is asked for, where one of their reports states it: not the country's beside it."""
    there = {m.fact.version.id for m in found if m.fits["place"] == Fit.SAME}
    return [m for m in found if m.fits["place"] == Fit.SAME or m.fact.version.id not in there]


def _in_all(request: Request, found: list[Match], fitting: Sequence[Match]) -> list[Match]:
    """The matches; where no place is asked for and the best is that of one place, the whole beside it that its report states."""
    if request.names or request.event or found[0].fits["place"] != Fit.NARROWER:
        return found
    wholes = [m for m in fitting if m.worst <= Fit.NEAR and m.fact.figure.unit in COUNTED and is_part(found[0].fact, m.fact)]
    return wholes[:1] or found


def _of_all_bodies(request: Request, found: list[Match]) -> list[Match]:
    """The matches; where no body is asked for, without those of another body's work than the home agency's, if others are left."""
    whole = [m for m in found if request.actor or m.fact.figure.actor in {None, ALL, own_agency()}]
    return whole or found


def _of_one_thing(found: list[Match]) -> list[Match]:
    """The matches; of numbers of no known unit those that count what the best one counts, in its report's own words."""
    best = found[0].fact.figure
    if best.unit in COUNTED:
        return found
    return [m for m in found if (m.fact.figure.unit, m.fact.figure.described.casefold()) == (best.unit, best.described.casefold())]


def _beside_numbers(request: Request, fact: Fact, facts: Facts) -> bool:
    """Whether the report also states the numbers that a question names ("of the 38 women"), which are never the answer."""
    stated = {f.figure.value for f in facts.beside(fact)}
    value = fact.figure.value
    return all(n != value and (n in stated or abs(n - value) <= NEARLY * value) for n in request.numbers)


def lead(request: Request, found: Sequence[Match], facts: Facts) -> list[Fact]:
    """The figure that answers; with no period in the question the current series leads and the longest follows."""
    series = series_of([m.fact for m in found])
    if request.event:
        return [max((m.fact for m in found), key=lambda f: f.published)]
    if request.periods:
        open_ended = any(p.start is None or p.end is None for p in request.periods)
        return [max((s.latest for s in series), key=lambda f: f.counted_to) if open_ended or len(series) == 1 else found[0].fact]
    return [s.latest for s in leading(series, facts)]


def draft_conflict(asked: Question, facts: Sequence[Fact]) -> Draft:
    """Each number with its outlet, and in what they differ."""
    lines = [DraftSentence((Wording("disagree"), *_attributed(facts[0], asked.language)))]
    lines += [DraftSentence(_attributed(f, asked.language, brief=f.figure.place == facts[0].figure.place)) for f in facts[1:]]
    try:
        lines.append(line(claim("differ", facts[:2], asked.language)))
    except ClaimError:
        lines.append(DraftSentence((Wording("no_reason"),)))
    return Draft("conflict", asked.language, tuple(lines))


def _attributed(fact: Fact, language: str, *, brief: bool = False) -> tuple[Segment, ...]:
    """A number with its outlet; `brief` without its place, where that was said before."""
    return (
        ReportFact(fact.version.id, "outlet", outlet(fact.version.article)), Wording("colon"), claim("figure:brief" if brief else "figure", [fact], language), Wording("stop"),
    )  # fmt: skip
