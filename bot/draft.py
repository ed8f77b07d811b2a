"""A draft: an answer before it is checked, as sentences made of segments that each can be checked by themselves."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Wording:
    """A phrase of ours by its key in the catalogue; it claims nothing."""

    key: str


@dataclass(frozen=True)
class Quote:
    """Whole sentences of a report, exactly: `text` is what the answer says, start and end where it stands in the version.

    `answer` is where the words in it start and end that answer by themselves, where the reader found them.
    """

    version: int
    start: int
    end: int
    text: str
    answer: tuple[int, int] | None = None


@dataclass(frozen=True)
class ReportFact:
    """Something said of a report itself: `of` is "outlet" or "published"."""

    version: int
    of: str
    value: str


@dataclass(frozen=True)
class LibraryFact:
    """Something said of the library: `of` is "reports", "first" or "last"."""

    of: str
    value: str


@dataclass(frozen=True)
class Claim:
    """Something said of stored figures: a form of bot.claims, the figures by version and offset, and the words that come of it.

    `also` are figures of other reports that give the same number; they are cited with it.
    """

    form: str
    operands: tuple[tuple[int, int], ...]
    text: str
    also: tuple[tuple[int, int], ...] = ()


Segment = Wording | Quote | ReportFact | LibraryFact | Claim


@dataclass(frozen=True)
class DraftSentence:
    """One line of an answer before it is checked."""

    segments: tuple[Segment, ...]


@dataclass(frozen=True)
class Draft:
    """An answer before it is checked."""

    kind: str
    language: str
    sentences: tuple[DraftSentence, ...]
