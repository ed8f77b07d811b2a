"""A number that the question itself states: confirmed, or set right with what it truly counts."""

from dataclasses import replace

from bot.answers.figure import claim, draft_conflict, lead, line
from bot.draft import Draft, Wording
from bot.facts import Facts
from bot.matching import answering, find_matches, passes
from bot.operations import says
from bot.period_fit import days_number
from bot.question import Question
from bot.ranking import Fit
from bot.request import Request
from bot.series import best_matches, disagreeing, leading, series_of


def draft_premise(asked: Question, request: Request, facts: Facts, home: str) -> Draft | None:
    """Yes where a figure that fits has the number; else no, what the reports say, and what the number counts if they state it."""
    if request.unit is None:
        return None
    if request.numbers and says("up_to_date", asked.standalone) and (draft := _newest(asked, request, facts, home)):
        return draft
    matches = [m for m in answering(find_matches(request, facts, home)) if m.worst <= Fit.NEAR]
    same = [m for m in matches if m.fact.figure.value in request.numbers]
    others = disagreeing(same[0].fact, [m.fact for m in matches], facts) if same else []
    if others:
        return draft_conflict(asked, [same[0].fact, *others[:1]])
    if same:
        return Draft("figure", asked.language, (line(Wording("premise_yes"), claim("figure", [same[0].fact], asked.language)),))
    found = best_matches(matches)
    if not found:
        return None
    lines = [line(Wording("premise_no"), claim("figure", lead(request, found, facts)[:1], asked.language))]
    loose = replace(request, outcome=None, who=None, age=None, sex=None, device=None, activity=None, periods=())
    named = [m.fact for m in find_matches(loose, facts, home) if m.fact.figure.value in request.numbers] + [
        f for f in facts.all if f.figure.value in request.numbers and f.figure.unit == request.unit
    ]
    if named:
        lines.append(line(Wording("other_number"), claim("figure", named[:1], asked.language)))
    return Draft("conflict", asked.language, tuple(lines))


def _newest(asked: Question, request: Request, facts: Facts, home: str) -> Draft | None:
    """Whether a number is the newest of its series; where the question asks what was known by then, of those published by its date."""
    since = tuple(p for p in request.periods if p.end is None)
    found = [m.fact for m in find_matches(replace(request, periods=since, numbers=()), facts, home) if passes(m)]
    ends = [p.end for p in request.periods if p.end]
    if ends and says("by_then", asked.standalone):
        found = [f for f in found if days_number(f.published) <= days_number(max(ends), last=True)]
    series = [s for s in series_of(found) if s.cumulative]
    named = [f for s in series for f in s.facts if f.figure.value in request.numbers]
    of_it = [s for s in series if any(f in s.facts for f in named)] or series
    if not of_it:
        return None
    newest = leading(of_it, facts)[0].latest
    if newest.figure.value in request.numbers:
        return Draft("figure", asked.language, (line(Wording("premise_yes"), claim("figure", [newest], asked.language)),))
    lines = [line(Wording("premise_no"), claim("figure", [newest], asked.language))]
    if named:
        lines.append(line(Wording("other_number"), claim("figure", [max(named, key=lambda f: f.published)], asked.language)))
    return Draft("conflict", asked.language, tuple(lines))
