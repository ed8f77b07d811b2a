"""How well the reader reads: token F1 on what is answerable, and how it tells the answerable from the rest."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from sklearn.metrics import roc_auc_score

from bot.reader.network import Pairs, best_spans
from bot.reader.reader import Reader
from eval.reader_data import Asked
from eval.text_match import exact_match, token_f1
from ingest.encoder import Encoder

BATCH = 32


@dataclass(frozen=True)
class Read:
    """The mean F1 and share of exact matches on the answerable, and the area under the ROC curve of answerable against unanswerable."""

    answerable: int
    unanswerable: int
    f1: float
    exact: float
    auc: float


def held_out(titles: Sequence[str]) -> tuple[list[str], list[str]]:
    """The four articles of the final test and two to watch a training with, by the SHA-256 of their titles."""
    order = sorted(set(titles), key=lambda t: hashlib.sha256(t.encode()).hexdigest())
    return order[:4], order[4:6]


def digest_of(adapter: Path) -> str:
    """The SHA-256 of an adapter."""
    return hashlib.sha256(adapter.read_bytes()).hexdigest()


class Loaded:
    """A reader's parts: its tokenizer, network and head; of an adapter's file, by default the packaged one."""

    def __init__(self, adapter: Path | None = None, parts: tuple[Pairs, Any, Any] | None = None) -> None:
        reader = Reader(Encoder(), adapter, digest_of(adapter)) if adapter else Reader(Encoder())
        self.reads, self.model, self.head = parts or reader.network


def measure(asked: Sequence[Asked], loaded: Loaded) -> Read:
    """Read each question's own text."""
    order = sorted(asked, key=lambda a: len(a.text) + len(a.question))
    f1, exact, margins, labels = [], [], [], []
    with torch.inference_mode():
        for at in range(0, len(order), BATCH):
            taken = order[at : at + BATCH]
            batch = loaded.reads.batch([(a.question, a.text) for a in taken])
            scores = batch.scores(loaded.model, loaded.head)
            for one, (span,) in zip(taken, best_spans(scores, batch.places, [[(0, len(a.text))] for a in taken]), strict=True):
                if span is None:
                    continue
                margins.append(span.margin)
                labels.append(bool(one.spans))
                if one.spans:
                    gold = [one.text[start:end] for start, end in one.spans]
                    f1.append(token_f1(one.text[span.start : span.end], gold))
                    exact.append(float(exact_match(one.text[span.start : span.end], gold)))
    auc = float(roc_auc_score(labels, margins)) if len(set(labels)) > 1 else 0.5
    return Read(len(f1), len(labels) - len(f1), sum(f1) / max(1, len(f1)), sum(exact) / max(1, len(exact)), auc)
