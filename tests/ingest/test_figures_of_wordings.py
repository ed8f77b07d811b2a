"""Wordings of many writers: what was done to devices and land, days of the week, datelines, labels, ellipses, people who came to no harm."""

from typing import Any

import pytest

from ingest.articles import Article
from ingest.figures.datelines import dateline_end
from ingest.figures.extract import extract_figures
from ingest.figures.figure import Figure
from ingest.passages import article_sentences


def figures(text: str, language: str = "en", published: str = "2025-06-05") -> list[Figure]:
    article = Article(source="test", text=text, language=language, published=published)
    return extract_figures(article, article_sentences(article), "Azerbaijan")


def told(text: str, language: str, *names: str) -> list[tuple[Any, ...]]:
    return [(f.value, *(getattr(f, n) for n in names)) for f in figures(text, language)]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        pytest.param("Sappers defused 9 mines.", "en", [(9, "cleared")], id="defused"),
        pytest.param("Sappers found and blew up 9 mines.", "en", [(9, "found")], id="found-first"),
        pytest.param("Hərbçilər 14 minanı sıradan çıxarıb.", "az", [(14, "cleared")], id="az"),
        pytest.param("Утилизировано 14 мин.", "ru", [(14, "cleared")], id="ru"),
        pytest.param("Some 40 hectares of suspected land remain.", "en", [(40, "remaining")], id="remain"),
        pytest.param("Очищено 30 га, осталось 12 га.", "ru", [(30, "cleared"), (12, "remaining")], id="ru-remain"),
        pytest.param("Təmizlənmiş sahə - 31 ha, aşkar edilmiş mərmi - 7.", "az", [(31, "cleared"), (7, "found")], id="az-labels"),
        pytest.param("About 80 percent of the orchard has been cleared.", "en", [(80, "cleared")], id="share"),
        pytest.param("They cleared 50 hectares. Of that, 20 hectares are under wheat.", "en", [(50, "cleared"), (20, "cleared")], id="part"),
    ],
)  # fmt: skip
def test_what_was_done(text: str, language: str, expected: list[tuple[float, str | None]]) -> None:
    assert told(text, language, "activity") == expected


@pytest.mark.parametrize(
    ("text", "language", "bounds"),
    [
        pytest.param("A mine injured 3 men on Monday.", "en", ("2025-06-02", "2025-06-02"), id="weekday"),
        pytest.param("Last Thursday a mine injured 3 men.", "en", ("2025-05-29", "2025-05-29"), id="last-weekday"),
        pytest.param("Во вторник ранены 3 человека.", "ru", ("2025-06-03", "2025-06-03"), id="ru-weekday"),
        pytest.param("Şənbə günü 3 nəfər yaralanıb.", "az", ("2025-05-31", "2025-05-31"), id="az-weekday"),
        pytest.param("The agency said on Monday that 3 men were injured since March 2025.", "en", ("2025-03", None), id="only-said"),
        pytest.param("Next year 900 hectares will be cleared.", "en", ("2026", "2026"), id="next-year"),
        pytest.param("Since the new year began 900 hectares were cleared.", "en", ("2025", "2025-06-05"), id="year-to-date"),
        pytest.param("Since late 2021 mines killed 9 people.", "en", ("2021", None), id="since-late"),
        pytest.param("Fevral-may aylarında 90 hektar təmizlənib.", "az", ("2025-02", "2025-05"), id="az-months"),
        pytest.param("С января по декабрь очищено 90 га.", "ru", ("2024-01", "2024-12"), id="last-whole-year"),
        pytest.param("It says that 90 ha of the land freed in 2020 were cleared.", "en", None, id="when-something-else-was"),
    ],
)  # fmt: skip
def test_when(text: str, language: str, bounds: tuple[str | None, str | None] | None) -> None:
    (figure,) = figures(text, language)
    assert (figure.period and (figure.period.start, figure.period.end)) == bounds


def test_a_period_of_a_plan_is_not_that_of_the_numbers_before_it() -> None:
    done, planned = figures("Some 120 hectares were handed over, and another 80 hectares are to be cleared in 2026.")
    assert done.period is None
    assert planned.period is not None
    assert planned.period.start == "2026"


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        pytest.param("KABUL - A shell killed 4 children.", "en", "Afghanistan", id="dateline-abroad"),
        pytest.param("LACHIN, June 4 (Wire) - A shell killed 4 children.", "en", "Lachin", id="dateline-at-home"),
        pytest.param("Officials in Khankendi said a shell killed 4 children.", "en", "Azerbaijan", id="venue"),
        pytest.param("A mine near the Kherson road in Ukraine killed 4 men.", "en", "Ukraine", id="road"),
        pytest.param("In Talish, Tartar district, a mine killed 4 men.", "en", "Talish", id="village"),
        pytest.param("Malidə mina 4 nəfəri öldürüb.", "az", "Mali", id="whole-word"),
        pytest.param("Teams work in Karabakh and East Zangezur with 4 dogs.", "en", "Azerbaijan", id="two-territories"),
    ],
)  # fmt: skip
def test_where(text: str, language: str, expected: str) -> None:
    assert [f.place for f in figures(text, language)] == [expected]


def test_a_label_is_no_dateline() -> None:
    assert dateline_end("Fuzuli - 41 mines.") == 0
    assert dateline_end("FUZULI (Wire) - Some 41 mines were found.") == len("FUZULI (Wire) - ")


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        pytest.param("There were 90 victims. This number is now 97.", "en", [(90, "people", "both"), (97, "people", "both")], id="this-number"),
        pytest.param("Aghdam: 30 shells. Fuzuli: 12.", "en", [(30, "devices", None), (12, "devices", None)], id="places-only"),
        pytest.param("Found: anti-tank mines, 6; shells, 31.", "en", [(6, "devices", None), (31, "devices", None)], id="commas"),
        pytest.param("By status: 8 killed; 9 injured.", "en", [(8, "people", "killed"), (9, "people", "injured")], id="verb-behind-a-label"),
        pytest.param("Killed: 8. Injured: 9.", "en", [(8, "people", "killed"), (9, "people", "injured")], id="verb-as-label"),
        pytest.param("Пострадавших 17, погибших 8.", "ru", [(17, "people", "both"), (8, "people", "killed")], id="ru-inverted"),
        pytest.param("The number of mine victims since the war is 97.", "en", [(97, "people", "both")], id="compound"),
        pytest.param("Some 17 civilians (8 killed, 9 injured).", "en", [(17, "people", "both"), (8, "people", "killed"), (9, "people", "injured")], id="sum"),
        pytest.param("It cost 17 million crowns, half of the 34 million asked for.", "en", [(17e6, "money", None), (34e6, "money", None)], id="money"),
        pytest.param("About 900,000 or so people wait.", "en", [(900000, "people", None)], id="or-so"),
        pytest.param("Teams lifted 3 TM-62 mines.", "en", [(3, "devices", None)], id="type"),
        pytest.param("Очищено 2,5 квадратного километра.", "ru", [(250, "hectares", None)], id="ru-singular"),
        pytest.param("Kənd üçün 5 maşın alınıb.", "az", [(5, None, None)], id="az-no-number"),
        pytest.param("Call 102 or 112. Reading time 1 min.", "en", [], id="hotlines"),
        pytest.param("Mines killed 4 men aged 30 to 40.", "en", [(4, "people", "killed")], id="ages"),
    ],
)  # fmt: skip
def test_what_is_counted(text: str, language: str, expected: list[tuple[float, str | None, str | None]]) -> None:
    assert told(text, language, "unit", "outcome") == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        pytest.param("A blast killed one sapper and wounded two others.", "en", [(1, "killed", "deminer"), (2, "injured", "deminer")], id="others"),
        pytest.param("The blast hurt 6 farmers; 3 guests escaped unhurt.", "en", [(6, "injured", None), (3, None, None)], id="unhurt"),
        pytest.param("Partlayışda 6 fəhlə yaralanıb, 3 nəfər isə xəsarət almayıb.", "az", [(6, "injured", None), (3, None, None)], id="az-unhurt"),
        pytest.param("Some 60 people, of whom 7 are women, fell victim to mines.", "en", [(60, "both", None), (7, "both", None)], id="verb-behind-parts"),
        pytest.param("Among the civilians 5 died and 6 were injured.", "en", [(5, "killed", "civilian"), (6, "injured", "civilian")], id="among"),
    ],
)  # fmt: skip
def test_who_was_harmed(text: str, language: str, expected: list[tuple[float, str | None, str | None]]) -> None:
    assert told(text, language, "outcome", "who") == expected


def test_the_next_sentence_tells_of_the_same_device() -> None:
    text = "On 3 June a truck hit an anti-tank mine in Lachin. Two men were injured."
    assert [f.device for f in figures(text)] == ["anti-tank"]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        pytest.param("Lachin leads with 61 hectares, followed by Aghdam with 52 hectares.", "en", ["Lachin", "Aghdam"], id="followed"),
        pytest.param("По районам: Агдам – 61 человек, Физули – 52 человека.", "ru", ["Aghdam", "Fuzuli"], id="dashes"),
        pytest.param("Təmizlənib: 61 hektar Laçın, 52 hektar Ağdam.", "az", ["Lachin", "Aghdam"], id="number-first"),
    ],
)  # fmt: skip
def test_each_place_of_a_list_has_its_own_number(text: str, language: str, expected: list[str]) -> None:
    assert [f.place for f in figures(text, language)] == expected
