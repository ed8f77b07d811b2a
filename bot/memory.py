"""What a conversation remembers from one turn to the next: the question as it was understood, its slots, and the reports that were cited."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from bot.citations import Answer
from ingest.figures.figure import Period

MOST_TOLD = 24  # numbers of earlier turns
MOST_TOPICS = 6  # earlier topics that a turn may come back to


@dataclass(frozen=True)
class Cited:
    """A cited span of a report: its identity, its version's digest, and the characters."""

    source: str
    version: str
    start: int
    end: int


@dataclass(frozen=True)
class Told:
    """A number that was answered, with the cited sentence that states it."""

    value: float
    cited: Cited


@dataclass(frozen=True)
class Topic:
    """A question that was talked of before another one came up, as it stood alone, with what was cited for it."""

    standalone: str
    language: str = ""
    cited: tuple[Cited, ...] = ()


@dataclass(frozen=True)
class Memory:
    """The turn before, as the next one may lean on it.

    `slots` are the words of the question that say what is counted, whom, where and when, by the slot's name; `values` are the numbers
    that were answered, `period` is that of the first of them; `scope` is the last question that named its own place or time;
    `root` is the question that began the topic; `topics` are those talked of before, the last one first; `open` says that the bot asked back.
    """

    standalone: str = ""
    language: str = ""
    slots: tuple[tuple[str, str], ...] = ()
    cited: tuple[Cited, ...] = ()
    values: tuple[float, ...] = ()
    period: Period | None = None
    told: tuple[Told, ...] = ()
    scope: str = ""
    root: str = ""
    topics: tuple[Topic, ...] = ()
    open: bool = False

    def to_state(self) -> dict[str, Any]:
        """As `Answer.state` carries it: plain values, ready for JSON. "article" is the first report cited, or None."""
        slots: dict[str, list[str]] = {}
        for name, words in self.slots:
            slots.setdefault(name, []).append(words)
        return {
            "standalone": self.standalone,
            "language": self.language,
            "slots": slots,
            "article": self.cited[0].source if self.cited else None,
            "cited": [asdict(c) for c in self.cited],
            "values": list(self.values),
            "period": asdict(self.period) if self.period else None,
            "told": [{"value": t.value, "cited": asdict(t.cited)} for t in self.told],
            "scope": self.scope,
            "root": self.root,
            "topics": [asdict(t) for t in self.topics],
            "open": self.open,
        }


def read_state(state: Mapping[str, Any] | None) -> Memory:
    """The memory that a state carries; what is missing or not as it should be is forgotten."""
    state = state or {}
    slots = state.get("slots")
    return Memory(
        standalone=_text(state.get("standalone")),
        language=_text(state.get("language")),
        slots=tuple((str(n), str(w)) for n, words in slots.items() for w in words) if isinstance(slots, dict) else (),
        cited=tuple(c for c in map(_cited, _list(state.get("cited"))) if c),
        values=tuple(float(v) for v in _list(state.get("values")) if isinstance(v, int | float)),
        period=_period(state.get("period")),
        told=tuple(t for t in map(_told, _list(state.get("told"))) if t),
        scope=_text(state.get("scope")),
        root=_text(state.get("root")),
        topics=tuple(t for t in map(_topic, _list(state.get("topics"))) if t),
        open=state.get("open") is True,
    )


def remembered(answer: Answer, slots: tuple[tuple[str, str], ...], before: Memory, *, stays: bool, quoted: tuple[Told, ...] = ()) -> Memory:
    """What the next turn may lean on after this answer: where it `stays` with what was talked of before, that is what it does not replace.

    A refusal that stays leaves everything as it was; one of a new topic leaves the report that came nearest. `quoted` are the numbers
    of a quote that answers.
    """
    if stays and answer.kind == "refusal":
        return replace(before, language=answer.language, open=False)
    cited = tuple(Cited(c.source, c.version, c.start, c.end) for c in answer.citations)
    figures = [f for f in answer.figures if f["computed"] is None] if answer.kind != "refusal" else []
    told = (*(Told(float(f["value"]), cited[f["citation"] - 1]) for f in figures), *quoted)
    values = tuple(float(f["value"]) for f in answer.figures if answer.kind != "refusal") or tuple(t.value for t in quoted)
    scoped = bool({"place", "period"} & {name for name, _ in slots})
    return Memory(
        standalone=answer.standalone,
        language=answer.language,
        slots=slots,
        cited=cited or (before.cited if stays else ()),
        values=values or (before.values if stays else ()),
        period=_answered_period(answer) or (before.period if stays else None),
        told=tuple(dict.fromkeys((*told, *before.told)))[:MOST_TOLD],
        scope=answer.standalone if scoped or not stays else before.scope,
        root=before.root if stays and before.root else answer.standalone,
        topics=before.topics if stays else _topics(before),
        open=answer.kind == "clarify",
    )


def _topics(before: Memory) -> tuple[Topic, ...]:
    """The topics talked of before, with the one that a new one ends."""
    ended = (Topic(before.standalone, before.language, before.cited),) if before.standalone else ()
    return tuple({t.standalone: t for t in reversed((*ended, *before.topics))}.values())[::-1][:MOST_TOPICS]


def _answered_period(answer: Answer) -> Period | None:
    """The period of the first number of an answer."""
    record = answer.figures[0]["period"] if answer.figures else None
    if not record:
        return None
    kinds = {"cumulative": "cumulative closed" if record["end"] else "cumulative open"}
    return Period(record["start"], record["end"], kinds.get(record["kind"], record["kind"]))


def _period(record: object) -> Period | None:
    try:
        return Period(**record) if isinstance(record, dict) else None
    except TypeError:
        return None


def _told(record: object) -> Told | None:
    cited = _cited(record.get("cited")) if isinstance(record, dict) else None
    value = record.get("value") if isinstance(record, dict) else None
    return Told(float(value), cited) if cited and isinstance(value, int | float) else None


def _topic(record: object) -> Topic | None:
    if not isinstance(record, dict) or not _text(record.get("standalone")):
        return None
    return Topic(_text(record["standalone"]), _text(record.get("language")), tuple(c for c in map(_cited, _list(record.get("cited"))) if c))


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _cited(record: object) -> Cited | None:
    try:
        return Cited(**record) if isinstance(record, dict) else None
    except TypeError:
        return None
