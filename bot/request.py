"""A question about a number is a figure with the number missing: the question read into the dimensions of a figure, with the operation it asks for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.asked_periods import asked_periods, period_spans, spelled_out
from bot.intent import intents
from bot.operations import causes, is_generic, is_negated, says, short_spans
from bot.question import Question, asks_for_area, asks_for_cleared_land, asks_for_money, counted_from, newest_spans
from ingest.dates import fold_case
from ingest.figures.figure import Period
from ingest.figures.lexicon import Tag, age_group, find_tags, noun_phrase
from ingest.figures.numbers import find_numbers
from ingest.terms import Unit, find_places, gazetteer, place_spans, question_dates, read_units, stopwords

COUNTED = frozenset({"people", "incidents", "devices", "hectares"})  # units whose figures are read well enough to rule out others
NOUN_WORDS = 4  # words behind "how many" in which the noun is looked for
GENERIC = frozenset(
    f"c_{c}"
    for c in ("total", "annual", "week", "month", "victim", "area", "found", "cleared", "incident", "percent", "war_2020", "since_1991")
)
REACH = 40  # characters behind "how many" in which the thing stands
COUNT, REMAINING = "count", "remaining"
NUMBERED = frozenset({"count", "sum", "rest", "share", "average", "difference", "convert"})  # intents that only a number meets
SURE = 0.5  # probability of an intent


@dataclass(frozen=True)
class Request:
    """What a question wants to know the number of; None where it does not say.

    `intents` are what it may want done, with their probabilities, likeliest first, `operation` the one
    that is tried. `numbers` are those that the question itself states; `rest` are the things
    that it names beyond the dimensions ("the UN envoy"), `names` those of them that are names, `noun` what the thing counted is called, `named` the outlet, body or person that must be
    named with the figure. `event`: it asks about one explosion. `deep`: sentences are compared with
    its `text` by what they mean.
    """

    unit: str | None
    outcome: str | None = None
    who: str | None = None
    age: str | None = None
    sex: str | None = None
    device: str | None = None
    activity: str | None = None
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

    @property
    def numbered(self) -> bool:
        """Whether nothing but a number can answer."""
        name, probability = self.intents[0]
        return name in NUMBERED and probability >= SURE

    def but(self, **dimensions: str | None) -> "Request":
        """The same request with other dimensions."""
        return replace(self, **dimensions)  # type: ignore[arg-type]


def read_request(question: Question) -> Request:
    """The figure that a question asks for, were it to ask for one."""
    text = spelled_out(question.standalone)
    dates = question_dates(text)
    tags = [
        t
        for t in find_tags(text, question.language)
        if not any(m.start <= t.start < m.end for m in dates) and not is_negated(text, t.start, t.end)
    ]
    things = [t for t in tags if t.kind == "thing" and not t.dimensions.get("counter")]
    start = counted_from(text)
    likely = tuple(intents(question.standalone))
    unknown = _unknown_noun(text, start, tags) if likely[0][0] in NUMBERED | {"premise", "other"} else None
    counted = [t for t in things if _may_be_counted(text, t, start, question.language)]
    head = [] if unknown else noun_phrase(text, [t for t in counted if start <= t.start < start + REACH] or counted, question.language)
    numbers = _numbers(text, question.language)
    unit = None if unknown and not asks_for_area(text) else _unit(text, head, tags, counted, likely[0][0])
    said_here = _sentence(text, start or (head[0].start if head else 0))
    people = [t for t in things if t.dimensions.get("unit") == "people" and _bears(text, t, said_here)]
    outcomes = [t.dimensions["outcome"] for t in tags if "outcome" in t.dimensions and _bears(text, t, said_here)]
    said = {k: next((t.dimensions[k] for t in people if k in t.dimensions), None) for k in ("who", "age", "sex")}
    device = _device(things if unit == "devices" else [])
    activity = REMAINING if says("remaining", text) else next((t.dimensions["activity"] for t in tags if t.kind == "activity"), None)
    periods = asked_periods(text)
    rest = _rest(text, question.language, tags)
    return Request(
        unit=unit,
        outcome=_outcome(outcomes) if unit in {"people", None} else None,
        who=said["who"] if unit == "people" else None,
        age=said["age"] if unit == "people" else None,
        sex=said["sex"] if unit == "people" else None,
        device=device,
        activity=activity if unit in {"devices", "hectares"} or activity == "taught" else None,
        places=_places(text),
        periods=tuple(periods),
        intents=likely,
        operation=likely[0][0],
        language=question.language,
        text=question.standalone,
        said_on=says("said_on", text),
        event=says("event", text),
        newest=question.newest,
        numbers=numbers,
        rest=rest,
        names=_names(text, question.language, rest),
        noun=_noun(text, question.language, start, head, tags),
    )


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
    return (directly or not any(re.search(p, before) for p in rules.get("before", ()))) and not any(
        re.search(p, fold_case(text[tag.start : tag.end]) + "\n" + after) for p in rules.get("after", ())
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


def _sentence(text: str, position: int) -> tuple[int, int]:
    """The sentence of a question in which the number is asked for: what stands before it ("I write about amputees.") counts nothing."""
    ends = [0, *(m.end() for m in re.finditer(r"[.?!…]+\s+(?=\S)", text)), len(text)]
    return next(((a, b) for a, b in pairwise(ends) if a <= position < b), (0, len(text)))


def _bears(text: str, tag: Tag, sentence: tuple[int, int]) -> bool:
    """Whether a word says what happened to those who are counted: not "the survivors' union", nothing in another sentence."""
    return sentence[0] <= tag.start < sentence[1] and not (tag.kind == "thing" and re.match(r"['’]s?\s+\w", text[tag.end :]))


def _numbers(text: str, language: str) -> tuple[float, ...]:
    """The numbers that a question itself states, dates aside; both of "52 or 58"."""
    times = [t.start for t in find_tags(text, language) if t.dimensions.get("unit") == "time"]
    found = [n for n in find_numbers(text, language) if not _is_date(n.start, text) and not any(0 <= t - n.end <= 1 for t in times)]
    return tuple(v for n in found for v in ((n.low, n.high) if n.low is not None and n.high is not None else (n.value,)))


def _is_date(position: int, text: str) -> bool:
    return any(m.start <= position < m.end for m in question_dates(text))


def _outcome(outcomes: Sequence[str]) -> str | None:
    """The outcome that is asked for: killed or injured where one of them is named, both where both are, or victims."""
    named = {o for o in outcomes if o != "both"}
    return named.pop() if len(named) == 1 else "both" if outcomes else None


def _device(things: Sequence[Tag]) -> str | None:
    """The kind of device that is asked for; several kinds are asked for as all."""
    kinds = list(dict.fromkeys(t.dimensions["device"] for t in things if "device" in t.dimensions))
    specific = [k for k in kinds if k not in {"mines", "all"}]
    if len(specific) == 1:
        return str(specific[0]) if not ("mines" in kinds and specific[0] in {"UXO", "cluster munition"}) else "all"
    return (
        "mines"
        if set(specific) == {"anti-tank", "anti-personnel"}
        else "all"
        if specific
        else kinds[0]
        if len(kinds) == 1
        else "all"
        if kinds
        else None
    )


def _unit(text: str, head: list[Tag], tags: list[Tag], counted: list[Tag], operation: str) -> str | None:
    """The unit that is asked for: of the first thing named, of "what area" or, without any, of who was killed or injured."""
    if asks_for_area(text) or (operation == "convert" and not head):
        return "hectares"
    if asks_for_money(text) and not any(t.dimensions.get("unit") in COUNTED and counted_from(text) for t in head):
        return "money"
    if asks_for_cleared_land(text) and not any(t.dimensions.get("unit") in COUNTED for t in head):
        return "hectares"
    if head:
        unit: str | None = head[-1].dimensions.get("unit")
        if unit == "percent" and operation == "share":
            others = noun_phrase(text, [t for t in counted if t.dimensions.get("unit") in COUNTED], None)
            return str(others[-1].dimensions["unit"]) if others else "hectares" if any(t.kind == "activity" for t in tags) else unit
        return unit
    if any(t.kind == "outcome" for t in tags):
        return "people"
    return "hectares" if any(t.dimensions.get("activity") in {"cleared", "searched"} for t in tags) and operation != COUNT else None


def _unknown_noun(text: str, counted: int, tags: Sequence[Tag]) -> tuple[int, int] | None:
    """Where the noun right behind "how many" stands when no lexicon knows it ("how many emergency signals did …")."""
    if not counted:
        return None
    start = end = 0
    for token in list(re.finditer(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", text[counted:]))[:NOUN_WORDS]:
        at = counted + token.start()
        tag = next((t for t in tags if t.start <= at < t.end), None)
        if tag and tag.kind == "thing":
            return None
        if fold_case(token.group()) in stopwords() or "," in text[counted:at]:
            break
        if not tag:
            start, end = start or at, at + len(token.group())
    return (start, end) if start else None


def _rest(text: str, language: str, tags: Sequence[Tag]) -> tuple[Unit, ...]:
    """What a question names beyond the dimensions."""
    spans = [(t.start, t.end) for t in tags] + [(m.start, m.end) for m in question_dates(text)]
    spans += [(p.start, p.end) for p in place_spans(text)] + short_spans(text) + newest_spans(text)
    blank = list(text)
    for start, end in spans:
        blank[start:end] = " " * (end - start)
    return tuple(u for u in read_units("".join(blank), language) if u.kind in {"word", "concept"} and not GENERIC & set(u.terms))


def _names(text: str, language: str, rest: Sequence[Unit]) -> tuple[Unit, ...]:
    """Those of the rest that are names: written with a capital inside a sentence, or in capitals, or with a digit."""
    named = [
        m.group() for m in re.finditer(r"(?<=[\w,;:«“\"(–-]\s)[^\W\d_a-zа-яёəğışçöü][\w'’-]+|\b[^\W\d_a-zа-яёəğışçöü]{2,}\b|\w+-\d+", text)
    ]
    stems = {t for u in read_units(" ".join(named), language) for t in u.terms}
    return tuple(u for u in rest if u.terms[0] in stems)


def _noun(text: str, language: str, counted: int, head: Sequence[Tag], tags: Sequence[Tag]) -> tuple[Unit, ...]:
    """The noun that is counted: behind "how many", else the thing named, else what the question begins with.

    "People" says nothing, and what the dimensions say ("deaths", "mines") is not said again.
    """
    dimensioned = [t for t in tags if "outcome" in t.dimensions or t.dimensions.get("unit") in COUNTED - {"people"}]
    start = end = 0
    if counted:
        start, end = _noun_words(text, counted)
        if not text[start:end].strip() or is_generic(text[start:end]):
            start, end = _noun_words_before(text, counted)
    elif head:
        start, end = head[0].start, head[-1].end
    else:
        start, end = _noun_words(text, 0)
    words = [m for m in re.finditer(r"\S+", text[start:end]) if not is_generic(m.group())]
    kept = " ".join(m.group() for m in words if not any(t.start < start + m.end() and start + m.start() < t.end for t in dimensioned))
    return tuple(u for u in read_units(kept, language) if u.kind in {"word", "concept"})


def _noun_words_before(text: str, end: int) -> tuple[int, int]:
    """The two words before "how many" where the noun is not behind it («жертв в мире сколько?», "ölənlərin sayı nə qədərdir?")."""
    before = [m for m in re.finditer(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", text[:end]) if counted_from(text[: m.end()] + " ") == 0]
    kept = [m for m in before if fold_case(m.group()) not in stopwords() and not is_generic(m.group())][-2:]
    return (kept[0].start(), kept[-1].end()) if kept else (0, 0)


def _noun_words(text: str, start: int) -> tuple[int, int]:
    """Up to four words from `start` on, without stop words before them, ended by a stop word, a comma, a date or a place."""
    first = last = None
    stops = [(m.start, m.end) for m in question_dates(text)] + [(p.start, p.end) for p in place_spans(text)]
    for token in re.finditer(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", text[start:]):
        at, end = start + token.start(), start + token.end()
        plain = fold_case(token.group()) not in stopwords() and not any(a <= at < b for a, b in stops)
        if first is not None and (not plain or re.search(r"[,;:.?!]", text[last:at]) or len(text[first:at].split()) >= NOUN_WORDS):
            break
        if plain:
            first, last = at if first is None else first, end
    return (first, last) if first is not None and last is not None else (start, start)


def wanted_places(request: Request, home: str) -> tuple[str, ...]:
    """The places that a question restricts itself to: without the home country, and without the wider ones of those named."""
    named = [p for p in request.places if p != home]
    return tuple(p for p in named if not any(gazetteer()[q].within == p for q in named))


def same_age(one: str | None, other: str | None) -> bool:
    """Whether two wordings of an age are of one group."""
    return one == other or (bool(one and other) and (age_group(one or "") or one) == (age_group(other or "") or other))
