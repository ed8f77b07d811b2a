"""Index terms: what full-text search compares. Words become stems; numbers, dates and places become terms that no language changes.

"37,154 ha in Ağdam, Oct. 7" and "37 154 га в Агдаме 7 октября" share n37154, pl_aghdam and d1007.
"""

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any

from ingest.dates import DateMention, find_dates, fold_case
from ingest.figures.numbers import number_words
from ingest.figures.periods import stated_periods
from ingest.kindred import LONGEST_ENDING, find_kindred
from ingest.lexicon_files import compiled, read_lexicon
from ingest.plain import plain_letters

STEMMERS = {
    "en": "english",
    "ru": "russian",
    "uk": "russian",
    "tr": "turkish",
    "az": "turkish",
    "de": "german",
    "fr": "french",
    "es": "spanish",
}
_TOKEN = re.compile(r"\d+(?:[., \u00a0\u202f\u2009]\d{3})+(?![\d])(?:[.,]\d+)?|\d+(?:[.,]\d+)?|[^\W\d_]+(?:['’][^\W\d_]+)?")
_APOSTROPHE = re.compile(r"['’].*$")


@dataclass(frozen=True)
class Terms:
    """The terms of a text by kind; each list keeps the order and repeats of the text."""

    words: tuple[str, ...]
    numbers: tuple[str, ...]
    dates: tuple[str, ...]
    places: tuple[str, ...]
    concepts: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        """Every term, words first."""
        return self.words + self.concepts + self.numbers + self.dates + self.places


def read_terms(text: str, language: str | None, around: str | None = None) -> Terms:
    """The terms of a text in `language` (ISO 639-1); yearless dates take their year from `around` (an ISO date).

    A day has its yearless term too, so that a question which leaves the year out finds it.
    """
    mentions = find_dates(text, around)
    words, numbers = [], []
    for token in _TOKEN.finditer(text):
        if any(m.start <= token.start() < m.end for m in mentions):
            continue
        if token.group()[0].isdigit():
            numbers.append(number_term(token.group()))
        elif stem := word_term(token.group(), language or "en"):
            words.append(stem)
    return Terms(
        tuple(words),
        tuple(numbers),
        tuple(dict.fromkeys(t for m in mentions for t in (*date_terms(m), *date_terms(replace(m, year=None))))) + whole_terms(text, around),
        tuple(place_term(p) for p in find_places(text)),
        tuple(find_concepts(text)),
    )


@dataclass(frozen=True)
class Unit:
    """One thing that a question names: a word (its stem) with the concepts that its form stands for, or a number, date or place."""

    kind: str
    terms: tuple[str, ...]


WORDY = frozenset({"word", "concept"})
EPOCHS = {  # what reports call these dates instead of writing them out
    "y2020": ("c_war_2020",), "m202011": ("c_war_2020",), "d20201110": ("c_war_2020",), "m202009": ("c_war_2020",), "d20200927": ("c_war_2020",),
    "y1990": ("c_since_1991", "y1991"), "y1991": ("c_since_1991",), "y1992": ("c_since_1991",),
}  # fmt: skip


def question_dates(text: str) -> list[DateMention]:
    """The dates of a question; where it names one year only, its other dates are of that year."""
    mentions = find_dates(text)
    years = {m.year for m in mentions if m.year}
    return find_dates(text, around=str(years.pop())) if len(years) == 1 else mentions


def read_units(text: str, language: str | None) -> list[Unit]:
    """What a question names, as `plain_units` reads it, each word also borne out by those that the thesaurus calls akin."""
    return _with_kindred(text, language, plain_units(text, language))


def plain_units(text: str, language: str | None) -> list[Unit]:
    """What a question names, each thing once; any of a unit's terms bears it out. Words of one form ("anti-tank") are one unit."""
    mentions = question_dates(text)
    plain = plain_letters(fold_case(text))
    pattern, concepts = _concept_pattern()
    spans = [(m.start(), _word_end(plain, m.end()), tuple(f"c_{c}" for c in concepts[m[1]])) for m in pattern.finditer(plain)]
    places = [(p.start, p.end) for p in place_spans(text)]
    units: dict[tuple[str, ...], Unit] = {}
    for start, end, named in spans:
        stems = tuple(filter(None, (word_term(t.group(), language or "en") for t in _TOKEN.finditer(text[start:end]))))
        units[named] = Unit("concept", (*(stems if len(stems) == 1 else ()), *named))
    for token in _TOKEN.finditer(text):
        if any(m.start <= token.start() < m.end for m in mentions) or any(a <= token.start() < b for a, b in places):
            continue
        if token.group()[0].isdigit():
            units[number_term(token.group()),] = Unit("number", (number_term(token.group()),))
        elif (stem := word_term(token.group(), language or "en")) and not any(a <= token.start() < b for a, b, _ in spans):
            units[stem,] = Unit("word", (stem,))
    units |= {(t,): Unit("date", (t, *EPOCHS.get(t, ()))) for m in mentions for t in date_terms(m)}
    units |= {(t,): Unit("whole", (t,)) for t in whole_terms(text)}
    units |= {(t,): Unit("place", (t,)) for t in map(place_term, find_places(text))}
    return list(units.values())


def _with_kindred(text: str, language: str | None, units: list[Unit]) -> list[Unit]:
    """The units, each word with the groups of the thesaurus that it belongs to."""
    groups: dict[str, list[str]] = {}
    for kindred in find_kindred(text):
        for token in _TOKEN.finditer(text[kindred.start : kindred.end]):
            if stem := word_term(token.group(), language or "en"):
                groups.setdefault(stem, []).append(kindred.term)
    return [
        Unit(u.kind, tuple(dict.fromkeys((*u.terms, *(g for t in u.terms for g in groups.get(t, ())))))) if u.kind in WORDY else u
        for u in units
    ]


def _word_end(text: str, position: int) -> int:
    """The end of the word that goes on at `position`."""
    return position + len(re.match(r"\w*", text[position:]).group())  # type: ignore[union-attr]


def number_term(written: str) -> str:
    """A number as one term, whatever its separators: "37,154", "37 154" and "37154" are n37154; "1,198.7" is n1198_7."""
    compact = re.sub(r"\s", "", written)
    separators = re.findall(r"[.,]", compact)
    grouped = (
        separators
        and all(len(g) == len("000") for g in re.split(r"[.,]", compact)[1 : len(separators) + (len(set(separators)) == 1)])
        and not compact.startswith("0")
    )
    if len(separators) > 1 and len(set(separators)) > 1:
        whole, _, fraction = compact.rpartition(separators[-1])
        return f"n{re.sub('[.,]', '', whole)}_{fraction.rstrip('0') or '0'}"
    if grouped:
        return "n" + re.sub(r"[.,]", "", compact)
    return "n" + re.sub(r"[.,]", "_", compact)


def date_terms(mention: DateMention) -> list[str]:
    """A date with the wider dates that hold it: 2024-10-07 gives d20241007, m202410 and y2024; without a year d1007."""
    year, month, day = mention.year, mention.month, mention.day
    terms = [f"y{year}"] if year else []
    if month:
        terms.append(f"m{year or ''}{month:02d}")
    if month and day:
        terms.append(f"d{year or ''}{month:02d}{day:02d}")
    return terms


def whole_terms(text: str, around: str | None = None) -> tuple[str, ...]:
    """The months and years that are meant as wholes ("in May 2026", "1-31 May 2026", "in 2024", not "since May 2026"): whole202605, whole2024."""
    periods = (p.period for p in stated_periods(text, around))
    return tuple(dict.fromkeys("whole" + re.sub(r"\D", "", (p.start or "")[: WHOLE[p.kind]]) for p in periods if p.kind in WHOLE))


@cache
def stopwords() -> frozenset[str]:
    """Words without content in every language of the lexicon, casefolded."""
    lexicon = read_lexicon("ingest", "stopwords")
    return frozenset(fold_case(w) for language, words in lexicon.items() if language != "about" for w in words.split())


@cache
def _stemmer(language: str) -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer(STEMMERS.get(language, "english"))


@lru_cache(maxsize=100_000)
def word_term(word: str, language: str) -> str | None:
    """The stem of a word, casefolded and without diacritics; None for a word without content."""
    folded = fold_case(word)
    if folded in stopwords() or _APOSTROPHE.sub("", folded) in stopwords():
        return None
    folded = _APOSTROPHE.sub("", folded)
    if re.search(r"[а-яё]", folded):
        language = "ru"
    elif language in {"ru", "uk"}:
        language = "en"
    stem = _stemmer(language).stemWord(folded)
    return plain_letters(stem) if len(stem) > 1 else None


WHOLE = {"month": len("2026-05"), "year": len("2026")}


def forms_pattern(forms: list[str], start: str = r"(?<!\w)") -> re.Pattern[str]:
    """A pattern for forms at a word's start, which `start` tells, longest first; a form that ends in "=" is a whole word."""
    pieces = (re.escape(f.removesuffix("=")) + (r"(?!\w)" if f.endswith("=") else "") for f in sorted(forms, key=len, reverse=True))
    return compiled(start + "(" + "|".join(pieces) + rf")(?=['’\w]{{0,{LONGEST_ENDING}}}(?!\w))")


@cache
def _concept_pattern() -> tuple[re.Pattern[str], dict[str, list[str]]]:
    lexicon = read_lexicon("ingest", "concepts")
    concepts: dict[str, list[str]] = {}
    forms = []
    for concept, languages in lexicon.items():
        for form in (f for words in languages.values() for f in words) if concept != "about" else ():
            plain = plain_letters(fold_case(form))
            forms.append(plain)
            concepts.setdefault(plain.removesuffix("="), []).append(concept)
    return forms_pattern(forms), concepts


def lexicon_words() -> frozenset[str]:
    """Every single word that the concepts, places, numbers and stop words of the lexicons know, casefolded."""
    forms = [f.removesuffix("=") for f in (*_concept_pattern()[1], *_place_pattern()[1])]
    return frozenset(w for f in forms for w in f.split() if w.isalpha()) | number_words() | stopwords()


def find_concepts(text: str) -> list[str]:
    """The terms of the concepts that a text speaks of, in whatever language: c_victim, c_antitank."""
    pattern, concepts = _concept_pattern()
    return [f"c_{concept}" for m in pattern.finditer(plain_letters(fold_case(text))) for concept in concepts[m[1]]]


@dataclass(frozen=True)
class Place:
    """A place of the gazetteer: kind is district, capital, city, village, town, territory, country or world; `within` is the larger place."""

    name: str
    kind: str
    within: str | None


@cache
def gazetteer() -> dict[str, Place]:
    """Every place by its name."""
    lexicon = read_lexicon("ingest", "places")
    return {name: Place(name, entry["kind"], entry.get("in")) for name, entry in lexicon.items() if name != "about"}


@cache
def _place_pattern() -> tuple[re.Pattern[str], dict[str, str]]:
    lexicon = read_lexicon("ingest", "places")
    forms = {plain_letters(fold_case(form)): name for name, entry in lexicon.items() if name != "about" for form in entry["forms"]}
    return forms_pattern(list(forms)), {form.removesuffix("="): name for form, name in forms.items()}


def find_places(text: str) -> list[str]:
    """The places of the gazetteer that a text names, in order, each once."""
    return list(dict.fromkeys(span.name for span in place_spans(text)))


@dataclass(frozen=True)
class PlaceSpan:
    """text[start:end] names a place of the gazetteer."""

    start: int
    end: int
    name: str


def place_spans(text: str) -> list[PlaceSpan]:
    """Where a text names the places of the gazetteer, in order."""
    pattern, forms = _place_pattern()
    plain = plain_letters(fold_case(text))
    return [PlaceSpan(m.start(), _word_end(plain, m.end()), forms[m[1]]) for m in pattern.finditer(plain)]


def place_term(name: str) -> str:
    """The term of a place: pl_aghdam."""
    return "pl_" + re.sub(r"\W", "", name.lower())
