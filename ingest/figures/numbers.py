"""Numbers as reports write them: digits in every grouping, scale words, number words, ranges and qualifiers."""

import json
import re
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

from ingest.dates import find_dates, fold_case

POINT_GROUPS = ("az", "ru", "tr", "de", "uk")  # languages in which 12.298 is 12298
LANGUAGES = ("en", "az", "ru", "tr", "de")
QUALIFIER_REACH = 30  # characters before a number in which its qualifier stands
AFTER_REACH = 22  # characters after a number ("670 hektara yaxın")


@dataclass(frozen=True)
class NumberMention:
    """text[start:end] states `value`; with qualifier "range" it lies between low and high, and value is low."""

    start: int
    end: int
    value: float
    qualifier: str = "exact"
    low: float | None = None
    high: float | None = None
    in_words: bool = False


@dataclass(frozen=True)
class _Part:
    start: int
    end: int
    value: float
    scale: float | None
    in_words: bool


_SPACE = r"[ \u00a0\u2009\u202f]"
_DIGITS = re.compile(rf"(?<![\w.,/№-])(?:\d{{1,3}}(?:{_SPACE}\d{{3}})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,’']\d+)*)(?![\d/])")
_TIME = re.compile(r"\b\d{1,2}:\d\d(?::\d\d)?\b|\((?:gmt|utc)\s*[+-]\s*\d{1,2}(?::?\d\d)?\)|\b(?:gmt|utc)\s?[+-]\d{1,2}\b")
_ORDINAL = re.compile(
    r"(?:st|nd|rd|th)\b|-?(?:ci|cı|cu|cü|nci|ncı|ncü|ncu)\b|-(?:го|й|я|е|ая|ый|ой|м|х|ю|дневн\w*|летн\w*|day|year|month|km|летия|летний)\b|\s?-?\s?(?:günlük|illik|yaşlı)\b|\.\s(?=(?:Januar|Februar|März)\b)"
)
_RANGE = re.compile(r"\s*(?:-|–|—|to|bis|до|и|or|or even|ilə|ile|or so)\s*")
_SCALE_GAP = re.compile(r"[\s-]*")


@cache
def _lexicon() -> dict[str, Any]:
    lexicon: dict[str, Any] = json.loads(files("ingest").joinpath("lexicons/numbers.json").read_text("utf-8"))
    return lexicon


@cache
def _words(language: str) -> dict[str, float]:
    entry = _lexicon().get(language, _lexicon()["en"])
    return {fold_case(w): float(v) for w, v in entry["words"].items()}


@cache
def number_words() -> frozenset[str]:
    """Every word of the lexicon that states a number or scales one, casefolded."""
    return frozenset(w for language in LANGUAGES for w in _words(language)) | frozenset(_scales())


@cache
def _scales() -> dict[str, float]:
    return {fold_case(w): float(v) for language in LANGUAGES for w, v in _lexicon()[language]["scales"].items()}


def read_digits(written: str, language: str) -> float | None:
    """The value of a number in digits; None for what is no number (a version, an article of a law).

    >>> [read_digits(w, "en") for w in ("37,154", "1,198.7", "237 821.5", "3,00,000")]
    [37154.0, 1198.7, 237821.5, 300000.0]
    >>> read_digits("12.298", "az"), read_digits("0,0955", "az")
    (12298.0, 0.0955)
    """
    spaced = re.search(_SPACE, written) is not None
    compact = re.sub(rf"{_SPACE}|[’']", "", written)
    points, commas = compact.count("."), compact.count(",")
    if points and commas:
        decimal = max(".,", key=compact.rfind)
        return float(compact.replace("," if decimal == "." else ".", "").replace(decimal, ".")) if compact.count(decimal) == 1 else None
    if not points and not commas:
        return float(compact)
    mark = "." if points else ","
    groups = compact.split(mark)
    thousands = all(len(g) == len("000") for g in groups[1:]) and len(groups[0]) <= len("000") and groups[0].strip("0") != "" and not spaced
    if len(groups) > 2:  # noqa: PLR2004 (two marks)
        return float("".join(groups)) if thousands or mark == "," else None
    if thousands and (mark == "," or language in POINT_GROUPS):
        return float("".join(groups))
    return float(".".join(groups))


def find_numbers(text: str, language: str | None) -> list[NumberMention]:
    """Every number of a text that is no date, time, ordinal or code, in order, with its qualifier."""
    language = language or "en"
    folded = fold_case(text)
    taken = [(m.start, m.end) for m in find_dates(text)] + [(m.start(), m.end()) for m in _TIME.finditer(folded)]
    parts = [p for p in _parts(text, folded, language) if not any(a <= p.start < b for a, b in taken)]
    joined = _join_ranges(_join_scales(parts, folded), folded)
    return [_qualify(m, folded) for m in joined]


def _parts(text: str, folded: str, language: str) -> list[_Part]:
    parts = []
    for match in _DIGITS.finditer(text):
        if _ORDINAL.match(folded[match.end() :]) or re.match(r"[^\W\d_]", folded[match.end() : match.end() + 1]):
            continue
        value = read_digits(match.group(), language)
        if value is not None:
            parts.append(_with_scale(match.start(), match.end(), value, folded, in_words=False))
    words = _words(language) | (_words("en") if language not in LANGUAGES else {})
    for match in re.finditer(r"[^\W\d_]+", folded):
        value = words.get(match.group())
        if value is not None and _counts(match, folded, language):
            parts.append(_with_scale(match.start(), match.end(), value, folded, in_words=True))
    return sorted(parts, key=lambda p: p.start)


def _counts(match: re.Match[str], folded: str, language: str) -> bool:
    """Whether a number word is a count here: "one woman" is, "no one" and "one of the" are not."""
    entry = _lexicon().get(language, _lexicon()["en"])
    before = re.search(r"([^\W\d_]+)\s+$", folded[: match.start()])
    if before and before[1] in entry["not_after"] and _words(language).get(match.group()) == 1:
        return False
    return (
        not any(re.match(rf"\s+{re.escape(fold_case(w))}\b", folded[match.end() :]) for w in entry["not_before"])
        or _words(language)[match.group()] > 1
    )


def _with_scale(start: int, end: int, value: float, folded: str, *, in_words: bool) -> _Part:
    """A number with the scale words behind it: "1.5 million", "74 bin", "two hundred thousand"."""
    scale: float | None = None
    while True:
        gap = _SCALE_GAP.match(folded[end:])
        word = re.match(r"[^\W\d_]+", folded[end + gap.end() :]) if gap else None
        found = _scales().get(word.group()) if word else None
        if found is None or word is None or gap is None or (word.group() == "k" and gap.end()):
            return _Part(start, end, value, scale, in_words)
        value, scale = value * found, found
        end += gap.end() + word.end()
        end += len(re.match(r"\.?", folded[end:]).group()) if word.group() in {"тыс", "млн", "млрд", "mln", "mio"} else 0  # type: ignore[union-attr]


def _join_scales(parts: list[_Part], folded: str) -> list[NumberMention]:
    """Parts that make one number: "544 million 786 thousand 682", "twenty-one", "two hundred and five"."""
    joined: list[_Part] = []
    for part in parts:
        last = joined[-1] if joined else None
        gap = folded[last.end : part.start] if last else ""
        if last and re.fullmatch(r"[\s-]*(?:and\s+)?", gap) and _continues(last, part):
            joined[-1] = _Part(last.start, part.end, last.value + part.value, part.scale or 1.0, last.in_words and part.in_words)
        else:
            joined.append(part)
    return [NumberMention(p.start, p.end, p.value, in_words=p.in_words) for p in joined]


def _continues(last: _Part, part: _Part) -> bool:
    """Whether `part` is the smaller rest of `last`."""
    if last.scale:
        return part.value < last.scale
    if last.in_words and part.in_words:
        tens = last.value % 10 == 0 and last.value >= 20  # noqa: PLR2004 (twenty and up take a unit; "on iki" is handled by its own ten)
        return (tens or last.value == 10) and part.value < 10  # noqa: PLR2004
    return False


def _join_ranges(numbers: list[NumberMention], folded: str) -> list[NumberMention]:
    """Two numbers joined by a dash or "to" are one range: "3-5 years", "three to four days"."""
    joined: list[NumberMention] = []
    for number in numbers:
        last = joined[-1] if joined else None
        gap = folded[last.end : number.start] if last else ""
        if last and last.qualifier != "range" and re.fullmatch(r"\s*(?:-|–|—)\s*|\s+(?:to|bis)\s+", gap) and last.value < number.value:
            joined[-1] = replace(last, end=number.end, qualifier="range", low=last.value, high=number.value)
        else:
            joined.append(number)
    return joined


@cache
def _qualifier_patterns() -> tuple[list[tuple[str, re.Pattern[str]]], list[tuple[str, re.Pattern[str]]]]:
    def build(side: str, pattern: str) -> list[tuple[str, re.Pattern[str]]]:
        pairs = [(fold_case(w), kind) for kind, words in _lexicon()["qualifiers"][side].items() for w in words]
        return [(kind, re.compile(pattern.format(re.escape(w)))) for w, kind in sorted(pairs, key=lambda p: -len(p[0]))]

    return build("before", r"(?<!\w){}(?:\s+(?:the|of|a|an))?\s*$"), build("after", r"^(?:\s?\w+)?\s?{}(?!\w)")


def _qualify(number: NumberMention, folded: str) -> NumberMention:
    if number.qualifier != "exact":
        return number
    before, after = _qualifier_patterns()
    head = folded[max(0, number.start - QUALIFIER_REACH) : number.start]
    tail = folded[number.end : number.end + AFTER_REACH]
    kind = next((k for k, p in before if p.search(head)), None) or next((k for k, p in after if p.search(tail)), None)
    if re.match(r"\s?\+", tail):
        kind = "over"
    return replace(number, qualifier=kind) if kind else number
