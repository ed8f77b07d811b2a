"""Small talk: greetings, thanks, what the bot can do and is, what it is not for, and instructions aimed at it; and what is left to answer."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from bot.question import counted_from, wants_of
from ingest.dates import fold_case
from ingest.figures.lexicon import find_tags
from ingest.lexicon_files import compiled, read_patterns
from ingest.terms import find_places

OFF_TOPIC = "off_topic"
ABUSE = "abuse"
OVERRULED = frozenset({"thanks", "greeting", "bye"})  # kinds that stand for a whole message only
_SENTENCE = re.compile(r"(?<=[.!?;])\s+|\s+(?:and|then|və|и)\s+(?=(?:tell|say|how|what|neçə|сколько|скажи)\b)", re.IGNORECASE)


@dataclass(frozen=True)
class Talk:
    """What is said to the bot itself: `kind` is a key of the lexicon, None for a mere question; `rest` is what remains to be answered."""

    kind: str | None
    rest: str


@cache
def lexicon() -> dict[str, Any]:
    """The words of small talk."""
    found: dict[str, Any] = read_patterns("bot", "small_talk")
    return found


def read_talk(message: str) -> Talk:
    """The small talk of a message, and its question without it."""
    kind = _kind(message) if re.search(r"\w", message) else None
    if kind in OVERRULED:
        return Talk(kind, "")
    if ended := _ended(message):
        return Talk(ended, "")
    rest = _without_courtesy(message)
    kind = _kind(rest)
    if kind is None or (kind == OFF_TOPIC and in_field(rest)) or (kind == ABUSE and _asks(rest)):
        return Talk(None, rest)
    if kind in OVERRULED:
        return Talk(kind, "")
    others = " ".join(s for s in _SENTENCE.split(rest) if _kind(s) is None)
    return Talk(kind, others if in_field(others) and _asks(others) else "")


def _ended(message: str) -> str | None:
    """Whether a message that asks nothing ends with thanks or goodbye, and names nothing or tells of its sender: "scared now but thank you"."""
    folded = fold_case(message).strip()
    said = next((k for k, patterns in lexicon()["endings"].items() if any(compiled(p).search(folded) for p in patterns)), None)
    personal = any(compiled(p).search(folded) for p in lexicon()["personal"])
    quiet = "?" not in message and not _asks(message) and (personal or not (in_field(message) or find_places(message)))
    return said if quiet and not re.search(r"\d", message) else None


def _asks(message: str) -> bool:
    return counted_from(message) > 0 or wants_of(message) != "any"


def in_field(message: str) -> bool:
    """Whether a message names anything that the reports are about."""
    folded = fold_case(message)
    return any(compiled(p).search(folded) for p in lexicon()["field"]) or any(
        t.dimensions.get("unit") in {"devices", "hectares", "incidents"} or t.kind in {"activity", "outcome"} for t in find_tags(message)
    )  # fmt: skip


def _kind(message: str) -> str | None:
    folded = fold_case(message).strip()
    return next((kind for kind, patterns in lexicon()["kinds"].items() if any(compiled(p).search(folded) for p in patterns)), None)


def _without_courtesy(message: str) -> str:
    """A message without the greetings and thanks around its question."""
    for pattern in lexicon()["openers"]:
        if match := compiled(pattern).match(fold_case(message)):
            message = message[match.end() :].strip()
    for pattern in lexicon()["closers"]:
        match = compiled(pattern).search(fold_case(message))
        if match and match.start() > 0:
            kept = message[match.start() : match.end()].lstrip()[:1]
            message = message[: match.start()] + (kept if kept in {"?", "."} else "")
    return message.strip()
