"""What each sentence of a report says about time and place, and where each number stands in its own."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ingest.articles import Article
from ingest.dates import fold_case
from ingest.figures.datelines import dateline_end
from ingest.figures.figure import Figure, Period
from ingest.figures.leaning import leans_back
from ingest.figures.numbers import find_numbers
from ingest.figures.periods import StatedPeriod, matches, stated_periods
from ingest.figures.roles import title_sentences
from ingest.figures.scope import Stretch, places_named
from ingest.sentences import Sentence
from ingest.terms import PlaceSpan, gazetteer, place_spans


@dataclass(frozen=True)
class Told:
    """One sentence: its part of the report (title, heading, lead, body), its paragraph, and the periods and places that it names."""

    number: int
    start: int
    text: str
    folded: str
    part: str
    paragraph: int
    dateline: int  # where the dateline ends
    periods: tuple[StatedPeriod, ...]
    places: tuple[PlaceSpan, ...]
    happened_in: frozenset[str]  # the places that are no agent's, road's or outlet's
    numbers: tuple[int, ...]
    leans: bool
    same_period: bool
    to_date: bool


@dataclass(frozen=True)
class Spot:
    """A figure where it stands; `settled` is one of a table, whose row and column give its scope."""

    figure: Figure
    told: Told
    stretch: Stretch
    settled: bool = False


NOWHERE = Stretch(0, 0, 0, 0, 0)


@dataclass(frozen=True)
class Survey:
    """A report's sentences, its figures where they stand, its country and the library's home country."""

    told: Sequence[Told]
    spots: Sequence[Spot]
    country: str
    home: str
    published: str | None


def survey_report(article: Article, sentences: Sequence[Sentence], country: str, home: str) -> Survey:
    """What the sentences of a report say; its figures are added by `with_figures`."""
    heads = title_sentences(article, sentences)
    titles = {t.start for t in heads}
    told: list[Told] = []
    if article.title and not titles:
        told.append(_told(article, article.title, -1, ("title", -1), home == country))
    lead = next((s.start for s in sentences if s.complete), None)
    for sentence in dict.fromkeys([*heads, *sentences]):
        text = article.text[sentence.start : sentence.end]
        part = "title" if sentence.start in titles else "heading" if not sentence.complete else "lead" if sentence.start == lead else "body"
        before = next((t.periods[-1].period for t in reversed(told) if t.periods and t.part != "title"), None)
        told.append(_told(article, text, sentence.start, (part, article.text.count("\n\n", 0, sentence.start)), home == country, before))
    return Survey([replace(t, number=n) for n, t in enumerate(told)], [], country, home, article.published)


def with_figures(report: Survey, figures: Sequence[Figure], stretches: Mapping[int, Stretch]) -> Survey:
    """The survey with the figures in their sentences; `stretches` by the starts of the figures."""
    by_start = {t.start: t for t in report.told}
    return replace(
        report, spots=[Spot(f, by_start[f.sentence_start], stretches.get(f.start, NOWHERE), f.start not in stretches) for f in figures]
    )


def _told(article: Article, text: str, start: int, where: tuple[str, int], at_home: bool, before: Period | None = None) -> Told:
    folded = fold_case(text)
    dateline = dateline_end(text)
    body = " " * dateline + text[dateline:]
    periods = [*stated_periods(text[:dateline], article.published), *stated_periods(body, article.published, before)]
    return Told(
        0, start, text, folded, *where, dateline,
        tuple(p for p in periods if at_home or not p.event), _places(text), frozenset(places_named(body)),
        tuple(n.start for n in find_numbers(text, article.language)),
        leans_back(text), matches("same_period", folded) is not None, matches("to_date", folded) is not None,
    )  # fmt: skip


_BREAK = re.compile(r"[,;:]|\s[–—-]\s|\b(?:while|whereas|against|compared|but|and|а|и|но|isə|və)\b")
_STRONG = re.compile(r"[;:]|\b(?:while|whereas|compared|isə)\b")
FAR = 3  # sentences
SHORT = 2  # sentences: a report that can be read as they are


def standing(spot: Spot, told: Told, start: int, end: int) -> list[str]:
    """Where a mention at told.text[start:end] stands as seen from a number, as names of features."""
    if told is spot.told:
        return _beside(spot, start, end)
    distance = told.number - spot.told.number
    side = "back" if distance < 0 else "ahead"
    together = "paragraph" if told.paragraph == spot.told.paragraph else "apart"
    names = [f"{side} {min(abs(distance), FAR)}", f"{side} {together}", f"{side} {told.part}"]
    if end <= told.dateline:
        names.append("dateline")
    if not told.numbers:
        names.append(f"{side} uncounted")
    return names


def _beside(spot: Spot, start: int, end: int) -> list[str]:
    """The standing of a mention in the number's own sentence: the side, and the breaks and numbers between."""
    stretch, folded = spot.stretch, spot.told.folded
    before = start < stretch.start
    gap = folded[end : stretch.start] if before else folded[stretch.end : start]
    between = sum(end <= n < stretch.start if before else stretch.end <= n < start for n in spot.told.numbers)
    side = f"here {'before' if before else 'after'}"
    breaks, numbers = min(len(_BREAK.findall(gap)), 2), min(between, 2)
    names = ["here", side, f"{side} breaks {breaks}", f"{side} numbers {numbers}", f"{side} breaks {breaks} numbers {numbers}"]
    if _STRONG.search(gap):
        names.append(f"{side} strong")
    if before and not folded[:start].strip(' "“«-'):
        names.append("here opening")
    if end <= spot.told.dateline:
        names.append("dateline")
    return names


STEM = 6  # letters that tell a word


def word_before(folded: str, position: int) -> str:
    """The word right before a position, cut to its first letters; "" at the start."""
    found = re.search(r"(\w+|[^\w\s])\s*$", folded[:position])
    return found[1][:STEM] if found else ""


def word_after(folded: str, position: int) -> str:
    """The word right behind a position, cut to its first letters; "" at the end."""
    found = re.compile(r"\s*(\w+|[^\w\s])").match(folded, position)
    return found[1][:STEM] if found else ""


NEXT = 400  # characters: the sentence or two before


def nearness(spot: Spot, last: Figure) -> str:
    """How near the figure before a number stands: in its "sentence", in one of the "next" before it, or "far"."""
    if last.sentence_start == spot.figure.sentence_start:
        return "sentence"
    return "next" if last.sentence_start >= spot.told.start - NEXT else "far"


_ITS_DISTRICT = re.compile(r"\s+(?:district|province|region|city|town|village|settlement)\b")


def _places(text: str) -> tuple[PlaceSpan, ...]:
    """The places that a sentence names; a country is none where it only says whose district is meant: "the Azerbaijani district"."""
    return tuple(p for p in place_spans(text) if gazetteer()[p.name].kind != "country" or not _ITS_DISTRICT.match(text, p.end))


def whole_of(figure: Figure, before: Sequence[Figure]) -> Figure | None:
    """The figure before that one is a part of."""
    return next((f for f in reversed(before) if f.start == figure.part_of), None)
