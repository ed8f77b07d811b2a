"""The quote way: the sentences that bear on a question, exactly as they stand, or nothing when none bears on it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.citations import outlet
from bot.draft import Draft, DraftSentence, Quote, ReportFact, Wording
from bot.fitting import UNKNOWN, figures_of, fit, plain_request
from bot.question import Question, gives_reason
from bot.retrieval import RankedArticle
from ingest.figures.numbers import find_numbers, states_age
from ingest.figures.periods import stated_periods
from ingest.library import StoredSentence
from ingest.terms import Unit

# All weights below were chosen on the development questions and one blind set; another blind set tests them.
# BEFORE, HEAD and ELSEWHERE: what a thing is worth that stands in the sentence before, in the headline or date, elsewhere in the report.
BEFORE, HEAD, ELSEWHERE = 0.9, 0.95, 0.25
CONCEPT = 2.0  # weight of a concept (victims, cleared, anti-tank) against other words: it is what is asked about
ARTICLE_WEIGHT = 1.0  # of the report's own score
WANTED = 0.35  # added when the sentence has what the question asks for (a number, a date, …)
SAME_LANGUAGE = 0.15  # added when the report is in the question's language
FIGURE = 1.0  # added for a figure that fits what is asked in every dimension, taken away when every figure contradicts it
ANY_DAY = "2001-01-31"  # of a report, where only whether its sentences tell a day matters
AS_GOOD = 0.8  # a further sentence is quoted when it scores at least this share of the best


@dataclass(frozen=True)
class Scored:
    """A sentence with its score, the share of the question that it and its surroundings cover, and how well its figures fit (None: not)."""

    article: RankedArticle
    sentence: StoredSentence
    score: float
    support: float
    fit: float | None

    @property
    def text(self) -> str:
        """The sentence itself."""
        return self.article.version.article.text[self.sentence.start : self.sentence.end]


def score_sentences(question: Question, ranked: Sequence[RankedArticle], rarity: dict[Unit, float], home: str) -> list[Scored]:
    """The sentences of the best reports, best first."""
    best = ranked[0].score if ranked else 1.0
    request = plain_request(question)
    scored = []
    for article in ranked:
        figures = figures_of(article.version.article, home) if request else ()
        complete = [s for s in article.sentences if s.complete]
        for number, sentence in enumerate(complete):
            text = article.version.article.text[sentence.start : sentence.end]
            before = complete[number - 1] if number else None
            support = _support(article, sentence, before, rarity)
            language = article.version.article.language
            score = (
                support
                + ARTICLE_WEIGHT * article.score / best
                + WANTED * has_wanted(question.wants, text, sentence, language)
                + SAME_LANGUAGE * (language == question.language)
            )
            own = [f for f in figures if f.sentence_start == sentence.start]
            fitting = fit(request, own, home) if request else None
            score += FIGURE * (fitting if fitting is not None else -1.0) if request else 0.0
            scored.append(Scored(article, sentence, score, support, fitting if request else UNKNOWN))
    return sorted(scored, key=lambda s: -s.score)


def _support(article: RankedArticle, sentence: StoredSentence, before: StoredSentence | None, rarity: dict[Unit, float]) -> float:
    """The share of the question, weighed by rarity, that the sentence bears out: fully itself, partly by what stands around it."""
    surroundings = ((sentence.terms, 1.0), (before.terms if before else (), BEFORE), (article.head, HEAD), (article.terms, ELSEWHERE))
    weights = {unit: weight * (CONCEPT if unit.kind == "concept" else 1.0) for unit, weight in rarity.items()}
    borne = sum(
        weight * next((w for terms, w in surroundings if any(t in terms for t in unit.terms)), 0.0) for unit, weight in weights.items()
    )
    total = sum(weights.values())
    return borne / total if total else 0.0


def has_wanted(wants: str, text: str, sentence: StoredSentence, language: str | None) -> bool:
    """Whether a sentence holds the kind of thing that is asked for."""
    if wants == "number":
        return _states_number(text, language)
    if wants == "age":
        return states_age(text)
    if wants == "date":
        return any(re.fullmatch(r"[dm]\d+", t) for t in sentence.terms) or _states_day(text)
    if wants == "person":
        return bool(re.search(r"[^\W\d_a-zа-яё]\w+\s[^\W\d_a-zа-яё]\w+", text))
    if wants == "place":
        return any(t.startswith(("pl_", "c_village")) for t in sentence.terms)
    return wants != "reason" or gives_reason(text)


@lru_cache(maxsize=20_000)
def _states_day(text: str) -> bool:
    """Whether a sentence tells a day by that of its report: "yesterday", "on Friday"; the quote stands beside the report's date."""
    return any(p.period.kind == "day" for p in stated_periods(text, ANY_DAY))


@lru_cache(maxsize=20_000)
def _states_number(text: str, language: str | None) -> bool:
    return bool(find_numbers(text, language))


def choose(scored: Sequence[Scored], most: int) -> list[Scored]:
    """The best sentence and those nearly as good, each wording once."""
    chosen: list[Scored] = []
    for candidate in scored:
        if len(chosen) == most or (chosen and candidate.score < AS_GOOD * chosen[0].score):
            break
        words = frozenset(candidate.sentence.terms)
        if not any(len(words & frozenset(c.sentence.terms)) > 0.8 * max(len(words), 1) and _same_numbers(c, candidate) for c in chosen):
            chosen.append(candidate)
    return chosen


def _same_numbers(one: Scored, other: Scored) -> bool:
    return {t for t in one.sentence.terms if t[0] == "n"} == {t for t in other.sentence.terms if t[0] == "n"}


def draft_quotes(question: Question, chosen: Sequence[Scored], answers: Sequence[tuple[int, int] | None] = ()) -> Draft:
    """The chosen sentences as a draft: outlet and date, then the quote, with the words of it that answer where they are known."""
    told = (*answers, *[None] * (len(chosen) - len(answers)))
    return Draft("quote", question.language, tuple(quoted_line(c, answer=a) for c, a in zip(chosen, told, strict=True)))


def quoted_line(scored: Scored, lead: tuple[Wording, ...] = (), answer: tuple[int, int] | None = None) -> DraftSentence:
    """One quote with its outlet and publication date, as far as they are known."""
    version, sentence = scored.article.version, scored.sentence
    dated = (Wording("comma"), ReportFact(version.id, "published", version.article.published)) if version.article.published else ()
    quote = Quote(version.id, sentence.start, sentence.end, scored.text, answer)
    return DraftSentence((*lead, ReportFact(version.id, "outlet", outlet(version.article)), *dated, Wording("colon"), quote))
