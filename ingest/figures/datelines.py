"""Where a report was sent from: "KABUL, 5 May (Agency) -" says neither where nor when something happened, only of which country the report tells."""

import re
from collections.abc import Collection
from functools import cache

from ingest.dates import find_dates
from ingest.lexicon_files import read_lexicon
from ingest.terms import find_places, gazetteer

_UPPER = r"[A-ZА-ЯЁƏÇĞİÖŞÜ]"
_NAME = rf"(?P<name>(?:{_UPPER}[{_UPPER[1:-1]}'’-]+|{_UPPER}[\w'’-]+)(?:\s{_UPPER}[\w'’-]+){{0,2}})"
_DATE = r"(?P<date>,\s*(?:[A-Z][a-z]+,\s*)?[^.,;:–—()-]{3,22})?"
_SOURCE = r"(?P<source>\s*[(/][^()/]{2,24}[)/])?"
_OPENING = re.compile(rf"\W*{_NAME}{_DATE}{_SOURCE}\s*(?:[–—]|-)+\s+(?=\S)")
_ALONE = re.compile(rf"\W*{_NAME}{_DATE}\s*[.:]?\W*")


def dateline_end(text: str) -> int:
    """Where the dateline of a sentence ends; 0 when it has none.

    >>> dateline_end("KABUL - Six children were hurt."), dateline_end("Bakı, 14 yanvar."), dateline_end("Aghdam - 41 mines.")
    (8, 16, 0)
    """
    alone = _ALONE.fullmatch(text)
    if alone and find_places(alone["name"]) and (alone["date"] is None or find_dates(alone["date"])):
        return len(text)
    opening = _OPENING.match(text)
    if opening is None:
        return 0
    dated = opening["date"] is not None and bool(find_dates(opening["date"]))
    named = (opening["name"].isupper() and len(opening["name"]) > 3) or dated or opening["source"] is not None  # noqa: PLR2004 (letters)
    return opening.end() if named and (opening["date"] is None or dated) else 0


def country_of(place: str) -> str:
    """The country, or the widest place known, that holds a place of the gazetteer; itself where none does."""
    within = gazetteer()[place].within
    return country_of(within) if within else place


@cache
def _epoch_countries() -> dict[str, str]:
    countries: dict[str, str] = read_lexicon("ingest", "periods")["epoch_countries"]
    return countries


def is_of_another_country(start: str | None, countries: Collection[str]) -> bool:
    """Whether a period starts with an event of a country that is none of these: the end of one country's war dates no other's numbers."""
    country = _epoch_countries().get(start or "")
    return country is not None and bool(countries) and country not in countries


def without_dateline(text: str, home: str) -> str:
    """A sentence with its dateline blanked, its length kept; the name of a place at home stays."""
    end = dateline_end(text)
    if not end or end == len(text):
        return " " * end + text[end:]
    opening = _OPENING.match(text)
    local = opening is not None and any(country_of(p) == home for p in find_places(opening["name"]))
    kept = opening.end("name") if opening and local else 0
    return text[:kept] + " " * (end - kept) + text[end:]
