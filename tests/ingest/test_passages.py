"""Passages: whole sentences, sized in the model's tokens, that together hold the whole body."""

import pytest

from ingest.articles import Article, read_plain
from ingest.encoder import Encoder
from ingest.passages import Passage, article_sentences, cut_passages, embedded_text

LIMIT = 40  # tokens
SENTENCE = "The teams found {} mines near the village of Kangarli and destroyed them on the spot. "
LONG = "One sentence " + "with many more words " * 60 + "ends here."


@pytest.fixture(scope="module", params=["short", "many-sentences", "one-long-sentence-inside", "headings", "az", "ru"])
def article(request: pytest.FixtureRequest) -> Article:
    bodies = {
        "short": "Two mines were found.",
        "many-sentences": "".join(SENTENCE.format(n) for n in range(30)),
        "one-long-sentence-inside": SENTENCE.format(1) + LONG + " " + SENTENCE.format(2),
        "headings": "Results\n\n" + SENTENCE.format(3) * 3 + "\n\nPhotos\n\n" + SENTENCE.format(4) * 3,
        "az": "Rayonda 12 hektar ərazi minalardan təmizlənib. Hamısı zərərsizləşdirilib. " * 10,
        "ru": "Очищено 12 гектаров земли. Пострадавших нет. " * 10,
    }
    return read_plain("a.txt", f"TITLE: Results\nDATE: 2024-05-01\n\n{bodies[request.param]}\n")


@pytest.fixture(scope="module")
def passages(article: Article, encoder: Encoder) -> list[Passage]:
    return cut_passages(article, article_sentences(article), encoder.count_tokens, LIMIT)


def test_a_passage_is_within_the_limit_unless_it_is_one_sentence(article: Article, passages: list[Passage], encoder: Encoder) -> None:
    spans = {(s.start, s.end) for s in article_sentences(article)}
    assert all(encoder.count_tokens(article.text[p.start : p.finish]) <= LIMIT or (p.start, p.finish) in spans for p in passages)


def test_passages_begin_and_end_where_sentences_do(article: Article, passages: list[Passage]) -> None:
    sentences = article_sentences(article)
    assert {p.start for p in passages} <= {s.start for s in sentences}
    assert {p.finish for p in passages} <= {s.end for s in sentences}


def test_passages_together_hold_the_whole_body(article: Article, passages: list[Passage]) -> None:
    held = {position for p in passages for position in range(p.start, p.finish)}
    assert {i for i in range(article.body_start, len(article.text)) if not article.text[i].isspace()} <= held


def test_the_same_article_gives_the_same_keys_each_once(article: Article, passages: list[Passage], encoder: Encoder) -> None:
    again = cut_passages(article, article_sentences(article), encoder.count_tokens, LIMIT)
    assert [p.key for p in again] == [p.key for p in passages]
    assert len({p.key for p in passages}) == len(passages)


def test_two_articles_with_the_same_text_have_other_keys(encoder: Encoder) -> None:
    articles = [read_plain(name, "Two mines were found.") for name in ("a.txt", "b.txt")]
    keys = [p.key for a in articles for p in cut_passages(a, article_sentences(a), encoder.count_tokens, LIMIT)]
    assert len(set(keys)) == 2


def test_the_model_reads_a_passage_with_its_headline_and_day(article: Article, passages: list[Passage]) -> None:
    assert embedded_text(article, passages[0]).startswith("Results (2024-05-01)\n")
