"""What an answer's text holds: its first sentence, a wanted string or number, a refusal."""

import re
import unicodedata

from eval.numbers import MARK, Number, lexicon, read_numbers, value_words
from ingest.dates import fold_case
from ingest.sentences import split_sentences

SHORT_WORD = 3  # letters: "no" must not be met by "nothing"
SHORT_LEAD = 4  # words: "No." or "Short answer:" is not yet the first sentence
NEAR = 1e-6  # two numbers are one
_YEAR = re.compile(r"(?:19|20)\d\d")
QUOTATION = re.compile(r"“[^”]*”|«[^»]*»")


def plain(text: str) -> str:
    """Casefolded text without citation marks, with one kind of space, dash and apostrophe."""
    folded = fold_case(unicodedata.normalize("NFC", MARK.sub(" ", text)))
    folded = re.sub(r"[\u2018\u2019\u02bc`´]", "'", re.sub(r"[\u2010-\u2015\u2212]", "-", folded))
    return " ".join(folded.split())


def first_sentence(text: str) -> str:
    """The first sentence of an answer, with the one after it where it is only a word or three without a digit."""
    taken: list[str] = []
    for sentence in split_sentences(text):
        taken.append(text[sentence.start : sentence.end])
        lead = MARK.sub(" ", " ".join(taken))
        if len(re.findall(r"\w+", lead)) >= SHORT_LEAD or re.search(r"\d", lead):
            break
    return " ".join(taken)


def holds(text: str, wanted: str, *, ones: bool = True) -> bool:
    """Whether a text holds a wanted string.

    A number is compared as a number, whatever its format; one that may be a year (1900–2099) also with the years, and
    "1.5 million" meets 1.5 too. Anything else is
    sought case-insensitive at the start of a word, and at its end too when it has three letters or fewer, ends in a digit or is a
    number word. With `ones` false the words for one ("one", "bir", "один"), which are articles and pronouns too, are no numbers.
    """
    if not re.fullmatch(r"\d+(?:\.\d+)?", wanted):
        return _holds_string(plain(text), plain(wanted))
    if _YEAR.fullmatch(wanted) and re.search(rf"(?<!\d){wanted}(?!\d)", text):
        return True
    numbers = read_numbers(text) if ones else without_ones(read_numbers(text))
    return any(abs(reading - float(wanted)) < NEAR for number in numbers for reading in number.readings | number.unscaled)


def without_ones(numbers: list[Number]) -> list[Number]:
    """The numbers without the words for one, which are articles and pronouns too."""
    return [n for n in numbers if not (n.in_words and n.readings == {1.0})]


def _holds_string(text: str, wanted: str) -> bool:
    whole = len(wanted) <= SHORT_WORD or wanted[-1].isdigit() or wanted in value_words()
    start = r"(?<!\w)" if wanted[0].isalnum() else ""
    return re.search(start + re.escape(wanted) + (r"(?!\w)" if whole else ""), text) is not None


def meets(text: str, group: tuple[str, ...], *, ones: bool = True) -> bool:
    """Whether a text holds any string of a group."""
    return any(holds(text, wanted, ones=ones) for wanted in group)


def says_not_stated(text: str) -> bool:
    """Whether the first sentence, its quotations aside, says that the reports do not state it."""
    lead = plain(QUOTATION.sub(" ", first_sentence(text)))
    return any(re.search(pattern, lead) for patterns in lexicon()["refusals"].values() for pattern in patterns)
