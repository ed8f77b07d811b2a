"""What an editor may set of a figure, read from FIELD=VALUE and refused with the reason where a figure cannot hold it."""

import calendar
import difflib
import math
import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from ingest.dates import parse_iso
from ingest.errors import UserError
from ingest.figures.figure import Figure
from ingest.lexicon_files import read_lexicon
from ingest.overrulings import changed
from ingest.terms import gazetteer

PERIOD_KINDS = ("incident", "day", "week", "month", "year", "year to date", "cumulative closed", "cumulative open", "other")
NUMBERS = ("value", "low", "high")
DATES = ("period.start", "period.end", "as_of")
TEXTS = ("age", "actor", "attribution", "described")
NEVER_EMPTY = ("value", "qualifier", "role", "described", "period.kind")


@cache
def choices() -> dict[str, tuple[str, ...]]:
    """The fields that take one of a few values: those that the lexicons know, or that a figure is made of."""
    entries = read_lexicon("ingest", "measures")["entries"]
    known = {name: {str(e[name]) for e in entries if name in e} for name in ("unit", "measure", "outcome", "who", "device", "activity")}
    known["measure"] |= known["unit"]
    return {
        "qualifier": ("exact", "about", "over", "at least", "nearly", "up to", "range"),
        "sex": ("female", "male"),
        "role": ("headline", "body", "background"),
        "period.kind": PERIOD_KINDS,
        **{name: tuple(sorted(values)) for name, values in known.items()},
        "place": tuple(gazetteer()),
    }


def fields() -> tuple[str, ...]:
    """Every field that can be set."""
    return (*NUMBERS, *choices(), *DATES, *TEXTS, "period", "part_of")


def read_changes(figure: Figure, others: Sequence[Figure], given: Sequence[str]) -> dict[str, Any]:
    """The fields and values of FIELD=VALUE texts; an empty value says that nothing is known. `others` are the figures of the same article.

    Raises UserError for what is no such text, field or value, and for a figure that would contradict itself or stay as it is.
    """
    changes: dict[str, Any] = {}
    for text in given:
        name, equals, value = (part.strip() for part in text.partition("="))
        if not equals:
            raise UserError(f"{text!r}: is not FIELD=VALUE; write for example --set outcome=injured")
        if name not in fields():
            near = difflib.get_close_matches(name, fields(), 1)
            raise UserError(
                f"{name!r}: is no field of a figure{f', did you mean {near[0]!r}?' if near else ';'} the fields are {', '.join(fields())}"
            )
        if name in changes:
            raise UserError(f"{name!r}: is set twice; set it once")
        changes[name] = _value(name, value, others)
    if "period" in changes and any(name.startswith("period.") for name in changes):
        raise UserError("'period=' says that no period is known; leave it out or the fields of the period")
    if not changes:
        raise UserError("nothing to fix was given; write for example --set outcome=injured, or hide the figure")
    _check_whole(figure, changed(figure, changes))
    return changes


def _value(name: str, text: str, others: Sequence[Figure]) -> Any:
    """One field's value from its text."""
    if not text:
        return _nothing(name)
    if name in NUMBERS:
        return _number(name, text)
    if name in DATES:
        return _date(name, text)
    if name in choices():
        return _choice(name, text, choices()[name])
    if name == "part_of":
        return int(_choice(name, text, tuple(str(f.start) for f in others)))
    if name == "period":
        raise UserError(
            "'period': is set by its parts; write --set period.start=2020-11-10 --set period.end=2025-05-19 --set period.kind=…"
        )
    return text


def _nothing(name: str) -> Any:
    if name in NEVER_EMPTY:
        raise UserError(f"'{name}=': every figure has one; give a value, or hide the figure")
    return None


def _number(name: str, text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not 0 <= value < math.inf:
        raise UserError(f"'{name}={text}': is not a number of 0 or more; write digits, with a point where it has a fraction: 1644.6")
    return value


def _date(name: str, text: str) -> str:
    if re.fullmatch(r"\d{4}(-\d\d){0,2}", text):
        year, month, day = parse_iso(text)
        if year >= 1 and 1 <= (month or 1) <= 12 and 1 <= (day or 1) <= calendar.monthrange(year, month or 1)[1]:  # noqa: PLR2004 (months)
            return text
    raise UserError(f"'{name}={text}': is not a date; write a day, a month or a year: 2025-05-19, 2025-05, 2025")


def _choice(name: str, text: str, known: tuple[str, ...]) -> str:
    if text in known:
        return text
    near = difflib.get_close_matches(text, known, 1)
    raise UserError(f"'{name}={text}': is not known{f', did you mean {near[0]!r}?' if near else ';'} it is one of: {', '.join(known)}")


def _check_whole(before: Figure, after: Figure) -> None:
    if after == before:
        raise UserError("the figure is so already; nothing was changed")
    if (after.low is None) != (after.high is None) or (after.low is None) != (after.qualifier != "range"):
        raise UserError(
            "a range has low, high and qualifier=range, any other figure none of them; set all three, or clear: --set low= --set high="
        )
    if after.low is not None and after.high is not None and not after.low == after.value <= after.high:
        raise UserError(f"a range runs from its value, {after.low:g}, up to {after.high:g}; set low and value alike, and high above them")
