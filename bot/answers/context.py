"""Which sentence a sentence points back to: "Of the victims, …", "These include …", «Из них …»."""

import json
import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from ingest.articles import Article
from ingest.dates import fold_case
from ingest.library import StoredSentence

FARTHEST = 3  # sentences back that a chain of such beginnings is followed


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    lexicon = json.loads(files("bot").joinpath("lexicons/pointing_back.json").read_text("utf-8"))
    return tuple(re.compile(p) for p in lexicon["patterns"])


def points_back(sentence: str) -> bool:
    """Whether a sentence counts among, or continues, something said before it."""
    folded = fold_case(sentence).lstrip('"“«-–— ')
    return any(p.search(folded) for p in _patterns())


def points_back_to(article: Article, sentences: Sequence[StoredSentence], start: int) -> StoredSentence | None:
    """The sentence that the one starting at `start` points back to, through a chain of such sentences; None when it stands alone."""
    complete = [s for s in sentences if s.complete]
    position = next((i for i, s in enumerate(complete) if s.start == start), 0)
    if not position or not points_back(article.text[complete[position].start : complete[position].end]):
        return None
    for back in range(position - 1, max(position - 1 - FARTHEST, -1), -1):
        if not points_back(article.text[complete[back].start : complete[back].end]):
            return complete[back]
    return complete[position - 1]
