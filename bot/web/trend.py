"""The points of an answer about a development, as a plot, a table and a file all tell them."""

import csv
import io
from dataclasses import dataclass

from bot.citations import Answer, Citation, outlet
from bot.saying import shared

LEAST = 2  # points that make a line
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # with these a spreadsheet would begin to calculate


@dataclass(frozen=True)
class Point:
    """One number of a development: the day up to which it counts (reduced ISO; None where nothing says it), and what bears it out."""

    day: str | None
    value: float
    start: str | None
    unit: str
    citation: Citation


def points_of(answer: Answer) -> tuple[Point, ...]:
    """The points of an answer, the undated first, then by day; none unless it tells a development of one unit."""
    cited = {c.number: c for c in answer.citations}
    stated = [f for f in answer.figures if f["computed"] is None and f["citation"] in cited]
    if answer.kind != "trend" or len({f["unit"] for f in stated}) != 1 or len(stated) < LEAST:
        return ()
    units = shared("units", answer.language)
    points = []
    for f in stated:
        citation, period = cited[f["citation"]], f["period"] or {}
        day = f["as_of"] or period.get("end") or (citation.published or "")[:10] or None
        points.append(Point(day, f["value"], period.get("start"), units.get(f["unit"], f["unit"] or ""), citation))
    return tuple(sorted(points, key=lambda p: p.day or ""))


def as_csv(points: tuple[Point, ...]) -> str:
    """The points as a table with a line of names, a point a line; no cell can be taken for a formula."""
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(("counted_up_to", "value", "unit", "counted_from", "publisher", "published", "title", "url", "source", "sentence"))
    for p in points:
        c = p.citation
        cells = (p.day, f"{p.value:.10g}", p.unit, p.start, outlet(c), c.published, c.title, c.url, c.source, " ".join(c.quote.split()))
        table.writerow([_harmless(cell or "") for cell in cells])
    return written.getvalue()


def _harmless(cell: str) -> str:
    """A cell that a spreadsheet shows instead of calculating it.

    >>> _harmless("=1+1")
    "'=1+1"
    """
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
