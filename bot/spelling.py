"""Misspelt words of a question: the nearest word that the library or a lexicon knows, when it is near enough to be meant."""

import re
from collections.abc import Sequence
from functools import cache

from rapidfuzz import process
from rapidfuzz.distance import OSA
from spellchecker import SpellChecker

from bot.question import question_language
from ingest.dates import fold_case, month_words
from ingest.figures.lexicon import find_tags
from ingest.plain import plain_letters
from ingest.terms import lexicon_words, stopwords, word_term

SHORTEST = 4  # letters: shorter words are too near to each other
# Least similarity (1 - edits / length, a swap of neighbours is one edit); inflection needs the higher.
NEAR = {"en": 0.78, "ru": 0.85, "az": 0.88}
DICTIONARIES = ("en", "ru")  # languages in which a word's being unknown can be told; for Azerbaijani there is no dictionary to be had
ENDING = 3  # letters that inflection changes; in Azerbaijani and Russian no typo is looked for among them
NEAR_MONTH = 0.6  # the same for a word between a day and a year, where only a month can stand
_WORD = re.compile(r"[^\W\d_]+")
_MONTH_SLOT = re.compile(
    r"(?<=\d\s)([^\W\d_]{3,})(?=\s+(?:19|20)\d\d\b)|\b([^\W\d_]{3,})(?=\s+\d{1,2}(?:\s*[-–]\s*\d{1,2})?,?\s+(?:19|20)\d\d\b)"
)


class Speller:
    """Corrects questions by the words of one generation of a library and of the lexicons."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._stems = frozenset(vocabulary)
        self._choices = sorted({w for w in (*vocabulary, *_lexicon()) if len(w) >= SHORTEST and w.isalpha()})

    def correct(self, question: str) -> str:
        """The question with each unknown word replaced by the nearest known one; the same text when all are known or none is near."""
        language = question_language(question)
        dated = _MONTH_SLOT.sub(lambda m: _nearest_month(m.group()), question)
        return _WORD.sub(lambda m: self._nearest(m.group(), language), dated)

    def _nearest(self, word: str, language: str) -> str:
        plain = plain_letters(fold_case(word))
        stem = word_term(word, language)
        if (
            len(word) < SHORTEST
            or stem is None
            or stem in self._stems
            or plain in self._stems
            or _is_known(plain)
            or _in_dictionary(word)
            or find_tags(word)
        ):
            return word
        found = process.extractOne(plain, self._choices, scorer=OSA.normalized_similarity, score_cutoff=NEAR[language])
        meant = found is not None and found[0][0] == plain[0] and not (language != "en" and _inflected(plain, found[0]))
        return found[0] if found and meant else word


def _inflected(word: str, known: str) -> bool:
    """Whether two words differ in their endings alone: forms of one word, of which the library happens to have one."""
    return word[:-ENDING] == known[: len(word) - ENDING] and abs(len(word) - len(known)) < ENDING


def _nearest_month(word: str) -> str:
    folded = fold_case(word)
    if folded in month_words() or folded in stopwords():
        return word
    found = process.extractOne(
        folded, [m for m in month_words() if len(m) > SHORTEST], scorer=OSA.normalized_similarity, score_cutoff=NEAR_MONTH
    )
    return found[0] if found and found[0][0] == folded[0] else word


@cache
def _lexicon() -> frozenset[str]:
    return frozenset(plain_letters(w) for w in (*lexicon_words(), *month_words()))


@cache
def _dictionaries() -> tuple[SpellChecker, ...]:
    return tuple(SpellChecker(language=language) for language in DICTIONARIES)


def _in_dictionary(word: str) -> bool:
    return any(dictionary.known([word]) for dictionary in _dictionaries())


def _is_known(plain: str) -> bool:
    """Whether a lexicon knows the word, or a form that it begins with."""
    return plain in _lexicon() or any(plain.startswith(w) and len(plain) - len(w) <= SHORTEST for w in _lexicon() if len(w) >= SHORTEST)
