"""The period and place of each number are chosen among all that the report states."""

import pytest

from ingest.articles import Article
from ingest.figures.extract import extract_figures, read_report
from ingest.figures.figure import Figure
from ingest.figures.scoping.choosing import choose_scopes
from ingest.figures.scoping.options import weights
from ingest.figures.scoping.when import mentions, period_options
from ingest.passages import article_sentences
from ingest.sentences import Sentence


def report(text: str, title: str | None = None) -> tuple[Article, list[Sentence]]:
    article = Article(source="test", text=text, title=title, language="en", published="2025-07-09")
    return article, article_sentences(article)


def figures(text: str) -> list[Figure]:
    return extract_figures(*report(text), "Azerbaijan")


TOTALS = (
    "All data have a cut-off date of 30 June 2025.\n\nFrom 10 November 2020 to 30 June 2025 mines harmed 398 people. Of them 69 died.\n\n"
    "Since 1991 there have been 3,441 victims."
)


def test_a_start_and_an_end_told_apart_are_a_candidate() -> None:
    survey = read_report(*report(TOTALS), "Azerbaijan")
    assert ("1991", "2025-06-30") in period_options(survey, mentions(survey), survey.spots[-1], [])


def test_a_part_has_the_period_of_its_whole_and_says_that_it_is_inferred() -> None:
    whole, part, _ = figures(TOTALS)
    assert part.period == whole.period
    assert "period" in part.inferred
    assert "period" not in whole.inferred


def test_every_choice_sees_the_candidates_and_may_be_made_by_another() -> None:
    survey = read_report(*report(TOTALS), "Azerbaijan")
    chosen = choose_scopes(survey, lambda _name, _spot, options: next(o for o in options if o.value is None))
    assert [(f.period, f.place) for f in chosen] == [(None, None)] * 3


def test_the_same_report_is_read_the_same_twice() -> None:
    assert figures(TOTALS) == figures(TOTALS)


@pytest.mark.parametrize("name", ["period", "place"])
def test_there_are_weights(name: str) -> None:
    assert all(isinstance(w, float) for w in weights()[name].values())


@pytest.mark.parametrize(
    ("text", "start"),
    [
        pytest.param("In Azerbaijan 380 people have been harmed by mines since the war.", "2020-11-10", id="at-home"),
        pytest.param("In Bosnia and Herzegovina 1,784 people have been harmed by mines since the war.", None, id="abroad"),
        pytest.param("В Сирии после войны на минах подорвались 812 человек.", None, id="ru-abroad"),
    ],
)
def test_the_end_of_a_war_dates_only_its_own_countrys_numbers(text: str, start: str | None) -> None:
    period = figures(text)[0].period
    assert (period.start if period else None) == start
