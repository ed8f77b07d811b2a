"""The library's one writer: each article is one transaction, and a new generation is one committed row."""

import datetime
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

import portalocker

from ingest.articles import Article
from ingest.encoder import ModelIdentity
from ingest.errors import UserError
from ingest.figures.figure import Figure
from ingest.kindred import find_kindred
from ingest.library import ARTICLE_COLUMNS, Version, generation_folder, generation_lock, read_version
from ingest.library_figures import FigureWriter
from ingest.library_schema import VISIBLE, connect_for_writing, transaction
from ingest.overrulings import Overruling
from ingest.passages import Passage
from ingest.sentences import Sentence
from ingest.terms import find_places, read_terms

if TYPE_CHECKING:
    import numpy as np

EXTRACTOR = 3  # raise it when sentences, passages or terms of the same text come out otherwise


@dataclass(frozen=True)
class Prepared:
    """An article with all that the library keeps of it.

    Embeddings are float32 of shape (passages, dimension); `edition` says with what the figures were read.
    """

    article: Article
    location: str
    sentences: list[Sentence]
    passages: list[Passage]
    embeddings: "np.ndarray"
    figures: list[Figure]
    edition: str


class LibraryWriter:
    """Holds the writer lock of a library folder, which it makes when it is missing. Use as a context."""

    def __init__(self, folder: Path, model: ModelIdentity, *, samples: bool = False) -> None:
        self.folder = folder
        try:
            (folder / "vectors").mkdir(parents=True, exist_ok=True)
            self._lock = (folder / "writer.lock").open("a")
            portalocker.lock(self._lock, portalocker.LockFlags.EXCLUSIVE | portalocker.LockFlags.NON_BLOCKING)
        except portalocker.exceptions.LockException as error:
            self._lock.close()
            raise UserError(f"{folder}: another ingest is writing this library; wait until it ends and run the command again") from error
        except OSError as error:
            raise UserError(f"{folder}: cannot be written ({error.strerror}); check its permissions or give another --library") from error
        try:
            self._db = connect_for_writing(folder)
            self.figures = FigureWriter(self._db)
        except UserError:
            self._lock.close()
            raise
        try:
            self._claim(model, samples=samples)
        except UserError:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file and the lock."""
        self._db.close()
        self._lock.close()

    def _claim(self, model: ModelIdentity, *, samples: bool) -> None:
        """Record the embedding model in a new library; refuse to mix models in an old one."""
        stored = dict(self._db.execute("SELECT name, value FROM property").fetchall())
        if not stored:
            values = {
                "model": model.name,
                "dimension": str(model.dimension),
                "model_digest": model.digest,
                "made": _now(),
                "samples": "yes" if samples else "no",
            }
            with transaction(self._db):
                self._db.executemany("INSERT INTO property VALUES (?, ?)", values.items())
        elif stored["model_digest"] != model.digest or int(stored["dimension"]) != model.dimension:
            raise UserError(
                f"{self.folder}: was made with the embedding model {stored['model']!r}, not with {model.name!r}; set MINEFACTS_MODEL to the former, or make a new library"
            )

    @property
    def current(self) -> int:
        """The newest finished generation; 0 when there is none."""
        return int(self._db.execute("SELECT coalesce(max(number), 0) FROM generation").fetchone()[0])

    def status(self, article: Article) -> str:
        """What adding this article would be: "added", "updated" or "unchanged"."""
        row = self._latest(article.source)
        if row is None:
            return "added"
        return "unchanged" if row["digest"] == article.digest and row["extractor"] == EXTRACTOR else "updated"

    def _latest(self, source: str) -> sqlite3.Row | None:
        row: sqlite3.Row | None = self._db.execute(
            "SELECT id, digest, extractor, came FROM version WHERE source = ? AND gone IS NULL", (source,)
        ).fetchone()
        return row

    def add(self, prepared: Prepared) -> str:
        """Store one article whole or not at all; it becomes visible with the next generation. Returns its status."""
        status = self.status(prepared.article)
        if status != "unchanged":
            with transaction(self._db):
                self._retire(prepared.article.source)
                self._insert(prepared)
        return status

    def remove(self, source: str) -> bool:
        """Take an article out of the next generation; its versions stay readable by their digest. False when there is none."""
        with transaction(self._db):
            return self._retire(source)

    def _retire(self, source: str) -> bool:
        row = self._latest(source)
        if row is None:
            return False
        self._db.execute("UPDATE version SET gone = ? WHERE id = ?", (self.current + 1, row["id"]))
        return True

    def _insert(self, prepared: Prepared) -> None:
        article = prepared.article
        cursor = self._db.execute(
            "INSERT INTO version (source, digest, title, byline, publisher, published, language, url, note, text, body_start, location, extractor, added, came)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (article.source, article.digest, article.title, article.byline, article.publisher, article.published, article.language, article.url, article.note,
             article.text, article.body_start, prepared.location, EXTRACTOR, _now(), self.current + 1),
        )  # fmt: skip
        version = cursor.lastrowid
        if version is None:
            raise TypeError("SQLite gave the new version no row id")
        self.figures.write(version, article, prepared.figures, self.current + 1)
        self.figures.mark(version, prepared.edition)
        for sentence in prepared.sentences:
            said = article.text[sentence.start : sentence.end]
            terms = read_terms(said, article.language, article.published).all + tuple(dict.fromkeys(k.term for k in find_kindred(said)))
            self._db.execute(
                "INSERT INTO sentence (version, start, finish, complete, terms) VALUES (?, ?, ?, ?, ?)",
                (version, sentence.start, sentence.end, sentence.complete, " ".join(terms)),
            )
        self._db.executemany(
            "INSERT OR IGNORE INTO place VALUES (?, ?)", [(version, p) for p in find_places(f"{article.title or ''}\n{article.text}")]
        )
        for passage, embedding in zip(prepared.passages, prepared.embeddings, strict=True):
            row = self._db.execute(
                "INSERT INTO passage (key, version, start, finish, embedding) VALUES (?, ?, ?, ?, ?)",
                (passage.key, version, passage.start, passage.finish, embedding.astype("<f4").tobytes()),
            ).lastrowid
            self._index(row, article, article.text[passage.start : passage.finish])

    def _index(self, passage: int | None, article: Article, text: str) -> None:
        """Enter a passage's text, with its report's headline and date, into the full-text index."""
        headline = read_terms(article.title or "", article.language, article.published)
        published = read_terms(article.published[:10], article.language).dates if article.published else ()
        body = read_terms(text, article.language, article.published)
        columns = (
            headline.words + headline.numbers,
            headline.dates + published + body.dates,
            headline.places + body.places,
            body.words + body.numbers,
            headline.concepts + body.concepts,
        )
        self._db.execute(
            "INSERT INTO passage_terms (rowid, headline, dates, places, body, concepts) VALUES (?, ?, ?, ?, ?, ?)",
            (passage, *map(" ".join, columns)),
        )

    def overrule(self, version: Version, overruling: Overruling) -> None:
        """Record what an editor said of a figure of an article, and let it hold from the next generation on."""
        with transaction(self._db):
            self.figures.overrule(overruling)
            self.figures.write(version.id, version.article, self.figures.extracted(version.id), self.current + 1)

    def undo(self, version: Version, overruling: Overruling, at: str) -> None:
        """Take back what an editor said; its record stays."""
        with transaction(self._db):
            self.figures.take_back(overruling, at)
            self.figures.write(version.id, version.article, self.figures.extracted(version.id), self.current + 1)

    def embeddings(self, number: int) -> Iterator[tuple[str, bytes]]:
        """Key and stored embedding (little-endian float32) of every passage of a generation, in a stable order."""
        yield from map(
            tuple,
            self._db.execute(
                f"SELECT p.key, p.embedding FROM passage p JOIN version v ON v.id = p.version WHERE {VISIBLE} ORDER BY p.id",
                {"generation": number},
            ),
        )

    def pending(self) -> int:
        """How many versions and figures wait for the next generation, to come or to go."""
        waiting = "SELECT count(*) FROM {} WHERE came > :g OR gone > :g"
        return sum(self._db.execute(waiting.format(table), {"g": self.current}).fetchone()[0] for table in ("version", "figure"))

    def latest(self, source: str | None = None) -> list[Version]:
        """The articles that the next generation will show: all of them, or that of one source."""
        sql = f"SELECT {ARTICLE_COLUMNS} FROM version v WHERE gone IS NULL AND source = coalesce(?, source) ORDER BY source"
        return [read_version(r) for r in self._db.execute(sql, (source,))]

    def outdated(self, edition: str) -> list[Version]:
        """Those of them whose figures were read with anything but `edition`, or not at all."""
        sql = f"SELECT {ARTICLE_COLUMNS} FROM version v WHERE gone IS NULL AND figures_extractor IS NOT ? ORDER BY source"
        return [read_version(r) for r in self._db.execute(sql, (edition,))]

    def renew_figures(self, version: Version, figures: list[Figure], edition: str) -> None:
        """Replace the figures of a stored article; what editors overruled holds for the new ones too."""
        with transaction(self._db):
            self.figures.write(version.id, version.article, figures, self.current + 1)
            self.figures.mark(version.id, edition)

    def reindex(self) -> None:
        """Make the full-text index anew from the stored texts."""
        with transaction(self._db):
            self._db.execute("INSERT INTO passage_terms (passage_terms) VALUES ('rebuild')")
            self._db.execute("DELETE FROM passage_terms")
            for row in self._db.execute(
                f"SELECT p.id AS passage, p.start, p.finish, {ARTICLE_COLUMNS} FROM passage p JOIN version v ON v.id = p.version ORDER BY p.id"
            ):
                self._index(row["passage"], read_version(row).article, row["text"][row["start"] : row["finish"]])

    def finish_generation(self, number: int, passages: int) -> None:
        """Make a generation current: from here on readers open it."""
        self._db.execute("INSERT INTO generation (number, built, passages) VALUES (?, ?, ?)", (number, _now(), passages))

    def prune(self) -> list[int]:
        """Remove older generations that nobody reads, with the index rows that only they show; texts of versions stay. Returns what was removed."""
        import shutil

        removed = []
        oldest = self.current
        for folder in sorted((self.folder / "vectors").glob("generation-??????")):
            number = int(folder.name.rpartition("-")[2])
            if number == self.current:
                continue
            if number < self.current and not self._free(number):
                oldest = min(oldest, number)
                continue
            shutil.rmtree(folder)
            generation_lock(self.folder, number).unlink(missing_ok=True)
            removed.append(number)
        with transaction(self._db):
            dead = "SELECT id FROM version WHERE gone <= ?"
            self._db.execute(f"DELETE FROM passage_terms WHERE rowid IN (SELECT id FROM passage WHERE version IN ({dead}))", (oldest,))
            self._db.execute("DELETE FROM figure WHERE gone <= ?", (oldest,))
            for table in ("passage", "sentence", "place", "figure"):
                self._db.execute(f"DELETE FROM {table} WHERE version IN ({dead})", (oldest,))
        return removed

    def _free(self, number: int) -> bool:
        """Whether no reader holds a generation."""
        try:
            with generation_lock(self.folder, number).open("a") as file:
                portalocker.lock(file, portalocker.LockFlags.EXCLUSIVE | portalocker.LockFlags.NON_BLOCKING)
        except portalocker.exceptions.LockException:
            return False
        return True

    def new_generation_folder(self) -> tuple[int, Path]:
        """The next generation's number and its empty folder, with its lock file made."""
        import shutil

        number = self.current + 1
        folder = generation_folder(self.folder, number)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        generation_lock(self.folder, number).touch()
        return number, folder


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
