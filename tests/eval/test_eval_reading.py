"""What an answer's text holds."""

import pytest

from eval.reading import first_sentence, holds, says_not_stated


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param("37 154 га", "37154", id="number in another format"),
        pytest.param("Ten cases", "10", id="number in words"),
        pytest.param("since 1998.", "1998", id="year"),
        pytest.param("worth 1.5 million", "1.5", id="number before its scale"),
        pytest.param("Süleymanov dedi", "süleymanov", id="case"),
        pytest.param("İSMAYILOV", "İsmayılov", id="Turkic dotted and dotless i"),
        pytest.param("the mudslides", "mudslide", id="start of a longer word"),
        pytest.param("he said: don’t touch", "don't touch", id="apostrophes"),
        pytest.param("anti‑personnel", "anti-personnel", id="dashes"),
    ],
)
def test_a_wanted_string_is_found(text: str, wanted: str) -> None:
    assert holds(text, wanted)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param("37,155 hectares", "37154", id="number off by one"),
        pytest.param("on 14 May", "14", id="day of a date"),
        pytest.param("it says [14]", "14", id="citation mark"),
        pytest.param("371541", "37154", id="part of a number"),
        pytest.param("submarine", "marine", id="middle of a word"),
        pytest.param("nothing", "no", id="start of a word with three letters or fewer"),
        pytest.param("fourteen", "four", id="number word inside another"),
        pytest.param("13 November", "3 November", id="day inside another"),
    ],
)
def test_a_wanted_string_is_not_found_in_another(text: str, wanted: str) -> None:
    assert not holds(text, wanted)


def test_the_word_for_one_can_be_left_out() -> None:
    assert holds("one of them", "1")
    assert not holds("one of them", "1", ones=False)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        pytest.param("One was hurt. Two died.", "One was hurt. Two died.", id="a lead of three words takes the next along"),
        pytest.param("News, 20 May 2025: “He said 5.” [1]\nNews: “She said 6.” [2]", "News, 20 May 2025: “He said 5.”", id="a quoted line"),
        pytest.param("Mr. Aliyev cleared 1.5 ha there. It rained.", "Mr. Aliyev cleared 1.5 ha there.", id="abbreviation and decimal"),
    ],
)
def test_the_first_sentence_ends_where_it_ends(text: str, first: str) -> None:
    assert first_sentence(text) == first


@pytest.mark.parametrize(
    "text",
    [
        "The reports do not state this. They hold 5 others.",
        "This is not stated in any report.",
        "No report gives the number of dogs.",
        "Xəbərlərdə bu barədə məlumat verilmir.",
        "В сообщениях это не указано.",
    ],
)
def test_a_refusal_in_words_is_recognised(text: str) -> None:
    assert says_not_stated(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("ANAMA reports 5 mines.", id="an answer"),
        pytest.param("ANAMA reports 5 mines here. The reports do not state more.", id="a remark after the answer"),
        pytest.param("ANAMA, May 2025: “The report does not mention mines.”", id="a quotation"),
    ],
)
def test_an_answer_is_no_refusal(text: str) -> None:
    assert not says_not_stated(text)
