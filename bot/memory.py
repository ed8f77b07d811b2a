"""What a conversation remembers from one turn to the next: the question as it was understood, its slots, and the reports that were cited."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from bot.citations import Answer
from ingest.figures.figure import Period


@dataclass(frozen=True)
class Cited:
    """A cited span of a report: its identity, its version's digest, and the characters."""

    source: str
    version: str
    start: int
    end: int


@dataclass(frozen=True)
class Memory:
    """The turn before, as the next one may lean on it.

    `slots` are the words of the question that say what is counted, whom, where and when, by the slot's name; `values` are the numbers
    that were answered, `period` is that of the first of them; `open` says that the bot asked back.
    """

    standalone: str = ""
    language: str = ""
    slots: tuple[tuple[str, str], ...] = ()
    cited: tuple[Cited, ...] = ()
    values: tuple[float, ...] = ()
    period: Period | None = None
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
        open=state.get("open") is True,
    )


def remembered(answer: Answer, slots: tuple[tuple[str, str], ...]) -> Memory:
    """What the next turn may lean on after this answer; a refusal cites nothing to lean on."""
    cited = tuple(Cited(c.source, c.version, c.start, c.end) for c in answer.citations)
    return Memory(
        standalone=answer.standalone,
        language=answer.language,
        slots=slots,
        cited=cited if answer.kind != "refusal" else (),
        values=tuple(float(f["value"]) for f in answer.figures),
        period=_answered_period(answer),
        open=answer.kind == "clarify",
    )


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


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _cited(record: object) -> Cited | None:
    try:
        return Cited(**record) if isinstance(record, dict) else None
    except TypeError:
        return None
