"""Somebody may stand beside a mine: which messages say so, and the notice that comes before everything else."""

import re
from functools import cache
from typing import Any

from bot.question import counted_from, wants_of
from ingest.dates import fold_case
from ingest.lexicon_files import read_lexicon


@cache
def _lexicon() -> dict[str, Any]:
    lexicon: dict[str, Any] = read_lexicon("bot", "safety")
    return lexicon


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{fold_case(p) if chr(92) not in p else p.replace('ı', 'i')})" for p in _lexicon()[name]))


def notice_for(message: str, language: str, number: str) -> str | None:
    """The safety notice in a language, with the emergency number, for a message that may come from beside a mine; else None."""
    folded = " ".join(
        part for part in re.split(r"(?<=[.?!])\s+", fold_case(message)) if not counted_from(part)
    )  # a count is asked of reports
    beside = all(_pattern(part).search(folded) for part in ("somebody", "danger", "deed"))
    asked = any(_pattern(part).search(folded) for part in ("handling", "is_it_safe"))
    return str(_lexicon()["notice"][language]).format(number=number) if beside or asked else None


REPORTABLE = ("number", "date", "person")  # what a report may still answer below a safety notice


def reportable(message: str) -> str:
    """The sentences of a message that gets a notice which a report may still answer; empty when there is none."""
    parts = re.split(r"(?<=[.?!])\s+", message)
    return " ".join(p for p in parts if wants_of(p) in REPORTABLE and not (len(parts) > 1 and _is_own(p)))


def _is_own(part: str) -> bool:
    return bool(_pattern("somebody").search(fold_case(part)))
