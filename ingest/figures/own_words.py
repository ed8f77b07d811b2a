"""What the words beside a number say that it counts, before anything is taken over from other numbers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from ingest.figures.labels import phrase_before
from ingest.figures.lexicon import Tag
from ingest.figures.nesting import Whole
from ingest.figures.numbers import NumberMention
from ingest.figures.outcomes import outcome_of
from ingest.figures.phrases import Clause, Phrase, phrase_after, words_of
from ingest.figures.zones import Zones, brackets_with


@dataclass
class Count:
    """A number with the dimensions of what it counts, and the whole that it is a part of."""

    number: NumberMention
    dimensions: dict[str, Any] = field(default_factory=dict)
    words: str = ""
    phrase: Phrase | None = None
    whole: "Count | Whole | None" = None
    from_before: bool = False
    said: bool = False  # the number is said to be what it counts: "50 were civilians"
    verb: str | None = None  # the outcome that is said of the number before: "nine of the 35 victims died"

    @property
    def unit(self) -> str | None:
        """The unit of what is counted, if it is known."""
        return self.dimensions.get("unit")


def own_count(clause: Clause, number: NumberMention, zones: Zones) -> Count:
    """What the words beside a number say by themselves."""
    inner = [b for b in brackets_with(clause.folded, zones.numbers) if not b[0] < number.start < b[1]]
    left = [t for t in clause.tags if zones.left <= t.start and t.end <= number.start and not any(a < t.start < b for a, b in inner)]
    right = [t for t in clause.tags if any(a <= t.start < b for a, b in zones.right)]
    phrase = phrase_after(clause, number, zones.end)
    if phrase is not None and not phrase.known and any(a <= phrase.start < b for a, b in clause.periods):
        phrase = None
    if phrase is not None and _stands_alone(clause, number) and not (phrase.known and _is_its_noun(clause, number, phrase)):
        phrase = None
    predicate = None if phrase else _predicate(clause, number, zones.end)
    dashed = phrase is not None and phrase.known and re.search(r"\s[–—-]\s", clause.folded[number.end : phrase.start]) is not None
    count = Count(number, phrase=phrase or predicate, said=predicate is not None or dashed)
    counter = phrase is not None and not phrase.things and any(t.dimensions.get("counter") and t.start == phrase.start for t in clause.tags)
    before = phrase_before(clause, number, zones.left) if count.phrase is None or counter else None
    before = before if not counter or (before is not None and before.marked) else None
    if before is not None and before.marked and _unit_of(before) != "people" and _harmed_behind(clause, number, right):
        before = None
    nouns = {t.start for t in count.phrase.things if "outcome" in t.dimensions} if count.phrase else set()
    outcome = outcome_of(clause.text, number, left, [t for t in right if t.start not in nouns], zones.following)
    if before is not None and (outcome is None or before.marked or _unit_of(before) == "people"):
        count.phrase = before
        outcome = (
            None
            if before.marked and not _harmed_behind(clause, number, right) and (_unit_of(before) != "people" or _states_outcome(before))
            else outcome
        )
    of_which = _OF_THE.search(clause.folded[: number.start]) is not None and phrase is not None and _states_outcome(phrase)
    if of_which:  # "nine of the 35 victims died"
        count.verb, outcome = outcome, None
    count.dimensions = _merge(clause, count.phrase.things) if count.phrase else {}
    if before is not None and before is count.phrase and before.marked and _unit_of(before) == "people" and not _states_outcome(before):
        between = [t for t in left if t.kind == "outcome" and t.start >= before.end]
        outcome = str(between[-1].dimensions["outcome"]) if between else outcome
    count.words = words_of(clause, count.phrase)
    if _IN_THEM.search(clause.folded[: number.start]) and _OF_THEM.match(clause.folded, number.end):
        return count
    _add_outcome(clause, count, outcome, right)
    if count.unit == "people" and phrase is not None and not count.dimensions.get("outcome") and count.dimensions.keys() <= {"unit", "who"}:
        subject = phrase_before(clause, number, zones.left)
        if subject is not None and _unit_of(subject) == "people" and _states_outcome(subject):
            count.dimensions = {**_merge(clause, subject.things), **count.dimensions}
    _add_predicates(clause, count, zones)
    _add_price(clause, count)
    if number.share:
        count.dimensions = {"unit": "percent", "measure": "share"} | {k: v for k, v in count.dimensions.items() if k in _OF_PEOPLE}
    if _is_collective(clause, number) and count.unit is None:
        count.dimensions |= {"unit": "people", "collective": True}
    return count


_OF_PEOPLE = frozenset({"outcome", "who", "age", "sex"})
_OF_THE = re.compile(r"\w\s+(?:out of|of|из)\s+(?:the\s+|these\s+|those\s+|all\s+|всех\s+|этих\s+)*$")
_IN_THEM = re.compile(r"\b(?:in|during|at|в|во|при)\s+(?:only |just |лишь |только )?$")  # "in 14 of them two people were hurt"
_OF_THEM = re.compile(r"\s+(?:of (?:them|these|those|which)|из (?:них|этих|которых))\b")


def _add_price(clause: Clause, count: Count) -> None:
    """A number behind "costs", "the price is" is money where no noun stands behind it, or only a scale."""
    priced = count.unit is None and not count.dimensions.get("other") and _PRICED.search(clause.folded[: count.number.start])
    if priced and (count.number.scale is not None or count.phrase is None):
        count.dimensions = {"unit": "money", "measure": "money"}


_PRICED = re.compile(
    r"\b(?:costs?|costing|priced? (?:at|of|is|was)|prices? (?:from|up to)|worth|sells? (?:for|at)|sold for|value of|valued at|budget of|budget (?:is|was)|grant of"
    r"|стоимост\w+|стоит|стоят|стоил\w*|цен(?:а|ой|у|е)|обош[её]л\w*(?: в)?|обходит\w*(?: в)?|обойд[её]т\w*(?: в)?|qiyməti|dəyəri|məbləği)\s+(?:(?:of|about|around|some|nearly|almost|over|more than|up to|under|each|roughly|у|в|около|примерно|более|почти|составля\w+|составил\w*|—|–|-)\s+)*$"
)
_ARE = re.compile(r"\s*(?:(?:were|was|are|is|have|has|had|been|people|persons|of them|были|человек\w*|nəfər)\s+)*")


def _harmed_behind(clause: Clause, number: NumberMention, right: list[Tag]) -> bool:
    """Whether a verb of harm stands right behind a number: "By outcome: 118 killed"."""
    return any(t.kind == "outcome" and _ARE.fullmatch(clause.folded[number.end : t.start]) for t in right)


def _unit_of(phrase: Phrase) -> str | None:
    return next((t.dimensions.get("unit") for t in phrase.things), None)


def _states_outcome(phrase: Phrase) -> bool:
    return any("outcome" in t.dimensions for t in phrase.things)


def _add_outcome(clause: Clause, count: Count, outcome: str | None, right: list[Tag]) -> None:
    """Add what the verbs say of people, and of a noun that no lexicon knows when it is killed or injured: "three monks were killed"."""
    people = count.unit == "people" or (count.unit is None and not count.dimensions.get("other"))
    if not outcome or not people or (count.phrase and not count.phrase.things and not _close_verb(clause, right, count.phrase)):
        return
    if count.dimensions.get("outcome") in {None, "both"}:
        count.dimensions["outcome"] = outcome
    count.dimensions["unit"] = "people"


_SAID_OF = re.compile(
    r"\s*(?:(?:of (?:the|those|these|them|whom)\s*[\w ]{0,24}?)\s)?(?:were|are|was|is|являются|были|[–—-])\s+|,\s*(?:all|both|mostly|most|все)\s+(?:of (?:them|whom)\s+)?|\s+(?:of them|of whom|из них)\s*[–—-]?\s*"
)


def _add_predicates(clause: Clause, count: Count, zones: Zones) -> None:
    """Add the sort of people that a number's noun is said to be: "9 of the dead were civilians", "Civilians make up 60 of the victims"."""
    if count.unit not in {"people", "percent"} or count.phrase is None:
        return
    start = max(count.number.end, count.phrase.end)
    said = re.compile(r"\s+").match(clause.folded, start) if clause.turkic else _SAID_OF.match(clause.folded, start)
    phrase = phrase_after(clause, NumberMention(start, said.end(), 0.0), zones.end) if said else None
    subject = phrase_before(clause, count.number, zones.left) if count.phrase.start >= count.number.end else None
    among = re.search(r"\b(?:among|amongst|of|out of)\s+(?:the|those|these|all|its)?\s*$", clause.folded[: count.number.start])
    labelled = re.search(r"^[^:]*:\s*$", clause.folded[zones.left : count.number.start]) is not None
    subject = subject if subject and (labelled or not subject.marked) and not among else None
    sources = [p for p in (phrase, subject) if p and _unit_of(p) == "people"]
    if count.unit == "percent":
        stop = re.compile(r"\b(?:and|и|və)\b|[,;]").search(clause.folded, start, zones.end)
        inside = [t for t in clause.tags if start <= t.start < (stop.start() if stop else zones.end)]
        sorts = [t for t in clause.tags if count.number.end <= t.start < start]
        people = tuple(t for t in [*sorts, *inside] if t.kind == "thing" and t.dimensions.get("unit") == "people")
        sources += [Phrase(start, zones.end, people)] if people else []
        harmed = [t.dimensions["outcome"] for t in inside if "outcome" in t.dimensions]
        count.dimensions |= {"outcome": harmed[0]} if harmed else {}
    if among_these := _AMONG_SORT.search(clause.folded[zones.left : count.number.start]):
        since = zones.left + among_these.start()
        sources += [Phrase(t.start, t.end, (t,)) for t in clause.tags if t.kind == "thing" and since <= t.start < count.number.start]
    for source in sources:
        extra = _merge(clause, source.things)
        for key in ("who", "age", "sex"):
            if key in extra:
                count.dimensions.setdefault(key, extra[key])


_AMONG_SORT = re.compile(
    r"\b(?:among|amongst|of|as to|as for|regarding|среди|из)\s+(?:the\s+|these\s+|those\s+)?(?:\w+\s+)?[^\W\d_]+,?\s+$"
)  # "Among the civilians 5 died"


def _close_verb(clause: Clause, right: list[Tag], phrase: Phrase) -> bool:
    """Whether a verb of harm follows a phrase: "three monks, all locals, were killed"."""
    verb = next((t for t in right if t.kind == "outcome" and t.start >= phrase.end), None)
    return verb is not None and _AUXILIARIES.fullmatch(clause.folded[phrase.end : verb.start]) is not None


_AUXILIARIES = re.compile(r"\s*(?:,[^,;]{0,30},)?\s*(?:(?:were|was|are|have|has|had|been|also|reportedly|isə|был[иа]?)\s+)*")


_COLLECTIVE = re.compile(r"(?:дво|тро|четвер|пятер|шестер|семер|восьмер|девятер|десятер)(?:е|о|их|им|ых|ым|ими|ыми)")


def _is_collective(clause: Clause, number: NumberMention) -> bool:
    """Whether a number word counts people by itself: «двое», «пятерых»."""
    return clause.language in {"ru", "uk"} and _COLLECTIVE.fullmatch(clause.folded[number.start : number.end]) is not None


def _is_its_noun(clause: Clause, number: NumberMention, phrase: Phrase) -> bool:
    """Whether a known noun belongs to a number that may stand alone: behind a collective it is in the genitive («двоих сапёров»)."""
    return not _is_collective(clause, number) or not re.search(r"[иыая]$", clause.folded[phrase.start : phrase.end])


def _stands_alone(clause: Clause, number: NumberMention) -> bool:
    """Whether a number stands for people by itself, so that the noun behind it is another's: "ikisinin vəziyyəti", «двоих врачи …»."""
    if _is_collective(clause, number):
        return True
    ending = re.compile(r"-?\w*").match(clause.folded, number.end)
    written = clause.folded[number.start : ending.end() if ending else number.end]
    return (
        clause.turkic and re.search(r"(?:[iuü]n[iuü]n|-(?:s?[iuü])|biri|ikisi|üçü|dördü|beşi|altisi|yeddisi|səkkizi)$", written) is not None
    )


_PREDICATE = re.compile(
    r"\s*(?:,?\s*of (?:them|these|those|whom|which)|из (?:них|которых|этого числа))?\s*(?:(?:were|are|was|is|being|belong(?:s|ed)? to(?: the)?|refers?(?:red)? to|concern(?:s|ed)?|serv(?:e|ed) in(?: the)?|являются|являлись|были|составляют|оказались)\s+(?:an?\s+)?|an?\s+|[-–—]\s+|(?=[^\W\d_]))"
)


def _predicate(clause: Clause, number: NumberMention, limit: int) -> Phrase | None:
    """What a bare number is said to be: "50 were civilians", «6 из них – дети»."""
    opening = _PREDICATE.match(clause.folded, number.end)
    partitive = re.compile(r"\s+(?:of|из)\s+(?:the|these|those|its|their|his|her|our|этих|его|её|их)?\s*").match(clause.folded, number.end)
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
    if {"male", "female"} <= {t.dimensions.get("sex") for t in things}:
        del own["sex"]
    outcomes = {t.dimensions.get("outcome") for t in things} - {None}
    if len(outcomes) > 1:
        own["outcome"] = "both" if {"killed", "injured"} <= outcomes else next(iter(outcomes - {"both"}))
    ages = [t for t in things if "age" in t.dimensions]
    if ages:
        own["age"] = re.sub(r"\s+", " ", clause.text[ages[0].start : ages[-1].end]).strip()
    return own


_CONJUNCTION = re.compile(r"\b(?:and|or|и|или|və)\b|,")


def _device(clause: Clause, things: Sequence[Tag]) -> str:
    """The kind of device of one noun phrase: what only describes gives way to the specific, a list of kinds is all of them."""
    kinds = [str(t.dimensions["device"]) for t in things if "device" in t.dimensions]
    if any(t.dimensions.get("device") == "all" and _CONJUNCTION.search(clause.folded[t.start : t.end]) for t in things):
        return "all"
    specific = [k for k in kinds if k not in {"mines", "all"}]
    listed = any(_CONJUNCTION.search(clause.folded[a.end : b.start]) for a, b in pairwise(things))
    if listed and len(set(kinds)) > 1:
        return "mines" if set(kinds) <= {"mines", "anti-tank", "anti-personnel"} else "all"
    return next((k for k in specific if k != "UXO"), specific[0] if specific else kinds[0])


WORDS_BESIDE = 4  # words that describe a number beside which no noun stands
_NO_NOUN = re.compile(
    r"(?:of (?:them|these|those|whom|which)|из (?:них|которых|этих)|(?:were|was|are|is|have|has|had|been|died|did|do|more|others?|already|now|in|at|by|on|since|from|to|the|a)\b|было|были|ещё|еще|уже|погибл\w+|ранен\w*)\s*"
)


def words_beside(text: str, number: NumberMention, count: Count) -> str:
    """The words of a number beside which no noun stands: those of what it is a part of, else the next words of its own clause."""
    if isinstance(count.whole, Count) and count.whole.words:
        return count.whole.words
    clause = re.split(r"[,;:.()—–]|\s-\s|\d", text[number.end :])[0].strip()
    while (verb := _NO_NOUN.match(clause)) is not None:
        clause = clause[verb.end() :]
    return " ".join(re.findall(r"\w[\w-]*", clause)[:WORDS_BESIDE])
