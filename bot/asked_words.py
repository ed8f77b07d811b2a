"""The words of a question beyond its dimensions: what is counted, where no lexicon knows it, the names, and the rest."""

import re
from collections.abc import Sequence

from bot.asked_periods import period_spans
from bot.operations import is_generic, short_spans
from bot.question import counted_from, counting_spans, newest_spans
from ingest.dates import fold_case
from ingest.figures.lexicon import Tag
from ingest.terms import Unit, place_spans, question_dates, read_units, stopwords

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
NOUN_WORDS = 4  # words behind "how many" in which the noun is looked for
GENERIC = frozenset(
    f"c_{c}"
    for c in ("total", "annual", "week", "month", "victim", "area", "found", "cleared", "incident", "percent", "war_2020", "since_1991")
)
COUNTED = frozenset({"people", "incidents", "devices", "hectares"})  # units whose figures are read well enough to rule out others


def unknown_noun(text: str, counted: int, tags: Sequence[Tag]) -> tuple[int, int] | None:
    """Where the noun right behind "how many" stands when no lexicon knows it ("how many emergency signals did …")."""
    if not counted:
        return None
    start = end = 0
    for token in list(_WORD.finditer(text[counted:]))[:NOUN_WORDS]:
        at = counted + token.start()
        tag = next((t for t in tags if t.start <= at < t.end), None)
        if tag and tag.kind == "thing":
            return None
        if fold_case(token.group()) in stopwords() or "," in text[counted:at]:
            break
        if not tag:
            start, end = start or at, at + len(token.group())
    return (start, end) if start else None


def rest_in(text: str, language: str, tags: Sequence[Tag]) -> tuple[Unit, ...]:
    """What a question names beyond the dimensions."""
    spans = [(t.start, t.end) for t in tags] + [(m.start, m.end) for m in question_dates(text)]
    spans += [(p.start, p.end) for p in place_spans(text)] + short_spans(text) + newest_spans(text)
    spans += [(a, b) for a, b, _ in period_spans(text)]
    spans += counting_spans(text)
    blank = list(text)
    for start, end in spans:
        blank[start:end] = " " * (end - start)
    return tuple(u for u in read_units("".join(blank), language) if u.kind in {"word", "concept"} and not GENERIC & set(u.terms))


def names_in(text: str, language: str, rest: Sequence[Unit]) -> tuple[Unit, ...]:
    """Those of the rest that are names: written with a capital inside a sentence, or in capitals, or with a digit."""
    named = [
        m.group() for m in re.finditer(r"(?<=[\w,;:«“\"(–-]\s)[^\W\d_a-zа-яёəğışçöü][\w'’-]+|\b[^\W\d_a-zа-яёəğışçöü]{2,}\b|\w+-\d+", text)
    ]
    stems = {t for u in read_units(" ".join(named), language) for t in u.terms}
    return tuple(u for u in rest if u.terms[0] in stems)


def noun_of(text: str, language: str, counted: int, head: Sequence[Tag], tags: Sequence[Tag]) -> tuple[Unit, ...]:
    """The noun that is counted: behind "how many", else the thing named, else what the question begins with.

    "People" says nothing, and what the dimensions say ("deaths", "mines") is not said again.
    """
    for first, last in newest_spans(text):  # "the newest data" names nothing
        text = f"{text[:first]}{' ' * (last - first)}{text[last:]}"
    dimensioned = [t for t in tags if "outcome" in t.dimensions or t.dimensions.get("unit") in COUNTED - {"people"}]
    start = end = 0
    if counted:
        start, end = _noun_words(text, counted)
        if not text[start:end].strip() or is_generic(text[start:end]):
            start, end = _noun_words_before(text, counted)
    elif head:
        start, end = head[0].start, head[-1].end
    else:
        start, end = _noun_words(text, 0)
    words = [m for m in re.finditer(r"\S+", text[start:end]) if not is_generic(m.group())]
    kept = " ".join(m.group() for m in words if not any(t.start < start + m.end() and start + m.start() < t.end for t in dimensioned))
    return tuple(u for u in read_units(kept, language) if u.kind in {"word", "concept"})


def _noun_words_before(text: str, end: int) -> tuple[int, int]:
    """The two words before "how many" where the noun is not behind it («жертв в мире сколько?», "ölənlərin sayı nə qədərdir?")."""
    before = [m for m in _WORD.finditer(text[:end]) if counted_from(text[: m.end()] + " ") == 0]
    kept = [m for m in before if fold_case(m.group()) not in stopwords() and not is_generic(m.group())][-2:]
    return (kept[0].start(), kept[-1].end()) if kept else (0, 0)


def _noun_words(text: str, start: int) -> tuple[int, int]:
    """Up to four words from `start` on, without stop words before them, ended by a stop word, a comma, a date or a place."""
    first = last = None
    stops = [(m.start, m.end) for m in question_dates(text)] + [(p.start, p.end) for p in place_spans(text)]
    for token in _WORD.finditer(text[start:]):
        at, end = start + token.start(), start + token.end()
        plain = fold_case(token.group()) not in stopwords() and not any(a <= at < b for a, b in stops)
        if first is not None and (not plain or re.search(r"[,;:.?!]", text[last:at]) or len(text[first:at].split()) >= NOUN_WORDS):
            break
        if plain:
            first, last = at if first is None else first, end
    return (first, last) if first is not None and last is not None else (start, start)


def asked_device(things: Sequence[Tag]) -> str | None:
    """The kind of device that is asked for; several kinds are asked for as all."""
    kinds = list(dict.fromkeys(t.dimensions["device"] for t in things if "device" in t.dimensions))
    specific = [k for k in kinds if k not in {"mines", "all"}]
    if len(specific) == 1:
        return str(specific[0]) if not ("mines" in kinds and specific[0] in {"UXO", "cluster munition"}) else "all"
    return (
        "mines"
        if set(specific) == {"anti-tank", "anti-personnel"}
        else "all"
        if specific
        else kinds[0]
        if len(kinds) == 1
        else "all"
        if kinds
        else None
    )
