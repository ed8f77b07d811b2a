"""Summaries, the gate and the report name the fault that an answer has."""

from collections.abc import Callable
from dataclasses import replace
from io import StringIO

import pytest
from rich.console import Console

from bot.citations import Answer
from eval.answerers import Reply
from eval.cases import Case
from eval.citing import Shelf
from eval.report import as_json, fault_lines, table
from eval.run import Result, judge
from eval.summary import Floors, failures, read_floors, summarise, summarise_by

FLOORS = Floors(
    at_least={"right": 1.0, "refused": 1.0, "recall_1": 1.0, "recall_5": 1.0, "exact": 1.0}, at_most={"unsupported": 0}, lowered={}
)
Judged = Callable[..., Result]


@pytest.fixture
def judged(stored: Callable[[str, str], str | None]) -> Judged:
    def judge_it(case: Case, answer: Answer, ranked: tuple[str, ...] = ("aghdam.txt",), seconds: float = 0.1) -> Result:
        return judge(case, Reply(answer, seconds, ranked), Shelf(stored, counts=frozenset({28.0})))

    return judge_it


@pytest.fixture
def sound(judged: Judged, case: Case, refusing: Case, answer: Answer, refusal: Answer) -> list[Result]:
    return [judged(case, answer), judged(refusing, refusal)]


def names(results: list[Result]) -> list[str]:
    return [line.split()[0] for line in failures(summarise(results), FLOORS)]


def test_sound_answers_pass_the_gate(sound: list[Result]) -> None:
    assert names(sound) == []


def test_the_gate_names_a_wrong_number(sound: list[Result], judged: Judged, case: Case, answer: Answer) -> None:
    wrong = replace(answer, text=answer.text.replace("37,154", "37,155"))
    assert names([judged(case, wrong), sound[1]]) == ["right", "unsupported"]


def test_the_gate_names_wrong_offsets(sound: list[Result], judged: Judged, case: Case, answer: Answer) -> None:
    shifted = replace(answer, citations=(replace(answer.citations[0], start=14, end=78),))
    assert names([judged(case, shifted), sound[1]]) == ["exact"]


def test_a_bot_that_refuses_all_is_found_out(judged: Judged, case: Case, refusing: Case, refusal: Answer) -> None:
    summary = summarise([judged(case, refusal), judged(refusing, refusal)])
    assert [summary.shares[name].value for name in ("right", "refused_wrongly", "refusals_due")] == [0.5, 1.0, 0.5]


def test_the_gate_names_a_bot_that_never_refuses(sound: list[Result], judged: Judged, refusing: Case, answer: Answer) -> None:
    assert names([sound[0], judged(refusing, answer)]) == ["right", "refused"]


def test_the_gate_names_evidence_that_is_not_first(sound: list[Result], judged: Judged, case: Case, answer: Answer) -> None:
    assert names([judged(case, answer, ("other.txt", "aghdam.txt")), sound[1]]) == ["recall_1"]


def test_the_gate_names_what_was_not_measured(sound: list[Result]) -> None:
    assert names(sound[1:]) == ["recall_1", "recall_5", "exact"]


def test_safety_cases_count_in_right_only(judged: Judged, refusing: Case, answer: Answer) -> None:
    asked = replace(refusing, safety=True, require=(("37154",),))
    summary = summarise([judged(asked, replace(answer, notice="Call 112."))])
    assert (summary.right.value, "refused" in summary.shares) == (1.0, False)


def test_latency_is_given_at_the_median_and_the_95th_percentile(judged: Judged, case: Case, answer: Answer) -> None:
    summary = summarise([judged(case, answer, seconds=s / 10) for s in range(1, 21)])
    assert (summary.p50, summary.p95) == (1.0, 1.9)


def test_results_are_grouped_by_a_key_in_order(sound: list[Result]) -> None:
    assert list(summarise_by(sound, lambda r: r.case.type)) == ["count", "unanswerable"]


def test_the_packaged_floors_hold_to_exact_quotes_and_no_unsupported_number() -> None:
    floors = read_floors()
    assert (floors.at_least["exact"], floors.at_most["unsupported"]) == (1.0, 0)
    assert set(floors.at_least) >= set(FLOORS.at_least)


def test_a_fault_is_listed_with_what_was_asked_expected_and_got(judged: Judged, case: Case, refusal: Answer) -> None:
    (line,) = fault_lines([judged(replace(case, history=("Before?",)), refusal)])
    assert all(part in line for part in ("wrong", f"Before? / {case.question}", "37154, not led by 200321", "(refusal) The reports do not"))


def test_a_sound_answer_is_not_listed(sound: list[Result]) -> None:
    assert fault_lines(sound) == []


def test_the_table_has_a_row_for_each_type_and_language_and_all(sound: list[Result]) -> None:
    console = Console(width=200, file=(shown := StringIO()))
    console.print(table(sound, "two cases"))
    assert all(name in shown.getvalue() for name in ("count", "unanswerable", "in en", "all"))


def test_the_json_holds_every_result_and_every_measure(sound: list[Result]) -> None:
    data = as_json(sound)
    assert [r["id"] for r in data["results"]] == ["c1", "c2"]
    assert data["overall"]["shares"]["right"]["hits"] == 2
