"""What an answer may say of figures, each form a pure function of the records: the verification says it again and compares.

A form raises ClaimError where its figures do not allow it: no sum over different scopes, no share of another whole, no trend of two series.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.facts import Fact
from bot.period_fit import days_of
from bot.saying import (
    labels,
    say_actor,
    say_as_written,
    say_end,
    say_figure,
    say_number,
    say_people,
    say_period,
    say_place,
    say_since,
    say_value,
    shared,
)
from bot.scopes import ClaimError, common_start, comparable, in_series, is_part, same_period, total_of
from ingest.figures.agents import ALL
from ingest.figures.figure import WORKED, Figure

HECTARES_PER_KM2, SQUARE_METRES = 100, 10_000
PER = {"day": 1, "week": 7, "month": 365.25 / 12, "year": 365.25}  # days
PEOPLE = ("who", "age", "sex")


def render(form: str, facts: Sequence[Fact], language: str) -> str:
    """The words of a claim. Raises ClaimError for an unknown form and for figures that do not allow it."""
    name, _, argument = form.partition(":")
    if name not in FORMS:
        raise ClaimError(f"no form {form!r}")
    try:
        return FORMS[name](facts, language, argument)
    except ClaimError:
        raise
    except ValueError as fault:
        raise ClaimError(f"{form!r} does not take {len(facts)} figures: {fault}") from fault


def _figure(facts: Sequence[Fact], language: str, argument: str) -> str:
    (fact,) = facts
    return say_figure(fact.figure, fact.version.article, language, brief=argument == "brief")


def _sum(facts: Sequence[Fact], language: str, argument: str) -> str:
    total = total_of(facts)
    if argument == "formula":
        return _formula(" + ", facts, total.value, language)
    return say_figure(total, facts[0].version.article, language)


def _together(facts: Sequence[Fact], language: str, argument: str) -> str:
    """The sum over several places, periods or groups of one report that do not overlap."""
    first, *others = facts
    if not others or any(o.version.id != first.version.id or not comparable(first.figure, o.figure) for o in others):
        raise ClaimError("a sum needs figures of one report that count the same")
    if any(is_part(a, b) or is_part(b, a) for a in facts for b in facts if a.key != b.key):
        raise ClaimError("a sum counts something twice")
    total = sum(f.figure.value for f in facts)
    if argument == "formula":
        return _formula(" + ", facts, total, language)
    period = say_period(first.figure, first.version.article, language) if all(same_period(first.figure, o.figure) for o in others) else ""
    unit = shared("units", language).get(first.figure.unit or "", first.figure.described)
    said = shared("forms", language)["together"].format(r=say_number(total, language), unit=unit)
    return f"{said} ({period})" if period else str(said)


def _formula(sign: str, facts: Sequence[Fact], result: float, language: str) -> str:
    formula = sign.join(say_value(f.figure, language) for f in facts) + f" = {say_number(result, language)}"
    return str(shared("forms", language)["computed"].format(formula=formula))


def _rest(facts: Sequence[Fact], language: str, argument: str) -> str:
    """What is left of a whole without one or several parts that do not overlap."""
    whole, part, *others_too = facts
    if not all(is_part(p, whole) for p in (part, *others_too)) or any(
        is_part(a, b) for a in facts[1:] for b in facts[1:] if a.key != b.key
    ):
        raise ClaimError("only parts of a whole may be taken from it")
    left = replace(whole.figure, value=whole.figure.value - sum(p.figure.value for p in facts[1:]))
    if left.value < 0:
        raise ClaimError("the parts are more than their whole")
    if argument == "formula":
        return _formula(" − ", facts, left.value, language)
    article = whole.version.article
    same = article.language == language
    if left.unit == "people" and any(getattr(part.figure, d) != getattr(whole.figure, d) for d in PEOPLE):
        others = shared("forms", language)["others"].format(
            whole=say_people(whole.figure, language, same_language=same), part=say_people(part.figure, language, same_language=same)
        )
        return say_figure(left, article, language, who=others)
    if left.unit == "people" and part.figure.outcome in {"killed", "injured"}:
        return say_figure(replace(left, outcome="injured" if part.figure.outcome == "killed" else "killed"), article, language)
    names = (_part_name(p.figure, whole.figure, language) for p in facts[1:])
    others = shared("forms", language)["others"].format(whole=noun(left, language), part=", ".join(names))
    head = ", ".join(filter(None, [say_place(left.place, language), say_period(left, article, language)]))
    return f"{head}: {say_number(left.value, language)} {others}"


def _part_name(part: Figure, whole: Figure, language: str) -> str:
    if part.unit in WORKED and part.actor not in {None, ALL, whole.actor}:
        return say_actor(part.actor, language)
    return say_place(part.place, language) if part.place != whole.place else noun(part, language)


def noun(figure: Figure, language: str) -> str:
    """What a figure counts, without its number."""
    nouns, words = labels(language)["nouns"], labels(language)
    who = say_people(replace(figure, value=2), language, same_language=False)
    if figure.unit == "people" and figure.outcome:
        return str(nouns["victims"][figure.outcome].format(who=who))
    if figure.unit == "people":
        return str(nouns["taught"].format(who=who)) if figure.activity == "taught" else who
    if figure.unit == "hectares":
        return str(nouns["area"].get(figure.activity or "", nouns["area"][""]))
    if figure.unit == "devices":
        forms = words["devices"].get(figure.device or "", words["devices"][""])
        return str(
            nouns["planted" if figure.activity == "planted" else "devices"].format(who=forms[1] if isinstance(forms, list) else forms)
        )
    return str(nouns.get(figure.unit or "", figure.described))


def _share(facts: Sequence[Fact], language: str, argument: str) -> str:
    part, whole = facts
    if not is_part(part, whole) or not whole.figure.value:
        raise ClaimError("a share needs a part and its whole, of one report and period")
    percent = round(100 * part.figure.value / whole.figure.value, 1)
    if argument == "formula":
        formula = f"{say_value(part.figure, language)} / {say_value(whole.figure, language)} = {say_number(percent, language)} %"
        return str(shared("forms", language)["computed"].format(formula=formula))
    article = whole.version.article
    said = shared("forms", language)["share"].format(r=say_number(percent, language))
    scope = (noun(whole.figure, language), say_place(whole.figure.place, language), say_period(whole.figure, article, language))
    return f"{said} ({_part_name(part.figure, whole.figure, language)}; {', '.join(filter(None, scope))})"


def _difference(facts: Sequence[Fact], language: str, argument: str) -> str:
    """The difference of two figures that count the same: of two dates of one series, two places or two periods of one report."""
    more, less = facts
    if not comparable(more.figure, less.figure):
        raise ClaimError("a difference needs two figures that count the same")
    result = more.figure.value - less.figure.value
    if argument == "formula":
        return _formula(" − ", facts, result, language)
    unit = shared("units", language).get(more.figure.unit or "", more.figure.described)
    return str(shared("forms", language)["difference"].format(r=say_number(abs(result), language), unit=unit))


def _average(facts: Sequence[Fact], language: str, argument: str) -> str:
    (fact,) = facts
    days = days_of(fact.figure.period) if fact.figure.period else None
    if argument.split(":", maxsplit=1)[0] not in PER or days is None:
        raise ClaimError("an average over time needs a closed period")
    per = argument.split(":", maxsplit=1)[0]
    count = round(days / PER[per]) or 1
    result = fact.figure.value / count
    if argument.endswith("formula"):
        formula = f"{say_value(fact.figure, language)} / {count} = {say_number(round(result, 2), language)}"
        return str(shared("forms", language)["computed"].format(formula=formula))
    units = shared("units", language)
    said = shared("forms", language)["average"].format(
        r=say_number(round(result, 2), language), unit=units.get(fact.figure.unit or "", fact.figure.described), per=units[per]
    )
    return f"{said} ({say_period(fact.figure, fact.version.article, language)})"


def _convert(facts: Sequence[Fact], language: str, argument: str) -> str:
    (fact,) = facts
    if fact.figure.unit != "hectares" or argument not in {"km2", "m2"}:
        raise ClaimError("only areas are converted")
    result = fact.figure.value / HECTARES_PER_KM2 if argument == "km2" else fact.figure.value * SQUARE_METRES
    return str(shared("forms", language)["convert"].format(r=say_number(result, language), unit=shared("units", language)[argument]))


def _trend(facts: Sequence[Fact], language: str, _: str) -> str:
    """How the first figure of a series became the last."""
    first, last = facts[0], facts[-1]
    if not in_series(first.figure, last.figure):
        raise ClaimError("a trend needs one series")
    change = last.figure.value - first.figure.value
    key = "rose" if change > 0 else "fell" if change < 0 else "stayed"
    counted, start = noun(first.figure, language), common_start(first.figure, last.figure)
    since = say_since(start, language) if start else ""
    scope = ", ".join(filter(None, [say_place(first.figure.place, language), since]))
    said = shared("forms", language)[key].format(
        noun=f"{counted} ({scope})" if scope else counted,
        a=_value(first, language), ta=_time(first, language, start), b=_value(last, language), tb=_time(last, language, start),
    )  # fmt: skip
    return str(said[:1].upper() + said[1:])


def _value(fact: Fact, language: str) -> str:
    """A number, with what its report writes where that is another unit of area."""
    return say_value(fact.figure, language) + say_as_written(fact.figure, fact.version.article, language)


def _time(fact: Fact, language: str, start: str | None) -> str:
    """The time of one point of a series; where all count from one start, only the date up to which it counts."""
    if start is None:
        return say_period(fact.figure, fact.version.article, language)
    return say_end(fact.figure, fact.version.article, language)


def _point(facts: Sequence[Fact], language: str, argument: str) -> str:
    (fact,) = facts
    time = _time(fact, language, argument or None)
    return str(shared("forms", language)["point"].format(v=say_value(fact.figure, language), t=time))


def _larger(facts: Sequence[Fact], language: str, _: str) -> str:
    """Names the first of two as the larger, or both as equal."""
    one, other = facts
    if not comparable(one.figure, other.figure) or one.figure.value < other.figure.value:
        raise ClaimError("the first figure is not the larger one")
    form = shared("forms", language)["equal" if one.figure.value == other.figure.value else "larger"]
    return str(form.format(one=say_figure(one.figure, one.version.article, language), v=say_value(other.figure, language)))


def _adds(facts: Sequence[Fact], language: str, _: str) -> str:
    whole, *parts = facts
    total = sum(p.figure.value for p in parts)
    if any(p.version.id != whole.version.id or p.figure.unit not in {whole.figure.unit, None} for p in parts) or len(parts) < 2:  # noqa: PLR2004 (a sum of two)
        raise ClaimError("parts and whole must stand in one report")
    formula = " + ".join(say_value(p.figure, language) for p in parts) + f" = {say_number(total, language)}"
    right = (
        abs(total - whole.figure.value) < 0.01 * max(1.0, whole.figure.value)
        if whole.figure.qualifier != "exact"
        else round(total, 4) == round(whole.figure.value, 4)
    )
    return str(shared("forms", language)["adds" if right else "adds_not"].format(formula=formula, whole=say_value(whole.figure, language)))


def _differ(facts: Sequence[Fact], language: str, _: str) -> str:
    """The dimensions in which two figures differ."""
    one, other = (f.figure for f in facts)
    names = shared("dimensions", language)
    found = [d for d in ("outcome", "who", "age", "device", "activity", "place", "qualifier") if getattr(one, d) != getattr(other, d)]
    found += ["period"] if not same_period(one, other) else []
    said = [names[d] for d in found]
    if one.actor != other.actor:
        said.insert(0, names["actor"].format(a=say_actor(one.actor, language), b=say_actor(other.actor, language)))
    if not said:
        raise ClaimError("the two figures differ in their number alone")
    return str(shared("forms", language)["differ"].format(dims=", ".join(said)))


FORMS: dict[str, Callable[[Sequence[Fact], str, str], str]] = {
    "figure": _figure, "sum": _sum, "together": _together, "rest": _rest, "share": _share, "difference": _difference, "average": _average, "convert": _convert,
    "trend": _trend, "point": _point, "larger": _larger, "adds": _adds, "differ": _differ,
}  # fmt: skip


def compute(form: str, facts: Sequence[Fact]) -> tuple[str, float] | None:
    """The operation and result of a form that computes; None for one that states."""
    values = [f.figure.value for f in facts]
    name, _, argument = form.partition(":")
    if argument.endswith("formula") or name not in COMPUTED:
        return None
    return name, COMPUTED[name](values, argument) if name != "average" else _per(facts[0].figure, argument)


def _per(figure: Figure, argument: str) -> float:
    days = days_of(figure.period) if figure.period else None
    return figure.value / (round((days or 1) / PER[argument]) or 1)


COMPUTED: dict[str, Callable[[Sequence[float], str], float]] = {
    "sum": lambda v, _: sum(v),
    "together": lambda v, _: sum(v),
    "rest": lambda v, _: v[0] - sum(v[1:]),
    "difference": lambda v, _: v[0] - v[1],
    "share": lambda v, _: round(100 * v[0] / v[1], 1),
    "convert": lambda v, to: v[0] / HECTARES_PER_KM2 if to == "km2" else v[0] * SQUARE_METRES,
    "average": lambda v, _: v[0],
    "adds": lambda v, _: sum(v[1:]),
}
