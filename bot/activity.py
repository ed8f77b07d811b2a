"""What visitors asked and what they say of the answers, in a store of its own beside the library: activity.sqlite.

A receipt holds an answer as it was given; random ids are all that it holds of the visitor. Receipts go after the retention time, and when
their visitor clears them, and what was said of their answers goes with them.
"""

import datetime
import importlib.metadata
import json
import secrets
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from bot.citations import Answer, Citation, Span
from ingest.errors import UserError
from ingest.figures.edition import figures_edition
from ingest.library_schema import LOCK_WAIT, migrate, transaction

FILE_NAME = "activity.sqlite"
REASONS = ("wrong number", "wrong period", "wrong source", "not what I asked", "other")
LONGEST_COMMENT = 1_000  # characters
ID_BYTES = 16


@dataclass(frozen=True)
class Receipt:
    """An answer as it was given, when (UTC), to which question after which others, and what was said of it: "right", "wrong" or nothing."""

    id: str
    at: str
    question: str
    history: tuple[str, ...]
    answer: Answer
    verdict: str | None


@dataclass(frozen=True)
class Verdict:
    """What a visitor says of an answer. Raises UserError for a verdict or reason that is none of ours."""

    verdict: str
    reason: str | None = None
    comment: str | None = None

    def __post_init__(self) -> None:
        if self.verdict not in {"right", "wrong"}:
            raise UserError(f'a verdict is "right" or "wrong", not {self.verdict!r}')
        if self.reason is not None and self.reason not in REASONS:
            raise UserError(f"no reason {self.reason!r}; there are: {', '.join(REASONS)}")


class Activity:
    """The receipts and feedback of one library. Use from any number of threads and processes."""

    def __init__(self, folder: Path, home_country: str, kept_days: int, clock: Callable[[], float]) -> None:
        self._path = folder / FILE_NAME
        self._kept = datetime.timedelta(days=kept_days)
        self._clock = clock
        program = importlib.metadata.version("minefacts")
        self._versions = {"program": program, "figures": figures_edition(home_country)}
        self._purged = ""  # the day on which that was done last
        self._make()

    def _make(self) -> None:
        try:
            with self._open() as db:
                db.execute("PRAGMA journal_mode = WAL")
                (found,) = db.execute("PRAGMA user_version").fetchone()
                scripts = _migrations()
                if found > max(scripts):
                    raise UserError(f"{self._path}: was made by a newer MineFacts (schema {found}, here {max(scripts)}); update this one")
                migrate(db, found, scripts)
        except sqlite3.Error as error:
            raise UserError(f"{self._path}: receipts cannot be kept there ({error}); check that the folder is writable") from error

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self._path, timeout=LOCK_WAIT, isolation_level=None)) as db:
            db.row_factory = sqlite3.Row
            db.execute("PRAGMA foreign_keys = ON")
            yield db

    def keep(self, visitor: str, answer: Answer, history: Sequence[str] = ()) -> str:
        """The id of a new receipt for an answer that a visitor was given. On the first of a day, what is too old goes."""
        if self._now()[:10] != self._purged:
            self._purged = self._now()[:10]
            self.purge()
        receipt = secrets.token_urlsafe(ID_BYTES)
        versions = self._versions | {"articles": {c.source: c.version for c in answer.citations}}
        row = (
            receipt, visitor, self._now(), answer.question, _json(list(history)), _json(answer.to_json()), _json(answer.state), answer.generation,
            _json(versions),
        )  # fmt: skip
        with self._open() as db:
            db.execute("INSERT INTO receipt VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        return receipt

    def receipts(self, ids: Sequence[str]) -> list[Receipt]:
        """Those of the receipts that are still kept, in the order asked for."""
        marks = ", ".join("?" for _ in ids)
        with self._open() as db:
            rows = db.execute(f"SELECT r.*, f.verdict FROM receipt r LEFT JOIN feedback f ON f.receipt = r.id WHERE r.id IN ({marks})", ids)
            found = {row["id"]: _receipt(row) for row in rows}
        return [found[i] for i in ids if i in found]

    def judge(self, receipt: str, said: Verdict) -> bool:
        """Keep what a visitor says of an answer, in place of what was said of it before; false when its receipt is gone."""
        comment = (said.comment or "").strip()[:LONGEST_COMMENT] or None
        with self._open() as db:
            try:
                db.execute(
                    "INSERT OR REPLACE INTO feedback VALUES (?, ?, ?, ?, ?)", (receipt, self._now(), said.verdict, said.reason, comment)
                )
            except sqlite3.IntegrityError:
                return False
        return True

    def forget(self, visitor: str) -> int:
        """Delete every receipt of a visitor, and what was said of it; returns how many there were."""
        with self._open() as db:
            return db.execute("DELETE FROM receipt WHERE visitor = ?", (visitor,)).rowcount

    def purge(self) -> int:
        """Delete what is older than the retention time; returns how many receipts went."""
        oldest = self._written(datetime.datetime.fromtimestamp(self._clock(), datetime.UTC) - self._kept)
        with self._open() as db, transaction(db):
            return db.execute("DELETE FROM receipt WHERE at < ?", (oldest,)).rowcount

    def feedback(self, verdict: str | None = None) -> list[dict[str, Any]]:
        """What was said of answers, oldest first, each with its question, history, answer, generation and versions."""
        clause = "WHERE f.verdict = ?" if verdict else ""
        with self._open() as db:
            rows = db.execute(
                "SELECT f.at, f.receipt, r.question, r.history, r.answer, f.verdict, f.reason, f.comment, r.generation, r.versions"
                f" FROM feedback f JOIN receipt r ON r.id = f.receipt {clause} ORDER BY f.at, f.receipt",
                (verdict,) if verdict else (),
            ).fetchall()
        return [{**dict(row), **{k: json.loads(row[k]) for k in ("history", "answer", "versions")}} for row in rows]

    def _now(self) -> str:
        return self._written(datetime.datetime.fromtimestamp(self._clock(), datetime.UTC))

    @staticmethod
    def _written(at: datetime.datetime) -> str:
        return at.replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def _migrations() -> dict[int, str]:
    """The SQL of each schema version; the files are never edited once released."""
    scripts = [f for f in files("bot").joinpath("migrations").iterdir() if f.name.startswith("activity-")]
    return {int(f.name.removeprefix("activity-").removesuffix(".sql")): f.read_text("utf-8") for f in scripts}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _receipt(row: sqlite3.Row) -> Receipt:
    answer = answer_from_json(json.loads(row["answer"]), json.loads(row["state"]))
    return Receipt(row["id"], row["at"], row["question"], tuple(json.loads(row["history"])), answer, row["verdict"])


def answer_from_json(record: dict[str, Any], state: dict[str, Any]) -> Answer:
    """The answer that `Answer.to_json` wrote down; sentences that were left out of it are not among it."""
    citations = (Citation(**{**c, **{k: Span(**c[k]) for k in ("context", "answer") if c.get(k)}}) for c in record["citations"])
    kept = {k: record[k] for k in ("kind", "text", "language", "notice", "question", "standalone", "generation", "seconds")}
    return Answer(**kept, citations=tuple(citations), figures=tuple(record["figures"]), state=state)
