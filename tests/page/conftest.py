"""One library, one server and one Chromium for all tests of the page."""

import asyncio
import os
import shutil
import socket
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from bot.conversation import Bot
from bot.web.serve import Served, start
from ingest.add import add_paths
from ingest.encoder import Encoder
from ingest.settings import Settings
from tests.page.visiting import Serve, Visit

FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
NAMED, NEEDED = (os.environ.get(f"MINEFACTS_{name}") for name in ("TEST_CHROMIUM", "NEED_BROWSER"))  # before the tests shut them out
PADDING = "\n\n".join(f"Paragraph {n} of the report speaks of roads, schools and the weather in the valley." for n in range(1, 40))
REPORTS = {
    "quarter.txt": f"TITLE: Demining in the first quarter\nDATE: 5 April 2025\nPUBLISHER: Valley Herald\nURL: https://valley.example/quarter\n\n{PADDING}\n\n"
    "The agency counted 394 mine victims in Azerbaijan. Of the victims, 14 were children and teenagers.\n\nNothing else was said.\n",
    "zangilan.txt": "TITLE: <script>alert(1)</script><img src=x onerror=alert(2)>\nDATE: 3 May 2024\nPUBLISHER: <b onmouseover=alert(3)>Herald</b>\n"
    "URL: https://valley.example/\"onclick=alert(4)\n\n"
    "Deminers found 77 mines under the old bridge of Zangilan <img src=x onerror=alert(5)> ${alert(6)} {{7*7}} `alert(7)` </div></section> [3].\n",
    "qubadli.txt": "TITLE: Очистка в Губадлы\nDATE: 1 июня 2023\nPUBLISHER: Вестник\n\nВ Губадлинском районе сапёры очистили 512 гектаров земли за месяц.\n",
    "kalbajar.txt": "TITLE: A year in Kalbajar\nDATE: 9 January 2024\nPUBLISHER: Valley Herald\n\nFrom 1 January to 31 December 2023, 210 hectares were cleared of mines in the Kalbajar district.\n",
    "kalbajar_too.txt": "TITLE: What deminers did last year\nDATE: 15 January 2024\nPUBLISHER: Hill Post\n\nThe agency has summed up its year. In the Kalbajar district, 210 hectares were cleared of mines from 1 January to 31 December 2023, it told our reporter.\n",
    "khojaly.txt": "TITLE: Khojaly in 2022\nDATE: 9 January 2023\nPUBLISHER: Valley Herald\n\nFrom 1 January to 31 December 2022, 66 hectares were cleared of mines in the Khojaly district.\n",
    "khojaly_too.txt": "TITLE: The books of 2022\nDATE: 15 January 2023\nPUBLISHER: Hill Post\n\nThe audit is out. In the Khojaly district, 58 hectares were cleared of mines from 1 January to 31 December 2022, auditors say.\n",
    "lachin.txt": "TITLE: Lachin by the middle of 2022\nDATE: 5 July 2022\nPUBLISHER: Valley Herald\n\nFrom November 10, 2020, to June 30, 2022, 1,200 hectares were cleared of mines in the Lachin district.\n",
    "lachin_more.txt": "TITLE: Lachin goes on\nDATE: 5 July 2023\nPUBLISHER: Hill Post\n\nFrom November 10, 2020, to June 30, 2023, 1,950 hectares were cleared of mines in the Lachin district.\n",
    "lachin_most.txt": "TITLE: Lachin after four years\nDATE: 5 July 2024\nPUBLISHER: Valley Herald\n\nFrom November 10, 2020, to June 30, 2024, 3,100 hectares were cleared of mines in the Lachin district.\n",
    "untitled.txt": "A road is being built there; the work goes on well in all weathers, and it is quiet.\n\nThe workers have a canteen of their own.\n",
}  # fmt: skip


@pytest.fixture(scope="session")
def bot(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Bot:
    """A bot over the reports, in a library of samples."""
    folder: Path = tmp_path_factory.mktemp("page")
    (folder / "reports").mkdir()
    for name, text in REPORTS.items():
        (folder / "reports" / name).write_text(text, "utf-8")
    added = add_paths([folder / "reports"], folder / "library", Settings(), encoder=encoder, samples=True)
    assert not added.failures
    return Bot(folder / "library", Settings(), encoder=encoder)


@pytest.fixture(scope="session")
def address(bot: Bot) -> Iterator[str]:
    """Where the page is served."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]

    async def started() -> Served:
        return start(bot, Settings(), host="127.0.0.1", port=port)

    # Where no event loop runs, gradio makes one after the other and closes none, which the strict warnings find.
    with ThreadPoolExecutor(1) as aside:
        served = aside.submit(lambda: asyncio.run(started())).result()
    assert served.warming.done.wait(120)  # seconds; the examples are found once
    yield served.address
    served.close()


@pytest.fixture
def served(bot: Bot, served_over: Callable[[Bot], Serve]) -> Serve:
    """Serves the page with settings of its own."""
    return served_over(bot)


@pytest.fixture
def served_over() -> Callable[[Bot], Serve]:
    """Serves the page over another bot."""

    def over(bot: Bot) -> Serve:
        @contextmanager
        def serving(**fields: object) -> Iterator[str]:
            with socket.create_server(("127.0.0.1", 0)) as free:
                port = free.getsockname()[1]

            async def started() -> Served:
                return start(bot, Settings(**fields), host="127.0.0.1", port=port)  # type: ignore[arg-type]

            with ThreadPoolExecutor(1) as aside:
                running = aside.submit(lambda: asyncio.run(started())).result()
            try:
                yield running.address
            finally:
                running.close()

        return serving

    return over


@pytest.fixture(scope="module")  # not longer: while it lives, Playwright keeps an event loop running in the thread of the tests
def chromium() -> Iterator[Browser]:
    """A real browser; the tests are skipped where there is none."""
    program = NAMED or shutil.which("chromium") or shutil.which("google-chrome")
    if not program and NEEDED:
        pytest.fail("no Chromium, and MINEFACTS_NEED_BROWSER is set")
    if not program:
        pytest.skip("no Chromium: install it, or name it in MINEFACTS_TEST_CHROMIUM")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Browser, address: str) -> Iterator[Visit]:
    """Opens the page as a new visitor; its options are those of a browser context."""
    contexts = []

    def visit(**options: object) -> Page:
        contexts.append(chromium.new_context(locale="en-GB", **options))  # type: ignore[arg-type]
        page = contexts[-1].new_page()
        page.set_default_timeout(20_000)  # milliseconds; the first question waits for the model
        page.goto(address)
        page.get_by_role("textbox", name="Your question").wait_for()
        return page

    yield visit
    for context in contexts:
        context.close()
