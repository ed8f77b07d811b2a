"""Passage search as LangChain knows it: what the quote way uses, and what others plug into their own chains.

LangChain's text splitters are not used: they give no offsets that hold in repeated text, and a citation needs exact ones.
"""

from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict, Field

from bot.question import read_question
from bot.retrieval import RankedArticle, Retriever
from ingest.encoder import Encoder
from ingest.library import Filter


class RankedDocument(Document):
    """A passage as a LangChain document; `article` is the ranked report that it stands for and is left out when it is serialised."""

    article: Any = Field(exclude=True)


class PassageRetriever(BaseRetriever):
    """The best passage of each of the best reports, best first.

    `metadata` of a document: source, version (digest), title, publisher, published, language, url, start, end (code points of the
    stored text, which `page_content` equals) and score.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    retriever: Retriever
    limit: int = 8
    wanted: Filter = Filter()
    longest: int = 2000  # characters of a query

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:  # noqa: ARG002 (LangChain's signature)
        ranked = self.retriever.search(read_question(query, longest=self.longest), self.limit, self.wanted)
        return [self._document(article) for article in ranked]

    def _document(self, ranked: RankedArticle) -> RankedDocument:
        passage = self.retriever.library.passages([ranked.passage])[ranked.passage]
        a = ranked.version.article
        metadata = {
            "source": a.source, "version": ranked.version.digest, "title": a.title, "publisher": a.publisher, "published": a.published,
            "language": a.language, "url": a.url, "start": passage.start, "end": passage.end, "score": ranked.score,
        }  # fmt: skip
        return RankedDocument(id=passage.key, page_content=a.text[passage.start : passage.end], metadata=metadata, article=ranked)


class LibraryEmbeddings(Embeddings):
    """The project's embedding model behind LangChain's interface: unit vectors as lists of floats."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """One vector a text."""
        return [[float(x) for x in vector] for vector in self._encoder.encode(texts)]

    def embed_query(self, text: str) -> list[float]:
        """The vector of a question."""
        return self.embed_documents([text])[0]
