"""The figures of one generation of a library with what stands around them, and how much of a question each bears out."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bot.retrieval import head_terms, inverse_frequencies
from ingest.encoder import Encoder
from ingest.figures.figure import Figure, Period
from ingest.library import Library, StoredSentence, Version
from ingest.terms import Unit, read_terms

if TYPE_CHECKING:
    import numpy as np

BEFORE, HEAD, ELSEWHERE = 0.9, 0.95, 0.4  # what a word is worth in the sentence before, in the headline or date, elsewhere in the report
KEPT_VECTORS = 20_000
CONTEXT, CLAUSE = 160, 60  # characters before a sentence, and beside a number, that are read with them
SHINGLE = 4  # words of a text's shingles
COPIED = 0.6  # share of the shorter text's shingles that another has, from which on it is a copy


@dataclass(frozen=True)
class Fact:
    """One figure with the report that states it."""

    version: Version
    figure: Figure

    @property
    def key(self) -> tuple[int, int]:
        """Version and offset: what a claim names a figure by."""
        return self.version.id, self.figure.start

    @property
    def published(self) -> str:
        """The day of publication; empty when it is unknown."""
        return (self.version.article.published or "")[:10]

    @property
    def counted_to(self) -> str:
        """The date that orders figures of one series: as-of, else the period's end, else the publication."""
        figure = self.figure
        return figure.as_of or (figure.period.end if figure.period and figure.period.end else "") or self.published


class Facts:
    """All figures of one generation."""

    def __init__(self, library: Library, encoder: Encoder | None = None) -> None:
        self._library = library
        self._encoder = encoder
        self._vectors: dict[str, np.ndarray] = {}

    @property
    def readable(self) -> bool:
        """Whether sentences can be compared by what they mean."""
        return self._encoder is not None

    def similarities(self, question: str, found: Sequence[Fact]) -> dict[tuple[int, int], tuple[float, float, float]]:
        """The cosine similarity of a question with each figure's sentence, with what stands around it, and with its clause."""
        texts = {fact.key: _readings(fact) for fact in found}
        self._encode([question, *(t for readings in texts.values() for t in readings)])
        asked = self._vectors[question]
        return {
            key: (float(asked @ self._vectors[a]), float(asked @ self._vectors[b]), float(asked @ self._vectors[c]))
            for key, (a, b, c) in texts.items()
        }

    def _encode(self, texts: Sequence[str]) -> None:
        """Have the vectors of these texts at hand; of old ones only so many are kept."""
        if self._encoder is None:
            raise ValueError("these figures were opened without an encoder")
        if len(self._vectors) > KEPT_VECTORS:
            self._vectors.clear()
        new = [t for t in dict.fromkeys(texts) if t not in self._vectors]
        if new:
            self._vectors |= dict(zip(new, self._encoder.encode(new), strict=True))

    @cached_property
    def all(self) -> list[Fact]:
        """Every figure, headlines aside."""
        versions = {v.id: v for v in self._library.versions()}
        return [Fact(versions[s.version], s.figure) for s in self._library.all_figures() if s.figure.role != "headline"]

    def within(self, versions: Collection[int]) -> "Facts":
        """The same figures without those of other versions of reports; sentences are not compared by what they mean."""
        narrowed = Facts(self._library)
        narrowed.__dict__["all"] = [f for f in self.all if f.version.id in versions]
        return narrowed

    @cached_property
    def newest(self) -> str:
        """The latest date up to which a figure of the library counts, or on which a report was published."""
        return max((f.published for f in self.all), default="")

    @cached_property
    def _by_key(self) -> dict[tuple[int, int], Fact]:
        return {f.key: f for f in self.all}

    def at(self, keys: Iterable[tuple[int, int]]) -> list[Fact]:
        """The figures with these keys. Raises KeyError for one that is not in this generation."""
        return [self._by_key[key] for key in keys]

    def beside(self, fact: Fact) -> list[Fact]:
        """The figures of the same report, in order."""
        return self._by_version[fact.version.id]

    def scope_of(self, fact: Fact) -> Period | None:
        """The period of the nearest number before a figure in its report that has one; what one explosion's day says goes no further."""
        before = [f.figure for f in self.beside(fact) if f.figure.start < fact.figure.start and f.figure.period is not None]
        nearest = max(before, key=lambda f: f.start, default=None)
        if nearest is None or nearest.period is None or nearest.period.kind in {"day", "incident"}:
            return None
        return nearest.period

    @cached_property
    def _by_version(self) -> dict[int, list[Fact]]:
        found: dict[int, list[Fact]] = {}
        for fact in self.all:
            found.setdefault(fact.version.id, []).append(fact)
        return found

    @cached_property
    def _sentences(self) -> dict[int, list[StoredSentence]]:
        found: dict[int, list[StoredSentence]] = {}
        for sentence in self._library.sentences({f.version.id for f in self.all}):
            found.setdefault(sentence.version, []).append(sentence)
        return found

    def rarity(self, units: Sequence[Unit]) -> dict[Unit, float]:
        """Inverse document frequency (BM25's) of each unit over passages."""
        return inverse_frequencies(self._library, units)

    def coverage(self, fact: Fact, rarity: dict[Unit, float]) -> float:
        """The share, from 0 to 1, of the units that the figure's sentence and what stands around it bear out, each weighed by its rarity."""
        total = sum(rarity.values())
        if not total:
            return 1.0
        own, head, before, whole = self.surroundings(fact)
        places = ((own, 1.0), (head, HEAD), (before, BEFORE), (whole, ELSEWHERE))
        borne = (w * next((share for terms, share in places if any(t in terms for t in u.terms)), 0.0) for u, w in rarity.items())
        return sum(borne) / total

    def surroundings(self, fact: Fact) -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]:
        """The terms of a figure's sentence, of its report's headline and date, of the sentence before, and of the whole report."""
        own, before, whole = _around(tuple(self._sentences[fact.version.id]), fact.figure.sentence_start)
        return own, head_terms(fact.version) | _outlet_terms(fact.version), before, whole

    def sentences_from(self, fact: Fact, most: int) -> list[StoredSentence]:
        """A figure's sentence and the complete ones that follow it, at most so many."""
        return [s for s in self._sentences[fact.version.id] if s.complete and s.start >= fact.figure.sentence_start][:most]

    def is_of(self, fact: Fact, units: Iterable[Unit]) -> bool:
        """Whether these names stand in the figure's sentence, the one before or the headline, or are the outlet's."""
        article = fact.version.article
        outlet = _outlet_terms(fact.version) | frozenset(read_terms(fact.figure.actor or "", article.language).words)
        near = frozenset.union(*self.surroundings(fact)[:3])
        return all(any(t in near or t in outlet for t in u.terms) for u in units)

    def same_origin(self, one: Fact, other: Fact) -> bool:
        """Whether two reports are one source: the same report, or near copies of one text (overlap of shingles, after Broder 1997)."""
        if one.version.id == other.version.id:
            return True
        first, second = _shingles(one.version.article.text), _shingles(other.version.article.text)
        least = min(len(first), len(second))
        return least > 0 and len(first & second) / least >= COPIED


def _readings(fact: Fact) -> tuple[str, str, str]:
    """A figure's sentence; it with the headline and what stands before it; and the words beside the number."""
    figure, article = fact.figure, fact.version.article
    sentence = article.text[figure.sentence_start : figure.sentence_end]
    context = f"{article.title or ''}. {article.text[max(0, figure.sentence_start - CONTEXT) : figure.sentence_end]}"
    clause = article.text[max(figure.sentence_start, figure.start - CLAUSE) : min(figure.sentence_end, figure.end + CLAUSE)]
    return sentence, context, clause


@lru_cache(maxsize=5000)
def _outlet_terms(version: Version) -> frozenset[str]:
    """The words of a report's publisher and of its address's host."""
    article = version.article
    host = re.sub(r"\W+", " ", urlsplit(article.url or "").hostname or "")
    return frozenset(read_terms(f"{article.publisher or ''} {host}", article.language).words)


@lru_cache(maxsize=5000)
def _around(sentences: tuple[StoredSentence, ...], start: int) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """The terms of the sentence that starts at `start`, of the one before it, and of the whole report."""
    complete = [s for s in sentences if s.complete or s.start == start]
    place = next((n for n, s in enumerate(complete) if s.start == start), None)
    whole = frozenset(t for s in sentences for t in s.terms)
    if place is None:
        return frozenset(), frozenset(), whole
    before = frozenset(complete[place - 1].terms) if place else frozenset()
    return frozenset(complete[place].terms), before, whole


@lru_cache(maxsize=2000)
def _shingles(text: str) -> frozenset[tuple[str, ...]]:
    words = text.casefold().split()
    return frozenset(tuple(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1))
