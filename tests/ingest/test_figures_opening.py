"""A sentence that opens with its date or its place says so of its numbers, whatever else the report states."""

import pytest

from ingest.articles import Article
from ingest.figures.extract import extract_figures
from ingest.figures.figure import Figure
from ingest.passages import article_sentences


def read(text: str) -> list[Figure]:
    article = Article("t", text, language="en", published="2024-06-06")
    return extract_figures(article, article_sentences(article), "Azerbaijan")


def test_the_date_that_opens_a_sentence_is_that_of_its_number() -> None:
    figures = read("From March 4 to May 19, 2024, 95 hectares were cleared.\n\nOn May 6, 2024, three people were injured by a mine.")
    assert [f.period.end for f in figures if f.period] == ["2024-05-19", "2024-05-06"]


def test_the_district_that_opens_a_sentence_is_that_of_its_numbers() -> None:
    figures = read("In the Aghdam district of Azerbaijan, 37 hectares were cleared, with 31 explosive devices found.")
    assert [f.place for f in figures] == ["Aghdam", "Aghdam"]


@pytest.mark.xfail(reason="the trained choice keeps the district")
def test_a_clause_that_speaks_of_the_whole_country_is_not_of_the_district() -> None:
    figures = read("In the Aghdam district 37 hectares were cleared, while 90 hectares were cleared nationwide.")
    assert figures[0].place == "Aghdam"
    assert figures[1].place != "Aghdam"
