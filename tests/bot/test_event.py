"""What happened, how old somebody was, and when, where a report says so in its own way; and a follow-up that means the whole."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.conversation import Bot
from tests.bot.test_conversations import talk

BLAST = """\
TITLE: Excavator driver hurt near Boyuk Marjanli
DATE: 7 May 2025
LANG: en
PUBLISHER: Test Courier

An excavator set off an anti-tank mine outside Boyuk Marjanli in Jabrayil on Tuesday. The invented driver, Rasim Testov, 41, was injured in the leg.

Roads in the district were closed for two hours.
"""
TOTALS = """\
TITLE: Mine victims since the war and since 1991
DATE: 2 June 2025
LANG: en
PUBLISHER: Test Courier

From 10 November 2020 to 31 May 2025 there were 394 mine victims in Azerbaijan. Of them, 70 people died, 58 of them civilians.

Since 1991, 3,420 people have been mine victims in Azerbaijan.
"""


@pytest.fixture(scope="module")
def own_bot(open_bot: Callable[[Path], Bot], add: Callable[..., object], tmp_path_factory: pytest.TempPathFactory) -> Bot:
    folder = tmp_path_factory.mktemp("event")
    (folder / "articles").mkdir()
    for name, text in (("blast.txt", BLAST), ("totals.txt", TOTALS)):
        (folder / "articles" / name).write_text(text, "utf-8")
    add(folder / "library", folder / "articles")
    return open_bot(folder / "library")


@pytest.mark.parametrize(
    "question",
    ["What happened at Boyuk Marjanli in May 2025?", "What happened in Jabrayil on 6 May 2025?", "Что случилось в Джебраильском районе в мае 2025 года?", "2025-ci ilin mayında Cəbrayılda nə baş verib?"],
)  # fmt: skip
def test_what_happened_is_told_by_the_report_of_it(own_bot: Bot, question: str) -> None:
    answer = own_bot.reply(question)
    assert answer.kind == "quote"
    assert answer.citations[0].quote.startswith("An excavator set off an anti-tank mine")


def test_what_happened_elsewhere_is_not_told_by_another_report(own_bot: Bot) -> None:
    assert own_bot.reply("What happened in Lachin in May 2025?").kind == "refusal"


def test_a_turn_after_what_happened_asks_its_own_question(own_bot: Bot) -> None:
    answer = talk(own_bot, "What happened at Boyuk Marjanli in May 2025?", "Who was injured?")
    assert any("Rasim Testov" in c.quote for c in answer.citations)


def test_how_old_somebody_was_is_quoted(own_bot: Bot) -> None:
    answer = own_bot.reply("How old was the excavator driver injured near Boyuk Marjanli?")
    assert any("41" in c.quote for c in answer.citations)


def test_when_is_answered_by_a_sentence_with_the_day_of_its_report(own_bot: Bot) -> None:
    answer = own_bot.reply("When did the excavator set off a mine at Boyuk Marjanli?")
    assert any("on Tuesday" in c.quote for c in answer.citations)


def test_a_period_alone_means_the_whole_where_the_part_is_not_told_for_it(own_bot: Bot) -> None:
    answer = talk(own_bot, "How many mine victims were there since November 2020?", "and how many civilians died?", "And since 1991?")
    assert [f["value"] for f in answer.figures] == [3420]
