"""Questions of ours that a library's figures answer, offered where somebody asks what to ask."""

import threading

from bot.answers.chat import SUGGESTED
from bot.answers.figures import draft_figures
from bot.facts import Facts
from bot.question import read_question
from bot.request import read_request
from bot.small_talk import lexicon
from bot.wording import phrase
from ingest.library import Library


class Suggestions:
    """The wordings that are questions with an answer in one generation of a library; found at the first need, by words alone."""

    def __init__(self, library: Library, home: str) -> None:
        self._library, self._home = library, home
        self._found: dict[str, tuple[str, ...]] = {}
        self._lock = threading.Lock()

    def of(self, language: str) -> tuple[str, ...]:
        """The keys of a few such questions in a language."""
        with self._lock:
            if language not in self._found:
                facts = Facts(self._library)
                answered = (key for key in lexicon()["suggested"] if self._is_answered(phrase(key, language), facts))
                self._found[language] = tuple(key for _, key in zip(range(SUGGESTED), answered, strict=False))
            return self._found[language]

    def _is_answered(self, question: str, facts: Facts) -> bool:
        asked = read_question(question)
        return draft_figures(asked, read_request(asked), facts, self._home) is not None
