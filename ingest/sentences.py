"""Sentences of a report with their exact offsets, in English, Azerbaijani, Russian, Turkish and German.

Abbreviations, decimals, initials and dates do not end a sentence; a line break does, unless the text is hard-wrapped.
"""

import re
from dataclasses import dataclass
from functools import cache

from ingest.dates import fold_case, month_words
from ingest.lexicon_files import read_lexicon, read_patterns

WRAPPED_FROM, WRAPPED_TO = 55, 100  # characters: line lengths of hard-wrapped text
MIN_WRAPPED = 2  # lines: fewer show no pattern
LONGEST_SHORT_MONTH = 4  # letters: "Sept." is short for a month, "March." ends a sentence
NEAR = 200  # characters on either side of a stop that say whether it ends a sentence; the time grows with the text, not its square
SHORT_LINE = 15  # words: an unfinished line up to this long, alone in its paragraph, is a heading or furniture


@dataclass(frozen=True)
class Span:
    """Code points start to end (exclusive) of a text."""

    start: int
    end: int


@dataclass(frozen=True)
class Sentence:
    """One sentence; `complete` when it ends as sentences do, so that headings and page furniture can be told apart."""

    start: int
    end: int
    complete: bool


_END = re.compile(r"[.!?…]+[\"”»’')\]]*")
_CLOSED = re.compile(_END.pattern + r"$")
_OPENERS = "\"“«‘'([„—–- "
_LIST_NUMBER = re.compile(r"\s*\d{1,2}")
_BULLET = re.compile(r"\s*(?:[-*•▪◦‣·]|\d{1,2}[.)])\s+\S")


@cache
def _abbreviations() -> dict[str, frozenset[str]]:
    lexicon = read_lexicon("ingest", "abbreviations")
    return {name: frozenset(map(fold_case, lexicon[name])) for name in ("never", "may", "domains")}


def split_sentences(text: str, start: int = 0) -> list[Sentence]:
    """The sentences of `text` from offset `start` on, in order; every non-blank character lies in exactly one.

    >>> [t.start for t in split_sentences("On Nov. 10 we cleared 1.5 ha. It took a day.")]
    [0, 30]
    """
    sentences: list[Sentence] = []
    for block in _blocks(text, start):
        sentences += _split_block(text, block)
    return sentences


def _blocks(text: str, start: int) -> list[Span]:
    """Stretches within which line breaks mean nothing: single lines, or the lines of a hard-wrapped paragraph."""
    blocks: list[Span] = []
    for paragraph in re.finditer(r"\S(?:.|\n(?!\s*\n))*", text[start:]):
        lines = [
            Span(start + paragraph.start() + m.start(), start + paragraph.start() + m.end())
            for m in re.finditer(r"[^\n]+", paragraph.group())
        ]
        lines = [line for line in lines if text[line.start : line.end].strip()]
        wrapped = len(lines) > MIN_WRAPPED and all(
            WRAPPED_FROM <= len(text[line.start : line.end].strip()) <= WRAPPED_TO for line in lines[:-1]
        )
        joined: list[Span] = []
        for line in lines:
            if joined and _goes_on(text, joined[-1], line, wrapped=wrapped):
                joined[-1] = Span(joined[-1].start, line.end)
            else:
                joined.append(line)
        blocks += joined
    return blocks


def _goes_on(text: str, before: Span, line: Span, *, wrapped: bool) -> bool:
    """Whether a line continues the sentence of the line before it."""
    last, first = text[before.start : before.end].rstrip(), text[line.start : line.end]
    if is_furniture(last) or is_furniture(first):
        return False
    if _BULLET.match(first) or last.endswith((":", ";")) or _END.search(last[-3:]):
        return wrapped and not _BULLET.match(first) and not last.endswith(":")
    return wrapped or (first.lstrip()[:1].islower() and len(last) > WRAPPED_FROM)


def _split_block(text: str, block: Span) -> list[Sentence]:
    body = text[block.start : block.end]
    cuts = [m.end() for m in _END.finditer(body) if m.end() < len(body) and not _is_list_number(body, m) and _ends_sentence(body, m)]
    pieces = [Span(a, b) for a, b in zip([0, *cuts], [*cuts, len(body)], strict=True)]
    sentences = []
    furniture = len(body.split()) <= SHORT_LINE and is_furniture(body)
    for piece in pieces:
        raw = body[piece.start : piece.end]
        stripped = raw.strip()
        if not stripped:
            continue
        first = block.start + piece.start + len(raw) - len(raw.lstrip())
        sentences.append(Sentence(first, first + len(stripped), not furniture and _is_complete(stripped, alone=len(pieces) == 1)))
    return sentences


def _is_complete(sentence: str, *, alone: bool) -> bool:
    """Whether a piece of text is a sentence of the report, neither heading nor page furniture."""
    if is_furniture(sentence):
        return False
    if _CLOSED.search(sentence) and len(sentence.split()) > 1:
        return True
    return not alone or len(sentence.split()) > SHORT_LINE


def is_furniture(line: str) -> bool:
    """Whether a line of a page belongs to no report: a menu, a counter, a teaser."""
    return any(p.search(fold_case(line).strip()) for p in _furniture())


@cache
def _furniture() -> tuple[re.Pattern[str], ...]:
    lexicon = read_patterns("ingest", "furniture")
    return tuple(re.compile(fold_case(p) if "\\" not in p else p) for p in lexicon["patterns"])


def _is_list_number(body: str, end: re.Match[str]) -> bool:
    """The stop of "1." at the start of a line belongs to its item."""
    return bool(_LIST_NUMBER.fullmatch(body, 0, end.start()))


def _ends_sentence(body: str, end: re.Match[str]) -> bool:
    """Whether the stop at `end` closes a sentence, judged by the word before it and the text after it."""
    before, after = body[max(0, end.start() - NEAR) : end.start()], body[end.end() : end.end() + NEAR]
    gap = len(after) - len(after.lstrip())
    following = after.lstrip().lstrip(_OPENERS)[:1]
    if not following:
        return True
    word = re.search(r"[^\s(\[«“\"‘„]*$", before).group()  # type: ignore[union-attr]
    if gap == 0:
        return _missing_space(word, after, end.group())
    if following.islower() or (len(end.group()) > 1 and re.match(r"\s*[–—-]\s", after)):
        return False  # a dash after a closed quotation leads to its speaker
    if end.group()[0] in "!?":
        return True
    return (
        not _is_abbreviation(fold_case(word), before, after.lstrip(), following)
        if end.group().startswith(".") and len(end.group()) == 1
        else True
    )


def _missing_space(word: str, after: str, stop: str) -> bool:
    """A stop with no space after it: "cleared.The agency" is a boundary, "News.Az" and "1.5" are not."""
    following = re.match(r"[^\W\d_]+", after)
    if stop != "." or not following or not following.group()[0].isupper() or not word or word[-1].isupper():
        return False
    if fold_case(following.group()) in _abbreviations()["domains"] or len(following.group()) < 2:  # noqa: PLR2004 ("e.V")
        return False
    if word[-1].isdigit():
        return len(following.group()) > 1 and fold_case(following.group()) not in month_words()
    return len(re.sub(r"\W", "", word)) > 2 and fold_case(word) not in month_words()  # noqa: PLR2004 ("г.Баку")


def _is_abbreviation(word: str, before: str, after: str, following: str) -> bool:
    """Whether the full stop belongs to the word before it and the sentence goes on."""
    bare = word.rstrip(".")
    if re.fullmatch(r"[^\W\d_]", bare):
        return _single_letter(bare, before, after, following)
    if bare in _abbreviations()["never"]:
        return bare not in _abbreviations()["may"] or not following.isupper()
    if bare in _abbreviations()["may"]:
        return not following.isupper()
    if following.isdigit() and bare in month_words() and len(bare) <= LONGEST_SHORT_MONTH:
        return True
    if re.fullmatch(r"\d{1,2}", bare):
        next_word = re.match(r"[^\W\d_]+", after)
        previous = re.search(r"([^\W\d_]+)\s+\d{1,2}$", before)
        return bool(
            next_word and fold_case(next_word.group()) in month_words() and not (previous and fold_case(previous[1]) in month_words())
        )
    return bool(re.fullmatch(r"(?:[^\W\d_]\.)+[^\W\d_]", word)) and not following.isupper()


def _single_letter(letter: str, before: str, after: str, following: str) -> bool:
    """An initial ("А. В. Иванов") goes on; "2024 г." and "və s." end when a capital follows."""
    previous = re.search(r"(\S+)\s+\S*$", before)
    if letter == "г":
        year_alone = re.search(r"(?:^|[.!?]\s+)[^\W\d_]{1,2}\s+\d{4}\s+\w$", before)  # "В 2025 г. Азербайджан" is no sentence yet
        return bool(year_alone) or not (previous and re.search(r"\d$", previous[1]) and following.isupper())
    if before[-1].islower() and re.match(r"[^\W\d_]\.", after):
        return True  # "z. B.", "т. е."
    if letter == "s" and previous and fold_case(previous[1]) == "və":
        return not following.isupper()
    if letter == "m" and previous and re.search(r"\d$", previous[1]):
        return not following.isupper()
    return before[-1].isupper() or letter in _abbreviations()["never"] or not following.isupper()
