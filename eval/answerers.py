"""Who answers: anything that replies to a case. The bot is one; the yardsticks are others."""

import time
from dataclasses import dataclass
from typing import Protocol

from bot.citations import Answer
from bot.conversation import Bot
from bot.question import read_question
from eval.cases import Case
from eval.libraries import file_names

LOOKED_AT = 10  # reports of the ranking that a reply keeps


@dataclass(frozen=True)
class Reply:
    """What came back for a case: the answer, the seconds that it took, and the reports that retrieval ranked, best first.

    `confidence` is how sure the answerer is, on a scale of its own; None where it does not say.
    """

    answer: Answer
    seconds: float
    ranked: tuple[str, ...]
    confidence: float | None = None


class Answerer(Protocol):
    """Answers cases; `name` is what reports call it by."""

    name: str

    def reply(self, case: Case) -> Reply:
        """What it answers to the case."""
        ...


class BotAnswerer:
    """The bot, asked with the case's earlier questions."""

    name = "MineFacts"

    def __init__(self, bot: Bot) -> None:
        self.bot = bot
        self._names = file_names(bot.library)

    def reply(self, case: Case) -> Reply:
        """The bot's answer; its time is that of the reply alone."""
        started = time.perf_counter()
        answer = self.bot.reply(case.question, case.history)
        return Reply(answer, time.perf_counter() - started, tuple(ranked_files(answer, self.bot, self._names)))


def ranked_files(answer: Answer, bot: Bot, names: dict[str, str]) -> list[str]:
    """The names of the files of the reports that retrieval ranks first for the question as the answer took it, best first."""
    return [names[r.version.article.source] for r in bot.retriever.search(read_question(answer.standalone), LOOKED_AT)]
