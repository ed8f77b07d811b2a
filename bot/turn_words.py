"""The words of a turn: whether it says what a lexicon lists, and what is left of it without them."""

import re

from bot.asked_slots import lexicon
from ingest.dates import fold_case
from ingest.lexicon_files import compiled
from ingest.terms import question_dates

LAST_OF_CENTURY = 60  # the last two-digit year that is taken for one of this century


def stripped(turn: str) -> str:
    """A turn without the words by which it goes on."""
    for pattern in lexicon()["leads"]:
        if (match := compiled(pattern).match(fold_case(turn))) and len(turn) > match.end():
            return turn[match.end() :].strip()
    return turn


def trimmed(turn: str) -> str:
    """What a fragment names, and nothing else."""
    text = stripped(turn)
    for pattern in lexicon()["trims"]:
        for match in reversed(list(compiled(pattern).finditer(fold_case(text)))):
            text = f"{text[: match.start()]} {text[match.end() :]}"
    return " ".join(text.split())


def full_years(turn: str) -> str:
    """A turn with its years in four digits: "с 91 года", "in '23"."""
    for pattern in lexicon()["short_years"]:
        for match in reversed(list(compiled(pattern).finditer(fold_case(turn)))):
            century = "19" if int(match["year"]) > LAST_OF_CENTURY else "20"
            turn = f"{turn[: match.start('mark')]}{century}{match['year']}{match['rest'] or ''}{turn[match.end() :]}"
    return turn


def this_year(turn: str, language: str, year: int) -> str:
    """A turn whose month or half of "this year" has the year's number: "in June this year"."""
    pattern, words = lexicon()["this_year"].get(language, ("(?!)", ""))
    named = any(m.month and not m.year for m in question_dates(turn)) or says_any("half_year", turn)
    for match in reversed(list(compiled(pattern).finditer(fold_case(turn)))) if named else []:
        turn = f"{turn[: match.start()]}{words.format(year=year)}{turn[match.end() :]}"
    return turn


def tidy(text: str) -> str:
    """A text with single spaces, none before a mark."""
    return re.sub(r"\s+([?!.,])", r"\1", " ".join(text.split()))


def without(name: str, text: str) -> str:
    """A text without the words that the lexicon lists under `name`."""
    for pattern in lexicon()[name]:
        for match in reversed(list(compiled(pattern).finditer(fold_case(text)))):
            text = tidy(f"{text[: match.start()]} {text[match.end() :]}")
    return text


def says_any(name: str, turn: str) -> bool:
    """Whether a turn says what the lexicon lists under `name`."""
    return any(compiled(p).search(fold_case(turn)) for p in lexicon()[name])
