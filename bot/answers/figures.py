"""The ways to answer from figures, by the operation that a question asks for."""

from bot.answers.figure import draft_figure
from bot.citations import Draft
from bot.facts import Facts
from bot.question import Question
from bot.request import COUNT, Request


def draft_figures(asked: Question, request: Request, facts: Facts, home: str) -> Draft | None:
    """The draft of the first way that finds an answer; None when none does."""
    return draft_figure(asked, request, facts, home) if request.operation == COUNT else None
