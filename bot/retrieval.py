"""Hybrid search: full text and vectors, fused per report, then the sentences that bear on the question.

Reports of this field are near copies that differ in dates, numbers and names, so full text leads and the share of the question's terms
that a report covers counts as much as its BM25 score; vectors decide among what is left. The weights come from the development questions.
"""

import math
import threading
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from bot.question import Question
from bot.spelling import Speller
from ingest.encoder import Encoder
from ingest.errors import UserError
from ingest.kindred import find_kindred
from ingest.library import Filter, Library, StoredSentence, Version
from ingest.terms import Unit, read_terms

if TYPE_CHECKING:
    from ingest.vectors import VectorStore

CANDIDATES = 50  # passages taken from each search
VECTOR_WEIGHT = 0.2  # of the cosine similarity, where question and report are English
FOREIGN_VECTOR_WEIGHT = 0.05  # where one of them is not: the packaged model reads English
COVERAGE_WEIGHT = 1.0  # of the share of the question's terms (weighed by rarity) that the report covers
NEWEST_WEIGHT = 0.5  # of the report's place in the order of publication, when the newest is asked for


@dataclass(frozen=True)
class RankedArticle:
    """A report with its fused score (higher is better, comparable within one search), its best passage and its index terms."""

    version: Version
    score: float
    passage: int
    sentences: tuple[StoredSentence, ...] = field(repr=False)
    terms: frozenset[str] = field(repr=False)
    head: frozenset[str] = field(repr=False)


class Retriever:
    """Searches one generation of a library. Loads the embedding model at the first search that needs it."""

    def __init__(self, library: Library, encoder: Encoder) -> None:
        self.library = library
        self.encoder = encoder
        self._lock = threading.Lock()

    @cached_property
    def _vectors(self) -> "VectorStore":
        if self.library.model().digest != self.encoder.identity.digest:
            raise UserError(
                f"{self.library.folder}: was made with the embedding model {self.library.model().name!r}, not with {self.encoder.identity.name!r};"
                " set MINEFACTS_MODEL to the former, or make a new library"
            )
        from ingest.vectors import VectorStore

        return VectorStore(self.library.vectors_folder)

    @cached_property
    def _passages_in_all(self) -> int:
        return self.library.passage_count()

    @cached_property
    def speller(self) -> Speller:
        """Corrects questions by the words of this generation."""
        return Speller(self.library.vocabulary())

    def warm(self) -> None:
        """Load the model and the vectors, so that the first question does not wait for them."""
        self.encoder.encode(["warm"])
        with self._lock:
            _ = self._vectors

    def search(self, question: Question, limit: int, wanted: Filter = Filter()) -> list[RankedArticle]:
        """The reports that bear on a question, best first."""
        lexical = {hit.passage: hit.score for hit in self.library.search(question.terms.all, CANDIDATES, wanted)}
        similar = self._similar(question, wanted)
        passages = self.library.passages(lexical.keys() | similar.keys())
        best_lexical = max(lexical.values(), default=0.0) or 1.0
        best: dict[int, tuple[float, int]] = {}
        versions = self.library.versions_by_id({p.version for p in passages.values()})
        for number, passage in passages.items():
            weight = VECTOR_WEIGHT if question.language == versions[passage.version].article.language == "en" else FOREIGN_VECTOR_WEIGHT
            score = lexical.get(number, 0.0) / best_lexical + weight * similar.get(number, 0.0)
            best[passage.version] = max(best.get(passage.version, (score, number)), (score, number))
        return self._rank(question, best, versions)[:limit]

    def of(self, question: Question, versions: Iterable[int]) -> list[RankedArticle]:
        """These reports alone, each by how much of a question it covers, best first."""
        found = self.library.versions_by_id(versions)
        return self._rank(question, dict.fromkeys(found, (1.0, 0)), found)

    def _similar(self, question: Question, wanted: Filter) -> dict[int, float]:
        vector = self.encoder.encode([question.standalone])[0]
        with self._lock:
            vectors = self._vectors
        keys = self.library.allowed_keys(wanted) if wanted else None
        near = vectors.nearest(vector, min(CANDIDATES, self._passages_in_all if keys is None else len(keys)), keys)
        ids = self.library.passages_by_key([n.key for n in near])
        return {ids[n.key]: n.similarity for n in near if n.key in ids}

    def _rank(self, question: Question, best: dict[int, tuple[float, int]], versions: dict[int, Version]) -> list[RankedArticle]:
        """Add what the whole report covers of the question, and its age where the newest is asked for."""
        sentences: dict[int, list[StoredSentence]] = {v: [] for v in best}
        for sentence in self.library.sentences(best):
            sentences[sentence.version].append(sentence)
        rarity = self.rarity(question)
        by_date = sorted(best, key=lambda v: versions[v].article.published or "")
        ranked = []
        for version, (score, passage) in best.items():
            head = head_terms(versions[version])
            terms = frozenset(t for s in sentences[version] for t in s.terms) | head
            total = (
                score
                + COVERAGE_WEIGHT * coverage(rarity, terms)
                + (NEWEST_WEIGHT * by_date.index(version) / len(by_date) if question.newest else 0.0)
            )
            ranked.append(RankedArticle(versions[version], total, passage, tuple(sentences[version]), terms, head))
        return sorted(ranked, key=lambda r: (-r.score, r.version.article.source))

    def rarity(self, question: Question) -> dict[Unit, float]:
        """Inverse document frequency (BM25's, never negative) of each thing that a question names; what stands nowhere is rarest."""
        return inverse_frequencies(self.library, question.units)


def inverse_frequencies(library: Library, units: Sequence[Unit]) -> dict[Unit, float]:
    """Inverse document frequency (BM25's, never negative) of each unit over the passages of a library; what stands nowhere is rarest."""
    found = library.document_frequencies(t for u in units for t in u.terms)
    count = library.passage_count()
    frequencies = {u: min(count, sum(found.get(t, 0) for t in u.terms)) for u in units}
    return {u: math.log(1 + (count - n + 0.5) / (n + 0.5)) for u, n in frequencies.items()}


def coverage(rarity: dict[Unit, float], terms: Container[str]) -> float:
    """The share, from 0 to 1, of what a question names that stands among `terms`, each weighed by its rarity."""
    total = sum(rarity.values())
    return sum(weight for unit, weight in rarity.items() if any(t in terms for t in unit.terms)) / total if total else 0.0


def head_terms(version: Version) -> frozenset[str]:
    """The terms of a report's headline and publication date."""
    article = version.article
    return _head_terms(article.title or "", article.published, article.language)


@lru_cache(maxsize=10_000)
def _head_terms(title: str, published: str | None, language: str | None) -> frozenset[str]:
    dates = read_terms(published[:10], language).dates if published else ()
    return frozenset((*read_terms(title, language, published).all, *dates, *(k.term for k in find_kindred(title))))
