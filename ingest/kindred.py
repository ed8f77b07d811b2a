"""Words that name one thing: the groups of the thesaurus, such as "kennel" with "dog centre", across the languages of the lexicons."""

import re
from functools import cache
from typing import NamedTuple

from ingest.dates import fold_case
from ingest.lexicon_files import read_lexicon
from ingest.plain import plain_letters

KEY = 4  # letters by which forms are looked up
LONGEST_ENDING = 8  # letters that an inflected form may add
_WORD_START = re.compile(r"(?<!\w)\w")
_ENDING = re.compile(r"['’\w]*")


class Kindred(NamedTuple):
    """text[start:end] belongs to a group of the thesaurus, by its index term."""

    start: int
    end: int
    term: str


class _Form(NamedTuple):
    letters: str
    whole: bool
    term: str


@cache
def _forms() -> dict[str, list[_Form]]:
    """The forms by their first letters."""
    forms: dict[str, list[_Form]] = {}
    for group, languages in read_lexicon("ingest", "thesaurus").items():
        if group == "about":
            continue
        for form in (f for words in languages.values() for f in words):
            letters = plain_letters(fold_case(form.removesuffix("=")))
            forms.setdefault(letters[:KEY], []).append(_Form(letters, form.endswith("="), f"k_{group}"))
    return forms


def find_kindred(text: str) -> list[Kindred]:
    """Every group that a text names a member of, in order; a word may belong to several."""
    plain = plain_letters(fold_case(text))
    if len(plain) != len(text):  # a letter that casefolds to two; offsets would be wrong
        plain = plain_letters(text.lower())
    found = []
    for start in (m.start() for m in _WORD_START.finditer(plain)):
        for form in (f for key in {plain[start : start + n] for n in range(1, KEY + 1)} for f in _forms().get(key, ())):
            if not plain.startswith(form.letters, start):
                continue
            end = start + len(form.letters)
            last = end + len(_ENDING.match(plain, end).group())  # type: ignore[union-attr]  # it matches everywhere
            if last == end or (not form.whole and last - end <= LONGEST_ENDING):
                found.append(Kindred(start, last, form.term))
    return sorted(found)
