"""Hostile text in titles, publishers, addresses, bodies, file names, searches and questions: nothing runs, nothing breaks the layout.

A handful of strings stands here. MINEFACTS_HOSTILE_STRINGS may name a JSON list of many more, such as a hundred at a time of the Big List of
Naughty Strings or of payloadbox's list of XSS payloads.
"""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from bot.conversation import Bot
from bot.web.examples import Warming
from ingest.add import Added
from tests.page.visiting import Serve

OWN = [
    '"><script>alert(1)</script>',
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "javascript:alert(1)//",
    "</textarea></title></style></section><iframe srcdoc='<script>alert(1)</script>'>",
    "${alert(1)}{{constructor.constructor('alert(1)')()}}#{7*7}",
    "[x](javascript:alert(1)) ![x](x\"onerror=\"alert(1))",
    "Ṱ̺̺̕o͞ ̷i̲̬͇̪͙n̝̗͕v̟̜̘̦͟o̶̙̰̠kè͚̮̺̪̹̱̤ ̖t̝͕̳̣̻̪͞h̼͓̲̦̳̘̲e͇̣̰̦̬͎ ̢̼̻̱̘h͚͎͙̜̣̲ͅi̦̲̣̰̤v̻͍e̺̭̳̪̰-m̢iͅn̖̺̞̲̯̰d̵̼̟͙̩̼̘̳ ̞̥̱̳̭r̛̗̘e͙p͠r̼̞̻̭̗e̺̠̣͟s̘͇̳͍̝͉e͉̥̯̞̲͚̬͜ǹ̬͎͎̟̖͇̤t͍̬̤͓̼̭͘ͅi̪̱n͠g̴͉ ͏͉ͅc̬̟h͡a̫̻̯͘o̫̟̖͍̙̝͉s̗̦̲.̨̹͈̣",
    "\u202etest\u202c \u200b\ufeff ﷽﷽ 👩‍👩‍👧‍👦 ",
    "W" * 300,
    "1" * 40,
    "\N{THAI CHARACTER DO DEK}" + "\N{THAI CHARACTER MAI THO}" * 300,
]  # fmt: skip
MANY = os.environ.get("MINEFACTS_HOSTILE_STRINGS")  # read before the tests shut out this machine's settings
MOST_ASKED = 400  # of a long list that are also asked as questions
# What markup of ours never holds, wherever a report's or a visitor's words stand.
FOREIGN = """() => [...document.querySelectorAll('#conversation *, #source *, #reports *, #report *, #examples *')].filter((element) =>
    ['SCRIPT', 'IMG', 'IFRAME', 'OBJECT', 'EMBED', 'STYLE', 'LINK', 'META', 'BASE', 'VIDEO', 'AUDIO', 'MARQUEE', 'BODY'].includes(element.tagName)
    || [...element.attributes].some((attribute) => attribute.name.startsWith('on') || (attribute.name === 'href' && !/^(https?:|data:text\\/csv|\\?answer=)/.test(attribute.value)))
).map((element) => element.outerHTML)"""
CUT_OFF = """() => [...document.querySelectorAll('#ask, #header, .asked, .answer, section.source, .toreport, form')].filter((element) =>
    element.getBoundingClientRect().right > innerWidth + 1).map((element) => element.outerHTML.slice(0, 200))"""


def strings() -> list[str]:
    return [s for s in json.loads(Path(MANY).read_text("utf-8")) if s.strip()] if MANY else OWN


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory, add: Callable[..., Added], open_bot: Callable[[Path], Bot]) -> Iterator[Bot]:
    """A bot over reports that say hostile things everywhere."""
    folder = tmp_path_factory.mktemp("hostile")
    for number, said in enumerate(strings()):
        line = " ".join(said.split())
        name = line.replace("/", "").replace("\0", "").encode()[:120].decode(errors="ignore").strip(". ")
        (folder / f"{number} {name}.txt").write_text(
            f"TITLE: {line}\nDATE: {1 + number % 28} May 2024\nPUBLISHER: {line}\nURL: https://x.example/{number}/{line}\nBYLINE: {line}\n\n"
            f"In village number {number}, {100 + number} mines were found beside {said}\n\nAll is well in {said} now.\n",
            "utf-8", errors="replace",
        )  # fmt: skip
    add(folder.parent / f"{folder.name}-library", folder)
    yield open_bot(folder.parent / f"{folder.name}-library")
    shutil.rmtree(folder)


@pytest.fixture
def page(hostile: Bot, served_over: Callable[[Bot], Serve], chromium: Browser, monkeypatch: pytest.MonkeyPatch) -> Iterator[Page]:
    """The page over those reports, at the width of a phone, with every dialog noted in its `dialogs`."""
    monkeypatch.setattr(Warming, "_find", lambda _: None)
    with served_over(hostile)(limit_per_session="", limit_per_address="") as address:
        page = chromium.new_context(locale="en-GB", viewport={"width": 360, "height": 740}).new_page()
        page.set_default_timeout(20_000)
        page.goto(address)
        yield page
        page.context.close()


def listening(page: Page) -> list[str]:
    """What dialogs say from now on."""
    said: list[str] = []
    page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    return said


def harmless(page: Page, dialogs: list[str]) -> None:
    assert page.evaluate(FOREIGN) == []
    assert dialogs == []
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert page.evaluate(CUT_OFF) == []


def test_nothing_that_a_report_says_runs_or_breaks_the_layout(page: Page) -> None:
    dialogs = listening(page)
    page.get_by_role("tab", name="Reports").click()
    rows = page.locator(".toreport")
    rows.first.wait_for()
    harmless(page, dialogs)
    for number in range(rows.count()):
        rows.nth(number).click()
        expect(page.locator("#report section.source")).to_be_focused()
        harmless(page, dialogs)
        page.keyboard.press("Escape")


def test_nothing_that_a_visitor_types_runs_or_breaks_the_layout(page: Page, hostile: Bot) -> None:
    dialogs = listening(page)
    for number, said in enumerate(strings()[:MOST_ASKED]):
        if number % 40 == 39:
            page.get_by_role("button", name="New conversation").click()
        page.get_by_role("textbox", name="Your question").fill(f"How many mines were found in village number {number} beside {said}"[:1900])
        page.get_by_role("button", name="Ask", exact=True).click()
        page.wait_for_function("!document.querySelector('[aria-busy=true]') && document.querySelector('#question textarea').value === ''")
        harmless(page, dialogs)
    cite = page.locator("button.cite")
    if cite.count():
        cite.last.click()
        expect(page.locator("#source section.source")).to_be_focused()
        harmless(page, dialogs)
