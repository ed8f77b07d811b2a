"""What changed since an earlier run is named case by case; the gate falls on significant falls and on floors lowered in silence."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bot.citations import Answer
from eval.answerers import Reply
from eval.baseline import Change, Earlier, compare, fall_lines, read_baseline
from eval.cases import Case
from eval.citing import Shelf
from eval.report import as_json, change_lines
from eval.run import Result, judge
from eval.summary import read_floors
from ingest.errors import UserError

Judged = Callable[..., Result]


@pytest.fixture
def judged(case: Case, answer: Answer, refusal: Answer, stored: Callable[[str, str], str | None]) -> Judged:
    """A result by the case's id, right or wrong."""
    shelf = Shelf(stored, counts=frozenset({28.0}))
    return lambda id_, right: judge(replace(case, id=id_), Reply(answer if right else refusal, 0.1, ("aghdam.txt",)), shelf)


def run(judged: Judged, verdicts: str) -> list[Result]:
    return [judged(f"c{number}", verdict == "+") for number, verdict in enumerate(verdicts)]


def earlier(folder: Path, results: list[Result]) -> dict[str, Earlier]:
    (folder / "report.json").write_text(json.dumps(as_json(results)), "utf-8")
    return read_baseline(folder / "report.json")


def test_newly_right_and_newly_wrong_cases_are_named(judged: Judged, tmp_path: Path) -> None:
    changes = compare(run(judged, "+-+"), earlier(tmp_path, run(judged, "-++")))
    right = next(c for c in changes if c.measure == "right")
    assert right == Change("right", ("c0",), ("c1",), 3)
    assert "right: 1 newly right (c0), 1 newly wrong (c1) of 3, by chance 1.000" in change_lines(changes)


def test_only_cases_of_both_runs_are_compared(judged: Judged, tmp_path: Path) -> None:
    changes = compare(run(judged, "--"), earlier(tmp_path, run(judged, "+")))
    assert [(c.newly_wrong, c.both) for c in changes if c.measure == "right"] == [(("c0",), 1)]


def test_a_case_that_expects_something_else_now_is_not_compared(judged: Judged, tmp_path: Path) -> None:
    before = earlier(tmp_path, run(judged, "++"))
    changed = replace(first := judged("c0", right=False), case=replace(first.case, require=(("5",),)))
    retagged = replace(second := judged("c1", right=False), case=replace(second.case, tags=("new",)))
    assert [c.newly_wrong for c in compare([changed, retagged], before) if c.measure == "right"] == [("c1",)]


def test_a_fall_that_chance_does_not_explain_is_told(judged: Judged, tmp_path: Path) -> None:
    lines = fall_lines(compare(run(judged, "------"), earlier(tmp_path, run(judged, "++++++"))))
    assert any(line.startswith("right fell: 6 newly wrong, 0 newly right of 6, by chance 0.031") for line in lines)


@pytest.mark.parametrize("now", ["-----+", "++++++"], ids=["five fell", "six rose"])
def test_a_fall_within_chance_or_a_rise_is_none(judged: Judged, tmp_path: Path, now: str) -> None:
    before = "++++++" if now[0] == "-" else "------"
    assert fall_lines(compare(run(judged, now), earlier(tmp_path, run(judged, before)))) == []


def test_nothing_turned_is_said(judged: Judged, tmp_path: Path) -> None:
    assert change_lines(compare(run(judged, "+-"), earlier(tmp_path, run(judged, "+-")))) == ["no case turned since the baseline"]


def test_a_baseline_over_other_cases_is_an_error(judged: Judged) -> None:
    with pytest.raises(UserError, match="holds none of these cases"):
        compare(run(judged, "+"), {"other": Earlier({"right": True}, {})})


@pytest.mark.parametrize("content", ["{", "[]", '{"results": [{"id": "a"}]}', None], ids=["broken", "a list", "no verdicts", "no file"])
def test_a_file_that_is_no_report_is_an_error(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "report.json").write_text(content, "utf-8")
    with pytest.raises(UserError, match=r"report\.json"):
        read_baseline(tmp_path / "report.json")


def floors(folder: Path, lowered: str) -> Path:
    path = folder / "floors.toml"
    path.write_text(f"[at_least]\nright = 0.6\n[at_most]\nunsupported = 0\n[highest]\nright = 0.7\n[lowered]\n{lowered}\n", "utf-8")
    return path


def test_a_floor_is_not_lowered_in_silence(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"right stands at 0\.6, below its highest 0\.7; say why"):
        read_floors(floors(tmp_path, ""))


def test_a_floor_may_be_lowered_with_a_reason(tmp_path: Path) -> None:
    assert read_floors(floors(tmp_path, 'right = "harder cases"')).lowered == {"right": "harder cases"}
