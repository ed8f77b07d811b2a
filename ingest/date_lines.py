"""The publication date of a date line or header, and which lines are date lines."""

import re
from dataclasses import replace

from ingest.dates import MONTHS_IN_YEAR, DateMention, find_dates, fold_case

LONGEST_DATE_LINE = 90  # characters; longer lines are prose

_TIME = re.compile(r"(?<![\d:])([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?(?:\.\d+)?\s*([ap]\.?m\.?(?!\w))?")
_OFFSET = re.compile(r"(?:\(?\s*(?:utc|gmt)\s*)([+-])\s*(\d{1,2})(?::?(\d\d))?|(?<=\d)\s?([+-])(\d\d):?(\d\d)(?!\d)")
_ZULU = re.compile(r"(?<=\d)\s*(?:z|gmt|utc)\b(?!\s*[+-])")


def published_date(line: str) -> str | None:
    """The publication date that a date line or header states, as reduced ISO with the time and zone if given; else None.

    >>> published_date("20 May 2025 14:23 (UTC+04:00)")
    '2025-05-20T14:23:00+04:00'
    >>> published_date("(December, year not stated)") is None
    True
    """
    mention = _fullest(line)
    if mention is None:
        return None
    rest = fold_case(line)
    time = _TIME.search(rest)
    if mention.day is None or time is None:
        return mention.iso
    hour = int(time[1]) % 12 + 12 * time[4].startswith("p") if time[4] else int(time[1])
    return f"{mention.iso}T{hour:02d}:{time[2]}:{time[3] or '00'}{_offset(rest[time.start() :])}"


def _fullest(line: str) -> DateMention | None:
    """The first of the most precise dates of a line that have a year; the parts may stand apart ("June 19 (2023)")."""
    us = re.match(r"\s*(\d{1,2})/(\d{1,2})/(\d{4})\b.*\b[AP]M\b", line)
    if us and int(us[1]) <= MONTHS_IN_YEAR:
        return DateMention(0, us.end(), int(us[3]), int(us[1]), int(us[2]))
    mentions = find_dates(line)
    dated = [m for m in mentions if m.year]
    if not any(m.year or m.month for m in mentions) or (dated and not any(m.month for m in mentions)):
        dated = [other] if (other := _other_language(line)) else dated
    if not dated:
        return None
    best = max(dated, key=lambda m: (m.month is not None) + (m.day is not None))
    yearless = [m for m in mentions if not m.year and m.month]
    if best.month is None and len(yearless) == 1:
        return yearless[0].in_year(best.year)
    same = {m.month for m in mentions if m.month}
    return replace(best, month=None, day=None) if best.day is None and len(same) > 1 else best


def _other_language(line: str) -> DateMention | None:
    """A full date in a language that the month lexicon lacks, read by dateparser (absolute dates only, never relative ones)."""
    import dateparser

    found = dateparser.parse(
        re.sub(r"[()]", " ", line)[:LONGEST_DATE_LINE],
        settings={"PARSERS": ["absolute-time"], "REQUIRE_PARTS": ["year", "month", "day"], "RETURN_AS_TIMEZONE_AWARE": False},
    )
    return DateMention(0, len(line), found.year, found.month, found.day) if found and str(found.year) in line else None


def _offset(text: str) -> str:
    match = _OFFSET.search(text)
    if match:
        sign, hours, minutes = (match[1], match[2], match[3]) if match[1] else (match[4], match[5], match[6])
        return f"{sign}{int(hours):02d}:{minutes or '00'}"
    return "+00:00" if _ZULU.search(text) else ""


def date_line(line: str) -> str | None:
    """The date of a line that holds a date, a time and little else; None for prose."""
    if len(line) > LONGEST_DATE_LINE or not re.search(r"\d", line):
        return None
    published, mentions = published_date(line), find_dates(line)
    if published is None or len({m.iso for m in mentions if m.year and m.day}) > 1:
        return None
    rest = fold_case(line)
    for mention in sorted(mentions, key=lambda m: -m.start):
        rest = rest[: mention.start] + rest[mention.end :]
    rest = _OFFSET.sub(" ", _TIME.sub(" ", rest))
    words = re.findall(r"[^\W\d_]{2,}", rest)
    return published if len(words) <= 4 and not re.search(r"[.!?]\s*$", line) else None  # noqa: PLR2004 ("Politics Materials", "Last updated")
