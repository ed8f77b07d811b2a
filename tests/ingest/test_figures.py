"""What the numbers of a sentence count, whom, where and over which period."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.articles import Article
from ingest.figures.extract import extract_figures
from ingest.figures.figure import Figure
from ingest.figures.numbers import find_numbers, read_digits
from ingest.passages import article_sentences
from ingest.sample_library import samples_folder
from ingest.sources import FileFound, read_file


def figures(text: str, language: str = "en", published: str | None = "2025-06-02") -> list[Figure]:
    article = Article(source="test", text=text, language=language, published=published)
    return extract_figures(article, article_sentences(article), "Azerbaijan")


def counts(figure: Figure) -> tuple[object, ...]:
    return figure.value, figure.outcome or figure.device or figure.unit, figure.who or figure.age or figure.sex


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        pytest.param("Mines killed 9 civilians and 4 soldiers.", "en", [(9.0, "killed", "civilian"), (4.0, "killed", "military")], id="verb-before-a-list"),
        pytest.param("In all, 12 civilians and 30 soldiers were injured.", "en", [(12.0, "injured", "civilian"), (30.0, "injured", "military")], id="verb-after-a-list"),
        pytest.param("There were 41 victims, of whom 8 died and 33 were wounded.", "en", [(41.0, "both", None), (8.0, "killed", None), (33.0, "injured", None)], id="whole-and-parts"),
        pytest.param("Of the victims, 21 were civilians, including 3 children.", "en", [(21.0, "both", "civilian"), (3.0, "both", "civilian")], id="nesting"),
        pytest.param("Some 57 people (11 killed, 46 injured) became victims of mines.", "en", [(57.0, "both", None), (11.0, "killed", None), (46.0, "injured", None)], id="brackets"),
        pytest.param("Teams found 7 anti-tank and 19 anti-personnel mines and 84 items of unexploded ordnance.", "en", [(7.0, "anti-tank", None), (19.0, "anti-personnel", None), (84.0, "UXO", None)], id="devices"),
        pytest.param("Police logged 15 mine-related incidents.", "en", [(15.0, "incidents", None)], id="compound-noun"),
        pytest.param("Очищено 932,9 га.", "ru", [(932.9, "hectares", None)], id="ru-area"),
        pytest.param("Жертвами мин стали 52 человека, 6 из них погибли.", "ru", [(52.0, "both", None), (6.0, "killed", None)], id="ru-victims"),
        pytest.param("Ümumilikdə 3 milyon 250 min kvadratmetr ərazi təmizlənib.", "az", [(325.0, "hectares", None)], id="az-square-metres"),
        pytest.param("Mina hadisəsində 2 nəfər həlak olub, 5 nəfər yaralanıb.", "az", [(2.0, "killed", None), (5.0, "injured", None)], id="az-outcomes"),
    ],
)  # fmt: skip
def test_a_number_counts_what_the_words_beside_it_say(text: str, language: str, expected: list[tuple[object, ...]]) -> None:
    assert [counts(f)[:2] for f in figures(text, language)] == [e[:2] for e in expected]
    assert [f.who for f in figures(text, language)] == [e[2] for e in expected]


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        pytest.param("From Nov. 10, 2020, to May 19, 2025, mines killed 9 people.", ("2020-11-10", "2025-05-19", "cumulative closed"), id="range"),
        pytest.param("From 26 May to 1 June, 40 hectares were cleared.", ("2025-05-26", "2025-06-01", "week"), id="yearless-week"),
        pytest.param("In October 2023, 40 hectares were cleared.", ("2023-10", "2023-10", "month"), id="month"),
        pytest.param("Since 1991 mines killed 9 people.", ("1991", None, "cumulative open"), id="open"),
        pytest.param("Since the second Karabakh war mines killed 9 people.", ("2020-11-10", None, "cumulative open"), id="since-the-war"),
        pytest.param("Last month 40 hectares were cleared.", ("2025-05", "2025-05", "month"), id="last-month"),
        pytest.param("Between 2 and 8 June 2024 teams cleared land. In this period 40 mines were found.", ("2024-06-02", "2024-06-08", "week"), id="inherited"),
    ],
)  # fmt: skip
def test_a_number_has_the_period_that_is_stated_or_inherited(text: str, bounds: tuple[str | None, str | None, str]) -> None:
    period = figures(text)[-1].period
    assert period is not None
    assert (period.start, period.end, period.kind) == bounds


def test_an_inherited_period_is_marked_as_inferred() -> None:
    stated, inherited = figures("In October 2023, 40 hectares were cleared. In this period 9 mines were found.")
    assert "period" not in stated.inferred
    assert "period" in inherited.inferred


def test_a_district_named_with_a_number_is_its_place_and_the_next_number_has_its_own() -> None:
    assert [f.place for f in figures("Teams found 45 mines in Aghdam and 6 in Lachin.")] == ["Aghdam", "Lachin"]


def test_the_totals_of_a_sample_report_are_read_with_their_two_baselines() -> None:
    file = samples_folder() / "2025-05-20-aghdam-totals.txt"
    (taken,) = read_file(FileFound(file, file.name), 1_000_000)
    assert taken.article
    read = extract_figures(taken.article, article_sentences(taken.article), "Azerbaijan")
    starts = {f.value: f.period.start for f in read if f.unit == "people" and f.period}
    assert starts[394.0] == starts[70.0] == starts[14.0] == starts[55.0] == "2020-11-10"
    assert starts[362.0] == starts[38.0] == "1991"


@given(st.integers(0, 999_999_999))
def test_any_integer_reads_back_from_every_grouping(number: int) -> None:
    for written in (str(number), f"{number:,}", f"{number:,}".replace(",", " "), f"{number:,}".replace(",", "\u00a0")):
        assert [n.value for n in find_numbers(f"Teams found {written} mines.", "en")] == [number] or 1900 <= number <= 2099


@given(st.integers(0, 99_999), st.integers(1, 99))
def test_any_decimal_reads_back_with_point_or_comma(whole: int, hundredths: int) -> None:
    expected = float(f"{whole}.{hundredths:02d}")
    assert read_digits(f"{whole}.{hundredths:02d}", "en") == expected
    assert read_digits(f"{whole},{hundredths:02d}", "ru") == expected


@pytest.mark.parametrize(
    "text",
    ["It happened at 04:30 (GMT+4).", "Article 120.2.4 applies.", "It is the 58th kilometre.", "He was born in 1965.", "No one was hurt."],
)
def test_times_codes_ordinals_and_birth_years_are_no_figures(text: str) -> None:
    assert [f for f in figures(text) if f.unit] == []


def test_a_figure_stands_where_it_says() -> None:
    text = "BAKU, June 2.\n\nTeams found 45 mines. They cleared 6.5 hectares."
    for figure in figures(text):
        assert find_numbers(text[figure.start : figure.end], "en")[0].value == figure.value
        assert figure.sentence_start <= figure.start < figure.end <= figure.sentence_end
