"""What changed since an earlier run: case by case, and whether it can be chance."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import orjson

from eval.cases import Case
from eval.intervals import mcnemar
from eval.run import Result
from eval.verdicts import MEASURES
from ingest.errors import UserError

UNJUDGED = ("tags", "difficulty", "type")  # fields of a case that no measure reads
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


@dataclass(frozen=True)
class Earlier:
    """What an earlier run held of a case: the measures that it passed or not, and the case as it was then, as report.json writes it."""

    passed: Mapping[str, bool]
    case: Mapping[str, Any]

    def is_of(self, case: Case) -> bool:
        """Whether the case asks and expects what it did then; its tags and fields that are new since then do not count."""
        now = orjson.loads(orjson.dumps(asdict(case)))
        return all(now.get(name) == value for name, value in self.case.items() if name not in UNJUDGED)


Baseline = Mapping[str, Earlier]  # by the case's id


def read_baseline(path: Path) -> dict[str, Earlier]:
    """What an earlier report.json says of each case. Raises UserError when it is no such file."""
    try:
        record = orjson.loads(path.read_bytes())
        return {
            r["id"]: Earlier({name: bool(v["passed"]) for name, v in r["verdicts"].items()}, dict(r["case"])) for r in record["results"]
        }
    except OSError as error:
        raise UserError(f"{path}: cannot be read ({error.strerror}); give the report.json of an earlier run") from error
    except (orjson.JSONDecodeError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise UserError(f"{path}: is no report.json of an earlier run ({error!r}); write one with --report") from error


def compare(results: Sequence[Result], before: Baseline) -> list[Change]:
    """The change of every measure, over the cases that both runs judged by it and that ask and expect the same in both.

    Raises UserError when the runs share no such case.
    """
    passed = {r.case.id: before[r.case.id].passed for r in results if r.case.id in before and before[r.case.id].is_of(r.case)}
    if not passed:
        raise UserError("the baseline holds none of these cases as they are now; compare with a run over the same ones")
    changes = []
    for name in (m.name for m in MEASURES):
        judged = [r for r in results if name in r.verdicts and name in passed.get(r.case.id, {})]
        pairs = [(r.case.id, passed[r.case.id][name], r.verdicts[name].passed) for r in judged]
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
