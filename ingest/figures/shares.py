"""Shares of a whole in words: "half of the explosions", "nine out of ten", «треть жертв»."""

import re
from functools import cache
from typing import Any

from ingest.figures.numbers import NumberMention, word_value
from ingest.lexicon_files import read_patterns

ALL = 100  # percent
DECIMALS = 1  # of a percentage that a ratio states


def find_shares(folded: str, language: str) -> list[NumberMention]:
    """The shares that a casefolded text states in words, in percent."""
    patterns = _patterns()
    found = [
        NumberMention(m.start(), m.end(), value, in_words=True, share=True) for value, p in patterns["percent"] for m in p.finditer(folded)
    ]
    for match in (m for p in patterns["ratios"] for m in p.finditer(folded)):
        part, whole = (word_value(match[group], language) for group in (1, 2))
        if part and whole and part < whole:
            found.append(NumberMention(match.start(1), match.end(), round(ALL * part / whole, DECIMALS), in_words=True, share=True))
    return found


@cache
def _patterns() -> dict[str, Any]:
    lexicon = read_patterns("ingest", "shares")
    return {
        "percent": [(float(value), re.compile(p)) for value, p in lexicon["percent"]],
        "ratios": [re.compile(p) for p in lexicon["ratios"]],
    }
