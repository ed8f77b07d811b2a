"""How well the figures of a sentence fit what a question asks for; what the quote way ranks sentences by."""

from collections.abc import Sequence
from functools import lru_cache

from bot.asked_words import COUNTED
from bot.period_fit import agree
from bot.question import Question, asks_to_compute
from bot.request import Request, read_request, same_age
from ingest.articles import Article
from ingest.figures.extract import extract_figures
from ingest.figures.figure import Figure, Period
from ingest.passages import article_sentences

EXACT, COMPATIBLE, OTHER = 1.0, 0.5, 0.0  # how well one dimension of a figure fits
PART = 0.2  # of a period: the sentence says which, so that it may still be quoted
UNKNOWN = 0.25  # the fit of a figure of which it is not known what it counts


def plain_request(question: Question) -> Request | None:
    """The figure that a question asks for, where its sentences can be ranked by it: a number of a known unit, with nothing to compute."""
    request = read_request(question)
    plain = question.wants == "number" and request.unit in COUNTED and not asks_to_compute(question.standalone)
    return request if plain else None


@lru_cache(maxsize=5000)
def figures_of(article: Article, home: str) -> tuple[Figure, ...]:
    """The figures of a report, kept for the next question about it."""
    return tuple(extract_figures(article, article_sentences(article), home))


def fit(request: Request, figures: Sequence[Figure], home: str) -> float | None:
    """How well the best of a sentence's figures answers a request, from 0 to 1; None when none of them can."""
    fits = [f for f in (_fit(request, figure, home) for figure in figures) if f is not None]
    return max(fits, default=None)


def _fit(request: Request, figure: Figure, home: str) -> float | None:
    """The mean fit over the dimensions; None when one contradicts."""
    if figure.unit is None:
        return UNKNOWN
    if figure.unit != request.unit:
        return None
    fits = [
        _same(request.outcome, figure.outcome, part_of_whole=request.outcome == "both"),
        *(_same(getattr(request, k), getattr(figure, k), part_of_whole=False) for k in ("who", "sex")),
        _same(request.age, request.age if request.age and same_age(request.age, figure.age) else figure.age, part_of_whole=False),
        _device(request.device, figure.device),
        _activity(request.activity, figure.activity),
        _place(request.places, figure.place, home),
        _period(request.periods, figure),
    ]
    known = [f for f in fits if f is not None]
    if OTHER in known:
        return None
    return sum(known) / len(known) if known else COMPATIBLE


def _same(wanted: str | None, stated: str | None, *, part_of_whole: bool) -> float | None:
    """One dimension of people: what is wanted must be stated; a part is a poor answer to the whole, never the other way round."""
    if wanted == stated:
        return EXACT if wanted else None
    if wanted is None or (part_of_whole and stated is not None):
        return COMPATIBLE
    return OTHER


def _device(wanted: str | None, stated: str | None) -> float | None:
    if wanted is None or wanted == stated:
        return EXACT if wanted else None
    general = {"mines", "all"}
    return COMPATIBLE if wanted in general or stated is None else OTHER


def _activity(wanted: str | None, stated: str | None) -> float | None:
    if wanted is None or stated is None or wanted == stated:
        return EXACT if wanted and wanted == stated else None
    return OTHER if {"planned", "taught", "remaining"} & {wanted, stated} else COMPATIBLE


def _place(wanted: tuple[str, ...], stated: str | None, home: str) -> float | None:
    named = [p for p in wanted if p != home]
    if not named:
        return None if stated in {home, None} else COMPATIBLE if not wanted else OTHER if stated is None else COMPATIBLE
    return EXACT if stated in named else COMPATIBLE if stated in {None, home} else OTHER


def _period(wanted: tuple[Period, ...], figure: Figure) -> float | None:
    """Exact when a wanted period has the same bounds; other when they do not even touch."""
    if not wanted:
        return None
    if figure.period is None:
        return COMPATIBLE
    return max(_bounds(w, figure.period) for w in wanted)


def _bounds(wanted: Period, stated: Period) -> float:
    same_start = _same_date(wanted.start, stated.start)
    same_end = _same_date(wanted.end, stated.end)
    if same_start and same_end and (wanted.kind == stated.kind or wanted.start != wanted.end):
        return EXACT
    if wanted.end is None or stated.end is None:
        return COMPATIBLE
    first, last = (wanted.start or "0000"), wanted.end
    apart = _key(stated.end, "9") < _key(first, "0") or _key(stated.start or "0000", "0") > _key(last, "9")
    if apart:
        return OTHER
    if wanted.kind not in {"day", "week", "month", "year"} or stated.kind == wanted.kind:
        return COMPATIBLE
    inside = _key(stated.start or "0000", "0") >= _key(first, "0") and _key(stated.end, "9") <= _key(last, "9")
    return PART if inside else OTHER


def _same_date(one: str | None, other: str | None) -> bool:
    """Whether two reduced dates are the same as far as both go, or both are open."""
    return agree(one, other) or (one is None and other is None)


def _key(iso: str, fill: str) -> str:
    return iso[:10].replace("-", "").ljust(8, fill)
