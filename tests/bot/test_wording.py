"""Our own words: in every language of the answers, and with no claim in them."""

import json
from importlib.resources import files

import pytest

from bot.question import ANSWER_LANGUAGES
from bot.saying import say_number
from bot.wording import QUOTE_MARKS, phrase, written_date

CATALOGUE = {k: v for k, v in json.loads(files("bot").joinpath("lexicons/phrases.json").read_text("utf-8")).items() if k != "about"}


@pytest.mark.parametrize("key", CATALOGUE)
def test_every_wording_is_in_every_language(key: str) -> None:
    assert set(CATALOGUE[key]) == set(ANSWER_LANGUAGES)


@pytest.mark.parametrize("language", ANSWER_LANGUAGES)
@pytest.mark.parametrize("key", CATALOGUE)
def test_no_wording_holds_a_digit(key: str, language: str) -> None:
    assert not any(c.isnumeric() for c in phrase(key, language))


@pytest.mark.parametrize("language", ANSWER_LANGUAGES)
def test_every_language_has_its_quotation_marks(language: str) -> None:
    assert len(QUOTE_MARKS[language]) == 2


@pytest.mark.parametrize(
    ("iso", "language", "written"),
    [
        ("2025-05-20", "en", "20 May 2025"), ("2025-05-20T14:23:00+04:00", "en", "20 May 2025"), ("2025-05", "en", "May 2025"), ("2025", "en", "2025"),
        ("2025-05-20", "az", "20 may 2025"), ("2025-05", "az", "may 2025"), ("2025-05-20", "ru", "20 мая 2025"), ("2025-05", "ru", "май 2025"),
    ],
)  # fmt: skip
def test_a_date_is_written_as_the_language_does_and_no_more_exactly_than_it_is_known(iso: str, language: str, written: str) -> None:
    assert written_date(iso, language) == written


@pytest.mark.parametrize(("value", "said"), [(999_999_999_999_999.0, "999,999,999,999,999"), (1.2e38, "1.2e+38"), (-5e20, "-5e+20")])
def test_a_number_of_any_size_can_be_said(value: float, said: str) -> None:
    assert say_number(value, "en") == said
