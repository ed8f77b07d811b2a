"""The reading way: which of the sentences that may answer does, by what the reader finds in each, and with which words."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import orjson

from bot.answers.quote import Scored, has_wanted
from bot.answers.support import names_places, names_time
from bot.question import Question
from bot.reader.network import Span, heading
from bot.reader.reader import Passage, Reader
from bot.request import Request

PASSAGES = 12  # read for a question
LONGEST = 650  # characters of one
EDGE = 8.0  # logits to which a margin is cut
NEARLY = 0.25  # share of the likeliest sentence's odds from which on another one is quoted too


@dataclass(frozen=True)
class ReadSentence:
    """A sentence with what the reader made of it: the words that answer (start, end in the report), and what speaks for it, by name."""

    scored: Scored
    words: tuple[int, int] | None
    features: Mapping[str, float]


@dataclass(frozen=True)
class _Window:
    """A stretch of a report with the sentences in it."""

    sentences: tuple[Scored, ...]

    @property
    def start(self) -> int:
        return self.sentences[0].sentence.start

    @property
    def passage(self) -> Passage:
        article = self.sentences[0].article.version.article
        head = heading(article)
        text = head + article.text[self.start : self.sentences[-1].sentence.end]
        shift = len(head) - self.start
        return Passage(text, tuple((s.sentence.start + shift, s.sentence.end + shift) for s in self.sentences))


def windows(scored: Sequence[Scored], most: int = PASSAGES) -> list[_Window]:
    """Passages around the best sentences, best first; no sentence stands in two."""
    by_report: dict[int, list[Scored]] = {}
    for one in scored:
        by_report.setdefault(one.article.version.id, []).append(one)
    for sentences in by_report.values():
        sentences.sort(key=lambda s: s.sentence.start)
    taken: set[tuple[int, int]] = set()
    found: list[_Window] = []
    for one in scored:
        version = one.article.version.id
        if (version, one.sentence.start) in taken:
            continue
        beside = by_report[version]
        first = last = beside.index(one)
        while True:
            grown = [
                (a, b) for a, b in ((first - 1, last), (first, last + 1))
                if a >= 0 and b < len(beside) and not {(version, beside[n].sentence.start) for n in (a, b)} & taken
                and beside[b].sentence.end - beside[a].sentence.start <= LONGEST
            ]  # fmt: skip
            if not grown:
                break
            first, last = min(grown, key=lambda g: beside[g[1]].sentence.end - beside[g[0]].sentence.start)
        found.append(_Window(tuple(beside[first : last + 1])))
        taken |= {(version, s.sentence.start) for s in beside[first : last + 1]}
        if len(found) == most:
            break
    return found


def read_sentences(question: Question, request: Request, scored: Sequence[Scored], reader: Reader, home: str) -> list[ReadSentence]:
    """The sentences of the best passages, each with what the reader finds in it."""
    read = windows(scored)
    passages = [w.passage for w in read]
    spans = reader.read(question.standalone, passages) if passages else []
    every = [
        (one, span, at)
        for window, passage, found in zip(read, passages, spans, strict=True)
        for one, span, at in zip(window.sentences, found, passage.sentences, strict=True)
    ]
    tops = Tops(
        max((span.margin for _, span, _ in every if span), default=0.0),
        max((one.article.score for one, _, _ in every), default=1.0) or 1.0,
        max((one.score for one, _, _ in every), default=0.0),
    )
    return [
        ReadSentence(
            one,
            (span.start + one.sentence.start - at[0], span.end + one.sentence.start - at[0]) if span else None,
            features(question, request, one, span, tops, home),
        )
        for one, span, at in every
    ]


@dataclass(frozen=True)
class Tops:
    """The best of the sentences read for a question: the reader's margin, the score of a report, the score by words."""

    margin: float
    report: float
    words: float


def features(question: Question, request: Request, one: Scored, span: Span | None, tops: Tops, home: str) -> dict[str, float]:
    """What speaks for a sentence, by name: what the reader and words say weighs otherwise in English, in another language and across two."""
    article = one.article.version.article
    alike = article.language == question.language
    kind = "English" if alike and article.language == "en" else "own" if alike else "across"
    margin = max(-EDGE, min(EDGE, span.margin)) if span else -EDGE
    told = has_wanted(question.wants, one.text, one.sentence, article.language)
    found = {
        f"margin, {kind}": margin / EDGE,
        f"answered, {kind}": 1 / (1 + math.exp(-margin)),
        f"below the best, {kind}": (max(-EDGE, min(EDGE, tops.margin)) - margin) / EDGE,
        f"support, {kind}": one.support,
        f"words, {kind}": one.score / tops.words if tops.words > 0 else 0.0,
        f"first by words, {kind}": float(one.score == tops.words),
        f"report, {kind}": one.article.score / tops.report,
        f"best report, {kind}": float(one.article.score == tops.report),
        "support, no number": one.support * (not request.numbered),
        f"wants {question.wants} {'told' if told else 'untold'}": 1.0,
        "numbered": float(request.numbered),
        f"language {'own' if alike else 'other'}": 1.0,
        "place": float(names_places(question, one.article.terms, home)),
        "time": float(names_time(question, one.article.terms)),
    }
    return {name: value for name, value in found.items() if value}


@cache
def _weights() -> tuple[dict[str, float], float]:
    stored = orjson.loads(files("bot").joinpath("models/choosing.json").read_bytes())
    return stored["features"], stored["none"]


def chosen_from(read: Sequence[ReadSentence], most: int) -> list[ReadSentence]:
    """The likeliest sentence, and a second one where it is nearly as likely; none where no answer is likelier."""
    weights, none = _weights()
    scores = [sum(weights.get(k, 0.0) * v for k, v in r.features.items()) for r in read]
    order = sorted(range(len(read)), key=lambda n: -scores[n])
    if not order or scores[order[0]] < none:
        return []
    kept = [order[0]]
    for n in order[1:most]:
        if scores[n] >= max(none, scores[order[0]] + math.log(NEARLY)) and read[n].scored.text != read[kept[0]].scored.text:
            kept.append(n)
    return [read[n] for n in kept]
