"""Whether a sentence bears a question out well enough to be its answer; else the answer is a refusal."""

from collections.abc import Mapping, Sequence

from bot.answers.quote import Scored, has_wanted
from bot.fitting import UNKNOWN
from bot.memory import Cited
from bot.operations import currencies_in
from bot.question import Question, asks_for_money, asks_to_compute, gives_reason
from bot.request import Request, same_age
from ingest.figures.lexicon import find_tags
from ingest.terms import gazetteer, place_term

LEAST_SUPPORT = 0.45  # of what the question names, weighed by rarity; chosen on the development questions
LEAST_WITH_FIGURE = 0.25  # the same for a sentence with a figure that fits what is asked
LEAST_UNKNOWN = 0.75  # the same for a question about a number where the sentence's figures count nobody knows what
LEAST_NEARBY = 0.5  # of what a turn names, in the reports cited before; chosen on conversations
LEAST_UNTOLD = 0.65  # the same where no word says that a sentence gives the reason asked for
BESIDE = 500  # characters from a cited sentence in which its reason is looked for
GOOD_FIT = 0.75  # of a figure, from 0 to 1


def bears_out(question: Question, scored: Scored, home: str) -> bool:
    """True when the report is of the place and time that the question names, and the sentence with what stands around it covers the rest.

    `home` is the country that a question means without saying so.
    """
    terms = scored.article.terms
    return (
        scored.fit is not None
        and scored.support >= _least_support(question, scored.fit)
        and has_wanted(question.wants, scored.text, scored.sentence, scored.article.version.article.language)
        and names_places(question, terms, home)
        and names_time(question, terms)
    )


def bears_on(question: Question, scored: Scored) -> bool:
    """Whether a sentence of a report that is being talked of answers a question about it: its place and time are those of the talk."""
    language = scored.article.version.article.language
    told = has_wanted(question.wants, scored.text, scored.sentence, language)
    told = told and _has_money(question, scored.text)
    return scored.support >= (LEAST_NEARBY if told else LEAST_UNTOLD) and (told or question.wants == "reason")


def tells_split(request: Request, scored: Scored) -> bool:
    """Whether a sentence tells of the killed or the injured of one group of people, where a question counts them alone: else any sentence does."""
    groups = [(d, v) for d in ("age", "sex", "who") if (v := getattr(request, d))]
    if request.outcome not in {"killed", "injured"} or not groups:
        return True
    told = [t.dimensions for t in find_tags(scored.text, scored.article.version.article.language)]
    fates = {t["outcome"] for t in told if "outcome" in t}
    return request.outcome in fates and all(any(_is_group(t, d, v) for t in told) for d, v in groups)


def _is_group(told: Mapping[str, str], dimension: str, value: str) -> bool:
    return same_age(told.get("age"), value) if dimension == "age" else told.get(dimension) == value


def _has_money(question: Question, text: str) -> bool:
    """Whether a sentence names a currency where a question asks for money."""
    return not asks_for_money(question.standalone) or bool(currencies_in(text))


def reasons_beside(scored: Sequence[Scored], cited: Sequence[Cited]) -> list[Scored]:
    """The sentence nearest to those cited before that gives a reason: what "why so few?" asks for."""
    found = [
        (abs(s.sentence.start - c.start), s) for s in scored for c in cited
        if c.source == s.article.version.article.source and abs(s.sentence.start - c.start) <= BESIDE and gives_reason(s.text)
    ]  # fmt: skip
    return [min(found, key=lambda f: f[0])[1]] if found else []


def _least_support(question: Question, fit: float) -> float:
    """How much of the question must be covered: less where a figure fits, more where it is not known what the figures count."""
    if fit >= GOOD_FIT:
        return LEAST_WITH_FIGURE
    return LEAST_UNKNOWN if question.wants == "number" and fit <= UNKNOWN and not asks_to_compute(question.standalone) else LEAST_SUPPORT


def names_places(question: Question, terms: frozenset[str], home: str) -> bool:
    """Whether a report with these terms names every place that a question names; every report may be about `home`."""
    return all(_names_place(unit.terms[0], terms, home) for unit in question.units if unit.kind == "place")


def _names_place(place: str, terms: frozenset[str], home: str) -> bool:
    """Whether a report names a place or one inside it; every report may be about the home country or the world."""
    inside = {place_term(p.name) for p in gazetteer().values() if p.within and place_term(p.within) == place}
    return place in {place_term(home), "pl_world"} or place in terms or not inside.isdisjoint(terms)


def names_time(question: Question, terms: frozenset[str]) -> bool:
    """Whether a report names one of the question's months, or one of its years when it names no month."""
    dates = [unit.terms for unit in question.units if unit.kind == "date"]
    asked = [d for d in dates if d[0][0] == "m"] or dates
    return not asked or any(t in terms for d in asked for t in d)
