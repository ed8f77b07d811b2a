"""Figures in the library: stored with their report, seen as of one generation, and read anew when the reading is outdated."""

import dataclasses
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from ingest import add as adding
from ingest.add import Added, publish, renew_figures
from ingest.articles import Article
from ingest.check import check_library
from ingest.encoder import Encoder
from ingest.errors import UserError
from ingest.figures import edition
from ingest.figures.extract import extract_figures
from ingest.figures.figure import Figure
from ingest.library import Library
from ingest.library_schema import FILE_NAME, migrations
from ingest.library_writer import LibraryWriter
from ingest.passages import article_sentences
from ingest.sentences import Sentence
from ingest.settings import Settings

Add = Callable[..., Added]
HOME = Settings().home_country


def figures(folder: Path, source: str) -> list[Figure]:
    with Library.open(folder) as library:
        version = library.version(source)
        assert version
        return library.figures([version.id])[version.id]


def rebuild(folder: Path, encoder: Encoder) -> None:
    with LibraryWriter(folder, encoder.identity) as writer:
        renew_figures(writer, writer.latest(), Settings())
        publish(writer)


def rows(folder: Path) -> list[tuple[object, ...]]:
    db = sqlite3.connect(folder / FILE_NAME)
    found = db.execute("SELECT * FROM figure ORDER BY id").fetchall()
    db.close()
    return found


@pytest.fixture
def newer_extractor(monkeypatch: pytest.MonkeyPatch) -> None:
    """An extractor that reads every number as ten times what it is."""

    def ten_times(article: Article, sentences: Sequence[Sentence], home: str) -> list[Figure]:
        return [dataclasses.replace(f, value=f.value * 10) for f in extract_figures(article, sentences, home)]

    monkeypatch.setattr(adding, "extract_figures", ten_times)
    monkeypatch.setattr(edition, "FIGURES_EXTRACTOR", 99)


def test_a_reports_figures_are_stored_as_they_were_read(library: Library) -> None:
    for version in library.versions():
        read = extract_figures(version.article, article_sentences(version.article), HOME)
        assert library.figures([version.id]) == {version.id: read}


def test_all_figures_are_those_of_every_version(library: Library) -> None:
    versions = [v.id for v in library.versions()]
    stored = library.all_figures()
    assert [(s.version, s.figure) for s in stored] == [(v, f) for v, fs in sorted(library.figures(versions).items()) for f in fs]
    assert len({s.id for s in stored}) == len(stored)
    assert not any(s.overruled for s in stored)


def test_a_version_without_figures_has_an_empty_list(library: Library) -> None:
    assert library.figures([99_999]) == {99_999: []}
    assert library.figures([]) == {}


def test_a_changed_report_has_the_figures_of_its_new_text_only(own_library: Path, own_reports: Path, add: Add) -> None:
    (own_reports / "aghdam.txt").write_text("In Aghdam 999 hectares were cleared in May 2025.\n")
    add(own_library, own_reports)
    assert [f.value for f in figures(own_library, "aghdam.txt")] == [999.0]
    with Library.open(own_library) as library:
        assert 412.0 not in [s.figure.value for s in library.all_figures()]


def test_figures_of_a_removed_report_go_with_it(own_library: Path, encoder: Encoder) -> None:
    with LibraryWriter(own_library, encoder.identity) as writer:
        writer.remove("aghdam.txt")
        publish(writer)
    with Library.open(own_library) as library:
        assert {s.version for s in library.all_figures()} <= {v.id for v in library.versions()}
    assert 412.0 not in [row[0] for row in rows(own_library)]


def test_a_reader_keeps_the_figures_of_its_generation_while_they_are_read_anew(
    own_library: Path, encoder: Encoder, newer_extractor: None
) -> None:
    with Library.open(own_library) as reader:
        before = reader.all_figures()
        rebuild(own_library, encoder)
        assert reader.all_figures() == before
        with Library.open(own_library) as later:
            assert [s.figure.value for s in later.all_figures()] == [s.figure.value * 10 for s in before]


def test_rows_that_nobody_can_see_any_more_are_removed(own_library: Path, encoder: Encoder, newer_extractor: None) -> None:
    count = len(rows(own_library))
    rebuild(own_library, encoder)
    assert len(rows(own_library)) == count


def test_reading_the_same_figures_anew_leaves_their_rows(own_library: Path, encoder: Encoder) -> None:
    before = rows(own_library)
    rebuild(own_library, encoder)
    assert rows(own_library) == before


def test_check_names_a_library_whose_figures_were_read_otherwise(own_library: Path, encoder: Encoder, newer_extractor: None) -> None:
    (problem,) = check_library(own_library, encoder.identity, HOME)
    assert problem.startswith("figures: those of 8 reports were read with other rules")
    assert "python -m ingest rebuild" in problem
    rebuild(own_library, encoder)
    assert check_library(own_library, encoder.identity, HOME) == []


def test_another_home_country_makes_figures_outdated(own_library: Path, encoder: Encoder) -> None:
    assert len(check_library(own_library, encoder.identity, "Ukraine")) == 1


def test_adding_brings_outdated_figures_of_the_other_reports_along(
    own_library: Path, tmp_path: Path, add: Add, encoder: Encoder, newer_extractor: None
) -> None:
    (tmp_path / "new.txt").write_text("In Shusha 601 mines were found in May 2024.\n")
    assert dict(add(own_library, tmp_path / "new.txt").counts) == {"added": 1}
    assert 4120.0 in [f.value for f in figures(own_library, "aghdam.txt")]
    assert check_library(own_library, encoder.identity, HOME) == []


def first_schema(folder: Path) -> None:
    """Turn a library into what the first schema made of it."""
    new, old = sqlite3.connect(folder / FILE_NAME), sqlite3.connect(folder / "old.sqlite")
    old.executescript(migrations()[1] + "PRAGMA user_version = 1;")
    for table in ("property", "generation", "version", "sentence", "passage", "place"):
        columns = ", ".join(row[1] for row in old.execute(f"PRAGMA table_info({table})"))
        marks = ", ".join("?" for _ in columns.split(", "))
        old.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", new.execute(f"SELECT {columns} FROM {table}").fetchall())
    old.commit()
    old.close()
    new.close()
    for leftover in folder.glob(f"{FILE_NAME}*"):
        leftover.unlink()
    (folder / "old.sqlite").rename(folder / FILE_NAME)


def test_rebuild_brings_a_library_of_the_first_schema_up_to_date(own_library: Path, library: Library, encoder: Encoder) -> None:
    from typer.testing import CliRunner

    from ingest.__main__ import app

    first_schema(own_library)
    with pytest.raises(UserError, match=r"older MineFacts \(schema 1, now 2\).* rebuild"):
        Library.open(own_library)
    done = CliRunner().invoke(app, ["rebuild", "--library", str(own_library)], catch_exceptions=False)
    assert (done.exit_code, done.stdout) == (0, "rebuilt: generation 2\n")
    assert check_library(own_library, encoder.identity, HOME) == []
    with Library.open(own_library) as renewed:
        assert [(s.version, s.figure) for s in renewed.all_figures()] == [(s.version, s.figure) for s in library.all_figures()]
        assert renewed.search(["n412"], 9) == library.search(["n412"], 9)


def test_adding_to_a_library_of_the_first_schema_brings_all_figures(
    own_library: Path, own_reports: Path, library: Library, add: Add
) -> None:
    first_schema(own_library)
    added = add(own_library, own_reports)
    assert (dict(added.counts), added.generation) == ({"unchanged": 8}, 2)
    with Library.open(own_library) as renewed:
        assert [s.figure for s in renewed.all_figures()] == [s.figure for s in library.all_figures()]


def test_an_article_is_stored_with_its_figures_or_not_at_all(
    own_library: Path, tmp_path: Path, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "new.txt").write_text("In Shusha 601 mines were found in May 2024.\n")

    def failing(*_: object) -> None:
        raise OSError("disk full")

    before = rows(own_library)
    with monkeypatch.context() as patch:
        patch.setattr(LibraryWriter, "_index", failing)
        with pytest.raises(OSError, match="disk full"):
            add(own_library, tmp_path / "new.txt")
    assert rows(own_library) == before
