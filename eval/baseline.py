"""What changed since an earlier run: case by case, and whether it can be chance."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import orjson

from eval.intervals import mcnemar
from eval.run import Result
from eval.verdicts import MEASURES
from ingest.errors import UserError

CHANCE = 0.05  # a fall less probable than this by chance is significant


@dataclass(frozen=True)
class Change:
    """One measure in both runs: the cases that it passes now and did not, those that it did and does not, and the chance of that."""

    measure: str
    newly_right: tuple[str, ...]
    newly_wrong: tuple[str, ...]
    both: int

    @property
    def chance(self) -> float:
        """McNemar's exact probability that the difference is chance."""
        return mcnemar(len(self.newly_right), len(self.newly_wrong))

    @property
    def fell(self) -> bool:
        """Whether it became worse by more than chance explains."""
        return len(self.newly_wrong) > len(self.newly_right) and self.chance < CHANCE


Passed = Mapping[str, Mapping[str, bool]]  # by the case's id and the measure's name


def read_baseline(path: Path) -> dict[str, dict[str, bool]]:
    """What an earlier report.json says was passed. Raises UserError when it is no such file."""
    try:
        record = orjson.loads(path.read_bytes())
        return {r["id"]: {name: bool(v["passed"]) for name, v in r["verdicts"].items()} for r in record["results"]}
    except OSError as error:
        raise UserError(f"{path}: cannot be read ({error.strerror}); give the report.json of an earlier run") from error
    except (orjson.JSONDecodeError, KeyError, TypeError, AttributeError) as error:
        raise UserError(f"{path}: is no report.json of an earlier run ({error!r}); write one with --report") from error


def compare(results: Sequence[Result], before: Passed) -> list[Change]:
    """The change of every measure, over the cases that both runs judged by it. Raises UserError when the runs share no case."""
    if not any(r.case.id in before for r in results):
        raise UserError("the baseline holds none of these cases; compare with a run over the same ones")
    changes = []
    for name in (m.name for m in MEASURES):
        pairs = [
            (r.case.id, before[r.case.id][name], r.verdicts[name].passed)
            for r in results
            if name in r.verdicts and name in before.get(r.case.id, {})
        ]
        if pairs:
            right, wrong = (tuple(id_ for id_, was, now in pairs if (was, now) == turn) for turn in ((False, True), (True, False)))
            changes.append(Change(name, right, wrong, len(pairs)))
    return changes


def fall_lines(changes: Sequence[Change]) -> list[str]:
    """One line for each significant fall."""
    return [
        f"{c.measure} fell: {len(c.newly_wrong)} newly wrong, {len(c.newly_right)} newly right of {c.both}, "
        f"by chance {c.chance:.3f}: {', '.join(c.newly_wrong)}"
        for c in changes
        if c.fell
    ]
