"""The list of reports as markup, and the form that searches it."""

from collections.abc import Sequence

from bot.web.markup import in_language, safe, word
from bot.wording import written_date
from ingest.library import Version

MOST_SHOWN = 100  # reports of one search; who wants others looks for more


def search_html(language: str) -> str:
    """The form: words, and the first and last day of publication."""
    words = f'<label>{word("words", language)} <input type="search" name="text" maxlength="200"></label>'
    days = "".join(f'<label>{word(key, language)} <input type="date" name="{key}"></label>' for key in ("first", "last"))
    send = f'<button type="submit" class="deed">{word("search", language)}</button>'
    return f'<form role="search" class="search"{in_language(language)}>{words}{days}{send}</form>'


def reports_html(found: Sequence[Version], figures: dict[int, int], language: str) -> str:
    """How many reports were found, and a button for each that opens it; `figures` counts those of each version."""
    told = word("found", language).format(n=f"{len(found):,}")
    more = f" {word('shown', language).format(n=MOST_SHOWN)}" if len(found) > MOST_SHOWN else ""
    rows = "".join(_row(version, figures.get(version.id, 0), language) for version in found[:MOST_SHOWN])
    return f'<div class="reports"{in_language(language)}><p role="status">{told}{more}</p><ul>{rows}</ul></div>'


def _row(version: Version, figures: int, language: str) -> str:
    article = version.article
    title = safe(article.title or word("untitled", language))
    published = written_date(article.published, language) if article.published else word("unknown", language)
    said = " · ".join(
        (safe(article.publisher or word("unknown", language)), safe(published), f"{word('figures_counted', language)}: {figures}")
    )
    return (
        f'<li><button type="button" class="toreport" data-report="{version.id}"><span class="title" dir="auto"{in_language(article.language)}>{title}</span>'
        f'<span class="origin"><bdi>{said}</bdi></span></button></li>'
    )
