"""A conversation as the page keeps it for one visitor, and the way of one question through it, line by line."""

import asyncio
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace

from bot.citations import Answer
from bot.conversation import Bot
from bot.question import checked_text, question_language
from bot.standing import Standing, standing
from bot.web.markup import word
from ingest.errors import UserError

log = logging.getLogger(__name__)

MOST_TURNS = 50  # kept of one conversation; older ones leave the page
LINE_PAUSE = 0.04  # seconds between two lines of an answer, so that the eye sees them come
LONGEST_SHOWN = 300  # characters of a question that is too long to be answered


@dataclass(frozen=True)
class Turn:
    """A question and what became of it: `failure` says why there is no answer; `lines` of the answer are shown so far, None for all.

    `standing` says how the answer's first figure stands among the reports.
    """

    number: int
    question: str
    language: str = "en"
    answer: Answer | None = None
    lines: int | None = None
    failure: str | None = None
    stopped: bool = False
    standing: Standing | None = None

    @property
    def finished(self) -> bool:
        """Whether nothing more is to come."""
        return self.stopped or self.failure is not None or (self.answer is not None and self.lines is None)


Turns = tuple[Turn, ...]


async def ask(bot: Bot, turns: Turns, question: str, longest: int) -> AsyncIterator[Turns]:
    """The conversation with one more turn, again and again as the turn grows. It can be cancelled at any time."""
    number = turns[-1].number + (turns[-1].failure is None) if turns else 1
    try:
        language = question_language(checked_text(question, longest))
    except UserError as fault:
        yield _with(turns, Turn(number, question[:LONGEST_SHOWN], failure=_sentence(str(fault))))
        return
    turn = Turn(number, question, language)
    yield _with(turns, turn)
    turn = await asyncio.to_thread(_replied, bot, turns, turn)
    for lines in range(1, len(turn.answer.text.splitlines()) if turn.answer else 0):
        yield _with(turns, replace(turn, lines=lines))
        await asyncio.sleep(LINE_PAUSE)
    yield _with(turns, turn)


def stop(turns: Turns) -> Turns:
    """The conversation with its last turn ended where it is."""
    return (*turns[:-1], replace(turns[-1], stopped=True)) if turns and not turns[-1].finished else turns


def _replied(bot: Bot, turns: Turns, turn: Turn) -> Turn:
    """The turn with its answer, or with a line that says there is none: the visitor must never see a traceback or a path of the server."""
    state = next((t.answer.state for t in reversed(turns) if t.answer), None)
    try:
        answer = bot.reply(turn.question, state=state)
    except Exception:
        log.exception("a question was not answered")  # without its text: what people ask is not for the log
        return replace(turn, failure=word("failed", turn.language))
    return replace(turn, answer=answer, language=answer.language, standing=standing(answer, bot.facts))


def _with(turns: Turns, turn: Turn) -> Turns:
    return (*turns, turn)[-MOST_TURNS:]


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?")) else ".")
