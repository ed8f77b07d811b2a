"""What a question wants done with numbers, by a linear classifier over its words (multinomial logistic regression on hashed n-grams).

The weights are trained on labelled questions in three languages (`python -m eval intent --train`), so that asking needs numpy alone.
Feature hashing after Weinberger et al. 2009; character n-grams inside words carry inflections and typos.
"""

import re
import zlib
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files

import numpy as np

from bot.asked_periods import period_spans, spelled_out
from bot.operations import operations_of, says, span_of
from bot.question import read_question
from ingest.dates import fold_case
from ingest.figures.lexicon import find_tags
from ingest.plain import plain_letters
from ingest.terms import place_spans, question_dates

BITS = 15  # of the hashed features
GRAMS = (3, 4, 5)  # characters
COUNT = "count"
UNSAID = 0.1  # what a share or rest is worth where no word asks for one
LEAST = 0.12  # probability of an intent that is worth trying
WEIGHTS = "models/intent.npz"
TAGGED = ("outcome", "who", "device", "activity")


def intents(question: str) -> list[tuple[str, float]]:
    """The intents of a question with their probabilities, likeliest first; only those worth trying."""
    names, weights, bias = _model()
    columns, values = hashed(question)
    scores = weights[:, columns] @ values + bias
    odds = np.exp(scores - scores.max())
    if read_question(question, longest=len(question)).wants == "number":  # "how many of them" asks for a number
        asked = operations_of(question)
        denied = any(span_of(name, question) for name in ("denials", "remaining"))
        for name, said in (("share", "share" in asked), ("rest", "rest" in asked or denied)):
            if not said:
                odds[names.index(COUNT)] += odds[names.index(name)] * (1 - UNSAID)
                odds[names.index(name)] *= UNSAID
    odds /= odds.sum()
    ranked = sorted(zip(names, map(float, odds), strict=True), key=lambda i: -i[1])
    return [i for n, i in enumerate(ranked) if not n or i[1] >= LEAST]


@cache
def _model() -> tuple[list[str], np.ndarray, np.ndarray]:
    with files("bot").joinpath(WEIGHTS).open("rb") as file, np.load(file) as stored:
        return [str(n) for n in stored["names"]], stored["weights"].astype(np.float32), stored["bias"].astype(np.float32)


@lru_cache(maxsize=256)
def hashed(question: str) -> tuple[np.ndarray, np.ndarray]:
    """The columns and values (unit length) of a question's features."""
    found: dict[int, float] = {}
    for name, value in _features(question):
        column = zlib.crc32(name.encode()) % (1 << BITS)
        found[column] = found.get(column, 0.0) + value
    values = np.array(list(found.values()), dtype=np.float32)
    return np.array(list(found), dtype=np.int64), values / max(float(np.linalg.norm(values)), 1e-9)


def _features(question: str) -> Iterator[tuple[str, float]]:
    tokens = _tokens(question)
    words = [t for t in tokens if t.isalnum()]
    for word in words:
        padded = f" {word} "
        for n in GRAMS:
            yield from ((f"c{padded[i : i + n]}", 0.5) for i in range(len(padded) - n + 1))
    for n in (1, 2, 3):
        yield from ((f"w{' '.join(tokens[i : i + n])}", 1.0) for i in range(len(tokens) - n + 1))
    yield from ((f"s{a}_{c}", 0.7) for a, c in zip(words, words[2:], strict=False))
    if words:
        yield f"first {words[0]}", 1.0
        yield f"last {words[-1]}", 1.0
        yield f"ends {tokens[-1]}", 1.0
    for tag in find_tags(question):
        yield f"t{tag.kind} {tag.dimensions.get('unit')}", 1.0
        yield from ((f"d{d} {tag.dimensions[d]}", 1.0) for d in TAGGED if d in tag.dimensions)
    asked = operations_of(question)
    yield from ((f"op {name}", 1.5) for name in asked or ["none"])
    if says("premise", question):
        yield "op premise", 1.5
    periods = min(len(period_spans(spelled_out(question))), 3)
    yield f"periods {periods} {'of' if asked else 'alone'}", 1.0
    yield f"places {min(len(place_spans(question)), 3)}", 1.0
    yield f"numbers {min(tokens.count('0'), 3)}", 1.0
    yield f"wants {read_question(question, longest=len(question)).wants}", 1.0


def _tokens(question: str) -> list[str]:
    """Words without diacritics; periods, places and numbers as one token each."""
    text = spelled_out(question)
    spans = [(a, b, " PERIOD ") for a, b, _ in period_spans(text)]
    spans += [(m.start, m.end, " PERIOD ") for m in question_dates(text) if not any(a <= m.start < b for a, b, _ in spans)]
    spans += [(p.start, p.end, " PLACE ") for p in place_spans(text)]
    before = len(text) + 1
    for start, end, token in sorted(spans, reverse=True):
        if end <= before:
            text, before = text[:start] + token + text[end:], start
    plain = re.sub(r"\d[\d.,  ]*\d|\d", " 0 ", plain_letters(fold_case(text)))
    return re.findall(r"\w+|[?%:!,.…-]", plain)
