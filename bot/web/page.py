"""The page: what each of its events does."""

from collections.abc import AsyncIterator
from typing import Any

import gradio as gr
from gradio.events import Dependency

from bot.activity import Verdict
from bot.web import turns as conversation_turns
from bot.web.browse import let_browse
from bot.web.conversation_html import conversation_html
from bot.web.events import QUIET, UNQUEUED, sent
from bot.web.examples import Warming, examples_html
from bot.web.header_html import header_html, welcome_html
from bot.web.markup import LANGUAGES, preferred, word
from bot.web.memory import Memory
from bot.web.offer import offer_to_programs
from bot.web.parts import Parts, lay_out, worded
from bot.web.reports_html import search_html
from bot.web.service import Service
from bot.web.source_html import hint_html, source_html
from bot.web.turns import Turns
from bot.web.visitor import Visitor
from ingest.errors import UserError


def build(service: Service, warming: Warming) -> gr.Blocks:
    """The page over a service; the examples appear on it once they are found."""
    page = gr.Blocks(title="MineFacts", analytics_enabled=False, fill_width=True)
    with page:
        parts = lay_out()
        asking = _let_ask(parts, service)
        _let_stop(parts, asking)
        _let_keep(parts, service, asking)
        _let_open_sources(parts, service)
        _let_judge(parts, service)
        let_browse(parts, service)
        _open(page, parts, service, warming)
        offer_to_programs(service)
    page.queue(max_size=service.settings.queue_size, default_concurrency_limit=service.settings.at_once, api_open=False)
    return page


def _let_ask(parts: Parts, service: Service) -> Dependency:
    async def converse(
        typed: str, turns: Turns, remembered: object, language: object, event: gr.EventData, request: gr.Request
    ) -> AsyncIterator[tuple[Any, str, Turns, Any]]:
        chosen = sent(event, "question")
        memory = _memory(service, remembered, request)
        visitor = _visitor(memory, language, request)
        async for grown in conversation_turns.ask(service, visitor, turns, str(chosen or typed or "")):
            box = gr.skip() if chosen or grown[-1].failure or grown[-1].answer else ""  # what could not be asked stays to be mended
            kept = memory.with_turns(grown).to_json() if grown[-1].finished else gr.skip()
            yield box, conversation_html(grown), grown, kept

    triggers = [parts.question.submit, parts.ask.click, parts.examples.click, parts.conversation.select]
    shown = [parts.question, parts.conversation, parts.turns, parts.memory]
    # A question that is sent while another is answered waits for its turn instead of being dropped.
    asking: Dependency = gr.on(
        triggers, converse, [parts.question, parts.turns, parts.memory, parts.language], shown, concurrency_limit=service.settings.at_once,
        trigger_mode="always_last", **QUIET,
    )  # fmt: skip
    return asking


def _let_stop(parts: Parts, asking: Dependency) -> None:
    def stop(turns: Turns) -> tuple[str, Turns]:
        stopped = conversation_turns.stop(turns)
        return conversation_html(stopped), stopped

    parts.stop.click(stop, parts.turns, [parts.conversation, parts.turns], cancels=[asking], **UNQUEUED)


def _let_keep(parts: Parts, service: Service, asking: Dependency) -> None:
    """A new conversation, one saved as a file, and all that is kept of a visitor deleted."""
    emptied = [parts.question, parts.conversation, parts.turns, parts.source, parts.memory, parts.welcome]

    def begin(remembered: object, language: str, request: gr.Request) -> tuple[Any, ...]:
        memory = _memory(service, remembered, request).emptied()
        return "", conversation_html(()), (), "", memory.to_json(), welcome_html(language, service.kept_days)

    def forget(remembered: object, language: str, request: gr.Request) -> tuple[Any, ...]:
        memory = _memory(service, remembered, request)
        service.forget(memory.visitor)
        told = welcome_html(language, service.kept_days, word("forgotten", language))
        return "", conversation_html(()), (), "", Memory.read({"language": memory.language}).to_json(), told

    parts.new.click(begin, [parts.memory, parts.language], emptied, cancels=[asking], **UNQUEUED)
    parts.forget.click(forget, [parts.memory, parts.language], emptied, cancels=[asking], **UNQUEUED)
    parts.save.click(None, js="() => minefacts.save()", **QUIET)


def _let_open_sources(parts: Parts, service: Service) -> None:
    def open_source(turns: Turns, event: gr.EventData) -> Any:
        answer = next((t.answer for t in turns if t.answer and t.number == sent(event, "answer")), None)
        citation = next((c for c in answer.citations if c.number == sent(event, "citation")), None) if answer else None
        return source_html(service.bot.library, citation, answer.language) if answer and citation else gr.skip()

    opened = parts.conversation.click(open_source, parts.turns, parts.source, **UNQUEUED)
    opened.then(None, js="() => minefacts.reveal()", **QUIET)


def _let_judge(parts: Parts, service: Service) -> None:
    def judge(turns: Turns, event: gr.EventData) -> tuple[Any, Any]:
        verdict, reason, comment = (sent(event, name) for name in ("verdict", "reason", "comment"))
        try:
            said = Verdict(str(verdict), str(reason) if reason else None, str(comment) if comment else None)
        except UserError:
            return gr.skip(), gr.skip()  # no browser of ours says that
        judged = conversation_turns.judge(service, turns, sent(event, "answer"), said)
        return conversation_html(judged), judged

    parts.conversation.submit(judge, parts.turns, [parts.conversation, parts.turns], **UNQUEUED)


def _open(page: gr.Blocks, parts: Parts, service: Service, warming: Warming) -> None:
    """What a visitor finds: the page in the browser's or the chosen language, and the conversation so far or the answer of a link."""

    def arrive(remembered: object, asked: Turns, request: gr.Request) -> dict[Any, Any]:
        memory = _memory(service, remembered, request)
        language = memory.language or preferred(request.headers.get("accept-language", ""))
        if asked:  # by somebody faster than the page: that conversation stays
            return speak(language)
        shared = request.query_params.get("answer")
        turns = conversation_turns.reopen_shared(service, shared) if shared else conversation_turns.reopen(service, memory.receipts)
        said = word("link_gone", language) if shared and not turns else None
        return {parts.memory: memory.to_json(), parts.conversation: conversation_html(turns), parts.turns: turns, **speak(language, said)}

    def speak(language: str, said: str | None = None) -> dict[Any, Any]:
        return {
            parts.header: header_html(service.head(), language), parts.welcome: welcome_html(language, service.kept_days, said),
            parts.hint: hint_html(language), parts.search: search_html(language), parts.examples: examples_html(warming.examples, language), **worded(parts, language),
        }  # fmt: skip

    def switch(language: object, remembered: object, request: gr.Request) -> dict[Any, Any]:
        chosen = str(language) if language in LANGUAGES else "en"
        return {parts.memory: _memory(service, remembered, request).in_language(chosen).to_json(), **speak(chosen)}

    def look(language: str) -> tuple[str, gr.Timer]:
        return examples_html(warming.examples, language), gr.Timer(active=not warming.done.is_set())

    spoken = [parts.header, parts.welcome, parts.hint, parts.search, parts.examples, *worded(parts, "en")]
    page.load(arrive, [parts.memory, parts.turns], [parts.memory, parts.conversation, parts.turns, *spoken], **UNQUEUED)
    parts.language.input(switch, [parts.language, parts.memory], [parts.memory, *spoken], **UNQUEUED)
    gr.on([page.load, parts.clock.tick], look, parts.language, [parts.examples, parts.clock], **UNQUEUED)


def _memory(service: Service, remembered: object, request: gr.Request) -> Memory:
    """What the browser remembers; somebody who asks before the page has told the browser an id is the one whom it then tells."""
    return Memory.read(remembered, service.newcomer(request.session_hash))


def _visitor(memory: Memory, language: object, request: gr.Request) -> Visitor:
    return Visitor(
        memory.visitor, str(language) if language in LANGUAGES else "en", str(request.session_hash or ""),
        request.client.host if request.client else "",
    )  # fmt: skip
