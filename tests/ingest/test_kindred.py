"""Words of one group of the thesaurus are found in running text, in three languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.kindred import LONGEST_ENDING, find_kindred


def found(text: str) -> set[tuple[str, str]]:
    return {(text[k.start : k.end], k.term) for k in find_kindred(text)}


@pytest.mark.parametrize(
    ("text", "word", "term"),
    [
        pytest.param("two teachers spoke", "teachers", "k_teacher", id="en-plural"),
        pytest.param("müəllimlərin sözləri", "müəllimlərin", "k_teacher", id="az-case"),
        pytest.param("беседа с учителями", "учителями", "k_teacher", id="ru-case"),
        pytest.param("TEACHERS", "TEACHERS", "k_teacher", id="capitals"),
        pytest.param("muellim ve KİNOLOQ", "KİNOLOQ", "k_dog_handler", id="dotted-capital"),
        pytest.param("the handler's whistle", "handler's", "k_dog_handler", id="apostrophe"),
        pytest.param("new kennels", "kennels", "k_kennel", id="en-kennel"),
        pytest.param("itxanada üç küçük", "itxanada", "k_kennel", id="az-kennel"),
        pytest.param("за питомниками", "питомниками", "k_kennel", id="ru-kennel"),
        pytest.param("Straße teacher", "teacher", "k_teacher", id="letter-that-folds-to-two"),
    ],
)
def test_a_form_matches_the_words_that_begin_with_it(text: str, word: str, term: str) -> None:
    assert (word, term) in found(text)


@pytest.mark.parametrize(
    ("text", "word", "term"),
    [
        pytest.param("head teacher's desk", "head teacher's", "k_school_principal", id="en"),
        pytest.param("a dog training centre near the river", "dog training centre", "k_kennel", id="en-three-words"),
        pytest.param("kinoloji mərkəzin həyəti", "kinoloji mərkəzin", "k_kennel", id="az"),
        pytest.param("вызвали скорую помощь", "скорую помощь", "k_ambulance", id="ru"),
    ],
)
def test_a_form_of_several_words_is_one_span(text: str, word: str, term: str) -> None:
    assert (word, term) in found(text)


@pytest.mark.parametrize(
    ("word", "term", "whole"),
    [
        pytest.param("principal", "k_school_principal", True, id="en"),
        pytest.param("principality", "k_school_principal", False, id="en-longer"),
        pytest.param("it", "k_dog_canine", True, id="az"),
        pytest.param("itirdi", "k_dog_canine", False, id="az-longer"),
        pytest.param("пса", "k_dog_canine", True, id="ru"),
        pytest.param("псалом", "k_dog_canine", False, id="ru-longer"),
    ],
)
def test_a_form_with_an_equals_sign_is_a_whole_word(word: str, term: str, whole: bool) -> None:
    assert ((word, term) in found(word)) is whole


@pytest.mark.parametrize(
    "text",
    ["unteacher", f"teacher{'x' * (LONGEST_ENDING + 1)}", "", "12 + 30", "about"],
    ids=["inside", "too-long", "empty", "numbers", "about"],
)
def test_other_words_belong_to_no_group(text: str) -> None:
    assert found(text) == set()


def test_members_of_a_group_meet_across_languages() -> None:
    texts = ("sniffer dogs", "axtarış itləri", "служебные собаки")
    assert all("k_dog_canine" in {term for _, term in found(text)} for text in texts)


def test_every_mention_is_found_in_order() -> None:
    text = "kennel, teacher and kennel again"
    spans = [k for k in find_kindred(text) if k.term in {"k_kennel", "k_teacher"}]
    assert [k.term for k in spans] == ["k_kennel", "k_teacher", "k_kennel"]


def test_a_mention_is_found_once() -> None:
    assert len(find_kindred("it")) == len(set(find_kindred("it")))


WORDS = st.sampled_from(
    ["teacher", "K-9", "İtxana", "it", "dog training centre", "учителя", "скорую помощь", "küçük", "child's", "Straße", "ß", "İ", "-", "’"]
)


@given(st.lists(WORDS | st.text(max_size=12), max_size=6).map(" ".join))
def test_spans_lie_in_the_text(text: str) -> None:
    starts = [k.start for k in find_kindred(text)]
    assert starts == sorted(starts)
    for start, end, term in find_kindred(text):
        assert 0 <= start < end <= len(text)
        assert term.startswith("k_")
        assert start == 0 or not (text[start - 1].isalnum() or text[start - 1] == "_")
