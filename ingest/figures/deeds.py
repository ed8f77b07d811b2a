"""What was done to the devices and areas that numbers count, whether people were taught, and which device harmed them."""

import re
from itertools import pairwise

from ingest.figures.lexicon import Tag
from ingest.figures.numbers import NumberMention
from ingest.figures.outcomes import NEAR
from ingest.figures.own_words import Count
from ingest.figures.phrases import Clause
from ingest.figures.zones import Zones

FEW = 3  # devices that are named as a cause: "killed by two booby traps"
PLAN_REACH = 30  # characters between "plans to" and what is planned
TO_DEVICES = frozenset({"cleared", "found", "planned", "planted"})
ON_LAND = frozenset({"cleared", "searched", "inspected", "handed over", "planned", "planted"})  # what is done to areas: they are not found
WORKED = frozenset({"devices", "hectares", "km"})  # units to which something is done, wherever in the sentence it says so


def add_activity(clause: Clause, count: Count, zones: Zones, counts: list[Count]) -> None:
    """What was done to devices, areas, stretches and shares of land, and whether people were taught."""
    acts = [t for t in clause.tags if t.kind == "activity"]
    if count.unit in {None, "people"}:
        activity = _of_people_and_things(clause, count, zones, acts)
        count.dimensions |= {"activity": activity} if activity else {}
    if count.unit not in WORKED | {"percent"}:
        return
    if count.unit == "hectares":
        acts = [t for t in acts if t.dimensions["activity"] in ON_LAND]
    if count.unit == "devices":
        acts = [t for t in acts if t.dimensions["activity"] in TO_DEVICES]
    if count.unit == "percent":
        acts = [t for t in acts if _DONE.search(clause.folded[t.start : t.end])]
    chosen = _direct(clause, count, zones, [c.number for c in counts], acts)
    if not chosen and count.unit != "percent" and not _remains(clause, count, zones) and not _other_deed(clause, count, counts):
        chosen = _elsewhere(clause, count, counts, acts)
    if chosen:
        planned = next((t for t in acts if t.dimensions["activity"] == "planned" and 0 <= chosen[0].start - t.start < PLAN_REACH), None)
        count.dimensions["activity"] = (planned or _first_of_pair(clause, chosen[0], acts)).dimensions["activity"]
    elif _is_left(clause, count, zones) or _beside_left(clause, count, counts):
        count.dimensions["activity"] = "remaining"
    elif count.whole and count.whole.dimensions.get("unit") == count.unit and count.whole.dimensions.get("activity"):
        count.dimensions["activity"] = count.whole.dimensions["activity"]


def _of_people_and_things(clause: Clause, count: Count, zones: Zones, acts: list[Tag]) -> str | None:
    """Whether people were taught, or what they or other things are to do, or still remain."""
    taught = [t for t in acts if t.dimensions["activity"] == "taught"]
    if _is_to_come(clause, count, zones, acts):
        return "planned"
    if count.unit is None:
        return "remaining" if _REMAIN.match(clause.folded, _noun_end(count)) else None
    busy = count.dimensions.get("outcome") or count.dimensions.get("who") == "staff" or _teaches(count, taught)
    return "taught" if taught and not busy else None


def _teaches(count: Count, taught: list[Tag]) -> bool:
    """Whether people are the teachers, not the taught: "nine instructors", unlike "64 newly trained instructors"."""
    phrase = count.phrase
    return bool(count.dimensions.get("teaches")) and not (phrase and any(phrase.start <= t.start < phrase.end for t in taught))


def _is_to_come(clause: Clause, count: Count, zones: Zones, acts: list[Tag]) -> bool:
    """Whether what people or things of no known unit do is only planned: "wants to hire 240", "60 məktəb qoşulacaq"."""
    plans = [t for t in acts if t.dimensions["activity"] == "planned"]
    right = [t for t in plans if any(a <= t.start < b for a, b in zones.right)]
    leading = [t for t in plans if zones.left <= t.start and t.end <= count.number.start and _leads_to(clause, t, count.number)]
    return not count.dimensions.get("outcome") and bool(
        leading or (right and (clause.turkic or _IS.fullmatch(clause.folded[_noun_end(count) : right[0].start])))
    )


_IS = re.compile(r"\s*(?:(?:are|is|be|also|которые|которую|,|в|\d{4}|году)\s*)*")


def _noun_end(count: Count) -> int:
    return max(count.number.end, count.phrase.end if count.phrase else 0)


def _direct(clause: Clause, count: Count, zones: Zones, numbers: list[NumberMention], acts: list[Tag]) -> list[Tag]:
    """The verbs in a number's own stretch, the likeliest first: the one that leads to it, its label's, the one behind it."""
    number = count.number
    right = [t for t in acts if any(a <= t.start < b for a, b in zones.right) and not _governs_next(clause, t, numbers, number)]
    kept = [t for t in clause.tags if t.kind == "remains" and any(a <= t.start < b for a, b in zones.right)]
    if kept:
        right = [t for t in right if t.start < kept[0].start or not _STILL.match(clause.folded, kept[0].start)]
    governing = [t for t in acts if zones.left <= t.start and t.end <= number.start and _leads_to(clause, t, number)][-1:]
    labelled = re.search(r"[:–—-]\s*$", clause.folded[zones.left : number.start]) is not None
    label = [t for t in acts if zones.left <= t.start and t.end <= number.start] if labelled else []
    if clause.turkic:
        return [*label, *reversed(right)]
    return [*governing, *label, *right]


_DONE = re.compile(
    r"(?:cleared|demined|freed|safe|inspected|searched)$|^(?:очищен|разминирован)(?:[аоы]|ные|ных)?$|təmizlən(?:ib|miş)|təmizdir"
)  # said of a share
_STILL = re.compile(r"remain|left\b|to go\b|yet to|still|outstanding|qal|остал|оста[её]|остаю")


def _remains(clause: Clause, count: Count, zones: Zones) -> bool:
    """Whether a number's own words say that nothing was done yet: "838 sq. km are suspected", «осталось 5 км²»."""
    spans = [*zones.right, (max(zones.left, count.number.start - PLAN_REACH), count.number.start)]
    return any(t.kind == "remains" and any(a <= t.start < b for a, b in spans) for t in clause.tags)


def _is_left(clause: Clause, count: Count, zones: Zones) -> bool:
    """Whether a number is itself what is left: not the whole of which a part was worked on, nor a share of something else."""
    if count.unit not in {"hectares", "devices", "km", "percent"} or _OF.search(clause.folded[: count.number.start]):
        return False
    tags = [t for t in clause.tags if t.kind == "remains" and not _THE_REST.match(clause.folded, t.start)]
    behind = [t for t in tags if any(a <= t.start < b for a, b in zones.right)]
    before = [t for t in tags if zones.left <= t.start < count.number.start]
    if count.unit == "percent":
        return any(_SHARE_IS.search(clause.folded[count.number.end : t.start]) for t in behind)
    return bool(behind or before)


_OF = re.compile(r"\b(?:of|из)\s+(?:the\s+|its\s+|all\s+|country's\s+|estimated\s+)*$")
_THE_REST = re.compile(r"remaining\s+(?:\d|\w+\s+(?:districts|regions|provinces))|left (?:by|behind|in)\b|оставши\w+\s+\d|остальн")
_REMAIN = re.compile(r"\s+(?:still\s+|yet\s+)?(?:remain\b|are left\b|are still\b)")
_AS_MUCH = re.compile(
    r"[^\d,;:.]{0,24}\s+(?:to|до)\s+|[^\d;:.]{0,60},?\s(?:or|или|yəni|with an area of|covering|площадью)\s+(?:about |some |around |nearly )?"
)
_SHARE_IS = re.compile(r"\b(?:territory|land|country|area)\b.*\b(?:is|are|remains)\b")


def _beside_left(clause: Clause, count: Count, counts: list[Count]) -> bool:
    """Whether a number tells again, or anew, what the one before says is left: "shrunk from 174,000 to 137,000", "797 sq km, or 1.6 percent"."""
    before = [c for c in counts if c.number.end <= count.number.start]
    last = before[-1] if before else None
    return (
        last is not None
        and last.dimensions.get("activity") == "remaining"
        and _AS_MUCH.fullmatch(clause.folded[last.number.end : count.number.start]) is not None
    )


def _other_deed(clause: Clause, count: Count, counts: list[Count]) -> bool:
    """Whether a verb that no lexicon knows leads to a number («вспахано 90 га»), or only its part was worked on («из 480 га 390 очищены»)."""
    following = next((c for c in counts if c.number.start > count.number.start), None)
    if (
        re.search(r"(?:^|[,;:.]\s*|\bout )(?:of|из)\s+(?:the\s+|all\s+)?$", clause.folded[: count.number.start])
        and following
        and following.unit == count.unit
    ):
        return True
    before = re.search(r"([^\W\d_]{4,})\s+$", clause.folded[: count.number.start])
    return clause.language == "ru" and before is not None and re.search(r"(?:ано|ены|ено|аны|или|али)$", before[1]) is not None


def _elsewhere(clause: Clause, count: Count, counts: list[Count], acts: list[Tag]) -> list[Tag]:
    """The verbs of the rest of the sentence, the likeliest first."""
    number, numbers = count.number, [c.number for c in counts]
    if count.unit == "km":
        return []
    if clause.turkic:
        return [*(t for t in acts if t.start >= number.end), *reversed([t for t in acts if t.start < number.start])]
    later = [t for t in acts if t.start >= number.end and not _governs_next(clause, t, numbers, number)]
    listed = [t for t in reversed(acts) if t.start < number.start and _begins_list(clause, t, counts, count)]
    return [*listed, *later, *reversed([t for t in acts if t.start < number.start])]


def _first_of_pair(clause: Clause, tag: Tag, acts: list[Tag]) -> Tag:
    """The first verb of "found and destroyed", "aşkar olunaraq zərərsizləşdirilib": it says what all of them were."""
    found = [t for t in acts if t.end <= tag.start and t.dimensions["activity"] == "found" and tag.dimensions["activity"] == "cleared"]
    gap = clause.folded[found[-1].end : tag.start] if found else ","
    return (
        found[-1]
        if found and re.fullmatch(r"\s*(?:and|and then|и|və|then|edilib|olunub|edilərək|olunaraq|или|or|/)[\s,]*(?:və\s+)?", gap)
        else tag
    )


def _leads_to(clause: Clause, tag: Tag, number: NumberMention) -> bool:
    """Whether a verb stands before a number with nothing between them that begins another clause."""
    return not clause.turkic and not re.search(r"[,;:]|\b(?:and|while|и|а)\b", clause.folded[tag.end : number.start])


def _begins_list(clause: Clause, tag: Tag, counts: list[Count], count: Count) -> bool:
    """Whether a verb leads to a list of numbers of one unit that this one goes on: "found 7 mines, 3 shells and 2 bombs"."""
    first = next((c for c in counts if c.number.start >= tag.end), None)
    if first is None or first.number.start >= count.number.start or first.unit != count.unit:
        return False
    return _leads_to(clause, tag, first.number) and ";" not in clause.folded[tag.end : count.number.start]


def _governs_next(clause: Clause, tag: Tag, numbers: list[NumberMention], number: NumberMention) -> bool:
    """Whether a verb stands before a later number and leads to it: "found 7 mines and cleared 40 hectares"."""
    following = next((n for n in numbers if n.start >= tag.end and n.start > number.start), None)
    if following is None:
        return False
    joined = re.search(r"(?:\band|\bи|,|;|\bа)\s*(?:\w+\s+){0,2}$", clause.folded[number.end : tag.start])
    return bool(joined) and not re.search(r"[,;:.]", clause.text[tag.end : following.start]) and following.start - tag.end < 2 * NEAR


def add_devices(clause: Clause, counts: list[Count]) -> None:
    """The kind of device that harmed people, where the sentence names one kind beside what it counts."""
    cause = cause_of(clause, counts)
    if cause is None:
        return
    since = clause.folded.rfind(";", 0, cause.start) + 1
    for count in counts:
        victims = count.dimensions.get("outcome") and count.unit == "people"
        if (victims or count.unit == "incidents") and count.number.start >= since:
            count.dimensions.setdefault("device", cause.dimensions["device"])


def cause_of(clause: Clause, counts: list[Count]) -> Tag | None:
    """The device of the one kind that a sentence names beside what it counts."""
    counted = {t.start for c in counts if c.phrase and (c.unit != "devices" or c.number.value > FEW) for t in c.phrase.things}
    beside = [t for t in clause.tags if t.kind == "thing" and t.dimensions.get("device") and t.start not in counted]
    kinds = {str(t.dimensions["device"]) for t in beside} - {"mines", "all"}
    listed = any(re.fullmatch(r"\s*(?:and|or|и|или|və)\s+(?:\w+\s+)?", clause.folded[a.end : b.start]) for a, b in pairwise(beside))
    return next(t for t in beside if t.dimensions["device"] in kinds) if len(kinds) == 1 and not listed else None
