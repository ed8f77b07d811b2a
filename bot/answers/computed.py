"""The computed way: sums, rests, shares, averages, differences and conversions of figures of one report and scope, with their arithmetic."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import combinations

from bot.answers.figure import claim, lead, line
from bot.claims import render
from bot.draft import Claim, Draft, DraftSentence, Segment, Wording
from bot.facts import Fact, Facts
from bot.matching import Match, answering, find_matches, judge
from bot.operations import operation_span
from bot.question import Question
from bot.ranking import Fit
from bot.request import Request, same_age
from bot.scopes import DIMENSIONS, ClaimError, is_part, same_scope
from bot.series import best_matches
from bot.slots import slots
from ingest.dates import fold_case
from ingest.figures.figure import Period
from ingest.figures.lexicon import find_tags

PARTS = {  # which kinds together make a whole
    "mines": (("anti-personnel", "anti-tank"),),
    "all": (("anti-personnel", "anti-tank", "UXO"), ("mines", "UXO")),
}
MOST_PARTS = 8
_PER = {
    "day": r"\bday|\bdaily|\bgün\w*|\bден[ья]|\bсутки|\bв день", "week": r"\bweek|\bhəftə\w*|\bнедел\w*",
    "month": r"\bmonth|\bay(?:da|lıq)?\b|\bмесяц\w*", "year": r"\byear|\bannual|\bil(?:də|lik)?\b|\bгод\w*",
}  # fmt: skip
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
    found = [best_matches(answering(find_matches(slot, facts, home))) for slot in slots(asked, request, home)]
    if len(found) > 1 and all(found):
        for version in _versions_with_all(found):
            parts = [next(m.fact for m in matches if m.fact.version.id == version) for matches in found]
            form = "sum" if all(same_scope(parts[0], p) for p in parts) else "together"
            if draft := computed(form, parts, asked, spelled=False):
                return draft
    return draft_sum(asked, request, facts, home)


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


def draft_rest(asked: Question, request: Request, facts: Facts, home: str) -> Draft | None:
    """A total without a part: victims other than civilians."""
    without = _excluded(asked, "rest")
    if not without:
        return None
    whole = request.but(**{k: "both" if k == "outcome" else None for k in without})
    if "device" in without:
        whole = replace(whole, device="all")
        stated = draft_sum(asked, replace(request, device="mines"), facts, home) if without["device"] == "UXO" else None
        if stated:
            return stated
    for match in best_matches(answering(find_matches(whole, facts, home))):
        for part in facts.beside(match.fact):
            if (
                is_part(part, match.fact)
                and _differs_only(part, match.fact, without)
                and (draft := computed("rest", [match.fact, part], asked, spelled=False))
            ):
                return draft
    return None


def _differs_only(part: Fact, whole: Fact, by: dict[str, str]) -> bool:
    """Whether a part is that of a whole which these dimensions single out, and no others do."""
    same = all(getattr(part.figure, d) == getattr(whole.figure, d) for d in DIMENSIONS if d not in by)
    return same and all(same_age(getattr(part.figure, d), v) if d == "age" else getattr(part.figure, d) == v for d, v in by.items())


def _excluded(asked: Question, operation: str) -> dict[str, str]:
    """The dimensions of what a question leaves out: of the thing named nearest behind "other than", or right before "-siz"."""
    span = operation_span(operation, asked.standalone)
    if span is None:
        return {}
    tags = [t for t in find_tags(asked.standalone) if t.kind in {"thing", "outcome"} and set(t.dimensions) & set(DIMENSIONS)]
    behind = [t for t in tags if t.end > span[0]]
    suffixed = asked.standalone[span[0] : span[0] + 1] == "-"
    nearest = (
        next(iter(behind), None)
        if not suffixed and behind
        else max((t for t in tags if t.start < span[0]), key=lambda t: t.end, default=None)
    )
    return (
        {
            d: nearest.dimensions[d]
            for d in ("who", "age", "sex", "device", "outcome")
            if d in nearest.dimensions and nearest.dimensions[d] != "both"
        }
        if nearest
        else {}
    )


def draft_share(asked: Question, request: Request, facts: Facts, home: str) -> Draft | None:
    """A part of a whole in percent, both of one report and period."""
    rarity = facts.rarity(request.rest)
    named = {d for d in DIMENSIONS if getattr(request, d) not in {None, "both", "all", "mines"}} | ({"place"} if request.places else set())
    best: tuple[tuple[float, ...], Fact, Fact] | None = None
    for whole in facts.all:
        if whole.figure.unit != request.unit:
            continue
        for part in facts.beside(whole):
            if not is_part(part, whole):
                continue
            score = _share_score(request, part, whole, named, facts.coverage(part, rarity), home)
            if score and (best is None or score > best[0]):
                best = score, part, whole
    return computed("share", [best[1], best[2]], asked) if best else None


def _share_score(request: Request, part: Fact, whole: Fact, named: set[str], covered: float, home: str) -> tuple[float, ...] | None:
    """How well a part and a whole fit a share that is asked for; None when they do not."""
    numbers = set(request.numbers)
    by_number = len({part.figure.value, whole.figure.value} & numbers)
    fits = judge(replace(request, outcome=request.outcome or whole.figure.outcome), part, home)
    if fits is None or fits["period"] > Fit.NEAR:
        period = judge(request, whole, home)
        if period is None or period["period"] > Fit.NEAR:
            return None
    own = {d for d in DIMENSIONS if getattr(part.figure, d) != getattr(whole.figure, d)} | (
        {"place"} if part.figure.place != whole.figure.place else set()
    )
    if numbers and not by_number:
        return None
    if not numbers and (
        not own & named or not (own - {"activity"}) <= named or Fit.OTHER in (v for k, v in (fits or {}).items() if k != "period")
    ):
        return None
    unnamed = sum(getattr(whole.figure, d) not in {None, "both", "all"} and d not in named for d in ("who", "age", "sex"))
    return (by_number, covered, -unnamed, -float(part.figure.qualifier != "exact"), whole.figure.value)


def draft_average(asked: Question, request: Request, facts: Facts, home: str) -> Draft | None:
    """A number per day, week, month or year of its own closed period."""
    folded = fold_case(asked.standalone)
    span = operation_span("average", folded)
    behind = folded[span[0] :] if span else folded
    per = next((p for p, pattern in _PER.items() if re.search(pattern, behind)), None) or next(
        (p for p, pattern in _PER.items() if re.search(pattern, folded)), None
    )
    found = best_matches(answering(find_matches(request, facts, home)))
    for match in found if per else []:
        if draft := computed(f"average:{per}", [match.fact], asked):
            return draft
    return None


def draft_convert(asked: Question, request: Request, facts: Facts, home: str) -> Draft | None:
    """An area in square kilometres or metres."""
    found = best_matches(answering(find_matches(replace(request, unit="hectares"), facts, home)))
    if not found:
        return None
    to = "km2" if re.search(_KM2, fold_case(asked.standalone)) else "m2"
    return computed(f"convert:{to}", lead(request, found, facts)[:1], asked)


def draft_difference(asked: Question, request: Request, facts: Facts, home: str) -> Draft | None:
    """How much more one figure is than another: of two that the question names, or of two dates of one series."""
    pair = pair_of(asked, request, facts, home)
    if not pair:
        return None
    return computed("difference", sorted(pair, key=lambda f: -f.figure.value), asked)


def pair_of(asked: Question, request: Request, facts: Facts, home: str) -> list[Fact]:
    """The two figures that a question sets against each other; of one report where one has both."""
    found = [best_matches(answering(find_matches(slot, facts, home))) for slot in _sides(asked, request, home)]
    if len(found) < 2 or not all(found):  # noqa: PLR2004 (two sides)
        return []
    for one, other in combinations(found[:2], 2):
        for first in one:
            for second in other:
                if first.fact.version.id == second.fact.version.id and first.fact.key != second.fact.key:
                    return [first.fact, second.fact]
    pair = [m[0].fact for m in found[:2]]
    return pair if pair[0].key != pair[1].key else []


def _sides(asked: Question, request: Request, home: str) -> list[Request]:
    """The slots of a question, or the two ends of the period that it names."""
    sides = slots(asked, request, home)
    if len(sides) < 2 and len(request.periods) == 1:  # noqa: PLR2004 (two sides)
        period = request.periods[0]
        if period.start and period.end and period.start != period.end:
            return [replace(request, periods=(_state_of(day),)) for day in (period.start, period.end)]
    return sides


def _state_of(day: str) -> Period:
    return Period(None, day, "cumulative closed") if len(day) > len("2025") else Period(day, day, "year")


def draft_adds_up(asked: Question, request: Request, facts: Facts, home: str) -> Draft | None:
    """Whether the parts that a report states make the whole that it states."""
    candidates = [f for f in facts.all if f.figure.value in request.numbers] if request.numbers else [
        m.fact for m in best_matches(answering(find_matches(request, facts, home)))
    ]  # fmt: skip
    rarity = facts.rarity(request.rest)
    for whole in sorted(candidates, key=lambda f: -facts.coverage(f, rarity)):
        beside = [f for f in facts.beside(whole) if f.figure.unit == whole.figure.unit and f.figure.start != whole.figure.start]
        parts = [f for f in beside if f.figure.part_of == whole.figure.start] or [
            f for f in beside if f.figure.sentence_start == whole.figure.sentence_start and f.figure.start > whole.figure.start
        ]  # fmt: skip
        if not 1 < len(parts) <= 2 * MOST_PARTS:
            continue
        try:
            first = claim("adds", [whole, *parts], asked.language)
            return Draft("computed", asked.language, (line(first), line(claim("figure", [whole], asked.language))))
        except ClaimError:
            continue
    return None


def allowed(form: str, facts: Sequence[Fact], language: str) -> bool:
    """Whether figures allow a form."""
    try:
        render(form, facts, language)
    except ClaimError:
        return False
    return True
