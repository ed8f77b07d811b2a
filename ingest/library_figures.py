"""Figures in the library's file: what readers get of them, and how the writer keeps them with what editors overruled."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, fields

from ingest.articles import Article
from ingest.figures.figure import Figure
from ingest.library_schema import VISIBLE
from ingest.overrulings import Overruling, RuledFigure, rule

Rows = Callable[..., list[sqlite3.Row]]  # runs SQL at a reader's generation
SHOWN = "f.came <= :generation AND (f.gone IS NULL OR f.gone > :generation)"
OVERRULING_COLUMNS = ", ".join(f.name for f in fields(Overruling))


@dataclass(frozen=True)
class StoredFigure:
    """A figure of a version as readers get it; `overruled` when an editor set a field of it right."""

    id: int
    version: int
    figure: Figure
    overruled: bool


def all_figures(rows: Rows) -> list[StoredFigure]:
    """Every figure of a generation that is not hidden, by version and offset."""
    return _stored(rows(f"{_SELECT} JOIN version v ON v.id = f.version WHERE {VISIBLE} AND {SHOWN} AND NOT f.hidden {_ORDER}"))


def figures_of_versions(rows: Rows, versions: Iterable[int]) -> dict[int, list[Figure]]:
    """The figures of each of the versions that are not hidden, in the order of its text."""
    found: dict[int, list[Figure]] = {int(version): [] for version in versions}
    marks = ", ".join(map(str, found))
    for stored in _stored(rows(f"{_SELECT} WHERE f.version IN ({marks}) AND {SHOWN} AND NOT f.hidden {_ORDER}")):
        found[stored.version].append(stored.figure)
    return found


_SELECT = "SELECT f.id, f.version, f.record, f.extracted IS NOT NULL AS overruled FROM figure f"
_ORDER = "ORDER BY f.version, f.start"


def _stored(rows: list[sqlite3.Row]) -> list[StoredFigure]:
    records = json.loads(f"[{','.join(r['record'] for r in rows)}]")  # one call: twice as fast as one a row
    return [
        StoredFigure(r["id"], r["version"], Figure.from_record(record), bool(r["overruled"]))
        for r, record in zip(rows, records, strict=True)
    ]


def ruled_figures(rows: Rows, version: int, article: Article) -> list[RuledFigure]:
    """All figures of a version, hidden ones too, with the overrulings that they are under."""
    found = rows(f"SELECT coalesce(f.extracted, f.record) AS record FROM figure f WHERE f.version = {int(version)} AND {SHOWN} {_ORDER}")
    return rule(article, [_figure(r["record"]) for r in found], overrulings(rows, article.source))


def overrulings(rows: Rows, source: str) -> list[Overruling]:
    """The overrulings of a source that were not taken back, the oldest first."""
    found = rows(f"SELECT {OVERRULING_COLUMNS} FROM overruling WHERE source = :source AND undone IS NULL ORDER BY id", source=source)
    return [Overruling(**{**dict(r), "changes": json.loads(r["changes"])}) for r in found]


def outdated(rows: Rows, edition: str) -> int:
    """How many versions of a generation have figures that were read otherwise than now."""
    return int(rows(f"SELECT count(*) FROM version v WHERE {VISIBLE} AND v.figures_extractor IS NOT :edition", edition=edition)[0][0])


class FigureWriter:
    """Writes figures and overrulings through the writer's connection; the caller holds the transaction."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def _rows(self, sql: str, **values: object) -> list[sqlite3.Row]:
        return list(self._db.execute(sql, values))

    def extracted(self, version: int) -> list[Figure]:
        """The figures of a version as they were read from its text."""
        found = self._rows(
            f"SELECT coalesce(extracted, record) AS record FROM figure f WHERE version = {version} AND gone IS NULL {_ORDER}"
        )
        return [_figure(r["record"]) for r in found]

    def overrulings(self, source: str) -> list[Overruling]:
        """The overrulings of a source that were not taken back, the oldest first."""
        return overrulings(self._rows, source)

    def write(self, version: int, article: Article, figures: Sequence[Figure], generation: int) -> None:
        """Keep the figures read from a version under the overrulings of its source, from `generation` on; rows that stay as they are stay."""
        kept = {
            (r["record"], r["extracted"], bool(r["hidden"])): r["id"]
            for r in self._rows(f"SELECT id, record, extracted, hidden FROM figure WHERE version = {version} AND gone IS NULL")
        }
        for ruled in rule(article, figures, self.overrulings(article.source)):
            record, extracted = _record(ruled.figure), _record(ruled.extracted) if ruled.by else None
            if kept.pop((record, extracted, ruled.hidden), None) is None:
                f = ruled.figure
                self._db.execute(
                    "INSERT INTO figure (version, start, finish, sentence_start, sentence_finish, unit, measure, hidden, record, extracted, came)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    (version, f.start, f.end, f.sentence_start, f.sentence_end, f.unit, f.measure, ruled.hidden, record, extracted, generation),
                )  # fmt: skip
        self._db.executemany("UPDATE figure SET gone = ? WHERE id = ?", [(generation, row) for row in kept.values()])

    def mark(self, version: int, edition: str) -> None:
        """Record with what a version's figures were read."""
        self._db.execute("UPDATE version SET figures_extractor = ? WHERE id = ?", (edition, version))

    def overrule(self, overruling: Overruling) -> None:
        """Record what an editor said of a figure; the id is given here."""
        values = {**asdict(overruling), "id": None, "changes": json.dumps(overruling.changes, ensure_ascii=False)}
        marks = ", ".join(f":{name}" for name in values)
        self._db.execute(f"INSERT INTO overruling ({OVERRULING_COLUMNS}) VALUES ({marks})", values)

    def take_back(self, overruling: Overruling, at: str) -> None:
        """Mark an overruling as undone; its record stays."""
        self._db.execute("UPDATE overruling SET undone = ? WHERE id = ?", (at, overruling.id))


def _record(figure: Figure) -> str:
    return json.dumps(figure.to_record(), ensure_ascii=False, separators=(",", ":"))


def _figure(record: str) -> Figure:
    return Figure.from_record(json.loads(record))
