"""What answers visitors: the bot, with the receipts of its answers. The page and the programs' door go the same way."""

import asyncio
import datetime
import hashlib
import hmac
import logging
import re
import secrets
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any
from weakref import WeakSet

from bot.activity import Activity, Receipt, Verdict
from bot.citations import Answer
from bot.conversation import Bot
from bot.standing import Standing, standing
from bot.web.header_html import Head
from bot.web.limits import Limits
from bot.web.meters import Meters
from bot.web.suggestions import Suggestion, next_questions
from bot.web.visitor import Visitor
from ingest.errors import UserError
from ingest.settings import Settings

log = logging.getLogger(__name__)

_ID = re.compile(r"[\w-]{16,64}")


class UnansweredError(Exception):
    """A question got no answer, for no fault of the visitor's or of ours: `reason` is "limit" or "slow", and a key of words.json."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Asked:
    """A question of a visitor, the questions before it, and the state that the answer before it left."""

    visitor: Visitor
    question: str
    history: tuple[str, ...] = ()
    state: dict[str, Any] | None = None


@dataclass(frozen=True)
class Given:
    """An answer as a visitor gets it: how its figure stands among the reports, and its receipt, where receipts can be kept."""

    answer: Answer
    standing: Standing | None = None
    receipt: str | None = None


@dataclass(eq=False)
class Pending:
    """A question that has no answer yet; `unwanted` once its visitor deletes what is kept: its answer then gets no receipt."""

    visitor: str
    unwanted: bool = False


class Service:
    """Answers visitors' questions over one bot, from any number of them at once; `known` gives the questions that it is known to answer."""

    def __init__(self, bot: Bot, settings: Settings, known: Callable[[], tuple[Suggestion, ...]] = tuple) -> None:
        self.bot = bot
        self.settings = settings
        self.activity = _activity(bot, settings)
        self.meters = Meters()
        self._known = known
        self._limits = Limits(settings)
        self._key = secrets.token_bytes()
        self._pending: WeakSet[Pending] = WeakSet()  # each is held by its answer's thread, and gone with it
        self._listing = threading.Lock()  # never held for long: the event loop takes it
        self._keeping = threading.Lock()  # between keeping a receipt and deleting a visitor's
        self._threads = ThreadPoolExecutor(2 * settings.at_once, thread_name_prefix="answer")  # so that given up ones hold back nobody

    @property
    def kept_days(self) -> int | None:
        """For how many days receipts are kept; None where there are none."""
        return self.settings.kept_days if self.activity else None

    async def answer(self, asked: Asked) -> Given:
        """The answer to a question. Raises UserError when it cannot be asked so, and UnansweredError when it is not answered now."""
        visitor = asked.visitor
        if not self._limits.allow(visitor):
            self.meters.unanswered("limit")
            raise UnansweredError("limit")
        began = time.perf_counter()
        pending = Pending(visitor.id)
        with self._listing:
            self._pending.add(pending)
        try:
            work = asyncio.get_running_loop().run_in_executor(self._threads, self._answer, asked, pending)
            given = await asyncio.wait_for(work, self.settings.answer_seconds)
        except TimeoutError:
            self.meters.unanswered("slow")
            raise UnansweredError("slow") from None
        except UserError:
            self.meters.unanswered("unaskable")
            raise
        except Exception:
            self.meters.unanswered("fault")
            raise
        answer, seconds = given.answer, time.perf_counter() - began
        self.meters.answered(answer, visitor.door, seconds)
        told = {
            "kind": answer.kind,
            "language": answer.language,
            "door": visitor.door,
            "seconds": round(seconds, 3),
            "generation": answer.generation,
        }
        log.info("answered", extra=told | ({"question": asked.question} if self.settings.log_questions else {}))
        return given

    def _answer(self, asked: Asked, pending: Pending) -> Given:
        answer = self.bot.reply(asked.question, asked.history, asked.state)
        kept = self.activity if asked.visitor.door == "page" else None  # a program keeps what it wants to keep
        with self._keeping:
            receipt = kept.keep(asked.visitor.id, answer, asked.history) if kept and not pending.unwanted else None
        return Given(answer, standing(answer, self.bot.facts), receipt)

    def next_questions(self, answer: Answer, asked: Sequence[str]) -> tuple[str, ...]:
        """Questions to go on with after an answer, none of those that were asked."""
        return next_questions(self._known(), answer, frozenset(asked))

    def reopen(self, ids: Sequence[str]) -> list[Receipt]:
        """The receipts with these ids that are still kept."""
        sound = [i for i in ids if isinstance(i, str) and _ID.fullmatch(i)]
        return self.activity.receipts(sound) if self.activity and sound else []

    def newer(self, receipt: Receipt) -> Answer | None:
        """What the library says now to the question of an earlier answer; None when that is the same."""
        if receipt.answer.generation == self.bot.library.newest_generation():
            return None
        again = self.bot.reply(receipt.answer.standalone or receipt.question)
        return again if _told(again) != _told(receipt.answer) else None

    def head(self) -> Head:
        """What the head of the page tells of the library."""
        coverage, today = self.bot.library.coverage(), datetime.datetime.fromtimestamp(self.bot.clock(), datetime.UTC).date()
        counted = (f.counted_to[:10] for f in self.bot.facts.all)
        newest = max((day for day in counted if day <= (coverage.last or "")[:10]), default=None)
        oldest_recent = (today - datetime.timedelta(days=self.settings.old_after_days)).isoformat()
        return Head(coverage, newest, old=coverage.last is not None and coverage.last[:10] < oldest_recent)

    def judge(self, receipt: str, said: Verdict) -> bool:
        """Keep what a visitor says of an answer; false when it could not be kept."""
        kept = self.activity is not None and self.activity.judge(receipt, said)
        if kept:
            self.meters.judged(said.verdict)
        return kept

    def forget(self, visitor: str) -> None:
        """Delete whatever is kept of a visitor; what is still being answered will not be kept either."""
        with self._keeping:
            with self._listing:
                for pending in self._pending:
                    pending.unwanted |= pending.visitor == visitor
            if self.activity:
                self.activity.forget(visitor)

    def newcomer(self, session: str | None) -> str:
        """The id of a visitor whose browser remembers none yet: the same for all that one session of the page sends before it was told its id."""
        return hmac.new(self._key, session.encode(), hashlib.sha256).hexdigest() if session else new_visitor()


def _activity(bot: Bot, settings: Settings) -> Activity | None:
    """The library's receipts; none where its folder cannot be written, for that is no reason to answer nobody."""
    try:
        return Activity(bot.library.folder, settings.home_country, settings.kept_days, bot.clock)
    except UserError as fault:
        log.warning("answers get no receipt: %s", fault)
        return None


def _told(answer: Answer) -> tuple[object, ...]:
    """What an answer says, whatever its reports are numbered or worded by."""
    figures = tuple((f["value"], f["unit"], f["as_of"], str(f["period"])) for f in answer.figures)
    return (answer.kind, figures) if figures else (answer.kind, tuple(c.quote for c in answer.citations))


def new_visitor() -> str:
    """A random id for a visitor."""
    return secrets.token_urlsafe(16)


def known_visitor(claimed: object, newcomer: str) -> str:
    """The visitor that a browser says it is, where that is an id of ours; else the newcomer."""
    return claimed if isinstance(claimed, str) and _ID.fullmatch(claimed) else newcomer
