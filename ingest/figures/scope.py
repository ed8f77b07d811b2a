"""Which period and place a number belongs to: those named nearest to it, else those that the report is speaking of."""

import re
from dataclasses import dataclass, field, replace

from ingest.articles import Article
from ingest.dates import fold_case
from ingest.figures.agents import Agents
from ingest.figures.figure import Period
from ingest.figures.nesting import Whole
from ingest.figures.numbers import NumberMention
from ingest.figures.periods import StatedPeriod, joined, matches
from ingest.terms import find_places, gazetteer, place_spans

# An outlet, an office or a street that bears a place's name ("Shusha Herald"), not the place.
NAMED_AFTER = re.compile(
    r"\b(?!(?:In|At|Near|On|From|Of|The|For)\b)[A-Z][\w-]+\s+(?!(?:[Dd]istrict|[Rr]egion|[Vv]illage|[Pp]rovince|[Cc]ity|[Tt]own)\b)[A-Z][a-z]+\b(?=\s+(?:reports?|informs?|said|says|writes?|reported|Agency|News|Herald|Times|Post)|\s*[,.])"
)
DEMONYMS = re.compile(
    r"\b(?:Russian|Turkish|Armenian)\b|\b(?:[Рр]оссийск|[Тт]урецк|[Аа]рмянск)\w+|\bRusiya(?:li)?\s+sülh\w+|\bArmenia(?=\s+(?:\w+\s+)?(?:handed|gave|provided|planted|laid|refus))"
)
VENUES = ("Baku",)  # where statements are made, not what they count
LIBERATED = re.compile(r"liberated|azad edil|освобожд[её]нн")
SEVERAL = re.compile(r"\b(?:districts|regions|provinces)\b|\bрайон(?:ах|ов|ам)\b|\brayonlar")


@dataclass(frozen=True)
class Stretch:
    """Where a number stands among the numbers of its sentence: the end of the one before, its own start and end, the start of the next."""

    previous: int
    start: int
    end: int
    following: int
    beyond: int  # the start of the number after the next


@dataclass
class Scope:
    """What a sentence hands on to the next."""

    period: StatedPeriod | None = None
    place: str | None = None
    country: str | None = None
    wholes: list[Whole] = field(default_factory=list)
    agents: Agents = field(default_factory=Agents)
    device: str | None = None  # that harmed people in the event of the day
    sent_from: str | None = None  # the place of a dateline that is a sentence of its own

    stretches: dict[int, Stretch] = field(default_factory=dict)  # where the figures of the report stand, by their starts

    @property
    def of_a_day(self) -> bool:
        """Whether the report is speaking of a day, not of a longer period."""
        return self.period is not None and self.period.period.kind in {"day", "incident"}

    def forget(self) -> None:
        """A title hands on nothing."""
        self.period, self.place, self.wholes, self.agents, self.device = None, None, [], Agents(), None


def nearest_period(periods: list[StatedPeriod], start: int) -> StatedPeriod:
    """The last period stated before a number, else the first after it."""
    before = [p for p in periods if p.end <= start]
    return before[-1] if before else periods[0]


_BREAK = re.compile(r"[,;:]|\s[–—-]\s|\b(?:while|whereas|against|compared|but|а|isə)\b")
_CLAUSE = re.compile(_BREAK.pattern + r"|\b(?:and|и|və)\b")
_COMPARED = re.compile(r"\b(?:compared (?:to|with)|against|versus|(?:down|up) from|по сравнению с|против)\s+[^,;.]{0,48}$")
_JOINED = re.compile(r"\b(?:and|и|və)\s+(?:\w+\s+){0,2}$")  # a conjunction right before a period begins a clause with it


def stretches(numbers: list[NumberMention], ends: list[int], length: int) -> list[Stretch]:
    """The stretch of each number; `ends` are where what it counts ends."""
    starts = [n.start for n in numbers]
    return [
        Stretch(
            max((m.end for m in numbers if m.start < n.start), default=0),
            n.start,
            min([max(n.end, end), *(s for s in starts if s > n.start)]),
            min((s for s in starts if s > n.start), default=length),
            min((s for s in starts if s > min((t for t in starts if t > n.start), default=length)), default=length),
        )
        for n, end in zip(numbers, ends, strict=True)
    ]


def period_of(stretch: Stretch, periods: list[StatedPeriod], scope: Scope, folded: str, article: Article) -> StatedPeriod | None:
    """The period said of a number: in its own clause, else the last before it, else after it, else the one the report is speaking of."""
    periods = [p for p in periods if not re.search(r"\bthan (?:in|for|during)\s+$", folded[: p.start])]
    periods = [p for p in periods if not matches("compared_behind", folded[p.end :])]
    ahead = [p for p in periods if p.start >= stretch.following and _lies_ahead(p, article.published)]
    periods = [p for p in periods if p not in ahead]
    said = [p for p in periods if not _COMPARED.search(folded[: p.start])]
    if periods and not said:
        own = _in_clause(stretch, periods, folded)
        return own or (replace(scope.period, inferred=True) if scope.period else None)
    if periods:
        return both_ends(_in_clause(stretch, periods, folded) or nearest_period(said, stretch.start), periods, folded)
    if matches("to_date", folded) and article.published:
        return StatedPeriod(0, 0, Period(None, article.published[:10], "cumulative open"), article.published[:10], inferred=True)
    return replace(scope.period, inferred=True) if scope.period else None


def _lies_ahead(period: StatedPeriod, published: str | None) -> bool:
    """Whether a period begins after the report, so that it is only that of a plan."""
    start = period.period.start
    return start is not None and published is not None and start > published[: len(start)]


def both_ends(period: StatedPeriod, periods: list[StatedPeriod], folded: str) -> StatedPeriod:
    """A period of which a sentence states the two ends apart: "by the end of 2012 … since 1995"."""
    if len(periods) != 2 or re.search(r"[;:]|\bwhile\b|\bisə\b", folded[periods[0].end : periods[1].start]):  # noqa: PLR2004 (a start and an end)
        return period
    since, until = sorted(periods, key=lambda p: p.period.start is None)
    runs_on = since.period.end is None or since.period.kind == "year to date"
    open_ends = runs_on and until.period.start is None and since.period.start and until.period.end != since.period.start
    return joined(until, since) if open_ends else period


def _in_clause(stretch: Stretch, periods: list[StatedPeriod], folded: str) -> StatedPeriod | None:
    """The one period between a number and its neighbours that stands in its clause; before the number rules over behind it."""
    before = [p for p in periods if stretch.previous <= p.start and p.end <= stretch.start]
    if before:
        gap = folded[stretch.previous : before[-1].start]
        if stretch.previous == 0 or _BREAK.search(gap) or _JOINED.search(gap):
            return before[-1]
    after = [p for p in periods if stretch.end <= p.start < stretch.following and not _BREAK.search(folded[stretch.end : p.start])]
    opens = _BREAK.search(folded[stretch.previous : stretch.start]) and any(p.end <= stretch.previous for p in periods)
    if not after and opens and _PAIR.fullmatch(folded[stretch.end : stretch.following]):
        after = [
            p for p in periods if stretch.following < p.start < stretch.beyond and not _BREAK.search(folded[stretch.following : p.start])
        ]
    return after[0] if after else None


_PAIR = re.compile(r"[^,;:.]*\b(?:and|и|və)\s+(?:\w+\s+)?")  # "…, from 8 dead and 26 injured in 2023"


def places_named(text: str) -> list[str]:
    """The places where things happened: without the agents ("by Armenia"), the names of wars, and places that hold another one named."""
    plain = re.sub(
        r"\b(?:by|from)\s+[A-Z]\w+|[Кк]арабахск\w+ войн\w*|(?:Karabakh|Garabagh|Karabağ|Qarabağ)\s+(?:[Ww]ar|müharibəsi\w*)", " ", text
    )
    plain = NAMED_AFTER.sub(_unless_place, DEMONYMS.sub(" ", _VENUE.sub(" ", plain)))
    found = find_places(_ROAD.sub(" ", plain)) or find_places(plain)
    found = [p for p in found if gazetteer()[p].kind != "capital" or gazetteer()[p].within not in found]  # where statements are made
    return [p for p in found if not any(_holds(p, other) for other in found) and p not in VENUES]


_VENUE = re.compile(
    r"\b(?i:conference|meeting|briefing|forum|summit|seminar|event|ceremony|session|officials?|speaking|talks)"
    r"\s+(?:held\s+)?(?:in|at|for)\s+[A-Z]\w+|\bwent to\s+[A-Z]\w+"
)
_ROAD = re.compile(r"\b[A-Z]\w+(?:\s?[-–]\s?[A-Z]\w+)?\s+(?:road|highway|motorway|railway)\b")  # named after where it leads


def _unless_place(match: re.Match[str]) -> str:
    """Nothing in the stead of an outlet's name; a place of two words ("East Zangezur") stays."""
    spans = place_spans(match.group())
    return match.group() if any(s.start == 0 and s.end == len(match.group()) for s in spans) else " "


def _holds(larger: str, smaller: str) -> bool:
    """Whether a place lies within another one, at whatever depth."""
    within = gazetteer()[smaller].within
    return within is not None and (within == larger or _holds(larger, within))


def own_place(text: str, stretch: Stretch, home: str) -> str | None:
    """The one place named in a number's own clause: before it, else between it and the next."""
    before = text[stretch.previous : stretch.start]
    opening = list(_CLAUSE.finditer(fold_case(before)))
    if stretch.previous and opening:
        named = places_named(before[opening[0].end() :])
        if len(named) == 1 and named[0] != home:
            return named[0]
    first = places_named(before) if stretch.previous == 0 else []
    if len(first) == 1 and first[0] != home:
        return first[0]
    behind = text[stretch.end : stretch.following]
    if stretch.following < len(text):
        closing = [m for m in _CLAUSE.finditer(fold_case(behind)) if places_named(behind[m.end() :])]
        behind = behind[: closing[0].start()] if closing else behind
    named = places_named(behind)
    return named[0] if len(named) == 1 and named[0] != home else None


def sentence_place(text: str, scope: Scope, home: str, *, leans: bool) -> str | None:
    """The place of a sentence: the one that it names, the home country for a list or "the liberated territories", else the report's."""
    named = places_named(text)
    folded = fold_case(text)
    one_district = len(named) == 1 and gazetteer()[named[0]].kind == "district" and not SEVERAL.search(folded)
    if (LIBERATED.search(folded) and not one_district) or (SEVERAL.search(folded) and named and gazetteer()[named[0]].within == home):
        scope.place = home
    elif len(named) == 1:
        scope.place = named[0]
        return named[0]
    elif named:
        scope.place = home if any(p == home or _holds(home, p) for p in named) else None
    elif not leans or scope.place is None:
        scope.place = scope.country
    return scope.place
