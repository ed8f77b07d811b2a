"""Checks of the figures of many reports against each other: a cumulative number does not fall."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from ingest.articles import Article
from ingest.figures.figure import COUNTED, Figure
from ingest.figures.findings import Finding, bounds, days, finding, first_day, last_day, written

SMALLEST_STEP = 0.5  # of the earlier value: a number that falls further is rather of another scope than wrong
SCOPE = ("unit", "measure", "outcome", "who", "age", "sex", "device", "activity", "place", "actor")


def falling_series(reports: Iterable[tuple[Article, Sequence[Figure]]]) -> list[Finding]:
    """Where a series of one measure, scope and start has a lower value at a later as-of date."""
    series: dict[tuple[object, ...], list[tuple[str, Figure]]] = {}
    for article, figures in reports:
        for figure in figures:
            if _is_point(figure):
                key = (*(getattr(figure, name) for name in SCOPE), days(figure.period)[0])
                series.setdefault(key, []).append((article.source, figure))
    return [found for points in series.values() for found in _falls(points)]


def _is_point(figure: Figure) -> bool:
    """Whether a figure is a cumulative number with a known start and a known as-of date."""
    if figure.unit not in COUNTED or figure.period is None or figure.role == "headline" or figure.part_of is not None:
        return False
    return figure.period.kind.startswith("cumulative") and days(figure.period)[0] is not None and _until(figure) is not None


def _until(figure: Figure) -> str | None:
    return figure.as_of or (figure.period.end if figure.period else None)


def _falls(points: list[tuple[str, Figure]]) -> Iterator[Finding]:
    """The steps down of a series."""
    ordered = sorted(points, key=lambda p: last_day(_until(p[1]) or ""))
    for (one, earlier), (other, later) in pairwise(ordered):
        before, after = _until(earlier) or "", _until(later) or ""
        near = later.value >= SMALLEST_STEP * earlier.value
        if near and last_day(before) < first_day(after) and bounds(later).high < bounds(earlier).low:
            why = f"{written(later.value)} up to {after} is less than {written(earlier.value)} up to {before} ({one})"
            yield finding("falling series", [(other, later), (one, earlier)], why)
