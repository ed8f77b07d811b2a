"""What a conversation remembers from one turn to the next: the question as it was understood, its slots, and the reports that were cited."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from bot.citations import Answer


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
    that were answered; `open` says that the bot asked back.
    """

    standalone: str = ""
    language: str = ""
    slots: tuple[tuple[str, str], ...] = ()
    cited: tuple[Cited, ...] = ()
    values: tuple[float, ...] = ()
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
        open=answer.kind == "clarify",
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _cited(record: object) -> Cited | None:
    try:
        return Cited(**record) if isinstance(record, dict) else None
    except TypeError:
        return None
