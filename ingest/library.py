"""The library as its readers see it: one generation, read-only, whatever a writer does meanwhile.

The canonical store is one SQLite file; the vectors beside it are an index that can be rebuilt from it. Only the files named library*.py
know the SQL.
"""

import sqlite3
import threading
import weakref
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Self

import portalocker

from ingest.articles import Article
from ingest.encoder import ModelIdentity
from ingest.errors import UserError
from ingest.figures.figure import Figure
from ingest.library_figures import StoredFigure, all_figures, figures_of_versions
from ingest.library_schema import VISIBLE, connect_for_reading

COLUMN_WEIGHTS = (2.0, 1.6, 1.2, 1.0, 0.5)  # of headline, dates, places, body and concepts in bm25; tuned on the development questions
ARTICLE_COLUMNS = "v.id, v.source, v.digest, v.title, v.byline, v.publisher, v.published, v.language, v.url, v.note, v.text, v.body_start"


@dataclass(frozen=True)
class Version:
    """One stored version of an article."""

    id: int
    digest: str
    article: Article


@dataclass(frozen=True)
class StoredSentence:
    """text[start:end] of a version; `terms` are its index terms; `complete` is false for headings and furniture."""

    version: int
    start: int
    end: int
    complete: bool
    terms: tuple[str, ...]


@dataclass(frozen=True)
class StoredPassage:
    """text[start:end] of a version, with the key that it has in the vector store."""

    id: int
    key: str
    version: int
    start: int
    end: int


@dataclass(frozen=True)
class Hit:
    """A passage found, with its score: higher is better; scores of different searches do not compare."""

    passage: int
    score: float


@dataclass(frozen=True)
class Filter:
    """Which reports may answer; an empty field allows all. Dates are ISO days and keep reports whose date is unknown out."""

    published_from: str | None = None
    published_to: str | None = None
    places: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return self != Filter()


@dataclass(frozen=True)
class Coverage:
    """What a library holds: number of reports, the first and last publication date (reduced ISO), languages, sample or not."""

    reports: int
    first: str | None
    last: str | None
    languages: tuple[str, ...]
    samples: bool


def generation_folder(folder: Path, number: int) -> Path:
    """Where the vectors of a generation are."""
    return folder / "vectors" / f"generation-{number:06d}"


def generation_lock(folder: Path, number: int) -> Path:
    """The file whose shared lock says that somebody reads the generation."""
    return folder / "vectors" / f"generation-{number:06d}.lock"


class Library:
    """A library open for reading at one generation. Use from any number of threads; close it, or use it as a context."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._local = threading.local()
        self._connections: weakref.WeakSet[sqlite3.Connection] = weakref.WeakSet()  # each thread's own; it goes when the thread does
        self.generation, self._hold = self._pin()
        self.close = weakref.finalize(self, _let_go, self._hold, self._connections)

    @classmethod
    def open(cls, folder: Path | str) -> "Library":
        """Open the newest generation. Raises UserError when the folder holds no library that this program can read."""
        return cls(Path(folder))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _pin(self) -> tuple[int, IO[str]]:
        """The current generation with its shared lock; again from the start when it was pruned in between."""
        for _ in range(10):
            number = self.newest_generation()
            if number == 0:
                raise UserError(
                    f"{self.folder}: holds no finished generation; finish it with: python -m ingest rebuild --library {self.folder}"
                )
            try:
                lock = generation_lock(self.folder, number).open()
                portalocker.lock(lock, portalocker.LockFlags.SHARED | portalocker.LockFlags.NON_BLOCKING)
            except (FileNotFoundError, portalocker.exceptions.LockException):
                continue
            if generation_folder(self.folder, number).is_dir():
                return number, lock
            lock.close()
        raise UserError(f"{self.folder}: its vectors are missing; make them anew with: python -m ingest rebuild --library {self.folder}")

    def rows(self, sql: str, **values: object) -> list[sqlite3.Row]:
        """The rows of a statement at this generation; for the files beside this one that know the SQL."""
        if not hasattr(self._local, "connection"):
            self._local.connection = connect_for_reading(self.folder)
            self._connections.add(self._local.connection)
        return list(self._local.connection.execute(sql, {"generation": getattr(self, "generation", 0), **values}))

    def newest_generation(self) -> int:
        """The number of the generation that a reader opening now would get; 0 when none is finished."""
        return int(self.rows("SELECT coalesce(max(number), 0) FROM generation")[0][0])

    @property
    def vectors_folder(self) -> Path:
        """The folder of this generation's vectors."""
        return generation_folder(self.folder, self.generation)

    def model(self) -> ModelIdentity:
        """The embedding model that made the vectors."""
        found = {row["name"]: row["value"] for row in self.rows("SELECT name, value FROM property")}
        return ModelIdentity(found["model"], int(found["dimension"]), found["model_digest"])

    def coverage(self) -> Coverage:
        """What this generation holds."""
        row = self.rows(f"SELECT count(*) AS n, min(published) AS first, max(published) AS last FROM version v WHERE {VISIBLE}")[0]
        languages = self.rows(f"SELECT DISTINCT language FROM version v WHERE {VISIBLE} AND language IS NOT NULL ORDER BY language")
        samples = self.rows("SELECT value FROM property WHERE name = 'samples'")
        return Coverage(row["n"], row["first"], row["last"], tuple(r[0] for r in languages), bool(samples) and samples[0][0] == "yes")

    def versions(self) -> list[Version]:
        """Every article in its version of this generation, by source."""
        return [read_version(r) for r in self.rows(f"SELECT {ARTICLE_COLUMNS} FROM version v WHERE {VISIBLE} ORDER BY v.source")]

    def versions_by_id(self, ids: Iterable[int]) -> dict[int, Version]:
        """Those of the versions with these row ids that are of this generation."""
        sql = f"SELECT {ARTICLE_COLUMNS} FROM version v WHERE {VISIBLE} AND v.id IN ({_list(ids)})"
        return {r["id"]: read_version(r) for r in self.rows(sql)}

    def version(self, source: str, digest: str | None = None) -> Version | None:
        """An article by its identity: the version of this generation, or the one whose digest starts with `digest`, however old."""
        if digest is None:
            rows = self.rows(f"SELECT {ARTICLE_COLUMNS} FROM version v WHERE {VISIBLE} AND v.source = :source", source=source)
        else:
            found = "v.source = :source AND substr(v.digest, 1, length(:digest)) = :digest ORDER BY v.id DESC"
            rows = self.rows(f"SELECT {ARTICLE_COLUMNS} FROM version v WHERE {found}", source=source, digest=digest)
        return read_version(rows[0]) if rows else None

    def locations(self) -> dict[str, str]:
        """Where each article was read from, by its identity."""
        return {r["source"]: r["location"] for r in self.rows(f"SELECT v.source, v.location FROM version v WHERE {VISIBLE}")}

    def sentences(self, versions: Iterable[int]) -> list[StoredSentence]:
        """The sentences of these versions, in order."""
        rows = self.rows(
            f"SELECT version, start, finish, complete, terms FROM sentence WHERE version IN ({_list(versions)}) ORDER BY version, start"
        )
        return [StoredSentence(r["version"], r["start"], r["finish"], bool(r["complete"]), tuple(r["terms"].split())) for r in rows]

    def figures(self, versions: Iterable[int]) -> dict[int, list[Figure]]:
        """The figures of each of these versions in order, as editors left them; without those that they hid."""
        return figures_of_versions(self.rows, versions)

    def all_figures(self) -> list[StoredFigure]:
        """Every figure of this generation, as editors left them; without those that they hid."""
        return all_figures(self.rows)

    def passages(self, ids: Iterable[int]) -> dict[int, StoredPassage]:
        """Passages by their row ids."""
        rows = self.rows(f"SELECT id, key, version, start, finish FROM passage WHERE id IN ({_list(ids)})")
        return {r["id"]: StoredPassage(r["id"], r["key"], r["version"], r["start"], r["finish"]) for r in rows}

    def passages_by_key(self, keys: Sequence[str]) -> dict[str, int]:
        """Row ids by key."""
        values = {f"k{i}": key for i, key in enumerate(keys)}
        marks = ", ".join(f":{name}" for name in values)
        rows = self.rows(
            f"SELECT p.key, p.id FROM passage p JOIN version v ON v.id = p.version WHERE {VISIBLE} AND p.key IN ({marks})", **values
        )
        return {r["key"]: r["id"] for r in rows}

    def allowed_keys(self, wanted: Filter = Filter()) -> list[str]:
        """The keys of the passages whose reports pass a filter."""
        clause, values = _filter_clause(wanted)
        return [
            r[0] for r in self.rows(f"SELECT p.key FROM passage p JOIN version v ON v.id = p.version WHERE {VISIBLE}{clause}", **values)
        ]

    def search(self, terms: Iterable[str], limit: int, wanted: Filter = Filter()) -> list[Hit]:
        """The passages that hold any of the index terms, best first by BM25 over headline, dates, places and body."""
        quoted = " OR ".join(f'"{term}"' for term in dict.fromkeys(terms) if '"' not in term)
        if not quoted:
            return []
        clause, values = _filter_clause(wanted)
        weights = ", ".join(map(str, COLUMN_WEIGHTS))
        rows = self.rows(
            f"SELECT p.id, -bm25(passage_terms, {weights}) AS score FROM passage_terms JOIN passage p ON p.id = passage_terms.rowid"
            f" JOIN version v ON v.id = p.version WHERE passage_terms MATCH :query AND {VISIBLE}{clause} ORDER BY score DESC, p.id LIMIT :limit",
            query=quoted, limit=limit, **values,
        )  # fmt: skip
        return [Hit(r["id"], r["score"]) for r in rows]

    def passage_count(self) -> int:
        """How many passages this generation holds."""
        return int(self.rows("SELECT passages FROM generation WHERE number = :generation")[0][0])

    def vocabulary(self) -> list[str]:
        """Every index term of words (no numbers, dates, places or concepts)."""
        return [r["term"] for r in self.rows("SELECT term FROM passage_vocabulary") if r["term"].isalpha()]

    def document_frequencies(self, terms: Iterable[str]) -> dict[str, int]:
        """In how many passages each term stands; a term that stands in none is missing."""
        values = {f"t{i}": term for i, term in enumerate(dict.fromkeys(terms))}
        marks = ", ".join(f":{name}" for name in values)
        return {r["term"]: r["doc"] for r in self.rows(f"SELECT term, doc FROM passage_vocabulary WHERE term IN ({marks})", **values)}


def _let_go(hold: IO[str], connections: weakref.WeakSet[sqlite3.Connection]) -> None:
    """Let go of the generation and the file; also when the last reader forgot to."""
    hold.close()
    for connection in connections:
        connection.close()
    connections.clear()


def _list(ids: Iterable[int]) -> str:
    return ", ".join(str(int(i)) for i in ids)


def _filter_clause(wanted: Filter) -> tuple[str, dict[str, object]]:
    """The SQL of a filter. A reduced date passes when any of its days does: "2024" lies in May 2024 as far as is known."""
    clause, values = "", dict[str, object]()
    if wanted.published_from:
        clause, values["published_from"] = clause + " AND substr(v.published, 1, 10) || '~' >= :published_from", wanted.published_from
    if wanted.published_to:
        clause, values["published_to"] = clause + " AND substr(v.published, 1, 10) <= :published_to", wanted.published_to
    for field, column in (
        ("places", "EXISTS (SELECT 1 FROM place WHERE place.version = v.id AND place.name IN ({}))"),
        ("languages", "v.language IN ({})"),
    ):
        given = getattr(wanted, field)
        if given:
            names = {f"{field}{i}": value for i, value in enumerate(given)}
            clause += " AND " + column.format(", ".join(f":{n}" for n in names))
            values |= names
    return clause, values


def read_version(row: sqlite3.Row) -> Version:
    """The version in a row of ARTICLE_COLUMNS."""
    fields = {
        name: row[name] for name in ("source", "text", "title", "byline", "publisher", "published", "language", "url", "note", "body_start")
    }
    return Version(row["id"], row["digest"], Article(**fields))
