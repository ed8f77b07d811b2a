"""What the reader makes of the numbers that may answer a question: each is read in its sentence, with what stands before it.

The margins of numbers in different reports can be compared, since the reader is trained with all passages of a question in one softmax.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.asked_words import COUNTED
from bot.facts import Fact, Facts
from bot.matching import Match, by_score
from bot.ranking import weights
from bot.reader.network import Span, heading
from bot.reader.reader import Passage, Reader
from bot.request import Request

READ = 14  # numbers that are read for a question
BEFORE, BEHIND = 220, 120  # characters around a sentence that are read with it
MOST, SCALE = 6.0, 3.0  # of the scores without reading: where they are cut, and what they are measured in
HALF = 0.5
NOUN = 24  # characters behind a number that belong to it, as far as the next number
EDGE = 8.0  # logits to which a margin is cut
Key = tuple[int, int]
UNREAD = {"margin": -1.0, "below best": -2.0, "in sentence": -1.0}  # of a number that is not read, since others are likelier by far


def with_reading(request: Request, matches: Sequence[Match], facts: Facts, reader: Reader) -> list[Match]:
    """The matches anew, best first, by what the reader makes of the best of them; the rest count as read in vain."""
    read, known = read_numbers(request.text, [m.fact for m in matches[:READ]], facts, reader), weights()
    found = []
    for match in matches:
        own = match.fact.version.article.language == request.language
        told = read.get(match.fact.key, UNREAD)
        features = {f"read, {'own' if own else 'across'}: {name}": value for name, value in told.items()} | {
            "read: by meaning": max(-MOST, min(MOST, known.meaning.over(match.features))) / SCALE,
            "read: by words": max(-MOST, min(MOST, known.words.over(match.features))) / SCALE,
            "read: exact": float(match.exact),
            "read: same language": float(own),
        }
        found.append(replace(match, features=match.features | features, weights=known.read))
    return by_score(found)


def names_count(match: Match) -> bool:
    """Whether a number of a known unit, one that counts what the question names, or one that the reader takes for the answer."""
    if match.fact.figure.unit in COUNTED or match.features.get("noun counted", 0.0) >= HALF:
        return True
    return max(match.features.get(f"read, {kind}: answered", 0.0) for kind in ("own", "across")) >= HALF


def read_numbers(question: str, found: Sequence[Fact], facts: Facts, reader: Reader) -> dict[Key, dict[str, float]]:
    """The features of each number's reading, by the figure's key: how far it is the answer, alone and against the other numbers."""
    passages: dict[tuple[int, int], tuple[Passage, list[Fact]]] = {}
    for fact in found:
        where = (fact.version.id, fact.figure.sentence_start)
        same = [*(passages[where][1] if where in passages else []), fact]
        passages[where] = (_passage(same, facts), same)
    read = reader.read(question, [p for p, _ in passages.values()]) if passages else []
    margins: dict[Key, tuple[float, float]] = {}
    for (_, same), (whole, *spans) in zip(passages.values(), read, strict=True):
        margins |= {fact.key: (_margin(span), _margin(whole)) for fact, span in zip(same, spans, strict=True)}
    return _features(margins)


def _margin(span: Span | None) -> float:
    return max(-EDGE, min(EDGE, span.margin)) if span else -EDGE


def _features(margins: Mapping[Key, tuple[float, float]]) -> dict[Key, dict[str, float]]:
    best = max((own for own, _ in margins.values()), default=0.0)
    total = 1.0 + sum(math.exp(own) for own, _ in margins.values())  # 1: none of them
    return {
        key: {
            "margin": own / EDGE,
            "below best": (own - best) / EDGE,
            "share": math.exp(own) / total,
            "answered": 1 / (1 + math.exp(-own)),
            "in sentence": (own - whole) / EDGE,
        }
        for key, (own, whole) in margins.items()
    }


def _passage(same: Sequence[Fact], facts: Facts) -> Passage:
    """The sentence of some figures with what stands around it, behind its report's heading; its stretches are the sentence and each number with its noun."""
    article, figure = same[0].version.article, same[0].figure
    start = max(0, figure.sentence_start - BEFORE)
    head = heading(article)
    shift = len(head) - start
    numbers = sorted(f.figure.start for f in facts.beside(same[0]) if f.figure.sentence_start == figure.sentence_start)
    stretches = [(figure.sentence_start + shift, figure.sentence_end + shift)]
    for fact in same:
        following = next((n for n in numbers if n >= fact.figure.end), figure.sentence_end)
        end = max(fact.figure.end, min(fact.figure.end + NOUN, figure.sentence_end, following))
        stretches.append((fact.figure.start + shift, end + shift))
    return Passage(head + article.text[start : figure.sentence_end + BEHIND], tuple(stretches))
