"""What is said of a number beside its value: that it is a range, or "more than", "about", "at least", "nearly", "up to"."""

import re
from dataclasses import replace
from functools import cache

from ingest.dates import fold_case
from ingest.figures.numbers import NumberMention, number_lexicon

QUALIFIER_REACH = 34  # characters before a number in which its qualifier stands
AFTER_REACH = 34  # characters after a number ("670 hektara yaxın")
CHANGE_REACH = 60  # characters before "from 3 to 5" in which a verb says that it is a change
_JOINS = re.compile(r"\s*(?:-|–|—)\s*|\s+(?:to|bis|до|or|or even|или|и|and|ilə|ile|və ya|yaxud)\s+|-?(?:dən|dan)\s+")
_FREE_JOINS = re.compile(r"\s*(?:-|–|—)\s*|\s+(?:to|bis|or|or even|или|və ya|yaxud)\s+")  # need no "from" or "between" before them
_OPENS = re.compile(r"\b(?:from|between|от|с|между|zwischen|von)\s+(?:about\s+|примерно\s+)?$")
_CHANGES = re.compile(
    r"\b(?:rose|grew|grown|risen|increas|climb|jump|fell|fall|drop|declin|decreas|down|up|reduc|cut|went|выр[оа]с|увелич|сниз|сокра|упал|возрос)|art(?:ib|di|araq)|azal|düşüb|yüksəl|enib"
)
_BETWEEN_AFTER = re.compile(r"\s*(?:\w+\s+)?arasi")


def join_ranges(numbers: list[NumberMention], folded: str) -> list[NumberMention]:
    """Two numbers joined by a dash, "to" or "or" are one range: "3-5 years", "between 40 and 50"; "rose from 3 to 5" is two numbers."""
    joined: list[NumberMention] = []
    for number in numbers:
        last = joined[-1] if joined else None
        if last and last.qualifier != "range" and _bounds(last, number, folded):
            low = last.value * number.scale if number.scale and not last.scale and last.value < 1000 <= number.value else last.value  # noqa: PLR2004 ("3 to 5 million")
            joined[-1] = replace(last, end=number.end, value=low, qualifier="range", low=low, high=number.value, scale=number.scale)
        else:
            joined.append(number)
    return joined


def _bounds(last: NumberMention, number: NumberMention, folded: str) -> bool:
    """Whether two numbers are the two ends of one range."""
    gap, before = folded[last.end : number.start], folded[: last.start]
    if last.value >= number.value or not _JOINS.fullmatch(gap):
        return False
    if _FREE_JOINS.fullmatch(gap) and not re.search(r"\b(?:from|by)\s+$", before):
        return True
    if re.search(r"dən|dan", gap):
        return bool(re.match(r"\s?-?\w*\s?\w*(?:qədər|dək|dək)", folded[number.end :]))
    if re.search(r"ilə|ile", gap):
        return bool(_BETWEEN_AFTER.match(folded[number.end :]))
    return bool(_OPENS.search(before)) and not _CHANGES.search(before[-CHANGE_REACH:])


@cache
def _patterns() -> tuple[list[tuple[str, re.Pattern[str]]], list[tuple[str, re.Pattern[str]]]]:
    def build(side: str, pattern: str) -> list[tuple[str, re.Pattern[str]]]:
        pairs = [(fold_case(w), kind) for kind, words in number_lexicon()["qualifiers"][side].items() for w in words]
        return [(kind, re.compile(pattern.format(re.escape(w)))) for w, kind in sorted(pairs, key=lambda p: -len(p[0]))]

    determiners = r"(?:\s+(?:the|of|a|an|total of|another|further|ещ[её]|чем|\$|€|£))*"
    return build("before", r"(?<!\w){}" + determiners + r"\s*[$€£₼~≈]?\s*$"), build("after", r"^[\s-]?(?:\w+\s+){{0,2}}\w*{}(?!\w)")


def qualify(number: NumberMention, folded: str) -> NumberMention:
    """The number with its qualifier, if the words beside it state one."""
    if number.qualifier != "exact":
        return number
    before, after = _patterns()
    if re.search(r"\b(?:с|от|from)\s+[\d.,\s]+(?:\w+\s+)?(?:до|to)\s+$", folded[: number.start]):
        return number
    head = folded[max(0, number.start - QUALIFIER_REACH) : number.start]
    tail = folded[number.end : number.end + AFTER_REACH]
    tail = re.split(r"[,;:()]|\d", tail)[0]
    kind = next((k for k, p in before if p.search(head)), None) or next((k for k, p in after if p.search(tail)), None)
    if re.match(r"\s?\+", tail):
        kind = "over"
    return replace(number, qualifier=kind) if kind else number
