"""Numbers as reports write them: digits in every grouping, scale words, number words, ranges and qualifiers."""

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from ingest.dates import find_dates, fold_case
from ingest.lexicon_files import read_lexicon

POINT_GROUPS = ("az", "ru", "tr", "de", "uk")  # languages in which 12.298 is 12298
TENS = 20  # from which on a number word may have a smaller one behind it
LANGUAGES = ("en", "az", "ru", "tr", "de")


@dataclass(frozen=True)
class NumberMention:
    """text[start:end] states `value`; with qualifier "range" it lies between low and high, and value is low.

    `scale` is the last scale word's value ("1.5 million": 1000000); a `share` is one in words, in percent ("half of the victims").
    """

    start: int
    end: int
    value: float
    qualifier: str = "exact"
    low: float | None = None
    high: float | None = None
    in_words: bool = False
    scale: float | None = None
    share: bool = False


@dataclass(frozen=True)
class _Part:
    start: int
    end: int
    value: float
    scale: float | None
    in_words: bool


_SPACE = r"[ \u00a0\u2009\u202f]"
_DIGITS = re.compile(rf"(?<![\w.,/№])(?<![^\d\s(]-)(?:\d{{1,3}}(?:{_SPACE}\d{{3}})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,’']\d+)*)(?![\d/])")
_TIME = re.compile(r"\b\d{1,2}:\d\d(?::\d\d)?\b|\((?:gmt|utc)\s*[+-]\s*\d{1,2}(?::?\d\d)?\)|\b(?:gmt|utc)\s?[+-]\d{1,2}\b")
_CHAIN = re.compile(
    r"\b(?:two|three|four)[\s-](?:thirds?|quarters?|fifths?)\b|\b(?:две трети|три четверти)\b|\büçdə iki\w*|\bsaat(?:lar)?\s+\d{1,2}(?=\s+radə|-d[aə]|:)|\bв\s+\d{1,2}\s+час\w+\s+(?:утра|вечера|дня|ночи)|\b\d{1,2}\s?[ap]\.?m\b|\d+(?:-\d+){2,}|(?<!\w)\+\d[\d\s()-]{8,}|\b(?:call|dial|hotline|телефон\w*|номер\w*)\s+(?:number\s+)?\d{3}\b(?:\s*(?:or|and|,|и|или|və|və ya)\s*\d{3}\b)*|\b\d{3}(?=\s+(?:hotline|emergency number|helpline))|\b(?:служб\w+|лини\w+|на)\s+1[01]\d\b(?=\s*(?:[,.]|за|поступ|позвон|обрат|сообщ|от|в))|\b1[01]\d(?=\s+(?:nömrə|sayli nömrə|qaynar xətt))|\b1[01]\d-\w{1,3}(?=\s+(?:daxil|zəng|müraciət|xəbər|məlumat))"
)
_ORDINAL = re.compile(
    r"(?:st|nd|rd|th)\b|-?(?:ci|cu|cü|nci|ncu|ncü)\b|-(?:го|й|я|е|ая|ый|ой|м|х|ю|дневн\w*|летн\w*|минутн\w*|часов\w*|day|year|month|мм|летия|летний|mm)\b|\s?-?\s?(?:günlük|illik|yaşli|yaşinda\w*)\b|\.\s(?=(?:Januar|Februar|März)\b)"
)  # casefolded, so that the dotless i is a dotted one
_AGE_BEFORE = re.compile(r"[A-ZА-ЯЁƏÇĞİÖŞÜ][\w’'-]+ [A-ZА-ЯЁƏÇĞİÖŞÜ][\w’'-]+, $")  # "Name Surname, 41, …"
_AGE = re.compile(
    r"\b\d{1,3}[\s-]years?[\s-]old\b|\b(?:aged?|ages) \d|[^\W\d_] [^\W\d_]+, \d{2}(?=[,.;)])|\b\d{1,3}[-\s]?(?:yaş|летн)|\bв возрасте \d|\(\d{2}\)|\b\d{2} (?:лет|года?)(?=[,.;)])"
)
_AGED = re.compile(
    r"\b(?:(?:average|mean|median) age|средний возраст|orta yaş)\b[^.;,()]{0,40}\s$|\b(?:aged?|ages|(?:boy|girl|man|woman|child|teenager|youth|lad) of|в возрасте|yaşi)\s+(?:from\s+|between\s+|от\s+|\d{1,2}(?:\s*(?:and|to|и|до|–|-)\s*))?$"
)
_GLUED = re.compile(r"(?:k|m|mn|bn|mln|ha|km|sq|m2|km2|кв|га|км|тыс|млн|млрд|m²|km²)(?![^\W\d_])")  # "€2m", "670ha"
_SCALE_GAP = re.compile(r"[\s-]*")
_GLUED_SCALES = {"m": 1e6, "mn": 1e6, "bn": 1e9, "b": 1e9}  # scales only right behind the digits of money: "€2m"
_CURRENCY_BEFORE = re.compile(r"(?:[$€£₼₽]|\b(?:usd|eur|azn|gbp))\s?$")


@cache
def _lexicon() -> dict[str, Any]:
    lexicon: dict[str, Any] = read_lexicon("ingest", "numbers")
    return lexicon


def number_lexicon() -> dict[str, Any]:
    """The lexicon of numbers as it stands in its file."""
    return _lexicon()


@cache
def _words(language: str) -> dict[str, float]:
    """Number words with the endings of their language."""
    entry = _lexicon().get(language, _lexicon()["en"])
    words = {fold_case(w): float(v) for w, v in entry["words"].items()}
    inflected = {
        fold_case(w + ending): float(v) for w, v in entry["words"].items() if w not in entry["not_inflected"] for ending in entry["endings"]
    }
    return {word: value for word, value in (inflected | words).items() if word not in map(fold_case, entry.get("no_numbers", ()))}


@cache
def number_words() -> frozenset[str]:
    """Every word of the lexicon that states a number or scales one, casefolded."""
    return frozenset(w for language in LANGUAGES for w in _words(language)) | frozenset(_scales())


@cache
def _scales() -> dict[str, float]:
    return {fold_case(w): float(v) for language in LANGUAGES for w, v in _lexicon()[language]["scales"].items()}


def read_digits(written: str, language: str) -> float | None:
    """The value of a number in digits; None for what is no number (a version, an article of a law).

    >>> [read_digits(w, "en") for w in ("37,154", "1,198.7", "237 821.5", "3,00,000")]
    [37154.0, 1198.7, 237821.5, 300000.0]
    >>> read_digits("12.298", "az"), read_digits("0,0955", "az")
    (12298.0, 0.0955)
    """
    spaced = re.search(_SPACE, written) is not None
    compact = re.sub(rf"{_SPACE}|[’']", "", written)
    points, commas = compact.count("."), compact.count(",")
    if points and commas:
        decimal = max(".,", key=compact.rfind)
        return float(compact.replace("," if decimal == "." else ".", "").replace(decimal, ".")) if compact.count(decimal) == 1 else None
    if not points and not commas:
        return float(compact)
    mark = "." if points else ","
    groups = compact.split(mark)
    thousands = all(len(g) == len("000") for g in groups[1:]) and len(groups[0]) <= len("000") and groups[0].strip("0") != "" and not spaced
    if len(groups) > 2:  # noqa: PLR2004 (two marks)
        return float("".join(groups)) if thousands or mark == "," else None
    if thousands and (mark == "," or language in POINT_GROUPS):
        return float("".join(groups))
    return float(".".join(groups))


def states_age(text: str) -> bool:
    """Whether a text tells how old somebody is: "a 52-year-old shepherd", "Samir, 43,", «37-летний», "46 yaşlı"."""
    return _AGE.search(fold_case(text)) is not None


def find_numbers(text: str, language: str | None) -> list[NumberMention]:
    """Every number of a text that is no date, time, ordinal or code, in order, with its qualifier."""
    from ingest.figures.qualifiers import join_ranges, qualify
    from ingest.figures.shares import find_shares

    language = language or "en"
    folded = fold_case(text)
    taken = [(m.start, m.end) for m in find_dates(text)] + [(m.start(), m.end()) for m in _TIME.finditer(folded)]
    shares = [s for s in find_shares(folded, language) if not any(a <= s.start < b for a, b in taken)]
    taken += [(s.start, s.end) for s in shares] + [(m.start(), m.end()) for m in _CHAIN.finditer(folded)]
    parts = [p for p in _parts(text, folded, language) if not any(a <= p.start < b for a, b in taken)]
    numbers = sorted([*join_ranges(_join_scales(parts, folded), folded), *shares], key=lambda n: n.start)
    return [qualify(m, folded) for m in numbers]


def word_value(word: str, language: str) -> float | None:
    """What a casefolded number word states; None for any other word."""
    return _words(language if language in LANGUAGES else "en").get(word)


def _parts(text: str, folded: str, language: str) -> list[_Part]:
    parts = []
    for match in _DIGITS.finditer(text):
        after = folded[match.end() :]
        glued = re.match(r"[^\W\d_]", after) and not _GLUED.match(after)
        if _AGE_BEFORE.search(text[: match.start()]) and re.match(r"\s*[,;.)]", after):
            continue
        if _AGED.search(folded[: match.start()]) or _ORDINAL.match(after) or glued or _is_code(folded, match.start(), language):
            continue
        value = read_digits(match.group(), language)
        if value is not None:
            parts.append(_with_scale(match.start(), match.end(), value, (folded, language), in_words=False))
    for match in re.finditer(r"[^\W\d_]+", folded):
        part = _word_part(match, folded, language)
        if part is not None and not (parts and any(p.start <= part.start < p.end for p in parts)):
            parts.append(part)
    return sorted(parts, key=lambda p: p.start)


def _is_code(folded: str, start: int, language: str) -> bool:
    """Whether digits name something: "Resolution 1540", "phase 2"."""
    before = re.search(r"([^\W\d_]{4,})\.?\s+$", folded[:start])
    if before is not None and before[1] == "number" and _MANY_BEFORE.search(folded[: before.start()]):
        return False
    if (
        before is not None
        and re.search(r"\b(?:this|that|the|total|same|этого|этой|bu)\s+$", folded[: before.start()])
        and before[1] == "number"
    ):
        return False
    return before is not None and before[1] in _lexicon().get(language, _lexicon()["en"]).get("codes_after", ())


_MANY_BEFORE = re.compile(
    r"(?:[^\W\d_]{3,}s|\b(?:people|women|men|children|personnel|dead|wounded|injured|killed|they|which|who|now|also|servicemen))\s+$"
)  # before the verb: "civilians number 219"


def _word_part(match: re.Match[str], folded: str, language: str) -> _Part | None:
    """The number that a word states, with its scale words; None for a word that states none or is no count here."""
    words = _words(language if language in LANGUAGES else "en")
    word, entry = match.group(), _lexicon().get(language, _lexicon()["en"])
    if word in words and _counts(match, folded, language):
        part = _with_scale(match.start(), match.end(), words[word], (folded, language), in_words=True)
        return None if part.value < 1 and part.value else part
    if (
        any(word.startswith(fold_case(a)) for a in entry["alone"])
        and word in _scales()
        and (language != "en" or re.search(r"\b(?:a|half a)\s+$", folded[: match.start()]))
    ):
        of_it = _FRACTION.search(folded[: match.start()])
        share = {"half": 0.5, "quarter": 0.25, "quarters": 0.75}[of_it[1]] if of_it else 1
        return _with_scale(
            of_it.start() if of_it else match.start(), match.end(), _scales()[word] * share, (folded, language), in_words=True
        )
    return None


_FRACTION = re.compile(r"\b(?:(?:a|three)\s+)?(half|quarters?)(?:\s+of)?\s+a\s+$")  # "half a million", "a quarter of a million"
_OF_THEM = re.compile(r"\s+(?:of (?:them|whom|these|those|which)\b|из (?:них|которых)\b)")


def _counts(match: re.Match[str], folded: str, language: str) -> bool:
    """Whether a number word is a count here: "one woman" is, "no one" and "one of the" are not."""
    entry = _lexicon().get(language, _lexicon()["en"])
    before = re.search(r"([^\W\d_]+)\s+$", folded[: match.start()])
    value = _words(language if language in LANGUAGES else "en")[match.group()]
    if (
        value == 1
        and re.match(r"\s+(?:and the same\s+)?(?:famil|household|семь[иея]|ail[əe])", folded[match.end() :])
        and before
        and before[1] in {"of", "из", "from"}
    ):
        return False
    if before and before[1] in map(fold_case, entry["not_after"]) and value == 1:
        return False
    if match.group().startswith("biri"):
        return not (before and re.search(r"(?:larin|lərin)dən$|larindan$", before[1]))
    after = folded[match.end() :]
    if _OF_THEM.match(after) or _ends_number(match, folded, language):
        return True
    return value > 1 or not any(re.match(rf"\s+{re.escape(fold_case(w))}\b", after) for w in entry["not_before"])


def _ends_number(match: re.Match[str], folded: str, language: str) -> bool:
    """Whether a word is the last of a larger number: "seventy-one of our compatriots", "two hundred and one of the victims"."""
    larger = re.search(r"([^\W\d_]+)(?:[-‑]|\s+(?:and\s+)?)$", folded[: match.start()])
    if larger is None:
        return False
    words = _words(language if language in LANGUAGES else "en")
    return larger[1] in _scales() or words.get(larger[1], 0) >= TENS


def _with_scale(start: int, end: int, value: float, text: tuple[str, str], *, in_words: bool) -> _Part:
    """A number with the scale words behind it: "1.5 million", "74 bin", "two hundred thousand"."""
    scale: float | None = None
    folded, language = text
    while True:
        gap = _SCALE_GAP.match(folded[end:])
        word = re.match(r"[^\W\d_]+", folded[end + gap.end() :]) if gap else None
        found = _scales().get(word.group()) if word and not (word.group() == "min" and language not in {"az", "tr"}) else None
        if word and gap and not gap.end() and _CURRENCY_BEFORE.search(folded[:start]):
            found = found or _GLUED_SCALES.get(word.group())
        if found is None or word is None or gap is None or (word.group() == "k" and gap.end()):
            return _Part(start, end, value, scale, in_words)
        value, scale = round(value * found, 6), found
        end += gap.end() + word.end()
        end += len(re.match(r"\.?", folded[end:]).group()) if word.group() in {"тыс", "млн", "млрд", "mln", "mio"} else 0  # type: ignore[union-attr]


def _join_scales(parts: list[_Part], folded: str) -> list[NumberMention]:
    """Parts that make one number: "544 million 786 thousand 682", "twenty-one", "two hundred and five"."""
    joined: list[_Part] = []
    for part in parts:
        last = joined[-1] if joined else None
        gap = folded[last.end : part.start] if last else ""
        together = last is not None and re.fullmatch(r"\s*(?:and\s+)?|[-‑]", gap) is not None
        if last and together and _ends_a_scale(last, part):
            scale = part.scale or 1.0
            tail = last.value % scale
            joined[-1] = replace(last, end=part.end, value=last.value - tail + tail * scale + part.value, scale=scale)
        elif last and together and _continues(last, part):
            rest = part.scale or (1.0 if last.scale else None)
            joined[-1] = _Part(last.start, part.end, last.value + part.value, rest, last.in_words and part.in_words)
        else:
            joined.append(part)
    return [NumberMention(p.start, p.end, p.value, in_words=p.in_words, scale=p.scale) for p in joined]


def _continues(last: _Part, part: _Part) -> bool:
    """Whether `part` is the smaller rest of `last`."""
    if last.scale and last.scale > 1:
        return part.value < last.scale
    return last.in_words and part.in_words and part.value < _lowest(last.value)


def _ends_a_scale(last: _Part, part: _Part) -> bool:
    """Whether `part` ends the number of a scale that `last` began: "twenty-one thousand", "two hundred and five thousand"."""
    if not (last.in_words and part.in_words and part.scale and part.scale > (last.scale or 1)):
        return False
    tail = last.value % part.scale
    return 0 < part.value / part.scale < _lowest(tail) if tail else False


def _lowest(value: float) -> float:
    """The largest power of ten that a number is a multiple of; 1 for nothing."""
    return 10.0 ** next(n for n in range(10) if value % 10 ** (n + 1)) if value else 1.0
