"""The note that a report's own sum fails: said with an answer from that sum, and changing nothing in it."""

from bot.answers.figure import claim
from bot.draft import Claim
from bot.facts import Fact, Facts
from bot.scopes import ClaimError
from ingest.figures.checks import findings_of

SUM = "sum"  # the kind of finding; its first value is the whole, the others are the parts


def sum_note(fact: Fact, facts: Facts, language: str) -> Claim | None:
    """The sum that a figure is the whole or a part of and that does not come out, worked out; None where all is well."""
    beside = facts.beside(fact)
    for found in findings_of(fact.version.article, [f.figure for f in beside]):
        sentences = {s.start for s in found.spans}
        if found.kind != SUM or fact.figure.value not in found.values or fact.figure.sentence_start not in sentences:
            continue
        stated = [next((f for f in beside if f.figure.value == v and f.figure.sentence_start in sentences), None) for v in found.values]
        told = [f for f in stated if f is not None]
        try:
            return claim("adds", told, language) if len(told) == len(found.values) else None
        except ClaimError:
            continue
    return None
