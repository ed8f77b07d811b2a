"""“Mines” may mean mines alone or everything found with them: where a report has both numbers, both are told, one line each."""

from dataclasses import replace

from bot.answers.figure import claim, lead
from bot.draft import Claim, Draft, DraftSentence, Wording
from bot.facts import Facts
from bot.matching import answering, find_matches
from bot.question import Question
from bot.ranking import Fit
from bot.request import COUNT, Request
from bot.series import best_matches

MINES, ALL = "mines", "all"


def both_readings(draft: Draft, asked: Question, request: Request, facts: Facts, home: str) -> Draft:
    """The draft with the other reading of "mines" behind it, from the same report and period; as it is where there is none."""
    claims = [s for line in draft.sentences for s in line.segments if isinstance(s, Claim)]
    if (
        request.device != MINES
        or request.unit != "devices"
        or request.operation != COUNT
        or draft.kind not in {"figure", "computed"}
        or not claims
    ):
        return draft
    told = facts.at(claims[0].operands)
    if any(f.figure.device in {ALL, "UXO"} for f in told):
        return draft
    wider = replace(request.but(device=ALL), noun=(), rest=())
    near = facts.within({told[0].version.id})
    found = [
        m for m in best_matches(answering(find_matches(wider, near, home)))
        if m.worst <= Fit.NEAR and m.fact.figure.device == ALL and m.fact.figure.period == told[0].figure.period and m.fact.figure.place == told[0].figure.place
    ]  # fmt: skip
    if not found:
        return draft
    whole = lead(wider, found, near)[:1]
    first = replace(draft.sentences[0], segments=(Wording("reading_mines"), *draft.sentences[0].segments))
    other = DraftSentence((Wording("reading_all"), claim("figure", whole, asked.language), Wording("stop")))
    return replace(draft, sentences=(first, *draft.sentences[1:], other))
