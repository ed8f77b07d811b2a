"""Wholes and their parts: what is left of a whole, a part in percent, and whether the parts that a report states make its total."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.answers.computed import computed, draft_sum
from bot.answers.figure import claim, draft_figure, line
from bot.asked_words import COUNTED
from bot.draft import Draft
from bot.facts import Fact, Facts
from bot.matching import Match, find_matches, passes
from bot.operations import is_negated, operation_span, span_of
from bot.question import Question
from bot.ranking import Fit, weights
from bot.request import REMAINING, Request, same_age
from bot.scopes import DIMENSIONS, ClaimError, adjoining, is_part
from bot.series import best_matches
from ingest.figures.agents import ALL, actor_spans
from ingest.figures.lexicon import Tag, find_tags

BODIES = (*DIMENSIONS, "actor")
GROUPS = ("who", "age", "sex", "device", "outcome")  # dimensions by which a question leaves something out
OTHER_SEX = {"male": "female", "female": "male"}
MOST_PARTS = 16
SLACK = 2.0  # of the ranking's score, by which a part's words may fall short: its whole tells the rest


def draft_rest(asked: Question, request: Request, facts: Facts, home: str) -> Draft | None:
    """A whole without a part: victims other than civilians, the calls at which nothing was found."""
    if request.activity == REMAINING and request.unit in COUNTED:
        return None  # no report tells what is left of all land
    excluded = _excluded(asked)
    if not excluded and request.sex in OTHER_SEX:
        excluded = [{"sex": OTHER_SEX[request.sex or ""]}]
    dimensions = {d for group in excluded for d in group}
    if "actor" in dimensions:
        request = replace(request, rest=(), noun=(), names=())
    whole = request.but(**{d: "both" if d == "outcome" else None for d in dimensions})
    if "device" in dimensions:
        if [g.get("device") for g in excluded] == ["UXO"] and (stated := _without_uxo(asked, request, facts, home)):
            return stated
        whole = replace(whole, device="all")
    for total in _wholes(whole, facts, home):
        parts = [f for f in facts.beside(total) if is_part(f, total)]
        chosen = [next((p for p in parts if _is_of(p, total, group)), None) for group in excluded]
        if not excluded and request.operation == "rest":
            chosen = _only_part(parts, total)
        if chosen and all(chosen) and (draft := computed("rest", [total, *(p for p in chosen if p)], asked, spelled=False)):
            return draft
    return None


def _without_uxo(asked: Question, request: Request, facts: Facts, home: str) -> Draft | None:
    return draft_sum(asked, replace(request, device="mines", rest=(), noun=()), facts, home)


def _wholes(request: Request, facts: Facts, home: str) -> Iterator[Fact]:
    """The wholes that a question may mean: with the number that it states, else those that fit best."""
    matches = find_matches(replace(request, numbers=()), facts, home)
    if request.numbers:
        yield from (m.fact for m in matches if m.fact.figure.value in request.numbers)
    else:
        yield from (m.fact for m in best_matches([m for m in matches if passes(m) and m.score >= weights().words.none - SLACK]))


def _is_of(part: Fact, whole: Fact, group: dict[str, str]) -> bool:
    """Whether a part is that of a whole which these dimensions single out, and no others do."""
    actor = () if "actor" in group else ("actor",)
    untold = ("device",) if part.figure.unit == "people" and part.figure.device is None else ()
    same = all(getattr(part.figure, d) == getattr(whole.figure, d) for d in (*DIMENSIONS, *actor) if d not in {*group, *untold, "activity"})
    return same and all(same_age(part.figure.age, v) if d == "age" else getattr(part.figure, d) == v for d, v in group.items())


def _only_part(parts: Sequence[Fact], whole: Fact) -> list[Fact | None]:
    """The one part beside a whole, where the report tells nothing else of it."""
    near = [p for p in parts if adjoining(p, whole)]
    return [near[0]] if len(near) == 1 else []


def _excluded(asked: Question) -> list[dict[str, str]]:
    """The dimensions of what a question leaves out: of things denied, else of the thing named nearest behind "other than", or before "-siz"."""
    text = asked.standalone
    tags = [t for t in find_tags(text, asked.language) if t.kind in {"thing", "outcome"} and set(t.dimensions) & set(GROUPS)]
    denied = [t for t in tags if is_negated(text, t.start, t.end)]
    if not denied and (span := operation_span("rest", text)):
        behind = [t for t in tags if t.end > span[0]]
        before = max((t for t in tags if t.start < span[0]), key=lambda t: t.end, default=None)
        nearest = behind[0] if behind and text[span[0] : span[0] + 1] != "-" else before
        denied = [nearest] if nearest else []
    if not denied and (denial := span_of("denials", text)):
        denied = [t for t in tags if t.start > denial[1]]
    groups = [_group(t) for t in denied] + [{"actor": name} for a, b, name in actor_spans(text) if name and is_negated(text, a, b)]
    return [g for n, g in enumerate(groups) if g and g not in groups[:n] and g != {"device": "mines"}]


def _group(tag: Tag) -> dict[str, str]:
    return {d: tag.dimensions[d] for d in GROUPS if d in tag.dimensions and tag.dimensions[d] not in {"both", "all"}}


def draft_share(asked: Question, request: Request, facts: Facts, home: str) -> Draft | None:
    """A part of a whole in percent, both of one report and period; else a share that a report states."""
    unnumbered = _of_part(asked, replace(request, numbers=()))
    unit = None if request.unit == "percent" else request.unit
    of_all = request.but(unit=unit, outcome="both" if request.outcome else None, who=None, age=None, sex=None, device=None, actor=None)
    whole = replace(of_all, numbers=(), rest=(), noun=())
    wholes = {m.fact.key: m for r in (replace(whole, places=()), whole) for m in find_matches(r, facts, home)}
    best: tuple[tuple[float, ...], Fact, Fact] | None = None
    for part in find_matches(replace(unnumbered, unit=unit), facts, home):
        for total in facts.beside(part.fact):
            if total.key in wholes and is_part(part.fact, total):
                order = _order(unnumbered, request.numbers, part, wholes[total.key])
                if order and (best is None or order > best[0]):
                    best = order, part.fact, total
    if best and (draft := computed("share", [best[1], best[2]], asked, spelled=False)):
        return draft
    return draft_figure(
        asked, replace(request, unit="percent", outcome=None, who=None, age=None, sex=None, device=None, activity=None), facts, home
    )


def _of_part(asked: Question, request: Request) -> Request:
    """The request for the part: with every group and fate that the question names, where victims are the whole."""
    if request.unit != "people":
        return request
    tags = [t for t in find_tags(asked.standalone, asked.language) if t.kind in {"thing", "outcome"}]
    named = [{d: v for d, v in _group(t).items() if d != "device"} for t in tags]
    dimensions = {d: v for group in reversed(named) for d, v in group.items()}
    fates = {g["outcome"] for g in named if "outcome" in g}
    return request.but(**{**dimensions, **({"outcome": "both"} if len(fates) > 1 else {})})


def _order(request: Request, numbers: Sequence[float], part: Match, whole: Match) -> tuple[float, ...] | None:
    """How well a part and a whole fit a share that is asked for; None when they do not."""
    stated = sum(f.figure.value in numbers for f in (part.fact, whole.fact))
    if numbers and not stated:
        return None
    if part.fits["period"] > Fit.NEAR and whole.fits["period"] > Fit.NEAR:
        return None
    named = {d for d in BODIES if getattr(request, d) not in {None, "both", "all", "mines"}} | ({"place"} if request.places else set())
    own = {d for d in BODIES if getattr(part.fact.figure, d) != getattr(whole.fact.figure, d)} - {"activity"}
    if part.fact.figure.actor in {None, ALL}:
        own.discard("actor")
    if part.fact.figure.place != whole.fact.figure.place:
        own.add("place")
    told = part.features.get("rest in clause", 0.0) >= 0.5 or part.features.get("noun in clause", 0.0) >= 0.5  # noqa: PLR2004 (half)
    if not (own & named if named and own else told) or not own <= named:
        return None
    if any(part.fits.get(d, Fit.SAME) >= Fit.LACKS for d in named):
        return None
    narrow = sum(getattr(whole.fact.figure, d) not in {None, "both", "all"} for d in ("who", "age", "sex"))
    return (
        stated,
        bool(own & named),
        part.merit + whole.merit - narrow,
        -float(part.fact.figure.qualifier != "exact"),
        whole.fact.figure.value,
    )


def draft_adds_up(asked: Question, request: Request, facts: Facts, home: str) -> Draft | None:
    """Whether the parts that a report states make the whole that it states."""
    matches = find_matches(replace(request, numbers=()), facts, home)
    candidates = [m for m in matches if m.fact.figure.value in request.numbers] if request.numbers else [m for m in matches if passes(m)]
    for match in candidates[:MOST_PARTS]:
        parts = list_beside(match.fact, facts)
        if not 1 < len(parts) <= MOST_PARTS:
            continue
        try:
            first = claim("adds", [match.fact, *parts], asked.language)
            return Draft("computed", asked.language, (line(first), line(claim("figure", [match.fact], asked.language))))
        except ClaimError:
            continue
    return None


def list_beside(whole: Fact, facts: Facts) -> list[Fact]:
    """The parts of a whole in its own or an adjoining sentence: those linked to it, else the longest list of the same unit."""
    beside = [f for f in facts.beside(whole) if f.key != whole.key and f.figure.unit in {whole.figure.unit, None}]
    linked = [f for f in beside if f.figure.part_of == whole.figure.start and f.figure.value < whole.figure.value]
    linked = [f for f in linked if not any(is_part(f, g) for g in linked if g.key != f.key)]
    if len(linked) > 1:
        return linked
    lists: dict[int, list[Fact]] = {}
    for fact in beside:
        if adjoining(fact, whole) and fact.figure.value < whole.figure.value:
            lists.setdefault(fact.figure.sentence_start, []).append(fact)
    return max(lists.values(), key=len, default=[])
