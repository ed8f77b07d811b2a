"""What programs are offered, over gradio's own API and as a tool of its MCP server: to ask, with the contract's answer."""

import logging
from typing import Any

import gradio as gr
from gradio.events import api

from bot.web.markup import word
from bot.web.service import Asked, Service, UnansweredError, new_visitor
from bot.web.visitor import Visitor
from ingest.errors import UserError

log = logging.getLogger(__name__)

MOST_EARLIER = 20  # questions of a history that are replayed


def offer_to_programs(service: Service) -> None:
    """Offer `ask` beside the page, under the same limits."""

    async def ask(question: str, history: list[str] | None, request: gr.Request) -> dict[str, Any]:
        """Answer a question about mine action (land cleared, explosive ordnance found, people killed or injured) from news reports.

        Args:
            question: The question, in English, Azerbaijani or Russian.
            history: The earlier questions of the conversation, oldest first; may be empty.

        Returns:
            The answer with its figures and citations: each citation is an exact span of a stored report.
        """
        earlier = tuple(str(h) for h in history or ())[-MOST_EARLIER:]
        address = request.client.host if request.client else ""
        visitor = Visitor(new_visitor(), session="", address=address, door="api")
        try:
            given = await service.answer(Asked(visitor, str(question), earlier))
        except UserError as fault:
            raise gr.Error(str(fault), print_exception=False) from fault
        except UnansweredError as fault:
            raise gr.Error(word(fault.reason, "en"), print_exception=False) from fault
        except Exception as fault:
            log.exception("a question was not answered")
            raise gr.Error(word("failed", "en"), print_exception=False) from fault
        return given.answer.to_json()

    api(ask, api_name="ask", concurrency_limit=service.settings.at_once)
