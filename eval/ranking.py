"""The weights of the ranking of figures: their training on questions with known answers, and their cross-validation over sets of questions."""

import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import orjson
from scipy.optimize import minimize

from bot.facts import Fact, Facts
from bot.matching import find_matches, tolerable
from bot.question import read_question
from bot.ranking import closeness
from bot.request import read_request
from ingest.encoder import Encoder
from ingest.figures.scoping.options import using
from ingest.library import Library
from ingest.settings import Settings

NUMBERED = frozenset({"count", "paraphrase", "conflict", "unanswerable"})  # types of question whose answer is one stated figure, or none
PENALTY = 0.002  # of the squared weights, the best of 0.001 to 0.02 by cross-validation
_PLAIN = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True)
class Example:
    """A question's candidates: their features, whether no dimension forbids them, and the places of those that answer it (if any)."""

    id: str
    candidates: list[dict[str, float]]
    passing: list[bool]
    answers: list[int]


def examples(questions: Path, library: Library, home: str, sources: Mapping[str, str], encoder: Encoder | None = None) -> list[Example]:
    """The examples of a .jsonl file of questions over a library of their reports; a question whose figure is not stored is left out.

    `sources` are the names in the library of the files that the questions name as evidence.
    """
    facts, found = Facts(library, encoder), []
    for record in map(orjson.loads, questions.read_bytes().splitlines()):
        if record["type"] not in NUMBERED or record["history"]:
            continue
        request = read_request(read_question(record["question"]))
        matches = find_matches(request, facts, home)
        close = facts.similarities(request.text, [m.fact for m in matches]) if facts.readable else {}
        answers = [n for n, m in enumerate(matches) if not record["refuse"] and _answers(record, m.fact, sources)]
        if answers or record["refuse"]:
            features = [m.features | (closeness(m.fact, *close[m.fact.key]) if close else {}) for m in matches]
            found.append(Example(record["id"], features, [tolerable(m) for m in matches], answers))
    return found


def _answers(record: dict[str, Any], fact: Fact, sources: Mapping[str, str]) -> bool:
    """Whether a figure has a number that the gold answer requires, in a report that is its evidence."""
    values = {float(a) for group in record["require"] for a in group if _PLAIN.fullmatch(str(a))}
    names = {name for group in record["evidence_articles"] for name in ([group] if isinstance(group, str) else group)}
    return fact.figure.value in values and any(sources.get(n, n) == fact.version.article.source for n in names)


def without_meaning(found: Sequence[Example]) -> list[Example]:
    """The examples without the features that need the embedding model."""
    return [replace(e, candidates=[{k: v for k, v in c.items() if "meaning" not in k} for c in e.candidates]) for e in found]


def fit(found: Sequence[Example]) -> tuple[dict[str, float], float]:
    """The weights and the score of "none of them" that make the answers likeliest (softmax over the candidates; L2 penalty)."""
    names = sorted({name for e in found for c in e.candidates for name in c})
    column = {name: n for n, name in enumerate(names)}
    data = [(_matrix(e.candidates, column), np.array(e.answers, dtype=int)) for e in found]

    def loss(parameters: np.ndarray) -> tuple[float, np.ndarray]:
        weights, none = parameters[:-1], parameters[-1]
        total, gradient = 0.0, np.zeros_like(parameters)
        for rows, answers in data:
            scores = np.append(rows @ weights, none)
            odds = np.exp(scores - scores.max())
            odds /= odds.sum()
            target = np.zeros_like(odds)
            chosen = answers if len(answers) else np.array([len(odds) - 1])
            target[chosen] = odds[chosen] / odds[chosen].sum()
            total -= float(np.log(odds[chosen].sum() + 1e-12))
            difference = odds - target
            gradient[:-1] += difference[:-1] @ rows
            gradient[-1] += difference[-1]
        total = total / len(data) + PENALTY * float(weights @ weights)
        gradient /= len(data)
        gradient[:-1] += 2 * PENALTY * weights
        return total, gradient

    best = minimize(loss, np.zeros(len(names) + 1), jac=True, method="L-BFGS-B").x
    weights = {name: round(float(best[n]), 4) for name, n in column.items()}
    return weights, _least(found, weights)


def _least(found: Sequence[Example], weights: dict[str, float]) -> float:
    """The score from which on an answer is given, so that most questions are answered rightly or rightly refused."""
    tops = [top for e in found if (top := _top(e, weights)) is not None]
    marks = sorted({score for _, score in tops})
    right = {
        n: sum((e.answers != [] and t[0] in e.answers) if t[1] >= n else not e.answers for e, t in _topped(found, weights)) for n in marks
    }
    best = max(right.values(), default=0)
    near = [n for n, count in right.items() if count == best]
    return round(near[len(near) // 2], 4) if near else 0.0


def _topped(found: Sequence[Example], weights: dict[str, float]) -> list[tuple[Example, tuple[int, float]]]:
    return [(e, top) for e in found if (top := _top(e, weights)) is not None]


def _top(example: Example, weights: dict[str, float]) -> tuple[int, float] | None:
    """The best candidate that no dimension forbids, and its score."""
    scores = {n: sum(weights.get(k, 0.0) * v for k, v in c.items()) for n, c in enumerate(example.candidates) if example.passing[n]}
    return max(scores.items(), key=lambda s: s[1], default=None)


def _matrix(candidates: Iterable[dict[str, float]], column: dict[str, int]) -> np.ndarray:
    rows = list(candidates)
    matrix = np.zeros((len(rows), len(column)))
    for n, row in enumerate(rows):
        for name, value in row.items():
            if name in column:
                matrix[n, column[name]] = value
    return matrix


@dataclass(frozen=True)
class Ranked:
    """How the figures of a set were ranked: answers in first place, of how many; answerable ones refused; unanswerable ones refused, of how many."""

    first: int
    answerable: int
    refused: int
    rightly_refused: int
    unanswerable: int


def judge_ranking(found: Sequence[Example], weights: dict[str, float], none: float) -> Ranked:
    """What these weights make of these examples."""
    first = refused = rightly = 0
    for example in found:
        top = _top(example, weights)
        below = top is None or top[1] < none
        first += not below and top is not None and top[0] in example.answers
        refused += below and bool(example.answers)
        rightly += below and not example.answers
    answerable = sum(bool(e.answers) for e in found)
    return Ranked(first, answerable, refused, rightly, len(found) - answerable)


SEEN = ("blind1", "blind2", "blind3", "blind4", "blind5", "blind6", "blind7", "blind8")  # sets whose failures were read


def packaged_sets(cases: Path) -> list[Path]:
    """The packaged sets that may be trained on: those that were read."""
    return [cases / name for name in SEEN]


def read_sets(folders: Sequence[Path]) -> dict[str, list[Example]]:
    """The examples of each folder's questions over a temporary library of its articles, read with weights that have not seen the folder's labels.

    Raises UserError for an article that cannot be taken.
    """
    from eval.libraries import ARTICLES, QUESTIONS, open_bot
    from eval.scope import LABELS, train
    from eval.scope import read_sets as read_labels

    found = {}
    labels = read_labels([f for f in folders if (f / LABELS).is_file()], Settings().home_country)
    for folder in folders:
        others = {name: known for name, known in labels.items() if name != str(folder)}
        with using(train(others)) if others else nullcontext(), open_bot(None, folder / ARTICLES) as bot:
            sources = _sources(folder / ARTICLES)
            found[str(folder)] = examples(folder / QUESTIONS, bot.library, bot.settings.home_country, sources, bot.encoder)
    return found


def _sources(articles: Path) -> dict[str, str]:
    """The name in a library of each file."""
    from ingest.sources import find_files, read_file

    largest = Settings().largest_file
    return {
        Path(file.path).name: taken.article.source for file in find_files([articles]) for taken in read_file(file, largest) if taken.article
    }


def cross_validated(found: Mapping[str, list[Example]]) -> dict[str, Ranked]:
    """How each set is ranked by weights that have not seen it, by words alone and with the meaning of sentences."""
    judged = {}
    for name, without in (("words", True), ("meaning", False)):
        sets = {s: without_meaning(e) if without else e for s, e in found.items()}
        for held, examples_held in sets.items():
            weights, none = fit([e for s, kept in sets.items() if s != held for e in kept])
            judged[f"{Path(held).name} by {name}"] = judge_ranking(examples_held, weights, none)
    return judged


def write_weights(found: Mapping[str, list[Example]], target: Path) -> None:
    """Fit over all examples and write both sets of weights."""
    every = [e for kept in found.values() for e in kept]
    stored = {}
    for name, given in (("words", without_meaning(every)), ("meaning", every)):
        weights, none = fit(given)
        stored[name] = {"features": weights, "none": none}
    target.write_bytes(orjson.dumps(stored, option=orjson.OPT_INDENT_2))
