"""The command line reads as its help says."""

from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from bot.citations import Answer
from eval.__main__ import app, check_gate
from eval.answerers import Reply
from eval.cases import Case
from eval.citing import Shelf
from eval.html import Found
from eval.run import judge

runner = CliRunner()


def test_help_names_the_commands() -> None:
    done = runner.invoke(app, ["--help"])
    assert done.exit_code == 0
    assert all(command in done.output for command in ("run", "retrieval", "bench"))


@pytest.mark.parametrize("arguments", [["missing.jsonl"], ["run", "missing.jsonl"]], ids=["by default", "by name"])
def test_a_path_means_run(arguments: list[str]) -> None:
    done = runner.invoke(app, arguments)
    assert done.exit_code == 2
    assert "missing.jsonl: cannot be read" in done.stderr


def test_the_gate_is_for_the_samples_alone(tmp_path: Path) -> None:
    done = runner.invoke(app, ["--gate", "--only", "count"])
    assert done.exit_code == 2
    assert "its floors are for all the sample cases" in done.stderr


def test_a_library_and_articles_are_not_both_asked(tmp_path: Path) -> None:
    done = runner.invoke(app, ["--library", str(tmp_path), "--articles", str(tmp_path)])
    assert done.exit_code == 2
    assert "give one of them" in done.stderr


def test_a_type_that_no_case_has_is_an_error() -> None:
    done = runner.invoke(app, ["--only", "poetry"])
    assert done.exit_code == 2
    assert "there are across languages, az, basic, chat" in done.stderr


CASES = (
    '{"id": "k1", "question": "How many hectares were cleared in the Kalbajar district between 2 and 8 February?", "type": "count", "lang": "en", '
    '"require": [["57.5"]], "refuse": false, "evidence_articles": [["kalbajar.txt"]]}\n'
    '{"id": "k2", "question": "How many dogs does the agency have?", "type": "unanswerable", "lang": "en", "require": [["9"]], "refuse": false, "evidence_articles": []}\n'
)


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    (tmp_path / "cases.jsonl").write_text(CASES, "utf-8")
    return tmp_path / "cases.jsonl"


def test_a_run_prints_the_table_and_writes_the_reports(cases: Path, library_folder: Path, tmp_path: Path) -> None:
    done = runner.invoke(app, ["--cases", str(cases), "--library", str(library_folder), "--report", str(tmp_path / "r"), "--no-yardsticks"])
    assert done.exit_code == 0, done.stderr
    assert "cases.jsonl, 2 cases" in done.stdout
    assert sorted(path.name for path in (tmp_path / "r").iterdir()) == ["junit.xml", "report.html", "report.json"]


def test_a_second_run_tells_what_changed_since_the_first(cases: Path, library_folder: Path, tmp_path: Path) -> None:
    arguments = [str(cases), "--library", str(library_folder), "--no-yardsticks", "--report", str(tmp_path / "r")]
    assert runner.invoke(app, arguments).exit_code == 0
    done = runner.invoke(app, [*arguments, "--no-report", "--baseline", str(tmp_path / "r/report.json")])
    assert "no case turned since the baseline" in done.stdout


def test_cases_are_not_given_twice(cases: Path) -> None:
    done = runner.invoke(app, [str(cases), "--cases", str(cases)])
    assert done.exit_code == 2
    assert "cases were given twice" in done.stderr


def test_a_measure_below_its_floor_is_named_and_exits_1(case: Case, refusal: Answer, capsys: pytest.CaptureFixture[str]) -> None:
    shelf = Shelf(lambda *_: None)
    found = Found("one case", [judge(case, Reply(refusal, 0.1, ()), shelf)], {}, None, shelf)
    with pytest.raises(typer.Exit) as left:
        check_gate(found)
    assert left.value.exit_code == 1
    assert "right is 0.000, below its floor" in capsys.readouterr().err
