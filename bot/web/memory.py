"""What a visitor's browser remembers: a random id, and the receipts of the conversation that it shows.

It comes back from the browser, so it may say anything; what is no id is ignored, and an id that nobody was given opens nothing.
"""

from dataclasses import dataclass, replace
from typing import Any

from bot.web.markup import LANGUAGES
from bot.web.service import known_visitor, new_visitor
from bot.web.turns import MOST_TURNS, Turns

STORAGE = "minefacts"  # under this name the browser keeps it; fixed, for else a restart would lose it
FRESH: dict[str, Any] = {"visitor": None, "receipts": [], "language": None}


@dataclass(frozen=True)
class Memory:
    """A visitor's id, the receipts of the conversation, oldest first, and the language that was chosen for the page, if one was."""

    visitor: str
    receipts: tuple[str, ...] = ()
    language: str | None = None

    @classmethod
    def read(cls, said: object, newcomer: str | None = None) -> "Memory":
        """What a browser remembers, as far as it can be; where it knows no visitor, the newcomer of that id, or a new one."""
        record = said if isinstance(said, dict) else {}
        receipts = record.get("receipts")
        known = tuple(r for r in receipts if isinstance(r, str))[-MOST_TURNS:] if isinstance(receipts, list) else ()
        language = record.get("language")
        return cls(known_visitor(record.get("visitor"), newcomer or new_visitor()), known, language if language in LANGUAGES else None)

    def with_turns(self, turns: Turns) -> "Memory":
        """The same after these turns: receipts that it does not have yet are added, those of answers reopened from a link aside."""
        new = (t.receipt for t in turns if t.receipt and not t.reopened and t.receipt not in self.receipts)
        return replace(self, receipts=(*self.receipts, *new)[-MOST_TURNS:])

    def emptied(self) -> "Memory":
        """The same visitor with no conversation."""
        return replace(self, receipts=())

    def in_language(self, language: str) -> "Memory":
        """The same with this language chosen."""
        return replace(self, language=language)

    def to_json(self) -> dict[str, object]:
        """What the browser is to keep."""
        return {"visitor": self.visitor, "receipts": list(self.receipts), "language": self.language}
