"""What all events of the page share."""

from typing import Any

import gradio as gr

QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
UNQUEUED: dict[str, Any] = {**QUIET, "queue": False}  # does not wait behind questions


def sent(event: gr.EventData, name: str) -> object:
    """What the browser says of an event, which may be anything; None when it does not say it."""
    data = event._data  # noqa: SLF001 (gradio's own way to it fails on an event without data)
    return data.get(name) if isinstance(data, dict) else None
