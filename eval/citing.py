"""Whether an answer's statements are borne out by what they cite, judged by hand-labelled sentences.

The counting is ALCE's (Gao et al., 2023, "Enabling Large Language Models to Generate Text with Citations", EMNLP, section 3): recall by
statement, precision by citation. In the place of its language model stand labels and numbers. Nothing here is shared with the program's
own verification: cited text is read again out of the stored versions by its offsets.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

from bot.citations import Answer, Citation
from eval.cases import Case
from eval.numbers import MARK, read_numbers
from eval.reading import NEAR, QUOTATION, meets, without_ones

Stored = Callable[[str, str], str | None]
_NUMBERS_OF_MARK = re.compile(r"\d+")


@dataclass(frozen=True)
class Shelf:
    """What answers are held against: the text of a version by source and digest, each source's file name, and the library's own counts."""

    stored: Stored
    names: Mapping[str, str] = field(default_factory=dict)
    counts: frozenset[float] = frozenset()

    def file(self, source: str) -> str:
        """The name of the file that a source was read from."""
        return self.names.get(source, source)


@dataclass(frozen=True)
class Statement:
    """A line of an answer that says something of the reports, and the numbers of what it cites."""

    text: str
    cited: tuple[int, ...]


@dataclass(frozen=True)
class CitationScore:
    """Of the statements, which are borne out; of the citations that they use, which are needed. In order; either may be empty."""

    statements: tuple[bool, ...]
    citations: tuple[bool, ...]
    unsupported: tuple[str, ...]


def statements(text: str) -> list[Statement]:
    """The lines of an answer that cite something or hold a number; the others are wording that claims nothing.

    >>> statements("14 were killed [1].")
    [Statement(text='14 were killed [1].', cited=(1,))]
    """
    lines = [line for line in text.splitlines() if MARK.search(line) or without_ones(read_numbers(line))]
    return [Statement(line, tuple(int(n) for mark in MARK.findall(line) for n in _NUMBERS_OF_MARK.findall(mark))) for line in lines]


def score_citations(case: Case, answer: Answer, shelf: Shelf, computed: Collection[float] = ()) -> CitationScore:
    """How well the answer's statements are cited. Raises ValueError for a case without labelled support.

    The first statement, and each that meets a require group, gives the expected answer: it is borne out when something that it cites overlaps a
    labelled sentence and its numbers stand in what it cites. Any other statement needs its numbers there. A citation is needed when its
    statement is borne out and it overlaps a label; or, where the statement adds something in words of its own, when it bears a number that none of
    the statement's others bears, or stands alone. A quotation without a label is one that nobody needed.
    `computed` are results worked out from cited operands.
    """
    if not case.support:
        raise ValueError(f"case {case.id} has no labelled support; nothing to judge citations by")
    by_number = {c.number: c for c in answer.citations}
    held: list[bool] = []
    needed: list[bool] = []
    faults: list[str] = []
    for position, statement in enumerate(statements(answer.text)):
        cited = [by_number[n] for n in statement.cited if n in by_number]
        labelled = {c.number for c in cited if overlaps_label(c, case, shelf)}
        expected = position == 0 or any(meets(statement.text, group) for group in case.require)
        strict = expected or _only_quotes(statement)
        supported = bool(cited) and _bears_numbers(statement, cited, shelf, computed) and (bool(labelled) or not expected)
        held.append(supported)
        needed += [supported and (c.number in labelled or _alone_bears(c, statement, cited, shelf, strict=strict)) for c in cited]
        faults += [] if supported else [statement.text]
    return CitationScore(tuple(held), tuple(needed), tuple(faults))


def overlaps_label(citation: Citation, case: Case, shelf: Shelf) -> bool:
    """Whether the citation's span, or that of its context, shares a character with a labelled sentence of the same article."""
    text = shelf.stored(citation.source, citation.version) or ""
    spans = (citation, citation.context) if citation.context else (citation,)
    for label in (s for s in case.support if s.article == shelf.file(citation.source)):
        at = text.find(label.text)
        if at >= 0 and any(max(at, s.start) < min(at + len(label.text), s.end) for s in spans):
            return True
    return False


def cited_text(citation: Citation, shelf: Shelf) -> str:
    """What stands at the citation's offsets, and at its context's, in the stored version; empty where the version is not held."""
    text = shelf.stored(citation.source, citation.version) or ""
    spans = (citation, citation.context) if citation.context else (citation,)
    return "\n".join(text[s.start : s.end] for s in spans)


def _values(text: str) -> list[frozenset[float]]:
    return [n.readings for n in without_ones(read_numbers(text))]


def _only_quotes(statement: Statement) -> bool:
    """Whether nothing is said but where a quotation is from: no number stands outside it."""
    return QUOTATION.search(statement.text) is not None and not _values(QUOTATION.sub(" ", statement.text))


def _bears_numbers(statement: Statement, cited: Sequence[Citation], shelf: Shelf, computed: Collection[float]) -> bool:
    text = statement.text
    for name in {c.publisher or "" for c in cited} - {""}:
        text = text.replace(name, " ")
    borne = {v for c in cited for number in read_numbers(cited_text(c, shelf)) for v in number.readings} | set(computed)
    return all(any(abs(a - b) < NEAR for a in readings for b in borne) for readings in _values(text))


def _alone_bears(citation: Citation, statement: Statement, cited: Sequence[Citation], shelf: Shelf, *, strict: bool) -> bool:
    """Whether a citation without a label is needed: it is the statement's only one, or bears a number that no other one bears."""
    if len(cited) == 1:
        return not strict
    others = {v for c in cited if c != citation for number in read_numbers(cited_text(c, shelf)) for v in number.readings}
    own = {v for number in read_numbers(cited_text(citation, shelf)) for v in number.readings}
    return any(readings & own and not readings & others for readings in _values(statement.text))
