"""The command line reads as its help says."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from eval.__main__ import app

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
