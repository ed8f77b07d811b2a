"""What a run found, for people in the terminal and for programs as JSON."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from rich.console import Group
from rich.markup import escape
from rich.table import Table

from eval.baseline import Change
from eval.cases import Case
from eval.intervals import Mean
from eval.metrics import Share
from eval.run import Result
from eval.summary import Summary, curve, summarise, summarise_by
from eval.verdicts import MEASURES

COLUMNS = (
    "",
    "n",
    "right",
    "95 %",
    "brief",
    "figure",
    "recall@1",
    "recall@5",
    "period",
    "refused",
    "wrongly",
    "cited",
    "exact",
    "unsupp.",
    "p50",
    "p95",
)
SHOWN = ("right_and_brief", "figure", "recall_1", "recall_5", "period", "refused", "refused_wrongly")
LEGEND = (
    "right: with Wilson's interval · brief: right without dumping · figure: value, scope, period and as-of exact · recall: the evidence among the first reports found · period: the answer "
    "tells it · refused: of the cases that must be · wrongly: refused, of those with an answer · cited: statements borne out by what they cite · exact: quotes "
    "equal to the stored text · unsupp.: numbers in no cited quote · p50, p95: milliseconds of a reply"
)
OTHERS = {
    "refused": "refused, of the cases that must be",
    "refusals_due": "due, of the refusals",
    "refused_wrongly": "refused, of the cases with an answer",
    "exact": "quotes equal to the stored text",
    "safety_recall": "notices shown, of those due",
    "false_alarms": "notices shown where none is due",
}
SAID = {m.name: m.said for m in MEASURES} | OTHERS  # how people read each measure, in the order of reports
Yardsticks = Mapping[str, Sequence[Result]]


def table(results: Sequence[Result], title: str, yardsticks: Yardsticks | None = None) -> Group:
    """The measures by type, by language and over all, with the yardsticks below."""
    made = Table(*COLUMNS, title=title, title_justify="left")
    for column in made.columns[1:]:
        column.justify, column.no_wrap = "right", True
    for prefix, summaries in (("", summarise_by(results, lambda r: r.case.type)), ("in ", summarise_by(results, lambda r: r.case.lang))):
        for name, summary in summaries.items():
            made.add_row(*_row(prefix + name, summary))
        made.add_section()
    made.add_row(*_row("all", summarise(results)), style="bold", end_section=True)
    for name, others in (yardsticks or {}).items():
        made.add_row(*_row(name, summarise(others)), style="dim")
    return Group(made, LEGEND)


def _row(name: str, s: Summary) -> list[str]:
    shares = [percent(s.shares.get(measure)) for measure in SHOWN]
    cited, exact = percent(s.means.get("citation_recall")), percent(s.shares.get("exact"))
    times = [f"{s.p50 * 1000:.0f}", f"{s.p95 * 1000:.0f}"]
    return [escape(name), str(s.n), percent(s.right), interval(s.right), *shares, cited, exact, str(s.unsupported), *times]


def percent(value: Share | Mean | None) -> str:
    """A share or mean in whole percent; a dash for none."""
    return f"{100 * value.value:.0f}%" if value else "–"


def interval(value: Share | Mean) -> str:
    """The bounds of an interval in whole percent."""
    return f"{100 * value.low:.0f}{' to ' if value.low < 0 else '–'}{100 * value.high:.0f}"


def fault_lines(results: Sequence[Result]) -> list[str]:
    """For each case with a fault: what was asked, what was expected, what came instead."""
    return [_fault(r) for r in results if not r.right or r.unsupported or not all(r.exact)]


def _fault(r: Result) -> str:
    faults = [] if r.right else ["wrong"]
    faults += [f"unsupported: {', '.join(r.unsupported)}"] if r.unsupported else []
    faults += [f"quotes not exact: {r.exact.count(False)}"] if not all(r.exact) else []
    asked, got = " / ".join((*r.case.history, r.case.question)), r.answer.text.replace("\n", "\n" + " " * 12)
    return f"{r.case.id} {r.case.type}: {'; '.join(faults)}\n  asked     {asked}\n  expected  {expected(r.case)}\n  got       ({r.answer.kind}) {got}"


def expected(case: Case) -> str:
    """What a right answer to the case is, in words."""
    if case.refuse and not case.safety:
        return "a refusal"
    wanted = " and ".join(" or ".join(group) for group in case.require)
    return ("a notice, " if case.safety else "") + wanted + (f", not led by {', '.join(case.forbid)}" if case.forbid else "")


def change_lines(changes: Sequence[Change]) -> list[str]:
    """What changed since the baseline, a line for each measure in which a case turned."""
    turned = [c for c in changes if c.newly_right or c.newly_wrong]
    return [
        f"{c.measure}: {len(c.newly_right)} newly right ({', '.join(c.newly_right) or '–'}), {len(c.newly_wrong)} newly wrong "
        f"({', '.join(c.newly_wrong) or '–'}) of {c.both}, by chance {c.chance:.3f}"
        for c in turned
    ] or ["no case turned since the baseline"]


def as_json(
    results: Sequence[Result], title: str = "", yardsticks: Yardsticks | None = None, changes: Sequence[Change] | None = None
) -> dict[str, Any]:
    """Everything measured: over all, by type, by language, each result with its verdicts, the yardsticks and what changed."""
    return {
        "title": title,
        **_summaries(results),
        "yardsticks": {name: _summaries(others) | {"results": [_brief(r) for r in others]} for name, others in (yardsticks or {}).items()},
        "changes": None if changes is None else [asdict(c) | {"chance": c.chance, "fell": c.fell} for c in changes],
        "results": [_result(r) for r in results],
    }


def _summaries(results: Sequence[Result]) -> dict[str, Any]:
    return {
        "overall": asdict(summarise(results)),
        "risk_coverage": [asdict(point) for point in curve(results)],
        "by_type": {name: asdict(s) for name, s in summarise_by(results, lambda r: r.case.type).items()},
        "by_language": {name: asdict(s) for name, s in summarise_by(results, lambda r: r.case.lang).items()},
    }


def _brief(r: Result) -> dict[str, Any]:
    verdicts = {name: {"score": v.score, "passed": v.passed, "reason": v.reason} for name, v in r.verdicts.items()}
    return {"id": r.case.id, "kind": r.answer.kind, "text": r.answer.text, "seconds": r.reply.seconds, "verdicts": verdicts}


def _result(r: Result) -> dict[str, Any]:
    answer = r.answer.to_json(r.case.id)
    answer.pop("seconds")
    return _brief(r) | {"case": asdict(r.case), "answer": answer, "ranked": r.reply.ranked, "exact": r.exact, "unsupported": r.unsupported}
