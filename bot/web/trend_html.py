"""A development as markup: a plot that mouse and keyboard can ask, the table behind it, and the table as a file."""

import datetime
import math
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from bot.citations import outlet
from bot.saying import say_number
from bot.web.markup import safe, word
from bot.web.trend import LEAST, Point, as_csv, points_of
from bot.web.turns import Turn
from bot.wording import written_date

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 360, 200, 52, 16, 34, 28  # of the plot and its margins, in its own units
BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
STEPS = {1: 5, 2: 4, 3: 3, 5: 5, 10: 5}  # where the axis of values may end, in powers of ten, and in how many steps


@dataclass(frozen=True)
class _Placed:
    """A point with its place in the plot."""

    point: Point
    x: float
    y: float


def trend_html(turn: Turn) -> str:
    """The plot, table and file of an answer that tells a development; nothing for another."""
    points = points_of(turn.answer) if turn.answer else ()
    if not points:
        return ""
    language = turn.language
    caption = f"<figcaption>{word('over_time', language)}</figcaption>"
    return f'<figure class="trend">{caption}{_plot(points, language)}{_table(points, language)}{_file(points, turn)}</figure>'


def _plot(points: Sequence[Point], language: str) -> str:
    dated = [p for p in points if p.day]
    if len({p.day for p in dated}) < LEAST:
        return ""
    top = _ceiling(max(p.value for p in dated))
    placed = _placed(dated, top)
    line = " ".join(f"{p.x:.1f},{p.y:.1f}" for p in placed)
    drawn = f'<polyline points="{line}"/>{"".join(_dot(p, language) for p in placed)}'
    label = word("over_time", language)
    return f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="group" aria-label="{label}">{_axes(dated, top, language)}{drawn}</svg>'


def _placed(dated: Sequence[Point], top: float) -> list[_Placed]:
    """The points from left to right by day, and from zero up by value."""
    days = [_ordinal(p.day or "") for p in dated]
    first, span = days[0], (days[-1] - days[0]) or 1
    wide, high = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM
    return [_Placed(p, LEFT + wide * (day - first) / span, TOP + high * (1 - p.value / top)) for p, day in zip(dated, days, strict=True)]


def _ordinal(day: str) -> int:
    """The day that a reduced date stands at in the plot: its last, for up to it is counted."""
    parts = [int(part) for part in day[:10].split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else 12
    if len(parts) > 2:  # noqa: PLR2004 (year, month, day)
        return datetime.date(year, month, parts[2]).toordinal()
    return datetime.date(year + month // 12, month % 12 + 1, 1).toordinal() - 1


def _ceiling(value: float) -> float:
    """The next of 1, 2, 3, 5 … times a power of ten: where the axis of values ends.

    >>> _ceiling(3100), _ceiling(7), _ceiling(0)
    (5000.0, 10.0, 1.0)
    """
    if value <= 0:
        return 1.0
    power = 10 ** math.floor(math.log10(value))
    return float(next(end * power for end in STEPS if end * power >= value))


def _axes(dated: Sequence[Point], top: float, language: str) -> str:
    right, bottom = WIDTH - RIGHT, HEIGHT - BOTTOM
    steps = STEPS[round(top / 10 ** math.floor(math.log10(top)))]
    drawn = []
    for step in range(steps + 1):
        y = bottom - (bottom - TOP) * step / steps
        value = say_number(round(top * step / steps, 4), language)
        drawn.append(
            f'<line x1="{LEFT}" x2="{right}" y1="{y:.1f}" y2="{y:.1f}"/><text x="{LEFT - 6}" y="{y + 4:.1f}" class="end">{value}</text>'
        )
    first, last = (safe(written_date((p.day or "")[:7], language)) for p in (dated[0], dated[-1]))
    dates = f'<text x="{LEFT}" y="{HEIGHT - 8}">{first}</text><text x="{right}" y="{HEIGHT - 8}" class="end">{last}</text>'
    return f'<g class="axes" aria-hidden="true">{"".join(drawn)}{dates}</g>'


def _dot(placed: _Placed, language: str) -> str:
    """A point; whoever points at it, or comes to it by keyboard, is shown its value, day and outlet."""
    point = placed.point
    day, value = safe(written_date(point.day or "", language)), f"{say_number(point.value, language)} {point.unit}".strip()
    publisher = safe(outlet(point.citation))
    said = f'<text x="{WIDTH / 2}" y="12" class="mid">{safe(value)}, {day}</text><text x="{WIDTH / 2}" y="26" class="mid">{publisher} [{point.citation.number}]</text>'
    return (
        f'<g class="point" tabindex="0" role="img" aria-label="{day}: {safe(value)}, {publisher}">'
        f'<circle cx="{placed.x:.1f}" cy="{placed.y:.1f}" r="4"/><circle class="reach" cx="{placed.x:.1f}" cy="{placed.y:.1f}" r="12"/>'
        f'<g class="said" aria-hidden="true">{said}</g></g>'
    )


def _table(points: Sequence[Point], language: str) -> str:
    heads = "".join(f'<th scope="col">{word(key, language)}</th>' for key in ("as_of", "value", "publisher", "source"))
    rows = "".join(_row(p, language) for p in points)
    table = f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    return f'<details class="table"><summary>{word("table", language)}</summary>{table}</details>'


def _row(point: Point, language: str) -> str:
    day = safe(written_date(point.day, language)) if point.day else word("unknown", language)
    value = safe(f"{say_number(point.value, language)} {point.unit}".strip())
    return f'<tr><td>{day}</td><td class="end">{value}</td><td dir="auto">{safe(outlet(point.citation))}</td><td>[{point.citation.number}]</td></tr>'


def _file(points: tuple[Point, ...], turn: Turn) -> str:
    """A link that holds the whole file: nothing is asked of the server. The mark at its start tells spreadsheets that it is UTF-8."""
    address = f"data:text/csv;charset=utf-8,{quote(BYTE_ORDER_MARK + as_csv(points))}"
    return f'<a class="deed csv" download="minefacts-{turn.number}.csv" href="{safe(address)}">{word("csv", turn.language)}</a>'
