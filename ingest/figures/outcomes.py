"""Killed, injured or both: which verb of a sentence a number of people belongs to."""

import re
from collections.abc import Sequence

from ingest.figures.lexicon import Tag
from ingest.figures.numbers import NumberMention

VERB_REACH = 34  # characters between a verb and the number that it governs ("killed at least 50 civilians")
LOOSE_REACH = 90  # characters between "victims of mines … became" and the number
NEAR = 12  # characters: right behind the number
_BECAME = re.compile(r"\b(?:стал[иао]?|became|were|are)\b")
_LOOSE = re.compile(r"[,;.:()]|\b(?:and|и|və|while|а)\b")
_ADJACENT = re.compile(
    r"[\s:–—-]*(?:(?:at|least|about|some|over|more|than|nearly|almost|around|another|a|an|the|total|of|up|to|as|many|approximately|other|further|also|all|by|mines|lives|people|ещ[её]|около|более|почти|как|минимум|примерно|не|менее|до|свыше|людей|были|были|ещe|порядка|человек|an|estimated)[\s:–—-]*)*"
)


def outcome_of(text: str, number: NumberMention, left: Sequence[Tag], right: Sequence[Tag], following: int | None) -> str | None:
    """The outcome that the verbs on either side of a number state; `following` is where the next number starts.

    A verb right before a number governs it ("killed two and injured three"); else the one behind it does ("two were killed").
    """
    before = [t for t in left if t.kind == "outcome" and number.start - t.end <= LOOSE_REACH]
    governing = [t for t in before if _ADJACENT.fullmatch(text[t.end : number.start].lower())]
    loose = [
        t
        for t in before
        if (number.start - t.end <= VERB_REACH or _BECAME.search(text[t.end : number.start].lower()))
        and not _LOOSE.search(text[t.end : number.start].lower())
    ]
    behind = _unclaimed(text, [t for t in right if t.kind in {"outcome", "activity"}], following)
    if behind and behind[0].kind == "activity" and behind[0].dimensions["activity"] == "taught":
        behind = []
    behind = [t for t in behind if t.kind == "outcome"]
    family = [
        t
        for t in before
        if (m := _KIN.search(text[t.end : number.start].lower())) and not _LOOSE.search(text[t.end : t.end + m.start()].lower())
    ]
    between = text[number.end : behind[0].start].lower() if behind else ""
    led = governing and re.search(r"[:–—]", text[governing[-1].end : number.start])
    close = behind and (len(between) < NEAR or (_BARE.fullmatch(between) is not None if led else False))
    chosen = governing[-1:] if governing and not close else behind if close else loose[-1:] or behind or family[-1:]
    return _joined(text, [*_coordinate(text, before, chosen), *chosen])


def _coordinate(text: str, before: Sequence[Tag], chosen: Sequence[Tag]) -> Sequence[Tag]:
    """The verb joined to the one that leads to a number: "mines hurt or killed 3,000"."""
    joined = [
        t
        for t in before
        if chosen and chosen[0] in before and t.end <= chosen[0].start and _OR.fullmatch(text[t.end : chosen[0].start].lower())
    ]
    return joined[-1:]


_OR = re.compile(r"\s*(?:or|или|və ya|ya da|yaxud|/)\s*")
_KIN = re.compile(r"\b(?:and|и|və)\s+(?:his|her|their|its|the|another|onun|его|её|их)?\s*$")  # "killed a man and his two sons"
_BARE = re.compile(r"\s*(?:(?:were|was|are|is|have|has|had|been|people|persons|of them|были|человек\w*|nəfər|[a-z]+s)\s+)*")


def _unclaimed(text: str, tags: list[Tag], following: int | None) -> list[Tag]:
    """The verbs behind a number, without the one that governs the next number."""
    if following is None:
        return tags
    return [t for t in tags if not (t.kind == "outcome" and _governs(text, t, following))]


def _governs(text: str, tag: Tag, following: int) -> bool:
    gap = text[tag.end : following].lower()
    return (
        tag.end <= following
        and bool(_ADJACENT.fullmatch(gap))
        and bool(re.search(r"(?:\band|\bи|,|\bwhile|;|\bа)\s*(?:\w+\s+)?$", text[: tag.start].lower()))
    )


def _joined(text: str, tags: Sequence[Tag]) -> str | None:
    """The one outcome of some verbs: both where killed and injured are joined by "or" or "and"."""
    if not tags:
        return None
    kinds = [str(t.dimensions["outcome"]) for t in tags]
    first_other = next((t for t in tags if t.dimensions["outcome"] != kinds[0]), None)
    joined = first_other and re.fullmatch(
        r"\s*(?:(?:people|olub|were|having been|either)\s+)*(?:or|and|или|и|və|və ya|/|olub və|olub|ya|ya da|yaxud|edilib)(?:\s+(?:or|people|ya|da|were|having been|или|и))*\s*",
        text[tags[0].end : first_other.start].lower(),
    )
    if joined and {"killed", "injured"} <= {kinds[0], str(first_other.dimensions["outcome"])}:  # type: ignore[union-attr]
        return "both"
    harmed = [t for t in tags[1:2] if kinds[0] == "both" and not re.search(r"[,;:.]", text[tags[0].end : t.start])]
    return str(harmed[0].dimensions["outcome"]) if harmed and harmed[0].start - tags[0].end < VERB_REACH else kinds[0]


_UNKNOWN = re.compile(
    r"\b(?:outcome|fate|condition|status|survival)\s+(?:for|of)\s+(?:the\s+|other\s+|another\s+)*#\D{0,20}\b(?:unknown|unclear|not (?:known|recorded|clear))"
    r"|#[^\d.;]{0,40}?\b(?:not (?:known|recorded|clear|reported)|unknown|unclear|never (?:known|recorded))\s+(?:whether|if|what|how)\b"
    r"|#[^\d.;]{0,30}\b(?:outcome|fate|survival)\s+(?:is|was|remains?|remained)\s*(?:unknown|unclear|not (?:known|recorded))"
    r"|\b(?:судьба|исход)\w*\s+(?:ещё\s+|еще\s+)?#\D{0,30}\b(?:неизвест|не установлен)|#\D{0,30}\b(?:судьба|исход)\w*\s+неизвест"
    r"|#\D{0,30}\b(?:taleyi|aqibəti|vəziyyəti)\s+(?:məlum deyil|naməlum|bilinmir)"
)


def is_unknown(text: str, number: NumberMention) -> bool:
    """Whether nobody knows what became of the people of a number: "for 33 it is not known whether they survived"."""
    marked = text[: number.start] + "#" + text[number.end :]
    return any(m.start() <= number.start < m.end() for m in _UNKNOWN.finditer(marked))
