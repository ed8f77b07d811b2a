"""The candidates for a figure's period: every one that its report states, those told in two halves, those of the figures before, and none."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ingest.figures.figure import COUNTED, Figure, Period
from ingest.figures.periods import StatedPeriod, matches
from ingest.figures.scoping.options import Option, Options
from ingest.figures.scoping.survey import SHORT, STEM, Spot, Survey, Told, nearness, standing, whole_of, word_after, word_before
from ingest.lexicon_files import read_lexicon

Key = tuple[str | None, str | None] | None
_COMPARED = re.compile(r"\b(?:compared (?:to|with)|against|versus|than|(?:down|up) from|по сравнению с|против|чем)\s+[^,;.]{0,48}$")
CLOSED = frozenset({"cumulative closed", "year to date"})  # kinds whose end is that of a count, not of an event


@dataclass(frozen=True)
class Mention:
    """A period that a sentence states."""

    told: Told
    stated: StatedPeriod

    @property
    def period(self) -> Period:
        """The period itself."""
        return self.stated.period


def mentions(report: Survey) -> list[Mention]:
    """Every period that a report states, in order."""
    return [Mention(t, p) for t in report.told for p in t.periods]


def period_key(period: Period | None) -> Key:
    """What tells candidates apart."""
    return (period.start, period.end) if period else None


def period_options(report: Survey, said: Sequence[Mention], spot: Spot, before: Sequence[Figure]) -> Options:
    """The candidates of one figure; `before` are the figures that have theirs already, `spot.figure` has what the sentence's own rules read."""
    options = Options()
    figure = spot.figure
    own = [m for m in said if m.told is spot.told]
    context = f"own {min(len(own), 2)}" if own else "leaning" if spot.told.leans or spot.told.same_period else "bare"
    if spot.told.part in {"title", "heading"}:
        context = f"{spot.told.part} {context}"
    if len(report.told) <= SHORT:
        context = f"short {context}"
    option = options.offer(period_key(figure.period), Option(figure.period, figure.as_of))
    option.add([f"rules {context}", f"rules {'inferred' if 'period' in figure.inferred else 'stated'} {_kind(figure.period)}"])
    options.offer(None, Option(None))
    for mention in (m for m in said if not _only_planned(report, spot, m) and not _in_other_brackets(spot, m)):
        option = options.offer(period_key(mention.period), Option(mention.period, mention.stated.as_of))
        option.stated = option.stated or (mention.told is spot.told and not mention.stated.inferred)
        option.add(_of_mention(report, spot, mention, said, context))
    for since, until in _halves(said):
        joined = Period(since.period.start, until.period.end, "cumulative closed")
        option = options.offer(period_key(joined), Option(joined, joined.end))
        both_here = since.told is spot.told and until.told is spot.told
        option.stated = option.stated or (both_here and not (since.stated.inferred or until.stated.inferred))
        option.add(_of_halves(spot, since, until, said, context))
    _from_before(options, spot, before, context)
    if report.published:
        day = report.published[:10]
        options.offer((day, day), Option(Period(day, day, "day"), day)).add(["published", f"published {context}"])
        if spot.told.to_date:
            to_date = Period(None, day, "cumulative open")
            options.offer(period_key(to_date), Option(to_date, day)).add(["to date", f"to date {context}"])
    says = said_lengths(_clause(spot))
    words = _words_beside(spot)
    periods = len({period_key(m.period) for m in said})
    for option in options.values():
        option.add(_of_kind(spot, option, context))
        option.add(_of_words(_coarse(option.value), says, words))
        option.add([f"{_coarse(option.value)} of {min(periods, 4)}", f"{_coarse(option.value)} of {min(periods, 4)} {context}"])
    return options


def _of_words(kind: str, says: Sequence[str], words: Sequence[str]) -> Iterator[str]:
    """How the words of the number's clause fit the kind of a period."""
    yield from (f"{kind} says {length}" for length in says or ["nothing"])
    yield from (f"{kind} word {w}" for w in words)


@cache
def _lengths() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(pattern) for name, pattern in read_lexicon("ingest", "lengths").items() if name != "about"}


def said_lengths(folded: str) -> list[str]:
    """How long a period the words of a clause speak of."""
    return [name for name, pattern in _lengths().items() if pattern.search(folded)]


def _clause(spot: Spot) -> str:
    """The words from the number before to the number behind."""
    return spot.told.folded[spot.stretch.previous : spot.stretch.following]


def _coarse(period: Period | None) -> str:
    """A kind of period as its figures behave."""
    kind = _kind(period)
    return "event" if kind in {"day", "incident"} else "since" if kind.startswith("cumulative") and period and period.start else kind


def _kind(period: Period | None) -> str:
    if period is None:
        return "none"
    return "as of" if period.start is None else period.kind


def _of_mention(report: Survey, spot: Spot, mention: Mention, said: Sequence[Mention], context: str) -> Iterator[str]:
    """What a mention's standing says for it."""
    told, stated, kind = mention.told, mention.stated, _kind(mention.period)
    where = standing(spot, told, stated.start, stated.end)
    here = told is spot.told
    yield from (f"{name} {context}" for name in where)
    yield from (f"{name} {kind}" for name in where)
    yield f"after {word_before(told.folded, stated.start)} {'here' if here else 'else'}"
    yield f"before {word_after(told.folded, stated.end)} {'here' if here else 'else'}"
    if _COMPARED.search(told.folded[: stated.start]):
        yield f"compared {'here' if here else 'else'}"
    if matches("compared_behind", told.folded[stated.end :]):
        yield f"compared behind {'here' if here else 'else'}"
    if stated.inferred:
        yield f"relative {'here' if here else 'else'}"
    if _lies_ahead(report, mention):
        yield f"planned {'here' if here else 'else'}"
    earlier = [m for m in said if (m.told.number, m.stated.start) < (spot.told.number, spot.stretch.start)]
    if earlier and mention is earlier[-1]:
        yield f"last told {context}"
        yield f"last told {kind} {spot.figure.unit}"
    if not earlier and mention is said[0]:
        yield f"first ahead {context}"
        yield f"first ahead {kind}"
        yield f"first ahead {spot.figure.unit}"
    if mention is said[0]:
        yield f"first told {context}"
        yield f"first told {kind}"
    if here:
        beside = [m for m in said if m.told is told]
        after = [m for m in beside if m.stated.start >= spot.stretch.end]
        if after and mention is after[0]:
            yield f"here next {'alone' if len(beside) == 1 else 'of several'}"
        if len(beside) == 1:
            yield f"here only {kind}"


def _lies_ahead(report: Survey, mention: Mention) -> bool:
    """Whether a period begins after the report."""
    start = mention.period.start
    return start is not None and report.published is not None and start > report.published[: len(start)]


def _only_planned(report: Survey, spot: Spot, mention: Mention) -> bool:
    """Whether a period is that of a plan told behind the next number, or in another sentence."""
    return _lies_ahead(report, mention) and (mention.told is not spot.told or mention.stated.start >= spot.stretch.following)


def _in_other_brackets(spot: Spot, mention: Mention) -> bool:
    """Whether a period stands in brackets with a number of its own, "(31 in 2022)", and this number outside them."""
    told, at = mention.told, mention.stated.start
    opened, closed = told.folded.rfind("(", 0, at), told.folded.find(")", mention.stated.end)
    if opened < 0 or closed < 0 or ")" in told.folded[opened:at]:
        return False
    inside = told is spot.told and opened < spot.stretch.start < closed
    return not inside and any(opened < n < closed and not mention.stated.start <= n < mention.stated.end for n in told.numbers)


def _halves(said: Sequence[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """The pairs of a start and an end that a report names apart."""
    for since in said:
        if since.period.start is None or (since.period.end is not None and since.period.kind not in {"year to date", "cumulative open"}):
            continue
        for until in said:
            told = until.told is since.told or until.period.kind in CLOSED or not until.told.numbers
            if told and until.period.end and until.period.end[:10] > since.period.start and until is not since:
                yield since, until


def _of_halves(spot: Spot, since: Mention, until: Mention, said: Sequence[Mention], context: str) -> Iterator[str]:
    """What the standing of the two halves says for the period that they make together."""
    kind = _kind(until.period)
    wheres = [_place_of(spot, m) for m in (since, until)]
    yield f"joined {' & '.join(wheres)} {kind}"
    yield f"since {wheres[0]} {context}"
    yield f"until {wheres[1]} {kind} {context}"
    earlier = [m for m in said if (m.told.number, m.stated.start) < (spot.told.number, spot.stretch.start)]
    if since.told is spot.told and any(
        n.startswith("here") and n.endswith("numbers 0") for n in standing(spot, since.told, since.stated.start, since.stated.end)
    ):
        yield f"joined since own {kind}"
    if earlier and since is earlier[-1]:
        yield f"joined since last {kind}"
    asof = [m for m in said if m.period.start is None]
    if until in asof:
        yield f"joined as of {min(len({m.period.end for m in asof}), 3)}"
        if until is asof[0]:
            yield "joined as of first"
    if not until.told.numbers:
        yield f"joined until uncounted {kind}"
    if since.told is until.told:
        yield f"joined in one sentence {kind}"


def _place_of(spot: Spot, mention: Mention) -> str:
    if mention.told is spot.told:
        return "here"
    if mention.told.part == "title":
        return "title"
    distance = mention.told.number - spot.told.number
    together = mention.told.paragraph == spot.told.paragraph
    return ("back" if distance < 0 else "ahead") + (" near" if abs(distance) == 1 else " paragraph" if together else " far")


def _from_before(options: Options, spot: Spot, before: Sequence[Figure], context: str) -> None:
    """What the figures before say: the last one, the whole that this one is a part of, the last that counts the same."""
    figure = spot.figure
    if before:
        last = before[-1]
        near = nearness(spot, last)
        option = options.offer(period_key(last.period), Option(last.period, last.as_of))
        option.add(
            [
                f"as before {near} {context}",
                f"as before {near} {'same' if last.unit == figure.unit else 'other'} unit {_kind(last.period)}",
                f"as before {last.unit} then {figure.unit}",
                f"as before {'same' if last.outcome == figure.outcome else 'other'} outcome {context}",
            ]
        )
    whole = whole_of(figure, before)
    if whole is not None:
        near = "here" if whole.sentence_start == figure.sentence_start else "before"
        options.offer(period_key(whole.period), Option(whole.period, whole.as_of)).add([f"as whole {near} {context}", "as whole"])
    alike = [f for f in before if f.unit == figure.unit and f.unit is not None and f.outcome == figure.outcome and f is not whole]
    if alike:
        options.offer(period_key(alike[-1].period), Option(alike[-1].period, alike[-1].as_of)).add(
            [f"as alike {context}", f"as alike {figure.unit}"]
        )


def _of_kind(spot: Spot, option: Option, context: str) -> Iterator[str]:
    """What kind of period it is, beside what is counted."""
    figure, kind = spot.figure, _kind(option.value)
    counted = figure.unit or "unknown"
    yield f"is {kind}"
    yield f"{kind} {context}"
    yield f"{kind} {counted}"
    yield f"{kind} {counted} {context}"
    if figure.outcome:
        yield f"{kind} {figure.outcome}"
    if figure.activity:
        yield f"{kind} {figure.activity}"
    if figure.part_of is not None:
        yield f"{kind} part"
    if spot.told.to_date:
        yield f"{kind} to date said"
    if option.value is None and figure.unit not in COUNTED:
        yield from (f"none of {w[:STEM]}" for w in figure.described.split()[:2])


def _words_beside(spot: Spot) -> list[str]:
    """The few words on either side of a number."""
    folded, stretch = spot.told.folded, spot.stretch
    before = re.findall(r"[^\W\d_]+", folded[stretch.previous : stretch.start])[-6:]
    behind = re.findall(r"[^\W\d_]+", folded[spot.figure.end - spot.told.start : stretch.following])[:6]
    return [w[:STEM] for w in (*before, *behind)]
