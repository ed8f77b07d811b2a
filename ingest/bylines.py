"""Who wrote and who published a report, read from its own words; patterns are in lexicons/bylines.json."""

import re
from functools import cache

from ingest.date_lines import date_line
from ingest.dates import fold_case
from ingest.lexicon_files import read_lexicon

FIRST_LINES = 10  # non-blank lines among which a byline or a date line stands
TOP = 300  # characters: a dateline such as "Bakı. Trend:" stands within them
BESIDE_DATE = 3  # lines: a bare name counts as a byline only this near to the top or to a date line


@cache
def _lexicon() -> dict[str, list[str]]:
    raw = read_lexicon("ingest", "bylines")
    for kind in ("publisher", "publisher_at_top", "byline"):
        raw[kind] = [p.replace("{outlet}", raw["outlet"]).replace("{person}", raw["person"]) for p in raw[kind]]
    return raw  # type: ignore[no-any-return]


def find_publisher(body: str) -> str | None:
    """The outlet that a report names as its own ("Azernews reports", "сообщает Report", "xəbər verir"); else None."""
    searched = [(p, body) for p in _lexicon()["publisher"]] + [(p, body[:TOP]) for p in _lexicon()["publisher_at_top"]]
    for pattern, text in searched:
        for match in re.finditer(pattern, text, re.MULTILINE):
            name = match["name"].strip(' .,-–—"“”«»')
            if _is_outlet(name):
                return name
    return None


def _is_outlet(name: str) -> bool:
    words = fold_case(name).split()
    barred = _lexicon()["not_outlets"]
    return (
        bool(words)
        and " ".join(words) not in barred
        and not any(w.strip(".") in barred for w in words if w != "agency")
        and not date_line(name)
    )


def find_byline(lines: list[str]) -> str | None:
    """The writer named on a line of its own among the first lines of a report; else None."""
    top = [line.strip() for line in lines if line.strip()][:FIRST_LINES]
    explicit, *bare = _lexicon()["byline"]
    for line in top:
        if match := re.match(explicit, line):
            return match["name"] if _is_person(match["name"]) else None
    dates = [i for i, line in enumerate(top) if date_line(line)]
    for i, line in enumerate(top):
        near = i == 0 or any(abs(i - d) < BESIDE_DATE for d in dates)
        for pattern in bare:
            match = re.match(pattern, line)
            if match and near and _is_person(match["name"]):
                return match["name"]
    return None


def _is_person(name: str) -> bool:
    return fold_case(name) not in _lexicon()["not_persons"] and not name.startswith("By ") and "\n" not in name
