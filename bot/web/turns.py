"""A conversation as the page keeps it for one visitor, and the way of one question through it, line by line."""

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, replace

from bot.activity import Receipt, Verdict
from bot.citations import Answer
from bot.question import checked_text, question_language
from bot.standing import Standing, standing
from bot.web.markup import word
from bot.web.service import Asked, Service, UnansweredError
from bot.web.visitor import Visitor
from ingest.errors import UserError

log = logging.getLogger(__name__)

MOST_TURNS = 50  # kept of one conversation; older ones leave the page
LINE_PAUSE = 0.04  # seconds between two lines of an answer, so that the eye sees them come
LONGEST_SHOWN = 300  # characters of a question that is too long to be answered


@dataclass(frozen=True)
class Reopened:
    """An answer that was opened again from its receipt: when it was given (UTC), and what the library says now where that differs."""

    at: str
    newer: Answer | None = None


@dataclass(frozen=True)
class Turn:
    """A question and what became of it: `failure` says why there is no answer; `lines` of the answer are shown so far, None for all.

    `standing` says how the answer's first figure stands among the reports; `receipt` names what is kept of it, and `verdict` what the
    visitor said of it; `next` are questions to go on with.
    """

    number: int
    question: str
    language: str = "en"
    answer: Answer | None = None
    lines: int | None = None
    failure: str | None = None
    stopped: bool = False
    standing: Standing | None = None
    receipt: str | None = None
    verdict: str | None = None
    reopened: Reopened | None = None
    next: tuple[str, ...] = ()

    @property
    def finished(self) -> bool:
        """Whether nothing more is to come."""
        return self.stopped or self.failure is not None or (self.answer is not None and self.lines is None)


Turns = tuple[Turn, ...]


async def ask(service: Service, visitor: Visitor, turns: Turns, question: str) -> AsyncIterator[Turns]:
    """The conversation with one more turn, again and again as the turn grows. It can be cancelled at any time."""
    number = turns[-1].number + (turns[-1].failure is None) if turns else 1
    longest = service.settings.longest_question
    try:
        language = question_language(checked_text(question, longest))
    except UserError as fault:
        yield _with(turns, Turn(number, question[:LONGEST_SHOWN], failure=_unaskable(question, longest, str(fault), visitor.language)))
        return
    turn = Turn(number, question, language)
    yield _with(turns, turn)
    turn = await _replied(service, visitor, turns, turn)
    for lines in range(1, len(turn.answer.text.splitlines()) if turn.answer else 0):
        yield _with(turns, replace(turn, lines=lines))
        await asyncio.sleep(LINE_PAUSE)
    yield _with(turns, turn)


def stop(turns: Turns) -> Turns:
    """The conversation with its last turn ended where it is."""
    return (*turns[:-1], replace(turns[-1], stopped=True)) if turns and not turns[-1].finished else turns


def reopen(service: Service, ids: Sequence[str]) -> Turns:
    """The conversation that these receipts tell of, those that are gone left out."""
    return tuple(_reopened(service, number, receipt) for number, receipt in enumerate(service.reopen(ids[-MOST_TURNS:]), 1))


def reopen_shared(service: Service, id_: str) -> Turns:
    """One answer from its receipt, with what the library says now where that differs; nothing when the receipt is gone."""
    return tuple(
        replace(_reopened(service, 1, receipt), reopened=Reopened(receipt.at, service.newer(receipt))) for receipt in service.reopen([id_])
    )


def judge(service: Service, turns: Turns, number: object, said: Verdict) -> Turns:
    """The conversation with what its visitor said of an answer, once that is kept."""
    return tuple(
        replace(t, verdict=said.verdict)
        if t.number == number and t.receipt and t.answer and service.judge(t.receipt, said)
        else t
        for t in turns
    )  # fmt: skip


def _reopened(service: Service, number: int, receipt: Receipt) -> Turn:
    answer = receipt.answer
    stands = standing(answer, service.bot.facts)
    return Turn(number, receipt.question, answer.language, answer, standing=stands, receipt=receipt.id, verdict=receipt.verdict)


async def _replied(service: Service, visitor: Visitor, turns: Turns, turn: Turn) -> Turn:
    """The turn with its answer, or with a line that says there is none: the visitor must never see a traceback or a path of the server."""
    state = next((t.answer.state for t in reversed(turns) if t.answer), None)
    history = tuple(t.question for t in turns if t.answer)
    try:
        given = await service.answer(Asked(visitor, turn.question, history, state))
    except UnansweredError as fault:
        return replace(turn, failure=word(fault.reason, visitor.language))
    except Exception:
        log.exception("a question was not answered")  # without its text: what people ask is not for the log
        return replace(turn, failure=word("failed", turn.language))
    asked = (*history, turn.question, given.answer.standalone)
    return replace(
        turn, answer=given.answer, language=given.answer.language, standing=given.standing, receipt=given.receipt,
        next=service.next_questions(given.answer, asked),
    )  # fmt: skip


def _with(turns: Turns, turn: Turn) -> Turns:
    return (*turns, turn)[-MOST_TURNS:]


def _unaskable(question: str, longest: int, fault: str, language: str) -> str:
    """Why a question cannot be asked, in the language of the page."""
    if language != "en":
        return word("long_question" if len(question) > longest else "empty_question", language)
    text = fault
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?")) else ".")
