"""A number that the question itself states: confirmed, or set right with what it truly counts."""

from dataclasses import replace

from bot.answers.figure import claim, lead, line
from bot.draft import Draft, Wording
from bot.facts import Facts
from bot.matching import answering, find_matches
from bot.question import Question
from bot.ranking import Fit
from bot.request import Request
from bot.series import best_matches


def draft_premise(asked: Question, request: Request, facts: Facts, home: str) -> Draft | None:
    """Yes where a figure that fits has the number; else no, what the reports say, and what the number counts if they state it."""
    if request.unit is None:
        return None
    matches = [m for m in answering(find_matches(request, facts, home)) if m.worst <= Fit.NEAR]
    same = [m for m in matches if m.fact.figure.value in request.numbers]
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
