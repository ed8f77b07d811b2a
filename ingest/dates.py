"""Dates as reports write them: mentions inside a text.

A date may be reduced, as in ISO 8601: a year, a month of a year, a day; a day or month without its year is kept
as such until a caller resolves it against the report's own date. Nothing is ever taken from the clock.
"""

import calendar
import re
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from ingest.lexicon_files import read_lexicon

MONTHS_IN_YEAR, DAYS_IN_MONTH = 12, 31
LAST_OF_CENTURY = 50  # two digits of a year over it are of the last century
LEAP_YEAR = 2024  # one in which every day exists
SHORTEST_MONTH = 3  # letters: "may", "мая"


@dataclass(frozen=True)
class DateMention:
    """A date in a text: its span in code points, and the parts that are stated (or inferred from the report's date)."""

    start: int
    end: int
    year: int | None
    month: int | None = None
    day: int | None = None
    inferred: bool = False

    @property
    def iso(self) -> str:
        """The reduced ISO form: "2025", "2025-05", "2025-05-20"; with "-" for a missing year: "--05-20"."""
        head = f"{self.year:04d}" if self.year else "-"
        return head + "".join(f"-{part:02d}" for part in (self.month, self.day) if part)

    def in_year(self, year: int | None) -> "DateMention":
        """The same date in a year; a day that its month does not have there ("31 June") is left out."""
        longest = calendar.monthrange(year or LEAP_YEAR, self.month)[1] if self.month else DAYS_IN_MONTH
        return replace(self, year=year, day=self.day if self.day and self.day <= longest else None)


@cache
def month_words() -> dict[str, int]:
    """Every written form of a month in every language of the lexicon, casefolded, with its number."""
    lexicon = read_lexicon("ingest", "months")
    words: dict[str, int] = {}
    for language, entry in lexicon.items():
        if language == "about":
            continue
        for number, (stem, short) in enumerate(zip(entry["stems"], entry["short"], strict=True), 1):
            forms = [stem + ending for ending in entry["endings"]] + short
            words.update({fold_case(form): number for form in forms if len(form) >= SHORTEST_MONTH})
    for not_a_month in ("мае", "маю"):
        words.setdefault(not_a_month, 5)
    del words["маа"], words["мау"], words["маь"], words["маом"]
    return words


def fold_case(text: str) -> str:
    """Casefold that keeps the length of the text and treats the Turkic dotted and dotless i alike."""
    return text.replace("İ", "i").lower().replace("ı", "i")  # İ is the one letter whose small form is two characters


_WORD = re.compile(r"[^\W\d_]+|\d+")
_RANGE = r"(?:\s*[-–—]\s*|\s+(?:to|through|thru|until|till|and|по|до|и|ilə|ile|və|ve|bis|au)\s+(?:the\s+)?|,\s*)"
_SUFFIX = r"(?:(?:-?s?[iuü](?:n[aə]|nd[aə]n?)?(?!\w))|(?:st|nd|rd|th)\b|-?(?:cı|ci|cu|cü|nci|ncı|dən|dan|den|dək|dek|də|da|de|sı|si|го|е|й|ое|ого|na|nə|ne|sinə|unadək|inədək)(?!\w))?"
_BARE_DAY = rf"(0?[1-9]|[12]\d|3[01])(?!\d|[.,:]\d|\s*%|[ \u00a0]\d{{3}}(?!\d)){_SUFFIX}"
_DAY = rf"(?<![\d.,:]){_BARE_DAY}"
_YEAR = r"(?<![\d.,])((?:19|20)\d\d)(?!\d|[.,]\d)"
_YEAR_TAIL = r"(?:\s*-?\s*(?:nin|nun|nün|in|un|ün|cı|ci|cu|cü|го|м|й|е|nci|ncı)(?!\w))?"
_DAYS_BEFORE = re.compile(rf"{_DAY}(?:{_RANGE}{_DAY})?\.?\s*(?:of\s+)?\s*$")
_YEAR_BEFORE = re.compile(rf"{_YEAR}{_YEAR_TAIL}(?:\s+(?:il|ilin|г|года|году)\.?)?\s*,?\s*$")
_DAYS_AFTER = re.compile(
    rf"\.?,?\s*(?:the\s+)?{_BARE_DAY}(?:(?:{_RANGE}|(?<=[nN])\s+){_DAY})?(?!\s*[-–]?\s*(?:year|people|persons|hect|ha\b|mine|child|человек|мин|га\b|nəfər|hektar|(?:(?:mine|new|more|separate|landmine|cluster|unexploded|explosive|local)[\s-]){{0,2}}(?:incidents|accidents|blasts|explosions|victims|casualt|civilians|soldiers|servicem|deminers|sappers|devices|munitions|anti-|uxo|shells)\b))"
)
_DAYS_BOUND = re.compile(rf"\.?,?\s*(?:the\s+)?{_BARE_DAY}(?:\s*[-–—]\s*|\s+(?:and|to|through|till|until|и|по)\s+(?:the\s+)?){_DAY}")
_BOUNDS = re.compile(
    r"\b(?:from|between|since|с|со|между)\s+(?:the\s+)?$"
)  # two days behind it are two days: "Between May 11 and 17 sappers …"
_SHORT_YEAR = re.compile(r"\s*['’](\d\d)(?![\d%]|\s*%)")  # "July '24", of this century
_LONE_SHORT_YEAR = re.compile(r"\b(?:in|of|during|since|by|from|until|for)\s+['’](\d\d)(?![\d%]|\s*%)")
_YEAR_AFTER = re.compile(rf"(?:\s+(?:of|в|the))?[\s,.]*\(?{_YEAR}")
_ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)([-./])(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])(?!\d)")
_ISO_MONTH = re.compile(r"(?<!\d)((?:19|20)\d\d)-(0[1-9]|1[0-2])(?![\d-])")
_DOTTED = re.compile(r"(?<!\d)(\d{1,2})([./])(\d{1,2})\2((?:19|20)\d\d)(?!\d)")
_LONE_YEAR = re.compile(_YEAR)
_COUNTED = re.compile(r"\s*(?:people|persons|hect|ha\b|mines|devices|человек|мин\b|га\b|nəfər|hektar|ədəd|items|uxo|sq|km|м²|кв)")
_AT_A_YEAR = re.compile(
    r"(?:\b(?:in|since|from|after|until|till|by|during|of|and|to|в|с|до|после|за|к|early|late|mid|end|year|начала|конца|середины)[\s-]+|[-–(]\s*)$"
)


_WEEKDAY = re.compile(  # "from Monday 11 to Sunday 17 May"
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|понедельник\w?|вторник\w?|сред[аыу]|четверг\w?|пятниц\w|суббот\w|воскресень\w|bazar(?: ert[əe]si)?"
    r"|ç[əe]rş[əe]nb[əe](?: axşamı)?|cüm[əe](?: axşamı)?|ş[əe]nb[əe]),?(?=\s+(?:the\s+)?\d{1,2}(?:st|nd|rd|th)?\b)"
)


def find_dates(text: str, around: str | None = None) -> list[DateMention]:
    """Every date mention of a text in order; with `around` (an ISO date), missing years are inferred from it.

    >>> [m.iso for m in find_dates("from 2 to 8 February", around="2026-02-09")]
    ['2026-02-02', '2026-02-08']
    """
    folded = _WEEKDAY.sub(lambda m: " " * len(m[0]), fold_case(text))
    mentions = _numeric_dates(folded)
    for word in _WORD.finditer(folded):
        month = month_words().get(word.group())
        if month and not _taken(mentions, word.start()) and not _FORENAME.match(text, word.start()):
            since = max((m.end for m in mentions if m.day and m.end <= word.start()), default=0)
            mentions += _dates_at_month(folded, word, month, since)
    mentions += _loose_days(folded, mentions)
    mentions += [DateMention(m.start(1) - 1, m.end(), _full_year(m[1])) for m in _LONE_SHORT_YEAR.finditer(folded)]
    for match in _LONE_YEAR.finditer(folded):
        counts = _COUNTED.match(folded[match.end() :]) and not _AT_A_YEAR.search(folded[: match.start()])
        if not counts and not _taken(mentions, match.start()):
            mentions.append(DateMention(match.start(), match.end(), int(match[1])))
    mentions = _share_years(sorted(mentions, key=lambda m: (m.start, m.end)), folded)
    return [(known := _infer_year(m, around)).in_year(known.year) for m in mentions]


def _full_year(digits: str) -> int:
    return (1900 if int(digits) > LAST_OF_CENTURY else 2000) + int(digits)


def _taken(mentions: list[DateMention], position: int) -> bool:
    return any(m.start <= position < m.end for m in mentions)


def _numeric_dates(folded: str) -> list[DateMention]:
    found = [DateMention(m.start(), m.end(), int(m[1]), int(m[3]), int(m[4])) for m in _ISO.finditer(folded)]
    for m in _ISO_MONTH.finditer(folded):
        if not _taken(found, m.start()):
            found.append(DateMention(m.start(), m.end(), int(m[1]), int(m[2])))
    for m in _DOTTED.finditer(folded):
        mention = _day_and_month(m)
        if mention and not _taken(found, m.start()):
            found += [*_dotted_before(folded, m, mention), mention]
    return found


_DOTTED_FROM = re.compile(r"(?<![\d.,])(0?[1-9]|[12]\d|3[01])(?:\.(0?[1-9]|1[0-2]))?\.?\s*[-–—]\s*$")


def _dotted_before(folded: str, match: re.Match[str], last: DateMention) -> list[DateMention]:
    """The first day of "1-7.06.2026" and "25.05 – 07.06.2026"."""
    first = _DOTTED_FROM.search(folded[: match.start()]) if match[2] == "." else None
    if first is None or (int(first[2] or last.month or 0), int(first[1])) >= (last.month or 0, last.day or 0):
        return []
    return [DateMention(first.start(), match.start(), last.year, int(first[2] or last.month or 1), int(first[1]))]


def _day_and_month(match: re.Match[str]) -> DateMention | None:
    """12.05.2025 is day first; with slashes the order is known only when one number is over twelve (else the year alone)."""
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    if match[2] == "/" and first <= MONTHS_IN_YEAR and second <= MONTHS_IN_YEAR and first != second:
        return DateMention(match.start(), match.end(), year)
    day, month = (second, first) if second > MONTHS_IN_YEAR else (first, second)
    if month > MONTHS_IN_YEAR or day > DAYS_IN_MONTH or not (day and month):
        return None
    return DateMention(match.start(), match.end(), year, month, day)


def _dates_at_month(folded: str, word: re.Match[str], month: int, since: int) -> list[DateMention]:
    """The one or two dates that a month's name belongs to: days and year on either side of it; days before `since` are another month's."""
    before, after = folded[: word.start()], folded[word.end() :]
    days_before = _DAYS_BEFORE.search(before)
    if days_before and (days_before.start() < since or word.group() == "mayin"):  # "20 mayın": twenty mines
        days_before = None
    within = re.search(r"(?:d[aə]|[её])$", word.group()) is not None and word.group() != "ende"  # "Yanvarda 4 hadisə", «в январе 4»
    days_after = None if days_before or within else (_BOUNDS.search(before) and _DAYS_BOUND.match(after)) or _DAYS_AFTER.match(after)
    start, end = word.start(), word.end()
    days: list[int] = []
    if days_before:
        start, days = days_before.start(), [int(d) for d in days_before.groups() if d]
    elif days_after:
        end, days = word.end() + days_after.end(), [int(d) for d in days_after.groups() if d]
    year_before = _YEAR_BEFORE.search(folded[:start])
    own_year = (
        year_before is not None and re.search(r"[^\W\d_]", year_before.group()) is not None
    )  # "2020-ci il noyabrın 10-dan 2025-ci il …"
    from_here = re.search(r"(?:in|un|ün)d[aə]n$", word.group()) is not None  # "noyabrından 2025-ci il …" starts another date
    year_after = None if own_year or from_here else _YEAR_AFTER.match(folded[end:])
    year_before = None if year_after else year_before
    year = int((year_after or year_before)[1]) if year_after or year_before else None  # type: ignore[index]
    if not year_before and not year_after and (short := _SHORT_YEAR.match(folded[end:])):
        year, end = _full_year(short[1]), end + short.end()
    if year_after:
        end += year_after.end()
    elif year_before:
        start = year_before.start()
    if not days and word.group() in _OTHER_WORDS and year is None and not _plain_month(folded, word):
        return []
    return [DateMention(start, end, year, month, day) for day in days] or [DateMention(start, end, year, month)]


_OTHER_WORDS = frozenset({"may", "march", "mars", "mar", "sept", "sen", "dec", "mayin"})  # "sept blessés", Turkish "mayın": a mine
_FORENAME = re.compile(r"(?:Marta|Maya|Mai|April|June|August|Augusta|Maja)\s[A-Z][a-z]+\b")  # "Marta Lindqvist"
_LOOSE_DAY = re.compile(
    r"\bthe\s+(0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)\b(?!\s+(?:[^\W\d_]+\s+)?(?:century|anniversary|kilom|km|time|week|day|district|session|incident"
    r"|accident|case|blast|explosion|victim|casualt|death|person|deminer|machine|group|round|report|meeting|edition|school|village|minefield|place))"
)


def _loose_days(folded: str, mentions: list[DateMention]) -> list[DateMention]:
    """Days that stand apart from the one month of the text: "in June 2024, the 3rd to the 9th", "began on the 9th and ended on 15 March"."""
    months = {(m.year, m.month) for m in mentions if m.month and not m.day}
    days = [d for d in _LOOSE_DAY.finditer(folded) if not _taken(mentions, d.start())]
    if len(months) == 1:
        year, month = months.pop()
        return [DateMention(d.start(), d.end(), year, month, int(d[1])) for d in days]
    ends = {d: m for d in days for m in mentions if m.day and m.start > d.end() and _ENDED.fullmatch(folded[d.end() : m.start])}
    return [DateMention(d.start(), d.end(), m.year, m.month, int(d[1])) for d, m in ends.items() if int(d[1]) < (m.day or 0)]


_ENDED = re.compile(
    r"\s*,?\s*(?:-|–|—|to|through|until|till|and)\s*(?:(?:clos|end|finish)(?:ed|ing|es|s)\s+)?(?:on\s+)?(?:[a-z]+day,?\s+)?(?:the\s+)?"
)
_MONTH_BESIDE = re.compile(r"\s*(?:[-–—/]|\b(?:and|to|through|until|till|or)\b)\s*([^\W\d_]+)")
_MONTH_BEFORE = re.compile(r"([^\W\d_]+)\s*(?:[-–—/]|\b(?:and|to|through|until|till|or)\b)\s*$")


def _plain_month(folded: str, word: re.Match[str]) -> bool:
    """Whether a bare "may" or "march" stands where a month stands, not a verb: behind a preposition, beside another month."""
    before, after = folded[: word.start()], folded[word.end() :]
    if re.search(r"\b(?:in|of|since|until|till|by|last|from|to|through|early|late|mid)[\s-]+$", before) or re.match(
        r"['’]s\b|\s+ay\w*|\s+(?:son|əvvəl|orta|axir|ilk|birinci|ikinci|üçüncü)", after
    ):
        return True
    return any(m and m[1] in month_words() for m in (_MONTH_BESIDE.match(after), _MONTH_BEFORE.search(before)))


_OPENS_BRACKET = re.compile(r"\s*\((?:[^\W\d_]+\s+){0,2}")


def _share_years(mentions: list[DateMention], folded: str) -> list[DateMention]:
    """A range states its year once: "from October 7 to October 13, 2024" gives both days the year, "2020 (from 10 November)" the day."""
    shared = list(mentions)
    for i, (before, here) in enumerate(pairwise(mentions), 1):
        if here.year is None and before.year and not before.month and _OPENS_BRACKET.fullmatch(folded[before.end : here.start]):
            shared[i] = replace(here, year=before.year)
    for i in range(len(shared) - 2, -1, -1):
        here, following = shared[i], shared[i + 1]
        joined = re.fullmatch(rf"(?:{_RANGE}|\s)*", folded[here.end : following.start]) if here.end <= following.start else True
        if here.year is None and following.year and here.month and following.month and joined:
            wraps = (here.month, here.day or 0) > (following.month, following.day or 31)
            shared[i] = replace(here, year=following.year - wraps)
    return shared


def _infer_year(mention: DateMention, around: str | None) -> DateMention:
    """The year that puts a yearless date last before the report's own date."""
    if mention.year or not around or not mention.month:
        return mention
    year, month, day = parse_iso(around)
    if month is None:
        return replace(mention, year=year, inferred=True)
    later = (mention.month, mention.day or 0) > (month, (day or 31) + 1)
    return replace(mention, year=year - later, inferred=True)


def parse_iso(text: str) -> tuple[int, int | None, int | None]:
    """Year, month and day of a reduced ISO date (a time after it is ignored)."""
    parts = [int(p) for p in re.match(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", text).groups() if p]  # type: ignore[union-attr]
    return parts[0], parts[1] if len(parts) > 1 else None, parts[2] if len(parts) > 2 else None  # noqa: PLR2004 (positions)
