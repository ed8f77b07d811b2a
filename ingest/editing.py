"""What editors do to single figures: set fields right, hide, take that back. Nothing that was read is lost by it."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ingest.articles import Article
from ingest.changes import read_changes
from ingest.errors import UserError
from ingest.figures.figure import Figure
from ingest.library import Version
from ingest.library_writer import LibraryWriter
from ingest.overrulings import Overruling, RuledFigure, offset_in, rule

SHOWN_NEAR = 3  # figures that an error names


@dataclass(frozen=True)
class Editor:
    """Who edits, and why: kept with what they say."""

    who: str
    why: str

    def __post_init__(self) -> None:
        for name in ("who", "why"):
            if not getattr(self, name).strip():
                raise UserError(f"--{name} is empty; say who changes the figure and why, for those who read it later")


def fix(writer: LibraryWriter, source: str, number: int, given: Sequence[str], editor: Editor) -> Overruling:
    """Set fields of the figure that starts at the offset `number`, as given by FIELD=VALUE texts. Raises UserError when that cannot be."""
    target = _target(writer, source, number)
    changes = read_changes(target.ruled.figure, target.figures, given)
    return _overrule(writer, target, "fix", changes, editor)


def hide(writer: LibraryWriter, source: str, number: int, editor: Editor) -> Overruling:
    """Keep the figure that starts at the offset `number` from readers."""
    return _overrule(writer, _target(writer, source, number), "hide", {}, editor)


def undo(writer: LibraryWriter, source: str, number: int) -> Overruling:
    """Take back the last that an editor said of the figure at the offset `number`, or of one that stood there before the report changed."""
    version = _version(writer, source)
    said = writer.figures.overrulings(source)
    figures = writer.figures.extracted(version.id)
    here = [o for o in said if offset_in(version.article, o) == number]
    lost = [o for o in said if o.start == number and offset_in(version.article, o) not in {f.start for f in figures}]
    if not (here or lost):
        raise UserError(f"{source!r} at {number}: nothing was fixed or hidden there; python -m ingest figures {source!r} shows what was")
    last = (here or lost)[-1]
    writer.undo(version, last, _now())
    return last


@dataclass(frozen=True)
class _Target:
    version: Version
    figures: list[Figure]
    ruled: RuledFigure


def _target(writer: LibraryWriter, source: str, number: int) -> _Target:
    """The figure that an editor means, which is not hidden."""
    version = _version(writer, source)
    figures = writer.figures.extracted(version.id)
    ruled = rule(version.article, figures, writer.figures.overrulings(source))
    found = next((r for r in ruled if r.figure.start == number), None)
    if found is None:
        near = sorted(figures, key=lambda f: abs(f.start - number))[:SHOWN_NEAR]
        named = ", ".join(f"{f.start} (“{_written(version.article, f)}”)" for f in near) or "it has none"
        raise UserError(f"{source!r}: has no figure at {number}; near it: {named}; python -m ingest figures {source!r} shows all")
    if found.hidden:
        last = found.by[-1]
        raise UserError(
            f"{source!r} at {number}: was hidden by {last.who} ({last.why}); python -m ingest undo {source!r} {number} shows it again"
        )
    return _Target(version, figures, found)


def _version(writer: LibraryWriter, source: str) -> Version:
    found = writer.latest(source)
    if not found:
        raise UserError(f"{source!r}: is not in {writer.folder}; python -m ingest list shows what is")
    return found[0]


def _overrule(writer: LibraryWriter, target: _Target, action: str, changes: dict[str, Any], editor: Editor) -> Overruling:
    article, f = target.version.article, target.ruled.figure
    overruling = Overruling(
        0, article.source, article.digest, f.start, f.end, _written(article, f), f.sentence_start, article.text[f.sentence_start : f.sentence_end],
        action, changes, editor.who.strip(), editor.why.strip(), _now(),
    )  # fmt: skip
    writer.overrule(target.version, overruling)
    return overruling


def _written(article: Article, figure: Figure) -> str:
    return article.text[figure.start : figure.end]


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
