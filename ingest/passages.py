"""Passages: sentence-aware slices of a report with their offsets, sized in the embedding model's tokens."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from ingest.articles import Article
from ingest.sentences import Sentence, split_sentences


@dataclass(frozen=True)
class Passage:
    """text[start:finish] of an article; `key` is made of the content, so that the same passage always has the same key."""

    key: str
    start: int
    finish: int


def article_sentences(article: Article) -> list[Sentence]:
    """The sentences of an article's body."""
    return split_sentences(article.text, article.body_start)


def cut_passages(article: Article, sentences: list[Sentence], count_tokens: Callable[[str], int], limit: int) -> list[Passage]:
    """Slices of whole sentences of at most `limit` tokens, each starting with the last sentence of the one before.

    A single sentence over the limit is a passage of its own. Headings and furniture stay inside the slices: they are part of the text.
    """
    passages: list[Passage] = []
    slice_: list[Sentence] = []
    for sentence in sentences:
        if slice_ and count_tokens(article.text[slice_[0].start : sentence.end]) > limit:
            passages.append(_passage(article, slice_))
            overlap = slice_[-1:] if count_tokens(article.text[slice_[-1].start : sentence.end]) <= limit else []
            slice_ = overlap
        slice_ = [*slice_, sentence]
    return [*passages, _passage(article, slice_)] if slice_ else passages


def _passage(article: Article, sentences: list[Sentence]) -> Passage:
    start, finish = sentences[0].start, sentences[-1].end
    key = hashlib.sha256(f"{article.source}\n{article.digest}\n{start}\n{finish}".encode()).hexdigest()[:32]
    return Passage(key, start, finish)


def embedded_text(article: Article, passage: Passage) -> str:
    """What the model reads of a passage: headline and date first, then the slice."""
    head = " ".join(filter(None, [article.title, f"({article.published[:10]})" if article.published else None]))
    body = article.text[passage.start : passage.finish]
    return f"{head}\n{body}" if head else body
