"""The weights of the choice among sentences that the reader has read: their training on questions over reports, and how well they choose."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import orjson

from bot.answers.figures import draft_figures, wants_no_number
from bot.answers.nearest import nearest_figure
from bot.answers.quote import score_sentences
from bot.answers.reading import ReadSentence, read_sentences
from bot.conversation import Bot
from bot.question import read_question
from bot.reader.reader import Reader
from bot.request import read_request
from eval.libraries import ARTICLES, open_bot
from eval.ranking import Example, Ranked, fit, judge_ranking
from eval.reader_data import Reported, read_reports

SEED = 5
REFUSED = 0.75  # of the unanswerable questions, at least


@dataclass(frozen=True)
class Chosen:
    """The examples of one set of reports."""

    name: str
    examples: list[Example]


def read_examples(cases: Path, names: Sequence[str], most: int, reader: Reader | None = None) -> list[Chosen]:
    """Of each named set at most `most` questions over its reports that figures do not settle, each with the sentences read for it."""
    questions = read_reports(cases)
    found = []
    for name in names:
        own = [q for q in questions if q.group == name]
        taken = random.Random(SEED).sample(own, min(most, len(own)))  # noqa: S311
        with open_bot(None, cases / name / ARTICLES) as bot:
            read = [_example(bot, reader or bot.reader, q, str(n)) for n, q in enumerate(taken)]
        found.append(Chosen(name, [e for e in read if e]))
    return found


def _example(bot: Bot, reader: Reader, asked: Reported, name: str) -> Example | None:
    """A question with the sentences that are read for it; those answer that hold the words that do, in this report or word for word in another.

    None where figures settle it, or where its answer is not among what is read.
    """
    home = bot.settings.home_country
    question = read_question(asked.question)
    request = read_request(question)
    if draft_figures(question, request, bot.facts, home):
        return None
    if not wants_no_number(question, request) and request.numbered and nearest_figure(request, bot.facts, home):
        return None
    ranked = bot.retriever.search(question, bot.settings.articles_read)
    scored = score_sentences(question, ranked, bot.retriever.rarity(question), home)
    read = read_sentences(question, request, scored, reader, home)
    answers = {r.scored.text for r in read if _holds(r, asked)}
    if asked.spans and not answers:
        return None
    right = [n for n, r in enumerate(read) if r.scored.text in answers]
    return Example(name, [dict(r.features) for r in read], [True] * len(read), right)


def _holds(read: ReadSentence, asked: Reported) -> bool:
    sentence, article = read.scored.sentence, read.scored.article.version.article
    return article.text == asked.text and any(sentence.start <= start and end <= sentence.end for start, end in asked.spans)


def write_weights(found: Sequence[Chosen], target: Path) -> None:
    """Fit over all examples and write the weights, with the least score that refuses enough in sets that the weights have not seen."""
    weights, _ = fit([e for c in found for e in c.examples])
    target.write_bytes(orjson.dumps({"features": weights, "none": round(_least(found), 4)}, option=orjson.OPT_INDENT_2))


def _least(found: Sequence[Chosen]) -> float:
    """The score below which the best sentences of that share of the unanswerable questions lie, each set scored by weights that have not seen it."""
    tops = []
    for held in found:
        weights, _ = fit([e for c in found if c is not held for e in c.examples])
        tops += [max(_scores(e, weights)) for e in held.examples if not e.answers and e.candidates]
    return float(np.quantile(tops, REFUSED))


def _scores(example: Example, weights: dict[str, float]) -> list[float]:
    return [sum(weights.get(k, 0.0) * v for k, v in c.items()) for c in example.candidates]


def cross_validated(found: Sequence[Chosen]) -> dict[str, Ranked]:
    """How the sentences of each set are chosen by weights that have not seen it, at the least score of all."""
    least, judged = _least(found), {}
    for held in found:
        weights, _ = fit([e for c in found if c is not held for e in c.examples])
        judged[held.name] = judge_ranking(held.examples, weights, least)
    return judged
