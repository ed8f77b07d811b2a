"""The library's file: what is no library is refused by name, old ones are brought up to date wholly or not at all."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.encoder import Encoder
from ingest.errors import UserError
from ingest.library import Library
from ingest.library_schema import FILE_NAME, connect_for_reading, connect_for_writing, migrate, migrations
from ingest.library_writer import LibraryWriter

NEWEST = max(migrations())


def set_schema(folder: Path, version: int) -> None:
    with sqlite3.connect(folder / FILE_NAME) as db:
        db.execute(f"PRAGMA user_version = {version}")
    db.close()


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(tmp_path / "own.sqlite", isolation_level=None)
    yield connection
    connection.close()


def contents(path: Path) -> tuple[int, list[str]]:
    connection = sqlite3.connect(path)
    found = (connection.execute("PRAGMA user_version").fetchone()[0], list(connection.iterdump()))
    connection.close()
    return found


def test_an_older_schema_is_brought_up_one_version_after_the_other(db: sqlite3.Connection) -> None:
    migrate(db, 0, {1: "CREATE TABLE a (x);", 3: "INSERT INTO a VALUES (3);", 2: "INSERT INTO a VALUES (2);"})
    assert db.execute("SELECT x FROM a").fetchall() == [(2,), (3,)]
    assert db.execute("PRAGMA user_version").fetchone() == (3,)


def test_versions_that_a_library_already_has_are_not_run_again(db: sqlite3.Connection) -> None:
    migrate(db, 1, {1: "CREATE TABLE a (x);", 2: "CREATE TABLE b (x);"})
    assert db.execute("SELECT name FROM sqlite_master").fetchall() == [("b",)]


def test_a_failing_migration_leaves_the_library_unchanged(db: sqlite3.Connection, tmp_path: Path) -> None:
    migrate(db, 0, {1: "CREATE TABLE a (x); INSERT INTO a VALUES (1);"})
    before = contents(tmp_path / "own.sqlite")
    with pytest.raises(sqlite3.OperationalError):
        migrate(db, 1, {2: "INSERT INTO a VALUES (2); CREATE TABLE b (x); INSERT INTO nowhere VALUES (1);"})
    assert contents(tmp_path / "own.sqlite") == before


def test_a_connection_goes_on_after_a_failing_migration(db: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.OperationalError):
        migrate(db, 0, {1: "CREATE TABLE a (x); broken;"})
    assert not db.in_transaction
    migrate(db, 0, {1: "CREATE TABLE a (x);"})


def test_a_new_library_has_the_newest_schema(tmp_path: Path) -> None:
    connect_for_writing(tmp_path).close()
    assert contents(tmp_path / FILE_NAME)[0] == NEWEST


def test_a_connection_for_reading_cannot_write(own_library: Path) -> None:
    connection = connect_for_reading(own_library)
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        connection.execute("DELETE FROM version")
    connection.close()


def test_a_folder_without_a_library_is_named_with_the_way_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"holds no library; make one with: python -m ingest add"):
        Library.open(tmp_path)


def test_an_older_library_is_not_read_but_told_how_to_bring_it_up_to_date(own_library: Path) -> None:
    set_schema(own_library, NEWEST - 1)
    with pytest.raises(UserError, match=rf"older MineFacts \(schema {NEWEST - 1}, now {NEWEST}\).* rebuild"):
        Library.open(own_library)


@pytest.mark.parametrize("for_writing", [False, True], ids=["reading", "writing"])
def test_a_newer_library_is_refused_with_both_versions(own_library: Path, encoder: Encoder, for_writing: bool) -> None:
    set_schema(own_library, NEWEST + 1)
    with pytest.raises(UserError, match=rf"newer MineFacts \(schema {NEWEST + 1}, this one knows {NEWEST}\)"):
        LibraryWriter(own_library, encoder.identity) if for_writing else Library.open(own_library)


@pytest.mark.parametrize("for_writing", [False, True], ids=["reading", "writing"])
def test_a_file_that_is_no_database_is_refused_by_name(tmp_path: Path, encoder: Encoder, for_writing: bool) -> None:
    (tmp_path / FILE_NAME).write_text("this is a letter, not a database " * 100)
    with pytest.raises(UserError, match=rf"{FILE_NAME}: is not a usable library"):
        LibraryWriter(tmp_path, encoder.identity) if for_writing else Library.open(tmp_path)


def test_a_refused_writer_lets_go_of_the_lock(own_library: Path, encoder: Encoder) -> None:
    set_schema(own_library, NEWEST + 1)
    with pytest.raises(UserError) as refused:
        LibraryWriter(own_library, encoder.identity)
    set_schema(own_library, NEWEST)
    LibraryWriter(own_library, encoder.identity).close()
    assert "newer" in str(refused.value)
