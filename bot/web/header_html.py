"""The head of the page as markup: what this is, and what the library covers."""

from bot.web.markup import safe
from bot.wording import written_date
from ingest.library import Coverage


def header_html(coverage: Coverage) -> str:
    """One line on what this is and covers, with a clear note when the library holds samples."""
    note = (
        '<p class="samples" role="note"><strong>Sample reports.</strong> This library shows how MineFacts works; do not rely on it for facts.</p>'
        if coverage.samples
        else ""
    )
    return f'<div class="head"><h1>MineFacts</h1><p class="covers">Answers from mine-action news reports, each with the exact sentence behind it. {_covers(coverage)}</p></div>{note}'


def _covers(coverage: Coverage) -> str:
    count = "1 report" if coverage.reports == 1 else f"{coverage.reports:,} reports"
    if not (coverage.first and coverage.last):
        return f"The library holds {count}."
    return f"The library holds {count}, published from {safe(written_date(coverage.first, 'en'))} to {safe(written_date(coverage.last, 'en'))}."
