"""The ways to answer from figures, by the operation that a question asks for."""

from collections.abc import Callable
from dataclasses import replace

from bot.answers.compare import draft_compare, draft_why_differ
from bot.answers.computed import draft_average, draft_convert, draft_difference, draft_grown, draft_sum, draft_together
from bot.answers.figure import draft_figure, line
from bot.answers.note import sum_note
from bot.answers.parts import draft_adds_up, draft_rest, draft_share
from bot.answers.premise import draft_premise
from bot.answers.trend import draft_trend
from bot.draft import Claim, Draft
from bot.facts import Facts
from bot.operations import dimension_asked, operations_of, says
from bot.question import Question
from bot.request import COUNT, Request

Way = Callable[[Question, Request, Facts, str], Draft | None]
WAYS: dict[str, tuple[Way, ...]] = {
    "count": (draft_figure, draft_sum, draft_rest, draft_grown),
    "sum": (draft_together, draft_figure, draft_sum),
    "rest": (draft_rest,),
    "share": (draft_share,),
    "average": (draft_average,),
    "difference": (draft_difference,),
    "convert": (draft_convert,),
    "adds_up": (draft_adds_up,),
    "trend": (draft_trend,),
    "compare": (draft_compare,),
    "why_differ": (draft_why_differ,),
    "premise": (draft_premise,),
    "other": (),
}
NAMED = frozenset({"person", "place", "date", "reason", "age"})  # what a question may want that is no number
SET_APART = frozenset({"compare", "trend", "why_differ"})  # intents that may ask who, where or when
PLAINLY = 0.8  # probability of an operation from which on a number is meant, whoever is named beside it
SURE = 0.6  # probability of "other" from which on no number is looked for
DERIVED = frozenset({"sum", "rest", "share", "average", "difference", "convert", "adds_up"})
UNCLEAR = 0.3  # probability of the likeliest operation, below which the one that the words name goes first
RIVAL = 0.4  # of the probability of a single number, from which on a development that the words ask for goes first
DERIVES = 0.25  # probability of an operation from which on it is tried where another one is likelier
COUNTS = 0.2  # probability of "count" from which on a single number may answer where nothing else does


MOST_FIGURES = 4  # of an answer, tables and trends aside


def with_note(draft: Draft, facts: Facts) -> Draft:
    """The draft; where it gives one figure of a sum that does not come out in its report, with that sum, if need be in place of the rest."""
    first = next((s for line_ in draft.sentences[:1] for s in line_.segments if isinstance(s, Claim)), None)
    note = sum_note(facts.at(first.operands)[0], facts, draft.language) if draft.kind == "figure" and first else None
    if note is None:
        return draft
    told = {key for line_ in draft.sentences for s in line_.segments if isinstance(s, Claim) for key in s.operands}
    kept = draft.sentences if len(told | set(note.operands)) <= MOST_FIGURES else draft.sentences[:1]
    return replace(draft, sentences=(*kept, line(note)))


def wants_no_number(asked: Question, request: Request) -> bool:
    """Whether a question wants a name, a place, a date or a reason, and is not plainly one for a number ("the share of those who died")."""
    first, probability = request.intents[0]
    plainly = first in DERIVED and probability >= PLAINLY
    return asked.wants in NAMED and first not in SET_APART and not plainly


def _as_worded(asked: Question, request: Request) -> tuple[tuple[str, float], ...]:
    """The intents; the reason of a difference first where a reason is asked for, a development where its words are there and it is nearly as likely as a single number."""
    intents = request.intents
    why = next((i for i in intents if i[0] == "why_differ"), None)
    if why is not None and asked.wants == "reason":
        return (why, *(i for i in intents if i is not why))
    worded = [i for i in intents if i[0] in operations_of(asked.standalone)]
    sums = next((i for i in worded if i[0] == "adds_up"), None)
    if sums is not None and says("asks_whether", asked.standalone):
        return (sums, *(i for i in intents if i is not sums))
    if worded and intents[0][1] < UNCLEAR and intents[0] not in worded:
        return (worded[0], *(i for i in intents if i is not worded[0]))
    trend = next((i for i in intents if i[0] == "trend"), None)
    if intents[0][0] != COUNT or trend is None or trend[1] < RIVAL * intents[0][1] or "trend" not in operations_of(asked.standalone):
        return intents
    return (trend, *(i for i in intents if i is not trend))


def _ways(intent: str, asked: Question) -> tuple[Way, ...]:
    """The ways of an intent; where the words only compare and ask for no reason, the comparison."""
    said = operations_of(asked.standalone)
    return WAYS["compare"] if intent == "why_differ" and "compare" in said and "why_differ" not in said else WAYS[intent]


def _plainly_asked(asked: Question, request: Request) -> list[Way]:
    """The ways that the words of a question ask for, whatever its intents are likely to be."""
    said, counts = operations_of(asked.standalone), request.intents[0][0] == COUNT
    wanted = (
        (draft_premise, bool(request.numbers) and counts and says("up_to_date", asked.standalone)),
        (draft_compare, bool(dimension_asked(asked.standalone))),
        (draft_rest, counts and "rest" in said),
    )
    return [way for way, plainly in wanted if plainly]


def draft_figures(asked: Question, request: Request, facts: Facts, home: str) -> Draft | None:
    """The draft of the likeliest way that finds an answer, by words alone or else by meaning too; None when none does."""
    request = replace(request, intents=_as_worded(asked, request))
    first, probability = request.intents[0]
    if (probability >= SURE and first == "other") or wants_no_number(asked, request):
        return None
    for way in _plainly_asked(asked, request):
        if draft := way(asked, request, facts, home):
            return draft
    for deep in (False, True) if facts.readable and request.numbered else (False,):
        for intent, probability in request.intents:
            if intent == "count" and intent != request.intents[0][0] and probability < COUNTS:
                continue
            if intent in DERIVED and intent != first and probability < DERIVES:
                continue
            for way in _ways(intent, asked):
                if draft := way(asked, replace(request, operation=intent, deep=deep), facts, home):
                    return with_note(draft, facts)
    return None
