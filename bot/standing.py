"""How the figure that an answer leads with stands among the reports: how many independent sources state it, and how many another number."""

from dataclasses import dataclass

from bot.citations import Answer, Citation, figure_record
from bot.facts import Fact, Facts
from bot.series import bearing_out, disagreeing, independent


@dataclass(frozen=True)
class Standing:
    """A figure of an answer, the number of independent sources that state it, and of those that give another number for the same count."""

    fact: Fact
    sources: int
    others: int


def standing(answer: Answer, facts: Facts) -> Standing | None:
    """How the first figure of an answer stands; None for an answer without a stated figure, or when the figure has left the library."""
    stated = next((f for f in answer.figures if f["computed"] is None), None)
    citation = next((c for c in answer.citations if stated and c.number == stated["citation"]), None)
    fact = _fact(stated, citation, facts) if stated and citation else None
    if fact is None:
        return None
    others = disagreeing(fact, facts.all, facts)
    return Standing(fact, independent([fact, *bearing_out(fact, facts.all)], facts), independent(others, facts))


def _fact(stated: dict[str, object], citation: Citation, facts: Facts) -> Fact | None:
    """The stored figure that an answer's record was written from."""
    return next(
        (
            f for f in facts.all
            if f.version.digest == citation.version and f.figure.sentence_start == citation.start and figure_record(f.figure, citation.number) == stated
        ),
        None,
    )  # fmt: skip
