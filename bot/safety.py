"""Somebody may stand beside a mine: which messages say so, and the notice that comes before everything else."""

import re
from functools import cache
from typing import Any

from bot.question import counted_from, wants_of
from bot.safety_model import concepts_in, probability
from ingest.dates import fold_case
from ingest.lexicon_files import read_lexicon
from ingest.terms import place_spans

LIKELY = 0.2  # probability from which on a message gets the notice: one too many harms less than one too few
LIKELY_PART = 0.6  # the same of one sentence among several, whose sense the others may change
FEWEST = 2  # words of a message


@cache
def _lexicon() -> dict[str, Any]:
    lexicon: dict[str, Any] = read_lexicon("bot", "safety")
    return lexicon


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{fold_case(p) if chr(92) not in p else p.replace('ı', 'i')})" for p in _lexicon()[name]))


def notice_for(message: str, language: str, number: str) -> str | None:
    """The safety notice in a language, with the emergency number, for a message that may come from beside a mine; else None."""
    whole, *parts = parts_of(message)
    needed = is_needed(whole, probability(whole)) or any(is_needed(part, probability(part), LIKELY_PART) for part in parts)
    return str(_lexicon()["notice"][language]).format(number=number) if needed else None


def parts_of(message: str) -> list[str]:
    """What is judged of a message: the whole, then each of several sentences that asks for no count."""
    return list(dict.fromkeys((message, *(p for p in re.split(r"(?<=[.?!])\s+", message) if not counted_from(p)))))


def is_needed(message: str, likely: float, least: float = LIKELY) -> bool:
    """Whether a message gets the notice, with the probability that the trained weights give it and the least one that suffices."""
    if len(re.findall(r"\w+", message)) < FEWEST and "!" not in message:  # "mines" is a topic, "mine!" a cry
        return False
    return likely >= least or asks_whether_safe(message)


def asks_whether_safe(message: str) -> bool:
    """Whether a message asks whether a place or a way is safe: no report can say so."""
    folded = fold_case(message)
    named = place_spans(message) or {"go", "home"} & set(concepts_in(message)) or _pattern("pointing").search(folded)
    return bool(named and _pattern("is_it_safe").search(folded)) and not counted_from(message)


REPORTABLE = ("number", "date", "person")  # what a report may still answer below a safety notice


def reportable(message: str) -> str:
    """The sentences of a message that gets a notice which a report may still answer; empty when there is none."""
    parts = re.split(r"(?<=[.?!])\s+", message)
    return " ".join(p for p in parts if wants_of(p) in REPORTABLE and not (len(parts) > 1 and _is_own(p)))


def _is_own(part: str) -> bool:
    return bool(_pattern("somebody").search(fold_case(part)))
