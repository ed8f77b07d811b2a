"""The candidates for a figure's period or place, and the linear model that chooses among them.

The weights come from labelled reports (`python -m eval scope --train`): a softmax over the candidates of each figure.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

import orjson


@dataclass
class Option:
    """One candidate: what the figure would take over, whether its own sentence states it, and what speaks for and against it."""

    value: Any
    as_of: str | None = None
    stated: bool = False
    features: dict[str, float] = field(default_factory=dict)

    def add(self, names: Iterable[str]) -> None:
        """Features that hold."""
        self.features |= dict.fromkeys(names, 1.0)


class Options(dict[Hashable, Option]):
    """Candidates by what tells them apart; a second mention of the same adds its features."""

    def offer(self, key: Hashable, option: Option) -> Option:
        """The candidate of that key, made the first time."""
        kept = self.setdefault(key, option)
        kept.stated = kept.stated or option.stated
        return kept


Weights = Mapping[str, float]


_used: ContextVar[Mapping[str, Weights] | None] = ContextVar("scope weights", default=None)


def weights() -> Mapping[str, Weights]:
    """The trained weights of "period" and "place"."""
    return _used.get() or _packaged()


@cache
def _packaged() -> Mapping[str, Weights]:
    stored: dict[str, dict[str, float]] = orjson.loads(files("ingest").joinpath("models/scope.json").read_bytes())
    return stored


@contextmanager
def using(models: Mapping[str, Weights]) -> Iterator[None]:
    """Other weights than the packaged ones for as long as the block lasts, so that reports are read as by one who has not seen them."""
    token = _used.set(models)
    try:
        yield
    finally:
        _used.reset(token)


def score(option: Option, model: Weights) -> float:
    """How well a candidate fits."""
    return sum(model.get(name, 0.0) * value for name, value in option.features.items())


def best(options: Sequence[Option], model: Weights) -> Option:
    """The candidate that fits best, the first of equals."""
    return max(options, key=lambda o: score(o, model))
