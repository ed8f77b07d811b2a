"""Which earlier sentence a quoted one needs: the one that it points back to, or that says over which period its numbers count."""

from collections.abc import Sequence

from ingest.articles import Article
from ingest.figures.leaning import leans_back
from ingest.figures.numbers import find_numbers
from ingest.figures.periods import stated_periods
from ingest.library import StoredSentence

FARTHEST = 4  # sentences back that are looked at


def points_back_to(article: Article, sentences: Sequence[StoredSentence], start: int) -> StoredSentence | None:
    """The sentence that the one starting at `start` needs to be understood; None when it stands alone."""
    complete = [s for s in sentences if s.complete and s.start <= start]
    if len(complete) < 2 or complete[-1].start != start:  # noqa: PLR2004 (itself and one before)
        return None
    *before, own = complete
    earlier = before[: -FARTHEST - 1 : -1]
    leans = leans_back(_text(article, own))
    if find_numbers(_text(article, own), article.language) and not _states_period(article, own):
        dated = next((s for s in earlier if _states_period(article, s)), None)
        if dated is not None:
            return dated
    return next((s for s in earlier if not leans_back(_text(article, s))), before[-1]) if leans else None


def _text(article: Article, sentence: StoredSentence) -> str:
    return article.text[sentence.start : sentence.end]


def _states_period(article: Article, sentence: StoredSentence) -> bool:
    return bool(stated_periods(_text(article, sentence), article.published))
