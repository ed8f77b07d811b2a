"""Questions to go on with after an answer: only such as this library was seen to answer with a figure of what they count."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.resources import files

from bot.citations import Answer
from bot.conversation import Bot
from bot.facts import Facts
from bot.saying import say_place

MOST_PLACES = 4  # that are asked about for each thing that is counted: those of most figures
SHOWN = 3  # questions below an answer
STATED = frozenset({"figure", "conflict", "computed", "compare"})  # kinds of answer that state a number


@dataclass(frozen=True)
class Suggestion:
    """A question that the library answers, with the unit and place of the figure that answers it."""

    question: str
    language: str
    unit: str | None
    place: str | None


def find_suggestions(bot: Bot, wanted: Callable[[], bool]) -> tuple[Suggestion, ...]:
    """The candidates of questions.json that the bot answers as they mean it; as many as were tried while `wanted` held."""
    found = []
    for candidate, unit in _candidates(bot.facts):
        if not wanted():
            break
        answer = bot.reply(candidate.question)
        figure = answer.figures[0] if answer.figures else None
        kinds = {"trend"} if unit == "trend" else STATED
        if figure and answer.kind in kinds and unit in {"trend", figure["unit"]} and candidate.place in {None, figure["place"]}:
            found.append(Suggestion(candidate.question, candidate.language, figure["unit"], figure["place"]))
    return tuple(found)


def _candidates(facts: Facts) -> Iterator[tuple[Suggestion, str]]:
    """Every question of questions.json over the places of most figures, with what it counts."""
    questions = json.loads(files("bot.web").joinpath("questions.json").read_text("utf-8"))
    del questions["about"]
    for unit, by_language in questions.items():
        places = _places(facts, "hectares" if unit == "trend" else unit)
        for language, forms in by_language.items():
            for form in forms:
                for place in places if "{place}" in form else [None]:
                    question = form.format(place=say_place(place, language))
                    yield Suggestion(question, language, None, place), unit


def _places(facts: Facts, unit: str) -> list[str]:
    counted = Counter(f.figure.place for f in facts.all if f.figure.unit == unit and f.figure.place)
    return [place for place, _ in counted.most_common(MOST_PLACES) if place]


def next_questions(known: tuple[Suggestion, ...], answer: Answer, asked: frozenset[str]) -> tuple[str, ...]:
    """At most three of the known questions in the answer's language, those nearest to its figure first, none that was asked before.

    Nearest: of the same place, then of the same unit; of each other kind of question at most one comes before another of the first.
    """
    figure = answer.figures[0] if answer.figures else {"unit": None, "place": None}
    open_ = [s for s in known if s.language == answer.language and s.question not in asked]
    ranked = sorted(open_, key=lambda s: -(2 * (s.place == figure["place"]) + (s.unit == figure["unit"])))
    return tuple(s.question for s in _varied(ranked)[:SHOWN])


def _varied(ranked: list[Suggestion]) -> list[Suggestion]:
    """The same with the first of each unit before the second of any."""
    seen: Counter[str | None] = Counter()
    rank = {}
    for suggestion in ranked:
        rank[suggestion] = seen[suggestion.unit]
        seen[suggestion.unit] += 1
    return sorted(ranked, key=lambda s: rank[s])
