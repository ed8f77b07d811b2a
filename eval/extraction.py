"""How well the figures of reports are read: gold figures aligned with extracted ones by their place in the text, each dimension scored."""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from eval.metrics import Share, share
from ingest.articles import Article
from ingest.dates import fold_case, parse_iso
from ingest.errors import UserError
from ingest.figures.agents import body_of
from ingest.figures.extract import extract_figures
from ingest.figures.figure import WORKED, Figure
from ingest.figures.lexicon import age_group
from ingest.passages import article_sentences
from ingest.settings import Settings
from ingest.sources import find_files, read_file
from ingest.terms import gazetteer, place_spans

STATED = ("unit", "measure", "period")  # scored for every gold figure; the others where the gold or the figure states them
DIMENSIONS = ("value", "unit", "measure", "outcome", "who", "age", "sex", "device", "activity", "place", "period", "as_of", "actor")
LIBERATED = "liberated territories"  # read as the home country
LEFT = "remaining"  # land and devices still to be dealt with; the labels of single sentences leave it out
NEAR = 1e-6  # relative distance of two values that are the same


@dataclass(frozen=True)
class Labelled:
    """A report with its gold figures, those of its title first, each group in order; furniture is left out."""

    name: str
    article: Article
    figures: list[dict[str, Any]]
    furniture: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True)
class Pair:
    """A gold figure with the figure extracted at its place, if any."""

    labelled: Labelled
    gold: dict[str, Any]
    figure: Figure | None
    home: str

    def right(self, dimension: str) -> bool | None:
        """Whether one dimension was read right; None where neither side states it."""
        if dimension == "value":
            return self.figure is not None and _same_value(self.gold, self.figure)
        if dimension == "device" and self.gold.get("unit") != "devices":
            return None
        if dimension == "actor":
            labelled = any("actor" in gold for gold in self.labelled.figures)
            return self._actor_right() if labelled and self.gold.get("unit") in WORKED else None
        wanted, read = _wanted(self.gold, dimension, self.home), _read(self.figure, dimension) if self.figure else None
        if wanted is None and self.figure is not None and _is_default(self.figure, dimension, self.home):
            read = None
        if dimension == "activity" and wanted is None and read == LEFT:
            read = None
        if dimension not in STATED and wanted is None and read is None:
            return None
        if self.figure is None:
            return False
        return self._same(dimension, wanted, read)

    def _actor_right(self) -> bool | None:
        """Whether the body that did the work was read; who is quoted for it may stand for it. Wordings that name no known body are not scored."""
        wanted = body_of(self.gold.get("actor"))
        if wanted is None and self.gold.get("actor"):
            return None
        if self.figure is None:
            return False if wanted else None
        read, quoted = self.figure.actor, body_of(self.figure.attribution)
        if wanted is None and read is None:
            return None
        return wanted is not None and wanted in ({read} if read else {quoted})

    def _same(self, dimension: str, wanted: Any, read: Any) -> bool:
        if dimension == "age":
            return wanted is not None and read is not None and _same_age(wanted, read)
        if dimension == "place" and self.gold.get("within") and wanted not in gazetteer():
            return read in {_known_place(self.gold["within"]), wanted}
        return bool(_same_bounds(wanted, read)) if dimension in {"period", "as_of"} else bool(wanted == read)


@dataclass(frozen=True)
class Scores:
    """The share of gold figures found and of each dimension read right, and the figures that no gold figure stands for."""

    found: Share
    dimensions: dict[str, Share]
    both: dict[str, Share]
    extra: list[tuple[Labelled, Figure]]
    pairs: list[Pair]


def read_labelled(path: Path) -> list[Labelled]:
    """The labelled texts of a .jsonl file, or the reports of a folder with articles/ and figures.jsonl. Raises UserError for a line that is none."""
    reports = _reports(path / "articles") if path.is_dir() else {}
    found = []
    labels = path / "figures.jsonl" if path.is_dir() else path
    for number, line in enumerate(labels.read_text("utf-8").splitlines(), 1):
        try:
            record = json.loads(line)
            name, figures = str(record["id"]), record["figures"]
            article = reports[name] if path.is_dir() else _sentences_alone(name, record)
            furniture = [f for f in figures if f.get("role") == "furniture"]
            found.append(Labelled(name, article, [f for f in figures if f not in furniture], furniture))
        except (ValueError, KeyError, TypeError) as error:
            needs = "id (a file of articles/) and figures" if path.is_dir() else "id, language, published, text and figures"
            raise UserError(f"{labels}, line {number}: {error!r}; a line holds {needs}") from error
    return found


def _reports(folder: Path) -> dict[str, Article]:
    """The reports of a folder by the names of their files."""
    largest = Settings().largest_file
    return {
        Path(file.path).name: taken.article
        for file in find_files([folder])
        for taken in read_file(file, largest)
        if taken.article is not None
    }


def _sentences_alone(name: str, record: dict[str, Any]) -> Article:
    """A text as the start of a report; one that is no finished sentence is a headline."""
    article = Article(source=name, text=record["text"], language=record["language"], published=record["published"])
    return article if any(s.complete for s in article_sentences(article)) else replace(article, title=article.text)


def score(labelled: Sequence[Labelled], home: str) -> Scores:
    """The scores of reading all the texts as reports of their own."""
    pairs: list[Pair] = []
    extra: list[tuple[Labelled, Figure]] = []
    for one in labelled:
        figures = extract_figures(one.article, article_sentences(one.article), home)
        aligned = align(one, figures, home)
        pairs += aligned
        known = [p.figure for p in (*aligned, *align(replace(one, figures=one.furniture), figures, home))]
        extra += [(one, f) for f in figures if f not in known]
    shares = {d: share(flags) for d in DIMENSIONS if (flags := [r for p in pairs if (r := p.right(d)) is not None])}
    both = {
        "value + unit": share(bool(p.right("value") and p.right("unit")) for p in pairs),
        "measure + outcome": share(bool(p.right("measure") and p.right("outcome") is not False) for p in pairs),
    }
    return Scores(share(p.figure is not None for p in pairs), shares, both, extra, pairs)


def align(labelled: Labelled, figures: Sequence[Figure], home: str) -> list[Pair]:
    """Each gold figure with the extracted one that overlaps it, each used once."""
    pairs, left, article = [], list(figures), labelled.article
    at = {"title": max(0, article.text.find(article.title or "")), "text": article.body_start}
    for gold in labelled.figures:
        where = gold.get("in", "text")
        first, last = (0, article.body_start or len(article.text)) if where == "title" else (article.body_start, len(article.text))
        written = re.compile(rf"(?<![\d.,]){re.escape(str(gold['text']))}(?!\d)")
        place = written.search(article.text, at[where], last) or written.search(article.text, first) or written.search(article.text)
        if place is None:
            raise UserError(f"{labelled.name}: the text holds no {gold['text']!r}; mend its figures")
        at[where] = max(at[where], place.end())
        figure = next((f for f in left if f.start < place.end() and place.start() < f.end), None)
        if figure is not None:
            left.remove(figure)
        pairs.append(Pair(labelled, gold, figure, home))
    return pairs


def miss_lines(scores: Scores) -> Iterable[str]:
    """One paragraph per text with a fault: the text, and each dimension that was read wrong."""
    texts = dict.fromkeys(p.labelled.name for p in scores.pairs)
    for name in texts:
        lines = [line for p in scores.pairs if p.labelled.name == name if (line := _fault(p))]
        lines += [f"  extra {f.value:g} {f.unit} {f.described!r}" for one, f in scores.extra if one.name == name]
        if lines:
            article = next(p.labelled for p in scores.pairs if p.labelled.name == name).article
            yield "\n".join([f"{name} ({article.published}) {article.title or ''} / {article.text[article.body_start :].strip()}", *lines])


def _fault(pair: Pair) -> str:
    wrong = [d for d in DIMENSIONS if pair.right(d) is False]
    if pair.figure is None:
        return f"  missed {pair.gold['text']!r} {pair.gold.get('unit')}"
    figure = pair.figure
    said = [
        f"{d}: {_wanted(pair.gold, d, pair.home) if d != 'value' else pair.gold['value']} read {_read(figure, d) if d != 'value' else (figure.value, figure.low, figure.high)}"
        for d in wrong
    ]
    return f"  {pair.gold['text']!r} {'; '.join(said)} [{figure.described}]" if said else ""


def _same_value(gold: dict[str, Any], figure: Figure) -> bool:
    """The same number, or the same two ends of a range."""
    if "low" in gold and "high" in gold:
        return figure.low is not None and figure.high is not None and _near(gold["low"], figure.low) and _near(gold["high"], figure.high)
    return figure.low is None and _near(gold["value"], figure.value)


def _near(one: float, other: float) -> bool:
    return abs(one - other) <= NEAR * max(1.0, abs(one))


def _wanted(gold: dict[str, Any], dimension: str, home: str) -> Any:
    value = gold.get(dimension)
    if dimension == "place" and value is not None:
        return {LIBERATED: home, "world": "World"}.get(value) or _known_place(value)
    if dimension == "period" and value is not None and gold.get("as_of") and value.get("start") and not value.get("end"):
        return {"start": value["start"], "end": gold["as_of"]}
    if dimension == "activity" and gold.get("unit") == "devices":
        return _WORKED.get(str(value), value)
    return None if dimension in {"unit", "measure"} and value == "other" else value


def _known_place(written: str) -> str:
    """The gazetteer's name of a place as labelled, with or without what it is: "Aghdam district" is Aghdam."""
    spans = place_spans(written)
    rest = _KIND_OF_PLACE.sub("", written[: spans[0].start] + written[spans[0].end :]) if len(spans) == 1 else written
    return written if written in gazetteer() or rest.strip() else spans[0].name


_KIND_OF_PLACE = re.compile(r"\b(?:district|region|province|governorate|department|village|city|town)\b")
_WORKED = dict.fromkeys(("cleared", "destroyed", "found"), "found")  # of devices: no report tells them apart throughout


def _read(figure: Figure, dimension: str) -> Any:
    value = getattr(figure, dimension)
    if dimension == "period" and value is not None:
        return {"start": value.start, "end": value.end or (figure.as_of if value.start else None)}
    if dimension == "activity" and figure.unit == "devices":
        return _WORKED.get(str(value), value)
    return value


def _is_default(figure: Figure, dimension: str, home: str) -> bool:
    """Whether a figure's place is only the home country, or its as-of date only the end of its period: no gold figure states these."""
    end = figure.period.end if figure.period else None
    no_start = figure.period is not None and figure.period.start is None  # only an as-of date
    return (
        (dimension == "place" and figure.place == home)
        or (dimension == "as_of" and figure.as_of == end)
        or (dimension == "period" and no_start)
    )


def _same_age(one: str, other: str) -> bool:
    """The same words, or the same age group with one wording inside the other (an ending or a word more)."""
    a, b = fold_case(one), fold_case(other)
    return a == b or (age_group(a) is not None and age_group(a) == age_group(b) and (a[:4] == b[:4] or a in b or b in a))


def _same_bounds(wanted: Any, read: Any) -> bool:
    """The same dates as far as both go; an open end is the same as none."""
    if isinstance(wanted, dict) and isinstance(read, dict):
        return all(_same_bounds(wanted.get(k), read.get(k)) for k in ("start", "end"))
    if wanted is None or read is None or isinstance(wanted, dict) or isinstance(read, dict):
        return wanted is None and read is None
    return all(a == b for a, b in zip(parse_iso(wanted), parse_iso(read), strict=True) if a is not None and b is not None)
