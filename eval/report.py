"""What a run found, for people in the terminal and for programs as JSON."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from rich.console import Group
from rich.markup import escape
from rich.table import Table

from eval.cases import Case
from eval.metrics import Share
from eval.run import Result
from eval.summary import Summary, summarise, summarise_by

COLUMNS = ("", "n", "right", "95 %", "recall@1", "recall@5", "period", "refused", "wrongly", "exact", "unsupp.", "p50", "p95")
LEGEND = (
    "right: with Wilson's interval · recall: the evidence among the first reports found · period: the answer tells it · refused: of the cases that must be · "
    "wrongly: refused, of those with an answer · exact: quotes equal to the stored text · unsupp.: numbers in no cited quote · p50, p95: milliseconds of a reply"
)


def table(results: Sequence[Result], title: str) -> Group:
    """The measures by type, by language and over all."""
    made = Table(*COLUMNS, title=title, title_justify="left")
    for column in made.columns[1:]:
        column.justify, column.no_wrap = "right", True
    for prefix, summaries in (("", summarise_by(results, lambda r: r.case.type)), ("in ", summarise_by(results, lambda r: r.case.lang))):
        for name, summary in summaries.items():
            made.add_row(*_row(prefix + name, summary))
        made.add_section()
    made.add_row(*_row("all", summarise(results)), style="bold")
    return Group(made, LEGEND)


def _row(name: str, s: Summary) -> list[str]:
    shares = [percent(v) for v in (s.recall_1, s.recall_5, s.period, s.refused, s.refused_wrongly, s.exact)]
    return [
        escape(name),
        str(s.n),
        percent(s.right),
        interval(s.right),
        *shares,
        str(s.unsupported),
        f"{s.p50 * 1000:.0f}",
        f"{s.p95 * 1000:.0f}",
    ]


def percent(value: Share | None) -> str:
    """A share in whole percent; a dash for none."""
    return f"{100 * value.value:.0f}%" if value else "–"


def interval(value: Share) -> str:
    """The bounds of a share's interval in whole percent."""
    return f"{100 * value.low:.0f}–{100 * value.high:.0f}"


def fault_lines(results: Sequence[Result]) -> list[str]:
    """For each case with a fault: what was asked, what was expected, what came instead."""
    return [_fault(r) for r in results if not r.right or r.unsupported or not all(r.exact)]


def _fault(r: Result) -> str:
    faults = [] if r.right else ["wrong"]
    faults += [f"unsupported: {', '.join(r.unsupported)}"] if r.unsupported else []
    faults += [f"quotes not exact: {r.exact.count(False)}"] if not all(r.exact) else []
    asked, got = " / ".join((*r.case.history, r.case.question)), r.text.replace("\n", "\n" + " " * 12)
    return (
        f"{r.case.id} {r.case.type}: {'; '.join(faults)}\n  asked     {asked}\n  expected  {expected(r.case)}\n  got       ({r.kind}) {got}"
    )


def expected(case: Case) -> str:
    """What a right answer to the case is, in words."""
    if case.refuse and not case.safety:
        return "a refusal"
    wanted = " and ".join(" or ".join(group) for group in case.require)
    return ("a notice, " if case.safety else "") + wanted + (f", not led by {', '.join(case.forbid)}" if case.forbid else "")


def as_json(results: Sequence[Result]) -> dict[str, Any]:
    """Everything measured: over all, by type, by language, and each result."""
    return {
        "overall": asdict(summarise(results)),
        "by_type": {name: asdict(s) for name, s in summarise_by(results, lambda r: r.case.type).items()},
        "by_language": {name: asdict(s) for name, s in summarise_by(results, lambda r: r.case.lang).items()},
        "results": [asdict(r) for r in results],
    }
