"""The refusal: that the reports do not say it, the nearest that they do say, and what the library covers."""

from bot.answers.figure import claim, line
from bot.answers.quote import Scored, quoted_line
from bot.draft import Draft, DraftSentence, LibraryFact, Wording
from bot.facts import Fact
from bot.question import Question
from ingest.library import Coverage

NEAR = 0.45  # support of a sentence that is worth showing as the nearest


def draft_refusal(question: Question, nearest: Scored | None, coverage: Coverage, figure: Fact | None = None) -> Draft:
    """A refusal that helps to go on: with the nearest figure, where there is one, in its own scope, else the nearest sentence."""
    lines = [DraftSentence((Wording("not_stated"),))]
    if figure is not None:
        lines.append(line(Wording("nearest_figure"), claim("figure", [figure], question.language)))
    elif nearest is not None and nearest.support >= NEAR:
        lines.append(quoted_line(nearest, lead=(Wording("nearest"),)))
    lines.append(covers_line(coverage))
    return Draft("refusal", question.language, tuple(lines))


def draft_safety(language: str) -> Draft:
    """What is said below a safety notice when nothing else was asked: no quote could help, and one might harm."""
    return Draft("refusal", language, (DraftSentence((Wording("not_judge"),)),))


def covers_line(coverage: Coverage) -> DraftSentence:
    """How many reports the library holds, and of which time."""
    if not coverage.reports:
        return DraftSentence((Wording("no_reports"),))
    count = (
        Wording("covers"),
        LibraryFact("reports", str(coverage.reports)),
        Wording("covers_report" if coverage.reports == 1 else "covers_reports"),
    )
    if not (coverage.first and coverage.last):
        return DraftSentence((*count, Wording("stop")))
    dates = (Wording("covers_from"), LibraryFact("first", coverage.first), Wording("covers_to"), LibraryFact("last", coverage.last))
    return DraftSentence((*count, *dates, Wording("stop")))
