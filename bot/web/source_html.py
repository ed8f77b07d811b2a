"""The Source panel as markup: one report with the sentence that an answer quotes marked in it."""

from dataclasses import dataclass

from bot.citations import Citation
from bot.web.markup import in_language, link, safe, word
from bot.wording import written_date
from ingest.articles import Article
from ingest.library import Library

HINT = '<p class="hint">Choose a number beside a quote: the report that it comes from opens here, with the sentence marked.</p>'


@dataclass(frozen=True)
class _Piece:
    """A stretch of the report that is shown in its own way."""

    start: int
    end: int
    opening: str
    closing: str


def source_html(library: Library, citation: Citation, language: str) -> str:
    """The panel for a citation, with its labels in the language of the answer."""
    version = library.version(citation.source, citation.version)
    inside = _report(version.article, citation, language) if version else f'<p class="gone">{word("gone", language)}</p>'
    title = version.article.title if version else citation.title
    return (
        f'<section role="region" aria-label="Source" tabindex="-1" class="source"{in_language(language)}>'
        f'<header><p class="kicker">{word("source", language)} {citation.number}</p>'
        f'<button type="button" class="close" aria-label="{word("close", language)}">×</button>'
        f'<h2 dir="auto"{in_language(citation.language)}>{safe(title) if title else word("untitled", language)}</h2></header>{inside}</section>'
    )


def _report(article: Article, citation: Citation, language: str) -> str:
    facts = {
        "publisher": article.publisher, "published": written_date(article.published, language) if article.published else None,
        "byline": article.byline, "language": _language_name(article.language, language),
    }  # fmt: skip
    listed = "".join(f'<div><dt>{word(key, language)}</dt><dd dir="auto">{safe(value) if value else word("unknown", language)}</dd></div>' for key, value in facts.items())
    original = link(article.url, _plain_original(language)) if article.url else ""
    note = f'<p class="note" dir="auto">{safe(article.note)}</p>' if article.note else ""
    return f'<div class="scroll" tabindex="0"><dl>{listed}</dl>{original}{note}<div class="report" dir="auto"{in_language(article.language)}>{_body(article, citation)}</div></div>'
