"""The components of the page, where each stands, and their wordings in the language of the page."""

from dataclasses import dataclass
from typing import Any

import gradio as gr

from bot.web.conversation_html import conversation_html
from bot.web.markup import LANGUAGES, word
from bot.web.memory import FRESH, STORAGE

LOOK_AGAIN = 1.5  # seconds between two looks whether the examples are found


@dataclass(frozen=True)
class Parts:
    """The components that events read and write."""

    turns: gr.State
    memory: gr.BrowserState
    language: gr.Radio
    header: gr.HTML
    new: gr.Button
    save: gr.Button
    forget: gr.Button
    welcome: gr.HTML
    conversation: gr.HTML
    examples: gr.HTML
    question: gr.Textbox
    ask: gr.Button
    stop: gr.Button
    hint: gr.HTML
    source: gr.HTML
    clock: gr.Timer
    tab_ask: gr.Tab
    tab_reports: gr.Tab
    search: gr.HTML
    reports: gr.HTML
    report: gr.HTML


def lay_out() -> Parts:
    """The page's components, in English until a visitor's language is known."""
    memory = gr.BrowserState(FRESH, storage_key=STORAGE, secret=STORAGE)  # it goes to every browser with the page, so it is no secret
    turns, header = gr.State(()), html("", "header")
    language = gr.Radio(
        [(name, code) for code, name in LANGUAGES.items()], value="en", label=word("interface", "en"), elem_id="language", container=False
    )
    with gr.Tabs(elem_id="views"):
        with gr.Tab(word("tab_ask", "en"), id="ask") as tab_ask:
            talk = _talk()
        with gr.Tab(word("tab_reports", "en"), id="reports") as tab_reports:
            search = html("", "search")
            with gr.Row(elem_id="shelf", elem_classes="desk"):
                with gr.Column(scale=2, min_width=0, elem_classes="main"):
                    reports = html("", "reports")
                with gr.Column(scale=3, min_width=0, elem_classes="beside"):
                    report = html("", "report")
    return Parts(
        turns=turns, memory=memory, language=language, header=header, clock=gr.Timer(LOOK_AGAIN), tab_ask=tab_ask, tab_reports=tab_reports,
        search=search, reports=reports, report=report, **talk,
    )  # fmt: skip


def _talk() -> dict[str, Any]:
    """The conversation with what it is held by, and the report that a citation opens beside it."""
    with gr.Row(elem_id="desk", elem_classes="desk"):
        with gr.Column(scale=3, min_width=0, elem_id="talk", elem_classes="main"):
            with gr.Row(elem_id="tools"):
                tools = {key: _tool(key) for key in ("new", "save", "forget")}
            welcome = html("", "welcome")
            conversation = html(conversation_html(()), "conversation")
            examples = html("", "examples")
            with gr.Row(elem_id="asking"):
                question = gr.Textbox(**_box("en"), lines=1, max_lines=5, autofocus=True, scale=1, elem_id="question")
                # Stop is not in the place of Ask, or a double click would stop what it asks.
                stop = gr.Button(word("stop", "en"), variant="stop", scale=0, min_width=80, elem_id="stop")
                ask = gr.Button(word("ask", "en"), variant="primary", scale=0, min_width=80, elem_id="ask")
        with gr.Column(scale=2, min_width=0, elem_id="beside", elem_classes="beside"):
            hint, source = html("", "hint"), html("", "source")
    return {
        "welcome": welcome, "conversation": conversation, "examples": examples, "question": question, "stop": stop, "ask": ask, "hint": hint,
        "source": source, **tools,
    }  # fmt: skip


def html(value: str, name: str) -> gr.HTML:
    """Markup of ours, brought to life by the function of this name in page.js."""
    return gr.HTML(value, elem_id=name, js_on_load=f"minefacts.{name}({{element, trigger, props, watch}})", apply_default_css=False)


def _tool(key: str) -> gr.Button:
    return gr.Button(word(key, "en"), variant="secondary", size="sm", scale=0, min_width=60, elem_id=key)


def _box(language: str) -> dict[str, Any]:
    return {"label": word("your_question", language), "placeholder": word("placeholder", language)}


def worded(parts: Parts, language: str) -> dict[Any, Any]:
    """The updates that bring the components' own wordings into a language."""
    return {
        parts.language: gr.update(value=language, label=word("interface", language)),
        parts.question: gr.update(**_box(language)),
        **{getattr(parts, key): gr.update(value=word(key, language)) for key in ("new", "save", "forget", "stop", "ask")},
        **{getattr(parts, key): gr.update(label=word(key, language)) for key in ("tab_ask", "tab_reports")},
    }
