"""A turn of a conversation made to stand alone, with no language model: the slots of the question before are kept, replaced or narrowed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.asked_slots import MEASURE, OUTCOME, PERIOD, PLACE, WHOM, Slot, lexicon, named, slots_in, unit_of
from bot.memory import Memory
from bot.operations import dimension_asked
from bot.question import asks_for_money, counted_from, question_language, wants_of
from bot.stand_alone import answered, completed_by, piled, shift_in, substituted, unended, unlisted
from bot.turn_words import full_years, says_any, this_year, tidy
from ingest.dates import fold_case
from ingest.figures.numbers import find_numbers

NEW, GOES_ON, NEWER, ORIGIN, DOUBT, TOLD, INCOMPLETE = "new", "goes on", "newer", "origin", "doubt", "told", "incomplete"
FEW = 3  # content words of a turn that is too short to be a topic of its own
SHORT = 9  # words of a turn that asks about the answer before
KIN = frozenset({"devices", "hectares"})  # units that one report of clearance tells together


@dataclass(frozen=True)
class Understood:
    """A turn as it stands alone, and how it came to: `kind` is one of the constants above.

    `anchored` says that the reports cited before are meant first; `alone` that the turn could also stand as it is; `aside` that it asks something
    about the topic before, which the next turn still leans on; `wider` is the question without the running total's period of the one before, where
    only the place is another; `whole` is the question that began the topic over another period, where only that is named; `number` is one that the user read elsewhere.
    """

    kind: str
    standalone: str
    language: str
    anchored: bool = False
    alone: bool = False
    aside: bool = False
    wider: str | None = None
    whole: str | None = None
    number: float | None = None

    def others(self, turn: str) -> list["Understood"]:
        """What else the turn may mean, where this has no answer."""
        found = [Understood(GOES_ON, other, self.language) for other in (self.wider, self.whole) if other]
        return [*found, Understood(NEW, turn, self.language)] if self.alone else found


def understand(turn: str, memory: Memory, year: int | None = None) -> Understood:
    """What a turn means after the one before; `year` is the one that "in June this year" means."""
    language = turn_language(turn, memory)
    turn = full_years(turn)
    if year:
        turn = this_year(turn, language, year)
    if says_any("incomplete", turn) and not _scoped(memory):
        return Understood(INCOMPLETE, turn, language)
    if not memory.standalone:
        return Understood(NEW, turn, language)
    if memory.open:
        return Understood(GOES_ON, answered(memory.standalone, turn, language), language)
    about = _about_answer(turn, memory, language)
    if about:
        return about
    own = slots_in(turn, language)
    leaning = leans(turn, own)
    moved = any(s.name in {PERIOD, PLACE} for s in own) or bool(shift_in(turn)) or says_any("half_year", turn)
    if not leaning and not _goes_on(turn, own, memory):
        near = not moved and bool(memory.cited)
        return Understood(NEW, turn, language, anchored=near, aside=near and wants_of(turn) not in {"number", "any"})
    asks = _asks(turn) and not _counts_nothing(turn, own)
    standalone = completed_by(turn, own, memory, language) if asks else substituted(turn, own, memory, language)
    standalone = standalone if language == "az" else standalone[:1].upper() + standalone[1:]
    alone = asks and not leaning and bool(named(own, MEASURE))
    aside = piled(standalone, turn)
    return Understood(
        GOES_ON,
        standalone,
        language,
        anchored=not moved,
        alone=alone,
        aside=aside,
        wider=_wider(standalone, own, language),
        whole=None if asks else _whole(turn, own, memory, language),
    )


def _wider(standalone: str, own: Sequence[Slot], language: str) -> str | None:
    """The question without the period that it took over with a new place, where that is no more than the span of a running total."""
    running = [s for s in named(slots_in(standalone, language), PERIOD) if s.period and s.period.kind.startswith("cumulative")]
    if not running or named(own, PERIOD) or not named(own, PLACE):
        return None
    return tidy(f"{standalone[: running[0].start]} {standalone[running[0].end :]}")


def _whole(turn: str, own: Sequence[Slot], memory: Memory, language: str) -> str | None:
    """The question that began the topic, over the period that a turn alone names: "and since 1991?" after a count of some of the victims."""
    if not memory.root or memory.root == memory.standalone or {s.name for s in own} != {PERIOD}:
        return None
    return substituted(turn, own, replace(memory, standalone=memory.root), language)


def turn_language(turn: str, memory: Memory) -> str:
    """The language of a turn; a fragment too short to tell has that of the turn before."""
    folded = fold_case(turn)
    if re.search(r"[а-яё]", folded):
        return "ru"
    if re.search(r"[əğışçöü]", turn.lower()) or re.search(
        r"(?<!\w)(?:bəs|bes|və|ve|nece|neçə|hansi|kim|niye|nə|ne|olub|hektar|nefer)(?!\w)", folded
    ):
        return "az"
    if re.search(r"(?<!\w)(?:and|what|how|who|where|when|why|which|is|are|was|were|the|in|of|did|since|only|any)(?!\w)", folded):
        return "en"
    words = re.findall(r"[^\W\d_]+", folded)
    return memory.language if memory.language and len(words) <= FEW else question_language(turn)


def leans(turn: str, own: Sequence[Slot]) -> bool:
    """Whether a turn says that it goes on from the one before: "and …", "of them", "there"; not where it names all of its own topic."""
    if {s.name for s in own} >= {PERIOD, MEASURE} and _words(turn) > SHORT:
        return False
    return says_any("leads", turn) or says_any("points", turn)


def _goes_on(turn: str, own: Sequence[Slot], memory: Memory) -> bool:
    """Whether a turn without any such word is too little to be a question of its own: a fragment, or a count of some of those before."""
    things = named(own, MEASURE, WHOM, OUTCOME)
    counted = [s for s in things if unit_of(s)]
    if dimension_asked(turn) and len(counted) <= 1:  # "which district had the most?" names the district alone
        return not counted or (_scoped(memory) and not named(own, PERIOD, PLACE))
    if not _asks(turn) or _counts_nothing(turn, own):
        moves = bool(shift_in(turn)) or says_any("half_year", turn) or says_any("same_period", turn)
        return unlisted(turn, own) <= FEW + moves * FEW and _words(turn) <= SHORT and (bool(own) or moves or _words(turn) <= FEW)
    if wants_of(turn) not in {"number", "any"}:
        return not own and unlisted(turn, own) <= 1
    if any(s.name in {PERIOD, PLACE} for s in own):
        return False
    before = slots_in(memory.standalone, memory.language)
    units, had = {unit_of(s) for s in own} - {None}, {unit_of(s) for s in before} - {None}
    akin = not units or bool(units & had) or bool(units & KIN and had & KIN)
    return akin and _scoped(memory) and unlisted(turn, own) <= FEW and wants_of(turn) == "number"


def _asks(turn: str) -> bool:
    """Whether a turn is a question and no fragment: it has a word that asks, or opens with its verb."""
    return wants_of(turn) != "any" or counted_from(turn) > 0 or says_any("yes_or_no", turn) or asks_for_money(turn)


def _counts_nothing(turn: str, own: Sequence[Slot]) -> bool:
    """Whether a turn asks how many without saying of what: "how many in Fuzuli?"."""
    named_here = named(own, MEASURE, WHOM, OUTCOME) or not named(own, PLACE, PERIOD)
    if not named_here and says_any("generic", turn):
        return True
    if {s.name for s in own} <= {WHOM, PERIOD, PLACE} and named(own, PERIOD, PLACE) and not says_any("them", turn):
        named_here = []  # "how many children since 2020?" goes on with what happened to them
    return counted_from(f"{turn} ") > 0 and not named_here and unlisted(turn, own) == 0


def _words(turn: str) -> int:
    return len(re.findall(r"\w+", turn))


def _scoped(memory: Memory) -> bool:
    """Whether the question before has something that an incomplete one can take over."""
    return any(name in {PERIOD, PLACE, MEASURE, WHOM, OUTCOME} for name, _ in memory.slots)


def _about_answer(turn: str, memory: Memory, language: str) -> Understood | None:
    """Turns about the answer itself: is there a newer number, where does it come from, are you sure."""
    own = named(slots_in(turn, language), MEASURE, WHOM, OUTCOME, PLACE, PERIOD)
    doubts = says_any("doubt", turn) and not named(own, PERIOD, PLACE)
    if _words(turn) > SHORT + 3 * doubts:
        return None
    numbers = find_numbers(turn, language) if doubts else []
    if numbers and wants_of(turn) not in {"person", "place"} and not says_any("asks_which", turn):
        said = lexicon()["read"][language].format(number=turn[numbers[0].start : numbers[0].end], earlier=memory.standalone)
        return Understood(DOUBT, said, language, number=numbers[0].value)
    if memory.cited and not own and (doubts or says_any("origin", turn)):
        return Understood(ORIGIN, memory.standalone, language)
    return Understood(NEWER, unended(memory, language), language) if not own and says_any("newer", turn) else None
