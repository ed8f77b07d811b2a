"""The reader's network: the packaged encoder with a low-rank adapter merged into it, and a head that scores starts and ends of spans.

Extractive reading after Devlin et al. 2019 (span head, the first token stands for “no answer”), adapted with LoRA (Hu et al. 2021), so that
what is shipped is small beside the encoder. The same names of weights are used in training and here.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ingest.articles import Article

if TYPE_CHECKING:
    import torch

RANK = 32
ADAPTED = ("query", "key", "value", "dense")  # of every layer, by the last part of the module's name
HEAD = "head"
LONGEST = 384  # tokens of question and passage together
LONGEST_QUESTION = 64  # tokens
LONGEST_ANSWER = 40  # tokens
STRIDE = 32  # tokens to which a batch is padded


def load_encoder(folder: Path) -> Any:
    """The bare encoder in this folder, as transformers reads it."""
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    from transformers import AutoModel
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    logging.set_verbosity_error()  # type: ignore[no-untyped-call]  # it reports that the pooler is left out, which is meant
    return AutoModel.from_pretrained(str(folder), local_files_only=True, add_pooling_layer=False)


def heading(article: Article) -> str:
    """What is put before a passage: the headline and day of its report, which say what "the blast" or "yesterday" is."""
    return " ".join(f"{part}." for part in (article.title, (article.published or "")[:10]) if part) + " "


def adapted_names(model: Any) -> list[str]:
    """The linear modules that the adapter changes."""
    return [name for name, _ in model.named_modules() if name.startswith("encoder.") and name.rsplit(".", 1)[-1] in ADAPTED]


def merge(model: Any, weights: "dict[str, torch.Tensor]") -> None:
    """Add the adapter's low-rank changes to the encoder's weights."""
    import torch

    with torch.no_grad():
        for name in adapted_names(model):
            change = weights[f"{name}.b"].float() @ weights[f"{name}.a"].float()
            model.get_submodule(name).weight.add_(change)


def span_head(weights: "dict[str, torch.Tensor] | None", width: int) -> "torch.nn.Linear":
    """The linear layer from a token's vector to its scores as a start and as an end."""
    import torch

    head = torch.nn.Linear(width, 2)
    if weights is not None:
        with torch.no_grad():
            head.weight.copy_(weights[f"{HEAD}.weight"].float())
            head.bias.copy_(weights[f"{HEAD}.bias"].float())
    return head


class Pairs:
    """Questions and passages as the network reads them, with the place of each token in its passage."""

    def __init__(self, folder: Path) -> None:
        from tokenizers import Tokenizer

        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()

    def batch(self, pairs: Sequence[tuple[str, str]]) -> "Batch":
        """The pairs as tensors of shape (pairs, tokens), padded to the longest."""
        import torch

        questions = [e.ids[1:-1][:LONGEST_QUESTION] for e in self._tokenizer.encode_batch([q for q, _ in pairs])]
        passages = self._tokenizer.encode_batch([p for _, p in pairs])
        start, end = self._tokenizer.token_to_id("[CLS]"), self._tokenizer.token_to_id("[SEP]")
        rows, kinds, places = [], [], []
        for question, passage in zip(questions, passages, strict=True):
            room = LONGEST - len(question) - 3
            ids, offsets = passage.ids[1:-1][:room], passage.offsets[1:-1][:room]
            rows.append([start, *question, end, *ids, end])
            kinds.append([0] * (len(question) + 2) + [1] * (len(ids) + 1))
            places.append([None] * (len(question) + 2) + list(offsets) + [None])
        width = -(-max(map(len, rows)) // STRIDE) * STRIDE  # few shapes: each new one costs the library time and memory
        padded = torch.tensor([row + [0] * (width - len(row)) for row in rows])
        attended = torch.tensor([[1] * len(row) + [0] * (width - len(row)) for row in rows])
        segments = torch.tensor([row + [0] * (width - len(row)) for row in kinds])
        return Batch(padded, attended, segments, [row + [None] * (width - len(row)) for row in places])


class Batch:
    """Token ids, attention and segments, each of shape (pairs, tokens), and the characters of its passage that each token covers."""

    def __init__(self, ids: "torch.Tensor", attended: "torch.Tensor", segments: "torch.Tensor", places: list[list[tuple[int, int] | None]]):
        self.ids, self.attended, self.segments, self.places = ids, attended, segments, places

    def scores(self, model: Any, head: Any) -> "torch.Tensor":
        """The scores of each token as start and as end, of shape (pairs, tokens, 2); −inf where no span may start or end."""
        import torch

        hidden = model(input_ids=self.ids, attention_mask=self.attended, token_type_ids=self.segments).last_hidden_state
        scores: torch.Tensor = head(hidden).float()
        allowed = torch.tensor([[place is not None or number == 0 for number, place in enumerate(row)] for row in self.places])
        return scores.masked_fill(~allowed.unsqueeze(-1), float("-inf"))


@dataclass(frozen=True)
class Span:
    """The best span of a stretch of a passage, in characters, and how much better it scores than “no answer” (in logits)."""

    start: int
    end: int
    margin: float


def best_spans(
    scores: "torch.Tensor", places: Sequence[Sequence[tuple[int, int] | None]], stretches: Sequence[Sequence[tuple[int, int]]]
) -> list[list[Span | None]]:
    """The best span inside each stretch (start, end in characters) of each passage of a batch; None where the passage was cut off before it.

    `scores` are as `Batch.scores` gives them.
    """
    import torch

    found = []
    for row, asked, wanted in zip(scores, places, stretches, strict=True):
        none = float(row[0].sum())
        spans: list[Span | None] = []
        for start, end in wanted:
            inside = [n for n, place in enumerate(asked) if place and place[0] >= start and place[1] <= end]
            if not inside:
                spans.append(None)
                continue
            part = row[inside[0] : inside[-1] + 1]
            both = part[:, 0].unsqueeze(1) + part[:, 1].unsqueeze(0)
            near = torch.ones_like(both, dtype=torch.bool).triu().tril(LONGEST_ANSWER - 1)
            best = int(both.masked_fill(~near, float("-inf")).argmax())
            first, last = asked[inside[0] + best // len(inside)], asked[inside[0] + best % len(inside)]
            if first and last:
                spans.append(Span(first[0], last[1], float(both.flatten()[best]) - none))
        found.append(spans)
    return found
