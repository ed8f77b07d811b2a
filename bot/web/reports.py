"""The list of reports: those that hold all the words looked for and were published in the time asked for."""

import datetime
from dataclasses import dataclass

from bot.web.markup import LANGUAGES
from ingest.library import Filter, Library, Version
from ingest.terms import number_term, read_terms

MOST_WORDS = 20  # of a search that are looked for
EVERY = 1_000_000  # passages; a report is left out for lack of a word, never for its rank


@dataclass(frozen=True)
class Search:
    """What to look for: words, and the first and last day of publication (ISO), each empty for any."""

    text: str = ""
    first: str = ""
    last: str = ""

    @classmethod
    def read(cls, text: object, first: object, last: object) -> "Search":
        """A search as a browser sends it; what is no day is no bound."""
        return cls(str(text or "")[:200], _day(first), _day(last))


def _day(said: object) -> str:
    try:
        return datetime.date.fromisoformat(str(said)).isoformat()
    except ValueError:
        return ""


def find_reports(library: Library, search: Search) -> list[Version]:
    """The reports of a search: the best fitting first, the newest first where no words are looked for."""
    wanted = Filter(search.first or None, search.last or None)
    words = [terms for word in search.text.split()[:MOST_WORDS] if (terms := _terms(word))]
    if not words:
        found = [v for v in library.versions() if _published_within(v, search)]
        return sorted(found, key=lambda v: v.article.published or "", reverse=True)
    holding = [_versions(library, terms, wanted) for terms in words]
    best = _versions(library, {t for terms in words for t in terms}, wanted)
    chosen = [version for version in best if all(version in each for each in holding)]
    known = library.versions_by_id(chosen)
    return [known[version] for version in chosen]


def _terms(word: str) -> set[str]:
    """The index terms of a word, whichever of our languages it is in."""
    read = (read_terms(word, language) for language in LANGUAGES)
    found = {t for terms in read for t in (*terms.words, *terms.numbers, *terms.dates, *terms.places)}
    return found | {number_term(word)} if word.isdecimal() else found  # 1950 is a year, and may be a number


def _versions(library: Library, terms: set[str], wanted: Filter) -> list[int]:
    """The versions with a passage that holds any of the terms, the best first."""
    hits = library.search(sorted(terms), EVERY, wanted)
    passages = library.passages(h.passage for h in hits)
    return list(dict.fromkeys(passages[h.passage].version for h in hits))


def _published_within(version: Version, search: Search) -> bool:
    """As the library's own filter: a reduced date passes when any of its days does, an unknown one when nothing is asked."""
    published = (version.article.published or "")[:10]
    if not (search.first or search.last):
        return True
    return bool(published) and f"{published}~" >= search.first and (not search.last or published <= search.last)
