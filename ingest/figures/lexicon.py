"""The measures lexicon: which dimensions of a figure the words of a sentence state, and where."""

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from ingest.dates import fold_case
from ingest.lexicon_files import read_lexicon
from ingest.plain import plain_letters
from ingest.terms import forms_pattern

SHORT = 4  # letters from which a form is taken for the same word in every language
DIMENSIONS = (
    "measure",
    "unit",
    "outcome",
    "who",
    "age",
    "sex",
    "device",
    "activity",
    "factor",
    "counter",
    "other",
    "rest",
    "teaches",
    "entry",
)


@dataclass(frozen=True)
class Tag:
    """text[start:end] states `dimensions`; kind is thing (what is counted), outcome, activity, nest, item, remains or spared.

    A counter ("items of") and a thing with no known measure ("dogs") are things without a unit.
    """

    start: int
    end: int
    kind: str
    dimensions: dict[str, Any]


@cache
def _patterns(language: str | None = None, *, plain: bool = True) -> list[tuple[dict[str, Any], re.Pattern[str]]]:
    """The entries with their patterns: over plain letters, or over the letters as the lexicon writes them.

    With a language, forms shorter than SHORT letters are that language's alone: "it" is a dog in Azerbaijani only.
    """
    lexicon = read_lexicon("ingest", "measures")
    patterns = []
    for entry in lexicon["entries"]:
        forms = [
            plain_letters(fold_case(f)) if plain else fold_case(f)
            for code, words in entry["forms"].items()
            for f in words
            if _belongs(f, code, language)
        ]
        if not forms:
            continue
        patterns.append((entry, forms_pattern(forms, _BEHIND_DIGITS)))
    return patterns


def _belongs(form: str, code: str, language: str | None) -> bool:
    letters = form.removesuffix("=")
    return language in {None, code} or len(letters) >= SHORT or not letters.islower() or not letters.isalpha()


_BEHIND_DIGITS = r"(?<![^\W\d_])"  # a word may start right behind a digit: "25%", "670ha", "€2m"


@cache
def _age_patterns() -> list[tuple[str, re.Pattern[str]]]:
    return [(entry["age"], pattern) for entry, pattern in _patterns() if "age" in entry]


def age_group(words: str) -> str | None:
    """The lexicon's category of an age as worded; None for words that it does not know.

    >>> age_group("children and teenagers"), age_group("несовершеннолетних"), age_group("pensioners"), age_group("people")
    ('children', 'children', 'elderly', None)
    """
    plain = plain_letters(fold_case(words))
    return next((group for group, pattern in _age_patterns() if pattern.search(plain)), None)


_MARKED = re.compile("[əğşçöü]")  # letters that only a text with its diacritics has


def find_tags(text: str, language: str | None = None) -> list[Tag]:
    """Everything that the lexicon knows in a text, in order; of two things at one place the longer form rules.

    A text without diacritics is matched without them; in one that has them, "olub" (has been) is not "ölüb" (died).
    """
    folded = fold_case(text)
    marked = _MARKED.search(folded) is not None
    plain = folded if marked else plain_letters(folded)
    found = [
        (m.end() - m.start(), Tag(m.start(), _word_end(plain, m.end()), entry["kind"], {d: entry[d] for d in DIMENSIONS if d in entry}))
        for entry, pattern in _patterns(language, plain=not marked)
        for m in pattern.finditer(plain)
    ]
    tags = [tag for length, tag in found if not any(_hides(n, other, length, tag) for n, other in found)]
    tags = [replace(t, kind="spared", dimensions={}) if _negated(plain, t) else t for t in tags]
    return sorted(tags, key=lambda t: (t.start, -t.end))


def _word_end(text: str, position: int) -> int:
    return position + len(re.match(r"\w*", text[position:]).group())  # type: ignore[union-attr]


def _hides(length: int, other: Tag, own_length: int, tag: Tag) -> bool:
    """Whether another tag of the same kind covers this one with a longer form."""
    return other.kind == tag.kind and other is not tag and other.start <= tag.start and other.end >= tag.end and length > own_length


_DENIED_BEFORE = re.compile(
    r"\b(?:artificial|prosthetic|не|not|never|no one|nobody|none|никто не)\s+(?:(?:was|were|is|been|be|has been|have been|был[иао]?)\s+)?(?:\w+ly\s+)?$"
)
_DENIED_BEHIND = re.compile(r"\w*\s+(?:alma(?:dan|y\w+|m\w+)|yoxdur|d[eə]ym[eə]yib|olma(?:yib|dan)|gorm[eə]yib|görməyib)(?!\w)")
_DENIED_INSIDE = re.compile(r"(?:lan|öl|ol|al)m[aə](?:yib|yiblar|yiblər|dan|dən|mişdir|miş|di)$")


def _negated(text: str, tag: Tag) -> bool:
    """Whether a verb of harm is denied: «не пострадали», "were not hurt", "xəsarət almadan"."""
    if tag.kind != "outcome":
        return False
    inside = _DENIED_INSIDE.search(text[tag.start : tag.end])
    return bool(_DENIED_BEFORE.search(text[: tag.start]) or inside or _DENIED_BEHIND.match(text, tag.end))


def noun_phrase(text: str, things: list[Tag], language: str | None) -> list[Tag]:
    """The things of one noun phrase, its head first: in "mine-related incidents" and "landmine victims" the last noun rules, in Russian the first."""
    if not things:
        return []
    phrase = [things[0]]
    for tag in things[1:]:
        if not re.fullmatch(r"(?:[\s/-]|related|and\s+(?=teenagers|youth))*", text[phrase[-1].end : tag.start]):
            break
        phrase.append(tag)
    units = [t.dimensions.get("unit") for t in phrase]
    if units[-1] != units[0]:
        return phrase[:1] if language in {"ru", "uk"} else [t for t, unit in zip(phrase, units, strict=True) if unit == units[-1]]
    rest = [t for t in things if t not in phrase and t.dimensions.get("unit") == units[0] == "people"]
    return phrase + rest
