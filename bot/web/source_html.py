"""The Source panel as markup: one report with the sentence that an answer quotes marked in it."""

from babel import Locale, UnknownLocaleError

from bot.citations import Citation
from bot.web.markup import in_language, link, safe, word
from bot.wording import written_date
from ingest.articles import Article
from ingest.library import Library

HINT = '<p class="hint">Choose a number beside a quote: the report that it comes from opens here, with the sentence marked.</p>'


def source_html(library: Library, citation: Citation, language: str) -> str:
    """The panel for a citation, with its labels in the language of the answer. The quote is its only <mark>."""
    version = library.version(citation.source, citation.version)
    origin = _origin(version.article, language) if version else ""
    inside = _report(version.article, citation, language) if version else f'<p class="gone">{word("gone", language)}</p>'
    return (
        f'<section role="region" aria-label="Source" tabindex="-1" class="source"{in_language(language)}>'
        f'<header><p class="kicker">{word("source", language)} {citation.number}</p>'
        f'<button type="button" class="close" aria-label="{word("close", language)}">×</button>'
        f'<h2 dir="auto"{in_language(citation.language)}>{safe(citation.title or word("untitled", language))}</h2>{origin}</header>{inside}</section>'
    )


def _origin(article: Article, language: str) -> str:
    """Publisher and date stay in sight above the text; that one of them is not known is said, too."""
    unknown = word("unknown", language)
    publisher = article.publisher or f"{word('publisher', language)}: {unknown}"
    published = f"{word('published', language)}: {written_date(article.published, language) if article.published else unknown}"
    return f'<p class="origin"><bdi>{safe(publisher)}</bdi> · {safe(published)}</p>'


def _report(article: Article, citation: Citation, language: str) -> str:
    original = link(article.url or "", word("original", language))
    address = f'<p class="original">{original}</p>' if original else ""
    note = f'<p class="note" dir="auto">{safe(article.note)}</p>' if article.note else ""
    body = f'<div class="report" dir="auto"{in_language(article.language)}>{_body(article, citation)}</div>'
    # It scrolls by itself, so it must be reachable with the keyboard.
    return f'<div class="scroll" tabindex="0" role="group" aria-label="{word("text", language)}">{_facts(article, language)}{address}{note}{body}</div>'


def _facts(article: Article, language: str) -> str:
    """What else is known of the report."""
    facts = {"byline": article.byline, "language": _language_name(article.language, language) if article.language else None}
    return f"<dl>{''.join(f'<div><dt>{word(key, language)}</dt><dd dir=auto>{safe(value)}</dd></div>' for key, value in facts.items() if value)}</dl>"


def _language_name(code: str, language: str) -> str:
    try:
        return Locale.parse(code).get_display_name(language) or code
    except (ValueError, UnknownLocaleError):
        return code


def _body(article: Article, citation: Citation) -> str:
    """The whole text of the report from its body on, with the quote and the sentence that it points back to set off."""
    text, context = article.text, citation.context
    if context is None or context.end > citation.start:
        start = min(article.body_start, citation.start)
        before = safe(text[start : citation.start])
    else:
        start = min(article.body_start, context.start)
        before = f'{safe(text[start : context.start])}<span class="context">{safe(text[context.start : context.end])}</span>{safe(text[context.end : citation.start])}'
    return f"{before.lstrip()}<mark>{safe(text[citation.start : citation.end])}</mark>{safe(text[citation.end :]).rstrip()}"
