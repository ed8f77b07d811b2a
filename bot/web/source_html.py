"""The Source panel as markup: one report with the sentence that an answer quotes marked in it, and its other figures."""

from collections.abc import Sequence
from dataclasses import dataclass

from babel import Locale, UnknownLocaleError

from bot.citations import Citation
from bot.saying import say_figure
from bot.web.markup import in_language, link, safe, word
from bot.web.report_text import Setting, set_off
from bot.wording import written_date
from ingest.articles import Article
from ingest.figures.figure import Figure
from ingest.library import Library, Version


def hint_html(language: str) -> str:
    """What the panel says while no report is open."""
    return f'<p class="hint"{in_language(language)}>{word("hint", language)}</p>'


def source_html(library: Library, citation: Citation, language: str) -> str:
    """The panel for a citation, with its labels in the language of the answer. The quote is its only <mark>."""
    version = library.version(citation.source, citation.version)
    inside = _cited(library, version, citation, language) if version else f'<p class="gone">{word("gone", language)}</p>'
    kicker, title = f"{word('source', language)} {citation.number}", citation.title or word("untitled", language)
    origin = _origin(version.article, language) if version else ""
    return _panel(_Head("Source", kicker, title, citation.language), origin, inside, language)


def report_html(library: Library, version: Version, language: str) -> str:
    """The panel for a report that was chosen from the list, with every figure in it marked and told."""
    article = version.article
    figures = _figures(library, version)
    marks = [
        Setting(f.start, f.end, f'<mark class="figure" id="figure-{f.start}" title="{safe(say_figure(f, article, language))}">', "</mark>")
        for f in figures
    ]
    inside = _scrolling(article, set_off(article.text, article.body_start, marks).strip(), _others(article, figures, language), language)
    kicker = word("report", language)
    head = _Head(kicker, kicker, article.title or word("untitled", language), article.language)
    return _panel(head, _origin(article, language), inside, language)


@dataclass(frozen=True)
class _Head:
    """What stands above a report: the panel's name, what it shows, and the report's title with its language."""

    name: str
    kicker: str
    title: str
    titled_in: str | None


def _panel(head: _Head, origin: str, inside: str, language: str) -> str:
    return (
        f'<section role="region" aria-label="{head.name}" tabindex="-1" class="source"{in_language(language)}>'
        f'<header><p class="kicker">{head.kicker}</p>'
        f'<button type="button" class="close" aria-label="{word("close", language)}">×</button>'
        f'<h2 dir="auto"{in_language(head.titled_in)}>{safe(head.title)}</h2>{origin}</header>{inside}</section>'
    )


def _origin(article: Article, language: str) -> str:
    """Publisher and date stay in sight above the text; that one of them is not known is said, too."""
    unknown = word("unknown", language)
    publisher = article.publisher or f"{word('publisher', language)}: {unknown}"
    published = f"{word('published', language)}: {written_date(article.published, language) if article.published else unknown}"
    return f'<p class="origin"><bdi>{safe(publisher)}</bdi> · {safe(published)}</p>'


def _cited(library: Library, version: Version, citation: Citation, language: str) -> str:
    article, context = version.article, citation.context
    others = [f for f in _figures(library, version) if not citation.start <= f.start < citation.end]
    settings = [Setting(citation.start, citation.end, "<mark>", "</mark>")]
    settings += [Setting(f.start, f.end, f'<span class="figure" id="figure-{f.start}">', "</span>") for f in others]
    begin = min(article.body_start, citation.start)
    if context is not None and context.end <= citation.start:
        settings.append(Setting(context.start, context.end, '<span class="context">', "</span>"))
        begin = min(begin, context.start)
    return _scrolling(article, set_off(article.text, begin, settings).strip(), _others(article, others, language), language)


def _scrolling(article: Article, body: str, others: str, language: str) -> str:
    """What is known of a report, its text and its other figures. It scrolls by itself, so it must be reachable with the keyboard."""
    original = link(article.url or "", word("original", language))
    address = f'<p class="original">{original}</p>' if original else ""
    note = f'<p class="note" dir="auto">{safe(article.note)}</p>' if article.note else ""
    text = f'<div class="report" dir="auto"{in_language(article.language)}>{body}</div>'
    label = word("text", language)
    return (
        f'<div class="scroll" tabindex="0" role="group" aria-label="{label}">{_facts(article, language)}{address}{note}{text}{others}</div>'
    )


def _figures(library: Library, version: Version) -> list[Figure]:
    return [f for f in library.figures([version.id])[version.id] if f.role != "headline" and f.start >= version.article.body_start]


def _others(article: Article, figures: Sequence[Figure], language: str) -> str:
    """The figures that a report states beside the one quoted, each a button that brings it into view."""
    if not figures:
        return ""
    told = "".join(
        f'<li><button type="button" class="tofigure" data-figure="figure-{f.start}" dir="auto">{safe(say_figure(f, article, language))}</button></li>'
        for f in figures
    )
    return f'<details class="others"><summary>{word("figures", language)} ({len(figures)})</summary><ul>{told}</ul></details>'


def _facts(article: Article, language: str) -> str:
    """What else is known of the report."""
    known = {"byline": article.byline, "language": _language_name(article.language, language) if article.language else None}
    rows = "".join(f"<div><dt>{word(key, language)}</dt><dd dir=auto>{safe(value)}</dd></div>" for key, value in known.items() if value)
    return f"<dl>{rows}</dl>" if rows else ""


def _language_name(code: str, language: str) -> str:
    try:
        return Locale.parse(code).get_display_name(language) or code
    except (ValueError, UnknownLocaleError):
        return code
