"""Which period and place a number belongs to: those named nearest to it, else those that the report is speaking of."""

import re
from dataclasses import dataclass, field, replace

from ingest.articles import Article
from ingest.dates import fold_case
from ingest.figures.agents import Agents
from ingest.figures.figure import Period
from ingest.figures.nesting import Whole
from ingest.figures.numbers import NumberMention
from ingest.figures.periods import StatedPeriod, matches
from ingest.terms import find_places, gazetteer

# An outlet, an office or a street that bears a place's name ("Shusha Herald"), not the place.
NAMED_AFTER = re.compile(
    r"\b[A-Z][\w-]+\s+(?!(?:[Dd]istrict|[Rr]egion|[Vv]illage|[Pp]rovince|[Cc]ity|[Tt]own)\b)[A-Z][a-z]+\b(?=\s+(?:reports?|informs?|said|says|writes?|reported|Agency|News|Herald|Times|Post)|\s*[,.])"
)
VENUES = ("Baku",)  # where statements are made, not what they count
LIBERATED = re.compile(r"liberated|azad edil|освобожд[её]нн")


@dataclass
class Scope:
    """What a sentence hands on to the next."""

    period: StatedPeriod | None = None
    place: str | None = None
    country: str | None = None
    wholes: list[Whole] = field(default_factory=list)
    agents: Agents = field(default_factory=Agents)

    def forget(self) -> None:
        """A title hands on nothing."""
        self.period, self.place, self.wholes, self.agents = None, None, [], Agents()


def nearest_period(periods: list[StatedPeriod], number: NumberMention) -> StatedPeriod:
    """The last period stated before a number, else the first after it."""
    before = [p for p in periods if p.end <= number.start]
    return before[-1] if before else periods[0]


_CLAUSE = re.compile(r"[,;:]|\s[–—-]\s|\b(?:and|while|whereas|against|compared|but|и|а|və|isə)\b")


def period_of(  # noqa: PLR0913 (the sentence and what it stands in)
    number: NumberMention, numbers: list[NumberMention], periods: list[StatedPeriod], scope: Scope, folded: str, article: Article
) -> StatedPeriod | None:
    """The period said of a number: in its own clause, else the last before it, else after it, else the one the report is speaking of."""
    if periods:
        return _in_clause(number, numbers, periods, folded) or nearest_period(periods, number)
    if matches("to_date", folded) and article.published:
        return StatedPeriod(0, 0, Period(None, article.published[:10], "cumulative open"), article.published[:10], inferred=True)
    return replace(scope.period, inferred=True) if scope.period else None


def _in_clause(number: NumberMention, numbers: list[NumberMention], periods: list[StatedPeriod], folded: str) -> StatedPeriod | None:
    """The one period between a number and its neighbours that stands in its clause; before the number rules over behind it."""
    previous = max((n.end for n in numbers if n.start < number.start), default=0)
    following = min((n.start for n in numbers if n.start > number.start), default=len(folded))
    before = [p for p in periods if previous <= p.start and p.end <= number.start]
    if before and (previous == 0 or _CLAUSE.search(folded[previous : before[-1].start])):
        return before[-1]
    after = [p for p in periods if number.end <= p.start < following and not _CLAUSE.search(folded[number.end : p.start])]
    return after[0] if after else None


def _places(text: str) -> list[str]:
    """The places where things happened: without the agents ("by Armenia"), the names of wars, and places that hold another one named."""
    plain = re.sub(
        r"\b(?:by|from)\s+[A-Z]\w+|[Кк]арабахск\w+ войн\w*|(?:Karabakh|Garabagh|Karabağ|Qarabağ)\s+(?:[Ww]ar|müharibəsi\w*)", " ", text
    )
    plain = NAMED_AFTER.sub(" ", plain)
    found = find_places(plain)
    return [p for p in found if not any(gazetteer()[other].within == p for other in found) and p not in VENUES]


def own_place(text: str, number: NumberMention, numbers: list[NumberMention], home: str) -> str | None:
    """The one place named between a number and the next."""
    following = [n.start for n in numbers if n.start > number.start]
    named = _places(text[number.end : following[0] if following else len(text)])
    return named[0] if len(named) == 1 and named[0] != home else None


def sentence_place(text: str, scope: Scope, home: str, *, leans: bool) -> str | None:
    """The place of a sentence: the one that it names, the home country for a list or "the liberated territories", else the report's."""
    named = _places(text)
    if LIBERATED.search(fold_case(text)) and not (len(named) == 1 and gazetteer()[named[0]].kind == "district"):
        scope.place = home
    elif len(named) == 1:
        scope.place = named[0]
        return named[0]
    elif named:
        scope.place = home if any(gazetteer()[p].within == home for p in named) else None
    elif not leans:
        scope.place = scope.country
    return scope.place
