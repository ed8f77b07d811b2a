"""What is worked out from numbers just told: points of one line, parts of one whole, a later number."""

import pytest

from bot.answers.told_operations import OPERATIONS, draft_newer
from bot.draft import Claim, Draft
from bot.facts import Fact
from bot.question import read_question
from ingest.figures.figure import Period
from tests.bot.made_facts import known, made, victims


def month(number: int) -> Period:
    return Period(f"2026-{number:02d}", f"2026-{number:02d}", "month")


MARCH = made(2874.3, month(3), version=1)
APRIL = made(3916.5, month(4), version=2)
WEEK = made(742.6, Period("2026-05-04", "2026-05-10", "week"), version=3)
THEN = victims(433, Period("2020-11-10", "2026-04-30", "cumulative closed"), version=4)
NOW = victims(441, Period("2020-11-10", "2026-07-15", "cumulative closed"), version=5)
SINCE_1991 = victims(3482, Period("1991", "2026-07-15", "cumulative closed"), version=5)


def worked_out(name: str, turn: str, told: list[Fact], *others: Fact) -> Draft | None:
    return OPERATIONS[name](read_question(turn), told, known(*told, *others))


def said(draft: Draft | None) -> str:
    return "" if draft is None else " ".join(s.text for line in draft.sentences for s in line.segments if isinstance(s, Claim))


def test_a_difference_is_of_periods_as_long_as_each_other_where_there_are_two() -> None:
    assert "1,042.2" in said(worked_out("difference", "how much more is that?", [APRIL, WEEK, MARCH]))


def test_the_last_number_is_followed_through_those_told_before_it() -> None:
    draft = worked_out("trend", "is it going up?", [APRIL, WEEK, MARCH])
    assert draft is not None
    assert draft.kind == "trend"
    assert "2,874.3" in said(draft)
    assert "742.6" not in said(draft)


def test_a_number_told_alone_is_followed_through_what_the_reports_state() -> None:
    assert "433" in said(worked_out("trend", "is it rising?", [NOW], THEN, SINCE_1991))


@pytest.mark.parametrize(("turn", "result"), [("what do they make together?", "778"), ("what do the four make together?", "")])
def test_the_parts_told_of_one_report_are_summed_and_no_fewer_than_are_named(turn: str, result: str) -> None:
    parts = [made(v, month(6), unit="devices", device=d) for v, d in ((688, "UXO"), (57, "anti-personnel"), (33, "anti-tank"))]
    keyed = [Fact(f.version, f.figure.__class__(**{**f.figure.__dict__, "start": n * 10})) for n, f in enumerate(parts)]
    assert (result in said(worked_out("together", turn, keyed))) if result else worked_out("together", turn, keyed) is None


def test_a_newer_number_is_the_latest_of_the_same_series() -> None:
    asked = read_question("is there anything newer?")
    assert "441" in said(draft_newer(asked, [THEN], known(THEN, NOW, SINCE_1991)))
    assert draft_newer(asked, [NOW], known(THEN, NOW, SINCE_1991)) is None


def test_the_day_up_to_which_a_number_counts_is_told_only_where_its_report_says_it() -> None:
    assert "30 April 2026" in said(worked_out("as_of", "as of which date?", [THEN]))
    assert worked_out("as_of", "as of which date?", [made(412)]) is None
