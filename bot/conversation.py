"""The corridor: from a turn of a conversation to a checked answer, one short method."""

import datetime
import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bot.answers.chat import draft_chat, draft_clarify, is_foreign
from bot.answers.doubt import draft_doubt
from bot.answers.event import asks_what_happened, draft_event
from bot.answers.figures import draft_figures, wants_no_number
from bot.answers.mines import both_readings
from bot.answers.nearest import nearest_figure
from bot.answers.origin import draft_origin
from bot.answers.quote import Scored, choose, draft_quotes, score_sentences
from bot.answers.reading import chosen_from, read_sentences
from bot.answers.refusal import draft_refusal, draft_safety
from bot.answers.support import bears_on, bears_out, reasons_beside, tells_split
from bot.answers.told import draft_told, told_by_quote, told_facts, works_with_numbers
from bot.answers.told_operations import draft_newer
from bot.asked_slots import happened, slots_in
from bot.citations import Answer, Verifier
from bot.draft import Draft
from bot.facts import Facts
from bot.follow_up import DOUBT, INCOMPLETE, NEW, NEWER, ORIGIN, TOLD, Understood, turn_language, understand
from bot.memory import Memory, read_state, remembered
from bot.question import Question, checked_text, read_question, wants_of
from bot.reader.reader import Reader
from bot.request import Request, read_request
from bot.retrieval import RankedArticle, Retriever
from bot.returning import returned
from bot.safety import notice_for, reportable
from bot.small_talk import read_talk
from bot.suggesting import Suggestions
from bot.turn_words import stripped
from bot.wording import phrase
from ingest.encoder import Encoder
from ingest.library import Filter, Library
from ingest.settings import Settings

NEARBY = 2  # sentences of the reports cited before that answer a turn
MOST_REPLAYED = 12  # of the earlier questions of a history
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Sources:
    """What answers are made of; of one generation throughout an answer."""

    retriever: Retriever
    verifier: Verifier
    suggestions: Suggestions

    @property
    def facts(self) -> Facts:
        return self.verifier.facts

    @property
    def library(self) -> Library:
        return self.retriever.library


class Bot:
    """Answers questions over one library; safe to share between threads. A new generation is taken up at the next question."""

    def __init__(self, folder: Path, settings: Settings, clock: Callable[[], float] = time.time, encoder: Encoder | None = None) -> None:
        self.settings = settings
        self.clock = clock
        self.encoder = encoder or Encoder(settings.model)
        self.reader = Reader(self.encoder)
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
        self._suggestions = Suggestions(library, self.settings.home_country)

    def warm(self) -> None:
        """Load the embedding model now instead of at the first question."""
        self.retriever.warm()

    def reply(self, question: str, history: Sequence[str] = (), state: dict[str, Any] | None = None, wanted: Filter = Filter()) -> Answer:
        """The checked answer to a question; `history` holds the user's earlier questions, oldest first, and is read only without `state`.

        Raises UserError when the question is empty or too long.
        """
        started = time.perf_counter()
        turn = checked_text(question, self.settings.longest_question)
        sources = self._current()
        memory = read_state(state) if state else self._replayed(history, sources)
        answer = self._turn(turn, memory, wanted, sources)
        for rejected in answer.rejected:
            log.error("left out of an answer: %s", rejected.reason)
        return replace(answer, generation=sources.library.generation, seconds=time.perf_counter() - started)

    def _replayed(self, history: Sequence[str], sources: _Sources) -> Memory:
        """What is remembered of earlier questions, each answered anew."""
        memory = Memory()
        for earlier in [h for h in history if any(c.isalnum() for c in h)][-MOST_REPLAYED:]:
            turn = checked_text(earlier[: self.settings.longest_question], self.settings.longest_question)
            memory = read_state(self._turn(turn, memory, Filter(), sources).state)
        return memory

    def _turn(self, text: str, memory: Memory, wanted: Filter, sources: _Sources) -> Answer:
        """The answer to one turn, with its notice and what the next turn may lean on."""
        talk = read_talk(text)
        asked = sources.retriever.speller.correct(talk.rest)
        language = turn_language(asked or text, memory)
        at_ease = works_with_numbers(asked, language, memory)  # "is it going up?" asks of the number told
        notice = None if at_ease else notice_for(text if talk.kind else talk.rest, language, self.settings.emergency_number)
        rest = reportable(asked) if notice else asked
        if notice and not rest:
            answer = sources.verifier.check(draft_safety(language))
        elif talk.kind and not rest:
            answer = sources.verifier.check(draft_chat(talk.kind, language, sources.suggestions.of(language), sources.library.coverage()))
        else:
            return replace(self._understood(text, rest, memory, wanted, sources), notice=notice)
        return replace(answer, question=text, standalone=text, notice=notice, state=memory.to_state())

    def _understood(self, text: str, turn: str, memory: Memory, wanted: Filter, sources: _Sources) -> Answer:
        """The answer to a turn that asks something of the reports."""
        year = datetime.datetime.fromtimestamp(self.clock(), datetime.UTC).year
        heard = understand(turn, memory, year)
        if len(heard.standalone) > self.settings.longest_question:
            heard = Understood(NEW, turn, heard.language)
        draft = draft_told(turn, heard.language, memory, sources.facts, sources.library)
        worked_out = sources.verifier.check(draft) if draft else None
        if worked_out is None and (back := returned(turn, memory)).turn != turn:
            turn, memory = back.turn, back.memory
            heard = understand(turn, memory, year)
        if worked_out and worked_out.citations:
            heard, answer = Understood(TOLD, turn, heard.language), worked_out
        else:
            answer = self._about(turn, heard, memory, wanted, sources)
        for other in heard.others(turn) if answer.kind == "refusal" else ():
            found = self._about(turn, other, memory, wanted, sources)
            if found.kind != "refusal":
                heard, answer = other, found
                break
        if heard.kind == NEWER and answer.figures and answer.figures[0]["value"] in memory.values[:1]:
            answer = replace(answer, text=phrase("no_newer", heard.language) + answer.text)
        if is_foreign(text) and answer.kind == "refusal":
            answer = replace(answer, text=f"{answer.text}\n{phrase('languages', heard.language)}")
        answer = replace(answer, question=text, standalone=heard.standalone)
        topic = memory.standalone if heard.kind in {ORIGIN, DOUBT, TOLD} or heard.aside else heard.standalone
        slots = tuple((s.name, s.words) for s in slots_in(topic, heard.language))
        stays = heard.kind != NEW or heard.anchored
        quoted = told_by_quote(answer, sources.facts)
        return replace(answer, state=remembered(replace(answer, standalone=topic), slots, memory, stays=stays, quoted=quoted).to_state())

    def _about(self, turn: str, heard: Understood, memory: Memory, wanted: Filter, sources: _Sources) -> Answer:
        """The answer to what a turn was understood as."""
        check = sources.verifier.check
        if heard.kind == INCOMPLETE:
            return check(draft_clarify(heard.language))
        if heard.kind == ORIGIN and (draft := draft_origin(memory.cited, sources.library, heard.language)):
            return check(draft)
        if heard.kind == NEWER and not wanted:
            asked = read_question(heard.standalone, longest=len(heard.standalone), language=heard.language)
            if newer := draft_newer(asked, told_facts(memory, sources.facts), sources.facts):
                return check(newer)
        return self._from_reports(turn, heard, memory, wanted, sources)

    def _from_reports(self, turn: str, heard: Understood, memory: Memory, wanted: Filter, sources: _Sources) -> Answer:
        """The answer of the reports: of those cited before, where they are meant, then of all."""
        own, check = wants_of(turn), sources.verifier.check
        asked = read_question(heard.standalone, longest=len(heard.standalone), language=heard.language)
        asked = replace(
            asked, wants=own if own != "any" and heard.kind != NEWER else asked.wants, newest=asked.newest or heard.kind == NEWER
        )
        cited = self._cited(memory, sources)
        anchors = cited if heard.anchored and not wanted else frozenset()
        if heard.number is not None and (draft := draft_doubt(asked, heard.number, memory, cited, sources.facts)):
            return check(draft)
        if anchors and (answer := self._answer_nearby(turn, heard, asked, memory, anchors, sources)):
            return answer
        request = read_request(asked)
        if asks_what_happened(turn, asked) and (draft := draft_event(asked, self._ranked(asked, sources, wanted))):
            return check(draft)
        if not wanted and not heard.aside and (figures := self._answer_figures(asked, request, sources.facts, sources.verifier)):
            return figures
        numbered = not wanted and request.numbered and not wants_no_number(asked, request)
        answer = self._answer_quotes(asked, request, sources, wanted, numbered=numbered, anchors=anchors)
        if answer.kind == "refusal" and anchors and own == "reason":
            ranked = sources.retriever.of(asked, anchors)
            beside = reasons_beside(score_sentences(asked, ranked, {}, self.settings.home_country), memory.cited)
            return check(draft_quotes(asked, beside)) if beside else answer
        return answer

    def _answer_nearby(
        self, turn: str, heard: Understood, asked: Question, memory: Memory, anchors: frozenset[int], sources: _Sources
    ) -> Answer | None:
        """The answer from the reports cited before, where they have one: a number of the same period first, else a sentence."""
        words = happened(turn, heard.language) or stripped(turn)
        alone = read_question(words, longest=len(turn), language=heard.language)
        counted = alone if heard.aside else asked
        request = read_request(counted)
        requests = [request] if request.numbered or not heard.aside else []
        if memory.period and request.numbered and not (heard.aside and request.periods):
            requests.insert(0, replace(request, periods=(memory.period,)))
        for one in requests:
            if figures := self._answer_figures(counted, one, sources.facts.within(anchors), sources.verifier):
                return figures
        scored = score_sentences(alone, sources.retriever.of(alone, anchors), sources.retriever.rarity(alone), self.settings.home_country)
        chosen = choose([s for s in scored if bears_on(alone, s) and tells_split(request, s)], NEARBY)
        answer = sources.verifier.check(draft_quotes(alone, chosen)) if chosen else None
        return answer if answer and answer.citations else None

    def _cited(self, memory: Memory, sources: _Sources) -> frozenset[int]:
        """The versions that were cited before, as far as they are still there."""
        found = (sources.library.version(c.source, c.version) for c in memory.cited)
        return frozenset(v.id for v in found if v)

    def _answer_figures(self, asked: Question, request: Request, facts: Facts, verifier: Verifier) -> Answer | None:
        """The answer from the records of these figures; None when the question asks for none or none fits."""
        home = self.settings.home_country
        draft = draft_figures(asked, request, facts, home)
        answer = verifier.check(both_readings(draft, asked, request, facts, home)) if draft else None
        return answer if answer and answer.citations else None

    def _answer_quotes(
        self, asked: Question, request: Request, sources: _Sources, wanted: Filter, *, numbered: bool, anchors: frozenset[int]
    ) -> Answer:
        """The sentences that answer, or a refusal with the nearest; where a number is asked for that no figure bears out, the latter."""
        near = nearest_figure(request, sources.facts, self.settings.home_country) if numbered else None
        if near is not None:
            return sources.verifier.check(draft_refusal(asked, None, sources.library.coverage(), near))
        check, nearest = sources.verifier.check, None
        for reports in self._first_anchored(self._ranked(asked, sources, wanted), anchors):
            scored = score_sentences(asked, reports, sources.retriever.rarity(asked), self.settings.home_country)
            draft = self._draft_quotes(asked, request, scored, numbered=numbered)
            if draft and (answer := check(draft)).citations:
                return answer
            nearest = scored[0] if scored else None
        return check(draft_refusal(asked, nearest, sources.library.coverage()))

    def _ranked(self, asked: Question, sources: _Sources, wanted: Filter) -> list[RankedArticle]:
        """The best reports for a question."""
        from bot.langchain_retriever import PassageRetriever, RankedDocument

        passages = PassageRetriever(
            retriever=sources.retriever, limit=self.settings.articles_read, wanted=wanted, longest=len(asked.standalone)
        )
        return [document.article for document in passages.invoke(asked.standalone) if isinstance(document, RankedDocument)]

    def _draft_quotes(self, asked: Question, request: Request, scored: Sequence[Scored], *, numbered: bool) -> Draft | None:
        """The sentences that answer: by reading, where that is set, else none where a number is asked for; None where none does."""
        home = self.settings.home_country
        if not numbered and self.settings.reader and self.reader.available:
            read = chosen_from(read_sentences(asked, request, scored, self.reader, home), self.settings.quotes)
            return draft_quotes(asked, [r.scored for r in read], [r.words for r in read]) if read else None
        fitting = [s for s in scored if bears_out(asked, s, home) and tells_split(request, s)]
        chosen = [] if numbered else choose(fitting, self.settings.quotes)
        return draft_quotes(asked, chosen) if chosen else None

    def _first_anchored(self, ranked: list[RankedArticle], anchors: frozenset[int]) -> list[list[RankedArticle]]:
        """The reports cited before, where they are among those found, then all."""
        anchored = [r for r in ranked if r.version.id in anchors]
        return [anchored, ranked] if anchored else [ranked]

    def _current(self) -> _Sources:
        """What the newest generation holds; an answer uses one generation throughout."""
        with self._lock:
            if self.library.newest_generation() != self.library.generation:
                self._take_up(Library.open(self._folder))
            return _Sources(self.retriever, self.verifier, self._suggestions)
