"""The trend way: how a number developed, as the points of one series; gaps stay gaps."""

from collections.abc import Sequence

from bot.answers.computed import allowed
from bot.answers.figure import claim
from bot.draft import Draft, DraftSentence, Segment, Wording
from bot.facts import Fact, Facts
from bot.points import points_of
from bot.question import Question
from bot.request import Request
from bot.scopes import common_start

MOST_BETWEEN = 3  # points told between the first and the last


def draft_trend(asked: Question, request: Request, facts: Facts, home: str) -> Draft | None:
    """The first and the last point of the series that the question spans, with points between; None for fewer than two."""
    return draft_points(points_of(asked, request, facts, home), asked.language)


def draft_points(points: Sequence[Fact], language: str) -> Draft | None:
    """The first and the last of some points of one series, oldest first, with points between; None for fewer than two, or for points of several."""
    if len(points) < 2 or not allowed("trend", [points[0], points[-1]], language):  # noqa: PLR2004 (a line needs two)
        return None
    lines = [DraftSentence((claim("trend", [points[0], points[-1]], language), Wording("stop")))]
    inner = points[1:-1]
    shown = inner if len(inner) <= MOST_BETWEEN else [inner[i * (len(inner) - 1) // (MOST_BETWEEN - 1)] for i in range(MOST_BETWEEN)]
    start = common_start(points[0].figure, points[-1].figure) or ""
    told = [claim(f"point:{start}", [f], language) for f in dict.fromkeys(shown)]
    if told:
        segments: list[Segment] = [Wording("in_between")]
        for number, point in enumerate(told):
            segments += [Wording("semicolon"), point] if number else [point]
        lines.append(DraftSentence((*segments, Wording("stop"))))
    return Draft("trend", language, tuple(lines))
