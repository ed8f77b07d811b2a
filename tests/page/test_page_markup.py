"""The markup of the page, without a browser."""

import asyncio
import json
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest
from gradio import Request

from bot.citations import Answer, Citation
from bot.conversation import Bot
from bot.web.conversation_html import conversation_html
from bot.web.examples import examples
from bot.web.header_html import Head, header_html
from bot.web.markup import link
from bot.web.memory import FRESH, Memory
from bot.web.page import _memory
from bot.web.service import Asked, Service
from bot.web.source_html import source_html
from bot.web.turns import MOST_TURNS, Turn, Turns, reopen_shared, stop
from bot.web.turns import ask as ask_in
from bot.web.visitor import Visitor
from ingest.add import Added
from ingest.errors import UserError
from ingest.library import Coverage
from ingest.settings import Settings

CHILDREN = "How many of the victims were children?"
QUOTE = "Of the victims, 14 were children and teenagers."
CITATION = Citation(1, "a.txt", "digest", None, None, None, None, "en", "All 9 left [1].", 0, 15)


def turn(answer: Answer) -> Turn:
    return Turn(1, "?", answer.language, answer)


def test_a_notice_stands_on_top_of_the_answer_as_an_alert() -> None:
    shown = conversation_html((turn(Answer("quote", "Said.", "en", notice="Do not touch it.\nCall <102>.")),))
    assert '<div class="notice" role="alert"><p>Do not touch it.</p><p>Call &lt;102&gt;.</p></div><p dir="auto">Said.' in shown


@pytest.mark.parametrize(
    ("line", "buttons"),
    [
        ("Herald: “All 9 left [1].” [1]", 1),
        ("Herald: “All 9 left [1].” [2]", 0),
        ("Herald [1]", 0),
        ("“All 9 left [1]”", 0),
    ],
    ids=["its own marker", "a number without a citation", "no quote before it", "inside the quote"],
)
def test_only_the_marker_after_a_quote_becomes_a_button(line: str, buttons: int) -> None:
    assert conversation_html((turn(Answer("quote", line, "en", (CITATION,))),)).count('<button type="button" class="cite"') == buttons


def test_no_wording_of_the_page_holds_markup_and_each_is_in_every_language() -> None:
    words = json.loads(files("bot.web").joinpath("words.json").read_text("utf-8"))
    del words["about"]
    for key, wording in words.items():
        assert set(wording) == {"en", "az", "ru"}, key
        assert not re.search("[<>&\"']", "".join(wording.values())), key
        assert len({tuple(re.findall(r"\{\w+\}", said)) for said in map(str, wording.values())}) == 1 or key == "holds", key


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "//host/x", "http://[broken", "/etc/passwd", ""])
def test_only_web_addresses_become_links(address: str) -> None:
    assert link(address, "Open") == ""


def test_an_address_cannot_leave_its_attribute() -> None:
    assert 'href="https://h.example/&quot;onclick=&quot;x"' in link('https://h.example/"onclick="x', "Open")


def test_a_library_of_real_reports_has_no_note_on_samples() -> None:
    assert "Sample" not in header_html(Head(Coverage(2, "2020", "2021-05", ("en",), samples=False)), "en")


@pytest.mark.parametrize(
    ("coverage", "said"),
    [
        (Coverage(0, None, None, (), samples=False), "The library holds 0 reports."),
        (Coverage(1, None, None, (), samples=False), "The library holds 1 report."),
        (Coverage(2_500, "2020", "2021-05", (), samples=False), "The library holds 2,500 reports, published from 2020 to May 2021."),
    ],
    ids=["empty", "undated", "reduced dates"],
)
def test_the_head_says_what_is_known_of_the_library(coverage: Coverage, said: str) -> None:
    assert said in header_html(Head(coverage), "en")


def test_a_library_whose_newest_report_is_old_says_so() -> None:
    head = Head(Coverage(2, "2020", "2021-05", ("en",), samples=False), old=True)
    assert "It was published on May 2021" in header_html(head, "en")


def test_the_head_says_up_to_when_the_newest_figure_counts(bot: Bot) -> None:
    assert "Its newest figure counts up to March 2025." in header_html(Service(bot, Settings()).head(), "en")


def test_a_report_without_title_publisher_and_date_says_so(bot: Bot) -> None:
    version = bot.library.version("untitled.txt")
    assert version
    shown = source_html(bot.library, replace(CITATION, source="untitled.txt", version=version.digest, start=0, end=4), "en")
    assert "Untitled report" in shown
    assert shown.count("not known") == 2


def test_a_source_that_has_left_the_library_says_so(bot: Bot) -> None:
    assert "This report is no longer in the library." in source_html(bot.library, CITATION, "en")


def test_an_answer_over_an_older_generation_still_opens_the_text_that_it_quotes(
    bot: Bot, open_bot: Callable[[Path], Bot], add: Callable[..., Added], tmp_path: Path
) -> None:
    own = open_bot(Path(shutil.copytree(bot.library.folder, tmp_path / "library")))
    citation = own.reply(CHILDREN).citations[0]
    (tmp_path / "quarter.txt").write_text(
        "TITLE: Corrected\nDATE: 6 April 2025\n\nThe agency counted 394 mine victims in Azerbaijan. Of the victims, 15 were children and teenagers.\n",
        "utf-8",
    )
    add(own.library.folder, tmp_path / "quarter.txt")
    assert any("15 were children" in c.quote for c in own.reply(CHILDREN).citations)
    assert f"<mark>{QUOTE}</mark>" in source_html(own.library, citation, "en")


def test_the_examples_are_questions_that_the_library_answers(bot: Bot) -> None:
    shown = examples(bot)
    assert shown
    assert all(bot.reply(question).kind != "refusal" for question in shown)


def test_stopping_a_finished_conversation_changes_nothing() -> None:
    finished = (turn(Answer("quote", "Said.", "en")),)
    assert stop(finished) is finished
    assert stop(()) == ()


def test_a_conversation_keeps_its_last_turns_only(bot: Bot) -> None:
    turns = tuple(Turn(n, "?", failure="none") for n in range(MOST_TURNS))

    async def states() -> list[Turns]:
        return [grown async for grown in ask_in(Service(bot, Settings()), Visitor("v"), turns, "?!")]

    (grown,) = asyncio.run(states())
    assert (len(grown), grown[-1].question) == (MOST_TURNS, "?!")


@pytest.mark.parametrize("said", [None, 3, {"visitor": 4, "receipts": "x", "language": "xx"}, {"visitor": "<b>", "receipts": [1, None]}])
def test_whatever_a_browser_claims_to_remember_makes_a_visitor(said: object) -> None:
    memory = Memory.read(said)
    assert len(memory.visitor) >= 16
    assert (memory.receipts, memory.language) == ((), None)


def test_whoever_asks_before_the_browser_was_told_an_id_is_one_visitor_in_one_session(bot: Bot) -> None:
    service = Service(bot, Settings())
    first, again, other = (_memory(service, FRESH, Request(session_hash=s)).visitor for s in ("one", "one", "other"))
    assert first == again != other
    assert Memory.read({"visitor": first}).visitor == first
    assert _memory(Service(bot, Settings()), FRESH, Request(session_hash="one")).visitor != first


def test_a_link_says_when_newer_reports_change_its_answer(
    bot: Bot, open_bot: Callable[[Path], Bot], add: Callable[..., Added], tmp_path: Path
) -> None:
    service = Service(open_bot(Path(shutil.copytree(bot.library.folder, tmp_path / "library"))), Settings())
    given = asyncio.run(service.answer(Asked(Visitor("v"), "How many hectares have been cleared in Lachin?")))
    (turn,) = reopen_shared(service, str(given.receipt))
    assert turn.reopened
    assert turn.reopened.newer is None
    (tmp_path / "new.txt").write_text(
        "TITLE: Lachin now\nDATE: 5 July 2025\nPUBLISHER: Hill Post\n\nFrom November 10, 2020, to June 30, 2025, 4,444 hectares were cleared of mines in the Lachin district.\n",
        "utf-8",
    )
    add(service.bot.library.folder, tmp_path / "new.txt")
    changed = reopen_shared(service, str(given.receipt))
    assert "3,100 hectares" in str(changed[0].answer)
    shown = conversation_html(changed)
    assert "Newer reports change this answer." in shown
    assert "4,444 hectares" in shown
    assert 'data-question="How many hectares have been cleared in Lachin?"' in shown


def test_reports_on_something_else_do_not_change_an_answer(
    bot: Bot, open_bot: Callable[[Path], Bot], add: Callable[..., Added], tmp_path: Path
) -> None:
    service = Service(open_bot(Path(shutil.copytree(bot.library.folder, tmp_path / "library"))), Settings())
    given = asyncio.run(service.answer(Asked(Visitor("v"), "How many hectares have been cleared in Lachin?")))
    (tmp_path / "new.txt").write_text(
        "TITLE: A school\nDATE: 5 July 2025\nPUBLISHER: Hill Post\n\nA school was opened in the valley. It has 12 rooms.\n", "utf-8"
    )
    add(service.bot.library.folder, tmp_path / "new.txt")
    (turn,) = reopen_shared(service, str(given.receipt))
    assert turn.reopened
    assert turn.reopened.newer is None


def test_where_no_receipt_can_be_kept_questions_are_answered_all_the_same(bot: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    def unwritable(*given: object) -> None:
        raise UserError("read-only")

    monkeypatch.setattr("bot.web.service.Activity", unwritable)
    service = Service(bot, Settings())
    given = asyncio.run(service.answer(Asked(Visitor("v"), CHILDREN)))
    assert (given.receipt, service.kept_days) == (None, None)
    assert "14 children" in given.answer.text
