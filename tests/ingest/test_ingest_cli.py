"""python -m ingest: exit codes, and what editors and scripts read from it."""

import json
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from ingest.__main__ import app
from ingest.library import Library
from ingest.library_schema import FILE_NAME


def ingest(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(a) for a in arguments], catch_exceptions=False)


@pytest.fixture(scope="module")
def made(reports: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library made by the command."""
    folder = tmp_path_factory.mktemp("made") / "library"
    done = ingest("add", reports, "--library", folder)
    assert done.exit_code == 0, done.output
    return folder


def test_add_exits_0_when_every_source_was_taken(made: Path, reports: Path) -> None:
    assert ingest("add", reports, "--library", made).exit_code == 0


def test_add_exits_1_when_some_failed_and_names_each_with_its_reason(made: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "scan.txt").write_bytes(b"%PDF-1.7")
    done = ingest("add", tmp_path, "--library", made)
    assert done.exit_code == 1
    assert done.stderr.count("failed: ") == 2
    assert "empty.txt: is empty" in done.stderr
    assert "scan.txt: is a PDF" in done.stderr


@pytest.mark.parametrize("arguments", [["add"], ["add", "missing.txt"], ["frobnicate"], ["add", "--nonsense"]], ids=" ".join)
def test_wrong_usage_exits_2(made: Path, arguments: list[str]) -> None:
    assert ingest(*arguments, "--library", made).exit_code == 2


@pytest.mark.parametrize("command", [["list"], ["show", "a.txt"], ["remove", "a.txt"], ["check"], ["rebuild"]], ids=lambda c: c[0])
def test_a_folder_without_a_library_exits_2_and_nothing_is_made(tmp_path: Path, command: list[str]) -> None:
    done = ingest(*command, "--library", tmp_path / "none")
    assert done.exit_code == 2
    assert "holds no library; make one with: python -m ingest add" in done.stderr
    assert not (tmp_path / "none").exists()


def test_a_folder_of_other_files_adds_nothing_and_says_so(tmp_path: Path, made: Path) -> None:
    (tmp_path / "a.csv").write_text("a,b")
    done = ingest("add", tmp_path, "--library", made)
    assert done.exit_code == 0
    assert "nothing to read" in done.stderr


def test_list_gives_one_json_object_a_line_with_every_identity(made: Path) -> None:
    listed = [json.loads(line) for line in ingest("list", "--json", "--library", made).stdout.splitlines()]
    with Library.open(made) as library:
        assert {(r["source"], r["version"]) for r in listed} == {(v.article.source, v.digest) for v in library.versions()}
    assert listed == sorted(listed, key=lambda r: (r["published"] or "", r["source"]))
    assert list(listed[0]) == ["source", "version", "published", "language", "publisher", "title"]


@pytest.mark.parametrize("source", ["aghdam.txt", "week/jabrayil.txt", "archive.jsonl#terter", "https://wire.example/lachin"])
def test_show_text_gives_the_stored_text_byte_for_byte(made: Path, source: str) -> None:
    with Library.open(made) as library:
        version = library.version(source)
    assert version
    assert ingest("show", source, "--text", "--library", made).stdout_bytes == version.article.text.encode()


def test_the_stored_text_is_the_files_own(made: Path, reports: Path) -> None:
    assert ingest("show", "aghdam.txt", "--text", "--library", made).stdout_bytes == (reports / "aghdam.txt").read_bytes()


def test_adding_twice_leaves_text_and_generation_equal(made: Path, reports: Path) -> None:
    before = (ingest("show", "aghdam.txt", "--text", "--library", made).stdout_bytes, ingest("list", "--json", "--library", made).stdout)
    done = ingest("add", reports, "--library", made)
    assert "generation 1" in done.stdout
    assert (
        ingest("show", "aghdam.txt", "--text", "--library", made).stdout_bytes,
        ingest("list", "--json", "--library", made).stdout,
    ) == before


def test_show_gives_the_record_and_unknown_for_what_is_missing(made: Path) -> None:
    shown = ingest("show", "archive.jsonl#terter", "--library", made).stdout
    assert "publisher: Field Notes" in shown
    assert "byline: unknown" in shown


def test_show_of_what_is_not_there_exits_2(made: Path) -> None:
    done = ingest("show", "missing.txt", "--library", made)
    assert (done.exit_code, "'missing.txt': is not in" in done.stderr) == (2, True)


def test_a_removed_report_no_longer_answers_but_stays_readable_by_its_digest(own_library: Path) -> None:
    with Library.open(own_library) as library:
        version = library.version("aghdam.txt")
    assert version
    assert ingest("remove", "aghdam.txt", "--library", own_library).exit_code == 0
    with Library.open(own_library) as library:
        assert library.version("aghdam.txt") is None
        assert library.search(["n412"], 9) == []
    shown = ingest("show", "aghdam.txt", "--version", version.digest[:10], "--text", "--library", own_library)
    assert shown.stdout_bytes == version.article.text.encode()


def test_removing_what_is_not_there_exits_1_and_leaves_the_generation(own_library: Path) -> None:
    done = ingest("remove", "missing.txt", "--library", own_library)
    assert (done.exit_code, "'missing.txt': is not in the library" in done.stderr) == (1, True)
    with Library.open(own_library) as library:
        assert library.generation == 1


def test_check_exits_0_when_clean(made: Path) -> None:
    done = ingest("check", "--library", made)
    assert (done.exit_code, done.stdout) == (0, "clean: texts, index and vectors agree\n")


def test_check_exits_1_when_something_is_wrong(own_library: Path) -> None:
    import sqlite3

    db = sqlite3.connect(own_library / FILE_NAME)
    db.execute("DELETE FROM passage_terms WHERE rowid = 2")
    db.commit()
    db.close()
    done = ingest("check", "--library", own_library)
    assert (done.exit_code, "wrong: full-text index" in done.stderr) == (1, True)


def test_names_with_markup_of_the_terminal_are_shown_as_they_are(own_library: Path, tmp_path: Path) -> None:
    (tmp_path / "[red]a.txt").write_text("TITLE: [bold]Mines[/bold] [/]\nDATE: 2024\n\nTwo mines were found near Shusha.\n")
    assert ingest("add", tmp_path / "[red]a.txt", "--library", own_library).exit_code == 0
    assert "[bold]Mines[/bold] [/]" in ingest("list", "--library", own_library).stdout
