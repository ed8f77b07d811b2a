"""Messages that need the safety notice and messages that must not get it: recall, false alarms, the failures; and the classifier's training."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from bot.question import question_language
from bot.safety import LIKELY, LIKELY_PART, is_needed, notice_for, parts_of
from bot.safety_model import BITS, features
from eval.metrics import Share, share
from ingest.errors import UserError

NUMBER = "112"  # any number: which one is shown is a setting
INVERSE_PENALTY = 20.0  # C of the L2 penalty, the best of 8, 20 and 60 by cross-validation
HARMLESS_WEIGHT = 0.5  # of a question about reports against a message of the set itself
FOLDS = 5
WRITTEN = (
    "messages",
    "blind1",
    "blind2",
    "neighbours",
    "near",
    "blind3",
)  # files of messages, each by another writer or for another purpose
MADE, QUESTION = "made", "question"  # kinds of messages that nobody wrote as a message


@dataclass(frozen=True)
class Message:
    """A message, whether it needs the notice, and of which kind it is, in its writer's words."""

    id: str
    lang: str
    text: str
    notice: bool
    kind: str


@dataclass(frozen=True)
class Judged:
    """A message with whether it got the notice."""

    message: Message
    noticed: bool


def read_messages(path: Path) -> list[Message]:
    """The messages of a JSONL file. Raises UserError that names the first line that is none."""
    found = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            found.append(Message(str(record.get("id", number)), str(record["lang"]), str(record["text"]), bool(record["notice"]), str(record.get("kind", ""))))  # fmt: skip
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise UserError(f"{path} line {number}: is no object with lang, text and notice ({error!r}); mend the line") from error
    if not found:
        raise UserError(f"{path}: holds no messages; write one JSON object a line")
    return found


def judge(messages: Sequence[Message]) -> list[Judged]:
    """Each message with whether it gets the notice."""
    return [Judged(m, notice_for(m.text, question_language(m.text), NUMBER) is not None) for m in messages]


def recall(judged: Sequence[Judged]) -> Share:
    """Of the messages that need the notice, the share that gets it. Raises ValueError when none needs it."""
    return share(j.noticed for j in judged if j.message.notice)


def false_alarms(judged: Sequence[Judged]) -> Share:
    """Of the messages that need no notice, the share that gets it. Raises ValueError when all need it."""
    return share(j.noticed for j in judged if not j.message.notice)


def failure_lines(judged: Sequence[Judged]) -> list[str]:
    """Each message that is judged wrongly, missed ones first."""
    wrong = sorted((j for j in judged if j.noticed != j.message.notice), key=lambda j: not j.message.notice)
    return [
        f"{'MISSED' if j.message.notice else 'ALARM'} {j.message.id} {j.message.lang} {j.message.kind}: {j.message.text}" for j in wrong
    ]


def training_messages(folder: Path) -> list[Message]:
    """The messages of a folder of cases: written and made ones, and questions about reports, which need no notice unless they are listed as needing it."""
    found = [m for name in ("made", *WRITTEN) for m in read_messages(folder / "safety" / f"{name}.jsonl")]
    known = {m.text for m in found if m.notice}
    for path in sorted((folder / "intent").glob("*.jsonl")):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            text = str(json.loads(line)["question"])
            if text not in known:
                found.append(Message(f"{path.stem} {number}", "", text, notice=False, kind=QUESTION))
    return found


def matrix(texts: Sequence[str]) -> csr_matrix:
    """The features of texts, one row each."""
    rows = [features(text) for text in texts]
    index = np.repeat(np.arange(len(rows)), [len(columns) for columns, _ in rows])
    columns, values = (np.concatenate([row[n] for row in rows]) for n in (0, 1))
    return csr_matrix((values, (index, columns)), shape=(len(rows), 1 << BITS))


def fit(rows: csr_matrix, messages: Sequence[Message]) -> LogisticRegression:
    """The classifier over these messages."""
    weights = [HARMLESS_WEIGHT if m.kind == QUESTION else 1.0 for m in messages]
    return LogisticRegression(C=INVERSE_PENALTY, max_iter=2000).fit(rows, [m.notice for m in messages], sample_weight=weights)


def held_out(messages: Sequence[Message]) -> list[Judged]:
    """Each written message and question with whether classifiers that have not seen it would give it the notice; a fifth is held out at a time.

    What is made from templates is always trained on, and not judged.
    """
    rows, folds = matrix([m.text for m in messages]), np.arange(len(messages)) % FOLDS
    folds[[m.kind == MADE for m in messages]] = FOLDS
    found: list[Judged] = []
    for fold in range(FOLDS):
        seen, held = np.flatnonzero(folds != fold).tolist(), [messages[i] for i in np.flatnonzero(folds == fold).tolist()]
        found += judge_with(fit(rows[seen], [messages[i] for i in seen]), held)
    return found


def transferred(messages: Sequence[Message], unseen: Sequence[Message]) -> list[Judged]:
    """Each of some messages with whether a classifier trained on the others only would give it the notice: how well it does on another writer's."""
    texts = {m.text for m in unseen}
    seen = [m for m in messages if m.text not in texts]
    return judge_with(fit(matrix([m.text for m in seen]), seen), unseen)


def judge_with(model: LogisticRegression, messages: Sequence[Message]) -> list[Judged]:
    """Each message with whether a classifier would give it the notice."""
    parts = [(n, place, part) for n, m in enumerate(messages) for place, part in enumerate(parts_of(m.text))]
    odds = model.predict_proba(matrix([part for _, _, part in parts]))[:, 1]
    needed = {n for (n, place, part), p in zip(parts, odds, strict=True) if is_needed(part, float(p), LIKELY_PART if place else LIKELY)}
    return [Judged(m, n in needed) for n, m in enumerate(messages)]


def train(messages: Sequence[Message], target: Path) -> None:
    """Fit over all messages and write the weights."""
    model = fit(matrix([m.text for m in messages]), messages)
    np.savez_compressed(target, allow_pickle=False, weights=model.coef_[0].astype(np.float16), bias=np.float32(model.intercept_[0]))
