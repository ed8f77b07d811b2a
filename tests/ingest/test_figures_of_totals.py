"""Totals and shares: who did what share, parts that count from where their whole does, periods told by other periods, prices, described nouns."""

from typing import Any

import pytest

from ingest.articles import Article
from ingest.figures.extract import extract_figures
from ingest.figures.figure import Figure
from ingest.passages import article_sentences


def figures(text: str, language: str = "en", published: str = "2025-06-05") -> list[Figure]:
    article = Article(source="test", text=text, language=language, published=published)
    return extract_figures(article, article_sentences(article), "Azerbaijan")


def told(text: str, language: str, *names: str) -> list[tuple[Any, ...]]:
    return [(f.value, *(getattr(f, n) for n in names)) for f in figures(text, language)]


def bounds(text: str, language: str = "en") -> list[tuple[float, str | None, str | None]]:
    return [(f.value, f.period and f.period.start, f.period and f.period.end) for f in figures(text, language)]


def test_each_body_has_its_share() -> None:
    text = (
        "In May 900 hectares were cleared. Our agency's share was 500, army engineers did 250, the Border Service 90, and contractors 60."
    )
    shares = told(text, "en", "unit", "activity", "actor")[1:]
    assert shares == [
        (500, "hectares", "cleared", "ANAMA"),
        (250, "hectares", "cleared", "Ministry of Defense"),
        (90, "hectares", "cleared", "State Border Service"),
        (60, "hectares", "cleared", "private companies"),
    ]
    assert {f.period.start for f in figures(text) if f.period} == {"2025-05"}


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        pytest.param("The tally of those affected stands at 58.", "en", [(58, "both", None)], id="affected"),
        pytest.param("The civilian share of the 58 victims is 31.", "en", [(58, "both", None), (31, "both", "civilian")], id="share"),
        pytest.param("Dead: 8. Injured: 50. Combined: 58.", "en", [(8, "killed", None), (50, "injured", None), (58, "both", None)], id="combined"),
        pytest.param("Погибших 8, раненых 50, всего 58.", "ru", [(8, "killed", None), (50, "injured", None), (58, "both", None)], id="ru-combined"),
        pytest.param("Landmines maimed or killed 58 villagers.", "en", [(58, "both", None)], id="either"),
        pytest.param("The blast killed a woman and her two sons.", "en", [(2, "killed", None)], id="kin"),
        pytest.param("Six of the 58 victims lost their lives.", "en", [(6, "killed", None), (58, "both", None)], id="of-the"),
        pytest.param("Пострадавших трое, один из них скончался в больнице.", "ru", [(3, "both", None), (1, "killed", None)], id="died-in-hospital"),
        pytest.param("Двоих спасти не удалось.", "ru", [(2, "killed", None)], id="ru-not-saved"),
        pytest.param("Minaya düşən çobanlardan ikisi ölüb.", "az", [(2, "killed", None)], id="az-of-shepherds"),
        pytest.param("The death toll of the blast rose to two.", "en", [(2, "killed", None)], id="rose"),
        pytest.param("A second man died of his wounds.", "en", [], id="no-number"),
        pytest.param("The ministry counted 58 civilians killed and 31 hurt.", "en", [(58, "killed", "civilian"), (31, "injured", "civilian")], id="civilians-killed"),
        pytest.param("Landmines have struck 58 people since 2020.", "en", [(58, "both", None)], id="struck"),
        pytest.param("Two hundred and one of the victims died.", "en", [(201, "killed", None)], id="hundred-and-one"),
        pytest.param("Seventy-one of our compatriots became victims.", "en", [(71, "both", None)], id="seventy-one-of"),
    ],
)  # fmt: skip
def test_whom_a_total_counts(text: str, language: str, expected: list[tuple[float, str | None, str | None]]) -> None:
    assert told(text, language, "outcome", "who") == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        pytest.param(
            "Since 10 November 2020 mines have harmed 80 people. By 1 May 2025 nine of them had died.", "en",
            [(80, "2020-11-10", None), (9, "2020-11-10", "2025-05-01")], id="part",
            marks=pytest.mark.xfail(reason="the trained choice takes the whole's open period"),
        ),
        pytest.param("Until 2019 there were 70 victims, since then 5 more.", "en", [(70, None, "2019"), (5, "2019", None)], id="since-then"),
        pytest.param("Teams cleared 900 ha. The tally runs from 10 November 2020 to 30 May 2025.", "en", [(900, "2020-11-10", "2025-05-30")], id="tally"),
        pytest.param("By the last day of 2023 Azerbaijan had cleared 900 ha, counting from November 2020.", "en", [(900, "2020-11", "2023")], id="last-day"),
        pytest.param("Ağdam rayonunda 1 may 2025-ci il tarixinə 900 hektar sahə təmizlənib.", "az", [(900, None, "2025-05-01")], id="az-to-date"),
        pytest.param("In 2023 mines killed 9 people, a year earlier 12.", "en", [(9, "2023", "2023"), (12, "2022", "2022")], id="year-earlier"),
        pytest.param("Мины с ноября 2020 года — 7, с 1991 года — 90.", "ru", [(7, "2020-11", None), (90, "1991", None)], id="ru-labels"),
        pytest.param("Since the truce 40 people were hurt.", "en", [(40, "2020-11-10", None)], id="truce"),
        pytest.param("Over the weekend 4 people were hurt.", "en", [(4, "2025-05-31", "2025-06-01")], id="weekend"),
        pytest.param("In the week ending 1 June 4 people were hurt.", "en", [(4, "2025-05-26", "2025-06-01")], id="week-ending"),
        pytest.param("From Monday to Wednesday 40 shells were blown up.", "en", [(40, "2025-06-02", "2025-06-04")], id="weekdays"),
        pytest.param("Aprelin 28-dən mayın 4-dək 40 mina tapılıb.", "az", [(40, "2025-04-28", "2025-05-04")], id="az-across-months"),
        pytest.param("Mayda 6 mina hadisəsi olub.", "az", [(6, "2025-05", "2025-05")], id="az-no-day"),
        pytest.param("The 1997 convention was signed by 90 states.", "en", [(90, None, None)], id="named-after-a-year"),
        pytest.param("The EU gave 4 million euros, which brings its aid since 2020 to 16 million euros.", "en",
            [(4e6, None, None), (16e6, "2020", None)], id="money-apart"),
    ],
)  # fmt: skip
def test_from_when_to_when(text: str, language: str, expected: list[tuple[float, str | None, str | None]]) -> None:
    assert bounds(text, language) == expected


def test_numbers_in_brackets_behind_places_count_what_is_told_before() -> None:
    assert told("Mines injured 40 people, most of them in Aghdam (33) and Fuzuli (7).", "en", "unit", "outcome", "place")[1:] == [
        (33, "people", "injured", "Aghdam"),
        (7, "people", "injured", "Fuzuli"),
    ]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        pytest.param("The average age of a deminer is 34.", "en", id="average-age"),
        pytest.param("ANAMA 112 nömrəsinə zəng etməyi tövsiyə edir.", "az", id="emergency-number"),
    ],
)
def test_an_average_age_or_the_number_of_a_telephone_counts_nothing(text: str, language: str) -> None:
    assert figures(text, language) == []


def test_lines_by_year_are_read() -> None:
    text = (
        "Victims of mines by year.\n\n2020 (from 10 November): 34 victims, 9 dead\n2021: 158 victims, 29 dead\n2022: 67 victims, 14 dead\n"
    )
    assert [(v, (s or "")[:4]) for v, s, _ in bounds(text)[::2]] == [(34, "2020"), (158, "2021"), (67, "2022")]


def test_lines_by_place_are_read() -> None:
    text = "Land cleared in May.\n\nAghdam: 500 ha\nFuzuli: 400 ha\n"
    assert told(text, "en", "unit", "place") == [(500, "hectares", "Aghdam"), (400, "hectares", "Fuzuli")]


def test_what_stood_at_a_number_on_a_day_is_counted_to_that_day() -> None:
    text = "Taken from the end of the war in November 2020, the area stood at 900 hectares on 31 December 2024."
    assert bounds(text) == [(900, "2020-11-10", "2024-12-31")]


def test_a_total_is_of_the_country() -> None:
    text = "On 3 June a shepherd was killed by a mine in Aghdam. With this case the number of victims since November 2020 stands at 401."
    assert told(text, "en", "place", "outcome") == [(401, "Azerbaijan", "both")]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("The machines come at a price of 1.35 million apiece.", 1_350_000, id="price"),
        pytest.param("The machine costs 350,000 euros.", 350_000, id="costs"),
        pytest.param("The programme is worth 248 million manats.", 248_000_000, id="worth"),
    ],
)
def test_prices(text: str, value: float) -> None:
    assert told(text, "en", "unit") == [(value, "money")]


@pytest.mark.parametrize(
    ("text", "language", "described"),
    [
        pytest.param("Banners: 940.", "en", "Banners", id="label"),
        pytest.param("Развешано плакатов — 940.", "ru", "плакатов", id="ru-dash"),
        pytest.param("Asılan plakatlar: 940.", "az", "plakatlar", id="az-label"),
    ],
)
def test_described_by_the_noun_before(text: str, language: str, described: str) -> None:
    assert told(text, language, "described") == [(940, described)]
