"""Cases are read whole, and a bad line says where it is and what is wrong."""

import json
from pathlib import Path
from typing import Any

import pytest

from eval.cases import read_cases
from eval.libraries import case_file, own_articles
from ingest.errors import UserError

GOOD: dict[str, Any] = {
    "id": "a1", "question": "How many?", "type": "count", "lang": "en", "require": [["5", "five"]], "refuse": False,
    "evidence_articles": [["a.txt"]], "history": ["Before?"], "forbid": ["6"], "note": "unknown fields are ignored",
}  # fmt: skip


def written(folder: Path, *lines: object) -> Path:
    path = folder / "cases.jsonl"
    path.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines), "utf-8")
    return path


def test_a_case_is_read_with_its_defaults(tmp_path: Path) -> None:
    (case,) = read_cases(written(tmp_path, GOOD, ""))
    assert (case.require, case.history, case.period_groups, case.safety) == ((("5", "five"),), ("Before?",), (), False)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        pytest.param({"question": 5}, '"question" is 5, not a text', id="number for a text"),
        pytest.param({"question": " "}, '"question" is empty', id="empty question"),
        pytest.param({"require": ["5"]}, '"require" is ', id="texts for groups"),
        pytest.param({"require": [[]]}, '"require" is ', id="empty group"),
        pytest.param({"require": []}, '"require" is empty', id="nothing required of an answer"),
        pytest.param({"refuse": "no"}, "\"refuse\" is 'no', not true or false", id="text for a flag"),
        pytest.param({"history": "Before?"}, '"history" is ', id="text for a list"),
        pytest.param({"id": "a1"}, "\"id\" 'a1' stands in an earlier line", id="an id twice"),
    ],
)
def test_a_bad_field_is_named_with_file_and_line(tmp_path: Path, change: dict[str, object], said: str) -> None:
    path = written(tmp_path, GOOD, GOOD | {"id": "a2"} | change)
    with pytest.raises(UserError) as raised:
        read_cases(path)
    assert str(raised.value).startswith(f"{path} line 2: {said}")


def test_a_missing_field_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r'line 1: "lang" is missing'):
        read_cases(written(tmp_path, {k: v for k, v in GOOD.items() if k != "lang"}))


@pytest.mark.parametrize("line", ["{", "[1]"], ids=["broken", "no object"])
def test_a_line_that_is_no_object_is_named(tmp_path: Path, line: str) -> None:
    with pytest.raises(UserError, match="line 1: is "):
        read_cases(written(tmp_path, line))


@pytest.mark.parametrize("name", ["cases.jsonl", "missing.jsonl"], ids=["empty file", "no file"])
def test_a_file_without_cases_is_an_error(tmp_path: Path, name: str) -> None:
    written(tmp_path, "")
    with pytest.raises(UserError, match=name):
        read_cases(tmp_path / name)


def test_a_folder_of_cases_means_its_questions_over_its_articles(tmp_path: Path) -> None:
    assert case_file(tmp_path) == tmp_path / "questions.jsonl"
    assert own_articles(tmp_path) == tmp_path / "articles"


def test_a_file_of_cases_brings_no_articles(tmp_path: Path) -> None:
    assert own_articles(written(tmp_path, GOOD)) is None
