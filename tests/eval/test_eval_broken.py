"""An answerer that is broken in one way is found out by the measure that names the fault, and by none that has nothing to do with it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest

from bot.citations import Answer, Citation
from eval.answerers import Reply
from eval.cases import Case, Expected, Support
from eval.citing import Shelf
from eval.run import Result, run_cases
from eval.summary import summarise

REPORTS = {
    "north.txt": "From 10 November 2020 to 19 May 2025, 70 people were killed. Of the land, 412 hectares were cleared in 2024.",
    "south.txt": "The road is open. In 2024, 96 mines were found in Lachin. The weather was fine.",
}
SHELF = Shelf(lambda source, _: REPORTS.get(source), counts=frozenset({2.0}))
REFUSAL = "The reports do not state this."


def case(id_: str, question: str, article: str, sentence: str, expected: Expected) -> Case:
    number = f"{expected.value:g}"
    years = tuple((d[:4],) for d in (expected.start, expected.end) if d)
    return Case(
        id=id_, question=question, type="count", lang="en", require=((number,),), refuse=False, evidence_articles=((article,),),
        period_groups=years, figures=(expected,), support=(Support(article, sentence),),
    )  # fmt: skip


KILLED = case(
    "killed", "How many people were killed?", "north.txt", "From 10 November 2020 to 19 May 2025, 70 people were killed.",
    Expected(70, (("unit", "people"), ("outcome", "killed")), "2020-11-10", "2025-05-19"),
)  # fmt: skip
CLEARED = case(
    "cleared", "How many hectares were cleared?", "north.txt", "Of the land, 412 hectares were cleared in 2024.",
    Expected(412, (("unit", "hectares"),), "2024", "2024"),
)  # fmt: skip
FOUND = case(
    "found", "How many mines were found?", "south.txt", "In 2024, 96 mines were found in Lachin.",
    Expected(96, (("unit", "devices"), ("place", "Lachin")), "2024", "2024"),
)  # fmt: skip
DOGS = Case("dogs", "How many dogs?", "unanswerable", "en", (), refuse=True, evidence_articles=())
COST = Case("cost", "What did it cost?", "unanswerable", "en", (), refuse=True, evidence_articles=())
CASES = (KILLED, CLEARED, FOUND, DOGS, COST)


def cite(article: str, sentence: str) -> Citation:
    start = REPORTS[article].index(sentence)
    return Citation(1, article, "digest", None, None, "Herald", "2025-06-01", "en", sentence, start, start + len(sentence))


def sound(case: Case) -> Answer:
    """The right answer to a case, as a bot without a fault gives it."""
    if case.refuse:
        return Answer("refusal", REFUSAL, "en", question=case.question, standalone=case.question)
    expected, support = case.figures[0], case.support[0]
    record: dict[str, Any] = dict(expected.scope) | {
        "value": expected.value, "period": {"start": expected.start, "end": expected.end}, "as_of": None, "computed": None, "citation": 1,
    }  # fmt: skip
    text = f"From {expected.start} to {expected.end}, {expected.value:g} were counted [1]."
    return Answer("figure", text, "en", (cite(support.article, support.text),), (record,), question=case.question, standalone=case.question)


class Answerer:
    """Gives the right answers, broken in one way."""

    name = "broken"

    def __init__(self, broken: Callable[[Case, Answer], Answer]) -> None:
        self._broken = broken

    def reply(self, case: Case) -> Reply:
        """The answer, with the evidence ranked first."""
        return Reply(self._broken(case, sound(case)), 0.1, tuple(case.evidence_articles[0] if case.evidence_articles else ()))


def results(broken: Callable[[Case, Answer], Answer], cases: Sequence[Case] = CASES) -> list[Result]:
    return run_cases(cases, Answerer(broken), SHELF)


def values(broken: Callable[[Case, Answer], Answer]) -> dict[str, float]:
    return summarise(results(broken)).values()


def off_by_one(_: Case, answer: Answer) -> Answer:
    figures = tuple(f | {"value": f["value"] + 1} for f in answer.figures)
    text = answer.text
    for figure in answer.figures:
        text = text.replace(f" {figure['value']:g} were", f" {figure['value'] + 1:g} were")
    return replace(answer, text=text, figures=figures)


def wrong_period(_: Case, answer: Answer) -> Answer:
    figures = tuple(f | {"period": {"start": "2019", "end": "2019"}} for f in answer.figures)
    text = f"In 2019, {answer.figures[0]['value']:g} were counted [1]." if answer.figures else answer.text
    return replace(answer, text=text, figures=figures)


def wrong_place(_: Case, answer: Answer) -> Answer:
    return replace(answer, figures=tuple(f | {"place": "Shusha"} for f in answer.figures))


def wrong_citation(_: Case, answer: Answer) -> Answer:
    return replace(answer, citations=(cite("south.txt", "The road is open."),)) if answer.citations else answer


def changed_quote(_: Case, answer: Answer) -> Answer:
    return replace(answer, citations=tuple(replace(c, quote=c.quote + " Surely.") for c in answer.citations))


def refuses_all(case: Case, _: Answer) -> Answer:
    return Answer("refusal", REFUSAL, "en", question=case.question, standalone=case.question)


def answers_all(_: Case, answer: Answer) -> Answer:
    return sound(KILLED) if answer.kind == "refusal" else answer


def dumps(_: Case, answer: Answer) -> Answer:
    said = " ".join(REPORTS.values())
    return replace(answer, text=answer.text + f"\n{said} {said}") if answer.citations else answer


def alarms(_: Case, answer: Answer) -> Answer:
    return replace(answer, notice="Call 112.")


def other_language(_: Case, answer: Answer) -> Answer:
    return replace(answer, language="ru")


def test_sound_answers_pass_every_measure() -> None:
    assert all(r.faults() == {} for r in results(lambda _, answer: answer))


@pytest.mark.parametrize(
    ("broken", "named", "value"),
    [
        pytest.param(off_by_one, "right", 2 / 5, id="numbers off by one: right"),
        pytest.param(off_by_one, "figure", 0.0, id="numbers off by one: figure"),
        pytest.param(off_by_one, "supported", 2 / 5, id="numbers off by one: supported"),
        pytest.param(off_by_one, "citation_recall", 0.0, id="numbers off by one: citation recall"),
        pytest.param(wrong_period, "period", 0.0, id="wrong period: period"),
        pytest.param(wrong_period, "figure", 0.0, id="wrong period: figure"),
        pytest.param(wrong_place, "figure", 2 / 3, id="wrong place: figure"),
        pytest.param(wrong_citation, "citation_recall", 0.0, id="wrong citation: citation recall"),
        pytest.param(wrong_citation, "citation_precision", 0.0, id="wrong citation: citation precision"),
        pytest.param(changed_quote, "quotes", 0.0, id="changed quote: quotes"),
        pytest.param(refuses_all, "refused_wrongly", 1.0, id="refuses all: refused wrongly"),
        pytest.param(refuses_all, "refusals_due", 2 / 5, id="refuses all: refusals due"),
        pytest.param(answers_all, "refused", 0.0, id="answers all: refused"),
        pytest.param(answers_all, "truthful", 1 / 5, id="answers all: truthfulness"),
        pytest.param(dumps, "brief", 2 / 5, id="dumps: brief"),
        pytest.param(dumps, "right_and_brief", 2 / 5, id="dumps: right and brief"),
        pytest.param(alarms, "false_alarms", 1.0, id="notice to everybody: false alarms"),
        pytest.param(other_language, "language", 0.0, id="other language: language"),
    ],
)
def test_the_fault_is_named(broken: Callable[[Case, Answer], Answer], named: str, value: float) -> None:
    assert values(broken)[named] == pytest.approx(value)


@pytest.mark.parametrize(
    ("broken", "faults"),
    [
        pytest.param(wrong_period, {"period", "figure"}, id="wrong period"),
        pytest.param(wrong_place, {"figure"}, id="wrong place"),
        pytest.param(changed_quote, {"quotes"}, id="changed quote"),
        pytest.param(dumps, {"brief", "right_and_brief", "citation_recall", "supported"}, id="dumps"),
        pytest.param(alarms, {"notice"}, id="notice to everybody"),
    ],
)
def test_measures_that_have_nothing_to_do_with_the_fault_stay_full(broken: Callable[[Case, Answer], Answer], faults: set[str]) -> None:
    assert {name for r in results(broken) for name in r.faults()} == faults


def test_a_verdict_says_what_is_wrong() -> None:
    (found,) = results(off_by_one, [KILLED])
    assert found.faults()["figure"] == "value is 71, not 70"
    assert found.faults()["supported"] == "in no cited quote: 71"


def test_two_runs_give_the_same_verdicts() -> None:
    assert [r.verdicts for r in results(wrong_period)] == [r.verdicts for r in results(wrong_period)]


def test_jobs_change_no_verdict_and_no_order() -> None:
    four = run_cases(CASES, Answerer(off_by_one), SHELF, jobs=4)
    assert [(r.case.id, r.verdicts) for r in four] == [(r.case.id, r.verdicts) for r in results(off_by_one)]
