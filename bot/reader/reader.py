"""The reader at work: which words of which sentence answer a question, by a small network that reads question and passage together."""

import hashlib
import logging
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any

from bot.reader.network import Pairs, Span, best_spans, load_encoder, merge, span_head
from ingest.encoder import PACKAGED, Encoder
from ingest.errors import UserError

ADAPTER = "adapter.safetensors"
ADAPTER_SHA256 = "288c29d2679ec310aebbc10ca163a124903682efab7af36b901b9023fbc43725"
BATCH = 16  # passages read at a time
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Passage:
    """A text to read, and the sentences of it (start, end in characters) that an answer may come from."""

    text: str
    sentences: tuple[tuple[int, int], ...]


class Reader:
    """Reads passages; safe to share between threads. Loads at the first question that needs it.

    Without the packaged embedding model, or where the adapter is missing or damaged, `available` is False, and the log says why, once.
    """

    def __init__(self, encoder: Encoder, adapter: Path | None = None, digest: str = ADAPTER_SHA256) -> None:
        self._encoder, self._digest = encoder, digest
        self._adapter = adapter or Path(str(files("bot.reader").joinpath(ADAPTER)))
        self._lock = threading.Lock()

    @cached_property
    def available(self) -> bool:
        """Whether there is a whole adapter for the model in use."""
        reason = self._fault()
        if reason:
            log.warning("answers are quoted without the reader: %s", reason)
        return not reason

    def _fault(self) -> str:
        try:
            if self._encoder.identity.name != PACKAGED:
                return f"its adapter is for {PACKAGED}, not for {self._encoder.identity.name}"
            found = hashlib.sha256(self._adapter.read_bytes()).hexdigest()
        except (OSError, UserError) as error:
            return str(error)
        return "" if found == self._digest else f"{self._adapter.name} is damaged (SHA-256 {found[:12]}…, expected {self._digest[:12]}…)"

    def read(self, question: str, passages: Sequence[Passage]) -> list[list[Span | None]]:
        """For each passage the best span of each of its sentences, in characters of the passage; None where the passage is too long to be read so far."""
        import torch

        found: list[list[Span | None]] = []
        with self._lock, torch.inference_mode():
            pairs, model, head = self.network
            for at in range(0, len(passages), BATCH):
                taken = passages[at : at + BATCH]
                batch = pairs.batch([(question, p.text) for p in taken])
                found += best_spans(batch.scores(model, head), batch.places, [p.sentences for p in taken])
        return found

    @cached_property
    def network(self) -> tuple[Pairs, Any, Any]:
        """The tokenizer, the encoder with the adapter in it, and the head."""
        from safetensors.torch import load_file

        weights = load_file(self._adapter)
        model = load_encoder(self._encoder.folder)
        merge(model, weights)
        return Pairs(self._encoder.folder), model.eval(), span_head(weights, model.config.hidden_size).eval()
