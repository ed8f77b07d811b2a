"""The words of a question that say what is counted, whom, where and when: its slots, each where it stands."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from bot.asked_periods import period_spans
from bot.operations import is_generic
from bot.question import counted_from
from ingest.dates import fold_case
from ingest.figures.agents import actor_spans
from ingest.figures.figure import Period
from ingest.figures.lexicon import Tag, find_tags
from ingest.lexicon_files import compiled, read_patterns
from ingest.terms import place_spans, question_dates

PERIOD, PLACE, MEASURE, WHOM, OUTCOME, ACTIVITY, ACTOR = "period", "place", "measure", "whom", "outcome", "activity", "actor"
NO_MEASURE = frozenset({"time", "percent"})  # units that no slot is made of
_ADJECTIVE = re.compile(r"[а-яё]+(?:ск|цк)(?:ий|ая|ое|ие|ого|ой|их|им|ими|ую|ом)$")


@dataclass(frozen=True)
class Slot:
    """text[start:end] fills the slot `name`; `unit` is of a measure, `period` of a period, None where its year is not said."""

    name: str
    start: int
    end: int
    words: str
    unit: str | None = None
    period: Period | None = None


@cache
def lexicon() -> dict[str, Any]:
    """The words by which a turn leans on the one before."""
    found: dict[str, Any] = read_patterns("bot", "follow_ups")
    return found


def slots_in(text: str, language: str | None = None) -> list[Slot]:
    """The slots of a question in order; none overlaps another, and the words that belong to one (its preposition) are part of it."""
    slots = [_slot(text, PERIOD, a, b, period=p) for a, b, p in period_spans(text)]
    dates = [(m.start, m.end) for m in question_dates(text) if m.month or m.year]
    slots += [_slot(text, PERIOD, a, b) for a, b in dates if not _covered(a, b, slots)]
    slots += [_slot(text, PLACE, p.start, p.end) for p in place_spans(text) if not _ADJECTIVE.match(text[p.start : p.end])]
    slots += [_slot(text, PLACE, m.start(), m.end()) for p in lexicon()["zones"] for m in compiled(p).finditer(fold_case(text))]
    slots += [Slot(ACTOR, a, b, text[a:b]) for a, b, body in actor_spans(text) if body]
    slots = _apart(slots)
    for name, start, end, unit in _tagged(text, find_tags(text, language)):
        if not _covered(start, end, slots):
            slots.append(Slot(name, start, end, text[start:end], unit))
    return sorted(_apart(slots), key=lambda s: s.start)


def _slot(text: str, name: str, start: int, end: int, period: Period | None = None) -> Slot:
    """A period or place with its preposition and its noun ("the district of", "ildə")."""
    folded = fold_case(text)
    before = compiled(lexicon()["before"]).search(folded[:start])
    behind = compiled(lexicon()["behind"]).match(folded[end:])
    start, end = (before.start() if before else start), end + (behind.end() if behind else 0)
    return Slot(name, start, end, text[start:end].strip(), period=period)


def _tagged(text: str, tags: Sequence[Tag]) -> list[tuple[str, int, int, str | None]]:
    """The slots that the measures' lexicon finds; neighbouring things of one kind ("anti-tank mines", "mine victims") are one."""
    found: list[tuple[str, int, int, str | None]] = []
    for tag in tags:
        name = _name_of(tag)
        if name is None or tag.dimensions.get("unit") in NO_MEASURE:
            continue
        unit = tag.dimensions.get("unit")
        if found and found[-1][0] == name == MEASURE and re.fullmatch(r"(?:[\s/-]|related)*", text[found[-1][2] : tag.start]):
            found[-1] = (name, found[-1][1], tag.end, unit or found[-1][3])
        elif not found or tag.start >= found[-1][2]:
            found.append((name, tag.start, tag.end, unit))
    return found


def _name_of(tag: Tag) -> str | None:
    if tag.kind == "activity":
        return ACTIVITY
    if tag.kind == "outcome":
        return OUTCOME
    if tag.kind not in {"thing", "item"}:
        return None
    told = tag.dimensions
    if "age" in told or "sex" in told or "who" in told:
        return WHOM
    return OUTCOME if told.get("outcome") in {"killed", "injured"} else MEASURE


def _covered(start: int, end: int, slots: Sequence[Slot]) -> bool:
    return any(s.start < end and start < s.end for s in slots)


def _apart(slots: Sequence[Slot]) -> list[Slot]:
    """The slots without those that overlap an earlier one of the list."""
    kept: list[Slot] = []
    for slot in slots:
        if not _covered(slot.start, slot.end, kept):
            kept.append(slot)
    return kept


def named(slots: Sequence[Slot], *names: str) -> list[Slot]:
    """The slots of these names."""
    return [s for s in slots if s.name in names]


def happened(turn: str, language: str) -> str | None:
    """What a turn asks whether it happened ("was anybody hurt in that one?"): the words for it; None where it asks something else."""
    folded = fold_case(turn)
    fates = named(slots_in(turn, language), OUTCOME)
    asks = any(compiled(p).search(folded) for p in lexicon()["happened"])
    return " ".join(s.words for s in fates) if fates and asks and not counted_from(turn) else None


def counted_slot(text: str, slots: Sequence[Slot]) -> Slot | None:
    """What is counted: the measure, else the people, behind "how many"; else the first one named."""
    start = counted_from(text)
    people = named(slots, WHOM, OUTCOME)
    told = [s for s in named(slots, MEASURE) if not (s.unit == "devices" and _names_people(slots, start, s.start))]
    plain = [s for s in told if is_generic(s.words)]
    things = [*(s for s in told if s not in plain), *people, *plain]
    return next((s for s in things if s.start >= start), things[0] if things else None)


def _names_people(slots: Sequence[Slot], start: int, end: int) -> bool:
    """Whether those who are counted are named in between: "how many children were killed by mines" counts no mines."""
    return any(start <= s.start < end and unit_of(s) == "people" for s in slots)


def unit_of(slot: Slot) -> str | None:
    """The unit that a slot counts in; who and what happened to them are of people."""
    return slot.unit or ("people" if slot.name in {WHOM, OUTCOME} else None)
