"""Index terms: one number, one term, whatever its separators and the language around it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.terms import find_concepts, find_places, number_term, read_terms


@pytest.mark.parametrize(
    ("written", "term"),
    [
        pytest.param("37154", "n37154", id="plain"),
        pytest.param("37,154", "n37154", id="comma-groups"),
        pytest.param("37.154", "n37154", id="stop-groups"),
        pytest.param("37 154", "n37154", id="space-groups"),
        pytest.param("37\u00a0154", "n37154", id="no-break-space-groups"),
        pytest.param("37\u202f154", "n37154", id="thin-no-break-space-groups"),
        pytest.param("1,198.7", "n1198_7", id="en-groups-and-fraction"),
        pytest.param("1.198,7", "n1198_7", id="de-groups-and-fraction"),
        pytest.param("669,1", "n669_1", id="az-fraction"),
        pytest.param("669.1", "n669_1", id="en-fraction"),
        pytest.param("0.125", "n0_125", id="three-decimals-after-zero"),
        pytest.param("1,500,000", "n1500000", id="millions"),
    ],
)
def test_a_number_is_one_term_whatever_its_separators(written: str, term: str) -> None:
    assert number_term(written) == term


def test_the_same_facts_share_their_terms_across_languages() -> None:
    texts = (("37,154 ha in Aghdam, Oct. 7", "en"), ("Ağdamda 7 oktyabr, 37 154 ha", "az"), ("37 154 га в Агдаме 7 октября", "ru"))
    shared = set.intersection(*(set(read_terms(text, language).all) for text, language in texts))
    assert {"n37154", "pl_aghdam", "d1007"} <= shared


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u202f", "\u2009"], ids=["space", "no-break", "thin-no-break", "thin"])
def test_the_groups_of_a_number_in_a_text_may_stand_apart_by_any_kind_of_space(space: str) -> None:
    assert read_terms(f"Очищено 37{space}154 га", "ru").numbers == ("n37154",)


def test_the_same_thing_is_one_concept_in_three_languages() -> None:
    assert set(find_concepts("anti-tank mines")) & set(find_concepts("tank əleyhinə mina")) & set(find_concepts("противотанковые мины"))


def test_a_place_is_found_without_its_diacritics() -> None:
    assert find_places("Agdamda") == find_places("Ağdamda") == find_places("в Агдаме") == ["Aghdam"]


@given(st.text(), st.sampled_from(["en", "az", "ru", "xx", None]))
def test_no_term_of_any_text_can_break_a_full_text_query(text: str, language: str | None) -> None:
    assert all('"' not in term and " " not in term and term for term in read_terms(text, language).all)
