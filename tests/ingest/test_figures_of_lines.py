"""Figures of lines that are no sentences: fact sheets, lists under a line that leads to them, tables; and what stays out of them."""

import pytest

from ingest.articles import Article
from ingest.figures.extract import extract_figures
from ingest.figures.figure import Figure
from ingest.passages import article_sentences


def figures(text: str, language: str = "en") -> list[Figure]:
    article = Article(source="test", text=text, language=language, published="2026-06-02")
    return extract_figures(article, article_sentences(article), "Azerbaijan")


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        pytest.param("Incident report\n\nPersons killed: 1\nPersons injured: 4", "en", [(1, "people", "killed"), (4, "people", "injured")], id="labels"),
        pytest.param("In April 2026:\n- 38 schools\n- 1,200 mine victims", "en", [(38, None, None), (1200, "people", "both")], id="bullets"),
        pytest.param("Görülən işlər:\n• tank əleyhinə mina – 15\n• təmizlənmiş ərazi – 1 200,5 ha", "az", [(15, "devices", None), (1200.5, "hectares", None)], id="az"),
        pytest.param("Итоги недели:\n— мины: 22\n— погибших: 1", "ru", [(22, "devices", None), (1, "people", "killed")], id="ru"),
        pytest.param("Casualties in 2024: 58\nBy device: 31 anti-tank mines; 27 UXO", "en", [(58, "people", "both"), (31, "people", "both"), (27, "people", "both")], id="by-device"),
    ],
)  # fmt: skip
def test_a_line_among_its_like_states_figures(text: str, language: str, expected: list[tuple[float, str | None, str | None]]) -> None:
    assert [(f.value, f.unit, f.outcome) for f in figures(text, language)] == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Read also\n- 12 mines found in a garden\n- 40 killed in a plane crash", id="teasers"),
        pytest.param("Views: 1,204\nComments: 3", id="counters"),
        pytest.param("Weather: Baku +4\nContact: 12 555 11 22", id="weather-and-contact"),
        pytest.param("Dollar 1,70 | Euro 1,98\nOil 70 | Gold 12", id="rates"),
        pytest.param("Реклама. Билеты на поезд от 12 манатов", id="advertisement"),
    ],
)
def test_what_a_page_has_besides_the_report_is_no_figure(text: str) -> None:
    assert figures(text) == []


def test_a_lead_in_line_gives_the_lines_below_their_period_and_deed() -> None:
    read = figures("Cleared in March 2026:\n- anti-tank mines: 15\n- land: 1,200 ha")
    assert [(f.activity, f.period.start if f.period else None) for f in read] == [("cleared", "2026-03")] * 2


def test_a_heading_says_over_which_time_a_fact_sheet_counts() -> None:
    (figure,) = figures("Reporting period: March 2026\n\nSummary\n\nMines found: 15")
    assert figure.period is not None
    assert (figure.period.start, figure.period.kind) == ("2026-03", "month")


DISTRICTS = """Results in May 2026:
| District | Area cleared (ha) | Anti-tank mines |
|---|---|---|
| Fuzuli | 1,234.5 | 12 |
| TOTAL | 2,034.5 | 15 |
"""
OUTCOMES = "Casualties\tKilled\tInjured\tTotal\nCivilians\t3\t20\t23\nTotal\t4\t24\t28"
YEARS = "Measure | 2024 | 2025\nMines found | 1,200 | 900"
BODIES = "Body | Hectares\nANAMA | 4,102\nAll | 5,402"


def test_a_number_of_a_table_has_what_its_row_column_and_caption_say() -> None:
    read = figures(DISTRICTS)
    assert [(f.value, f.unit, f.device, f.place) for f in read] == [
        (1234.5, "hectares", None, "Fuzuli"),
        (12, "devices", "anti-tank", "Fuzuli"),
        (2034.5, "hectares", None, "Azerbaijan"),
        (15, "devices", "anti-tank", "Azerbaijan"),
    ]
    assert {f.period.start for f in read if f.period} == {"2026-05"}


def test_a_tables_figure_stands_where_the_report_has_it() -> None:
    first = figures(DISTRICTS)[0]
    assert DISTRICTS[first.start : first.end] == "1,234.5"
    assert DISTRICTS[first.sentence_start : first.sentence_end] == "| Fuzuli | 1,234.5 | 12 |"


@pytest.mark.parametrize(
    ("text", "field", "expected"),
    [
        pytest.param(OUTCOMES, "outcome", ["killed", "injured", "both", "killed", "injured", "both"], id="outcomes"),
        pytest.param(OUTCOMES, "who", ["civilian", "civilian", "civilian", None, None, None], id="sorts-of-people"),
        pytest.param(YEARS, "period", ["2024", "2025"], id="years-as-columns"),
        pytest.param(BODIES, "actor", ["ANAMA", None], id="actors"),
    ],
)
def test_headings_of_rows_and_columns_are_read_as_one_sentence(text: str, field: str, expected: list[str | None]) -> None:
    read = [getattr(f, field) for f in figures(text)]
    assert [v.start if field == "period" else v for v in read] == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        pytest.param("More than half of the explosions took place near Aghdam.", "en", [(50, "percent", "over")], id="half"),
        pytest.param("Nine out of ten were civilians.", "en", [(90, "percent", "exact")], id="ratio"),
        pytest.param("Треть пострадавших - женщины.", "ru", [(33.3, "percent", "exact")], id="ru-third"),
        pytest.param("Over a quarter of a million hectares were cleared.", "en", [(250_000, "hectares", "over")], id="of-a-million"),
        pytest.param("In the first half of 2025, 5 mines were found.", "en", [(5, "devices", "exact")], id="half-of-a-year"),
    ],
)
def test_a_share_in_words_is_a_percentage(text: str, language: str, expected: list[tuple[float, str, str]]) -> None:
    assert [(f.value, f.unit, f.qualifier) for f in figures(text, language)] == expected
