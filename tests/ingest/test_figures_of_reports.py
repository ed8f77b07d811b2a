"""What figures take over from the words and sentences around them: wholes, ages, actors, attribution, role, period and place."""

import pytest

from ingest.articles import Article
from ingest.figures.extract import extract_figures
from ingest.figures.figure import Figure
from ingest.figures.lexicon import age_group, find_tags
from ingest.passages import article_sentences


def figures(text: str, language: str = "en", title: str | None = None, published: str | None = "2025-06-02") -> list[Figure]:
    article = Article(source="test", text=text, language=language, published=published, title=title)
    return extract_figures(article, article_sentences(article), "Azerbaijan")


def wholes(text: str, language: str = "en") -> list[float | None]:
    """The value of the figure that each figure is a part of."""
    read = figures(text, language)
    values = {f.start: f.value for f in read}
    return [values[f.part_of] if f.part_of is not None else None for f in read]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        pytest.param("Some 90 people were hurt, 40 of them civilians, including 5 boys and one girl.", "en", [None, 90, 40, 40], id="chain"),
        pytest.param("Mines harmed 57 people (11 killed, 46 injured).", "en", [None, 57, 57], id="brackets"),
        pytest.param("There were 30 victims. Among them, 4 died and 26 were injured.", "en", [None, 30, 30], id="sentence-before"),
        pytest.param("Of the 80 incidents, 33 were on farmland.", "en", [None, 80], id="of-the-whole"),
        pytest.param("This spring 12 of the 19 victims were injured.", "en", [19, None], id="part-before-whole"),
        pytest.param("Пострадали 25 человек: 5 погибли, 20 ранены.", "ru", [None, 25, 25], id="ru-colon"),
        pytest.param("60 nəfər minaya düşüb, onlardan 9-u həlak olub, 51-i yaralanıb.", "az", [None, 60, 60], id="az-possessives"),
        pytest.param("In this period 70 mines were found. A total of 12 shells were found.", "en", [None, None], id="no-part"),
    ],
)  # fmt: skip
def test_a_part_names_its_whole(text: str, language: str, expected: list[float | None]) -> None:
    assert wholes(text, language) == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        pytest.param("Mines injured 6 minors or teenagers.", "en", "minors or teenagers", id="en"),
        pytest.param("Partlayışda 3 uşaq yaralanıb.", "az", "uşaq", id="az"),
        pytest.param("Ранены 8 несовершеннолетних.", "ru", "несовершеннолетних", id="ru"),
    ],
)
def test_an_age_is_as_worded_and_its_group_is_comparable(text: str, language: str, expected: str) -> None:
    (figure,) = figures(text, language)
    assert figure.age == expected
    assert age_group(expected) == "children"


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        pytest.param("Victims: 14. Injured: 9.", "en", [(14, "people", "both"), (9, "people", "injured")], id="label"),
        pytest.param("Число погибших – 12, раненых – 30.", "ru", [(12, "people", "killed"), (30, "people", "injured")], id="ru-number-of"),
        pytest.param("Ölənlərin sayı 12-dir.", "az", [(12, "people", "killed")], id="az-number-of"),
        pytest.param("Взрыв ранил двоих сапёров и убил пятерых.", "ru", [(2, "people", "injured"), (5, "people", "killed")], id="ru-inflected"),
        pytest.param("The grant is worth $2.5 million.", "en", [(2_500_000, "money", None)], id="money"),
        pytest.param("Layihəyə 3 milyon manatdan çox pul ayrılıb.", "az", [(3_000_000, "money", None)], id="az-money"),
        pytest.param("Eight farmers were wounded by UXOs.", "en", [(8, "people", "injured")], id="the-device-is-the-cause"),
        pytest.param("The team brought 9 mine detection dogs.", "en", [(9, None, None)], id="unknown-noun"),
        pytest.param("Между 3 и 5 га очищено.", "ru", [(3, "hectares", None)], id="range"),
        pytest.param("In Jabrayil 4 hectares and in Lachin 700 square metres were cleared.", "en", [(4, "hectares", None), (0.07, "hectares", None)], id="units"),
        pytest.param("Blasts injured two monks, all locals; no one died.", "en", [(2, "people", "injured")], id="no-one"),
        pytest.param("Mina hadisəsi olub, 4 nəfər xəstəxanaya aparılıb.", "az", [(4, "people", "injured")], id="olub-is-not-died"),
    ],
)  # fmt: skip
def test_unseen_wordings_are_read(text: str, language: str, expected: list[tuple[float, str | None, str | None]]) -> None:
    assert [(f.value, f.unit, f.outcome) for f in figures(text, language)] == expected


def test_a_number_of_no_known_measure_is_described_by_its_noun_phrase() -> None:
    assert [f.described for f in figures("The agency has 9 mine detection dogs in 14 schools.")] == ["mine detection dogs", "schools"]
    assert figures("Количество служебных собак – 12.", "ru")[0].described.startswith("служебных")


def test_the_actor_is_the_body_that_did_it_and_goes_on_with_the_agency() -> None:
    read = figures("ANAMA cleared 9 hectares in May. The agency found 7 mines. The Ministry of Defense and ANAMA jointly found 3 shells.")
    assert [f.actor for f in read] == ["ANAMA", "ANAMA", "all agencies"]


def test_who_is_quoted_is_the_attribution_and_no_actor() -> None:
    (figure,) = figures("Teams cleared 9 hectares in May, according to the Ministry of Defense.")
    assert figure.attribution == "the Ministry of Defense"
    assert figure.actor is None


def test_the_title_is_the_headline_and_older_totals_at_the_end_are_background() -> None:
    text = "Blast kills two in Fuzuli\n\nOn 1 June a mine killed two men in Fuzuli.\n\nSince 1991 mines have killed 600 people."
    assert [f.role for f in figures(text, title="Blast kills two in Fuzuli")] == ["headline", "body", "background"]


def test_a_title_in_the_head_of_the_text_is_the_headline_with_the_period_of_the_body() -> None:
    text = "TITLE: Over 900 hectares cleared\nDATE: 2 June 2025\n\nIn May 2025, teams cleared 912.4 hectares."
    article = Article(source="a.txt", text=text, title="Over 900 hectares cleared", published="2025-06-02", language="en", body_start=52)
    head, body = extract_figures(article, article_sentences(article), "Azerbaijan")
    assert (text[head.start : head.end], text[head.sentence_start : head.sentence_end]) == ("900", "Over 900 hectares cleared")
    assert (head.role, body.role, head.period, "period" in head.inferred) == ("headline", "body", body.period, True)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        pytest.param("Last year 61 people were hurt, compared with 58 in 2022.", "en", [("2024", "2024"), ("2022", "2022")], id="two-years"),
        pytest.param("Since 1991 mines hurt 900 people, and since 2021 80 people.", "en", [("1991", None), ("2021", None)], id="two-baselines"),
        pytest.param("In the first quarter of 2025 teams cleared 9 ha.", "en", [("2025-01", "2025-03")], id="quarter"),
        pytest.param("2020-ci il noyabrın 10-dan 2025-ci il mayın 26-dək 24 hadisə olub.", "az", [("2020-11-10", "2025-05-26")], id="az-range"),
        pytest.param("Вчера ранены трое.", "ru", [("2025-06-01", "2025-06-01")], id="yesterday"),
        pytest.param("By the end of 2012 there were 40 victims since 1995.", "en", [("1995", "2012")], id="both-ends-apart"),
        pytest.param("Mines found: 31. That is the count for May 2025.", "en", [("2025-05", "2025-05")], id="said-afterwards"),
    ],
)  # fmt: skip
def test_a_number_takes_the_period_of_its_own_clause(text: str, language: str, expected: list[tuple[str | None, str | None]]) -> None:
    assert [(f.period.start, f.period.end) if f.period else None for f in figures(text, language)] == expected


def test_a_body_that_works_abroad_gives_the_country() -> None:
    assert figures("CMAC cleared 40 hectares in May.")[0].place == "Cambodia"


def test_a_part_said_to_be_elsewhere_does_not_move_its_whole() -> None:
    assert [f.place for f in figures("Teams cleared 50 hectares, 9 of them in Fuzuli.")] == ["Azerbaijan", "Fuzuli"]


def test_short_forms_are_taken_in_their_own_language_only() -> None:
    assert [t for t in find_tags("it", "en") if t.dimensions.get("other")] == []
    assert [t.kind for t in find_tags("it", "az")] == ["thing"]
