"""Receipts and feedback: kept beside the library, exported whole, and gone when they should be."""

import json
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bot.activity import Activity, Verdict, answer_from_json
from bot.citations import Answer
from bot.conversation import Bot
from ingest.errors import UserError
from tests.conftest import NOON

QUESTION = "How many hectares were cleared in Kalbajar between 2 and 8 February 2026?"
DAY = 86_400.0  # seconds


class Clock:
    """A clock that the test sets."""

    now = NOON

    def __call__(self) -> float:
        """The time that it was set to."""
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def activity(tmp_path: Path, clock: Clock) -> Activity:
    return Activity(tmp_path, "Azerbaijan", 30, clock)


@pytest.fixture(scope="module")
def answer(bot: Bot) -> Answer:
    return bot.reply(QUESTION)


def test_a_receipt_gives_the_answer_back_as_it_was(activity: Activity, answer: Answer) -> None:
    (receipt,) = activity.receipts([activity.keep("v", answer, ["Before?"])])
    assert answer.citations
    assert replace(receipt.answer, seconds=0.0) == replace(answer, seconds=0.0)
    assert (receipt.question, receipt.history, receipt.at) == (QUESTION, ("Before?",), "2026-05-28T20:26:40Z")


def test_an_answer_with_what_it_points_back_to_comes_back_from_its_json(bot: Bot) -> None:
    answer = bot.reply("How many children were victims in Aghdam?")
    assert any(c.context for c in answer.citations)
    assert answer_from_json(json.loads(json.dumps(answer.to_json())), answer.state).to_json() == answer.to_json()


def test_receipts_come_in_the_order_asked_for_without_those_that_are_gone(activity: Activity, answer: Answer) -> None:
    one, other = activity.keep("v", answer), activity.keep("v", answer)
    assert [r.id for r in activity.receipts([other, "gone", one])] == [other, one]


def test_two_receipts_have_ids_that_nobody_guesses(activity: Activity, answer: Answer) -> None:
    one, other = activity.keep("v", answer), activity.keep("v", answer)
    assert one != other
    assert len(one) >= 20


def test_feedback_is_exported_with_question_history_answer_and_versions(activity: Activity, answer: Answer) -> None:
    receipt = activity.keep("v", answer, ["Before?"])
    assert activity.judge(receipt, Verdict("wrong", "wrong period", " The week is another. "))
    (record,) = activity.feedback()
    assert (record["question"], record["history"], record["answer"]) == (QUESTION, ["Before?"], answer.to_json())
    assert (record["verdict"], record["reason"], record["comment"]) == ("wrong", "wrong period", "The week is another.")
    assert record["generation"] == answer.generation
    assert record["versions"]["articles"] == {c.source: c.version for c in answer.citations}


def test_a_later_verdict_replaces_the_earlier(activity: Activity, answer: Answer) -> None:
    receipt = activity.keep("v", answer)
    activity.judge(receipt, Verdict("wrong", "other"))
    activity.judge(receipt, Verdict("right"))
    assert [(f["verdict"], f["reason"]) for f in activity.feedback()] == [("right", None)]
    assert activity.feedback("wrong") == []


def test_feedback_on_an_answer_that_nobody_was_given_is_refused(activity: Activity) -> None:
    assert not activity.judge("unknown", Verdict("right"))


@pytest.mark.parametrize(("verdict", "reason"), [("perhaps", None), ("wrong", "the weather")])
def test_a_verdict_or_reason_of_another_kind_is_refused(verdict: str, reason: str | None) -> None:
    with pytest.raises(UserError):
        Verdict(verdict, reason)


def test_a_visitor_who_forgets_takes_feedback_along_and_leaves_that_of_others(activity: Activity, answer: Answer) -> None:
    mine, other = activity.keep("me", answer), activity.keep("somebody", answer)
    for receipt in (mine, other):
        activity.judge(receipt, Verdict("right"))
    assert activity.forget("me") == 1
    assert [f["receipt"] for f in activity.feedback()] == [other]


def test_what_is_older_than_the_retention_time_goes(activity: Activity, answer: Answer, clock: Clock) -> None:
    old = activity.keep("v", answer)
    activity.judge(old, Verdict("right"))
    clock.now = NOON + 20 * DAY
    young = activity.keep("v", answer)
    clock.now = NOON + 31 * DAY
    assert activity.purge() == 1
    assert [r.id for r in activity.receipts([old, young])] == [young]
    assert activity.feedback() == []


def test_old_receipts_go_with_the_first_new_one_of_a_day(activity: Activity, answer: Answer, clock: Clock) -> None:
    old = activity.keep("v", answer)
    clock.now = NOON + 31 * DAY
    activity.keep("v", answer)
    assert activity.receipts([old]) == []


def test_it_is_written_ahead_so_that_readers_and_a_writer_do_not_wait(activity: Activity) -> None:
    with activity._open() as db:
        assert db.execute("PRAGMA journal_mode").fetchone()[0] == "wal"


def test_a_store_of_a_newer_program_is_left_alone(activity: Activity, tmp_path: Path) -> None:
    with activity._open() as db:
        db.execute("PRAGMA user_version = 99")
    with pytest.raises(UserError, match="newer MineFacts"):
        Activity(tmp_path, "Azerbaijan", 30, lambda: NOON)


def test_a_folder_that_cannot_be_written_is_the_users_to_mend(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="cannot be kept there"):
        Activity(tmp_path / "missing", "Azerbaijan", 30, lambda: NOON)


def test_the_command_exports_one_record_a_line(
    own_library: Path, answer: Answer, python: Callable[..., "subprocess.CompletedProcess[str]"]
) -> None:
    activity = Activity(own_library, "Azerbaijan", 36_500, lambda: NOON)
    activity.judge(activity.keep("v", answer), Verdict("wrong", "wrong number", "It is 57."))
    command = "import sys; from bot.__main__ import app; app(sys.argv[1:])"
    (line,) = python(command, "feedback", "--library", own_library, "--jsonl").stdout.splitlines()
    assert json.loads(line)["comment"] == "It is 57."
    assert "It is 57." in python(command, "feedback", "--library", own_library).stdout


def test_the_command_says_when_nobody_has_said_anything(
    own_library: Path, python: Callable[..., "subprocess.CompletedProcess[str]"]
) -> None:
    done = python("import sys; from bot.__main__ import app; app(sys.argv[1:])", "feedback", "--library", own_library)
    assert "Nobody has said anything yet." in done.stdout
