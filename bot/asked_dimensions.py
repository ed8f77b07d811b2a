"""Which dimensions of a figure a question asks for, by linear classifiers over its words and over how the lexicons read it.

Multinomial logistic regression on hashed n-grams, one classifier for each dimension, trained on labelled questions in three languages
(`python -m eval dimensions --train`). The lexicons' reading is a feature like any other, so that a wording which no lexicon knows
("body count", "price tag") can still be read, and one that misleads them can be set right.
"""

import zlib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import numpy as np

from bot.intent import BITS, hashed

HEADS = ("unit", "outcome", "device", "activity")
NONE, OTHER = "-", "other"  # nothing of the kind; a number of something that no lexicon knows
READ_WEIGHT = 0.3  # of the lexicons' reading, where all words together have the length one
WEIGHTS = "models/dimensions.npz"

Odds = tuple[tuple[str | None, float], ...]  # the values of a dimension with their probabilities, likeliest first


def asked_dimensions(question: str, read: Mapping[str, str | None]) -> dict[str, Odds]:
    """For each dimension its values with their probabilities; `read` is what the lexicons make of the question, and its intent."""
    columns, values = features(question, read)
    found = {}
    for head, (names, weights, bias) in _model().items():
        scores = weights[:, columns] @ values + bias
        odds = np.exp(scores - scores.max())
        odds /= odds.sum()
        summed: dict[str | None, float] = {}
        for name, p in zip(names, map(float, odds), strict=True):
            value = None if name in {NONE, OTHER} else name
            summed[value] = summed.get(value, 0.0) + p
        found[head] = tuple(sorted(summed.items(), key=lambda o: -o[1]))
    return found


def features(question: str, read: Mapping[str, str | None]) -> tuple[np.ndarray, np.ndarray]:
    """The columns and values of a question's words and of its reading."""
    columns, values = hashed(question)
    told = [zlib.crc32(f"read {name}={value}".encode()) % (1 << BITS) for name, value in sorted(read.items())]
    return np.concatenate([columns, np.array(told, dtype=np.int64)]), np.concatenate(
        [values, np.full(len(told), READ_WEIGHT, dtype=np.float32)]
    )


@cache
def _model() -> dict[str, tuple[list[str], np.ndarray, np.ndarray]]:
    with files("bot").joinpath(WEIGHTS).open("rb") as file, np.load(file) as stored:
        return {
            head: (
                [str(n) for n in stored[f"{head} names"]],
                stored[f"{head} weights"].astype(np.float32),
                stored[f"{head} bias"].astype(np.float32),
            )
            for head in HEADS
        }
