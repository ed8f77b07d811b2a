"""The computed way: sums, rests, shares, averages, differences and conversions of figures of one report and scope, with their arithmetic."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import combinations, product

from bot.answers.figure import claim, lead, line
from bot.asked_words import COUNTED
from bot.claims import render
from bot.draft import Claim, Draft, DraftSentence, Segment, Wording
from bot.facts import Fact, Facts
from bot.matching import Match, answering, find_matches, passes
from bot.operations import operation_span
from bot.period_fit import days_number
from bot.points import points_of
from bot.question import Question
from bot.ranking import Fit, weights
from bot.request import Request
from bot.scopes import ClaimError, same_scope
from bot.series import best_matches, is_cumulative
from bot.slots import names_listed, slots
from ingest.dates import fold_case

PARTS = {  # which kinds together make a whole
    "mines": (("anti-personnel", "anti-tank"),),
    "all": (("anti-personnel", "anti-tank", "UXO"), ("mines", "UXO")),
}
MOST_PARTS = 8
MOST_OF_A_SIDE = 4  # figures that may be meant by one of several names
NEAR_DAYS = 7  # between a day that a question names and that up to which a total counts
SIDE = 3.0  # of the ranking's score, by which one of two sides may fall short of a likely answer
_PER = {
    "day": r"\bday|\bdaily|\bgün\w*|\bден[ья]|\bсутки|\bв день", "week": r"\bweek|\bhəftə\w*|\bнедел\w*",
    "month": r"\bmonth|\bay(?:da|lıq)?\b|\bмесяц\w*", "year": r"\byear|\bannual|\bil(?:də|lik)?\b|\bгод\w*",
}  # fmt: skip
_TO_HECTARES = r"\b(?:in|into|to|as)\s+(?:ha|hectares)\b|\bв (?:га|гектар\w+)\b|\bhektar(?:a|la)\b"
_KM2 = r"kilomet|\bkm|км\b|километр"


def computed(form: str, facts: Sequence[Fact], asked: Question, *, spelled: bool = True) -> Draft | None:
    """The draft of one operation: its result, then the arithmetic, then what the operands are; None where they do not allow it."""
    try:
        result = claim(form, facts, asked.language)
        formula: list[Segment] = [claim(f"{form}:formula", facts, asked.language)] if form not in UNFORMULATED else []
        operands = [claim("figure", [f], asked.language) for f in facts] if spelled else []
    except ClaimError:
        return None
    lines = [line(result), *([line(*formula)] if formula else [])]
    if operands:
        lines.append(DraftSentence((*_joined(operands), Wording("stop"))))
    return Draft("computed", asked.language, tuple(lines))


UNFORMULATED = {"convert:km2", "convert:m2"}


def _joined(claims: Sequence[Claim]) -> list[Segment]:
    joined: list[Segment] = []
    for number, one in enumerate(claims):
        joined += [Wording("semicolon"), one] if number else [one]
    return joined


def draft_sum(asked: Question, request: Request, facts: Facts, home: str) -> Draft | None:
    """A total that no report states, of the parts that one report states."""
    for parts in _parts_of(request, facts, home):
        if draft := computed("sum", parts, asked, spelled=False):
            return draft
    return None


def draft_together(asked: Question, request: Request, facts: Facts, home: str) -> Draft | None:
    """What several things that the question names make together; the total itself where a report states it."""
    listed = [] if request.places else names_listed(asked, request)
    sides = listed if len(listed) > 2 else slots(asked, request, home) or listed  # noqa: PLR2004 (more than two sides)
    found = [best_matches(answering(find_matches(slot, facts, home))) for slot in sides]
    if len(found) > 1 and all(found):
        for version in _versions_with_all(found):
            parts = _one_each([[m for m in matches if m.fact.version.id == version][:MOST_OF_A_SIDE] for matches in found])
            form = "sum" if all(same_scope(parts[0], p) for p in parts) else "together"
            if draft := computed(form, parts, asked, spelled=False):
                return draft
    kinds = PARTS.get(request.device or "", ()) if request.unit == "devices" else ()
    return draft_sum(asked, request, facts, home) if kinds else None


def _one_each(found: Sequence[Sequence[Match]]) -> list[Fact]:
    """The best matches of several sides, no figure for two of them; where there are too few, the best of each."""
    apart = [p for p in product(*found) if len({m.fact.key for m in p}) == len(p)]
    best = max(apart, key=lambda p: sum(m.score for m in p), default=[matches[0] for matches in found])
    return [m.fact for m in best]


def _versions_with_all(found: Sequence[Sequence[Match]]) -> list[int]:
    common = set.intersection(*({m.fact.version.id for m in matches} for matches in found))
    return [v for v in dict.fromkeys(m.fact.version.id for m in found[0]) if v in common]


def _parts_of(request: Request, facts: Facts, home: str) -> Iterable[list[Fact]]:
    """Sets of figures of one report that make what is asked for."""
    if request.unit == "people" and request.outcome == "both":
        wanted = [[replace(request, outcome=o) for o in ("killed", "injured")]]
    elif request.unit == "devices":
        wanted = [[replace(request, device=d) for d in kinds] for kinds in PARTS.get(request.device or "all", ())]
    else:
        wanted = []
    for requests in wanted:
        found = [best_matches([m for m in answering(find_matches(r, facts, home)) if m.worst <= Fit.NEAR]) for r in requests]
        if not all(found):
            continue
        for first in found[0]:
            parts = [first.fact, *(next((m.fact for m in others if same_scope(first.fact, m.fact)), None) for others in found[1:])]
            if all(parts):
                yield [p for p in parts if p]


def draft_average(asked: Question, request: Request, facts: Facts, home: str) -> Draft | None:
    """A number per day, week, month or year of its own closed period."""
    folded = fold_case(asked.standalone)
    span = operation_span("average", folded)
    behind = folded[span[0] :] if span else folded
    per = next((p for p, pattern in _PER.items() if re.search(pattern, behind)), None) or next(
        (p for p, pattern in _PER.items() if re.search(pattern, folded)), None
    )
    found = best_matches(answering(find_matches(request, facts, home)))
    flows = [m for m in found if m.fact.figure.unit in COUNTED and (m.fact.figure.unit != "people" or m.fact.figure.outcome)]
    for match in flows if per else []:
        if draft := computed(f"average:{per}", [match.fact], asked):
            return draft
    return None


def draft_convert(asked: Question, request: Request, facts: Facts, home: str) -> Draft | None:
    """An area in square kilometres or metres, or in hectares beside what its report writes."""
    found = best_matches(answering(find_matches(replace(request, unit="hectares"), facts, home)))
    if not found:
        return None
    first = lead(request, found, facts)[:1]
    if re.search(_TO_HECTARES, fold_case(asked.standalone)):
        return Draft("figure", asked.language, (line(claim("figure", first, asked.language)),))
    to = "km2" if re.search(_KM2, fold_case(asked.standalone)) else "m2"
    return computed(f"convert:{to}", first, asked)


def draft_difference(asked: Question, request: Request, facts: Facts, home: str) -> Draft | None:
    """How much more one figure is than another: of two that the question names, or of two dates of one series."""
    pair = (_totals_of_days(asked, request, facts, home) or pair_of(asked, request, facts, home)) or points_of(asked, request, facts, home)
    if len(pair) < 2:  # noqa: PLR2004 (two sides)
        return None
    return computed("difference", sorted((pair[0], pair[-1]), key=lambda f: -f.figure.value), asked)


def draft_grown(asked: Question, request: Request, facts: Facts, home: str) -> Draft | None:
    """What a period added that no report counts: the difference of two running totals, up to its first and to its last day."""
    pair = _totals_of_days(asked, request, facts, home)
    bounds = [(p.start, p.end) for p in request.periods if p.start and p.end]
    if not pair or len(bounds) != 1 or pair[0].figure.value >= pair[-1].figure.value:
        return None
    days = [days_number(day or "", last=True) for day in bounds[0]]
    apart = [abs(days_number(f.counted_to, last=True) - day) for f, day in zip((pair[0], pair[-1]), days, strict=True)]
    return computed("difference", [pair[-1], pair[0]], asked) if max(apart) <= NEAR_DAYS else None


def _totals_of_days(asked: Question, request: Request, facts: Facts, home: str) -> list[Fact]:
    """The running totals of one series where a question names days between which it grew, not months or years with a count of their own."""
    closed = [p for p in request.periods if p.end]
    if request.unit not in COUNTED or not closed or any(p.kind in {"week", "month", "year"} for p in closed):
        return []
    if len(closed) == 1 and (closed[0].start is None or closed[0].start == closed[0].end):
        return []
    points = points_of(asked, request, facts, home)
    return points if len(points) > 1 and all(is_cumulative(p.figure) for p in points) else []


def pair_of(asked: Question, request: Request, facts: Facts, home: str) -> list[Fact]:
    """The two figures that a question sets against each other; of one report where one has both."""
    found = [best_matches(_single_out(_fitting(find_matches(slot, facts, home)))) for slot in slots(asked, request, home)]
    if len(found) < 2 or not all(found):  # noqa: PLR2004 (two sides)
        return []
    for one, other in combinations(found[:2], 2):
        for first in one:
            for second in other:
                if first.fact.version.id == second.fact.version.id and first.fact.key != second.fact.key:
                    return [first.fact, second.fact]
    pair = [m[0].fact for m in found[:2]]
    return pair if pair[0].key != pair[1].key else []


def _single_out(matches: list[Match]) -> list[Match]:
    """The matches of the very body and place that a side names, where there are any."""
    own = [m for m in matches if m.fits.get("actor", Fit.SAME) == Fit.SAME and m.fits["place"] == Fit.SAME]
    return own or matches


def _fitting(matches: Sequence[Match]) -> list[Match]:
    """The matches that nothing forbids: where two sides are named, the other side vouches for what is meant."""
    return [m for m in matches if passes(m) and m.score >= weights().words.none - SIDE]


def allowed(form: str, facts: Sequence[Fact], language: str) -> bool:
    """Whether figures allow a form."""
    try:
        render(form, facts, language)
    except ClaimError:
        return False
    return True
