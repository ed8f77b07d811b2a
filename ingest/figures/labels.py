"""The noun that says from before a number what it counts: "victims: 14", «погибших 9», "casualties reached 12"."""

import re

from ingest.figures.lexicon import Tag
from ingest.figures.numbers import NumberMention
from ingest.figures.phrases import LONGEST, LONGEST_BEFORE, SHORTEST_NOUN, WORD, Clause, Phrase, of_one_unit
from ingest.terms import place_spans

LABEL = 3  # words of a label that names an outcome: "Killed: 70"
_MARKED = re.compile(r"([^\s,;:()][^,;:()]*?)\s*(?:\([^()]*\)\s*(?=[:–—=-]))?[:–—(=-]\s*(?:[^\W\d_]+\s+){0,3}$")
_INVERTED = re.compile(
    r"\s+(?:(?:было|стало|насчитывается|насчитали|имеется|у нас|всего|около|более|почти|порядка|примерно|свыше|среди них|в их числе|они|мы|сап[её]ры|[^\W\d_]{3,}(?:ло|ли|но|ны|лось|лись|ует|уют))\s+){0,3}$"
)
_GENITIVE = re.compile(r"(?:ов|ев|ей|ий|ых|их|ан|ек|ок|ин|аж|ств|ц|к|д|н|б|ш|т|в|м|р|л|г)$")


def phrase_before(clause: Clause, number: NumberMention, start: int) -> Phrase | None:  # noqa: PLR0911 (one return per way of naming it)
    """The noun that says from before a number what it counts: "victims: 14", «число погибших – 12», "ölənlərin sayı 12-dir"."""
    if clause.folded[number.start - 1 : number.start] == "(" and clause.folded[number.end : number.end + 1] == ")":
        start = 0
    whole = clause.rules["totals"].search(clause.folded, start, number.start)
    if whole and not clause.turkic and _reaches(clause.folded[whole.end() : number.start]):
        return _beside_total(clause, start, whole.start(), whole.end(), number)
    start = max([start, number.start - LONGEST_BEFORE, *(m.end() for m in re.finditer(r"[;.]\s", clause.folded[: number.start]))])
    before = clause.folded[start : number.start]
    total = clause.rules["totals"].search(before)
    if total:
        return _beside_total(clause, start, start + total.start(), start + total.end(), number)
    inverted = _noun_before(clause, start, number)
    if inverted:
        return inverted
    bare = _bare_noun(clause, start, number)
    if bare:
        return bare
    listed = re.search(r",\s+$", before) and re.match(
        r"\s*(?:[;.]|$|,\s*(?:lay|lie|were|was|are|have|had|followed|while|but)\b)", clause.folded[number.end :]
    )
    things = [t for t in clause.tags if t.kind == "thing" and t.dimensions.get("unit") and start <= t.start and t.end <= number.start]
    if listed and things and re.fullmatch(r",\s+", clause.folded[things[-1].end : number.start]):
        return Phrase(things[-1].start, things[-1].end, tuple(of_one_unit(things[-2:], things[-1])), marked=True)
    marked = _MARKED.search(before)
    led = marked and any(
        t.kind in {"outcome", "activity", "nest"} and start + marked.end(1) <= t.start and t.end <= number.start for t in clause.tags
    )
    if not marked or led:
        return _subject(clause, start, number)
    words = list(WORD.finditer(clause.folded, start + marked.start(1), start + marked.end(1)))
    things = [t for t in clause.tags if t.kind == "thing" and start + marked.start(1) <= t.start < start + marked.end(1)]
    if things:
        return Phrase(things[-1].start, things[-1].end, tuple(of_one_unit(things[-2:], things[-1])), marked=True)
    harmed = [t for t in clause.tags if t.kind == "outcome" and start + marked.start(1) <= t.start < start + marked.end(1)]
    if harmed and len(words) <= LABEL:
        people = {"measure": "victims", "unit": "people", "outcome": harmed[-1].dimensions["outcome"]}
        return Phrase(harmed[-1].start, harmed[-1].end, (Tag(harmed[-1].start, harmed[-1].end, "thing", people),), marked=True)
    return (
        Phrase(words[-1].start(), words[-1].end(), (), marked=True)
        if words and len(words) <= LONGEST and len(words[-1].group()) >= SHORTEST_NOUN
        else None
    )


def _beside_total(clause: Clause, start: int, total_start: int, total_end: int, number: NumberMention) -> Phrase | None:
    """What a word for the number itself says is counted: behind it in English and Russian, before it in Azerbaijani."""
    behind = not clause.turkic
    a, b = (total_end, number.start) if behind else (start, total_start)
    things = [t for t in clause.tags if t.kind == "thing" and a <= t.start < b]
    if things:
        head = _last_of_compound(clause, things) if behind and clause.language == "en" else things[0] if behind else things[-1]
        return Phrase(_widened(clause, a, head.start), head.end, tuple(of_one_unit(things, head)), marked=True)
    words = list(WORD.finditer(clause.folded, a, b))
    if not words:
        return None
    word = words[0] if behind else words[-1]
    return Phrase(_widened(clause, a, word.start()), word.end(), (), marked=True)


def _reaches(gap: str) -> bool:
    """Whether what stands between "the number of" and a number is one clause, or ends with the verb that states the number."""
    return not re.search(r"[;:.]|,", gap) or (
        not re.search(r"[;:]", gap) and re.search(r"(?:\w|,)" + _SUBJECT_VERB.pattern, gap) is not None
    )


def _last_of_compound(clause: Clause, things: list[Tag]) -> Tag:
    """The head of a compound: the victims of "mine victims"."""
    head = things[0]
    for tag in things[1:]:
        if not re.fullmatch(r"[\s-]*(?:related\s)?", clause.folded[head.end : tag.start]):
            break
        head = tag
    return head


def _noun_before(clause: Clause, start: int, number: NumberMention) -> Phrase | None:
    """The genitive before a number behind which no noun stands: «погибших 9», «взрывов было 40»."""
    if clause.language not in {"ru", "uk"} or not re.match(r"\s*(?:[,;.:)–—-]|и\b|а\b|$)", clause.folded[number.end :]):
        return None
    nouns = [t for t in clause.tags if t.kind == "thing" and start <= t.start and t.end <= number.start and not t.dimensions.get("counter")]
    gap = clause.folded[nouns[-1].end : number.start] if nouns else ""
    for a, b in reversed([p for p in clause.periods if nouns and nouns[-1].end <= p[0] and p[1] <= number.start]):
        opening = re.search(r"\b(?:с|со|за|в|во|на|по|до)\s+$", clause.folded[:a])
        gap = clause.folded[nouns[-1].end : opening.start() if opening else a] + clause.folded[b : number.start].removeprefix(" года")
    if not nouns or not _INVERTED.fullmatch(gap):
        return None
    if not _GENITIVE.search(clause.folded[nouns[-1].start : nouns[-1].end]):
        return None
    return Phrase(nouns[-1].start, nouns[-1].end, tuple(of_one_unit(nouns[-1:], nouns[-1])), marked=True)


_PLURAL_SOURCE = re.compile(r"l[aə]r(?:i|inin|imizin)?(?:d[aə]n|[iuü]n)\s+(?:isə\s+|artiq\s+|yalniz\s+|ancaq\s+|təkcə\s+)?$")


def _bare_noun(clause: Clause, start: int, number: NumberMention) -> Phrase | None:
    """The noun right before a number behind which none stands: "Military personnel 192.", "qurğulardan on dördü"."""
    nouns = [t for t in clause.tags if t.kind == "thing" and t.dimensions.get("unit") and start <= t.start and t.end <= number.start]
    if not nouns:
        return None
    noun, gap = nouns[-1], clause.folded[nouns[-1].end : number.start]
    if clause.turkic:
        among = _PLURAL_SOURCE.search(clause.folded[noun.start : number.start]) is not None and not gap.strip(" ") and number.in_words
        return Phrase(noun.start, noun.end, tuple(of_one_unit(nouns[-2:], noun)), marked=True) if among else None
    opens = re.search(r"(?:^|[,;:.]|\band\b)\s*(?:[^\W\d_]+\s+){0,2}$", clause.folded[: noun.start])
    if clause.language == "en" and opens and gap.strip() in {"", "for"} and re.match(r"\s*(?:[,;.)]|and\b|$)", clause.folded[number.end :]):
        return Phrase(noun.start, noun.end, tuple(of_one_unit(nouns[-2:], noun)), marked=True)
    return None


def _widened(clause: Clause, start: int, head: int) -> int:
    """Where the words before a head noun begin, if nothing but a few words stands there."""
    before = clause.folded[start:head]
    return start + len(before) - len(before.lstrip()) if re.fullmatch(r"\s*(?:[^\W\d_]+[\s-]+){0,4}", before) else head


_SUBJECT_VERB = re.compile(
    r"\s*(?:\([^)]*\)\s*)?(?:in\s+\w+\s+)?(?:has\s+|have\s+|had\s+|also\s+)?(?:reach(?:e[ds]|ing)?|totall?(?:ed|ing|s)?|number(?:ed|ing|s)?|stands? at|stood at|standing at|was|were|is|are|(?:ris|r[oi]se|gr[eo]w|climb|increas|jump|mount|swell|swol|expand|fall|fell|drop|declin|decreas|shr[aiu]nk|c[ao]m|amount|go|gone|went|double|edg|inch|creep|crept)\w*(?: up| down)? to|now at|exceed(?:ed|s|ing)?|surpass(?:ed|es|ing)?|pass(?:ed|es)|topp?(?:ed|s|ing)|equal(?:s|led)|makes? up|made up|making up|accounts? for|accounted for|accounting for|составил[аио]?|составля[ею]т|достигл[аио]|достига[ею]т|достиг|(?:вырос|возрос|увеличил|поднял|повысил|снизил|сократил|упал|уменьшил)\w* (?:с \S+ )?до|дош[её]?л[аио]? до|перевалил[аио]? за|приблизил\w+ к|равн(?:о|а|ы|яется)|превысил[аио]?|превыша[ею]т|насчитыва[ею]т(?:ся)?)\s+(?:[^\W\d_]+\s+){0,3}$"
)


_LONG_SUBJECT = re.compile(
    r"\s+(?:of|from|in|since|for|on|by|due|caused|among)\s[^,;:.]{0,60}?(?=\s(?:has|have|had|was|were|is|are|reached|stands?|stood|rose|totall?ed|accounts?|accounted|makes?|made|number(?:s|ed)?)\b)"
    + _SUBJECT_VERB.pattern
)


_SHARE = re.compile(
    r"['’]?s?['’]?\s+(?:share|part|portion|proportion|component|contingent)(?:\s+(?:of|in|among)\s+(?:the|these|those|all|this|that)?\s*(?:total\s+)?(?:of\s+)?(?:\d[\d,. ]*)?(?:[^\W\d_]+)?)?"
    + _SUBJECT_VERB.pattern
)


def _subject(clause: Clause, start: int, number: NumberMention) -> Phrase | None:
    """The subject of a verb that states a number: "casualties reached 12"."""
    people = [t for t in clause.tags if t.kind == "thing" and t.dimensions.get("unit") == "people" and t.end <= number.start]
    if people and _SHARE.fullmatch(clause.folded[people[0].end : number.start]):
        return Phrase(people[0].start, people[0].end, (people[0],))
    things = [t for t in clause.tags if t.kind == "thing" and start <= t.start and t.end <= number.start]
    for tag in things[-4:]:
        gap = clause.folded[tag.end : number.start]
        if (tag is things[-1] and _SUBJECT_VERB.fullmatch(gap)) or (clause.language == "en" and _LONG_SUBJECT.fullmatch(gap)):
            return Phrase(tag.start, tag.end, tuple(of_one_unit([t for t in things if t.start <= tag.start], tag)))
    return None


_LABEL_WORDS = re.compile(
    r"[\s,;:.()–—-]|\b(?:and|in|the|same|week|month|day|period|time|district|region|and in|another|plus|for|with|had|has|saw|accounts? for|accounted for|contributed|followed by|приходится|пришлось|по|—|also|about|over|more|than|и|в|во|а|на|районе?|та|же|неделя|"
    r"və|isə|da|də|rayonu?(?:nda)?|həmin|həftə|eyni)\b"
)


def names_only_a_period(clause: Clause, start: int, end: int) -> bool:
    """Whether a label says when something was counted and nothing of what: «с ноября 2020 года —», "last year:"."""
    start = max([start, *(m.end() for m in re.finditer(r"[,;]\s", clause.folded[:end]))])
    inside = [(a, b) for a, b in clause.periods if start <= a < end]
    if not inside:
        return False
    label = clause.folded
    for a, b in inside:
        label = label[:a] + " " * (b - a) + label[b:]
    return not _PERIOD_WORDS.sub("", label[start:end])


_PERIOD_WORDS = re.compile(
    r"[\s,;:.()–—-]|\b(?:and|in|for|from|over|during|since|only|just|but|another|about|more|than|then|a|the|at|least|month|week|year|of|year's|"
    r"и|а|в|во|с|со|за|на|ещё|еще|года|году|год|месяц|неделю|неделе|только|лишь|уже|же|около|более|свыше|не|менее|почти|"
    r"və|isə|da|də|ci|cı|cu|cü|il|ilin|ildə|ilində|ildən|ayı|ayında|bəri|etibarən|artıq|artiq|ərzində|təkcə|üzrə|daha|yalnız|yalniz|dən|dan|sonra)\b"
)


def names_only_a_place(clause: Clause, start: int, end: int) -> bool:
    """Whether a label says where a number was counted and nothing of what: "Fuzuli, same week:"."""
    label = clause.text[start:end]
    spans = place_spans(label)
    if not spans:
        return False
    for span in reversed(spans):
        label = label[: span.start] + " " + label[span.end :]
    return not _LABEL_WORDS.sub("", label.lower())
