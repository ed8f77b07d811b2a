"""Numbers as answers and quotes write them, in digits and in words, read independently of the program that is measured.

37,154 · 37 154 · 12.298 · 1,198.7 · 0,0955 · 3,00,000 · 74 bin 644 · 1.2 million · twenty-five · on beş · двести пять
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal, NamedTuple

from ingest.dates import find_dates, fold_case

MARK = re.compile(r"\[\s*\d+(?:\s*[,;–-]\s*\d+)*\s*\]")  # "[1]", "[1, 2]": the numbers of citations
_TIME = re.compile(r"(?<![\d:])(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?![\d:])")
_TOKEN = re.compile(r"(?<![\d.,])\d{1,3}(?: \d{3})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)*|[^\W\d_]+")
_AZERI = re.compile(r"\s+[^\W\d_A-ZƏĞÖŞÇÜ]*[əğşçöüı]")  # what follows "on" where it is ten, not the English preposition
_ANY_SIZE = float("inf")
_THOUSAND_DIGITS = 3


@dataclass(frozen=True)
class Number:
    """A number of a text as it is written, with every value that it can be read as: 12.298 is 12298 or 12.298.

    `unscaled` are the values before a single scale, 1.5 for "1.5 million": what a reader may say with the unit "million".
    """

    written: str
    readings: frozenset[float]
    unscaled: frozenset[float] = frozenset()

    @property
    def in_words(self) -> bool:
        """Whether it has no digit."""
        return not re.search(r"\d", self.written)


class _Token(NamedTuple):
    """A word or digits of a text; for scales and the word for a hundred, `values` is what they multiply by."""

    start: int
    end: int
    kind: Literal["digits", "value", "hundred", "scale"]
    values: frozenset[float]


@cache
def lexicon() -> dict[str, dict[str, Any]]:
    """The data file beside this one."""
    return tomllib.loads(files("eval").joinpath("lexicon.toml").read_text("utf-8"))


@cache
def value_words() -> dict[str, float]:
    """The value of each word that is a number by itself."""
    return {w: float(v) for words in lexicon()["values"].values() for w, v in (pair.split("=") for pair in words.split())}


@cache
def _scale_words() -> dict[str, float]:
    return {w: float(v) for words in lexicon()["scales"].values() for w, v in (pair.split("=") for pair in words.split())}


def read_numbers(text: str) -> list[Number]:
    """The numbers of a text in order; dates, years, times of day and citation marks are none.

    >>> [(n.written, sorted(n.readings)) for n in read_numbers("On 19 May 2025, 37,154 ha and twenty-five mines [1]")]
    [('37,154', [37154.0]), ('twenty-five', [25.0])]
    """
    plain = _without_dates(re.sub(r"[\u00a0\u2000-\u200a\u202f\u3000\t]", " ", text))
    numbers: list[Number] = []
    reading: _Reading | None = None
    for token in _tokens(plain):
        if reading is None or not reading.takes(token, plain[reading.end : token.start]):
            numbers += reading.number(plain) if reading else []
            reading = _Reading(token) if token.kind != "scale" else None
    return numbers + (reading.number(plain) if reading else [])


def _without_dates(text: str) -> str:
    """The text with as many semicolons in the place of each date, time and mark."""
    for pattern in (MARK, _TIME):
        text = pattern.sub(lambda m: ";" * len(m.group()), text)
    for date in find_dates(text):
        text = text[: date.start] + ";" * (date.end - date.start) + text[date.end :]
    return text


def _tokens(text: str) -> list[_Token]:
    return [token for match in _TOKEN.finditer(text) if (token := _token(match, text))]


def _token(match: re.Match[str], text: str) -> _Token | None:
    word = fold_case(match.group())
    if word[0].isdigit():
        return _Token(*match.span(), "digits", digit_readings(word))
    if word in _scale_words():
        return _Token(*match.span(), "scale", frozenset({_scale_words()[word]}))
    if word in lexicon()["hundred"].values():
        return _Token(*match.span(), "hundred", frozenset({100.0}))
    if word in value_words() and (word != "on" or _AZERI.match(text[match.end() :])):
        return _Token(*match.span(), "value", frozenset({value_words()[word]}))
    return None


class _Reading:
    """A number being read token by token: what its scales have closed, and the part that is still open."""

    def __init__(self, first: _Token) -> None:
        self.start, self.end = first.start, first.end
        self.closed: frozenset[float] = frozenset({0.0})
        self.open: frozenset[float] | None = first.values
        self.in_digits = first.kind == "digits"
        self.unscaled: frozenset[float] = frozenset()
        self.below = _ANY_SIZE  # what follows a scale is smaller than it: "74 thousand 644"

    def takes(self, token: _Token, gap: str) -> bool:
        """Read on when the token belongs to this number; else say so by False."""
        if not re.fullmatch(r"\.?[\s-]*|\s+and\s+", gap) or not self._fits(token, gap):
            return False
        if token.kind == "scale":
            self.unscaled = frozenset() if self.unscaled else self.open or frozenset()
            self.closed = frozenset(c + v * s for c in self.closed for v in self.open or () for s in token.values)
            self.open, self.below = None, min(token.values)
        elif token.kind == "hundred":
            self.open = frozenset(v * 100 for v in self.open or {1.0})
        else:
            self.in_digits = token.kind == "digits"
            self.open = frozenset(a + b for a in self.open or {0.0} for b in token.values)
        self.end = token.end
        return True

    def _fits(self, token: _Token, gap: str) -> bool:
        if token.kind == "scale":
            return self.open is not None and min(token.values) < self.below and "and" not in gap
        if self.open is None:
            return max(token.values) < self.below and "-" not in gap
        opened, following = max(self.open), max(token.values)
        if token.kind == "hundred":
            return 1 <= opened <= 9 and "and" not in gap  # noqa: PLR2004 ("two hundred")
        if self.in_digits or token.kind == "digits":
            return False
        tens_then_unit = opened % 100 >= 10 and opened % 10 == 0 and 1 <= following <= 9 and "and" not in gap  # noqa: PLR2004
        return tens_then_unit or (opened >= 100 and opened % 100 == 0 and 1 <= following < 100)  # noqa: PLR2004

    def number(self, text: str) -> list[Number]:
        """The number read, as a list of one."""
        readings = frozenset(c + v for c in self.closed for v in self.open or {0.0})
        return [Number(text[self.start : self.end], readings, self.unscaled if self.open is None else frozenset())]


def digit_readings(written: str) -> frozenset[float]:
    """The values of one number in digits. A point before three digits may group or divide (12.298), a comma there groups (37,154).

    >>> sorted(digit_readings("1,198.7") | digit_readings("0,0955") | digit_readings("12.298"))
    [0.0955, 12.298, 1198.7, 12298.0]
    """
    compact = written.replace(" ", "")
    marks = re.findall(r"[.,]", compact)
    if not marks:
        return frozenset({float(compact)})
    if " " in written or len(set(marks)) > 1:
        whole, _, fraction = compact.rpartition(marks[-1])
        return frozenset({float(f"{re.sub('[.,]', '', whole)}.{fraction}")})
    return frozenset(_grouped_or_divided(compact, marks[0]))


def _grouped_or_divided(written: str, mark: str) -> list[float]:
    groups = written.split(mark)
    thousands = len(groups[0]) <= _THOUSAND_DIGITS and groups[0].strip("0") != "" and all(len(g) == _THOUSAND_DIGITS for g in groups[1:])
    readings = [float("".join(groups))] if thousands or len(groups) > 2 else []  # noqa: PLR2004 (3,00,000 groups too)
    if len(groups) == 2 and not (thousands and mark == ","):  # noqa: PLR2004
        readings.append(float(".".join(groups)))
    return readings
