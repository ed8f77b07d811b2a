"""Items, objects, names and entries: nouns that say what they count only together with the rest of the report."""

import re
from collections.abc import Sequence

from ingest.figures.lexicon import Tag
from ingest.figures.nesting import Whole
from ingest.figures.own_words import Count
from ingest.figures.phrases import Clause

TO_DEVICES = frozenset({"cleared", "found"})
PEOPLE = {"unit": "people", "measure": "victims", "outcome": "both"}
_OF = re.compile(r"\s+of\s+(?!them|these|those|which|whom)\w")
_REGISTER = re.compile(
    r"\b(?:register|registry|list|database|record)s?\b|\bреестр|\bспис(?:ок|ке|ка)|\bбаз[аеы] данных|\bsiyahi|\breyestr|\bbaza(?:da|sinda)"
)


def name_items(clause: Clause, counts: Sequence[Count], earlier: Sequence[Whole]) -> None:
    """Items that were found or destroyed are devices; the names of a register of victims are people."""
    for count in counts:
        tag = _item(clause, count)
        if tag is None or count.unit is not None:
            continue
        if tag.dimensions.get("entry"):
            if _REGISTER.search(clause.folded) and _of_victims(clause, earlier):
                count.dimensions |= PEOPLE
        elif any(t.kind == "activity" and t.dimensions["activity"] in TO_DEVICES for t in clause.tags) or _after_devices(count, counts):
            count.dimensions |= {"unit": "devices", "measure": "devices", "device": "all"}


def _item(clause: Clause, count: Count) -> Tag | None:
    """The word for an item or an entry that is a number's noun."""
    if count.phrase is None or count.phrase.things or _OF.match(clause.folded, count.phrase.end):
        return None
    return next((t for t in clause.tags if t.kind == "item" and count.phrase.start <= t.start < count.phrase.end <= t.end), None)


def _after_devices(count: Count, counts: Sequence[Count]) -> bool:
    return any(c.unit == "devices" and c.number.start > count.number.start for c in counts)


def _of_victims(clause: Clause, earlier: Sequence[Whole]) -> bool:
    """Whether the sentence or those before it speak of victims."""
    return any("outcome" in t.dimensions for t in clause.tags) or any(w.dimensions.get("outcome") for w in earlier)
