"""The words by which a question asks for more than one number: sums, shares, trends, comparisons."""

from functools import cache
from typing import Any

from ingest.dates import fold_case
from ingest.lexicon_files import compiled, read_patterns

FEW_WORDS = 3  # of a span that asks for an operation and names nothing else


@cache
def _lexicon() -> dict[str, Any]:
    lexicon: dict[str, Any] = read_patterns("bot", "operations")
    return lexicon


def operations_of(question: str) -> list[str]:
    """Every operation that the words of a question may ask for, in the order of the lexicon."""
    folded = fold_case(question)
    return [name for name, patterns in _lexicon()["operations"].items() if any(compiled(p).search(folded) for p in patterns)]


def operation_span(name: str, question: str) -> tuple[int, int] | None:
    """Where a question asks for an operation."""
    found = (compiled(p).search(fold_case(question)) for p in _lexicon()["operations"].get(name, ()))
    return next(((m.start(), m.end()) for m in found if m), None)


def short_spans(question: str) -> list[tuple[int, int]]:
    """The words by which a question asks for operations, where they are few: a long span holds other words too."""
    spans = [s for name in operations_of(question) if (s := operation_span(name, question))]
    return [(a, b) for a, b in spans if len(question[a:b].split()) <= FEW_WORDS]


def says(name: str, question: str) -> bool:
    """Whether a question says what the lexicon lists under `name`: "said_on" or "premise"."""
    return any(compiled(p).search(fold_case(question)) for p in _lexicon()[name])


def dimension_asked(question: str) -> str | None:
    """What a superlative asks for: "period" ("which month had the most"), "place" or "actor"; None where it asks for none of them."""
    folded = fold_case(question)
    asked = (name for name, patterns in _lexicon()["which"].items() if any(compiled(p).search(folded) for p in patterns))
    return next(asked, None) if says("superlative", question) else None


def currencies_in(text: str) -> frozenset[str]:
    """The currencies that a text names, by their ISO 4217 codes."""
    folded = fold_case(text)
    return frozenset(code for code, pattern in _lexicon()["currencies"].items() if compiled(pattern).search(folded))


def span_of(name: str, question: str) -> tuple[int, int] | None:
    """Where a question first says what the lexicon lists under `name`."""
    found = (compiled(p).search(fold_case(question)) for p in _lexicon()[name])
    return min(((m.start(), m.end()) for m in found if m), default=None)


def causes(language: str) -> dict[str, list[str]]:
    """How a language puts a device that is the cause, or a mere word before the noun: patterns before and after it."""
    found: dict[str, list[str]] = _lexicon()["causes"].get(language, {})
    return found


def is_negated(text: str, start: int, end: int) -> bool:
    """Whether a question names text[start:end] to leave it out: "not just surveyed", "rather than soldiers"."""
    folded, rules = fold_case(text), _lexicon()["negations"]
    return any(compiled(p).search(folded[:start]) for p in rules["before"]) or any(compiled(p).search(folded[end:]) for p in rules["after"])


def is_generic(word: str) -> bool:
    """Whether a word says that something is counted, not what: "people", "number"."""
    folded = fold_case(word)
    return any(folded.startswith(noun) for noun in _lexicon()["generic_nouns"])
