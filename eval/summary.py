"""Results in numbers: a summary of any group of them, and the floors that a summary must not fall below."""

import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from eval.intervals import Mean, mean
from eval.metrics import Share, percentile, refusal_precision, refusal_recall, share
from eval.refusing import Answered, Point, risk_coverage
from eval.run import Result
from eval.verdicts import MEASURES
from ingest.errors import UserError


@dataclass(frozen=True)
class Summary:
    """The measures of some results by name, each with its count and interval; what no result is about is left out.

    `shares` holds the rates of `MEASURES`, and beside these: `refused`, of the cases that must be refused, `refusals_due`, of the refusals,
    `refused_wrongly`, of the cases with an answer, `exact`, of the quotes, `safety_recall`, of the notices due, and `false_alarms`, of
    the cases without danger. Cases that want a notice alone, or no report, count in none of the refusals. `unsupported` is how many numbers of all
    answers stand in no cited quote; `p50` and `p95` are seconds of a reply.
    """

    n: int
    shares: dict[str, Share]
    means: dict[str, Mean]
    unsupported: int
    p50: float
    p95: float

    @property
    def right(self) -> Share:
        """The share of right answers."""
        return self.shares["right"]

    def values(self) -> dict[str, float]:
        """Every measure as one number by its name."""
        rates = {name: value.value for name, value in self.shares.items()}
        return (
            rates
            | {name: value.value for name, value in self.means.items()}
            | {"unsupported": float(self.unsupported), "p50": self.p50, "p95": self.p95}
        )


def summarise(results: Sequence[Result]) -> Summary:
    """The measures of the results. Raises ValueError for no results."""
    seconds = [r.reply.seconds for r in results]
    rates = {m.name: _share_of_known(r.held(m.name) for r in results) for m in MEASURES if m.rate} | _refusals(results) | _notices(results)
    rates["exact"] = _share_of_known(flag for r in results for flag in r.exact)
    means = {m.name: _mean_of_known(m.name, results) for m in MEASURES if not m.rate}
    return Summary(
        n=len(results),
        shares={name: value for name, value in rates.items() if value},
        means={name: value for name, value in means.items() if value},
        unsupported=sum(len(r.unsupported) for r in results),
        p50=percentile(seconds, 0.5),
        p95=percentile(seconds, 0.95),
    )


def _refusals(results: Sequence[Result]) -> dict[str, Share | None]:
    asked = [r for r in results if not (r.case.refuse and r.case.safety) and not r.case.kinds]
    must, did = [r.case.refuse for r in asked], [r.refused for r in asked]
    return {
        "refused": refusal_recall(must, did) if any(must) else None,
        "refusals_due": refusal_precision(must, did) if any(did) else None,
        "refused_wrongly": _share_of_known(d for m, d in zip(must, did, strict=True) if not m),
    }


def _notices(results: Sequence[Result]) -> dict[str, Share | None]:
    shown = [(r.case.safety, bool(r.answer.notice)) for r in results]
    return {
        "safety_recall": _share_of_known(did for due, did in shown if due),
        "false_alarms": _share_of_known(did for due, did in shown if not due),
    }


def _share_of_known(flags: Iterable[bool | None]) -> Share | None:
    known = [flag for flag in flags if flag is not None]
    return share(known) if known else None


def _mean_of_known(name: str, results: Sequence[Result]) -> Mean | None:
    known = [r for r in results if name in r.verdicts]
    return mean([r.verdicts[name].score for r in known], [r.case.cluster for r in known]) if known else None


def summarise_by(results: Sequence[Result], key: Callable[[Result], str]) -> dict[str, Summary]:
    """A summary of the results of each key, by key in order."""
    return {name: summarise([r for r in results if key(r) == name]) for name in sorted({key(r) for r in results})}


def curve(results: Sequence[Result]) -> list[Point]:
    """Risk against coverage; an answerer that names no confidence has the one point where it stands."""
    return risk_coverage([Answered(None if r.refused else r.reply.confidence or 0.0, r.right) for r in results])


@dataclass(frozen=True)
class Floors:
    """What the quick gate asks of the sample cases: measures by name that must be reached, and ones that must not be exceeded.

    `lowered` says why a floor stands below where it once stood, by the measure's name.
    """

    at_least: dict[str, float]
    at_most: dict[str, float]
    lowered: dict[str, str]


def read_floors(path: Path | None = None) -> Floors:
    """The floors of the file, by default the one beside this. Raises UserError for a floor that is below its highest without a reason."""
    record = tomllib.loads(path.read_text("utf-8") if path else files("eval").joinpath("floors.toml").read_text("utf-8"))
    floors = Floors(record["at_least"], record["at_most"], record.get("lowered", {}))
    for name, highest in record.get("highest", {}).items():
        if floors.at_least.get(name, 0.0) < highest and not floors.lowered.get(name, "").strip():
            raise UserError(
                f"floors: {name} stands at {floors.at_least.get(name)}, below its highest {highest}; say why under [lowered], or raise it"
            )
    return floors


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
