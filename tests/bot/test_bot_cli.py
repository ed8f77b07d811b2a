"""python -m bot ask: what people and scripts read from it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from bot.__main__ import app

ASKED = "How many hectares were cleared in Aghdam?"


def ask(*arguments: object, given: str | bytes = "") -> Result:
    return CliRunner().invoke(app, ["ask", *map(str, arguments)], input=given, catch_exceptions=False)


@pytest.fixture(scope="module")
def lines(library_folder: Path) -> Callable[..., tuple[int, list[dict[str, Any]]]]:
    """Exit code and answers of `ask --jsonl` to these lines."""

    def run(*given: str | bytes) -> tuple[int, list[dict[str, Any]]]:
        raw = b"\n".join(line.encode() if isinstance(line, str) else line for line in given)
        done = ask("--jsonl", "--library", library_folder, given=raw)
        return done.exit_code, [json.loads(line) for line in done.stdout_bytes.decode().splitlines()]

    return run


def test_ask_prints_the_answer_and_where_each_quote_stands(library_folder: Path) -> None:
    done = ask(ASKED, "--library", library_folder)
    assert done.exit_code == 0
    assert "412 hectares were cleared [1]" in done.stdout
    assert "aghdam.txt, characters 44–167" in done.stdout


def test_ask_shows_what_a_quote_points_back_to(library_folder: Path) -> None:
    done = ask("How many children were among the victims in Aghdam?", "--library", library_folder)
    assert "points back to: From Nov. 10, 2020" in done.stdout


@pytest.mark.parametrize(
    "arguments", [[], ["", "--library", "here"], ["x " * 50_000, "--library", "here"]], ids=["none", "empty", "too-long"]
)
def test_a_question_that_cannot_be_answered_exits_2_with_one_line(library_folder: Path, arguments: list[str]) -> None:
    done = ask(*(library_folder if a == "here" else a for a in arguments))
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
    assert done.stderr.startswith("error: ")


def test_a_folder_without_a_library_exits_2(tmp_path: Path) -> None:
    done = ask(ASKED, "--library", tmp_path)
    assert (done.exit_code, "holds no library" in done.stderr) == (2, True)


def test_jsonl_gives_one_answer_a_line_in_order_with_its_id(lines: Callable[..., Any]) -> None:
    code, answers = lines(json.dumps({"id": "a", "question": ASKED}), json.dumps({"id": 7, "question": "Who won the football world cup?"}))
    assert code == 0
    assert [(a["id"], a["kind"]) for a in answers] == [("a", "figure"), (7, "chat")]


def test_jsonl_answers_have_the_fields_of_the_contract(lines: Callable[..., Any]) -> None:
    _, (answer,) = lines(json.dumps({"id": "a", "question": ASKED}))
    fields = {"id", "question", "standalone", "language", "kind", "text", "notice", "figures", "citations", "generation", "seconds"}
    cited = {"number", "source", "version", "url", "title", "publisher", "published", "quote", "start", "end"}
    assert set(answer) == fields
    assert all(cited <= set(citation) for citation in answer["citations"])
    assert (answer["question"], answer["standalone"], answer["language"], answer["generation"]) == (ASKED, ASKED, "en", 1)


def test_letters_of_every_language_are_written_as_they_are(library_folder: Path) -> None:
    done = ask("--jsonl", "--library", library_folder, given=json.dumps({"question": "Füzulidə neçə hektar təmizlənib?"}))
    assert "Füzuli rayonunda 83 hektar ərazi" in done.stdout_bytes.decode()


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        pytest.param("{broken", "is not valid JSON", id="broken-json"),
        pytest.param("[1, 2]", "is list, not a JSON object", id="list"),
        pytest.param("[" * 100_000, "nested too deeply", id="deep"),
        pytest.param('{"id": "b"}', '"question" is None, not a text', id="no-question"),
        pytest.param('{"id": "b", "question": 5}', '"question" is 5, not a text', id="number"),
        pytest.param('{"id": "b", "question": ""}', "the question is empty", id="empty"),
        pytest.param('{"id": "b", "question": "' + "mine " * 20_000 + '"}', "characters, more than 2,000", id="too-long"),
        pytest.param('{"id": "b", "question": "mines?", "history": "no list"}', '"history" is', id="history-is-no-list"),
        pytest.param('{"id": "b", "question": "mines?", "history": [5]}', '"history" is', id="history-of-numbers"),
        pytest.param(b'{"id": "b", "question": "mines \xff?"}', "is not valid JSON", id="no-utf-8"),
    ],
)
def test_a_broken_line_is_named_by_its_number_and_the_others_are_answered(
    lines: Callable[..., Any], line: str | bytes, reason: str
) -> None:
    code, (first, broken, last) = lines(json.dumps({"id": "a", "question": ASKED}), line, json.dumps({"id": "c", "question": ASKED}))
    assert code == 1
    assert set(broken) == {"id", "line", "error"}
    assert (broken["id"], broken["line"], reason in broken["error"]) == (None, 2, True)
    assert (first["id"], last["id"], first["text"] == last["text"]) == ("a", "c", True)


def test_blank_lines_are_passed_over_but_counted(lines: Callable[..., Any]) -> None:
    code, (broken,) = lines("", "  ", "{broken")
    assert (code, broken["line"]) == (1, 3)


def test_unknown_fields_are_ignored(lines: Callable[..., Any]) -> None:
    code, (answer,) = lines(json.dumps({"id": "a", "question": ASKED, "mood": "curious", "state": 5}))
    assert (code, answer["kind"]) == (0, "figure")


def test_history_is_replayed_oldest_first(lines: Callable[..., Any]) -> None:
    history = ["What happened near Lachin?", ASKED]
    _, (answer,) = lines(json.dumps({"id": "a", "question": "And how many victims?", "history": history}))
    assert answer["standalone"] == "How many victims in Aghdam?"


@pytest.mark.parametrize("history", [None, []])
def test_no_history_is_no_fault(lines: Callable[..., Any], history: object) -> None:
    assert lines(json.dumps({"question": ASKED, "history": history}))[0] == 0


def test_a_line_without_an_id_is_answered_with_none(lines: Callable[..., Any]) -> None:
    assert lines(json.dumps({"question": ASKED}))[1][0]["id"] is None


def test_half_a_surrogate_pair_anywhere_in_a_line_does_no_harm(lines: Callable[..., Any]) -> None:
    code, answers = lines('{"id": "\\ud83d", "question": "How many mines \\ud83d in Aghdam?", "history": ["\\udc00 mines"]}')
    assert (code, len(answers)) == (0, 1)
