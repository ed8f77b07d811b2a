"""The way to answer "what happened …?": how the report of an incident of that place and time tells it, in its own first sentences."""

from collections.abc import Sequence

from bot.answers.quote import Scored, draft_quotes
from bot.answers.support import names_time
from bot.draft import Draft
from bot.operations import says
from bot.question import Question
from bot.retrieval import RankedArticle

INCIDENT = frozenset({"c_incident", "c_victim", "c_killed", "c_injured"})  # terms of which a sentence about an incident has one
OPENING = 3  # first sentences of a report, which say where it is about
MOST = 2  # sentences that are quoted


def asks_what_happened(turn: str, asked: Question) -> bool:
    """Whether a turn wants an incident told, and the question that it stands for says where or when it was."""
    return says("what_happened", turn) and any(u.kind in {"place", "date"} for u in asked.units)


def draft_event(asked: Question, ranked: Sequence[RankedArticle]) -> Draft | None:
    """The first sentences of the best report that opens with an incident of the place and time asked for; None where there is none."""
    places = [u.terms for u in asked.units if u.kind == "place"]
    others = [u.terms for u in asked.units if u.kind not in {"place", "date"}]
    found: list[tuple[int, int, list[Scored]]] = []
    for order, article in enumerate(ranked):
        complete = [s for s in article.sentences if s.complete]
        opening = article.head.union(*(s.terms for s in complete[:OPENING]))
        telling = [s for s in complete[: OPENING + MOST] if INCIDENT & set(s.terms)]
        there = all(any(t in opening for t in terms) for terms in places)
        if telling and there and names_time(asked, article.terms):
            borne = sum(any(t in article.terms for t in terms) for terms in others)
            chosen = list(dict.fromkeys([complete[0], *telling]))[:MOST]  # the first sentence sums up the rest
            found.append((-borne, order, [Scored(article, s, article.score, 1.0, None) for s in chosen]))
    return draft_quotes(asked, min(found, key=lambda f: f[:2])[2]) if found else None
