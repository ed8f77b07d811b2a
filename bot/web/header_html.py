"""The head of the page as markup: what this is, and what the library covers."""

from dataclasses import dataclass

from bot.web.markup import in_language, safe, word
from bot.wording import written_date
from ingest.library import Coverage


@dataclass(frozen=True)
class Head:
    """What the head tells: the library's coverage, the day up to which its newest figure counts, and whether its newest report is old."""

    coverage: Coverage
    newest_figure: str | None = None
    old: bool = False


def header_html(head: Head, language: str) -> str:
    """One line on what this is and covers, with a clear note when the library holds samples or nothing recent."""
    about = f"{word('about_page', language)} {_covers(head, language)}"
    return f'<div class="head"{in_language(language)}><h1>MineFacts</h1><p class="covers">{about}</p></div>{_note(head, language)}'


def _note(head: Head, language: str) -> str:
    if head.coverage.samples:
        title, said = word("samples", language), word("samples_note", language)
    elif head.old and head.coverage.last:
        title, said = word("old", language), word("old_note", language).format(day=safe(written_date(head.coverage.last, language)))
    else:
        return ""
    return f'<p class="samples" role="note"{in_language(language)}><strong>{title}</strong> {said}</p>'


def _covers(head: Head, language: str) -> str:
    coverage = head.coverage
    if coverage.reports == 1:
        return word("holds_one", language)
    if not (coverage.first and coverage.last):
        return word("holds_undated", language).format(n=f"{coverage.reports:,}")
    first, last = (safe(written_date(day, language)) for day in (coverage.first, coverage.last))
    holds = word("holds", language).format(n=f"{coverage.reports:,}", first=first, last=last)
    newest = word("newest_figure", language).format(day=safe(written_date(head.newest_figure, language))) if head.newest_figure else ""
    return f"{holds} {newest}".strip()


def welcome_html(language: str, kept_days: int | None, said: str | None = None) -> str:
    """What a visitor is told before the first question, that receipts are kept where they are, and what was just done or not found."""
    status = f'<p class="failure" role="status">{said}</p>' if said else ""
    kept = f'<p class="kept">{word("kept", language).format(days=kept_days)}</p>' if kept_days else ""
    return f'<div class="welcome"{in_language(language)}>{status}<p>{word("welcome", language)}</p>{kept}</div>'
