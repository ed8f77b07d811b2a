"""Example questions and those to go on with: what this library answers, found in the background while visitors are already served."""

import json
import logging
import threading
from collections.abc import Callable
from importlib.resources import files
from typing import Any

from bot.conversation import Bot
from bot.web.markup import safe, word
from bot.web.suggestions import Suggestion, find_suggestions

log = logging.getLogger(__name__)

NO_ANSWER = frozenset({"refusal", "clarify", "chat"})  # kinds of answer that state nothing of the reports
LOOK_AGAIN = 20.0  # seconds between two looks whether there is a new generation, for which all of them are tried again


def examples(bot: Bot) -> tuple[str, ...]:
    """The example questions that the bot answers, some of each language, best first."""
    candidates: dict[str, Any] = json.loads(files("bot.web").joinpath("examples.json").read_text("utf-8"))
    shown: dict[str, int] = candidates["shown"]
    return tuple(question for language, most in shown.items() for question in _answered(bot, candidates[language], most))


def _answered(bot: Bot, questions: list[str], most: int) -> list[str]:
    answered: list[str] = []
    for question in questions:
        if len(answered) == most:
            break
        if bot.reply(question).kind not in NO_ANSWER:
            answered.append(question)
    return answered


class Warming:
    """Loads the model, then finds the examples, in a thread of its own; again for every new generation.

    `done` is set when those of the first generation are found, come what may.
    """

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self.examples: tuple[str, ...] = ()
        self.suggestions: tuple[Suggestion, ...] = ()
        self.done = threading.Event()
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._run, name="warming")

    def start(self) -> None:
        """Begin, and return at once."""
        self._thread.start()

    def end(self) -> None:
        """Wait for its end. A program that goes before it can be aborted by torch, whose threads must not be cut off."""
        self._ending.set()
        self._thread.join()

    def _run(self) -> None:
        self._guarded(self._bot.warm)
        tried = None
        while not self._ending.is_set():
            generation = self._bot.library.newest_generation()
            if generation != tried:
                tried = generation
                self._guarded(self._find)
                self.done.set()
            self._ending.wait(LOOK_AGAIN)

    def _find(self) -> None:
        self.examples = examples(self._bot)
        self.suggestions = find_suggestions(self._bot, lambda: not self._ending.is_set())

    def _guarded(self, work: Callable[[], None]) -> None:
        try:
            work()
        except Exception:
            log.exception("the model is not loaded, or no examples are found")


def examples_html(questions: tuple[str, ...], language: str) -> str:
    """A button for each example question; nothing when there is none."""
    if not questions:
        return ""
    buttons = "".join(f'<li><button type="button" class="example" dir="auto">{safe(q)}</button></li>' for q in questions)
    return f'<div class="examples"><p id="examples-label">{word("for_example", language)}</p><ul aria-labelledby="examples-label">{buttons}</ul></div>'
