"""Where in the report a figure stands: its headline, its body, or the paragraph of older totals at its end."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from ingest.articles import Article
from ingest.dates import fold_case
from ingest.figures.figure import Figure
from ingest.sentences import Sentence

NEWS = frozenset({"incident", "day", "week", "month"})  # kinds of periods that a report is written about


def title_sentences(article: Article, sentences: Sequence[Sentence]) -> list[Sentence]:
    """The sentences that are the article's title: where it stands in the text, else in the head before it."""
    title = _letters(article.title or "")
    found = [s for s in sentences if title and not s.complete and _letters(article.text[s.start : s.end]) == title]
    head = re.search(rf"(?m)^\W*\w+\s*:[ \t\"']*({re.escape(article.title or '')})", article.text[: article.body_start]) if title else None
    return found or ([Sentence(head.start(1), head.end(1), complete=False)] if head else [])


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", fold_case(text))


def assign_roles(article: Article, titles: Sequence[Sentence], figures: list[Figure]) -> list[Figure]:
    """The figures with their roles."""
    starts = {t.start for t in titles}
    background = _background(article.text, [f for f in figures if f.sentence_start not in starts])
    return [
        replace(f, role="headline" if f.sentence_start in starts else "background" if f.start in background else "body") for f in figures
    ]


def _background(text: str, figures: list[Figure]) -> set[int]:
    """The starts of the figures of the last paragraphs that hold nothing but cumulative totals, in a report with news before them."""
    paragraphs = [list(group) for _, group in groupby(figures, key=lambda f: text.count("\n", 0, f.start))]
    last = len(paragraphs)
    while last and all(f.period is not None and f.period.kind.startswith("cumulative") for f in paragraphs[last - 1]):
        last -= 1
    news = any(f.period is not None and f.period.kind in NEWS for paragraph in paragraphs[:last] for f in paragraph)
    return {f.start for paragraph in paragraphs[last:] for f in paragraph} if news else set()
