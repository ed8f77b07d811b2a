"""The quote way: the sentences that bear on a question, exactly as they stand, or nothing when none bears on it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.answers.context import points_back
from bot.citations import Draft, DraftSentence, Quote, ReportFact, Wording, outlet
from bot.question import Question
from bot.retrieval import RankedArticle
from ingest.library import StoredSentence
from ingest.terms import has_number

BEFORE, HEAD, ELSEWHERE = 0.75, 0.6, 0.25  # what a term is worth that stands in the sentence before, the headline or date, or elsewhere in the report
POINTED_BEFORE = 0.9  # the same for the sentence before, when the sentence points back to it
ARTICLE_WEIGHT = 0.4  # of the report's own score
WANTED = 0.15  # added when the sentence has what the question asks for (a number, a date, …)
AS_GOOD = 0.88  # a further sentence is quoted when it scores at least this share of the best


@dataclass(frozen=True)
class Scored:
    """A sentence with its score and the share of the question that it and its surroundings cover."""

    article: RankedArticle
    sentence: StoredSentence
    score: float
    support: float

    @property
    def text(self) -> str:
        """The sentence itself."""
        return self.article.version.article.text[self.sentence.start : self.sentence.end]


def score_sentences(question: Question, ranked: Sequence[RankedArticle], rarity: dict[str, float]) -> list[Scored]:
    """The sentences of the best reports, best first."""
    best = ranked[0].score if ranked else 1.0
    scored = []
    for article in ranked:
        complete = [s for s in article.sentences if s.complete]
        for number, sentence in enumerate(complete):
            text = article.version.article.text[sentence.start : sentence.end]
            before = complete[number - 1] if number else None
            support = _support(article, sentence, before, rarity, leans=points_back(text))
            score = support + ARTICLE_WEIGHT * article.score / best + WANTED * has_wanted(question.wants, text, sentence)
            scored.append(Scored(article, sentence, score, support))
    return sorted(scored, key=lambda s: -s.score)


def _support(article: RankedArticle, sentence: StoredSentence, before: StoredSentence | None, rarity: dict[str, float], *, leans: bool) -> float:
    """The share of the question's terms, weighed by rarity, that the sentence bears out: fully itself, partly by what stands around it."""
    own, previous = set(sentence.terms), set(before.terms) if before else set()
    from_before = POINTED_BEFORE if leans else BEFORE
    worth = {t: 1.0 if t in own else from_before if t in previous else HEAD if t in article.head else ELSEWHERE if t in article.terms else 0.0 for t in rarity}
    total = sum(rarity.values())
    return sum(rarity[t] * w for t, w in worth.items()) / total if total else 0.0


def has_wanted(wants: str, text: str, sentence: StoredSentence) -> bool:
    """Whether a sentence holds the kind of thing that is asked for."""
    if wants == "number":
        return has_number(text) or any(t.startswith("n") and t[1:2].isdigit() for t in sentence.terms)
    if wants == "date":
        return any(re.fullmatch(r"[dm]\d+", t) for t in sentence.terms)
    if wants == "person":
        return bool(re.search(r"[^\W\d_a-zа-яё]\w+\s[^\W\d_a-zа-яё]\w+", text))
    if wants == "place":
        return any(t.startswith(("pl_", "c_village")) for t in sentence.terms)
    if wants == "reason":
        return bool(re.search(r"\b(?:because|due to|since|as a result|so that|in order|caused|reason|therefore|thus|hinder|attract|carr(?:y|ied)|illegally|çünki|görə|səbəb|из-за|поскольку|потому|так как|причин)", text.lower()))
    return True


def choose(scored: Sequence[Scored], most: int) -> list[Scored]:
    """The best sentence and those nearly as good, each wording once."""
    chosen: list[Scored] = []
    for candidate in scored:
        if len(chosen) == most or (chosen and candidate.score < AS_GOOD * chosen[0].score):
            break
        words = frozenset(candidate.sentence.terms)
        if not any(len(words & frozenset(c.sentence.terms)) > 0.8 * max(len(words), 1) and _same_numbers(c, candidate) for c in chosen):  # noqa: PLR2004 (a copy)
            chosen.append(candidate)
    return chosen


def _same_numbers(one: Scored, other: Scored) -> bool:
    return {t for t in one.sentence.terms if t[0] == "n"} == {t for t in other.sentence.terms if t[0] == "n"}


def draft_quotes(question: Question, chosen: Sequence[Scored]) -> Draft:
    """The chosen sentences as a draft: outlet and date, then the quote."""
    return Draft("quote", question.language, tuple(quoted_line(c) for c in chosen))


def quoted_line(scored: Scored, lead: tuple[Wording, ...] = ()) -> DraftSentence:
    """One quote with its outlet and publication date, as far as they are known."""
    version, sentence = scored.article.version, scored.sentence
    dated = (Wording("comma"), ReportFact(version.id, "published", version.article.published)) if version.article.published else ()
    quote = Quote(version.id, sentence.start, sentence.end, scored.text)
    return DraftSentence((*lead, ReportFact(version.id, "outlet", outlet(version.article)), *dated, Wording("colon"), quote))
