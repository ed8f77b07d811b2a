"""What the answers are held beside: a plain retrieval pipeline, and a guesser that reads the questions alone."""

import time
from collections.abc import Sequence
from uuid import uuid4

from bot.citations import Answer, Citation
from bot.langchain_retriever import LibraryEmbeddings
from eval.answerers import LOOKED_AT, Reply
from eval.cases import Case
from eval.libraries import file_names
from ingest.encoder import Encoder
from ingest.library import Library

CHUNK, OVERLAP, TOP = 500, 50, 4  # characters of a chunk, characters shared with the next, chunks quoted
CHARACTERS = (2, 4)  # of the guesser's n-grams
NOTHING_SAID = "The reports do not state this."


class PlainRetrieval:
    """The usual LangChain pipeline: recursive splitter, the same embedding model, Chroma, and the nearest chunks quoted.

    It quotes whatever comes nearest, so it never refuses; earlier questions of a conversation are put before the last.
    """

    name = "plain LangChain retrieval"

    def __init__(self, library: Library, encoder: Encoder) -> None:
        from langchain_chroma import Chroma
        from langchain_text_splitters import RecursiveCharacterTextSplitter

        splitter = RecursiveCharacterTextSplitter(chunk_size=CHUNK, chunk_overlap=OVERLAP, add_start_index=True)
        self._versions = library.versions()
        self._names = file_names(library)
        texts = [version.article.text for version in self._versions]
        chunks = splitter.create_documents(texts, [{"version": number} for number in range(len(texts))])
        self._store = Chroma(
            f"yardstick-{uuid4().hex}",  # in-memory clients share their state
            LibraryEmbeddings(encoder),
            collection_configuration={"hnsw": {"space": "cosine"}},
        )
        for start in range(0, len(chunks), 1000):  # Chroma takes 5461 at once
            self._store.add_documents(chunks[start : start + 1000])

    def reply(self, case: Case) -> Reply:
        """The nearest chunks, quoted; the reports are ranked by their nearest chunk."""
        started = time.perf_counter()
        found = self._store.similarity_search_with_score("\n".join((*case.history, case.question)), k=LOOKED_AT)
        seconds = time.perf_counter() - started
        citations = tuple(self._citation(n, document.metadata, document.page_content) for n, (document, _) in enumerate(found[:TOP], 1))
        text = "\n".join(f"“{' '.join(c.quote.split())}” [{c.number}]" for c in citations)
        sources = [self._versions[document.metadata["version"]].article.source for document, _ in found]
        language = (citations[0].language if citations else None) or case.lang
        answer = Answer("quote", text, language, citations, question=case.question, standalone=case.question)
        return Reply(answer, seconds, tuple(dict.fromkeys(self._names[s] for s in sources)), -found[0][1] if found else None)

    def _citation(self, number: int, metadata: dict[str, int], text: str) -> Citation:
        version = self._versions[metadata["version"]]
        a, start = version.article, metadata["start_index"]
        return Citation(
            number, a.source, version.digest, a.url, a.title, a.publisher, a.published, a.language, text, start, start + len(text)
        )


class Guesser:
    """Answers from the questions alone: what the most alike question of the other cases expects. Raises ValueError for one case.

    What it gets right can be had without any report. After the hypothesis-only baselines of Poliak et al. (2018), *SEM, and Gururangan et al. (2018), NAACL.
    """

    name = "guesser that reads no report"

    def __init__(self, cases: Sequence[Case]) -> None:
        from sklearn.feature_extraction.text import TfidfVectorizer

        if len(cases) < 2:  # noqa: PLR2004 (itself and another)
            raise ValueError("a guesser learns from another case; there is one alone")
        rows = TfidfVectorizer(analyzer="char_wb", ngram_range=CHARACTERS).fit_transform([c.question for c in cases])
        alike = (rows @ rows.T).toarray()
        for number in range(len(cases)):
            alike[number, number] = -1.0  # not itself
        self._nearest = {c.id: (cases[int(row.argmax())], float(row.max())) for c, row in zip(cases, alike, strict=True)}

    def reply(self, case: Case) -> Reply:
        """What the most alike other question expects."""
        other, confidence = self._nearest[case.id]
        words = "; ".join(group[0] for group in (*other.require, *other.period_groups))
        kind, text = ("refusal", NOTHING_SAID) if other.refuse or not words else ("quote", words)
        answer = Answer(kind, text, other.lang, question=case.question, standalone=case.question)
        return Reply(answer, 0.0, (), confidence)
