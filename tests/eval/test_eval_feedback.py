"""Thumbs down become drafts that an editor must finish before they are cases."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from eval.__main__ import app
from eval.cases import read_cases
from eval.feedback import draft_cases, read_feedback, write_drafts
from ingest.errors import UserError

WRONG: dict[str, Any] = {
    "question": "And in 2025?", "history": ["How many hectares were cleared in 2022?"], "verdict": "wrong", "reason": "wrong number", "comment": "The report says 62,023.",
    "answer": {"id": None, "question": "And in 2025?", "standalone": "How many hectares were cleared in 2025?", "language": "en", "kind": "figure", "text": "385 [1].", "notice": None,
               "figures": [], "citations": [{"number": 1, "source": "week.txt", "version": "d", "quote": "385 hectares", "start": 0, "end": 12}], "generation": 3, "seconds": 0.1},
    "generation": 3, "versions": {"week.txt": "d"},
}  # fmt: skip


def exported(folder: Path, *records: object) -> Path:
    path = folder / "feedback.jsonl"
    path.write_text("\n".join(json.dumps(r) if not isinstance(r, str) else r for r in records), "utf-8")
    return path


def test_a_wrong_answer_becomes_a_draft_with_its_receipt(tmp_path: Path) -> None:
    (draft,) = draft_cases(read_feedback(exported(tmp_path, WRONG)))
    assert (draft["question"], draft["history"], draft["lang"], draft["tags"]) == (WRONG["question"], WRONG["history"], "en", ["feedback"])
    assert draft["evidence_articles"] == [["week.txt"]]
    assert draft["seen"]["text"] == "385 [1]."
    assert draft["seen"]["readers"] == [{"reason": "wrong number", "comment": "The report says 62,023."}]


def test_answers_found_right_become_none(tmp_path: Path) -> None:
    assert draft_cases(read_feedback(exported(tmp_path, WRONG | {"verdict": "right"}))) == []


def test_readers_who_say_the_same_share_one_draft(tmp_path: Path) -> None:
    (draft,) = draft_cases(read_feedback(exported(tmp_path, WRONG, WRONG | {"reason": None, "comment": None})))
    assert len(draft["seen"]["readers"]) == 2


def test_a_draft_that_nobody_finished_is_no_case(tmp_path: Path) -> None:
    write_drafts(draft_cases(read_feedback(exported(tmp_path, WRONG))), tmp_path / "drafts.jsonl")
    with pytest.raises(UserError, match=r'drafts\.jsonl line 1: "require" is empty'):
        read_cases(tmp_path / "drafts.jsonl")


def test_a_finished_draft_is_a_case(tmp_path: Path) -> None:
    (draft,) = draft_cases(read_feedback(exported(tmp_path, WRONG)))
    write_drafts([draft | {"require": [["62023"]]}], tmp_path / "cases.jsonl")
    (case,) = read_cases(tmp_path / "cases.jsonl")
    assert (case.require, case.history) == ((("62023",),), ("How many hectares were cleared in 2022?",))


@pytest.mark.parametrize(
    ("record", "said"),
    [
        pytest.param("{", "line 2: is not valid JSON", id="broken"),
        pytest.param({"question": "How many?", "verdict": "wrong"}, 'line 2: "answer": Field required', id="no answer"),
        pytest.param(WRONG | {"question": 5}, 'line 2: "question": ', id="a number for a text"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, record: object, said: str) -> None:
    with pytest.raises(UserError) as raised:
        read_feedback(exported(tmp_path, WRONG, record))
    assert said in str(raised.value)


def test_drafts_are_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "drafts.jsonl").write_text("an editor's work", "utf-8")
    done = CliRunner().invoke(app, ["from-feedback", str(exported(tmp_path, WRONG)), str(tmp_path / "drafts.jsonl")])
    assert (done.exit_code, (tmp_path / "drafts.jsonl").read_text("utf-8")) == (2, "an editor's work")


def test_the_command_says_how_many_drafts_there_are(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["from-feedback", str(exported(tmp_path, WRONG)), str(tmp_path / "drafts.jsonl")])
    assert done.exit_code == 0
    assert "1 drafts" in done.stdout
