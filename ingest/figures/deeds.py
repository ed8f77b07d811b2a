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


def add_activity(clause: Clause, count: Count, zones: Zones, counts: list[Count]) -> None:
    """What was done to devices, areas and stretches, and whether people were taught."""
    acts = [t for t in clause.tags if t.kind == "activity"]
    if count.unit == "people":
        taught = [t for t in acts if t.dimensions["activity"] == "taught"]
        if taught and not count.dimensions.get("outcome") and count.dimensions.get("who") != "staff":
            count.dimensions["activity"] = "taught"
        return
    if count.unit not in {"devices", "hectares", "km"} or not acts:
        return
    number, numbers = count.number, [c.number for c in counts]
    right = [t for t in acts if any(a <= t.start < b for a, b in zones.right) and not _governs_next(clause, t, numbers, number)]
    governing = [t for t in acts if zones.left <= t.start and t.end <= number.start and _leads_to(clause, t, number)][-1:]
    if count.unit == "km":
        chosen = [*governing, *right]
    elif clause.turkic:
        later = [t for t in acts if t.start >= number.end]
        chosen = [*reversed(right), *later, *reversed([t for t in acts if t.start < number.start])]
    else:
        later = [t for t in acts if t.start >= number.end and not _governs_next(clause, t, numbers, number)]
        listed = [t for t in reversed(acts) if t.start < number.start and _begins_list(clause, t, counts, count)]
        chosen = [*governing, *right, *listed, *later, *reversed([t for t in acts if t.start < number.start])]
    if chosen:
        planned = next((t for t in acts if t.dimensions["activity"] == "planned" and 0 <= chosen[0].start - t.start < PLAN_REACH), None)
        count.dimensions["activity"] = (planned or chosen[0]).dimensions["activity"]


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
    counted = {t.start for c in counts if c.phrase and (c.unit != "devices" or c.number.value > FEW) for t in c.phrase.things}
    beside = [t for t in clause.tags if t.kind == "thing" and t.dimensions.get("device") and t.start not in counted]
    kinds = {str(t.dimensions["device"]) for t in beside} - {"mines", "all"}
    pairs = pairwise(beside)
    listed = any(re.fullmatch(r"\s*(?:and|or|и|или|və)\s+(?:\w+\s+)?", clause.folded[a.end : b.start]) for a, b in pairs)
    if len(kinds) == 1 and not listed:
        for count in counts:
            if count.dimensions.get("outcome") and count.unit == "people":
                count.dimensions.setdefault("device", next(iter(kinds)))
