"""How fast, in ratios only: both sides are measured in one run on one machine, so that the figures hold on others.

Each time is a median of several; wall-clock seconds.
"""

import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bot.answers.reading import LONGEST
from bot.conversation import Bot
from bot.reader.reader import Passage
from bot.retrieval import CANDIDATES
from ingest.vectors import VectorStore

PROCESSES = 3  # starts of each command
HELP_BAR = 0.2  # of the time that importing sentence_transformers takes
ASK_BAR = 0.25  # of the same: a figure that fits exactly is said without the embedding model
REPLY_BAR = 3.0  # times what encoding a query and looking it up in Chroma takes
READ_BAR = 12.0  # times what encoding one passage takes, for ten of them
READ = 10  # passages
TURNS = 9  # measurements of reading


@dataclass(frozen=True)
class Ratio:
    """Two times in seconds, and the ratio that the first may have to the second."""

    name: str
    numerator: float
    denominator: float
    bar: float

    @property
    def value(self) -> float:
        """The first over the second."""
        return self.numerator / self.denominator

    @property
    def kept(self) -> bool:
        """Whether the ratio is within its bar."""
        return self.value <= self.bar


IMPORT = ["-c", "import sentence_transformers"]


def help_ratio() -> Ratio:
    """The time of `python -m bot ask --help` over that of a bare import of sentence_transformers, both as whole processes."""
    return _process_ratio("python -m bot ask --help", ["-m", "bot", "ask", "--help"], HELP_BAR)


def ask_ratio(question: str, library: Path) -> Ratio:
    """The time of `python -m bot ask` of a question that a figure answers exactly, over that of the same import."""
    return _process_ratio("python -m bot ask, an exact figure", ["-m", "bot", "ask", question, "--library", str(library)], ASK_BAR)


def _process_ratio(name: str, arguments: list[str], bar: float) -> Ratio:
    """The median time of a command over that of the import; the two take turns."""
    asked, imported = [], []
    for _ in range(PROCESSES):
        asked.append(_process_seconds(arguments))
        imported.append(_process_seconds(IMPORT))
    return Ratio(f"{name} / import sentence_transformers", median(asked), median(imported), bar)


def _process_seconds(arguments: list[str]) -> float:
    return _seconds(lambda: subprocess.run([sys.executable, *arguments], check=True, capture_output=True))


def reply_ratio(bot: Bot, questions: Sequence[str]) -> Ratio:
    """The median time of a reply, the first left out, over that of encoding one question plus that of one Chroma query.

    The three are taken in turns, question by question. Raises ValueError for fewer than two questions.
    """
    first, *others = questions
    if not others:
        raise ValueError("one question has no second one to measure")
    vectors, limit = VectorStore(bot.library.vectors_folder), min(CANDIDATES, bot.library.passage_count())
    bot.reply(first)
    vectors.nearest(bot.encoder.encode([first])[0], limit)
    replies, encodings, queries = [], [], []
    for question in others:
        replies.append(_seconds(lambda q=question: bot.reply(q)))  # type: ignore[misc]
        vector = bot.encoder.encode([question])[0]
        encodings.append(_seconds(lambda q=question: bot.encoder.encode([q])))  # type: ignore[misc]
        queries.append(_seconds(lambda v=vector: vectors.nearest(v, limit)))  # type: ignore[misc]
    return Ratio(
        "a second or later question / bare encoding + one Chroma query", median(replies), median(encodings) + median(queries), REPLY_BAR
    )


def read_ratio(bot: Bot) -> Ratio:
    """The median time of reading ten passages for a question over that of encoding one passage of the same length."""
    article = next(iter(bot.library.versions_by_id([1]).values())).article
    text = (article.text * (LONGEST // len(article.text) + 1))[:LONGEST]
    passages = [Passage(text, ((0, len(text)),))] * READ
    reading, encoding = [], []
    for _ in range(TURNS + 1):
        reading.append(_seconds(lambda: bot.reader.read("Who was hurt in the blast?", passages)))
        encoding.append(_seconds(lambda: bot.encoder.encode([text])))
    return Ratio(f"reading {READ} passages / encoding one", median(reading[1:]), median(encoding[1:]), READ_BAR)


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
