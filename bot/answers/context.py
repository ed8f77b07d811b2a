"""Which sentence a sentence points back to: "Of the victims, …", "These include …", «Из них …»."""

from collections.abc import Sequence

from ingest.articles import Article
from ingest.figures.leaning import leans_back
from ingest.library import StoredSentence

FARTHEST = 3  # sentences back that a chain of such beginnings is followed


def points_back_to(article: Article, sentences: Sequence[StoredSentence], start: int) -> StoredSentence | None:
    """The sentence that the one starting at `start` points back to, through a chain of such sentences; None when it stands alone."""
    complete = [s for s in sentences if s.complete]
    position = next((i for i, s in enumerate(complete) if s.start == start), 0)
    if not position or not leans_back(article.text[complete[position].start : complete[position].end]):
        return None
    for back in range(position - 1, max(position - 1 - FARTHEST, -1), -1):
        if not leans_back(article.text[complete[back].start : complete[back].end]):
            return complete[back]
    return complete[position - 1]
