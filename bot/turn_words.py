"""The words of a turn: whether it says what a lexicon lists, and what is left of it without them."""

import re

from bot.asked_slots import lexicon
from ingest.dates import fold_case
from ingest.lexicon_files import compiled


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


def tidy(text: str) -> str:
    """A text with single spaces, none before a mark."""
    return re.sub(r"\s+([?!.,])", r"\1", " ".join(text.split()))


def says_any(name: str, turn: str) -> bool:
    """Whether a turn says what the lexicon lists under `name`."""
    return any(compiled(p).search(fold_case(turn)) for p in lexicon()[name])
