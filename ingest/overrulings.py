"""What editors say of figures: fields set right, or the figure hidden; and how it finds its figure again in another version."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ingest.articles import Article
from ingest.figures.figure import Figure


@dataclass(frozen=True)
class Overruling:
    """One act of an editor on the figure at text[start:finish] of the version `digest` of a source.

    `action` is "fix" or "hide"; `changes` are the fields that a fix sets, such as "outcome" or "period.start", with their values;
    `written` is the number as the text has it; `sentence` with its offset is where it stands; `at` is when (ISO, UTC).
    """

    id: int
    source: str
    digest: str
    start: int
    finish: int
    written: str
    sentence_start: int
    sentence: str
    action: str
    changes: dict[str, Any]
    who: str
    why: str
    at: str


@dataclass(frozen=True)
class RuledFigure:
    """A figure as it holds, as it was read from the text, and the overrulings that make the difference, the oldest first."""

    figure: Figure
    extracted: Figure
    by: tuple[Overruling, ...] = ()

    @property
    def hidden(self) -> bool:
        """Whether readers do not get it."""
        return any(o.action == "hide" for o in self.by)


def rule(article: Article, figures: Sequence[Figure], overrulings: Sequence[Overruling]) -> list[RuledFigure]:
    """The figures read from an article under the overrulings of its source."""
    placed = [(offset_in(article, o), o) for o in overrulings]
    ruled = []
    for figure in figures:
        by = tuple(o for offset, o in placed if offset == figure.start)
        holds = figure
        for overruling in by:
            holds = changed(holds, overruling.changes)
        ruled.append(RuledFigure(holds, figure, by))
    return ruled


def unmatched(article: Article, figures: Sequence[Figure], overrulings: Sequence[Overruling]) -> list[Overruling]:
    """The overrulings whose figure an article no longer has."""
    starts = {f.start for f in figures}
    return [o for o in overrulings if offset_in(article, o) not in starts]


def offset_in(article: Article, overruling: Overruling) -> int | None:
    """Where the number of an overruling stands in a version of its source: in another version, in the same sentence; None when it is gone."""
    if article.digest == overruling.digest:
        return overruling.start
    found = [m.start() for m in re.finditer(re.escape(overruling.sentence), article.text)]
    nearest = min(found, key=lambda at: abs(at - overruling.sentence_start), default=None)
    return None if nearest is None else nearest + overruling.start - overruling.sentence_start


def changed(figure: Figure, changes: dict[str, Any]) -> Figure:
    """A figure with fields set to other values; "period.start" is a field of its period."""
    record = figure.to_record()
    for name, value in changes.items():
        whole, _, part = name.partition(".")
        record[whole] = {"start": None, "end": None, "kind": "other", **(record[whole] or {}), part: value} if part else value
    return Figure.from_record(record)
