"""A run as one self-contained page: nothing is loaded from anywhere, and all text of reports and questions is escaped."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from bot.citations import Citation, outlet
from eval.baseline import Change
from eval.citing import Shelf
from eval.report import SAID, Yardsticks, expected, interval, percent
from eval.run import Result
from eval.summary import curve, summarise, summarise_by
from eval.verdicts import MEASURES

AROUND = 200  # characters of a report shown before and after a quote
GROUPS_SHOWN = ("right", "right_and_brief", "figure", "period", "refusal", "citation_recall", "recall_1", "truthful")
OURS = "MineFacts"
LEFT, BOTTOM, WIDTH, HEIGHT = 36, 164, 270, 150  # of the drawing's axes, in its own units


@dataclass(frozen=True)
class Found:
    """All that a report shows: the bot's results, the yardsticks' by name, the change since a baseline and a judge's opinion, if any."""

    title: str
    results: Sequence[Result]
    yardsticks: Yardsticks
    changes: Sequence[Change] | None
    shelf: Shelf
    judged: str = ""


def as_html(found: Found) -> str:
    """The page."""
    from jinja2 import Environment

    environment = Environment(autoescape=True, trim_blocks=True)
    environment.filters |= {"percent": percent, "interval": interval}
    page = files("eval").joinpath("page")
    style, script = (page.joinpath(name).read_text("utf-8") for name in ("report.css", "report.js"))
    systems = {OURS: found.results, **found.yardsticks}
    summaries = {name: summarise(results) for name, results in systems.items()}
    rows = [{"said": said, "cells": [s.shares.get(name) or s.means.get(name) for s in summaries.values()]} for name, said in SAID.items()]
    right = summaries[OURS].right
    return environment.from_string(page.joinpath("report.html").read_text("utf-8")).render(
        title=found.title,
        style=style,
        script=script,
        right=right,
        failed=right.n - right.hits,
        systems=list(systems),
        summaries=list(summaries.values()),
        overview=[row for row in rows if any(row["cells"])],
        said=SAID,
        groups_shown=GROUPS_SHOWN,
        groups=_groups(found.results),
        curves=[{"name": name, "points": _points(results)} for name, results in systems.items()],
        judged=found.judged,
        changes=None if found.changes is None else [c for c in found.changes if c.newly_right or c.newly_wrong],
        measures=[m.name for m in MEASURES],
        types=sorted({r.case.type for r in found.results}),
        langs=sorted({r.case.lang for r in found.results}),
        cases=_cases(found),
    )


def _groups(results: Sequence[Result]) -> list[tuple[str, Any]]:
    by_type = summarise_by(results, lambda r: r.case.type)
    by_language = summarise_by(results, lambda r: r.case.lang)
    return [*by_type.items(), *((f"in {name}", summary) for name, summary in by_language.items()), ("all", summarise(results))]


def _points(results: Sequence[Result]) -> list[str]:
    return [f"{LEFT + WIDTH * p.coverage:.1f},{BOTTOM - HEIGHT * p.risk:.1f}" for p in curve(results)]


def _cases(found: Found) -> list[dict[str, Any]]:
    right = next((c for c in found.changes or () if c.measure == "right"), None)
    turned = dict.fromkeys(right.newly_right, "newly-right") | dict.fromkeys(right.newly_wrong, "newly-wrong") if right else {}
    others = [(name, results[n]) for n in range(len(found.results)) for name, results in found.yardsticks.items()]
    each = len(found.yardsticks)
    return [_case(r, others[n * each : (n + 1) * each], turned, found.shelf) for n, r in enumerate(found.results)]


def _case(r: Result, others: Sequence[tuple[str, Result]], turned: dict[str, str], shelf: Shelf) -> dict[str, Any]:
    case, answer = r.case, r.answer
    return {
        "id": case.id, "type": case.type, "lang": case.lang, "question": case.question, "history": case.history, "expected": expected(case),
        "kind": answer.kind, "text": answer.text, "notice": answer.notice, "right": r.right, "turned": turned.get(case.id, ""),
        "faults": list(r.faults()), "quotes": [_quote(c, shelf) for c in answer.citations],
        "searched": " ".join((case.id, *case.history, case.question, answer.text, *case.tags, case.difficulty)).lower(),
        "verdicts": [{"said": SAID[name], "score": v.score, "passed": v.passed, "reason": v.reason} for name, v in r.verdicts.items()],
        "yardsticks": [{"name": name, "right": other.right, "text": other.answer.text} for name, other in others],
    }  # fmt: skip


def _quote(citation: Citation, shelf: Shelf) -> dict[str, Any]:
    text = shelf.stored(citation.source, citation.version) or ""
    stored = text[citation.start : citation.end] == citation.quote
    head = ", ".join(filter(None, (citation.title, outlet(citation), (citation.published or "")[:10])))
    before, after = text[max(0, citation.start - AROUND) : citation.start], text[citation.end : citation.end + AROUND]
    return {"number": citation.number, "head": head, "quote": citation.quote, "stored": stored, "before": before, "after": after}
