"""Turns that come back to what was talked of earlier: "back to April", "вернёмся к детям"; with what was remembered of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.asked_slots import lexicon, slots_in
from bot.memory import Memory, Topic
from ingest.dates import fold_case
from ingest.lexicon_files import compiled
from ingest.terms import read_terms


@dataclass(frozen=True)
class Returned:
    """What a turn asks, and the memory in whose light it asks it."""

    turn: str
    memory: Memory


def returned(turn: str, memory: Memory) -> Returned:
    """A turn without the words that come back to an earlier topic, with the memory of that topic; both as they are where it does not.

    A topic is known by what it names, else the one before the last change of topics is meant.
    """
    said = next((m for p in lexicon()["back"] if (m := compiled(p).match(fold_case(turn)))), None)
    if said is None or not memory.standalone:
        return Returned(turn, memory)
    now = Topic(memory.standalone, memory.language, memory.cited)
    meant = _most_like(turn[said.start("topic") : said.end("topic")], [now, *memory.topics]) or (*memory.topics, now)[0]
    rest = turn[said.start("rest") : said.end("rest")] if said["rest"] else ""
    if meant == now:
        return Returned(rest or turn, memory)
    slots = tuple((s.name, s.words) for s in slots_in(meant.standalone, meant.language))
    topics = tuple(t for t in (now, *memory.topics) if t != meant)
    back = replace(
        memory, standalone=meant.standalone, language=meant.language, slots=slots, cited=meant.cited, values=(), period=None,
        scope=meant.standalone, topics=topics, open=False,
    )  # fmt: skip
    return Returned(rest or meant.standalone, back)


def _most_like(words: str, topics: Sequence[Topic]) -> Topic | None:
    """The topic that names most of these words; None where none names any."""
    shared = {t: len(_terms(words, t.language) & _terms(t.standalone, t.language)) for t in topics}
    best = max(topics, key=lambda t: shared[t])
    return best if shared[best] else None


def _terms(text: str, language: str) -> frozenset[str]:
    terms = read_terms(text, language or "en")
    return frozenset((*terms.words, *terms.numbers, *terms.dates, *terms.places, *terms.concepts))
