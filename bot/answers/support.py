"""Whether a sentence bears a question out well enough to be its answer; else the answer is a refusal."""

from bot.answers.quote import Scored, has_wanted
from bot.question import Question
from bot.retrieval import Retriever

LEAST_SUPPORT = 0.5  # of the question's terms, weighed by rarity; tuned on the development questions


def bears_out(question: Question, scored: Scored, retriever: Retriever) -> bool:
    """True when the sentence with its surroundings covers the question and has the kind of thing that is asked for."""
    return scored.support >= LEAST_SUPPORT and has_wanted(question.wants, scored.text, scored.sentence)
