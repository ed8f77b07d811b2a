"""Our own words in the three languages of the answers, and dates written as each of them does."""

import datetime
from functools import cache

from ingest.lexicon_files import read_lexicon

QUOTE_MARKS = {"en": "“”", "az": "“”", "ru": "«»"}


@cache
def _phrases() -> dict[str, dict[str, str]]:
    phrases: dict[str, dict[str, str]] = read_lexicon("bot", "phrases")
    del phrases["about"]
    return phrases


def phrase(key: str, language: str) -> str:
    """The wording of a key. Raises KeyError for a key that is not in the catalogue."""
    return _phrases()[key][language]


def written_date(iso: str, language: str) -> str:
    """A reduced ISO date (its time is left out) as people write it: "20 May 2025", "May 2025", "2025"."""
    from babel.dates import format_date

    parts = [int(p) for p in iso[:10].split("-")]
    if len(parts) == 1:
        return str(parts[0])
    day = datetime.date(parts[0], parts[1], parts[2] if len(parts) > 2 else 1)  # noqa: PLR2004 (year, month, day)
    pattern = "d MMMM y" if len(parts) > 2 else "LLLL y"  # noqa: PLR2004
    return str(format_date(day, pattern, locale=language))
