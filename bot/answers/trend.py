"""The trend way: how a number developed, as the points of one series; gaps stay gaps."""

from bot.answers.computed import allowed
from bot.answers.figure import claim
from bot.draft import Draft, DraftSentence, Segment, Wording
from bot.facts import Facts
from bot.points import points_of
from bot.question import Question
from bot.request import Request
from bot.scopes import common_start

MOST_BETWEEN = 3  # points told between the first and the last


def draft_trend(asked: Question, request: Request, facts: Facts, home: str) -> Draft | None:
    """The first and the last point of the series that the question spans, with points between; None for fewer than two."""
    points = points_of(asked, request, facts, home)
    if len(points) < 2 or not allowed("trend", [points[0], points[-1]], asked.language):  # noqa: PLR2004 (a line needs two)
        return None
    lines = [DraftSentence((claim("trend", [points[0], points[-1]], asked.language), Wording("stop")))]
    inner = points[1:-1]
    shown = inner if len(inner) <= MOST_BETWEEN else [inner[i * (len(inner) - 1) // (MOST_BETWEEN - 1)] for i in range(MOST_BETWEEN)]
    start = common_start(points[0].figure, points[-1].figure) or ""
    told = [claim(f"point:{start}", [f], asked.language) for f in dict.fromkeys(shown)]
    if told:
        segments: list[Segment] = [Wording("in_between")]
        for number, point in enumerate(told):
            segments += [Wording("semicolon"), point] if number else [point]
        lines.append(DraftSentence((*segments, Wording("stop"))))
    return Draft("trend", asked.language, tuple(lines))
