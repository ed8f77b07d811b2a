"""The classifier of what a question wants done with numbers: its training, and its cross-validation over writers."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import orjson
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from bot.intent import BITS, hashed
from ingest.errors import UserError

INVERSE_PENALTY = 20.0  # C of the L2 penalty, the best of 10, 20 and 40 by cross-validation
COUNT_WEIGHT = 0.7  # "count" is the largest class


@dataclass(frozen=True)
class Labelled:
    """A question with the intent that it has, and the file that it is from."""

    question: str
    intent: str
    writer: str


def read_labelled(folder: Path) -> list[Labelled]:
    """The labelled questions of a folder's .jsonl files. Raises UserError for a line that is none."""
    found = []
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_bytes().splitlines(), 1):
            try:
                record = orjson.loads(line)
                found.append(Labelled(record["question"], record["intent"], path.stem))
            except (orjson.JSONDecodeError, KeyError, TypeError) as fault:
                raise UserError(f"{path}:{number}: no object with question and intent ({fault})") from fault
    if not found:
        raise UserError(f"{folder}: has no .jsonl files of labelled questions")
    return found


def features(labelled: Sequence[Labelled]) -> csr_matrix:
    """The hashed features of the questions, one row each."""
    rows = [hashed(item.question) for item in labelled]
    index = np.repeat(np.arange(len(rows)), [len(columns) for columns, _ in rows])
    columns, values = (np.concatenate([row[n] for row in rows]) for n in (0, 1))
    return csr_matrix((values, (index, columns)), shape=(len(rows), 1 << BITS))


def fit(rows: csr_matrix, intents: Sequence[str]) -> LogisticRegression:
    """The classifier over these rows."""
    weight = {i: COUNT_WEIGHT if i == "count" else 1.0 for i in set(intents)}
    return LogisticRegression(C=INVERSE_PENALTY, max_iter=3000, class_weight=weight).fit(rows, intents)


def cross_validate(labelled: Sequence[Labelled]) -> dict[str, tuple[int, int]]:
    """Right and all by intent, each writer's questions judged by a classifier that has seen none of them."""
    rows, names = features(labelled), np.array([i.intent for i in labelled])
    writers = np.array([i.writer for i in labelled])
    right: Counter[str] = Counter()
    for writer in sorted(set(writers)):
        held = writers == writer
        guessed = fit(rows[~held], names[~held]).predict(rows[held])
        right.update(str(n) for n, g in zip(names[held], guessed, strict=True) if n == g)
    return {name: (right[name], count) for name, count in sorted(Counter(map(str, names)).items())}


def train(labelled: Sequence[Labelled], target: Path) -> None:
    """Fit over all questions and write the weights."""
    model = fit(features(labelled), [i.intent for i in labelled])
    target.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        target, names=np.array(model.classes_), weights=model.coef_.astype(np.float16), bias=model.intercept_.astype(np.float16)
    )
