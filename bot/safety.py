"""Somebody may stand beside a mine: which messages say so, and the notice that comes before everything else."""

import re
from functools import cache
from typing import Any

from bot.question import counted_from
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
