"""Which sentences may answer a question that counts the killed or injured of one group."""

import pytest

from bot.answers.quote import Scored
from bot.answers.support import tells_split
from bot.question import read_question
from bot.request import read_request
from bot.retrieval import RankedArticle
from ingest.articles import Article
from ingest.library import StoredSentence, Version


def scored(text: str) -> Scored:
    article = RankedArticle(
        Version(1, "digest", Article(source="report.txt", text=text, language="en")), 1.0, 0, (), frozenset(), frozenset()
    )
    return Scored(article, StoredSentence(1, 0, len(text), True, ()), 1.0, 1.0, None)


@pytest.mark.parametrize(
    ("sentence", "tells"),
    [
        ("Among the victims are 17 children and 3 women.", False),
        ("Thirty-one of the dead were children.", True),
        ("74 people were killed.", False),
    ],
)
def test_a_split_is_told_only_by_a_sentence_with_the_group_and_its_fate(sentence: str, tells: bool) -> None:
    request = read_request(read_question("How many of the children were killed?"))
    assert tells_split(request, scored(sentence)) is tells
