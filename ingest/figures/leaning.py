"""Sentences that count among, or continue, something said before: "Of the victims, …", "These include …", «Из них …»."""

import json
import re
from functools import cache
from importlib.resources import files

from ingest.dates import fold_case


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    lexicon = json.loads(files("ingest").joinpath("lexicons/pointing_back.json").read_text("utf-8"))
    return tuple(re.compile(p) for p in lexicon["patterns"])


def leans_back(sentence: str) -> bool:
    """Whether a sentence can be understood only with the one before it."""
    folded = fold_case(sentence).lstrip('"“«-–— ')
    return any(p.search(folded) for p in _patterns())
