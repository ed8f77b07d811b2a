"""Which figures are parts of which, and which answers are worked out of running totals."""

from dataclasses import replace

from bot.facts import Fact
from bot.scopes import is_part
from ingest.figures.figure import Period
from tests.bot.made_facts import made

YEAR = Period("2023", "2023", "year")


def at(fact: Fact, start: int) -> Fact:
    return Fact(fact.version, replace(fact.figure, start=start, end=start + 2))


def test_one_body_s_work_is_a_part_of_that_of_all() -> None:
    whole = made(90, YEAR, activity="cleared")
    assert is_part(at(made(40, YEAR, actor="ANAMA"), 20), whole)


def test_one_body_s_work_is_no_part_of_another_s() -> None:
    whole = made(90, YEAR, actor="Ministry of Defense")
    assert not is_part(at(made(40, YEAR, actor="ANAMA"), 20), whole)


def test_sums_of_money_told_one_after_the_other_are_no_parts() -> None:
    whole = made(90, YEAR, unit="money")
    assert not is_part(at(made(40, YEAR, unit="money"), 20), whole)
