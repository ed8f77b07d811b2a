"""Items, objects, names and entries: nouns that say what they count only together with the rest of the report."""

import re
from collections.abc import Sequence

from ingest.figures.continuing import compares
from ingest.figures.lexicon import Tag
from ingest.figures.nesting import Whole
from ingest.figures.own_words import Count
from ingest.figures.phrases import Clause

TO_DEVICES = frozenset({"cleared", "found"})
PEOPLE = {"unit": "people", "measure": "victims", "outcome": "both"}
_ENDS = re.compile(r"(?:\s+\w+ed)?\.?")  # "names entered since 1991"
_CASES = re.compile(r"\s+(?:cases|occasions|instances|случа\w+|hallarda|halda)\b(?!\s+(?:of|people|were|was))")
_OF = re.compile(r"\s+of\s+(?!them|these|those|which|whom)\w")
_REGISTER = re.compile(
    r"\b(?:register|registry|list|database|record)s?\b|\bреестр|\bспис(?:ок|ке|ка)|\bбаз[аеы] данных|\bsiyahi|\breyestr|\bbaza(?:da|sinda)"
)


def name_items(clause: Clause, counts: Sequence[Count], earlier: Sequence[Whole]) -> None:
    """Items that were found or destroyed are devices; the names of a register of victims are people."""
    for count in counts:
        if _CASES.match(clause.folded, count.number.end) and not any("outcome" in t.dimensions for t in clause.tags) and _deed(clause):
            count.dimensions, count.words = {"other": True}, ""
        tag = _item(clause, count)
        if tag is None or count.unit is not None:
            continue
        if tag.dimensions.get("entry"):
            if _of_victims(clause, earlier):
                count.dimensions |= PEOPLE
        elif (
            _deed(clause)
            or _after_devices(count, counts)
            or (compares(clause) and any(w.dimensions.get("unit") == "devices" for w in earlier))
        ):
            count.dimensions |= {"unit": "devices", "measure": "devices", "device": "all"}


def _item(clause: Clause, count: Count) -> Tag | None:
    """The word for an item or an entry that is a number's noun."""
    if count.phrase is None or count.phrase.things or _OF.match(clause.folded, count.phrase.end):
        return None
    return next(
        (
            t
            for t in clause.tags
            if t.kind == "item"
            and count.phrase.start <= t.start < count.phrase.end
            and _ENDS.fullmatch(clause.folded[t.end : count.phrase.end])
        ),
        None,
    )


def _deed(clause: Clause) -> bool:
    return any(t.kind == "activity" and t.dimensions["activity"] in TO_DEVICES for t in clause.tags)


def _after_devices(count: Count, counts: Sequence[Count]) -> bool:
    return any(c.unit == "devices" and c.number.start > count.number.start for c in counts)


def _of_victims(clause: Clause, earlier: Sequence[Whole]) -> bool:
    """Whether those before it, or a sentence on a register, speak of victims."""
    told = any(w.dimensions.get("outcome") for w in earlier)
    return told or (_REGISTER.search(clause.folded) is not None and any("outcome" in t.dimensions for t in clause.tags))
