"""Numbers that go on with what was told before: other years and places, registers, sums, parts of an earlier total, what is left."""

from typing import Any

import pytest

from ingest.articles import Article
from ingest.figures.extract import extract_figures
from ingest.passages import article_sentences


def told(text: str, language: str, *names: str) -> list[tuple[Any, ...]]:
    article = Article(source="test", text=text, language=language, published="2025-06-05")
    found = extract_figures(article, article_sentences(article), "Azerbaijan")
    return [(f.value, *(getattr(f, n) for n in names)) for f in found]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        pytest.param("Angola had 59 casualties. In 2022 there were 44.", "en", (44, "people", "both"), id="year-before"),
        pytest.param("There were 900 casualties. Syria had the most (88).", "en", (88, "people", "both"), id="place-with-most"),
        pytest.param("Angola had 59 casualties. Cauca (21) was the department most affected.", "en", (21, "people", "both"), id="name"),
        pytest.param("There were 59 casualties. The register now has 3,468 names.", "en", (3468, "people", "both"), id="register"),
        pytest.param("There were 59 casualties. The office has 22 cars.", "en", (22, None, None), id="own-noun"),
        pytest.param("59 victims. Of the country's towns, 33 are free of mines.", "en", (33, None, None), id="other-whole"),
        pytest.param("Teams lifted 300 objects from the ground.", "en", (300, "devices", None), id="objects"),
        pytest.param("Обезврежено 62 предмета.", "ru", (62, "devices", None), id="ru-objects"),
    ],
)  # fmt: skip
def test_a_number_that_names_nothing_goes_on(text: str, language: str, expected: tuple[Any, ...]) -> None:
    assert told(text, language, "unit", "outcome")[-1] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("34 people suffered. Five lost their lives and 29 were hurt.", [(34, "both"), (5, "killed"), (29, "injured")], id="split"),
        pytest.param("34 people suffered. By status, 19 were civilians and 15 soldiers.", [(34, "both"), (19, "both"), (15, "both")], id="sorts"),
        pytest.param("Mines killed 624 people and injured 1,157, 1,781 in total.", [(624, "killed"), (1157, "injured"), (1781, "both")], id="sum"),
        pytest.param("3 died and 5 were injured; for 2 it is not known whether they survived.", [(3, "killed"), (5, "injured"), (2, None)], id="unknown"),
    ],
)  # fmt: skip
def test_outcomes_of_parts_and_sums(text: str, expected: list[tuple[Any, ...]]) -> None:
    assert told(text, "en", "outcome") == expected


def test_children_among_the_civilians_are_civilian_victims() -> None:
    text = "Of the 400 victims 231 are civilians: 58 killed and 173 injured. There are 16 children among the civilians."
    assert told(text, "en", "outcome", "who", "age")[-1] == (16, "both", "civilian", "children")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("In May 900 hectares were cleared. Fuzuli led with 310 hectares.", "cleared", id="led"),
        pytest.param("In May 900 hectares were cleared. The share of the army was 310 hectares.", "cleared", id="share"),
        pytest.param("In May 900 hectares were cleared. Cotton grows on 310 hectares.", None, id="other-use"),
        pytest.param("The suspected area has shrunk from 174,000 to 137,000 hectares.", "remaining", id="shrunk"),
    ],
)
def test_land_is_compared_by_the_deed_told_before(text: str, expected: str | None) -> None:
    assert told(text, "en", "activity")[-1][1] == expected


def test_a_sum_of_devices_is_of_all_kinds() -> None:
    text = "They found 402 anti-personnel mines, 58 anti-tank mines and 1,377 unexploded shells. In sum: 1,837."
    assert told(text, "en", "unit", "device", "activity")[-1] == (1837, "devices", "all", "found")
