"""What each number of a sentence counts: its own words first, then what it takes over from the number that it leans on."""

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.figures.agents import names_only_an_actor
from ingest.figures.carry import share_sort, take_from_earlier
from ingest.figures.continuing import go_on, share_deeds
from ingest.figures.deeds import add_activity, add_devices
from ingest.figures.items import name_items
from ingest.figures.labels import names_only_a_period, names_only_a_place
from ingest.figures.lexicon import Tag, age_group
from ingest.figures.nesting import PARTS_OF_BOTH, Reader, Whole, is_list_gap
from ingest.figures.numbers import NumberMention
from ingest.figures.outcomes import is_unknown
from ingest.figures.own_words import Count, own_count
from ingest.figures.phrases import Clause
from ingest.figures.sums import add_up, sum_of_devices, sum_up
from ingest.figures.zones import bracket_of, zones_of

PEOPLE_KEYS = ("measure", "outcome", "who")
ALL_OF_IT = 100  # percent
ELLIPSIS = 34  # characters between a number and the next one, whose noun it shares


def read_counts(clause: Clause, numbers: list[NumberMention], earlier: Sequence[Whole]) -> list[Count]:
    """What the numbers of a sentence count; `earlier` are the figures of the sentences before, the newest last."""
    zones = [zones_of(clause.folded, n, numbers) for n in numbers]
    counts = [own_count(clause, n, z) for n, z in zip(numbers, zones, strict=True)]
    for position, count in enumerate(counts):
        start = numbers[position - 1].end if position else 0
        labels = (names_only_a_place, names_only_a_period)
        label = count.phrase is not None and count.phrase.start < count.number.start
        whose = label and names_only_an_actor(clause.text[start : count.number.start])
        bracketed = (
            label
            and _alone_in_brackets(clause, count.number)
            and count.phrase
            and names_only_a_place(clause, count.phrase.start, count.phrase.end)
        )
        if label and (whose or bracketed or any(only(clause, start, count.number.start) for only in labels)):
            count.phrase, count.dimensions, count.words = None, {}, ""
    _read_beside(clause, counts, earlier)
    reader = Reader(clause, numbers, [c.dimensions for c in counts], [c.said for c in counts], earlier)
    for count, whole in zip(counts, reader.find_wholes(), strict=True):
        count.whole = counts[whole] if isinstance(whole, int) else whole
    _wholes_of_people(counts)
    for position, (count, zone) in enumerate(zip(counts, zones, strict=True)):
        _take_over(clause, count, counts[:position])
        add_activity(clause, count, zone, counts)
    bare = [(c, z) for c, z in zip(counts, zones, strict=True) if c.unit in {None, "hectares", "percent"}]
    _take_from_next(clause, counts)
    take_from_earlier(clause, counts, earlier)
    go_on(clause, counts, earlier)
    for count, zone in bare:
        if not count.dimensions.get("activity"):
            add_activity(clause, count, zone, counts)
    sum_of_devices(counts, earlier)
    share_deeds(clause, counts, earlier)
    _share_outcomes(clause, counts)
    add_up(counts)
    _after_parts(clause, counts)
    share_sort(clause, counts)
    add_devices(clause, counts)
    for count in counts:
        if count.unit in {"people", "incidents", None} and is_unknown(clause.folded, count.number):
            count.dimensions = {k: v for k, v in count.dimensions.items() if k not in {"outcome", "other"}} | {
                "unit": "people",
                "measure": "victims",
            }
        if count.unit == "people" and count.dimensions.get("outcome"):
            count.dimensions["measure"] = "victims"
        if count.whole and count.whole.dimensions.get("unit") != count.unit:
            count.whole = None
    return counts


def _read_beside(clause: Clause, counts: list[Count], earlier: Sequence[Whole]) -> None:
    """What numbers say of each other before it is known which is a part of which."""
    name_items(clause, counts, earlier)
    for count in counts:
        _name_again(clause, count, earlier)
    for part, count in pairwise(counts):
        if count.verb and part.dimensions.get("outcome") in {None, "both"}:
            part.dimensions["outcome"] = count.verb
    for position in range(2, len(counts)):
        sum_up(clause, counts[position], counts[position - 2 : position])


def _name_again(clause: Clause, count: Count, earlier: Sequence[Whole]) -> None:
    """A bare number with "the" is the equal one told before: "The civilian share of the 426 is 233"."""
    if count.unit is not None or (count.phrase is not None and count.phrase.things):
        return
    if not re.search(r"\b(?:the|these|those|этих|тех|этого|bu|həmin)\s+$", clause.folded[: count.number.start]):
        return
    same = next((w for w in reversed(earlier) if w.value == count.number.value and w.dimensions.get("unit")), None)
    if same is not None:
        count.dimensions, count.phrase, count.from_before = dict(same.dimensions), None, True


def _alone_in_brackets(clause: Clause, number: NumberMention) -> bool:
    """Whether a number stands alone in its brackets: "Aghdam (33)"."""
    return clause.text[: number.start].endswith("(") and clause.text.startswith(")", number.end)


def _wholes_of_people(counts: list[Count]) -> None:
    """A bare number whose parts are people counts people: "the agency employs 900, among whom 70 are women"."""
    for count in counts:
        whole = count.whole
        if isinstance(whole, Count) and count.unit == "people" and whole.unit is None and whole.phrase is None:
            whole.dimensions["unit"] = "people"
            if count.dimensions.get("outcome"):
                whole.dimensions["outcome"] = "both"


def _giver(clause: Clause, count: Count, before: list[Count], previous: Count | None) -> Count | Whole | None:
    """From which number one without a noun takes over what it counts: its whole, or one before it."""
    if count.whole is not None or previous is None:
        return count.whole
    gap = clause.folded[previous.number.end : count.number.start]
    giver: Count | Whole | None = previous.whole if ";" in gap and isinstance(previous.whole, Count) else previous
    if isinstance(giver, Count) and giver.unit == "time":
        giver = next((c for c in reversed(before) if c.unit not in {"time", "percent", None}), None)
    if isinstance(giver, Count) and giver.unit == "percent" and _FROM_TO.search(clause.folded[giver.number.end : count.number.start]):
        return _changed(clause, giver) or giver
    if isinstance(giver, Count) and giver.unit == "percent" and count.number.value > ALL_OF_IT:
        giver = next((c for c in reversed(before) if c.unit not in {"percent", None}), None)
    bought = giver is not None and giver.dimensions.get("unit") == "money" and _OTHER_VERB.match(clause.folded, count.number.end)
    return None if bought else giver


def _changed(clause: Clause, share: Count) -> Whole | None:
    """What rose or fell by a share: the victims of "the number of victims fell by 40 percent, from five to three"."""
    nouns = (t for t in clause.tags if t.kind == "thing" and t.end <= share.number.start)
    noun = next((t for t in nouns if t.dimensions.get("unit") not in {None, "percent", "time"}), None)
    return Whole(None, dict(noun.dimensions), part=False) if noun else None


def _take_over(clause: Clause, count: Count, before: list[Count]) -> None:
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
        if (
            count.phrase is None
            and previous is not None
            and not taken.get("who")
            and previous.dimensions.get("who")
            and own.get("outcome") in PARTS_OF_BOTH
        ):
            count.dimensions["who"] = previous.dimensions["who"]
    elif count.phrase is None and not own.get("outcome"):
        giver = _giver(clause, count, before, previous)
        if giver is not None and not count.unit:
            count.dimensions = {
                k: v for k, v in giver.dimensions.items() if k != "activity" and (k not in {"age", "sex"} or giver is previous)
            }
            count.words = count.words or getattr(giver, "words", "")
            count.from_before = True
    elif previous is not None and _of_the_same_sort(clause, previous, count):
        others = count.phrase is None or any(t.dimensions.get("rest") for t in count.phrase.things)
        for key in ("who", "age") if others else _SORTS:
            of_part = previous.whole is not None and not previous.whole.dimensions.get("who")
            if previous.dimensions.get(key) and (previous.whole is None or (key == "who" and not of_part)):
                own.setdefault(key, previous.dimensions[key])
    bare = count.unit == "people" and (count.phrase is None or not count.phrase.things) and not {"age", "sex"} & count.dimensions.keys()
    if isinstance(whole, Count) and whole is previous and people and bare:
        count.dimensions |= {k: whole.dimensions[k] for k in ("age", "sex") if whole.dimensions.get(k)}


_OTHER_VERB = re.compile(r"\s+(?:were|was|are|is|have|has)\b")  # "they cost 4,200 dollars; 60 were bought"
_FROM_TO = re.compile(r",\s*(?:from|с|со|down from|up from)\s+$|[,(]\s*(?:from|с|со)\s[^,;.]*\s(?:to|до)\s+$|,\s*to\s+$|,\s*до\s+$")
_SORTS = ("who", "age", "sex")


def _of_the_same_sort(clause: Clause, previous: Count, count: Count) -> bool:
    """Whether a number of killed or injured says no more of whom it counts: "one sapper died and two others were hurt", "and 454 wounded"."""
    if count.dimensions.get("outcome") not in PARTS_OF_BOTH or not previous.dimensions.get("outcome") or previous.unit != "people":
        return False
    if ";" in clause.folded[previous.number.end : count.number.start]:
        return False
    things = count.phrase.things if count.phrase else ()
    if count.phrase and not things:
        return False
    return all(not any(t.dimensions.get(k) for k in _SORTS) and (t.dimensions.get("outcome") or t.dimensions.get("rest")) for t in things)


def _after_parts(clause: Clause, counts: list[Count]) -> None:
    """A verb behind the parts is said of their whole: "90 people, of whom 8 are women, fell victim to mines"."""
    for count in counts:
        parts = [c for c in counts if c.whole is count and c.unit == "people"]
        if count.unit != "people" or count.dimensions.get("outcome") or not parts:
            continue
        if clause.turkic and not all(c.phrase for c in parts):
            continue
        first = min(c.number.end for c in parts)
        verb = next((t for t in clause.tags if t.kind == "outcome" and t.start > first and not _noun_of(t, counts)), None)
        parts = [c for c in parts if verb is not None and c.number.start < verb.start]
        last = max((c.number.end for c in parts), default=0)
        reaches = r"^[^.;:]*$" if clause.turkic else r",\s*(?:\w+\s+){0,3}$"
        if verb is None or not re.search(reaches, clause.folded[last : verb.start]):
            continue
        outcome = verb.dimensions["outcome"]
        if all(c.dimensions.get("outcome") in {None, outcome} for c in parts):
            for one in (count, *parts):
                one.dimensions["outcome"] = outcome


def _noun_of(tag: Tag, counts: list[Count]) -> bool:
    """Whether a word of harm is what a number counts: "two dead"."""
    return any(c.phrase is not None and any(t.start <= tag.start < t.end for t in c.phrase.things) for c in counts)


def _take_from_next(clause: Clause, counts: list[Count]) -> None:
    """A number without a noun counts what the next one of its list does: "80-ə yaxın, Laçında isə 300 hektar"."""
    for count, following in reversed(list(pairwise(counts))):
        gap = _without_periods(clause, count.number.end, following.number.start)
        bare = (
            count.unit is None and not count.dimensions.get("other") and (count.phrase is None or count.phrase.start > count.number.end + 3)
        )
        if (
            bare
            and (
                following.unit in {"hectares", "devices", "money", "km", "percent"}
                or (following.unit in {"people", "incidents"} and clause.turkic)
            )
            and len(gap) < ELLIPSIS
            and not re.search(r"[.;:(]", gap)
            and not (following.unit == "percent" and count.number.value > ALL_OF_IT)
        ):
            words = re.findall(r"[^\W\d_]{3,}", gap)
            stated = clause.turkic and following.unit == "people" and any(clause.rules["verbs"].search(w) for w in words)
            if len(words) <= 3 and not stated:  # noqa: PLR2004 (words of a place or a conjunction)
                count.dimensions = {
                    k: v for k, v in following.dimensions.items() if k in {"unit", "measure", "factor", "device", "outcome"}
                }
                count.words, count.from_before = following.words, True


def _without_periods(clause: Clause, start: int, end: int) -> str:
    """What stands between two numbers, without the periods named there."""
    gap = clause.folded[start:end]
    for a, b in reversed([p for p in clause.periods if start <= p[0] and p[1] <= end]):
        gap = gap[: a - start] + gap[b - start :]
    return gap


def _share_outcomes(clause: Clause, counts: list[Count]) -> None:
    """A verb after the last of a list is said of all of it, one before the first too: "12 civilians and 30 soldiers were injured".

    It is also said of the same sort of people counted again: "9 children became victims since 2020, against 200 since 1991".
    """
    pairs = list(zip(range(len(counts) - 1), range(1, len(counts)), strict=True))
    for one, other in [(a, b) for a, b in reversed(pairs)] + [(b, a) for a, b in pairs]:
        here, giver = counts[one], counts[other]
        gap = clause.folded[counts[min(one, other)].number.end : counts[max(one, other)].number.start]
        if here.unit != "people" or giver.unit != "people" or here.dimensions.get("outcome") or not giver.dimensions.get("outcome"):
            continue
        following = next((c.number.start for c in counts if c.number.start > here.number.start), len(clause.folded))
        if any(t.kind == "spared" and here.number.end <= t.start < following for t in clause.tags):
            continue
        verbless = (
            clause.turkic
            and one < other
            and giver.whole is not here
            and not any(t.kind in {"outcome", "activity"} and 0 <= t.start - here.number.end < len(gap) for t in clause.tags)
        )
        if is_list_gap(gap) or _in_a_row(clause, here, giver) or (verbless and not re.search(r"[.;:(]", gap)) or _same_people(here, giver):
            here.dimensions["outcome"] = giver.dimensions["outcome"]


def _in_a_row(clause: Clause, here: Count, giver: Count) -> bool:
    """Whether two sorts of people are named one after the other, each before its number: "Civilians number 60, soldiers 40"."""
    if here.phrase is None or giver.phrase is None or here.number.start < giver.number.start:
        return False
    named = here.phrase.end <= here.number.start and giver.phrase.end <= giver.number.start
    gap = clause.folded[giver.number.end : here.phrase.start]
    joined = re.fullmatch(r"(?:\s+(?:of|in|among) (?:this|that|the) \w+)?\s*(?:,|\band\b|\bи\b|,\s*а\b|\bvə\b)\s*", gap) is not None
    sorts = [{k for k in _SORTS if c.dimensions.get(k)} for c in (here, giver)]
    return named and joined and bool(sorts[0]) and sorts[0] & sorts[1] != set()


def _same_people(one: Count, other: Count) -> bool:
    """Whether two numbers count the same sort of people, neither being taught nor at work."""
    if "taught" in {one.dimensions.get("activity"), other.dimensions.get("activity")}:
        return False
    groups = [age_group(str(c.dimensions.get("age", ""))) for c in (one, other)]
    keys = ("who", "sex")
    alike = groups[0] == groups[1] and all(one.dimensions.get(k) == other.dimensions.get(k) for k in keys)
    return alike and (groups[0] is not None or one.whole is other or (other.whole is one and other.dimensions["outcome"] == "both"))
