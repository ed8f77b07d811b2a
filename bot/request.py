"""A question about a number is a figure with the number missing: the question read into the dimensions of a figure, with the operation it asks for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.asked_dimensions import HEADS, Odds, asked_dimensions
from bot.asked_periods import ABOUT, asked_periods, period_spans, spelled_out
from bot.asked_words import COUNTED, asked_device, names_in, noun_of, rest_in, unknown_noun
from bot.intent import intents
from bot.operations import causes, is_negated, says
from bot.question import Question, asks_for_area, asks_for_cleared_land, asks_for_money, counted_from
from ingest.dates import fold_case
from ingest.figures.agents import asked_actor
from ingest.figures.datelines import country_of, is_of_another_country
from ingest.figures.figure import WORKED, Period
from ingest.figures.lexicon import Tag, age_group, find_tags, noun_phrase
from ingest.figures.numbers import find_numbers
from ingest.lexicon_files import compiled
from ingest.terms import Unit, find_places, gazetteer, question_dates

REACH = 40  # characters behind "how many" in which the thing stands
COUNT, REMAINING = "count", "remaining"
NUMBERED = frozenset({"count", "sum", "rest", "share", "average", "difference", "convert"})  # intents that only a number meets
SURE = 0.5  # probability of an intent
NEARLY_SURE = 0.7  # probability of a dimension's value that overrules the lexicons
RARE = frozenset({"searched", "inspected", "planned", "ordered", "planted", "handed over"})  # too few examples to be trained on


@dataclass(frozen=True)
class Request:
    """What a question wants to know the number of; None where it does not say.

    `intents` are what it may want done, with their probabilities, likeliest first, `operation` the one
    that is tried. `numbers` are those that the question itself states; `rest` are the things
    that it names beyond the dimensions ("the UN envoy"), `names` those of them that are names, `noun` what the thing counted is called, `named` the outlet, body or person that must be
    named with the figure, `units` everything that it names,
    `unit_odds` how likely it asks for which unit. `event`: it asks about one explosion. `deep`: sentences are compared with
    its `text` by what they mean.
    """

    unit: str | None
    outcome: str | None = None
    who: str | None = None
    age: str | None = None
    sex: str | None = None
    device: str | None = None
    activity: str | None = None
    actor: str | None = None
    places: tuple[str, ...] = ()
    periods: tuple[Period, ...] = ()
    intents: tuple[tuple[str, float], ...] = ((COUNT, 1.0),)
    operation: str = COUNT
    language: str = "en"
    text: str = ""
    deep: bool = False
    said_on: bool = False
    event: bool = False
    newest: bool = False
    numbers: tuple[float, ...] = ()
    rest: tuple[Unit, ...] = ()
    names: tuple[Unit, ...] = ()
    noun: tuple[Unit, ...] = ()
    named: tuple[Unit, ...] = ()
    units: tuple[Unit, ...] = ()
    unit_odds: Odds = ()

    @property
    def numbered(self) -> bool:
        """Whether nothing but a number can answer."""
        name, probability = self.intents[0]
        return name in NUMBERED and probability >= SURE

    def but(self, **dimensions: str | None) -> "Request":
        """The same request with other dimensions."""
        return replace(self, **dimensions)  # type: ignore[arg-type]


@dataclass(frozen=True)
class _Reading:
    """What the lexicons make of a question: the tags of its words, where what is counted starts, what heads it, and the dimensions."""

    text: str
    tags: list[Tag]
    start: int
    head: list[Tag]
    likely: tuple[tuple[str, float], ...]
    unit: str | None
    outcome: str | None
    people: dict[str, str | None]
    device: str | None
    activity: str | None


def read_request(question: Question) -> Request:
    """The figure that a question asks for, were it to ask for one."""
    read = _read(question)
    told = _told(read)
    odds = asked_dimensions(question.standalone, told)
    unit, outcome, device, activity = (_settled(told[head], odds[head]) for head in HEADS)
    if read.activity in RARE or (read.activity == "found" and activity == "cleared"):
        activity = read.activity
    people = read.people if unit == "people" else {}
    rest = rest_in(read.text, question.language, read.tags)
    places = _places(read.text)
    countries = {country_of(p) for p in places if p in gazetteer()}
    return Request(
        unit=unit,
        outcome=outcome if unit in {"people", None} else None,
        who=people.get("who"),
        age=people.get("age"),
        sex=people.get("sex"),
        device=device if unit == "devices" else None,
        activity=activity
        if (unit in {"devices", "hectares"} and (read.activity or activity != "cleared")) or activity == "taught"
        else None,
        actor=asked_actor(read.text) if unit in WORKED else None,
        unit_odds=odds["unit"],
        places=places,
        periods=_as_of(
            tuple(p for p in asked_periods(read.text) if p.end or not is_of_another_country(p.start, countries)), read.likely[0][0]
        ),
        intents=read.likely,
        operation=read.likely[0][0],
        language=question.language,
        text=question.standalone,
        said_on=says("said_on", read.text),
        event=says("event", read.text),
        newest=question.newest,
        numbers=_numbers(read.text, question.language),
        rest=rest,
        names=names_in(read.text, question.language, rest),
        noun=noun_of(read.text, question.language, read.start, read.head, read.tags),
        units=question.units,
    )


def _as_of(periods: tuple[Period, ...], intent: str) -> tuple[Period, ...]:
    """The periods; "since 1991, going by the data of April 2024" is one, where a single number is asked for."""
    since, until = [p for p in periods if p.end is None], [p for p in periods if p.end is not None]
    stretch = len(until) == 1 and until[0].start is not None and until[0].start != until[0].end  # "from 2021 to 2026 … after the war"
    if intent != COUNT or len(since) != 1 or len(until) != 1 or stretch or until[0].kind.startswith(ABOUT):
        return periods
    start, end = since[0].start, until[0].end
    return (Period(start, end, "cumulative closed"),) if start and end and start < end else periods


def _settled(read: str | None, odds: Odds) -> str | None:
    """The likeliest value of a dimension; what the lexicons read stays where no other one is nearly sure."""
    likeliest, probability = odds[0]
    return likeliest if read is None or probability >= NEARLY_SURE else read


def read_by_lexicons(question: Question) -> dict[str, str | None]:
    """What the lexicons and the intent say of the dimensions that a question asks for: features of the trained reading."""
    return _told(_read(question))


def _told(read: _Reading) -> dict[str, str | None]:
    return {
        "unit": read.unit, "outcome": read.outcome, "device": read.device, "activity": read.activity, **read.people, "intent": read.likely[0][0],
    }  # fmt: skip


def _read(question: Question) -> _Reading:
    text = spelled_out(question.standalone)
    dates = question_dates(text)
    tags = [
        t
        for t in find_tags(text, question.language)
        if not any(m.start <= t.start < m.end for m in dates) and not is_negated(text, t.start, t.end)
    ]
    things = [t for t in tags if t.kind == "thing" and not t.dimensions.get("counter")]
    start = _last_counted_from(text)
    likely = tuple(intents(question.standalone))
    unknown = unknown_noun(text, start, tags) if likely[0][0] in NUMBERED | {"premise", "other"} else None
    counted = [t for t in things if _may_be_counted(text, t, start, question.language)]
    head = [] if unknown else noun_phrase(text, [t for t in counted if start <= t.start < start + REACH] or counted, question.language)
    unit = None if unknown and not asks_for_area(text) else _unit(text, head, tags, counted, likely[0][0])
    said_here = _sentence(text, start or (head[0].start if head else 0)) if start == counted_from(text) else (0, len(text))
    people = [t for t in things if t.dimensions.get("unit") == "people" and _bears(text, t, said_here)]
    outcomes = [t.dimensions["outcome"] for t in tags if "outcome" in t.dimensions and _bears(text, t, said_here)]
    activity = REMAINING if says("remaining", text) else next((t.dimensions["activity"] for t in tags if t.kind == "activity"), None)
    return _Reading(
        text, tags, start, head, likely, unit, _outcome(outcomes),
        {k: next((t.dimensions[k] for t in people if k in t.dimensions), None) for k in ("who", "age", "sex")},
        asked_device(things), activity,
    )  # fmt: skip


def _may_be_counted(text: str, tag: Tag, start: int, language: str) -> bool:
    """Whether a thing may be what is counted: no span of time, no cause ("by mines"), no word before the noun ("mine victims")."""
    before, after = fold_case(text[: tag.start]), fold_case(text[tag.end :])
    directly = start > 0 and text[start : tag.start].strip() == ""
    if re.match(r"['’]s?\s+\w", after):
        return False
    if tag.dimensions.get("unit") == "time":
        return directly
    if tag.dimensions.get("unit") != "devices":
        return True
    rules = causes(language)
    return (directly or not any(compiled(p).search(before) for p in rules.get("before", ()))) and not any(
        compiled(p).search(fold_case(text[tag.start : tag.end]) + "\n" + after) for p in rules.get("after", ())
    )


def _places(text: str) -> tuple[str, ...]:
    """The places that a question names; "worldwide" is one where it names none."""
    found = tuple(find_places(_without_periods(text)))
    return found or (("World",) if says("world", text) else ())


def _without_periods(text: str) -> str:
    """A question without the words of its periods: "the second Karabakh war" is no place."""
    for start, end, _ in period_spans(text):
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    return text


def _last_counted_from(text: str) -> int:
    """Where what is counted stands: in the last of several questions, which an earlier one only explains."""
    ends = _sentence_ends(text)
    found = [a + counted_from(text[a:b]) for a, b in pairwise(ends) if counted_from(text[a:b])]
    return found[-1] if found else 0


def _sentence_ends(text: str) -> list[int]:
    return [0, *(m.end() for m in re.finditer(r"[.?!…]+\s+(?=\S)", text)), len(text)]


def _sentence(text: str, position: int) -> tuple[int, int]:
    """The sentence of a question in which the number is asked for: what stands before it ("I write about amputees.") counts nothing."""
    return next(((a, b) for a, b in pairwise(_sentence_ends(text)) if a <= position < b), (0, len(text)))


def _bears(text: str, tag: Tag, sentence: tuple[int, int]) -> bool:
    """Whether a word says what happened to those who are counted: not "the survivors' union", nothing in another sentence."""
    return sentence[0] <= tag.start < sentence[1] and not (tag.kind == "thing" and re.match(r"['’]s?\s+\w", text[tag.end :]))


def _numbers(text: str, language: str) -> tuple[float, ...]:
    """The numbers that a question itself states, dates aside; both of "52 or 58"."""
    tags = find_tags(text, language)
    times = [t.start for t in tags if t.dimensions.get("unit") == "time"]
    ages = [(t.start, t.end) for t in tags if "age" in t.dimensions]
    found = [
        n
        for n in find_numbers(text, language)
        if not _is_date(n.start, text) and not any(0 <= t - n.end <= 1 for t in times) and not any(a <= n.start < b for a, b in ages)
    ]
    return tuple(v for n in found for v in ((n.low, n.high) if n.low is not None and n.high is not None else (n.value,)))


def _is_date(position: int, text: str) -> bool:
    return any(m.start <= position < m.end for m in question_dates(text))


def _outcome(outcomes: Sequence[str]) -> str | None:
    """The outcome that is asked for: killed or injured where one of them is named, both where both are, or victims."""
    named = {o for o in outcomes if o != "both"}
    return named.pop() if len(named) == 1 else "both" if outcomes else None


def _unit(text: str, head: list[Tag], tags: list[Tag], counted: list[Tag], operation: str) -> str | None:
    """The unit that is asked for: of the first thing named, of "what area" or, without any, of who was killed or injured."""
    known = any(t.dimensions.get("unit") in COUNTED for t in head)
    if asks_for_area(text) or (operation == "convert" and not head):
        return "hectares"
    if asks_for_money(text) and not (known and counted_from(text)):
        return "money"
    if asks_for_cleared_land(text) and not known:
        return "hectares"
    if head:
        return _unit_of_share(text, head, tags, counted) if operation == "share" else head[-1].dimensions.get("unit")
    if any(t.kind == "outcome" for t in tags):
        return "people"
    return "hectares" if any(t.dimensions.get("activity") in {"cleared", "searched"} for t in tags) and operation != COUNT else None


def _unit_of_share(text: str, head: list[Tag], tags: list[Tag], counted: list[Tag]) -> str | None:
    """The unit of what a share is of: in "what percentage of the victims" that of the victims."""
    unit: str | None = head[-1].dimensions.get("unit")
    if unit != "percent":
        return unit
    others = noun_phrase(text, [t for t in counted if t.dimensions.get("unit") in COUNTED], None)
    return str(others[-1].dimensions["unit"]) if others else "hectares" if any(t.kind == "activity" for t in tags) else unit


def wanted_places(request: Request, home: str) -> tuple[str, ...]:
    """The places that a question restricts itself to: without the home country, and without the wider ones of those named."""
    named = [p for p in request.places if p != home]
    return tuple(p for p in named if not any(gazetteer()[q].within == p for q in named))


def same_age(one: str | None, other: str | None) -> bool:
    """Whether two wordings of an age are of one group."""
    return one == other or (bool(one and other) and (age_group(one or "") or one) == (age_group(other or "") or other))
