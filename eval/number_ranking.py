"""The weights of the ranking of figures by what the reader makes of them: trained on sets of questions that the reader has not seen."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import orjson

from bot.facts import Facts
from bot.matching import find_matches, tolerable
from bot.number_reading import with_reading
from bot.question import read_question
from bot.reader.reader import Reader
from bot.request import read_request
from eval.libraries import ARTICLES, QUESTIONS, open_bot
from eval.ranking import NUMBERED, Example, Ranked, fit, is_answer, judge_ranking, sources_of


def read_sets(folders: Sequence[Path], reader: Reader) -> dict[str, list[Example]]:
    """The examples of each folder's questions over a temporary library of its articles. Raises UserError for an article that cannot be taken."""
    found = {}
    for folder in folders:
        with open_bot(None, folder / ARTICLES) as bot:
            found[str(folder)] = examples(folder / QUESTIONS, bot.facts, reader, bot.settings.home_country, sources_of(folder / ARTICLES))
    return found


def examples(questions: Path, facts: Facts, reader: Reader, home: str, sources: Mapping[str, str]) -> list[Example]:
    """The examples of a .jsonl file of questions for one stated figure, or for none; what answers may be missing among the candidates."""
    found = []
    for record in map(orjson.loads, questions.read_bytes().splitlines()):
        if record["type"] not in NUMBERED or record["history"]:
            continue
        request = replace(read_request(read_question(record["question"])), deep=True)
        matches = [m for m in with_reading(request, find_matches(request, facts, home), facts, reader) if tolerable(m)]
        answers = [n for n, m in enumerate(matches) if not record["refuse"] and is_answer(record, m.fact, sources)]
        if not answers and not record["refuse"]:
            answers = [MISSING]
        found.append(Example(record["id"], [_read(m.features) for m in matches], [True] * len(matches), answers))
    return found


def _read(features: Mapping[str, float]) -> dict[str, float]:
    return {name: value for name, value in features.items() if name.startswith("read")}


MISSING = -1  # the place of an answer that is not among the candidates


def reachable(found: Sequence[Example]) -> list[Example]:
    """The examples whose answer is among the candidates, or that have none."""
    return [e for e in found if MISSING not in e.answers]


def without_reading(found: Sequence[Example]) -> list[Example]:
    """The examples with the scores by words and meaning alone."""
    return [replace(e, candidates=[{k: v for k, v in c.items() if not k.startswith("read, ")} for c in e.candidates]) for e in found]


def cross_validated(found: Mapping[str, list[Example]]) -> dict[str, Ranked]:
    """How each set is ranked by weights that have not seen it, without and with the reader."""
    judged = {}
    for name, without in (("words and meaning", True), ("the reader too", False)):
        sets = {s: without_reading(e) if without else e for s, e in found.items()}
        for held, kept in sets.items():
            weights, none = fit(reachable([e for s, other in sets.items() if s != held for e in other]))
            judged[f"{Path(held).name} by {name}"] = judge_ranking(kept, weights, none)
    return judged


def write_weights(found: Mapping[str, list[Example]], target: Path) -> None:
    """Fit over all examples and write the weights beside the others of the file."""
    stored = orjson.loads(target.read_bytes())
    weights, none = fit(reachable([e for kept in found.values() for e in kept]))
    target.write_bytes(orjson.dumps(stored | {"read": {"features": weights, "none": none}}, option=orjson.OPT_INDENT_2))
