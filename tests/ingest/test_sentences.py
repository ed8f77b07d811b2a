"""Sentences: where they end in five languages, and that none of the text is lost."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.sentences import split_sentences

REPORT_LIKE = st.lists(
    st.sampled_from(
        ["mines", "Mr.", "A. B. Ivanov", "1.5 ha", "Nov. 10", "2024 г.", "və s.", "z. B.", "10. Mai", "“No!”", "?", "...", "…", ".", ":", ";",
         "\n", "\n\n", " ", "- ", "1. ", "u.s.", "News.Az", "cleared.The", "İyulun", "мин", "«да».", "\u2028", "\t", "\x1c", "'", ")"]
    ), max_size=40,
).map(" ".join)  # fmt: skip


def told_apart(text: str) -> list[str]:
    return [text[s.start : s.end] for s in split_sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Mr. Aliyev met Dr. Smith in the field.", id="en-titles"),
        pytest.param("The unit reported to Gen. Hasanov on the same day.", id="en-rank"),
        pytest.param("It cleared approx. 40 hectares, i.e. a fifth of the land.", id="en-lower-case-abbreviations"),
        pytest.param("In all 1.5 hectares and 3.25 km of road were cleared.", id="en-decimals"),
        pytest.param("On Nov. 10 the teams found 3 mines.", id="en-short-month"),
        pytest.param("J. R. Smith and A. B. Ivanov led the work.", id="en-initials"),
        pytest.param("News.Az and Report.az wrote about it.", id="en-domain-names"),
        pytest.param("Rayonda 12,5 ha ərazi təmizlənib və s. işlər görülüb.", id="az-abbreviation"),
        pytest.param("C. Məmmədov bu barədə məlumat verib.", id="az-initial"),
        pytest.param("В 2024 г. было найдено 12 мин.", id="ru-year"),
        pytest.param("А. В. Иванов сообщил об этом на ул. Низами.", id="ru-initials-and-street"),
        pytest.param("Очищено 12 тыс. га, т. е. треть земель.", id="ru-thousands"),
        pytest.param("Dr. Yılmaz 3.500 mayın bulunduğunu söyledi.", id="tr-title-and-thousands"),
        pytest.param("Am 10. Mai wurden z. B. 12 Minen gefunden.", id="de-ordinal-and-abbreviation"),
        pytest.param("“How many?” he asked.", id="speaker-after-a-question"),
    ],
)
def test_a_stop_inside_a_sentence_does_not_end_it(text: str) -> None:
    assert told_apart(text) == [text]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param("Teams cleared 1.5 ha.", "It took a day.", id="en-after-a-unit"),
        pytest.param("The work ended on 3 March.", "Nobody was hurt.", id="en-month-in-full"),
        pytest.param("It happened in the U.S.", "Nobody was hurt.", id="en-abbreviation-at-the-end"),
        pytest.param("“We are done.”", "The unit left.", id="en-closed-quotation"),
        pytest.param("Was anyone hurt?", "No.", id="en-question"),
        pytest.param("12 mina tapılıb.", "Hamısı zərərsizləşdirilib.", id="az"),
        pytest.param("Работы начались в 2024 г.", "Очищено 12 га.", id="ru-year-at-the-end"),
        pytest.param("Найдено 12 мин.", "Пострадавших нет.", id="ru"),
        pytest.param("12 mayın bulundu.", "Yaralı yok.", id="tr"),
        pytest.param("Zwölf Minen wurden gefunden.", "Niemand wurde verletzt.", id="de"),
    ],
)
def test_a_full_stop_before_a_new_beginning_ends_a_sentence(first: str, second: str) -> None:
    assert told_apart(f"{first} {second}") == [first, second]


def test_a_missing_space_after_a_stop_still_ends_the_sentence() -> None:
    assert told_apart("The land was cleared.The agency said so.") == ["The land was cleared.", "The agency said so."]


def test_a_line_break_ends_a_sentence_without_a_stop() -> None:
    assert told_apart("Blast near Lachin\nA shepherd was hurt.") == ["Blast near Lachin", "A shepherd was hurt."]


def test_the_lines_of_a_hard_wrapped_paragraph_are_one_sentence() -> None:
    text = "The teams of the agency went through the fields of the whole\ndistrict for a year and found more than a hundred mines there."
    assert told_apart(text) == [text]


def test_headings_are_told_apart_from_finished_sentences() -> None:
    assert [s.complete for s in split_sentences("Photo gallery\n\nA shepherd was hurt near the village.")] == [False, True]


@given(st.one_of(st.text(), REPORT_LIKE), st.integers(0, 12))
def test_every_character_that_is_not_blank_lies_in_exactly_one_sentence(text: str, start: int) -> None:
    sentences = split_sentences(text, start)
    covered = [position for s in sentences for position in range(s.start, s.end)]
    assert len(covered) == len(set(covered))
    assert {i for i in range(start, len(text)) if not text[i].isspace()} <= set(covered)


@given(REPORT_LIKE)
def test_sentences_stand_in_order_and_hold_no_outer_blanks(text: str) -> None:
    sentences = split_sentences(text)
    assert sentences == sorted(sentences, key=lambda s: s.start)
    assert all(text[s.start : s.end] == text[s.start : s.end].strip() != "" for s in sentences)


def test_a_report_on_one_very_long_line_is_split_in_time_that_grows_with_its_length() -> None:
    started = time.perf_counter()
    assert len(split_sentences("The teams of the agency found 12 mines near the village of Kangarli. " * 4000)) == 4000
    assert time.perf_counter() - started < 4
