"""The corridor: from a question to a checked answer, one short method."""

import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from bot.answers.figures import NAMED, draft_figures
from bot.answers.nearest import nearest_figure
from bot.answers.quote import choose, draft_quotes, score_sentences
from bot.answers.refusal import draft_refusal, draft_safety
from bot.answers.support import bears_out
from bot.citations import Answer, Verifier
from bot.facts import Facts
from bot.question import Question, read_question
from bot.request import Request, read_request
from bot.retrieval import Retriever
from bot.safety import notice_for
from ingest.encoder import Encoder
from ingest.library import Filter, Library
from ingest.settings import Settings

REPORTABLE = ("number", "date", "person")  # what a report may still answer below a safety notice
log = logging.getLogger(__name__)


class Bot:
    """Answers questions over one library; safe to share between threads. A new generation is taken up at the next question."""

    def __init__(self, folder: Path, settings: Settings, clock: Callable[[], float] = time.time, encoder: Encoder | None = None) -> None:
        self.settings = settings
        self.clock = clock
        self.encoder = encoder or Encoder(settings.model)
        self._folder = folder
        self._lock = threading.Lock()
        self._take_up(Library.open(folder))

    @classmethod
    def open(cls, library: Path | str, clock: Callable[[], float] = time.time, settings: Settings | None = None) -> "Bot":
        """A bot over the library in this folder. Raises UserError when there is none that it can read."""
        return cls(Path(library), settings or Settings(), clock)

    def _take_up(self, library: Library) -> None:
        self.library = library
        self.retriever = Retriever(library, self.encoder)
        self.facts = Facts(library, self.encoder)
        self.verifier = Verifier(library, self.facts)

    def warm(self) -> None:
        """Load the embedding model now instead of at the first question."""
        self.retriever.warm()

    def reply(self, question: str, history: Sequence[str] = (), state: dict[str, Any] | None = None, wanted: Filter = Filter()) -> Answer:
        """The checked answer to a question; `history` holds the user's earlier questions, oldest first, and is read only without `state`.

        Raises UserError when the question is empty or too long.
        """
        started = time.perf_counter()
        earlier = [state["standalone"]] if state and state.get("standalone") else list(history)
        retriever, verifier = self._current()
        asked = read_question(question, earlier, longest=self.settings.longest_question)
        corrected = retriever.speller.correct(asked.standalone)
        asked = replace(read_question(corrected, longest=len(corrected)), text=asked.text) if corrected != asked.standalone else asked
        notice = notice_for(asked.text, asked.language, self.settings.emergency_number)
        if notice and asked.wants not in REPORTABLE:
            answer = verifier.check(draft_safety(asked))
        else:
            request = read_request(asked)
            figures = None if wanted else self._answer_figures(asked, request, verifier)
            numbered = None if wanted or asked.wants in NAMED or not request.numbered else request
            answer = figures or self._answer(asked, retriever, verifier, wanted, numbered)
        for rejected in answer.rejected:
            log.error("left out of an answer: %s", rejected.reason)
        return replace(
            answer, notice=notice, question=asked.text, standalone=asked.standalone, generation=retriever.library.generation,
            seconds=time.perf_counter() - started, state={"standalone": asked.standalone},
        )  # fmt: skip

    def _answer_figures(self, asked: Question, request: Request, verifier: Verifier) -> Answer | None:
        """The answer from the figures' records; None when the question asks for none or none fits."""
        draft = draft_figures(asked, request, verifier.facts, self.settings.home_country)
        answer = verifier.check(draft) if draft else None
        return answer if answer and answer.citations else None

    def _answer(self, asked: Question, retriever: Retriever, verifier: Verifier, wanted: Filter, numbered: Request | None) -> Answer:
        """The sentences that answer, or a refusal with the nearest; where a number is asked for that no figure bears out, the latter."""
        near = nearest_figure(numbered, verifier.facts, self.settings.home_country) if numbered else None
        if near is not None:
            return verifier.check(draft_refusal(asked, None, retriever.library.coverage(), near))
        from bot.langchain_retriever import PassageRetriever, RankedDocument

        passages = PassageRetriever(retriever=retriever, limit=self.settings.articles_read, wanted=wanted, longest=len(asked.standalone))
        ranked = [document.article for document in passages.invoke(asked.standalone) if isinstance(document, RankedDocument)]
        scored = score_sentences(asked, ranked, retriever.rarity(asked), self.settings.home_country)
        fitting = [] if numbered else [s for s in scored if bears_out(asked, s, self.settings.home_country)]
        chosen = choose(fitting, self.settings.quotes)
        if chosen:
            answer = verifier.check(draft_quotes(asked, chosen))
            if answer.citations:
                return answer
        return verifier.check(draft_refusal(asked, scored[0] if scored else None, retriever.library.coverage()))

    def _current(self) -> tuple[Retriever, Verifier]:
        """The retriever and verifier of the newest generation; an answer uses one generation throughout."""
        with self._lock:
            if self.library.newest_generation() != self.library.generation:
                self._take_up(Library.open(self._folder))
            return self.retriever, self.verifier
