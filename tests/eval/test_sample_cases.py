"""The packaged cases hold what is claimed of them, and stand by what their reports say."""

import re
from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest

from eval.cases import Case, read_cases
from eval.reading import holds
from ingest.sample_library import samples_folder

CASES = read_cases(Path(str(files("eval").joinpath("cases/samples.jsonl"))))
YEAR = re.compile(r"(?:19|20)\d\d")  # of a comparison's answer: it may stand in the title
TEXTS = {path.name: path.read_text("utf-8") for path in samples_folder().glob("*.txt")}
WORKED_OUT = {"derived", "conflict", "premise", "trend"}  # what their answers hold need not stand in one sentence
KINDS = {"count", "derived", "trend", "compare", "conflict", "followup", "paraphrase", "typo", "premise", "who", "where", "date", "what", "why", "unanswerable", "safety", "chat", "clarify"}  # fmt: skip
REFUSALS = {
    "split not stated",
    "other period",
    "other place",
    "other body",
    "not stated",
    "future",
    "opinion",
    "off topic",
    "injection",
    "no question",
}


def test_there_are_250_cases_or_more_in_three_languages() -> None:
    languages = Counter(case.lang for case in CASES)
    assert len(CASES) >= 250
    assert min(languages[code] for code in ("en", "az", "ru")) >= 50


def test_every_kind_of_answer_and_of_refusal_is_asked_for() -> None:
    assert {case.type for case in CASES} == KINDS
    assert {tag for case in CASES if case.refuse for tag in case.tags} >= REFUSALS


def test_no_question_is_asked_twice() -> None:
    asked = Counter((*case.history, case.question) for case in CASES)
    assert [turns for turns, count in asked.items() if count > 1] == []


@pytest.mark.parametrize("case", [c for c in CASES if c.support], ids=lambda c: c.id)
def test_what_supports_a_case_stands_in_its_report(case: Case) -> None:
    assert [s for s in case.support if s.text not in TEXTS[s.article]] == []


@pytest.mark.parametrize("case", [c for c in CASES if c.support and c.type not in WORKED_OUT], ids=lambda c: c.id)
def test_what_an_answer_must_say_stands_in_what_supports_it(case: Case) -> None:
    said = "\n".join(s.text for s in case.support)
    missing = [group for group in case.require if not any(holds(said, wanted) or YEAR.fullmatch(wanted) for wanted in group)]
    numbers = [f.value for f in case.figures if not holds(said, f"{f.value:.10g}")]
    assert (missing, numbers) == ([], [])


def test_every_case_with_an_answer_in_the_reports_has_its_support() -> None:
    assert [case.id for case in CASES if case.require and not case.safety and not case.support] == []
