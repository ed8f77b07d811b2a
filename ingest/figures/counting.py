"""What each number of a sentence counts: its own noun phrase and verbs first, then what it takes over from the number that it leans on."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from ingest.figures.lexicon import Tag
from ingest.figures.nesting import Whole, find_wholes, is_list_gap
from ingest.figures.numbers import NumberMention
from ingest.figures.outcomes import NEAR, outcome_of
from ingest.figures.phrases import Clause, Phrase, phrase_after, phrase_before, words_of
from ingest.figures.zones import Zones, zones_of

PEOPLE_KEYS = ("measure", "outcome", "who")
NO_VERBS = frozenset({"percent", "time", "money", "km"})


@dataclass
class Count:
    """A number with the dimensions of what it counts, and the whole that it is a part of."""

    number: NumberMention
    dimensions: dict[str, Any] = field(default_factory=dict)
    words: str = ""
    phrase: Phrase | None = None
    whole: "Count | Whole | None" = None
    from_before: bool = False

    @property
    def unit(self) -> str | None:
        """The unit of what is counted, if it is known."""
        return self.dimensions.get("unit")


def read_counts(clause: Clause, numbers: list[NumberMention], earlier: Sequence[Whole]) -> list[Count]:
    """What the numbers of a sentence count; `earlier` are the figures of the sentences before, the newest last."""
    zones = [zones_of(clause.folded, n, numbers) for n in numbers]
    counts = [_own(clause, n, z) for n, z in zip(numbers, zones, strict=True)]
    for count, whole in zip(counts, find_wholes(clause, [c.number for c in counts], [c.dimensions for c in counts], earlier), strict=True):
        count.whole = counts[whole] if isinstance(whole, int) else whole
    for position, (count, zone) in enumerate(zip(counts, zones, strict=True)):
        _take_over(clause, count, counts[:position], zone)
        _add_activity(clause, count, zone, numbers)
    _share_outcomes(clause.folded, counts)
    for count in counts:
        if count.dimensions.get("outcome"):
            count.dimensions["measure"] = "victims"
        if count.whole and count.whole.dimensions.get("unit") != count.unit:
            count.whole = None
    return counts


def _own(clause: Clause, number: NumberMention, zones: Zones) -> Count:
    """What the words beside a number say by themselves."""
    left = [t for t in clause.tags if zones.left <= t.start and t.end <= number.start]
    right = [t for t in clause.tags if any(a <= t.start < b for a, b in zones.right)]
    outcome = outcome_of(clause.text, number, left, right, zones.following)
    phrase = phrase_after(clause, number, zones.end) or _predicate(clause, number, zones.end)
    if phrase is None and outcome is None:
        phrase = phrase_before(clause, number, zones.left)
    elif phrase is None:
        before = phrase_before(clause, number, zones.left)
        phrase = before if before and before.known and before.things[0].dimensions.get("unit") == "people" else None
    count = Count(number, _merge(clause, phrase.things) if phrase else {}, words_of(clause, phrase), phrase)
    people = count.unit == "people" or (count.unit is None and not count.dimensions.get("other"))
    if outcome and people and (phrase is None or phrase.things or _close_verb(right, number, phrase)):
        stated = count.dimensions.get("outcome")
        if stated in {None, "both"}:
            count.dimensions["outcome"] = outcome
        count.dimensions["unit"] = "people"
    return count


def _close_verb(right: list[Tag], number: NumberMention, phrase: Phrase) -> bool:
    """Whether a verb of harm follows a noun that no lexicon knows: "three monks were killed"."""
    return any(t.kind == "outcome" and 0 <= t.start - phrase.end < NEAR for t in right)


_PREDICATE = re.compile(
    r"\s*,?\s*(?:of (?:them|these|those|whom|which)|из (?:них|которых|этого числа))?\s*(?:(?:were|are|was|is|being|являются|являлись|были|составляют|оказались)\s+|[-–—]\s+|(?=[^\W\d_]))"
)


def _predicate(clause: Clause, number: NumberMention, limit: int) -> Phrase | None:
    """What a bare number is said to be: "210 were civilians", «6 из них – дети»."""
    opening = _PREDICATE.match(clause.folded, number.end)
    partitive = re.compile(r"\s+(?:of|из)\s+(?:the|these|those|its|their|этих)?\s*").match(clause.folded, number.end)
    for start in (m.end() for m in (opening, partitive) if m):
        stand_in = NumberMention(number.start, start, number.value)
        phrase = phrase_after(clause, stand_in, limit)
        if phrase and phrase.known:
            return phrase
    return None


def _merge(clause: Clause, things: Sequence[Tag]) -> dict[str, Any]:
    """The dimensions of one noun phrase; the age as worded."""
    own: dict[str, Any] = {}
    for tag in things:
        for key, value in tag.dimensions.items():
            own.setdefault(key, value)
    if "device" in own:
        own["device"] = _device(clause, things)
    if {"civilian", "military"} <= {t.dimensions.get("who") for t in things}:
        del own["who"]
    elif any(t.dimensions.get("who") == "deminer" for t in things):
        own["who"] = "deminer"
    outcomes = {t.dimensions.get("outcome") for t in things} - {None}
    if len(outcomes) > 1:
        own["outcome"] = "both" if {"killed", "injured"} <= outcomes else next(iter(outcomes - {"both"}))
    ages = [t for t in things if "age" in t.dimensions]
    if ages:
        own["age"] = re.sub(r"\s+", " ", clause.text[ages[0].start : ages[-1].end]).strip()
    return own


def _device(clause: Clause, things: Sequence[Tag]) -> str:
    """The kind of device of one noun phrase: what only describes gives way to the specific, a list of kinds is all of them."""
    kinds = [str(t.dimensions["device"]) for t in things if "device" in t.dimensions]
    specific = [k for k in kinds if k not in {"mines", "all"}]
    listed = any(re.search(r"\b(?:and|or|и|или|və)\b|,", clause.folded[a.end : b.start]) for a, b in zip(things, things[1:], strict=False))
    if listed and len(set(kinds)) > 1:
        return "mines" if set(kinds) <= {"mines", "anti-tank", "anti-personnel"} else "all"
    return next((k for k in specific if k != "UXO"), specific[0] if specific else kinds[0])


def _take_over(clause: Clause, count: Count, before: list[Count], zones: Zones) -> None:
    """Take over from the whole, or from the number before in the same stretch, what a number's own words leave open."""
    own, whole = count.dimensions, count.whole
    previous = next((c for c in reversed(before) if c.number.start >= zones.scope), None)
    if whole is not None and (count.unit == "people" or count.unit is None):
        if whole.dimensions.get("unit") == "people" and (count.unit or not count.phrase):
            taken = {k: whole.dimensions[k] for k in PEOPLE_KEYS if whole.dimensions.get(k)}
            count.from_before = "measure" in taken and "outcome" not in own
            count.dimensions = {**taken, "unit": "people", **own}
            return
    if count.phrase is None and not own.get("outcome"):
        giver = whole or previous
        if giver is not None:
            count.dimensions = {k: v for k, v in giver.dimensions.items() if k not in {"age", "sex"} or giver is previous}
            count.words = count.words or getattr(giver, "words", "")
            count.from_before = True
        return
    bare = count.phrase is None and own.get("outcome") in {"killed", "injured"}
    if bare and previous is not None and previous.unit == "people":
        for key in ("who", "age", "sex"):
            if previous.dimensions.get(key) and (previous.whole is None or key == "who"):
                own.setdefault(key, previous.dimensions[key])


def _add_activity(clause: Clause, count: Count, zones: Zones, numbers: list[NumberMention]) -> None:
    """The activity of devices and areas, and of people who are taught."""
    if count.unit in NO_VERBS or count.dimensions.get("activity"):
        return
    acts = [t for t in clause.tags if t.kind == "activity"]
    right = [t for t in acts if any(a <= t.start < b for a, b in zones.right) and not _governs_next(clause, t, numbers, count.number)]
    governing = [
        t
        for t in acts
        if zones.left <= t.start and t.end <= count.number.start and not re.search(r"[,;:]", clause.text[t.end : count.number.start])
    ]
    later = [t for t in acts if t.start >= count.number.end and not _governs_next(clause, t, numbers, count.number)]
    earlier = [t for t in acts if t.start < count.number.start]
    chosen = next(iter([*governing[-1:], *right, *later, *reversed(earlier)]), None)
    if count.number.end <= (right[0].start if right else 10**9) and right and not governing:
        chosen = right[0]
    if chosen is None:
        return
    activity = chosen.dimensions["activity"]
    if count.unit == "people":
        if activity == "taught" and not count.dimensions.get("outcome") and chosen in [*right, *governing]:
            count.dimensions["activity"] = activity
    elif count.unit != "incidents":
        count.dimensions["activity"] = activity


def _governs_next(clause: Clause, tag: Tag, numbers: list[NumberMention], number: NumberMention) -> bool:
    """Whether a verb stands before a later number and leads to it: "found 7 mines and cleared 40 hectares"."""
    following = next((n for n in numbers if n.start >= tag.end and n.start > number.start), None)
    if following is None:
        return False
    joined = re.search(r"(?:\band|\bи|,|;|\bа)\s*(?:\w+\s+){0,2}$", clause.folded[number.end : tag.start])
    return bool(joined) and not re.search(r"[,;:.]", clause.text[tag.end : following.start]) and following.start - tag.end < 2 * NEAR


def _share_outcomes(folded: str, counts: list[Count]) -> None:
    """A verb after the last of a list is said of all of it, one before the first too: "112 civilians and 164 soldiers were injured"."""
    pairs = list(zip(range(len(counts) - 1), range(1, len(counts)), strict=True))
    for one, other in [(a, b) for a, b in reversed(pairs)] + [(b, a) for a, b in pairs]:
        here, giver = counts[one], counts[other]
        gap = folded[counts[min(one, other)].number.end : counts[max(one, other)].number.start]
        if (
            here.unit == giver.unit == "people"
            and not here.dimensions.get("outcome")
            and giver.dimensions.get("outcome")
            and is_list_gap(gap)
        ):
            here.dimensions["outcome"] = giver.dimensions["outcome"]
