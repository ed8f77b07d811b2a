"""The two stages of the reader's training: public questions first, then questions over reports with some of the public ones kept in."""

import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from bot.reader.network import Pairs
from eval.reader import Loaded, measure
from eval.reader_data import Asked, Reported, groups, read_reports, report_groups
from eval.reader_training import Schedule, Source, train
from ingest.encoder import Encoder

WATCHED = 300  # questions read at each checkpoint
KEPT = 0.1  # share of the public questions in an epoch of the second stage
RATES = (1e-3, 5e-4)


def train_stages(
    public: Sequence[tuple[Sequence[Asked], float]],
    watched: Sequence[Asked],
    cases: Path,
    without: set[str],
    folder: Path,
    steps: tuple[int, int],
) -> Iterator[str]:
    """Train both stages, each in its own folder, and yield what is to be said of them. Goes on where it was cut off."""
    encoder = Encoder().folder
    sample = random.Random(3).sample(list(watched), min(WATCHED, len(watched)))  # noqa: S311
    reads, started = Pairs(encoder), time.monotonic()

    def watch(step: int, loss: float, model: Any, head: Any) -> None:
        head.eval()
        found = measure(sample, Loaded(parts=(reads, model, head)))
        print(f"{time.monotonic() - started:.0f} s, step {step}: loss {loss:.3f}, F1 {found.f1:.3f}, AUC {found.auc:.3f}", flush=True)

    first = train([_asked(a, t) for a, t in public], encoder, folder / "public", Schedule(steps[0], RATES[0]), watch=watch)
    yield f"{first}: trained on {sum(len(a) for a, _ in public)} public questions"
    if not steps[1]:
        return
    reported = [r for r in read_reports(cases) if r.group not in without]
    kept = [_asked(a, t * KEPT) for a, t in public]
    second = train([_reported(reported), *kept], encoder, folder, Schedule(steps[1], RATES[1], every=250), started_from=first, watch=watch)
    yield f"{second}: trained on {len(reported)} questions over reports"


def _asked(asked: Sequence[Asked], times: float) -> Source:
    return Source(lambda rng: groups(asked, rng), times)


def _reported(asked: Sequence[Reported]) -> Source:
    return Source(lambda rng: report_groups(asked, rng), 1.0)
