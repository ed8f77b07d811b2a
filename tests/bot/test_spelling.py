"""Misspelt words of a question: what is mended, and what is left as it stands."""

import pytest

from bot.spelling import Speller

SPELLER = Speller(["helicopter", "dusenbe", "tehlukeli", "albaniya"])


def test_a_word_that_no_lexicon_knows_is_read_as_the_nearest_of_the_library() -> None:
    assert SPELLER.correct("which helicoptr landed?") == "which helicopter landed?"


@pytest.mark.parametrize("question", ["Maşın minaya düşəndə nə olub?", "Mina təhlükəsi haqqında nə deyilib?", "Bəs Almaniya nə verib?"])
def test_another_ending_of_a_word_is_no_typo(question: str) -> None:
    assert SPELLER.correct(question) == question
