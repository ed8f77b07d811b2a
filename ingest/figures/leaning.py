"""Sentences that count among, or continue, something said before: "Of the victims, …", "These include …", «Из них …»."""

import re
from functools import cache

from ingest.dates import fold_case
from ingest.lexicon_files import read_lexicon


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    lexicon = read_lexicon("ingest", "pointing_back")
    return tuple(re.compile(p) for p in lexicon["patterns"])


def leans_back(sentence: str) -> bool:
    """Whether a sentence can be understood only with the one before it."""
    folded = fold_case(sentence).lstrip('"“«-–— ')
    return any(p.search(folded) for p in _patterns())
