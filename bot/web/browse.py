"""The list of reports: what its events do."""

from typing import Any

import gradio as gr

from bot.web.events import QUIET, UNQUEUED, sent
from bot.web.markup import word
from bot.web.parts import Parts
from bot.web.reports import Search, find_reports
from bot.web.reports_html import reports_html
from bot.web.service import Service
from bot.web.source_html import report_html


def let_browse(parts: Parts, service: Service) -> None:
    """Show the reports when their tab is opened or searched, and a report when it is chosen."""

    def show(search: Search, language: str) -> str:
        library = service.bot.library
        found = find_reports(library, search)
        figures = library.figures(v.id for v in found)
        return reports_html(found, {version: len(stated) for version, stated in figures.items()}, language)

    def look(language: str, event: gr.EventData) -> str:
        return show(Search.read(*(sent(event, name) for name in ("text", "first", "last"))), language)

    def enter(language: str, shown: str | None) -> Any:
        return gr.skip() if shown else (show(Search(), language), hint(language))

    def hint(language: str) -> str:
        return f'<p class="hint">{word("report_hint", language)}</p>'

    def open_report(language: str, event: gr.EventData) -> Any:
        chosen = sent(event, "report")
        library = service.bot.library
        version = library.versions_by_id([chosen]).get(chosen) if isinstance(chosen, int) else None
        return report_html(library, version, language) if version else gr.skip()

    parts.tab_reports.select(enter, [parts.language, parts.reports], [parts.reports, parts.report], **UNQUEUED)
    parts.search.submit(look, parts.language, parts.reports, **UNQUEUED)
    opened = parts.reports.click(open_report, parts.language, parts.report, **UNQUEUED)
    opened.then(None, js="() => minefacts.reveal('report')", **QUIET)
