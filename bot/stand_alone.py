"""A turn merged with the question before it into one that stands alone: its slots put in place of the earlier ones, or added to them."""

import re
from collections.abc import Sequence

from bot.asked_slots import ACTIVITY, ACTOR, MEASURE, OUTCOME, PERIOD, PLACE, WHOM, Slot, counted_slot, lexicon, named, slots_in, unit_of
from bot.asked_words import unknown_noun
from bot.memory import Memory
from bot.operations import dimension_asked, is_generic, span_of
from bot.question import counted_from, question_language, wants_of
from bot.shifts import completed, half_year, period_words, same_months, shifted_words, since_words
from bot.turn_words import says_any, stripped, tidy, trimmed, without
from ingest.dates import fold_case
from ingest.figures.figure import Period
from ingest.figures.lexicon import find_tags
from ingest.lexicon_files import compiled
from ingest.terms import read_terms, stopwords

FEW = 3  # words of a question that says nothing but "how many"
_PREPOSITION = re.compile(r"(?:in|on|at|near|around|of|for|from|в|во|на|под|около|возле|из)\s+(?:the\s+)?", re.IGNORECASE)
_LAST_MARK = re.compile(r"[\s?.!…]*$")


def unended(memory: Memory, language: str) -> str:
    """The question before without the end of its period, and without a period that is no longer than a year."""
    text = memory.standalone
    for slot in reversed(named(slots_in(text, memory.language), PERIOD)):
        period = slot.period
        since = period is not None and bool(period.start) and period.kind.startswith("cumulative")
        words = since_words(period.start or "", language) if since and period else ""
        text = tidy(f"{text[: slot.start]} {words} {text[slot.end :]}")
    return text


def answered(question: str, answer: str, language: str) -> str:
    """A question that was asked back about, with what was said to it."""
    words = trimmed(answer)
    if slots_in(answer, language) and counted_from(answer) == 0 and len(question.split()) <= FEW:
        return str(lexicon()["asks"][language]).format(words=words)
    return answer if counted_from(answer) else tidy(f"{question} {words}?")


def substituted(turn: str, own: Sequence[Slot], memory: Memory, language: str) -> str:
    """The question before with the slots that a fragment names put in place of its own: "and in 2022?", "and women?"."""
    text = memory.standalone
    earlier = slots_in(text, memory.language)
    own = _with_period(turn, own, earlier, memory, language)
    things = named(own, MEASURE, WHOM, OUTCOME)
    if not own:
        return _with_unknown(turn, memory, earlier)
    counted = counted_slot(text, earlier)
    other = counted and things and things[0].unit and unit_of(counted) and things[0].unit != unit_of(counted)
    if other or (named(things, WHOM) and named(things, OUTCOME)):
        asked = str(lexicon()["asks"][language]).format(words=_phrase(turn, things))
        return _scoped_by(asked, own, earlier, language)
    if named(own, PLACE) and dimension_asked(text) == "place":
        text = _counted_there(text, earlier, language)
    for slot in named(own, PERIOD, PLACE, ACTOR):
        text = _put(text, slot, memory.language or language, language)
    if says_any("total", turn) and not named(things, OUTCOME, MEASURE):
        text = _of_all(text, things, memory.language or language)
    return _narrowed(text, turn, things, memory.language or language) if things else text


def _of_all(text: str, things: Sequence[Slot], language: str) -> str:
    """A text that counts all who were hurt where a turn names a group of people, else everybody: "the total?", "civilians altogether?"."""
    slots = slots_in(text, language)
    hurt = [s for s in slots if _all_hurt(s)]
    for slot in reversed(named(slots, OUTCOME)):
        text = tidy(f"{text[: slot.start]} {'' if hurt else lexicon()['victims'][language]} {text[slot.end :]}")
    for slot in reversed([] if things else named(slots_in(text, language), WHOM)):
        text = tidy(f"{text[: slot.start]} {text[slot.end :]}")
    return text


def _with_period(turn: str, own: Sequence[Slot], earlier: Sequence[Slot], memory: Memory, language: str) -> list[Slot]:
    """The slots of a turn with its period in full: shifted from the one before, or with its year."""
    before = next((s.period for s in named(earlier, PERIOD) if s.period), None)
    bounded = before if before and before.end else memory.period or before
    moved = _moved(turn, own, before, bounded, language)
    if moved:
        return [*(s for s in own if s.name != PERIOD and s.unit != "time"), Slot(PERIOD, 0, len(turn), moved)]
    running = before is not None and before.kind.startswith("cumulative") and says_any("reaches_to", turn)
    return [completed(turn, s, bounded, language, running=running) if s.name == PERIOD and s.period is None else s for s in own]


def _moved(turn: str, own: Sequence[Slot], before: Period | None, bounded: Period | None, language: str) -> str | None:
    """The period that a turn means by the one before, in words: the next, the same of another year, the half-year; None where it does not."""
    said = [s.period for s in named(own, PERIOD) if s.period]
    years = [int(p.start[:4]) for p in said if p.kind == "year" and p.start]
    if before and years and says_any("same_period", turn):
        return same_months(before, years[0], language)
    if (shift := shift_in(turn)) and before:
        return shifted_words(before, shift, language)
    return half_year(bounded, language) if bounded and not said and says_any("half_year", turn) else None


def shift_in(turn: str) -> str | None:
    """By how much a turn moves the period of the one before: "next", "previous", "year_before", "year_after"; None where it does not."""
    return next((n for n, patterns in lexicon()["shifts"].items() if any(compiled(p).search(fold_case(turn)) for p in patterns)), None)


def _put(text: str, slot: Slot, earlier_language: str, language: str) -> str:
    """A text with a period or place in the place of its own."""
    old = named(slots_in(text, earlier_language), slot.name)
    words = slot.words if slot.name != PLACE else _placed(slot.words, old[0].words if old else "", language)
    if not old:
        return _added(text, words, language) if slot.name != ACTOR else tidy(f"{text} {words}?")
    for extra in reversed(old[1:]):
        text = tidy(f"{text[: extra.start]} {text[extra.end :]}")
    return tidy(f"{text[: old[0].start]} {words} {text[old[0].end :]}")


def _counted_there(text: str, earlier: Sequence[Slot], language: str) -> str:
    """What was counted where "which district had the most" asked for the place: another place is asked for by its number."""
    told = [s for s in named(earlier, MEASURE, WHOM, OUTCOME, ACTIVITY) if s.start >= _behind_superlative(text)]
    if not told:
        return text
    asked = str(lexicon()["asks"][language]).format(words=text[told[0].start : told[-1].end])
    return _scoped_by(asked, named(earlier, PERIOD, PLACE), (), language)


def _behind_superlative(text: str) -> int:
    span = span_of("superlative", text)
    return span[1] if span else 0


def _placed(words: str, earlier: str, language: str) -> str:
    """A bare place with the preposition of the one before, in English "in"; Azerbaijani puts it into the ending."""
    lead, bare = _PREPOSITION.match(earlier), _PREPOSITION.match(words) is None
    if not bare or language == "az":
        return words
    return f"{lead[0]}{words}" if lead else f"in {words}" if language == "en" else words


def _added(text: str, words: str, language: str) -> str:
    """A text with a phrase before its question mark, or in front of it as Azerbaijani has it."""
    if language == "az":
        return tidy(f"{words} {text}")
    end = _LAST_MARK.search(text)
    at = end.start() if end else len(text)
    return tidy(f"{text[:at]} {words}{text[at:].strip() or '?'}")


def _narrowed(text: str, turn: str, things: Sequence[Slot], language: str) -> str:
    """A text that counts what a fragment names instead of what it counted: "and women?", "the injured?", "and anti-tank?"."""
    slots = slots_in(text, language)
    for thing in things:
        old = (
            (_measures(slots, thing) if thing.name == MEASURE else named(slots, thing.name))
            or _fates(slots, thing)
            or (named(slots, WHOM) if thing.name == OUTCOME and not named(slots, MEASURE) else [])
        )
        if _all_hurt(thing) and not named(things, OUTCOME):
            text = _without_fates(text, old[0] if old else None, slots)
            slots = slots_in(text, language)
            old = _measures(slots, thing) or named(slots, OUTCOME)
        if old:
            text = tidy(f"{text[: old[0].start]}{thing.words} {text[old[0].end :]}")
        elif (counted := counted_slot(text, slots)) and counted.name == WHOM and _all_hurt(thing):
            text = tidy(f"{text[: counted.start]}{thing.words} {text[counted.end :]}")
        elif counted:
            text = tidy(f"{text[: counted.start]}{thing.words} {text[counted.start :]}")
        else:
            text = tidy(f"{text} {turn}")
        slots = slots_in(text, language)
    return text


def _measures(slots: Sequence[Slot], thing: Slot) -> list[Slot]:
    """The measures of a text that another one replaces: people replace no mines."""
    return [s for s in named(slots, MEASURE) if not (s.unit == "devices" and unit_of(thing) == "people")]


def _all_hurt(slot: Slot) -> bool:
    """Whether a slot counts killed and injured together: "victims", "casualties"."""
    return slot.name == MEASURE and slot.unit == "people"


def _fates(slots: Sequence[Slot], thing: Slot) -> list[Slot]:
    """The slot that says what happened, where another says it: "victims" for "killed", "the dead" for "casualties"."""
    if thing.name == OUTCOME:
        return [s for s in slots if _all_hurt(s)]
    return named(slots, OUTCOME) if _all_hurt(thing) else []


def _without_fates(text: str, kept: Slot | None, slots: Sequence[Slot]) -> str:
    """A text without the words for what happened, but the one that is to be replaced."""
    for slot in reversed(named(slots, OUTCOME)):
        if slot != kept:
            text = tidy(f"{text[: slot.start]} {text[slot.end :]}")
    return text


def _with_unknown(turn: str, memory: Memory, earlier: Sequence[Slot]) -> str:
    """The question before with a fragment that no lexicon knows: after "how many" in place of what was counted, else behind it."""
    text = memory.standalone
    words, start = trimmed(turn), counted_from(text)
    counted = next((s for s in named(earlier, MEASURE, WHOM, OUTCOME) if 0 <= s.start - start <= 1), None)
    nounish = bool(words) and fold_case(words.split()[0]) not in stopwords()
    if counted and start and nounish:
        return tidy(f"{text[:start]}{words} {text[counted.end :]}")
    return _topical(memory, turn)


def _topical(memory: Memory, turn: str) -> str:
    """A turn behind the topic that it goes on from: the first sentence of the question before, or of the last that named its place or time."""
    scoped = bool(named(slots_in(memory.standalone, memory.language), PLACE, PERIOD))
    text = memory.standalone if scoped or not memory.scope else memory.scope
    topic = re.split(r"(?<=[?!.])\s+(?=\S+\s+\S+\s+\S)", text)[0]
    return tidy(f"{topic} {turn}")


def unlisted(turn: str, own: Sequence[Slot]) -> int:
    """How many words of a turn say something that no slot holds."""
    blank = list(turn)
    for slot in own:
        blank[slot.start : slot.end] = " " * (slot.end - slot.start)
    return len(read_terms(trimmed("".join(blank)), question_language(turn)).words)


def piled(standalone: str, turn: str) -> bool:
    """Whether a turn merely stands behind the topic that it goes on from."""
    own = fold_case(tidy(turn))
    return fold_case(standalone).endswith(own) and len(standalone) > len(own)


def completed_by(turn: str, own: Sequence[Slot], memory: Memory, language: str) -> str:
    """A question of its own with what it leaves out of the one before: the period, the place, and of what it counts a part."""
    text = memory.standalone
    earlier = slots_in(text, memory.language)
    if dimension_asked(turn) and named(own, MEASURE, OUTCOME, WHOM):
        return _scoped_by(stripped(turn), own, earlier, language)
    if wants_of(turn) != "number":
        return stripped(turn) if named(own, PLACE) and unlisted(turn, own) else _topical(memory, turn)
    own = _with_period(turn, own, earlier, memory, language)
    asked = stripped(turn)
    counted = counted_slot(text, earlier)
    apart = len({s.name for s in named(own, WHOM, OUTCOME)}) < 2 or says_any("them", turn)  # noqa: PLR2004 ("how many children died" says both)
    another = counted is not None and bool(named(own, counted.name)) and not says_any("them", turn)  # "how many deaths" after the injured
    narrows = bool(named(own, WHOM, OUTCOME)) or says_any("them", turn)
    people = not named(own, MEASURE) and counted is not None and apart and narrows and not another
    if people and counted:
        asked = _glossed(asked, text[counted.start : counted.end], language)
    elif not own and not unknown_noun(turn, counted_from(turn), find_tags(turn, language)):
        return _topical(memory, turn)
    return _scoped_by(asked, own, earlier, language)


def _scoped_by(asked: str, own: Sequence[Slot], earlier: Sequence[Slot], language: str) -> str:
    """A question with the period and place that it says, else with those of the question before."""
    asked = _unpointed(asked) if named(earlier, PLACE, PERIOD) or named(own, PLACE, PERIOD) else asked
    for name in (PLACE, PERIOD):
        said = named(own, name)
        if not said:
            for slot in named(earlier, name):
                words = _said_in(language, slot, asked)
                asked = _added(asked, _placed(words, "", language) if name == PLACE else words, language)
        elif said[0].words not in asked:
            asked = _put(without("half_year", asked) if name == PERIOD else asked, said[0], language, language)
    return asked


def _said_in(language: str, slot: Slot, asked: str) -> str:
    """The words of a slot of the question before; a closed period in the language of the question that takes it over."""
    cyrillic = re.search(r"[а-яё]", fold_case(slot.words)) is not None
    other = cyrillic != (re.search(r"[а-яё]", fold_case(asked)) is not None)
    closed = slot.period is not None and slot.period.start and slot.period.end
    return period_words(slot.period, language) if other and slot.period and closed else slot.words


def _unpointed(asked: str) -> str:
    """A question without the words that point at a place or period which is now named: "there", "in that", "orada"."""
    return without("there", asked)


def _glossed(asked: str, words: str, language: str) -> str:
    """A question whose "of them" is explained by what was counted; without one the words follow "how many"."""
    words = " ".join(w for w in words.split() if not is_generic(w))
    if not words:
        return asked
    form = lexicon()["gloss"][language]
    for pattern in lexicon()["them"]:
        if match := compiled(pattern).search(fold_case(asked)):
            if any(s.start <= match.end() + 1 < s.end for s in named(slots_in(asked, language), WHOM, OUTCOME, MEASURE)):
                return asked  # "of those women"
            return tidy(
                f"{asked[: match.start()]}{form['them'].format(them=asked[match.start() : match.end()], words=words)}{asked[match.end() :]}"
            )
    start = counted_from(asked)
    return tidy(f"{asked[:start]}{form['bare'].format(words=words)} {asked[start:]}") if start else asked


def _phrase(turn: str, things: Sequence[Slot]) -> str:
    return turn[min(t.start for t in things) : max(t.end for t in things)]
