"""A question that stands alone, read: its language, what it asks for, and its index terms."""

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from ingest.articles import detect_language
from ingest.dates import fold_case
from ingest.errors import UserError
from ingest.lexicon_files import compiled, read_patterns
from ingest.terms import Terms, Unit, date_terms, plain_units, question_dates, read_terms, whole_terms

ANSWER_LANGUAGES = ("en", "az", "ru")


@dataclass(frozen=True)
class Question:
    """What was asked and how it is understood.

    `wants` is "age", "number", "person", "place", "date", "reason" or "any"; `newest` says that the newest report is asked for.
    """

    text: str
    standalone: str
    language: str
    wants: str
    newest: bool
    terms: Terms
    units: tuple[Unit, ...]


@cache
def _lexicon() -> dict[str, Any]:
    lexicon: dict[str, Any] = read_patterns("bot", "questions")
    return lexicon


def read_question(text: str, *, longest: int = 2000, language: str | None = None) -> Question:
    """Read a question that stands alone; `language` is the one to answer in, where it is known. Raises UserError when it is empty or too long."""
    asked = checked_text(text, longest)
    language = language or question_language(asked)
    return Question(
        text=asked,
        standalone=asked,
        language=language,
        wants=wants_of(asked),
        newest=_matches("newest", fold_case(asked)),
        terms=_terms(asked, language),
        units=tuple(plain_units(asked, language)),
    )


def checked_text(text: str, longest: int) -> str:
    """What was typed, on one line. Raises UserError when it is empty or too long."""
    asked = _one_line(text)
    if not re.search(r"\w", asked):
        raise UserError("the question is empty; write what you want to know, such as: How many mine victims were there in 2024?")
    if len(asked) > longest:
        raise UserError(f"the question has {len(asked):,} characters, more than {longest:,}; ask it in fewer words")
    return asked


def _one_line(text: str) -> str:
    """The words of a text; half a surrogate pair, which no text can hold, becomes a question mark."""
    return " ".join(text.encode("utf-8", "replace").decode().split())


def _terms(standalone: str, language: str) -> Terms:
    """The index terms to search for; a date's yearless term only where the year is not known."""
    terms = read_terms(standalone, language)
    mentions = question_dates(standalone)
    return replace(terms, dates=tuple(t for m in mentions for t in date_terms(m)) + whole_terms(standalone))


def question_language(text: str) -> str:
    """The language to answer in: English, Azerbaijani or Russian, whichever the question is nearest to."""
    found = detect_language(text)
    if found in ANSWER_LANGUAGES:
        return found
    if re.search(r"[а-яё]", fold_case(text)):
        return "ru"
    return "az" if found == "tr" else "en"


def asks_to_compute(question: str) -> bool:
    """Whether a question wants something worked out: a share, a sum, a difference, a development."""
    return _matches("derived", fold_case(question))


def asks_for_area(question: str) -> bool:
    """Whether a question wants an area ("what area", "how much land")."""
    return _matches("area", fold_case(question))


def asks_for_cleared_land(question: str) -> bool:
    """Whether a question speaks of land that is, was or is to be cleared: an area, where it counts nothing else."""
    return _matches("area_named", fold_case(question))


def asks_for_money(question: str) -> bool:
    """Whether a question wants a sum of money."""
    return _matches("money", fold_case(question))


def wants_of(question: str) -> str:
    """What a question asks for by its own words: "number", "person", "place", "date", "reason" or "any"."""
    return _first_kind(fold_case(question))


def counted_from(question: str) -> int:
    """Where the words start that say what is to be counted: behind "how many", or 0."""
    found = (compiled(p).search(fold_case(question)) for p in _lexicon()["counted"])
    return next((m.end() for m in found if m), 0)


def counting_spans(question: str) -> list[tuple[int, int]]:
    """Where a question says "how many of them" in one word, as Azerbaijani does: it names nothing."""
    return [(m.start(), m.end()) for m in compiled(_lexicon()["how_many_of_them"]).finditer(fold_case(question))]


def newest_spans(question: str) -> list[tuple[int, int]]:
    """Where a question says that it wants the newest."""
    return [(m.start(), m.end()) for p in _lexicon()["newest"] for m in compiled(p).finditer(fold_case(question))]


def gives_reason(sentence: str) -> bool:
    """Whether a sentence says why something is so."""
    return _matches("reasons", fold_case(sentence))


def _first_kind(folded: str) -> str:
    return next(
        (
            kind
            for kind, patterns in _lexicon()["wants"].items()
            if any(re.search(fold_case(p) if "\\" not in p else p, folded) for p in patterns)
        ),
        "any",
    )


def _matches(name: str, folded: str) -> bool:
    return any(compiled(p).search(folded) for p in _lexicon()[name])
