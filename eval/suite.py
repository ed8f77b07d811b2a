"""A whole run: cases in any format, the bot and the yardsticks over one library, and the three reports."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.conversation import Bot
from eval.answerers import Answerer, BotAnswerer
from eval.baseline import Change, compare, read_baseline
from eval.cases import Case
from eval.formats import CaseSet, read_set
from eval.html import Found, as_html
from eval.libraries import open_bot
from eval.run import run_bot, run_cases, shelf_of
from ingest.errors import UserError

HTML, JSON, JUNIT = "report.html", "report.json", "junit.xml"
Progress = Callable[[str, int, int], None]  # who is asked, how many cases are done, of how many


@dataclass(frozen=True)
class Order:
    """What to run: a file or folder of cases, the library or articles that they are about, and which of them.

    `only` is a type, tag, language or difficulty; `jobs` cases are asked at a time; `baseline` is the report.json of an earlier run.
    """

    cases: Path
    library: Path | None = None
    articles: Path | None = None
    only: str | None = None
    jobs: int = 1
    yardsticks: bool = True
    baseline: Path | None = None


def run_suite(order: Order, progress: Progress = lambda *_: None, opinion: Callable[[Found], str] | None = None) -> Found:
    """Everything that the run finds; `opinion` is what a judge says of it. Raises UserError for what the user can mend."""
    read = read_set(order.cases)
    chosen = choose(read.cases, order.only)
    before = read_baseline(order.baseline) if order.baseline else None
    with _opened(order, read) as bot:
        results = run_bot(chosen, BotAnswerer(bot), _of(progress, BotAnswerer.name, len(chosen)), order.jobs)
        changes: list[Change] | None = None if before is None else compare(results, before)
        shelf = shelf_of(bot.library)
        yardsticks = {a.name: run_cases(chosen, a, shelf, _of(progress, a.name, len(chosen))) for a in _others(order, bot, chosen)}
        found = Found(f"{order.cases.name}, {len(results)} cases", results, yardsticks, changes, shelf)
        return Found(found.title, results, yardsticks, changes, shelf, opinion(found)) if opinion else found


def _of(progress: Progress, name: str, total: int) -> Callable[[int], None]:
    return lambda done: progress(name, done, total)


def _others(order: Order, bot: Bot, chosen: Sequence[Case]) -> list[Answerer]:
    from eval.yardsticks import Guesser, PlainRetrieval

    if not order.yardsticks or len(chosen) < 2:  # noqa: PLR2004 (the guesser learns from another case)
        return []
    return [PlainRetrieval(bot.library, bot.encoder), Guesser(chosen)]


@contextmanager
def _opened(order: Order, read: CaseSet) -> Iterator[Bot]:
    own = not (order.library or order.articles)
    with open_bot(order.library, order.articles or (read.folder if own else None), read.texts if own else None) as bot:
        yield bot


def choose(cases: Sequence[Case], mark: str | None) -> list[Case]:
    """The cases of a type, tag, language or difficulty; all for None. Raises UserError that names the types and tags when there is none."""
    chosen = [case for case in cases if mark is None or mark in case.marks]
    if not chosen:
        marks = sorted({m for case in cases for m in case.marks})
        raise UserError(f"--only {mark!r}: no case is of this type, tag, language or difficulty; there are {', '.join(marks)}")
    return chosen


def write_reports(found: Found, folder: Path) -> list[Path]:
    """Write report.html, report.json and junit.xml to the folder, made when it is not there; returns their paths."""
    from eval.junit import as_junit

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"{folder}: cannot be a folder of reports ({error.strerror}); give another one") from error
    (folder / HTML).write_text(as_html(found), "utf-8")
    (folder / JUNIT).write_bytes(as_junit(found.results, found.title))
    return [folder / HTML, write_json(found, folder / JSON), folder / JUNIT]


def write_json(found: Found, file: Path) -> Path:
    """Write everything that was measured to a file, which a later run can take as its baseline; returns its path."""
    import orjson

    from eval.report import as_json

    record = as_json(found.results, found.title, found.yardsticks, found.changes) | {"judged": found.judged or None}
    file.write_bytes(orjson.dumps(record, option=orjson.OPT_INDENT_2))
    return file
