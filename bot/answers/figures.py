"""The ways to answer from figures, by the operation that a question asks for."""

from collections.abc import Callable

from bot.answers.compare import draft_compare, draft_why_differ
from bot.answers.computed import (
    draft_adds_up,
    draft_average,
    draft_convert,
    draft_difference,
    draft_rest,
    draft_share,
    draft_sum,
    draft_together,
)
from bot.answers.figure import draft_figure
from bot.answers.premise import draft_premise
from bot.answers.trend import draft_trend
from bot.draft import Draft
from bot.facts import Facts
from bot.question import Question
from bot.request import Request

Way = Callable[[Question, Request, Facts, str], Draft | None]
WAYS: dict[str, tuple[Way, ...]] = {
    "count": (draft_figure, draft_sum),
    "sum": (draft_together, draft_figure),
    "rest": (draft_rest,),
    "share": (draft_share,),
    "average": (draft_average,),
    "difference": (draft_difference,),
    "convert": (draft_convert,),
    "adds_up": (draft_adds_up,),
    "trend": (draft_trend,),
    "compare": (draft_compare,),
    "why_differ": (draft_why_differ,),
}


def draft_figures(asked: Question, request: Request, facts: Facts, home: str) -> Draft | None:
    """The draft of the first way that finds an answer; None when none does."""
    ways = (draft_premise, *WAYS[request.operation]) if request.premise else WAYS[request.operation]
    return next((draft for way in ways if (draft := way(asked, request, facts, home))), None)
