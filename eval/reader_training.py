"""Training the reader: a low-rank adapter over the frozen encoder and a span head, on a CPU or a GPU, with checkpoints it resumes from."""

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file, save_file

from bot.reader.network import HEAD, RANK, Batch, Pairs, adapted_names, load_encoder, span_head
from eval.reader_data import Group

WARM_UP = 0.06  # share of the steps
FOREIGN = 3  # what a letter that is not English adds to a text's length
POOL = 64  # batches whose pairs are sorted by length together


@dataclass(frozen=True)
class Schedule:
    """How long and how fast."""

    steps: int
    rate: float = 1e-3
    batch: int = 16
    seed: int = 1
    every: int = 500  # steps between checkpoints


class Adapted(torch.nn.Module):
    """A frozen linear layer with a trained change of low rank: W x + B A x."""

    def __init__(self, linear: torch.nn.Linear) -> None:
        super().__init__()
        self.linear = linear
        self.a = torch.nn.Parameter(torch.empty(RANK, linear.in_features))
        self.b = torch.nn.Parameter(torch.zeros(linear.out_features, RANK))
        torch.nn.init.kaiming_uniform_(self.a, a=5**0.5)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """The layer's output of shape (…, outputs) for inputs of shape (…, inputs)."""
        told: torch.Tensor = self.linear(x) + (x @ self.a.T) @ self.b.T
        return told


def adapt(model: Any) -> dict[str, Adapted]:
    """Freeze the encoder and put an adapter on each of its linear layers; by module name."""
    for parameter in model.parameters():
        parameter.requires_grad_(False)
    found = {}
    for name in adapted_names(model):
        parent, _, last = name.rpartition(".")
        found[name] = Adapted(model.get_submodule(name))
        setattr(model.get_submodule(parent), last, found[name])
    return found


def targets(batch: Batch, spans: Sequence[tuple[int, int] | None]) -> tuple[torch.Tensor, torch.Tensor]:
    """The tokens at which the answers start and end, each of shape (pairs,); the first token where there is none or it was cut off."""
    starts, ends = [], []
    for places, span in zip(batch.places, spans, strict=True):
        inside = [n for n, p in enumerate(places) if p and span and p[0] < span[1] and p[1] > span[0]]
        whole = bool(inside) and span is not None and places[inside[-1]][1] >= span[1]  # type: ignore[index]
        starts.append(inside[0] if whole else 0)
        ends.append(inside[-1] if whole else 0)
    return torch.tensor(starts), torch.tensor(ends)


@dataclass(frozen=True)
class Source:
    """Questions, how a pass over them is turned into groups, and how often they are passed over in an epoch (a share may be below 1)."""

    groups: Callable[[random.Random], Iterable[Group]]
    times: float


def _weight(group: Group) -> int:
    """About how many tokens the longest pair of a group has, times four: words in other letters than English ones fall into single letters."""
    return max(len(t) + FOREIGN * sum(not c.isascii() for c in t) for t in (p.passage + p.question for p in group))


def batches(sources: Sequence[Source], size: int, seed: int) -> Iterator[list[Group]]:
    """Endless batches of groups of about one length, each of about `size` pairs."""
    rng = random.Random(seed)  # noqa: S311
    while True:
        epoch: list[Group] = []
        for source in sources:
            for _ in range(int(source.times)):
                epoch += source.groups(rng)
            part = source.times - int(source.times)
            epoch += [g for g in source.groups(rng) if rng.random() < part] if part else []
        rng.shuffle(epoch)
        for at in range(0, len(epoch), POOL * size):
            cut: list[list[Group]] = [[]]
            for group in sorted(epoch[at : at + POOL * size], key=_weight):
                if sum(map(len, cut[-1])) >= size:
                    cut.append([])
                cut[-1].append(group)
            rng.shuffle(cut)
            yield from cut


def shared_loss(scores: torch.Tensor, wanted: torch.Tensor, group: torch.Tensor) -> torch.Tensor:
    """The mean over groups of −log of the share of the wanted tokens, in one softmax over the tokens of all passages of a group and “none”.

    `scores` are those of tokens as starts (or ends), of shape (pairs, tokens); `wanted` the token of each pair, 0 for none; `group` the number of
    each pair's group, from 0. Each passage's scores count from that of its first token, so that “none” is 0 for all of them: what a span
    is worth can be compared between passages (shared normalisation, Clark and Gardner 2018).
    """
    count = int(group.max()) + 1
    over = scores - scores[:, :1]
    over = torch.cat([torch.full_like(over[:, :1], float("-inf")), over[:, 1:]], dim=1)
    every = torch.logsumexp(over, dim=1)
    hit = over.gather(1, wanted.unsqueeze(1)).squeeze(1)  # −inf where none is wanted
    losses = []
    for number in range(count):
        own = group == number
        whole = torch.logsumexp(torch.cat([every[own], every.new_zeros(1)]), dim=0)
        right = hit[own & (wanted > 0)]
        losses.append(whole - torch.logsumexp(right, dim=0) if len(right) else whole)
    return torch.stack(losses).mean()


class Trainer:
    """An encoder with adapters, and what trains them."""

    def __init__(self, encoder: Path, folder: Path, schedule: Schedule, started_from: Path | None = None) -> None:
        torch.manual_seed(schedule.seed)
        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        self.schedule, self.checkpoint, self.step = schedule, folder / "checkpoint.pt", 0
        self.reads, self.model = Pairs(encoder), load_encoder(encoder)
        self.adapters = adapt(self.model)
        begun = load_file(started_from) if started_from else None
        self.head = span_head(begun, self.model.config.hidden_size)
        for name, weights in (begun or {}).items():
            module, _, part = name.rpartition(".")
            if module != HEAD:
                getattr(self.adapters[module], part).data.copy_(weights.float())
        self.model.to(self.device)
        self.head.to(self.device)
        self.trained = [p for a in self.adapters.values() for p in (a.a, a.b)] + list(self.head.parameters())
        self.optimizer = torch.optim.AdamW(self.trained, lr=schedule.rate, weight_decay=0.01)
        self.scheduler = torch.optim.lr_scheduler.LambdaLR(self.optimizer, self._shape)
        if self.checkpoint.is_file():
            self._resume()

    def _shape(self, step: int) -> float:
        """The share of the rate at a step: up over the warm-up, then down to nothing."""
        warm = max(1, int(WARM_UP * self.schedule.steps))
        return min((step + 1) / warm, max(0.0, (self.schedule.steps - step) / max(1, self.schedule.steps - warm)))

    def learn(self, taken: Sequence[Group]) -> float:
        """One step over a batch; the loss."""
        self.model.train()
        pairs = [p for group in taken for p in group]
        batch = self.reads.batch([(p.question, p.passage) for p in pairs])
        starts, ends = targets(batch, [p.span for p in pairs])
        number = torch.tensor([n for n, group in enumerate(taken) for _ in group]).to(self.device)
        batch.ids, batch.attended, batch.segments = (t.to(self.device) for t in (batch.ids, batch.attended, batch.segments))
        with torch.autocast(self.device, dtype=torch.bfloat16):
            scores = batch.scores(self.model, self.head)
        loss = (shared_loss(scores[..., 0], starts.to(self.device), number) + shared_loss(scores[..., 1], ends.to(self.device), number)) / 2
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.trained, 1.0)
        self.optimizer.step()
        self.scheduler.step()
        self.optimizer.zero_grad(set_to_none=True)
        self.step += 1
        return float(loss.detach())

    def keep(self) -> None:
        """Write what is needed to go on from here."""
        part = self.checkpoint.with_suffix(".part")
        trained = [p.detach().cpu() for p in self.trained]
        state = {"trained": trained, "optimizer": self.optimizer.state_dict(), "scheduler": self.scheduler.state_dict(), "step": self.step}
        torch.save(state, part)
        part.replace(self.checkpoint)

    def _resume(self) -> None:
        kept = torch.load(self.checkpoint, map_location=self.device, weights_only=True)
        for parameter, value in zip(self.trained, kept["trained"], strict=True):
            parameter.data.copy_(value)
        self.optimizer.load_state_dict(kept["optimizer"])
        self.scheduler.load_state_dict(kept["scheduler"])
        self.step = kept["step"]

    def write(self, target: Path) -> None:
        """Write the adapter and the head in half precision."""
        weights = {f"{n}.{k}": getattr(a, k) for n, a in self.adapters.items() for k in ("a", "b")}
        weights |= {f"{HEAD}.{k}": v for k, v in self.head.state_dict().items()}
        save_file({k: v.detach().half().cpu().contiguous() for k, v in weights.items()}, str(target))


def train(
    sources: Sequence[Source],
    encoder: Path,
    folder: Path,
    schedule: Schedule,
    *,
    started_from: Path | None = None,
    watch: Callable[[int, float, Any, Any], None] | None = None,
) -> Path:
    """Train over the sources and write FOLDER/adapter.safetensors; goes on from FOLDER/checkpoint.pt where there is one.

    `started_from` is an adapter to begin with. `watch` is called at every checkpoint with the step, the mean loss since the last, the model
    and the head.
    """
    folder.mkdir(parents=True, exist_ok=True)
    trainer = Trainer(encoder, folder, schedule, started_from)
    stream, lost = batches(sources, schedule.batch, schedule.seed + trainer.step), 0.0
    while trainer.step < schedule.steps:
        lost += trainer.learn(next(stream))
        if trainer.step % schedule.every == 0 or trainer.step == schedule.steps:
            trainer.keep()
            if watch:
                trainer.model.eval()
                with torch.no_grad():
                    watch(trainer.step, lost / schedule.every, trainer.model, trainer.head)
            lost = 0.0
    written = folder / "adapter.safetensors"
    trainer.write(written)
    return written
