"""The weights of the choice of periods and places come from labelled reports."""

from pathlib import Path

import orjson
import pytest

from eval.scope import Example, fit, judge, read_known, train


@pytest.fixture
def labelled(tmp_path: Path) -> Path:
    text = "In May 2025 teams found 20 mines. The agency employs 900 people."
    gold = [{"text": "20", "value": 20, "unit": "devices", "period": {"start": "2025-05", "end": "2025-05"}}, {"text": "900", "value": 900, "unit": "people"}]  # fmt: skip
    lines = [{"id": f"r{n}", "language": "en", "published": "2025-06-02", "text": text, "figures": gold} for n in range(4)]
    file = tmp_path / "set.jsonl"
    file.write_bytes(b"\n".join(map(orjson.dumps, lines)))
    return file


def test_the_features_of_right_candidates_gain_weight() -> None:
    examples = [Example(f"r{n}", [{"near": 1.0}, {"far": 1.0}], [0]) for n in range(3)]
    weights = fit(examples, 0.01)
    assert weights["near"] > 0 > weights["far"]


def test_what_labelled_reports_say_is_learnt(labelled: Path) -> None:
    known = read_known(labelled, "Azerbaijan")
    judged = judge(known, train({"one": known, "other": known}))
    assert judged.right["period"] == judged.labelled["period"] == 8
