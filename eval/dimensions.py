"""The classifiers of the dimensions that a question asks for: their training, and their cross-validation over writers."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import orjson
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from bot.asked_dimensions import HEADS, NONE, OTHER, features
from bot.intent import BITS
from bot.question import read_question
from bot.request import read_by_lexicons
from eval.metrics import Share, share
from ingest.errors import UserError

INVERSE_PENALTY = 40.0  # C of the L2 penalty, the best of 20, 40 and 60 by cross-validation
FOLDS = 6  # groups of writers
SMALL = 0.02  # weights below it are left out: they change nothing and fill the file


@dataclass(frozen=True)
class Labelled:
    """A question with its dimensions, "-" for none, and who wrote it."""

    question: str
    dimensions: dict[str, str]
    writer: str


def read_labelled(path: Path) -> list[Labelled]:
    """The labelled questions of a .jsonl file. Raises UserError for a line that is none."""
    found = []
    for number, line in enumerate(path.read_bytes().splitlines(), 1):
        try:
            record = orjson.loads(line)
            found.append(Labelled(record["question"], {h: record.get(h, NONE) for h in HEADS}, record["writer"]))
        except (orjson.JSONDecodeError, KeyError, TypeError, AttributeError) as fault:
            raise UserError(f"{path}:{number}: no object with question, writer and dimensions ({fault})") from fault
    return found


def matrix(labelled: Sequence[Labelled]) -> csr_matrix:
    """The features of the questions, one row each."""
    rows = [features(item.question, read_by_lexicons(read_question(item.question))) for item in labelled]
    index = np.repeat(np.arange(len(rows)), [len(columns) for columns, _ in rows])
    columns, values = (np.concatenate([row[n] for row in rows]) for n in (0, 1))
    return csr_matrix((values, (index, columns)), shape=(len(rows), 1 << BITS))


def fit(rows: csr_matrix, values: Sequence[str]) -> LogisticRegression:
    """The classifier of one dimension."""
    return LogisticRegression(C=INVERSE_PENALTY, max_iter=1000).fit(rows, values)


def cross_validate(labelled: Sequence[Labelled]) -> dict[str, tuple[Share, Share]]:
    """For each dimension the share read right by classifiers that have not seen the writer, and by the lexicons alone."""
    rows = matrix(labelled)
    writers = sorted({item.writer for item in labelled})
    fold = np.array([writers.index(item.writer) % FOLDS for item in labelled])
    read = [read_by_lexicons(read_question(item.question)) for item in labelled]
    found = {}
    for head in HEADS:
        wanted = np.array([item.dimensions[head] for item in labelled])
        guessed = wanted.copy()
        for number in range(FOLDS):
            held = fold == number
            guessed[held] = fit(rows[~held], wanted[~held]).predict(rows[held])
        by_lexicons = (r[head] == (None if w in {NONE, OTHER} else w) for r, w in zip(read, wanted, strict=True))
        found[head] = (share(map(bool, guessed == wanted)), share(by_lexicons))
    return found


def train(labelled: Sequence[Labelled], target: Path) -> None:
    """Fit over all questions and write the weights."""
    rows = matrix(labelled)
    stored: dict[str, np.ndarray] = {}
    for head in HEADS:
        model = fit(rows, [item.dimensions[head] for item in labelled])
        weights = np.where(np.abs(model.coef_) < SMALL, 0.0, model.coef_)
        stored |= {
            f"{head} names": np.array(model.classes_), f"{head} weights": weights.astype(np.float16), f"{head} bias": model.intercept_.astype(np.float16),
        }  # fmt: skip
    np.savez_compressed(target, allow_pickle=False, **stored)
