"""How likely a message comes from beside a mine, by a linear classifier over its words and over what it speaks of.

Logistic regression on hashed n-grams (after Weinberger et al. 2009), trained on messages in three languages (`python -m eval safety
--train`). What a message speaks of is read from word lists: no list decides alone, the weights of lists and of pairs of lists do.
Asking needs numpy alone: no embedding model is loaded for it.
"""

import re
import zlib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from itertools import combinations
from typing import Any

import numpy as np

from bot.question import counted_from, wants_of
from ingest.dates import fold_case
from ingest.lexicon_files import compiled, read_lexicon
from ingest.plain import plain_letters
from ingest.terms import place_spans, question_dates

BITS = 17  # of the hashed features
GRAMS = (3, 4, 5)  # characters
LONG = 12  # words from which on a message is long
WEIGHTS = "models/safety.npz"
_ANY = r"\w*"
LETTERS = dict(zip("абвгдеезийклмнопрстуфхцыэьъ", "abvgdeezijklmnoprstufhcye  ", strict=True)) | dict(
    zip("жчшщюя", ("zh", "ch", "sh", "sch", "ju", "ja"), strict=True)
)
LATIN = str.maketrans({letter: latin.strip() for letter, latin in LETTERS.items()})  # as people write Russian who lack the keys


@cache
def _concepts() -> dict[str, list[str]]:
    lexicon: dict[str, Any] = read_lexicon("bot", "safety")
    return {name: [p.replace("ı", "i") for p in patterns] for name, patterns in lexicon["concepts"].items()}


@cache
def _cues() -> dict[str, re.Pattern[str]]:
    lexicon: dict[str, Any] = read_lexicon("bot", "safety_cues")
    return {name: re.compile("|".join(rf"\b{w.replace('*', _ANY)}\b" for w in words)) for name, words in lexicon["cues"].items()}


def concepts_in(message: str) -> list[str]:
    """What a message names: a dangerous object, the speaker, somebody close, finding, handling, a way to go, reports and so on."""
    folded = fold_case(message)
    return [name for name, patterns in _concepts().items() if any(compiled(p).search(folded) for p in patterns)]


def cues_in(message: str) -> list[str]:
    """What else a message speaks of, such as a game, a job, a bang or grazing, and whether it names a place."""
    words = " ".join(_words(message))
    return [f"cue {name}" for name, pattern in _cues().items() if pattern.search(words)] + ["cue place"] * bool(place_spans(message))


def _words(message: str) -> list[str]:
    return re.findall(r"\w+", plain_letters(fold_case(message)))


def probability(message: str) -> float:
    """From 0 to 1, how likely the message comes from somebody who may stand beside a mine, or who asks how to handle one."""
    weights, bias = _model()
    columns, values = features(message)
    return float(1 / (1 + np.exp(-(weights[columns] @ values + bias))))


@cache
def _model() -> tuple[np.ndarray, float]:
    with files("bot").joinpath(WEIGHTS).open("rb") as file, np.load(file) as stored:
        return stored["weights"].astype(np.float32), float(stored["bias"])


def features(message: str) -> tuple[np.ndarray, np.ndarray]:
    """The columns and values of a message's features; those of each kind together have the length one, so that none drowns the others."""
    columns, values = [], []
    for names in _kinds(message):
        found: dict[int, int] = {}
        for name in names:
            column = zlib.crc32(name.encode()) % (1 << BITS)
            found[column] = found.get(column, 0) + 1
        counts = np.array(list(found.values()), dtype=np.float32)
        columns.append(np.array(list(found), dtype=np.int64))
        values.append(counts / max(float(np.linalg.norm(counts)), 1e-9))
    return np.concatenate(columns), np.concatenate(values)


def _kinds(message: str) -> Iterator[Iterable[str]]:
    """What the message speaks of, each two of these together, its words, and slices of them in Latin letters."""
    concepts = sorted([*(f"concept {c}" for c in concepts_in(message)), *cues_in(message), *_manner(message)])
    yield concepts
    yield (f"pair {a} {b}" for a, b in combinations(concepts, 2))
    words = re.findall(r"\w+", re.sub(r"\d+", "0", " ".join(_words(message))))
    ends = [f"first {words[0]}", f"last {words[-1]}"] if words else []
    yield [*ends, *(f"word {' '.join(words[i : i + n])}" for n in (1, 2) for i in range(len(words) - n + 1))]
    padded = [f" {w.translate(LATIN)} " for w in words]
    yield (f"gram {w[i : i + n]}" for w in padded for n in GRAMS for i in range(len(w) - n + 1))


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
