"""Editors set figures right: what they say holds for readers, survives whatever is read anew, and can be taken back."""

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from ingest import add as adding
from ingest.__main__ import app
from ingest.add import Added
from ingest.changes import choices, read_changes
from ingest.errors import UserError
from ingest.figures import edition
from ingest.figures.extract import extract_figures
from ingest.figures.figure import Figure
from ingest.library import Library
from ingest.library_schema import FILE_NAME
from ingest.overrulings import changed

Add = Callable[..., Added]
AGHDAM = "aghdam.txt"
BY = ("--who", "Ann", "--why", "the ministry's table says so")


def ingest(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(a) for a in arguments], catch_exceptions=False)


def shown(folder: Path, source: str = AGHDAM) -> dict[float, Figure]:
    """What readers get, by value."""
    with Library.open(folder) as library:
        version = library.version(source)
        assert version
        return {f.value: f for f in library.figures([version.id])[version.id]}


def overruled(folder: Path) -> list[float]:
    with Library.open(folder) as library:
        return [s.figure.value for s in library.all_figures() if s.overruled]


def number(folder: Path, value: float, source: str = AGHDAM) -> int:
    return shown(folder, source)[value].start


def overrulings(folder: Path) -> list[tuple[object, ...]]:
    db = sqlite3.connect(folder / FILE_NAME)
    found = db.execute("SELECT action, changes, who, why, undone IS NULL FROM overruling ORDER BY id").fetchall()
    db.close()
    return found


@pytest.fixture
def fixed(own_library: Path) -> Path:
    """A library in which the 36 victims were set to injured since 2021."""
    done = ingest(
        "fix", AGHDAM, number(own_library, 36), "--set", "outcome=injured", "--set", "period.start=2021", *BY, "--library", own_library
    )
    assert done.exit_code == 0, done.output
    return own_library


def is_fixed(figure: Figure) -> bool:
    return (figure.outcome, figure.period and figure.period.start) == ("injured", "2021")


def test_a_fix_is_what_readers_get_from_the_next_generation_on(fixed: Path) -> None:
    assert is_fixed(shown(fixed)[36.0])
    assert overruled(fixed) == [36.0]
    with Library.open(fixed) as library:
        assert library.generation == 2


def test_a_reader_keeps_what_it_had_before_a_fix(own_library: Path) -> None:
    with Library.open(own_library) as reader:
        before = reader.all_figures()
        ingest("fix", AGHDAM, number(own_library, 36), "--set", "outcome=injured", *BY, "--library", own_library)
        assert reader.all_figures() == before


def test_a_fix_leaves_all_other_figures_as_they_were(own_library: Path) -> None:
    before = shown(own_library)
    ingest("fix", AGHDAM, before[36.0].start, "--set", "value=37", *BY, "--library", own_library)
    after = shown(own_library)
    assert after.pop(37.0) == changed(before.pop(36.0), {"value": 37.0})
    assert after == before


def test_figures_shows_who_changed_what_and_why(fixed: Path) -> None:
    table = ingest("figures", AGHDAM, "--library", fixed).stdout
    assert "outcome=injured (read: both)" in " ".join(table.split())
    assert "Ann" in table
    assert str(number(fixed, 36)) in table


def test_a_hidden_figure_is_shown_to_editors_alone(own_library: Path) -> None:
    at = number(own_library, 412)
    done = ingest("hide", AGHDAM, at, *BY, "--library", own_library)
    assert (done.exit_code, done.stdout) == (0, "hidden: “412” in aghdam.txt; generation 2\n")
    assert 412.0 not in shown(own_library)
    assert "hidden by Ann" in ingest("figures", AGHDAM, "--library", own_library).stdout


def test_undo_takes_the_last_change_back_and_keeps_its_record(fixed: Path) -> None:
    at = number(fixed, 36)
    ingest("hide", AGHDAM, at, *BY, "--library", fixed)
    assert 36.0 not in shown(fixed)
    assert ingest("undo", AGHDAM, at, "--library", fixed).stdout.startswith("taken back: hide of “36”")
    assert is_fixed(shown(fixed)[36.0])
    ingest("undo", AGHDAM, at, "--library", fixed)
    assert shown(fixed)[36.0].outcome == "both"
    assert overruled(fixed) == []
    assert [row[4] for row in overrulings(fixed)] == [0, 0]


def test_two_fixes_of_one_figure_add_up_and_the_later_rules(fixed: Path) -> None:
    at = number(fixed, 36)
    ingest("fix", AGHDAM, at, "--set", "who=civilian", "--set", "period.start=2022", *BY, "--library", fixed)
    figure = shown(fixed)[36.0]
    assert (figure.outcome, figure.who, figure.period and figure.period.start) == ("injured", "civilian", "2022")


def test_a_fix_survives_adding_the_unchanged_report(fixed: Path, own_reports: Path, add: Add) -> None:
    added = add(fixed, own_reports)
    assert (dict(added.counts), added.generation) == ({"unchanged": 8}, 2)
    assert is_fixed(shown(fixed)[36.0])


def test_a_fix_survives_a_rebuild_with_a_newer_extractor(fixed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def newer(*arguments: object) -> list[Figure]:
        return [changed(f, {"actor": "a newer reading", "outcome": "killed"}) for f in extract_figures(*arguments)]  # type: ignore[arg-type]

    monkeypatch.setattr(adding, "extract_figures", newer)
    monkeypatch.setattr(edition, "FIGURES_EXTRACTOR", 99)
    assert ingest("rebuild", "--library", fixed).exit_code == 0
    assert is_fixed(shown(fixed)[36.0])
    assert {f.actor for f in shown(fixed).values()} == {"a newer reading"}
    ingest("undo", AGHDAM, number(fixed, 36), "--library", fixed)
    assert shown(fixed)[36.0].outcome == "killed"


@pytest.mark.parametrize(
    ("old", "new", "carries"),
    [
        pytest.param("Nigar Alili", "Nigar Alili, from the field", True, id="sentence-moved"),
        pytest.param("there were 36 victims", "there were  36 victims", False, id="sentence-reworded"),
        pytest.param("Deminers found 118", "Deminers found 119", True, id="other-sentence-changed"),
    ],
)  # fmt: skip
def test_a_fix_carries_over_to_a_new_version_with_the_same_sentence(
    fixed: Path, own_reports: Path, add: Add, old: str, new: str, carries: bool
) -> None:
    report = own_reports / AGHDAM
    report.write_text(report.read_text("utf-8").replace(old, new), "utf-8")
    assert add(fixed, own_reports).counts["updated"] == 1
    assert is_fixed(shown(fixed)[36.0]) is carries


def test_a_report_that_comes_back_has_its_fixes_again(fixed: Path, own_reports: Path, add: Add) -> None:
    text = (own_reports / AGHDAM).read_text("utf-8")
    (own_reports / AGHDAM).write_text("Nothing was found.\n")
    add(fixed, own_reports)
    (own_reports / AGHDAM).write_text(text, "utf-8")
    add(fixed, own_reports)
    assert is_fixed(shown(fixed)[36.0])


def test_a_change_whose_figure_is_gone_can_be_taken_back_by_its_old_number(fixed: Path, own_reports: Path, add: Add) -> None:
    at = number(fixed, 36)
    (own_reports / AGHDAM).write_text("Nothing was found.\n")
    add(fixed, own_reports)
    assert ingest("undo", AGHDAM, at, "--library", fixed).exit_code == 0
    assert ingest("undo", AGHDAM, at, "--library", fixed).exit_code == 2


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        pytest.param(
            ["outcom=injured"], "'outcom': is no field of a figure, did you mean 'outcome'? the fields are value, low", id="field"
        ),
        pytest.param(["outcome=hurt"], "'outcome=hurt': is not known; it is one of: both, injured, killed", id="choice"),
        pytest.param(["place=Agdham"], "'place=Agdham': is not known, did you mean 'Aghdam'?", id="place"),
        pytest.param(["value=many"], "'value=many': is not a number", id="number"),
        pytest.param(["value=nan"], "'value=nan': is not a number", id="nan"),
        pytest.param(["value=-1"], "'value=-1': is not a number of 0 or more", id="negative"),
        pytest.param(["value="], "'value=': every figure has one", id="empty"),
        pytest.param(["as_of=2025-02-30"], "'as_of=2025-02-30': is not a date; write a day, a month or a year", id="date"),
        pytest.param(["period.end=May"], "'period.end=May': is not a date", id="month"),
        pytest.param(["period=2025"], "'period': is set by its parts", id="period"),
        pytest.param(["period=", "period.start=2025"], "'period=' says that no period is known", id="period-and-part"),
        pytest.param(["outcome"], "'outcome': is not FIELD=VALUE; write for example --set outcome=injured", id="no-value"),
        pytest.param(["who=civilian", "who=military"], "'who': is set twice", id="twice"),
        pytest.param(["low=30"], "a range has low, high and qualifier=range", id="half-a-range"),
        pytest.param(["low=30", "high=40", "qualifier=range"], "a range runs from its value", id="range-beside-its-value"),
        pytest.param(["outcome=both"], "the figure is so already; nothing was changed", id="nothing-new"),
        pytest.param(["part_of=1"], "'part_of=1': is not known", id="part-of-nothing"),
    ],
)
def test_what_a_figure_cannot_hold_is_refused_by_name_and_nothing_changes(own_library: Path, settings: list[str], said: str) -> None:
    given = [word for text in settings for word in ("--set", text)]
    done = ingest("fix", AGHDAM, number(own_library, 36), *given, *BY, "--library", own_library)
    assert done.exit_code == 2
    assert said in done.stderr
    assert overrulings(own_library) == []
    with Library.open(own_library) as library:
        assert library.generation == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(["fix", AGHDAM, 1, "--set", "value=1", *BY], "'aghdam.txt': has no figure at 1; near it: ", id="no-figure"),
        pytest.param(["hide", "missing.txt", 1, *BY], "'missing.txt': is not in", id="no-report"),
        pytest.param(["undo", AGHDAM, 1], "nothing was fixed or hidden there", id="nothing-to-undo"),
        pytest.param(["hide", AGHDAM, 1, "--who", " ", "--why", "x"], "--who is empty", id="nobody"),
        pytest.param(["hide", AGHDAM, 1], "Missing option", id="no-reason"),
        pytest.param(["fix", AGHDAM, "x", "--set", "value=1", *BY], "a valid integer", id="no-number"),
    ],
)
def test_what_cannot_be_edited_is_said_in_one_line(own_library: Path, arguments: list[object], said: str) -> None:
    done = ingest(*arguments, "--library", own_library)
    assert done.exit_code == 2
    assert said in done.stderr


@pytest.mark.parametrize("command", [["fix", "a", 1, "--set", "value=1", *BY], ["hide", "a", 1, *BY], ["undo", "a", 1]], ids=lambda c: c[0])
def test_editing_where_no_library_is_makes_none(tmp_path: Path, command: list[object]) -> None:
    done = ingest(*command, "--library", tmp_path / "none")
    assert (done.exit_code, "holds no library" in done.stderr) == (2, True)
    assert not (tmp_path / "none").exists()


def test_a_hidden_figure_is_not_changed_before_it_is_shown_again(own_library: Path) -> None:
    at = number(own_library, 36)
    ingest("hide", AGHDAM, at, *BY, "--library", own_library)
    done = ingest("fix", AGHDAM, at, "--set", "value=37", *BY, "--library", own_library)
    assert (done.exit_code, "was hidden by Ann" in done.stderr) == (2, True)


def test_a_range_can_be_set_and_cleared(own_library: Path) -> None:
    at = number(own_library, 36)
    ingest("fix", AGHDAM, at, *(w for s in ("low=36", "high=40", "qualifier=range") for w in ("--set", s)), *BY, "--library", own_library)
    assert (shown(own_library)[36.0].low, shown(own_library)[36.0].high) == (36.0, 40.0)
    done = ingest(
        "fix", AGHDAM, at, *(w for s in ("low=", "high=", "qualifier=exact") for w in ("--set", s)), *BY, "--library", own_library
    )
    assert done.exit_code == 0
    assert shown(own_library)[36.0].high is None


def test_a_writer_that_dies_before_the_new_generation_loses_no_fix(
    own_library: Path, own_reports: Path, monkeypatch: pytest.MonkeyPatch, add: Add
) -> None:
    def dying(*_: object) -> int:
        raise KeyboardInterrupt

    at = number(own_library, 36)
    with monkeypatch.context() as patch:
        patch.setattr(adding, "publish", dying)
        ingest("fix", AGHDAM, at, "--set", "outcome=injured", *BY, "--library", own_library)
    assert shown(own_library)[36.0].outcome == "both"
    assert add(own_library, own_reports).generation == 2
    assert shown(own_library)[36.0].outcome == "injured"


FIGURE = Figure(
    10, 12, 0, 40, 36.0, None, None, "exact", "people", "victims", "both", None, None, None, None, None, "Aghdam", None, None, (), "victims of mines"
)  # fmt: skip


@given(st.data())
def test_whatever_is_accepted_reads_back_from_its_record_as_it_was_set(data: st.DataObject) -> None:
    names = data.draw(st.lists(st.sampled_from([*choices(), "value", "as_of", "period.start", "age"]), min_size=1, unique=True))
    values = {
        n: data.draw(st.sampled_from(choices()[n]) if n in choices() else st.sampled_from(["", "2024", "2024-05", "7", "1e3"]))
        for n in names
    }
    try:
        changes = read_changes(FIGURE, [FIGURE], [f"{name}={value}" for name, value in values.items()])
    except UserError:
        return
    figure = changed(FIGURE, json.loads(json.dumps(changes)))
    assert Figure.from_record(json.loads(json.dumps(figure.to_record()))) == figure
    assert read_changes(changed(figure, {"value": 1.5}), [], [f"value={figure.value}"])
    for name, value in changes.items():
        whole, _, part = name.partition(".")
        record = figure.to_record()[whole]
        assert (record[part] if part else record) == value
