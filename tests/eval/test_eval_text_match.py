"""Text match counts as SQuAD does: by hand, and against a public implementation."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.text_match import exact_match, token_f1

WORDS = st.lists(st.sampled_from(["the", "A", "mine", "Mines", "mine,", "37,154", "of", "Aghdam.", "an", "ha"]), max_size=7).map(" ".join)


@pytest.mark.parametrize(
    ("text", "expected", "f1"),
    [
        pytest.param("the 237 incidents", ["237 incidents"], 1.0, id="articles aside"),
        pytest.param("in Tepekend village", ["Tepekend"], 2 * (1 / 3) / (1 / 3 + 1), id="precision 1/3, recall 1"),
        pytest.param("Lachin", ["Shusha", "Lachin town"], 2 / 3, id="the best of several"),
        pytest.param("Lachin", ["Shusha"], 0.0, id="no word in common"),
        pytest.param("mine mine", ["mine"], 2 / 3, id="words are counted, not only known"),
    ],
)
def test_f1_is_that_of_the_words(text: str, expected: list[str], f1: float) -> None:
    assert token_f1(text, expected) == pytest.approx(f1)


def test_an_exact_match_looks_past_case_punctuation_and_articles() -> None:
    assert exact_match("The Mines.", ["mines"])
    assert not exact_match("mine", ["mines"])


def test_f1_without_an_expected_text_raises() -> None:
    with pytest.raises(ValueError, match="no text is expected"):
        token_f1("mines", [])


@pytest.fixture(scope="module")
def sixty_four_bits() -> Iterator[None]:
    """The reference computes with as many bits as we do."""
    import torch

    before = torch.get_default_dtype()
    torch.set_default_dtype(torch.float64)
    yield
    torch.set_default_dtype(before)


@pytest.mark.usefixtures("sixty_four_bits")
@given(text=WORDS, expected=st.lists(WORDS, min_size=1, max_size=3))
def test_both_agree_with_a_public_implementation(text: str, expected: list[str]) -> None:
    from torchmetrics.functional.text import squad

    given_ = [{"prediction_text": text, "id": "q"}]
    wanted = [{"answers": {"answer_start": [0] * len(expected), "text": expected}, "id": "q"}]
    reference = squad(given_, wanted)
    assert 100 * exact_match(text, expected) == pytest.approx(reference["exact_match"].item(), abs=1e-9)
    assert 100 * token_f1(text, expected) == pytest.approx(reference["f1"].item(), abs=1e-9)
