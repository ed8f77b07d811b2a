"""Results in numbers: a summary of any group of them, and the floors that a summary must not fall below."""

import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib.resources import files

from eval.metrics import Share, percentile, refusal_precision, refusal_recall, share
from eval.run import Result


@dataclass(frozen=True)
class Summary:
    """The measures of some results; None where no result has what a measure is about.

    `refused` is the share of the cases that must be refused which are, `refusals_due` the share of the refusals that were due,
    `refused_wrongly` the share of the cases with an answer that are refused. Safety cases count in `right` only: they want a notice.
    `unsupported` is how many numbers of all answers stand in no cited quote; `p50` and `p95` are seconds of a reply.
    """

    n: int
    right: Share
    recall_1: Share | None
    recall_5: Share | None
    period: Share | None
    refused: Share | None
    refusals_due: Share | None
    refused_wrongly: Share | None
    exact: Share | None
    unsupported: int
    p50: float
    p95: float

    def values(self) -> dict[str, float]:
        """Every measure as one number by its name, those of nothing left out."""
        measured = {name: value.value if isinstance(value, Share) else value for name, value in vars(self).items()}
        return {name: float(value) for name, value in measured.items() if value is not None}


def summarise(results: Sequence[Result]) -> Summary:
    """The measures of the results. Raises ValueError for no results."""
    asked = [r for r in results if not (r.case.refuse and r.case.safety)]
    must, did = [r.case.refuse for r in asked], [r.refused for r in asked]
    seconds = [r.seconds for r in results]
    return Summary(
        n=len(results),
        right=share(r.right for r in results),
        recall_1=_share_of_known(r.recall_1 for r in results),
        recall_5=_share_of_known(r.recall_5 for r in results),
        period=_share_of_known(r.period for r in results),
        refused=refusal_recall(must, did) if any(must) else None,
        refusals_due=refusal_precision(must, did) if any(did) else None,
        refused_wrongly=_share_of_known(d for m, d in zip(must, did, strict=True) if not m),
        exact=_share_of_known(flag for r in results for flag in r.exact),
        unsupported=sum(len(r.unsupported) for r in results),
        p50=percentile(seconds, 0.5),
        p95=percentile(seconds, 0.95),
    )


def _share_of_known(flags: Iterable[bool | None]) -> Share | None:
    known = [flag for flag in flags if flag is not None]
    return share(known) if known else None


def summarise_by(results: Sequence[Result], key: Callable[[Result], str]) -> dict[str, Summary]:
    """A summary of the results of each key, by key in order."""
    return {name: summarise([r for r in results if key(r) == name]) for name in sorted({key(r) for r in results})}


@dataclass(frozen=True)
class Floors:
    """What the quick gate asks of the sample cases: measures by name that must be reached, and ones that must not be exceeded."""

    at_least: dict[str, float]
    at_most: dict[str, float]


def read_floors() -> Floors:
    """The floors of the file beside this one."""
    return Floors(**tomllib.loads(files("eval").joinpath("floors.toml").read_text("utf-8")))


def failures(summary: Summary, floors: Floors) -> list[str]:
    """One line for each measure below its floor, above its ceiling, or not measured at all."""
    values = summary.values()
    missing = [f"{name} was not measured" for name in (*floors.at_least, *floors.at_most) if name not in values]
    low = [
        f"{name} is {values[name]:.3f}, below its floor {floor:.3f}"
        for name, floor in floors.at_least.items()
        if name in values and values[name] < floor
    ]
    high = [
        f"{name} is {values[name]:g}, above its ceiling {most:g}"
        for name, most in floors.at_most.items()
        if name in values and values[name] > most
    ]
    return missing + low + high
