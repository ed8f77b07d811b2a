"""Numbers that go on with what was told before, naming nothing again: "In 2022 there were 44", "Fuzuli led with 3,140 hectares"."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from ingest.dates import fold_case
from ingest.figures.figure import WORKED
from ingest.figures.nesting import Whole
from ingest.figures.own_words import Count
from ingest.figures.phrases import Clause
from ingest.lexicon_files import read_lexicon
from ingest.terms import place_spans

KEPT = ("unit", "measure", "outcome", "who", "device", "activity", "factor")
UNCOUNTED = frozenset({"percent", "time", "money", "hectares", "km"})  # units of which there are not "44"
DEEDS = frozenset({"cleared", "found", "remaining"})


@cache
def _rules(language: str) -> dict[str, Any]:
    lexicon = read_lexicon("ingest", "continuing")
    entry = lexicon[{"tr": "az", "uk": "ru"}.get(language, language if language in lexicon else "en")]
    patterns = [p.replace("ı", "i") for p in entry["compares"]]
    return {
        "words": {fold_case(w) for w in entry["words"]},
        "compares": re.compile("|".join(patterns)),
        "learners": re.compile(entry["learners"]),
    }


def go_on(clause: Clause, counts: list[Count], earlier: Sequence[Whole]) -> None:
    """Give numbers that name nothing what the newest whole before them counts, and land and devices the deed told of it."""
    given: Count | Whole | None = None
    for position, count in enumerate(counts):
        if count.unit is not None or _names_its_own(count):
            continue
        start = counts[position - 1].number.end if position else 0
        end = counts[position + 1].number.start if position + 1 < len(counts) else len(clause.folded)
        if position == 0 and _OPENS.match(clause.folded[: count.number.start]) and _ARE.match(clause.folded, count.number.end):
            end = count.number.end
        if not _only_compares(clause, start, count.number.start) or not _only_compares(clause, count.number.end, end):
            continue
        given = given or _named_here(clause, count) or _newest(clause, count, earlier)
        if given is not None and given.dimensions.get("unit"):
            count.dimensions |= {k: given.dimensions[k] for k in KEPT if given.dimensions.get(k)}
            count.phrase, count.from_before, count.words = None, True, ""
            count.dimensions.pop("other", None)
        elif given is not None and given.dimensions.get("activity"):
            count.dimensions["activity"] = given.dimensions["activity"]


_OPENS = re.compile(r"\W*(?:all\s+|все\s+)?$")
_ARE = re.compile(r"\s+(?:were|are|had|have)\s+(?!been\b)")  # "Six were from two villages", after people were told


def _names_its_own(count: Count) -> bool:
    """Whether a number has a known noun, other than a label before it ("By district: …")."""
    phrase = count.phrase
    return phrase is not None and bool(phrase.things) and not (count.dimensions.get("other") and phrase.end <= count.number.start)


def _only_compares(clause: Clause, start: int, end: int) -> bool:
    """Whether a stretch of a sentence holds nothing but names, places, periods and words that compare."""
    text = clause.text[start:end]
    spans = [(p.start, p.end) for p in place_spans(text)] + [(a - start, b - start) for a, b in clause.periods if start <= a and b <= end]
    spans += [
        (t.start - start, t.end - start)
        for t in clause.tags
        if t.kind == "thing" and t.dimensions.get("unit") == "people" and start <= t.start < end
    ]
    for a, b in sorted(spans, reverse=True):
        text = text[:a] + " " * (b - a) + text[b:]
    if start == 0:
        text = _without_first_name(text)
    words = re.findall(r"(?<!\w)[^\W\d_][\w'’-]*", text)
    known = _rules(clause.language)["words"]
    return all((word[0].isupper() and start + i > 0) or fold_case(word) in known for i, word in enumerate(words))


_NAME = re.compile(r"\W*[^\W\d_][\w'’-]*(?=\s+(?:\(|[A-ZА-ЯЁƏİÖÜÇŞĞ]|province|district|region|state|county))")


def _without_first_name(text: str) -> str:
    """A sentence's start without the name that it begins with: "Moxico province had", "Siem Reap"."""
    name = _NAME.match(text)
    return " " * name.end() + text[name.end() :] if name else text


def _named_here(clause: Clause, count: Count) -> Whole | None:
    """The victims that the sentence names beside the numbers: "Syria had the most casualties, 1,238"."""
    tags = [t for t in clause.tags if t.kind == "thing" and "outcome" in t.dimensions]
    near = min(tags, key=lambda t: abs(t.start - count.number.start), default=None)
    return Whole(None, dict(near.dimensions), part=False) if near else None


def _newest(clause: Clause, count: Count, earlier: Sequence[Whole]) -> Whole | None:
    """The newest figure before that is no part, and that can be of that many: hectares have fractions, people do not."""
    units = UNCOUNTED if _THERE.search(clause.folded) else UNCOUNTED - {"hectares"}
    found = next((w for w in reversed(earlier) if w.dimensions.get("unit") not in units and not w.part and _is_told_of(w)), None)
    broken = not float(count.number.value).is_integer()
    return None if found is None or (broken and found.dimensions.get("unit") != "hectares") else found


def _is_told_of(whole: Whole) -> bool:
    """Whether something was said of the people that a figure counts."""
    return whole.dimensions.get("unit") != "people" or bool(whole.dimensions.get("outcome") or whole.dimensions.get("activity"))


_THERE = re.compile(r"\bthere (?:were|was|are|had been)\b")  # land is not counted


def compares(clause: Clause) -> bool:
    """Whether a sentence goes on with, or breaks down, a number told before."""
    return _rules(clause.language)["compares"].search(clause.folded) is not None


def _share_lessons(clause: Clause, counts: list[Count], earlier: Sequence[Whole]) -> None:
    """Pupils and participants of a report on lessons were taught, where nothing else is said of them."""
    told = next((w for w in reversed(earlier) if w.dimensions.get("unit") == "people"), None)
    if told is None or told.dimensions.get("activity") != "taught" or any(t.kind in {"activity", "outcome"} for t in clause.tags):
        return
    for count in counts:
        if (
            count.unit == "people"
            and not count.dimensions.get("outcome")
            and count.words
            and _rules(clause.language)["learners"].match(fold_case(count.words))
        ):
            count.dimensions["activity"] = "taught"


def share_deeds(clause: Clause, counts: list[Count], earlier: Sequence[Whole]) -> None:
    """Land and devices that a sentence only compares were dealt with as told before: "Fuzuli led with 3,140 hectares"."""
    _share_lessons(clause, counts, earlier)
    if any(t.kind in {"activity", "remains"} for t in clause.tags) or not compares(clause):
        return
    for count in counts:
        if count.unit not in WORKED or count.dimensions.get("activity"):
            continue
        told = next((w for w in reversed(earlier) if w.dimensions.get("unit") == count.unit), None)
        if told is not None and told.dimensions.get("activity") in DEEDS:
            count.dimensions["activity"] = told.dimensions["activity"]
