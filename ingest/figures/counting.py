"""What each number of a sentence counts: its own noun phrase and verbs first, then what it takes over from the number that it leans on."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from ingest.figures.lexicon import Tag, age_group
from ingest.figures.nesting import Reader, Whole, is_list_gap
from ingest.figures.numbers import NumberMention
from ingest.figures.outcomes import NEAR, outcome_of
from ingest.figures.phrases import Clause, Phrase, phrase_after, phrase_before, words_of
from ingest.figures.zones import Zones, bracket_of, zones_of

PEOPLE_KEYS = ("measure", "outcome", "who")
PARTS_OF_BOTH = frozenset({"killed", "injured"})
FEW = 3  # devices that are named as a cause: "killed by two booby traps"
ELLIPSIS = 34  # characters between a number and the next one, whose noun it shares


@dataclass
class Count:
    """A number with the dimensions of what it counts, and the whole that it is a part of."""

    number: NumberMention
    dimensions: dict[str, Any] = field(default_factory=dict)
    words: str = ""
    phrase: Phrase | None = None
    whole: "Count | Whole | None" = None
    from_before: bool = False
    said: bool = False  # the number is said to be what it counts: "210 were civilians"

    @property
    def unit(self) -> str | None:
        """The unit of what is counted, if it is known."""
        return self.dimensions.get("unit")


def read_counts(clause: Clause, numbers: list[NumberMention], earlier: Sequence[Whole]) -> list[Count]:
    """What the numbers of a sentence count; `earlier` are the figures of the sentences before, the newest last."""
    zones = [zones_of(clause.folded, n, numbers) for n in numbers]
    counts = [_own(clause, n, z) for n, z in zip(numbers, zones, strict=True)]
    reader = Reader(clause, numbers, [c.dimensions for c in counts], [c.said for c in counts], earlier)
    for count, whole in zip(counts, reader.find_wholes(), strict=True):
        count.whole = counts[whole] if isinstance(whole, int) else whole
    _wholes_of_people(counts)
    for position, (count, zone) in enumerate(zip(counts, zones, strict=True)):
        _take_over(clause, count, counts[:position], zone)
        _add_activity(clause, count, zone, numbers)
    _take_from_next(clause, counts)
    _share_outcomes(clause, counts)
    _add_devices(clause, counts)
    for count in counts:
        if count.unit == "people" and count.dimensions.get("outcome"):
            count.dimensions["measure"] = "victims"
        if count.whole and count.whole.dimensions.get("unit") != count.unit:
            count.whole = None
    return counts


def _own(clause: Clause, number: NumberMention, zones: Zones) -> Count:
    """What the words beside a number say by themselves."""
    left = [t for t in clause.tags if zones.left <= t.start and t.end <= number.start]
    right = [t for t in clause.tags if any(a <= t.start < b for a, b in zones.right)]
    phrase = phrase_after(clause, number, zones.end)
    if phrase is not None and not phrase.known and number_alone(clause, number):
        phrase = None
    predicate = None if phrase else _predicate(clause, number, zones.end)
    count = Count(number, phrase=phrase or predicate, said=predicate is not None)
    before = phrase_before(clause, number, zones.left) if count.phrase is None else None
    outcome = outcome_of(clause.text, number, left, right, zones.following)
    if before is not None and (outcome is None or before.marked or _unit_of(before) == "people"):
        count.phrase = before
        outcome = None if before.marked and (_unit_of(before) != "people" or _states_outcome(before)) else outcome
    count.dimensions = _merge(clause, count.phrase.things) if count.phrase else {}
    count.words = words_of(clause, count.phrase)
    _add_outcome(count, outcome, right)
    _add_predicates(clause, count, zones)
    if is_collective(clause, number) and count.unit is None:
        count.dimensions |= {"unit": "people", "collective": True}
    return count


def _unit_of(phrase: Phrase) -> str | None:
    return next((t.dimensions.get("unit") for t in phrase.things), None)


def _states_outcome(phrase: Phrase) -> bool:
    return any("outcome" in t.dimensions for t in phrase.things)


def _add_outcome(count: Count, outcome: str | None, right: list[Tag]) -> None:
    """Add what the verbs say of people, and of a noun that no lexicon knows when it is killed or injured: "three monks were killed"."""
    people = count.unit == "people" or (count.unit is None and not count.dimensions.get("other"))
    if not outcome or not people or (count.phrase and not count.phrase.things and not _close_verb(right, count.phrase)):
        return
    if count.dimensions.get("outcome") in {None, "both"}:
        count.dimensions["outcome"] = outcome
    count.dimensions["unit"] = "people"


_SAID_OF = re.compile(
    r"\s*(?:(?:of (?:the|those|these|them|whom)\s*[\w ]{0,24}?)\s)?(?:were|are|was|is|являются|были|[–—-])\s+|,\s*(?:all|both|mostly|most|все)\s+(?:of (?:them|whom)\s+)?|\s+(?:of them|of whom|из них)\s*[–—-]?\s*"
)


def _add_predicates(clause: Clause, count: Count, zones: Zones) -> None:
    """Add the sort of people that a number's noun is said to be: "29 of the dead were civilians", "Civilians make up 212 of the victims"."""
    if count.unit not in {"people", "percent"} or count.phrase is None:
        return
    start = max(count.number.end, count.phrase.end)
    said = _SAID_OF.match(clause.folded, start)
    phrase = phrase_after(clause, NumberMention(start, said.end(), 0.0), zones.end) if said else None
    subject = phrase_before(clause, count.number, zones.left) if count.phrase.start >= count.number.end else None
    subject = subject if subject and not subject.marked else None
    sources = [p for p in (phrase, subject) if p and _unit_of(p) == "people"]
    if count.unit == "percent":
        of = re.compile(r"[^,;.:]{0,12}?\b(?:of|жертв|случаев)?\s*").match(clause.folded, start)
        inside = [t for t in clause.tags if t.kind == "thing" and start <= t.start < zones.end and _unit_of_tag(t) == "people"]
        sources += [Phrase(start, zones.end, tuple(inside))] if of and inside else []
    for source in sources:
        extra = _merge(clause, source.things)
        for key in ("who", "age", "sex"):
            if key in extra:
                count.dimensions.setdefault(key, extra[key])


def _unit_of_tag(tag: Tag) -> str | None:
    unit = tag.dimensions.get("unit")
    return str(unit) if unit else None


def _close_verb(right: list[Tag], phrase: Phrase) -> bool:
    """Whether a verb of harm follows a phrase."""
    return any(t.kind == "outcome" and 0 <= t.start - phrase.end < 2 * NEAR for t in right)


_COLLECTIVE = re.compile(r"(?:дво|тро|четвер|пятер|шестер|семер|восьмер|девятер|десятер)(?:е|о|их|им|ых|ым|ими|ыми)")


def is_collective(clause: Clause, number: NumberMention) -> bool:
    """Whether a number word counts people by itself: «двое», «пятерых»."""
    return clause.language in {"ru", "uk"} and _COLLECTIVE.fullmatch(clause.folded[number.start : number.end]) is not None


def number_alone(clause: Clause, number: NumberMention) -> bool:
    """Whether a number stands for people by itself, so that the noun behind it is another's: "ikisinin vəziyyəti", «двоих врачи …»."""
    if is_collective(clause, number):
        return True
    ending = re.compile(r"-?\w*").match(clause.folded, number.end)
    written = clause.folded[number.start : ending.end() if ending else number.end]
    return (
        clause.turkic and re.search(r"(?:[iuü]n[iuü]n|-(?:s?[iuü])|biri|ikisi|üçü|dördü|beşi|altisi|yeddisi|səkkizi)$", written) is not None
    )


_PREDICATE = re.compile(
    r"\s*(?:,?\s*of (?:them|these|those|whom|which)|из (?:них|которых|этого числа))?\s*(?:(?:were|are|was|is|being|являются|являлись|были|составляют|оказались)\s+|[-–—]\s+|(?=[^\W\d_]))"
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


def _wholes_of_people(counts: list[Count]) -> None:
    """A bare number whose parts are people counts people: "ANAMA employs 2,140, among whom 118 are women"."""
    for count in counts:
        whole = count.whole
        if isinstance(whole, Count) and count.unit == "people" and whole.unit is None and whole.phrase is None:
            whole.dimensions["unit"] = "people"
            if count.dimensions.get("outcome"):
                whole.dimensions["outcome"] = "both"


def _take_over(clause: Clause, count: Count, before: list[Count], zones: Zones) -> None:
    """Take over from the whole, or from the number before in the same stretch, what a number's own words leave open."""
    own, whole = count.dimensions, count.whole
    level = bracket_of(clause.folded, count.number.start)
    previous = next((c for c in reversed(before) if bracket_of(clause.folded, c.number.start) in {level, None if level else level}), None)
    people = whole is not None and whole.dimensions.get("unit") == "people"
    if whole is not None and people and (count.unit == "people" or (count.unit is None and count.phrase is None)):
        keys = PEOPLE_KEYS if not own.get("outcome") or whole.dimensions.get("measure") != "people" else ("who",)
        taken = {k: whole.dimensions[k] for k in keys if whole.dimensions.get(k)}
        count.from_before = "measure" in taken and "outcome" not in own
        count.dimensions = {**taken, "unit": "people", **own}
    elif count.phrase is None and not own.get("outcome"):
        giver = whole or previous
        if giver is not None and not count.unit:
            count.dimensions = {
                k: v for k, v in giver.dimensions.items() if k != "activity" and (k not in {"age", "sex"} or giver is previous)
            }
            count.words = count.words or getattr(giver, "words", "")
            count.from_before = True
    elif count.phrase is None and own.get("outcome") in PARTS_OF_BOTH and previous is not None and previous.unit == "people":
        for key in ("who", "age", "sex"):
            if previous.dimensions.get(key) and (previous.whole is None or key == "who"):
                own.setdefault(key, previous.dimensions[key])


def _take_from_next(clause: Clause, counts: list[Count]) -> None:
    """A number without a noun counts what the next one of its list does: "700-ə yaxın, Ağdamda isə 1 200 hektar"."""
    for count, following in reversed(list(zip(counts, counts[1:], strict=False))):
        gap = clause.folded[count.number.end : following.number.start]
        bare = (
            count.unit is None and not count.dimensions.get("other") and (count.phrase is None or count.phrase.start > count.number.end + 3)
        )
        if (
            bare
            and following.unit in {"hectares", "devices", "money", "km", "percent"}
            and len(gap) < ELLIPSIS
            and not re.search(r"[.;:(]", gap)
        ):
            words = re.findall(r"[^\W\d_]{3,}", gap)
            if len(words) <= 3:  # noqa: PLR2004 (words of a place or a conjunction)
                count.dimensions = {k: v for k, v in following.dimensions.items() if k in {"unit", "measure", "factor", "device"}}
                count.words, count.from_before = following.words, True


def _add_activity(clause: Clause, count: Count, zones: Zones, numbers: list[NumberMention]) -> None:
    """What was done to devices, areas and stretches, and whether people were taught."""
    acts = [t for t in clause.tags if t.kind == "activity"]
    if count.unit == "people":
        taught = [t for t in acts if t.dimensions["activity"] == "taught"]
        if taught and not count.dimensions.get("outcome") and count.dimensions.get("who") not in {"staff"}:
            count.dimensions["activity"] = "taught"
        return
    if count.unit not in {"devices", "hectares", "km", "percent"} or not acts:
        return
    number = count.number
    right = [t for t in acts if any(a <= t.start < b for a, b in zones.right) and not _governs_next(clause, t, numbers, number)]
    governing = [t for t in acts if zones.left <= t.start and t.end <= number.start and _leads_to(clause, t, number)][-1:]
    if count.unit in {"km", "percent"}:
        chosen = [*governing, *right]
    elif clause.turkic:
        later = [t for t in acts if t.start >= number.end]
        chosen = [*reversed(right), *later, *reversed([t for t in acts if t.start < number.start])]
    else:
        later = [t for t in acts if t.start >= number.end and not _governs_next(clause, t, numbers, number)]
        listed = [t for t in reversed(acts) if t.start < number.start and _governs_any(clause, t, numbers, number)]
        chosen = [*governing, *right, *listed, *later, *reversed([t for t in acts if t.start < number.start])]
    if chosen:
        planned = next((t for t in acts if t.dimensions["activity"] == "planned" and 0 <= chosen[0].start - t.start < PLAN_REACH), None)
        count.dimensions["activity"] = (planned or chosen[0]).dimensions["activity"]


PLAN_REACH = 30  # characters between "plans to" and what is planned


def _leads_to(clause: Clause, tag: Tag, number: NumberMention) -> bool:
    """Whether a verb stands before a number with nothing between them that begins another clause."""
    return not clause.turkic and not re.search(r"[,;:]|\b(?:and|while|и|а)\b", clause.folded[tag.end : number.start])


def _governs_any(clause: Clause, tag: Tag, numbers: list[NumberMention], number: NumberMention) -> bool:
    """Whether a verb leads to a list of numbers that this one goes on: "found 7 mines, 3 shells and 2 bombs"."""
    first = next((n for n in numbers if n.start >= tag.end), None)
    return first is not None and first.start < number.start and _leads_to(clause, tag, first)


def _governs_next(clause: Clause, tag: Tag, numbers: list[NumberMention], number: NumberMention) -> bool:
    """Whether a verb stands before a later number and leads to it: "found 7 mines and cleared 40 hectares"."""
    following = next((n for n in numbers if n.start >= tag.end and n.start > number.start), None)
    if following is None:
        return False
    joined = re.search(r"(?:\band|\bи|,|;|\bа)\s*(?:\w+\s+){0,2}$", clause.folded[number.end : tag.start])
    return bool(joined) and not re.search(r"[,;:.]", clause.text[tag.end : following.start]) and following.start - tag.end < 2 * NEAR


def _share_outcomes(clause: Clause, counts: list[Count]) -> None:
    """A verb after the last of a list is said of all of it, one before the first too: "112 civilians and 164 soldiers were injured".

    It is also said of the same sort of people counted again: "16 children became victims since 2020, against 362 since 1991".
    """
    pairs = list(zip(range(len(counts) - 1), range(1, len(counts)), strict=True))
    for one, other in [(a, b) for a, b in reversed(pairs)] + [(b, a) for a, b in pairs]:
        here, giver = counts[one], counts[other]
        gap = clause.folded[counts[min(one, other)].number.end : counts[max(one, other)].number.start]
        if here.unit != "people" or giver.unit != "people" or here.dimensions.get("outcome") or not giver.dimensions.get("outcome"):
            continue
        if is_list_gap(gap) or _same_people(here, giver):
            here.dimensions["outcome"] = giver.dimensions["outcome"]


def _same_people(one: Count, other: Count) -> bool:
    """Whether two numbers count the same sort of people, neither being taught nor at work."""
    if "taught" in {one.dimensions.get("activity"), other.dimensions.get("activity")}:
        return False
    groups = [age_group(str(c.dimensions.get("age", ""))) for c in (one, other)]
    keys = ("who", "sex")
    alike = groups[0] == groups[1] and all(one.dimensions.get(k) == other.dimensions.get(k) for k in keys)
    return alike and (groups[0] is not None or one.whole is other or other.whole is one)


def _add_devices(clause: Clause, counts: list[Count]) -> None:
    """The kind of device that harmed people, where the sentence names one kind beside what it counts."""
    counted = [(c.phrase.start, c.phrase.end) for c in counts if c.phrase]
    beside = [t for t in clause.tags if t.kind == "thing" and t.dimensions.get("device") and not any(a <= t.start < b for a, b in counted)]
    beside += [t for c in counts if c.unit == "devices" and c.number.value <= FEW and c.phrase for t in c.phrase.things]
    kinds = {str(t.dimensions["device"]) for t in beside} - {"mines", "all"}
    if len(kinds) == 1:
        for count in counts:
            if count.dimensions.get("outcome") and count.unit == "people":
                count.dimensions.setdefault("device", next(iter(kinds)))
