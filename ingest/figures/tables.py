"""Tables in the text of a report: rows of cells between bars or tabs. Each number is read as a sentence that its headings and it make.

The sentence is written over the text so that the number stays where it stands: its offsets are those of the report.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from ingest.articles import Article
from ingest.dates import fold_case
from ingest.figures.figure import Figure
from ingest.figures.lexicon import find_tags
from ingest.figures.lines import names_counted
from ingest.figures.numbers import find_numbers
from ingest.lexicon_files import read_patterns
from ingest.sentences import Sentence, is_furniture

MIN_ROWS = 2  # with the headings
_BARS = re.compile(r"[^|\n]+")
_TABS = re.compile(r"[^\t\n]+")
_RULE = re.compile(r"[\s|:+=–—-]*")  # the line under a Markdown table's headings
_ROW = re.compile(r"[^\n]*(?:\||\S\t+\S)[^\n]*")
_UNIT = re.compile(r"\s*[(,\[]\s*(?:in |в )?([^\s()\[\],]+(?:\s[^\s()\[\],]+)?)\s*[)\]]?\s*$")  # "Area (ha)", "Area, sq km"


@dataclass(frozen=True)
class Cell:
    """text[start:end] of a report is what a cell of a table holds."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class StatedCell:
    """A number of a table as a sentence: `sentence` of `article`, whose text is the report's but for the words of the headings."""

    cell: Cell
    article: Article
    sentence: Sentence


@dataclass(frozen=True)
class Row:
    """A line of a table: its first and last offset in the report, and its numbers."""

    start: int
    end: int
    cells: tuple[StatedCell, ...]


@dataclass(frozen=True)
class Tables:
    """What the tables of a report state: their rows, and the lines above them that say of what they are."""

    rows: tuple[Row, ...]
    captions: frozenset[Sentence]


def read_tables(article: Article, sentences: Sequence[Sentence]) -> Tables:
    """The rows of a report's tables that state numbers, where the lexicon knows something in a table that reports of mines count."""
    rows: list[Row] = []
    captions: set[Sentence] = set()
    for table in _tables(article):
        above = _caption(article, sentences, table[0][0].start)
        caption = article.text[above.start : above.end] if above else ""
        words = " | ".join([caption, *(c.text for row in table for c in row)])
        if not names_counted(words, article.language) or is_furniture(caption):
            continue
        captions |= {above} if above else set()
        heads = table[0] if not _numbers(article, table[0][1:]) else None
        for cells in table:
            inside = [s for s in sentences if cells[0].start < s.end and s.start < cells[-1].end]
            stated = tuple(_stated_cells(article, caption, heads, cells)) if cells is not heads else ()
            rows.append(Row(inside[0].start, inside[-1].end, stated))
    return Tables(tuple(rows), frozenset(captions))


def _caption(article: Article, sentences: Sequence[Sentence], start: int) -> Sentence | None:
    """The line above a table, if it stands right above it or leads to it."""
    above = [s for s in sentences if s.end <= start]
    if not above:
        return None
    gap = article.text[above[-1].end : start]
    near = gap.count("\n") <= 1 or article.text[above[-1].end - 1] == ":"
    return above[-1] if near else None


def _tables(article: Article) -> list[list[list[Cell]]]:
    """Neighbouring lines with as many cells as the line before, of which some hold a number alone."""
    tables: list[list[list[Cell]]] = []
    last = -1
    for line in _ROW.finditer(article.text, article.body_start):
        if _RULE.fullmatch(line.group()):
            last = line.end()
            continue
        cells = _cells(article.text, line)
        follows = tables and line.start() <= last + 1 and len(tables[-1][0]) == len(cells)
        if len(cells) > 1 and follows:
            tables[-1].append(cells)
        elif len(cells) > 1:
            tables.append([cells])
        last = line.end()
    return [t for t in tables if len(t) >= MIN_ROWS and any(_numbers(article, row[1:]) for row in t[1:])]


def _cells(text: str, line: re.Match[str]) -> list[Cell]:
    """The cells of a line that hold anything; the bars at its ends are none."""
    cut = _BARS if "|" in line.group() else _TABS
    spans = [(m.start() + len(m.group()) - len(m.group().lstrip()), m.end()) for m in cut.finditer(text, line.start(), line.end())]
    return [Cell(a, a + len(text[a:b].strip()), text[a:b].strip()) for a, b in spans if text[a:b].strip()]


def _numbers(article: Article, cells: Sequence[Cell]) -> list[Cell]:
    """The cells that hold a number, with at most its unit beside it."""
    return [c for c in cells if re.match(r"[^\w]*\d", c.text) and find_numbers(c.text, article.language) and len(c.text.split()) <= 4]  # noqa: PLR2004 (words: "1 234 sq km")


def _stated_cells(article: Article, caption: str, heads: list[Cell] | None, cells: list[Cell]) -> list[StatedCell]:
    numbers = _numbers(article, cells)
    labels = [c.text for c in cells if c not in numbers and not _is(c.text, "totals")]
    corner = heads[0].text if heads and cells[0] not in numbers else ""
    stated = []
    for column, cell in enumerate(cells):
        head = heads[column].text if heads else ""
        if cell in numbers and (column or labels) and not _is(head, "counters"):
            stated.append(_stated(article, cell, [*labels, "" if _is(head, "totals") else head], (corner, caption)))
    return stated


def _stated(article: Article, cell: Cell, headings: Sequence[str], besides: Sequence[str]) -> StatedCell:
    """The sentence that a number and its headings make: what is counted stands next to the number, its unit behind it."""
    unit, named = "", []
    for heading in headings:
        match = _UNIT.search(heading)
        measured = match if match and any(t.dimensions.get("unit") for t in find_tags(match[1], article.language)) else None
        unit = f" {measured[1]}" if measured else unit
        named += [part for part in heading[: measured.start() if measured else None].split(", ") if part]
    for words in besides:
        if all(_rank(part, article.language) not in {_NOUN, _MEASURE} for part in named):
            named += [part.rstrip(" :") for part in words.split(", ") if _rank(part, article.language) == _MEASURE]
    named.sort(key=lambda part: _rank(part, article.language))
    sort_of_victims = [_rank(part, article.language) for part in named[-2:]] == [_MEASURE, _SORT]
    before = f"{', '.join(named[:-1])}{' ' if sort_of_victims else ', '}{named[-1]}: ".removeprefix(", ") if named else ""
    before = before[max(0, len(before) - cell.start) :]
    text = f"{article.text[: cell.start - len(before)]}{before}{cell.text}{unit}."
    return StatedCell(cell, replace(article, text=text), Sentence(cell.start - len(before), len(text), complete=True))


_NAME, _DEED, _NOUN, _MEASURE, _SORT = range(
    5
)  # what a heading names: a place or time, what was done, a thing, a measure, a sort of people


def _rank(heading: str, language: str | None) -> int:
    """What a heading says of the number below or beside it; the higher, the closer to the number it stands in a sentence."""
    tags = find_tags(heading, language)
    things = [t.dimensions for t in tags if t.kind == "thing"]
    if any(t.dimensions.get("outcome") for t in tags) or any(d.get("unit") not in {None, "people"} for d in things):
        return _MEASURE
    if any(d.get("who") or d.get("age") or d.get("sex") for d in things):
        return _SORT
    return _MEASURE if any(d.get("unit") for d in things) else _NOUN if things else _DEED if tags else _NAME


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    lexicon = read_patterns("ingest", "tables")
    return {name: re.compile(lexicon[name]) for name in ("totals", "counters", "by_device")}


def _is(cell: str, kind: str) -> bool:
    return _patterns()[kind].fullmatch(fold_case(cell).strip(" :.")) is not None


def by_device(line: str, read: list[Figure], before: Sequence[Figure]) -> list[Figure]:
    """The figures of a line; one such as "By device: 31 anti-tank mines" tells the victims before it apart, and counts no mines."""
    whole = next((f for f in reversed(before) if f.unit == "people" and f.outcome == "both" and f.part_of is None), None)
    if whole is None or not _patterns()["by_device"].search(fold_case(line)):
        return read
    return [
        replace(f, unit=whole.unit, measure=whole.measure, outcome=whole.outcome, activity=None, part_of=whole.start)
        if f.unit in {"devices", None}
        else f
        for f in read
    ]
