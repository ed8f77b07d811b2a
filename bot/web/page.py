"""The page: what stands on it, and what each of its events does."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import gradio as gr
from gradio.events import Dependency

from bot.conversation import Bot
from bot.web import turns as conversation_turns
from bot.web.conversation_html import conversation_html
from bot.web.examples import Warming, examples_html
from bot.web.header_html import header_html
from bot.web.source_html import hint, source_html
from bot.web.turns import Turns
from ingest.settings import Settings

AT_ONCE = 4  # questions answered at the same time; the others wait
WAITING = 64  # events that may wait; a further one is told that the page is busy
LOOK_AGAIN = 1.5  # seconds between two looks whether the examples are found
QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
UNQUEUED: dict[str, Any] = {**QUIET, "queue": False}  # does not wait behind questions


@dataclass(frozen=True)
class Parts:
    """The components that events read and write."""

    turns: gr.State
    header: gr.HTML
    conversation: gr.HTML
    examples: gr.HTML
    question: gr.Textbox
    ask: gr.Button
    stop: gr.Button
    new: gr.Button
    source: gr.HTML
    clock: gr.Timer


def build(bot: Bot, settings: Settings, warming: Warming) -> gr.Blocks:
    """The page over a bot; the examples appear on it once they are found."""
    page = gr.Blocks(title="MineFacts", analytics_enabled=False, fill_width=True)
    with page:
        parts = _lay_out()
        _let_stop(parts, _let_ask(parts, bot, settings))
        _let_open_sources(parts, bot)
        page.load(lambda: header_html(bot.library.coverage()), outputs=parts.header, **UNQUEUED)
        gr.on([page.load, parts.clock.tick], lambda: _found(warming), outputs=[parts.examples, parts.clock], **UNQUEUED)
    page.queue(max_size=WAITING, default_concurrency_limit=AT_ONCE, api_open=False)
    return page


def _lay_out() -> Parts:
    turns = gr.State(())
    header = _html("", "header")
    with gr.Row(elem_id="desk"):
        with gr.Column(scale=3, min_width=0, elem_id="talk"):
            new = gr.Button("New conversation", variant="secondary", scale=0, min_width=80, elem_id="new")
            conversation = _html(conversation_html(()), "conversation")
            examples = _html("", "examples")
            with gr.Row(elem_id="asking"):
                question = gr.Textbox(
                    label="Your question",
                    placeholder="Ask about the reports",
                    lines=1,
                    max_lines=5,
                    autofocus=True,
                    scale=1,
                    elem_id="question",
                )
                stop = gr.Button(
                    "Stop", variant="stop", scale=0, min_width=80, elem_id="stop"
                )  # not in the place of Ask, or a double click would stop what it asks
                ask = gr.Button("Ask", variant="primary", scale=0, min_width=80, elem_id="ask")
        with gr.Column(scale=2, min_width=0, elem_id="beside"):
            source = _html(hint("en"), "source")
    return Parts(turns, header, conversation, examples, question, ask, stop, new, source, gr.Timer(LOOK_AGAIN))


def _html(value: str, name: str) -> gr.HTML:
    """Markup of ours, brought to life by the function of this name in page.js."""
    return gr.HTML(value, elem_id=name, js_on_load=f"minefacts.{name}({{element, trigger, props, watch}})", apply_default_css=False)


def _let_ask(parts: Parts, bot: Bot, settings: Settings) -> Dependency:
    async def ask(typed: str, turns: Turns, event: gr.EventData) -> AsyncIterator[tuple[Any, str, Turns]]:
        chosen = _sent(event, "question")
        async for grown in conversation_turns.ask(bot, turns, str(chosen or typed or ""), settings.longest_question):
            box = gr.skip() if chosen or grown[-1].failure or grown[-1].answer else ""  # what could not be asked stays to be mended
            yield box, conversation_html(grown), grown

    triggers = [parts.question.submit, parts.ask.click, parts.examples.click]
    shown = [parts.question, parts.conversation, parts.turns]
    # A question that is sent while another is answered waits for its turn instead of being dropped.
    asking: Dependency = gr.on(
        triggers, ask, [parts.question, parts.turns], shown, concurrency_limit=AT_ONCE, trigger_mode="always_last", **QUIET
    )
    return asking


def _let_stop(parts: Parts, asking: Dependency) -> None:
    def stop(turns: Turns) -> tuple[str, Turns]:
        stopped = conversation_turns.stop(turns)
        return conversation_html(stopped), stopped

    parts.stop.click(stop, parts.turns, [parts.conversation, parts.turns], cancels=[asking], **UNQUEUED)
    emptied = [parts.question, parts.conversation, parts.turns, parts.source]
    parts.new.click(lambda: ("", conversation_html(()), (), hint("en")), outputs=emptied, cancels=[asking], **UNQUEUED)


def _let_open_sources(parts: Parts, bot: Bot) -> None:
    def open_source(turns: Turns, event: gr.EventData) -> Any:
        answer = next((t.answer for t in turns if t.answer and t.number == _sent(event, "answer")), None)
        citation = next((c for c in answer.citations if c.number == _sent(event, "citation")), None) if answer else None
        return source_html(bot.library, citation, answer.language) if answer and citation else gr.skip()

    opened = parts.conversation.click(open_source, parts.turns, parts.source, **UNQUEUED)
    opened.then(None, js="() => minefacts.reveal()", **QUIET)


def _sent(event: gr.EventData, name: str) -> object:
    """What the browser says of an event, which may be anything; None when it does not say it."""
    data = event._data  # noqa: SLF001 (gradio's own way to it fails on an event without data)
    return data.get(name) if isinstance(data, dict) else None


def _found(warming: Warming) -> tuple[str, gr.Timer]:
    return examples_html(warming.examples), gr.Timer(active=not warming.done.is_set())
