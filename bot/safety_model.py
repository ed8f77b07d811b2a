"""How likely a message comes from beside a mine, by a linear classifier over its words and over the concepts that it names.

Logistic regression on hashed n-grams (after Weinberger et al. 2009), trained on messages in three languages (`python -m eval safety
--train`). Asking needs numpy alone: no embedding model is loaded for it.
"""

import re
import zlib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import combinations
from typing import Any

import numpy as np

from bot.question import counted_from, wants_of
from ingest.dates import fold_case
from ingest.lexicon_files import compiled, read_lexicon
from ingest.plain import plain_letters
from ingest.terms import question_dates

BITS = 14  # of the hashed features
GRAMS = (3, 4, 5)  # characters
CONCEPT, PAIR, WORD, GRAM = 1.2, 0.8, 0.7, 0.35  # what a feature of each kind is worth before all have the length one
LONG = 12  # words from which on a message is long
ANCHORS = frozenset({"object", "vague", "sign", "hurt", "safe", "go"})  # concepts of danger
WEIGHTS = "models/safety.npz"


@cache
def _concepts() -> dict[str, list[str]]:
    lexicon: dict[str, Any] = read_lexicon("bot", "safety")
    return {name: [p.replace("ı", "i") for p in patterns] for name, patterns in lexicon["concepts"].items()}


def concepts_in(message: str) -> list[str]:
    """What a message names: a dangerous object, the speaker, somebody close, finding, handling, a way to go, reports and so on."""
    folded = fold_case(message)
    return [name for name, patterns in _concepts().items() if any(compiled(p).search(folded) for p in patterns)]


def probability(message: str) -> float:
    """From 0 to 1, how likely the message comes from somebody who may stand beside a mine, or who asks how to handle one."""
    weights, bias = _model()
    columns, values = features(message)
    return float(1 / (1 + np.exp(-(weights[columns] @ values + bias))))


def is_possible(concepts: Sequence[str]) -> bool:
    """Whether a message that names these concepts may need the notice: something dangerous or a way to go, and no mere question of fact."""
    named = set(concepts)
    if ("fact" in named and not named & {"i", "do", "handle", "safe"}) or ("other_sense" in named and "handle" not in named):
        return False
    return bool(named & ANCHORS) or {"do", "handle"} <= named or {"do", "home"} <= named or {"found", "home", "i"} <= named


@cache
def _model() -> tuple[np.ndarray, float]:
    with files("bot").joinpath(WEIGHTS).open("rb") as file, np.load(file) as stored:
        return stored["weights"].astype(np.float32), float(stored["bias"])


def features(message: str) -> tuple[np.ndarray, np.ndarray]:
    """The columns and values (unit length) of a message's features."""
    found: dict[int, float] = {}
    for name, value in _features(message):
        column = zlib.crc32(name.encode()) % (1 << BITS)
        found[column] = found.get(column, 0.0) + value
    values = np.array(list(found.values()), dtype=np.float32)
    return np.array(list(found), dtype=np.int64), values / max(float(np.linalg.norm(values)), 1e-9)


def _features(message: str) -> Iterator[tuple[str, float]]:
    concepts = [*concepts_in(message), *_manner(message)]
    yield from ((f"concept {c}", CONCEPT) for c in concepts)
    yield from ((f"pair {a} {b}", PAIR) for a, b in combinations(sorted(concepts), 2))
    words = re.findall(r"\w+", re.sub(r"\d+", "0", plain_letters(fold_case(message))))
    if words:
        yield from ((f"first {words[0]}", WORD), (f"last {words[-1]}", WORD))
    for n in (1, 2):
        yield from ((f"word {' '.join(words[i : i + n])}", WORD) for i in range(len(words) - n + 1))
    for word in words:
        padded = f" {word} "
        for n in GRAMS:
            yield from ((f"gram {padded[i : i + n]}", GRAM) for i in range(len(padded) - n + 1))


def _manner(message: str) -> Iterator[str]:
    """How a message asks: for a number, a name or a date, and of which time."""
    wants = wants_of(message)
    yield f"wants {wants}"
    if counted_from(message):
        yield "counts"
    if question_dates(message):
        yield "dated"
    if len(message.split()) >= LONG:
        yield "long"
    yield "asks" if "?" in message else "tells"
