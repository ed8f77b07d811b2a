"""How likely a figure is the one that a question asks for: a linear score over how each dimension fits and how far its words are the question's.

The weights come from questions with known answers (`python -m eval ranking --train`): a softmax over all figures of a library and "none of them".
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, lru_cache
from importlib.resources import files

import orjson

from bot.asked_words import COUNTED
from bot.facts import Fact, Facts
from bot.request import Request
from ingest.terms import Unit, read_units

_STOP_BEFORE, _STOP_AFTER = re.compile(r"[;:–—]\s|,\s"), re.compile(r"[;–—]\s|\.\s")


class Fit(IntEnum):
    """How one dimension fits: the lower the better; OTHER is a contradiction, LACKS says that the figure does not state what is asked."""

    SAME = 0
    NEAR = 1
    NARROWER = 2
    LACKS = 3
    OTHER = 4


@dataclass(frozen=True)
class Weights:
    """What each feature adds to a figure's score, and the score from which on it is likelier than no answer."""

    features: Mapping[str, float]
    none: float


@dataclass(frozen=True)
class Trained:
    """The weights over words and dimensions alone, and those over these and what sentences mean."""

    words: Weights
    meaning: Weights


@cache
def weights() -> Trained:
    """The trained weights."""
    stored = orjson.loads(files("bot").joinpath("models/ranking.json").read_bytes())
    return Trained(*(Weights(stored[name]["features"], stored[name]["none"]) for name in ("words", "meaning")))


def closeness(fact: Fact, sentence: float, context: float, clause: float) -> dict[str, float]:
    """The features of what a figure's sentence means: its cosine similarities with the question (packaged model, English best)."""
    found = {"meaning of sentence": sentence, "meaning of context": context, "meaning of clause": clause}
    return found if fact.figure.unit in COUNTED else found | {"unknown: meaning of clause": clause}


class Ranker:
    """The features of figures for one request."""

    def __init__(self, request: Request, facts: Facts) -> None:
        self._request, self._facts = request, facts
        self._rarity = facts.rarity(request.rest)
        self._nouns = facts.rarity(request.noun)
        self._names = facts.rarity(request.names)
        self._stated = {
            "unit": request.unit is not None,
            "place": bool(request.places), "period": bool(request.periods), "outcome": request.outcome is not None, "who": request.who is not None,
            "age": request.age is not None, "sex": request.sex is not None, "device": request.device is not None, "activity": request.activity is not None,
        }  # fmt: skip

    def features(self, fact: Fact, fits: Mapping[str, Fit]) -> dict[str, float]:
        """What speaks for and against a figure, by name."""
        figure, found = fact.figure, {"any": 1.0}
        for dimension, fit in fits.items():
            if fit != Fit.SAME or self._stated.get(dimension):
                found[f"{dimension} {fit.name.lower()}"] = 1.0
        if self._request.unit is None:
            found[f"unit unasked {'known' if figure.unit in COUNTED else 'unknown'}"] = 1.0
        own, head, before, whole = self._facts.surroundings(fact)
        near, described = _words_near(fact, self._facts.beside(fact)), _words(figure.described, fact.version.article.language or "en")
        if self._rarity:
            found |= {
                "rest in clause": _share(self._rarity, near), "rest in sentence": _share(self._rarity, own),
                "rest before": _share(self._rarity, own | before), "rest in headline": _share(self._rarity, own | head),
                "rest in report": _share(self._rarity, whole), "rest missing": 1 - _share(self._rarity, whole | head),
            }  # fmt: skip
        if self._names:
            found |= {
                "name in clause": _share(self._names, near), "name in sentence": _share(self._names, own), "name near": _share(self._names, own | head | before),
                "name missing": 1 - _share(self._names, whole | head | own),
            }  # fmt: skip
        if self._nouns:
            found |= {
                "noun counted": _share(self._nouns, described), "noun in clause": _share(self._nouns, near | described),
                "noun in sentence": _share(self._nouns, own), "noun before": _share(self._nouns, own | before),
                "noun missing": float(not _share(self._nouns, own | before | head)),
            }  # fmt: skip
        found |= {f"no {name}": 1.0 for name, asked in (("rest", self._rarity), ("noun", self._nouns), ("name", self._names)) if not asked}
        found["a part"] = float(any(f.figure.start == figure.part_of and f.figure.unit == figure.unit for f in self._facts.beside(fact)))
        if figure.value in self._request.numbers:
            found["number of the question"] = 1.0
        if self._request.numbers:
            beside = {f.figure.value for f in self._facts.beside(fact)}
            found["numbers of the question beside"] = sum(n in beside for n in self._request.numbers) / len(self._request.numbers)
        found["background"] = float(figure.role == "background")
        found["same language"] = float(fact.version.article.language == self._request.language)
        found["rounded"] = float(figure.qualifier != "exact")
        found["undescribed"] = float(figure.unit is None and not figure.described)
        if figure.unit not in COUNTED:  # what no lexicon knows is told by its words alone
            found |= {f"unknown: {name}": value for name, value in found.items() if name.startswith(("noun", "rest in clause"))}
        return {name: value for name, value in found.items() if value}


def _share(rarity: Mapping[Unit, float], terms: frozenset[str]) -> float:
    total = sum(rarity.values())
    return sum(w for unit, w in rarity.items() if any(t in terms for t in unit.terms)) / total if total else 0.0


def _words_near(fact: Fact, others: Sequence[Fact]) -> frozenset[str]:
    """The terms of a number's own clause: from the number or stop before it to the next number or stop."""
    figure, article = fact.figure, fact.version.article
    same = [f.figure for f in others if f.figure.sentence_start == figure.sentence_start]
    start = max((f.end for f in same if f.end <= figure.start), default=figure.sentence_start)
    end = min((f.start for f in same if f.start >= figure.end), default=figure.sentence_end)
    left, right = article.text[start : figure.start], article.text[figure.end : end]
    left = _STOP_BEFORE.split(left)[-1]
    right = _STOP_AFTER.split(right)[0]
    return _words(f"{left} {right}", article.language or "en")


@lru_cache(maxsize=50_000)
def _words(text: str, language: str) -> frozenset[str]:
    return frozenset(t for unit in read_units(text, language) for t in unit.terms)
