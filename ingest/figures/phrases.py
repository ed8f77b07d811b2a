"""The noun phrase that a number counts: the words behind it, else the words before it that say what is counted ("victims: 14")."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from ingest.dates import fold_case
from ingest.figures.lexicon import Tag
from ingest.figures.numbers import NumberMention
from ingest.lexicon_files import read_lexicon

LONGEST = 7  # words of a counted noun phrase
SHORTEST_NOUN = 3  # letters
LONGEST_BEFORE = 70  # characters before a number in which the noun that it counts stands
MEASURED = frozenset({"hectares", "percent", "money", "time", "km"})  # units whose name is the head wherever it stands in its phrase
WORD = re.compile(r"[^\W\d_]+(?:-\d{1,3}(?!\d))?\d{0,2}²?(?:[-‑'’./](?=[^\W\d_])[^\W\d_]+)*\.?|[%$€£₼₽]")
_GLUED_ENDING = re.compile(
    r"[-–]?(?:(?:s?[iuü])(?:n?[iuü]n|n[aəiuü]|nd[aə]n?)?|n[iuü]n|d[aəe]n?|y?[aə]|dir|dur|dür|s[iuü]dir|ти|х|ми|и)(?!\w)"
)


_SAID_AFTER = re.compile(  # what is said of a number between it and its noun: "700,000 or so people", "1.1 million-plus mines"
    r",?[\s-]*(?:or so|or thereabouts|or more|or fewer|or less|or nearly so|or even more|plus|odd|give or take|at (?:the )?(?:very )?(?:least|most)"
    r"|и более|или более|или больше|или около того|с лишним|с небольшим|с хвостиком|плюс-минус)\b,?"
)
_CURRENCY = re.compile(r"(?:us\$|[$€£₼₽]|\b(?:usd|eur|azn|gbp))\s?$")


@dataclass(frozen=True)
class Phrase:
    """text[start:end] names what a number counts; `things` are the known things of its head, none for a noun that no lexicon knows.

    `marked` when it stands before the number and a colon, a dash or "the number of" joins them.
    """

    start: int
    end: int
    things: tuple[Tag, ...]
    marked: bool = False

    @property
    def known(self) -> bool:
        """Whether it counts something of a known unit."""
        return any(t.dimensions.get("unit") for t in self.things)


@dataclass(frozen=True)
class Clause:
    """The text around a number, casefolded, with the tags of its sentence, its language's rules and where it names periods."""

    text: str
    folded: str
    tags: Sequence[Tag]
    language: str
    periods: tuple[tuple[int, int], ...] = ()

    @property
    def turkic(self) -> bool:
        """Whether verbs stand last and endings say what a noun does."""
        return self.language in {"az", "tr"}

    @property
    def rules(self) -> dict[str, Any]:
        """The language's stops, fills and endings."""
        return _rules(self.language)


@cache
def _rules(language: str) -> dict[str, Any]:
    lexicon = read_lexicon("ingest", "phrases")
    entry = lexicon[{"tr": "az", "uk": "ru"}.get(language, language if language in lexicon else "en")]
    compiled = {name: re.compile(entry[name]) for name in ("verbs", "adjectives", "totals")}
    return {**compiled, "stops": {fold_case(w) for w in entry["stops"]}, "fills": {fold_case(w) for w in entry["fills"]}}


@dataclass(frozen=True)
class _Word:
    start: int
    end: int
    word: str


def phrase_after(clause: Clause, number: NumberMention, limit: int) -> Phrase | None:
    """The noun phrase right behind a number, up to `limit`; None when no noun stands there."""
    glued = None if clause.folded[number.end - 1 : number.end].isspace() else _GLUED_ENDING.match(clause.folded, number.end)
    money = _CURRENCY.search(clause.folded[: number.start])
    if money:
        tag = Tag(money.start(), money.end(), "thing", {"measure": "money", "unit": "money"})
        return Phrase(tag.start, tag.end, (tag,))
    said_after = _SAID_AFTER.match(clause.folded, glued.end() if glued else number.end)
    words = list(_phrase_words(clause, said_after.end() if said_after else glued.end() if glued else number.end, limit))
    nouns = [w for w in words if not _is_fill(clause, w)]
    if not nouns:
        return None
    things = [t for t in clause.tags if t.kind == "thing" and words[0].start <= t.start < words[-1].end]
    head = _head(clause, nouns, things)
    return Phrase(nouns[0].start, max(nouns[-1].end, *(t.end for t in head)) if head else nouns[-1].end, tuple(head))


def _phrase_words(clause: Clause, start: int, limit: int) -> Iterator[_Word]:
    """The words behind a number that may belong to its noun phrase."""
    at, taken, nouns = start, 0, 0
    while taken < LONGEST and at < limit:
        gap = re.compile(r"[\s\u00a0]*(?:[-–‑]\s?(?=\w))?(?:(?:19|20)\d\d\s(?=[^\W\d_]))?[«“\"]?").match(clause.folded, at)
        word = WORD.match(clause.folded, gap.end() if gap else at)
        if word is None or word.start() >= limit or (taken and re.search(r"[–]|\s-\s", clause.folded[at : word.start()])):
            return
        found = _Word(word.start(), word.end(), word.group())
        inside = any(t.kind == "thing" and t.start < found.start < t.end for t in clause.tags)
        if not inside and _ends_phrase(clause, found, nouns, limit):
            return
        yield found
        nouns += not _is_fill(clause, found)
        taken += 1
        at = word.end()
        if not inside and re.search(r"\.$", found.word) and len(found.word) > 4:  # noqa: PLR2004 (letters of an abbreviation: "кв.")
            return


def _is_fill(clause: Clause, word: _Word) -> bool:
    """Whether a word is no noun: "more", an adverb."""
    return word.word in clause.rules["fills"] or (clause.language == "en" and re.search(r"(?<!fami)(?<!mb)ly$", word.word) is not None)


def _ends_phrase(clause: Clause, word: _Word, nouns: int, limit: int) -> bool:  # noqa: PLR0911 (one return per kind of word)
    """Whether a word stands behind the noun phrase: a preposition, a verb, or "and" that leads to no further noun of the same kind."""
    starts = [t for t in clause.tags if t.start == word.start]
    if any(t.kind == "nest" for t in starts):
        return True
    if nouns and clause.language == "en" and {"thing", "outcome"} <= {t.kind for t in starts} and re.search(r"ed$|^dead$", word.word):
        return True
    if any(t.kind == "thing" for t in starts):
        return bool(nouns) and clause.turkic and any(_inflected(clause, t) for t in starts)
    rules = clause.rules
    if word.word in {"and", "or", "и", "или", "və", "of"}:
        return not nouns or not _goes_on(clause, word, limit)
    if word.word.rstrip(".") in rules["stops"]:
        return True
    if any(t.kind in {"outcome", "activity"} for t in starts):
        if clause.language == "en" and any(t.kind == "outcome" and " " in clause.folded[t.start : t.end] for t in starts):
            return True
        if clause.language == "en" and re.search(r"(?:ion|ance)$" if nouns else r"(?:ion|ance|ing)$", word.word):
            return False
        return bool(nouns) or not _participle(clause, word)
    bare = word.word.rstrip(".")
    if not rules["verbs"].search(bare) or rules["adjectives"].search(bare):
        return False
    following = re.match(r"\s*([^\W\d_]+)?", clause.folded[word.end :])
    alone = clause.language == "en" and not (following and following[1] and following[1] not in rules["stops"])
    return bool(nouns) or alone or bool(re.search(r"(?:ли|лись|лось|лась|(?:[iuü]|di|du)[bp]|d[iuü]r)$", bare))


def _inflected(clause: Clause, tag: Tag) -> bool:
    """Whether a device stands in a case that makes it no part of a phrase before it: "iki nəfər minaya düşüb"."""
    return ("device" in tag.dimensions or "other" in tag.dimensions) and bool(
        re.search(r"(?:y[aə]|d[aə]n?|[nt][iuü]n|lar[iuü]n)$", clause.folded[tag.start : tag.end])
    )


def _inflected_end(clause: Clause, tag: Tag) -> bool:
    """Whether a noun stands in a case other than that of a subject or an indefinite object."""
    return bool(re.search(r"(?:d[aə]n?|[yn][aə]|[iuü]n|l[aə])$", clause.folded[tag.start : tag.end]))


def _participle(clause: Clause, word: _Word) -> bool:
    """Whether a verb form stands right before a known noun ("two wounded soldiers", «5 погибших военных»)."""
    return any(t.kind == "thing" and not t.dimensions.get("counter") and t.start - word.end == 1 for t in clause.tags) or bool(
        clause.rules["adjectives"].search(word.word)
        and re.match(r"\s+[^\W\d_]{3,}", clause.folded[word.end :])
        and not re.match(r"\s+(?:в|на|при|из|и)\b", clause.folded[word.end :])
    )


def _goes_on(clause: Clause, word: _Word, limit: int) -> bool:
    """Whether a conjunction, or "of" behind a counter, leads to another noun of the kind before it ("mines and unexploded ordnance")."""
    before = [t for t in clause.tags if t.kind == "thing" and word.start - 40 < t.start < word.start]
    after = [t for t in clause.tags if t.kind == "thing" and 0 <= t.start - word.end <= 24]  # noqa: PLR2004 (characters: one adjective)
    if (
        not before
        or re.search(r"\d", clause.folded[before[-1].end : word.start])
        or not after
        or after[0].start >= limit
        or re.search(r"[\d,;:.]", clause.folded[word.end : after[0].start])
    ):
        return False
    if any(t.kind != "thing" and 0 < t.start - word.end < 3 for t in clause.tags):  # noqa: PLR2004 (characters: a space)
        return False
    last, following = before[-1].dimensions, after[0].dimensions
    if word.word == "of":
        kind = last.get("device") == "mines" and following.get("device") not in {None, "mines", "all"}  # "mines of anti-tank type"
        return bool(last.get("counter")) or kind
    return last.get("unit") is not None and last.get("unit") == following.get("unit") and last.get("unit") in {"devices", "people"}


def _head(clause: Clause, words: list[_Word], things: list[Tag]) -> list[Tag]:  # noqa: PLR0911 (one return per word order)
    """The known things of a phrase that its number counts; none when the counted noun is a word that no lexicon knows."""
    things = [t for t in things if not t.dimensions.get("counter")]
    if not things:
        return []
    for tag in things:
        if tag.dimensions.get("unit") in MEASURED and not _compound(clause, tag, words):
            return [tag]
    if clause.language in {"ru", "uk"}:
        leading = [w for w in words if w.end <= things[0].start and not _counter_at(clause, w)]
        if any(not clause.rules["adjectives"].search(w.word) for w in leading):
            return []
        return of_one_unit(things, things[0])
    last = things[-1]
    if last.dimensions.get("unit") != "people" and _compound(clause, last, words):
        return []
    if clause.turkic and things[0].dimensions.get("unit") == "people":
        person = things[0].dimensions.keys() <= {"unit"}
        described = (
            last.dimensions.get("other")
            and last.end == words[-1].end
            and not person
            and not _inflected_end(clause, things[0])
            and not _inflected(clause, last)
        )
        return of_one_unit(things, last if described else things[0])
    return of_one_unit(things, last)


def _counter_at(clause: Clause, word: _Word) -> bool:
    return any(t.dimensions.get("counter") and t.start == word.start for t in clause.tags)


def _compound(clause: Clause, tag: Tag, words: list[_Word]) -> bool:
    """Whether the tag only describes a later noun: "mine detection dogs", "mina detektoru"."""
    rest = [w for w in words if w.start >= tag.end]
    surface = clause.folded[tag.start : tag.end]
    if not rest or clause.language in {"ru", "uk"}:
        return False
    if clause.turkic:
        unit = tag.dimensions.get("unit")
        return unit in {"devices", None} and bool(re.search(r"(?:[^\W\d_]{2,}[iuü]|s[iuü])$", rest[-1].word))
    if tag.dimensions.get("unit") in MEASURED:
        return tag.dimensions.get("unit") == "time" and not surface.endswith("s") and rest[-1].word.endswith("s")
    noun = tag.dimensions.get("device") in {None, "mines"} or (tag.dimensions["device"] == "all" and not surface.endswith(("ive", "ous")))
    return noun and not surface.rstrip(".").endswith("s") and bool(re.search(r"[^s]s$", rest[-1].word))


def of_one_unit(things: list[Tag], head: Tag) -> list[Tag]:
    """The things that count in the same unit as the head."""
    return [
        t
        for t in things
        if t.dimensions.get("unit") == head.dimensions.get("unit") and t.dimensions.get("other") == head.dimensions.get("other")
    ]


def words_of(clause: Clause, phrase: Phrase | None) -> str:
    """A phrase as worded, on one line."""
    return re.sub(r"\s+", " ", clause.text[phrase.start : phrase.end]).strip(' «»"“”.,') if phrase else ""
