"""The retriever and embeddings as LangChain knows them."""

import json

import pytest

from bot.conversation import Bot
from bot.langchain_retriever import LibraryEmbeddings, PassageRetriever
from ingest.encoder import Encoder
from ingest.library import Filter, Library

QUESTION = "How many hectares were cleared?"


def test_a_documents_text_stands_at_its_offsets_in_the_stored_version(bot: Bot, library: Library) -> None:
    documents = PassageRetriever(retriever=bot.retriever).invoke(QUESTION)
    assert documents
    for document in documents:
        version = library.version(document.metadata["source"], document.metadata["version"])
        assert version
        assert version.article.text[document.metadata["start"] : document.metadata["end"]] == document.page_content


def test_documents_come_best_first_one_for_each_report(bot: Bot) -> None:
    documents = PassageRetriever(retriever=bot.retriever).invoke(QUESTION)
    scores = [d.metadata["score"] for d in documents]
    assert scores == sorted(scores, reverse=True)
    assert len({d.metadata["source"] for d in documents}) == len(documents)


def test_the_limit_and_the_filter_are_kept(bot: Bot) -> None:
    documents = PassageRetriever(retriever=bot.retriever, limit=2, wanted=Filter(languages=("az", "ru"))).invoke(QUESTION)
    assert {d.metadata["language"] for d in documents} == {"az", "ru"}


def test_a_document_is_serialised_without_the_engines_own_objects(bot: Bot) -> None:
    (document, *_) = PassageRetriever(retriever=bot.retriever).invoke(QUESTION)
    assert set(json.loads(document.model_dump_json())) == {"id", "metadata", "page_content", "type"}


def test_the_retriever_works_in_a_chain(bot: Bot) -> None:
    from langchain_core.runnables import RunnableLambda

    chain = PassageRetriever(retriever=bot.retriever, limit=1) | RunnableLambda(lambda documents: [d.metadata["source"] for d in documents])
    assert chain.invoke("How many mines were found in Jabrayil?") == ["week/jabrayil.txt"]
    assert chain.batch(["How many hectares in Aghdam?", "Was a child hurt near Lachin?"]) == [
        ["aghdam.txt"],
        ["https://wire.example/lachin"],
    ]


def test_embeddings_are_lists_of_unit_vectors_of_plain_numbers(encoder: Encoder) -> None:
    embeddings = LibraryEmbeddings(encoder)
    vectors = [*embeddings.embed_documents(["two mines", "две мины"]), embeddings.embed_query("two mines")]
    assert [len(v) for v in vectors] == [384] * 3
    assert all(type(x) is float for v in vectors for x in v)
    assert [sum(x * x for x in v) for v in vectors] == pytest.approx([1, 1, 1], abs=1e-5)
    assert vectors[2] == pytest.approx(vectors[0], abs=1e-5)
