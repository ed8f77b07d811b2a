"""Lines that are no finished sentences and yet state figures: fact sheets ("Killed: 70"), and lists under a line that leads to them.

What else stands on a page in unfinished lines (counters, weather, teasers, menus) stays out: a line is read only among its like, where the
lexicon knows what is counted.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from ingest.articles import Article
from ingest.dates import fold_case
from ingest.figures.figure import COUNTED, Figure
from ingest.figures.lexicon import find_tags
from ingest.figures.numbers import find_numbers
from ingest.figures.periods import stated_periods
from ingest.sentences import Sentence, is_furniture
from ingest.terms import find_places

DAYS = frozenset({"day", "incident"})  # kinds of periods that a dateline states
_BULLET = re.compile(r"\s*(?:[-–—*•▪◦‣·]|\d{1,2}[.)])\s+(?=\S)")
_LABEL = re.compile(r"(?=[^:]*(?:[^\W\d_]{3}|\b(?:19|20)\d\d\b))([^:|.!?]{3,80}?)\s*(?::(?!\d\d\b)|\s[–—-]\s|=)\s*\S")


@dataclass(frozen=True)
class Line:
    """One line of a report with its sentences; `bullet` or `label` say how it states something, `lead` that it ends with a colon."""

    sentences: tuple[Sentence, ...]
    text: str
    row: int  # the number of its line in the text
    bullet: bool
    label: str | None

    @property
    def lead(self) -> bool:
        """Whether the line leads to what stands below it."""
        return self.text.rstrip().endswith(":")


def stated_lines(article: Article, sentences: Sequence[Sentence]) -> dict[Sentence, str]:
    """The sentences of lists and fact sheets, and of the lines that say of what the ones below them are; each with the line that leads to it."""
    lines = _lines(article, sentences)
    found: dict[Sentence, str] = {s: "" for line in lines for s in line.sentences if _heads(line, article)}
    for group in _groups(lines):
        above = lines[lines.index(group[0]) - 1] if group[0] is not lines[0] else None
        if above is not None and is_furniture(above.text):
            continue
        lead = above if above is not None and (above.lead or above.row == group[0].row - 1) else None
        if _states(group, lead, article.language):
            found = dict.fromkeys(lead.sentences if lead else (), "") | found
            found |= {s: lead.text if lead and lead.lead else "" for line in group for s in line.sentences}
    return found


def under_lead(lead: str, read: list[Figure], language: str | None) -> list[Figure]:
    """The figures of a line with what the line that leads to it says of them: "Found and destroyed:", "Killed since 2020:"."""
    tags = find_tags(lead, language)
    done = next((str(t.dimensions["activity"]) for t in reversed(tags) if t.dimensions.get("activity")), None)
    harmed = {str(t.dimensions["outcome"]) for t in tags if t.dimensions.get("outcome")}
    outcome = harmed.pop() if len(harmed) == 1 else None
    worked = [replace(f, activity=done) if done and f.unit in {"devices", "hectares"} and not f.activity else f for f in read]
    return [
        replace(f, outcome=outcome, measure="victims") if outcome and f.unit == "people" and not (f.outcome or f.activity) else f
        for f in worked
    ]


def _heads(line: Line, article: Article) -> bool:
    """Whether a line only says over which time the report counts: "Summary sheet, March 2026", "Reporting period: 1–31 May"."""
    if line.sentences[0].complete or is_furniture(line.text) or find_numbers(line.text, article.language):
        return False
    periods = stated_periods(line.text, article.published)
    return any(p.period.kind not in DAYS and p.period.start for p in periods)


def _lines(article: Article, sentences: Sequence[Sentence]) -> list[Line]:
    """The lines of a report that hold sentences, in order."""
    rows = [(article.text.count("\n", 0, s.start), s) for s in sentences]
    lines = []
    for row, group in groupby(rows, key=lambda r: r[0]):
        parts = tuple(s for _, s in group)
        text = article.text[parts[0].start : parts[-1].end]
        bullet = _BULLET.match(text)
        label = _LABEL.match(text, bullet.end() if bullet else 0)
        lines.append(Line(parts, text, row, bullet is not None, label[1] if label else None))
    return lines


def _groups(lines: Sequence[Line]) -> list[list[Line]]:
    """Neighbouring lines of one form: with bullets, or with labels; nothing of a page's furniture."""
    stating = [line for line in lines if not is_furniture(line.text) and not line.lead and (line.bullet or line.label)]
    groups: list[list[Line]] = [stating[:1]] if stating else []
    for last, line in pairwise(stating):
        if line.row == last.row + 1 and line.bullet == last.bullet:
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _states(group: Sequence[Line], lead: Line | None, language: str | None) -> bool:
    """Whether the lines of a group are the report's: some say what they count, as a label or under a line that leads to them."""
    counted = [line for line in group if find_numbers(line.text, language)]
    if not counted:
        return False
    if (
        lead is not None
        and lead.lead
        and (names_counted(lead.text, language) or any(names_counted(line.text, language) for line in counted))
    ):
        return True
    labelled = [line for line in counted if line.label is not None and names_counted(line.label, language)]
    scoped = [line for line in counted if line.label is not None and _scopes(line.label) and names_counted(line.text, language)]
    opening = [line for line in counted if line.bullet and _opens(line, language)]
    return bool(labelled) or len(scoped) > 1 or (len(opening) > 1 and any(names_counted(line.text, language) for line in opening))


def _scopes(label: str) -> bool:
    """Whether a label says only when or where something was counted: "2021", "March 2024", "Aghdam"."""
    return bool(stated_periods(label, None)) or bool(find_places(label))


def _opens(line: Line, language: str | None) -> bool:
    """Whether a bulleted line begins with its number: "- 38 schools"."""
    number = find_numbers(line.text, language)[0]
    return not re.search(r"[^\W\d_]{4}", fold_case(line.text[: number.start]))


def names_counted(text: str, language: str | None) -> bool:
    """Whether the lexicon knows something in a text that reports of mines count."""
    return any(t.kind in {"outcome", "activity"} or t.dimensions.get("unit") in COUNTED for t in find_tags(text, language))
