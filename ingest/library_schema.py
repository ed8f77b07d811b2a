"""Opening the library's SQLite file: read-only or for writing, with its schema version checked and brought up to date."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

from ingest.errors import UserError

FILE_NAME = "library.sqlite"
VISIBLE = "v.came <= :generation AND (v.gone IS NULL OR v.gone > :generation)"
LOCK_WAIT = 30.0  # seconds that a statement waits for another process's transaction


def migrations() -> dict[int, str]:
    """The SQL that brings a library to each schema version, by version; the files are never edited once released."""
    scripts = sorted(files("ingest").joinpath("migrations").iterdir(), key=lambda f: f.name)
    return {int(m[1]): f.read_text("utf-8") for f in scripts if (m := re.fullmatch(r"(\d+)\.sql", f.name))}


def connect_for_reading(folder: Path) -> sqlite3.Connection:
    """A connection that cannot write; it works on a read-only medium too. Raises UserError when there is no usable library."""
    path = folder / FILE_NAME
    if not path.is_file():
        raise UserError(f"{folder}: holds no library; make one with: python -m ingest add PATH --library {folder}")
    connection = _connect(f"{path.absolute().as_uri()}?mode=ro", path)
    try:
        found = _schema_version(connection, path)
    except UserError as error:
        if not isinstance(error.__cause__, sqlite3.OperationalError):
            raise
        connection.close()
        connection = _connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", path)  # a medium where WAL cannot keep its shared memory
        found = _schema_version(connection, path)
    newest = max(migrations())
    if found < newest:
        raise UserError(
            f"{folder}: was made by an older MineFacts (schema {found}, now {newest}); bring it up to date with: python -m ingest rebuild --library {folder}"
        )
    return connection


def connect_for_writing(folder: Path) -> sqlite3.Connection:
    """A connection in WAL mode, its schema brought up to date; a new file is made where there is none."""
    path = folder / FILE_NAME
    connection = _connect(f"{path.absolute().as_uri()}?mode=rwc", path)
    try:
        found = _schema_version(connection, path)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA foreign_keys = ON")
        migrate(connection, found, migrations())
    except UserError:
        connection.close()
        raise
    except sqlite3.OperationalError as error:
        connection.close()
        raise UserError(
            f"{path}: cannot be written ({error}); check that the folder is writable and that no other program holds it"
        ) from error
    return connection


def migrate(connection: sqlite3.Connection, found: int, scripts: dict[int, str]) -> None:
    """Bring a library from schema version `found` to the newest, one version a transaction: it is wholly there or unchanged."""
    for version in sorted(v for v in scripts if v > found):
        try:
            connection.executescript(f"BEGIN IMMEDIATE;\n{scripts[version]}\nPRAGMA user_version = {version};\nCOMMIT;")
        except sqlite3.Error:
            connection.rollback()
            raise


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """BEGIN IMMEDIATE … COMMIT, or ROLLBACK when the block raises."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")


class _Connection(sqlite3.Connection):
    """A connection that is closed with the last reference to it, such as that of the thread which used it."""

    def __del__(self) -> None:
        self.close()


def _connect(uri: str, path: Path) -> sqlite3.Connection:
    try:
        connection = sqlite3.connect(uri, uri=True, timeout=LOCK_WAIT, isolation_level=None, check_same_thread=False, factory=_Connection)
    except sqlite3.OperationalError as error:
        raise UserError(f"{path}: cannot be opened ({error}); check the folder and its permissions") from error
    connection.row_factory = sqlite3.Row
    return connection


def _schema_version(connection: sqlite3.Connection, path: Path) -> int:
    try:
        found = int(connection.execute("PRAGMA user_version").fetchone()[0])
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.DatabaseError as error:
        raise UserError(
            f"{path}: is not a usable library ({error}); restore it from a copy, or make a new one in another folder"
        ) from error
    newest = max(migrations())
    if found > newest:
        raise UserError(
            f"{path}: was made by a newer MineFacts (schema {found}, this one knows {newest}); upgrade with: python -m pip install --upgrade minefacts"
        )
    return found
