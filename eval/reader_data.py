"""What the reader is trained on: questions with the words of a passage that answer them, or with none."""

import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import orjson

from bot.reader.network import heading
from eval.libraries import ARTICLES
from ingest.errors import UserError
from ingest.sources import find_files, read_file

LARGEST = 2**20  # bytes of a report
ALIKE = 4  # reports of the same set that are likest to one
WINDOW = (220, 700)  # characters of a passage around an answer
NEAR_BY = 0.7  # share of these that are of the same article
OTHER_PASSAGE = 0.12  # share of questions put to another passage, which does not answer them


@dataclass(frozen=True)
class Asked:
    """A question over a text, with the spans (start, end in characters) that answer it; none when the text does not."""

    question: str
    text: str
    spans: tuple[tuple[int, int], ...]
    group: str


@dataclass(frozen=True)
class Pair:
    """A question and a passage, with the span that answers, or None."""

    question: str
    passage: str
    span: tuple[int, int] | None


def read_squad(path: Path) -> list[Asked]:
    """The questions of a file in SQuAD's format, versions 1.1 and 2.0; `group` is the article. Raises UserError when it is none."""
    try:
        data = json.loads(path.read_text("utf-8"))["data"]
    except (OSError, json.JSONDecodeError, KeyError, TypeError) as error:
        raise UserError(f"{path}: is no file in SQuAD's format ({error})") from error
    found = []
    for article in data:
        for paragraph in article["paragraphs"]:
            text = paragraph["context"]
            for qa in paragraph["qas"]:
                spans = (
                    {(a["answer_start"], a["answer_start"] + len(a["text"])) for a in qa["answers"]}
                    if not qa.get("is_impossible")
                    else set()
                )
                kept = tuple(sorted(s for s in spans if s[0] < s[1] <= len(text)))
                if kept or qa.get("is_impossible"):
                    found.append(Asked(qa["question"].strip(), text, kept, article.get("title", path.stem)))
    return found


@dataclass(frozen=True)
class Reported:
    """A question over a report: what heads it, the spans that answer (none where it is not stated), and other reports that are like it.

    `tempting` is where the sentence starts that nearly answers, or does.
    """

    question: str
    head: str
    text: str
    spans: tuple[tuple[int, int], ...]
    tempting: int | None
    alike: tuple[tuple[str, str], ...]
    group: str


class _Shelf:
    """The reports of one set."""

    def __init__(self, folder: Path) -> None:
        from sklearn.feature_extraction.text import TfidfVectorizer

        files = find_files([folder])
        self.articles = {Path(f.path).name: t.article for f in files for t in read_file(f, LARGEST) if t.article}
        self._names = list(self.articles)
        table = TfidfVectorizer(sublinear_tf=True).fit_transform([a.text for a in self.articles.values()])
        near = (table @ table.T).toarray()
        self._near = {name: [self._names[m] for m in near[n].argsort()[::-1] if m != n][:ALIKE] for n, name in enumerate(self._names)}

    def find(self, article: str, sentence: str) -> int:
        """Where a sentence starts in a report; below 0 when nowhere."""
        return self.articles[article].text.find(sentence) if article in self.articles else -1

    def asked(self, question: str, article: str, spans: tuple[tuple[int, int], ...], group: str, tempting: int | None) -> Reported:
        report = self.articles[article]
        alike = tuple((heading(self.articles[n]), self.articles[n].text) for n in self._near[article])
        return Reported(question, heading(report), report.text, spans, tempting, alike, group)


def read_reports(cases: Path) -> list[Reported]:
    """The questions over the packaged reports: those of `reading/` with the words that answer, and those about one figure.

    Raises UserError for a line whose words do not stand in its report.
    """
    shelves = {folder.name: _Shelf(folder / ARTICLES) for folder in sorted(cases.glob("blind*"))}
    found = []
    for path in sorted((cases / "reading").glob("*.jsonl")):
        for number, row in enumerate(map(orjson.loads, path.read_bytes().splitlines()), 1):
            name, _, article = str(row["article"]).partition(f"/{ARTICLES}/")
            shelf = shelves[name]
            at = shelf.find(article, row["sentence"])
            if at < 0 or row["answer"] not in row["sentence"]:
                raise UserError(f"{path}, line {number}: its sentence does not stand in {article}, or its answer not in the sentence")
            start = at + row["sentence"].find(row["answer"])
            span = ((start, start + len(row["answer"])),) if row["answer"] else ()
            found.append(shelf.asked(row["question"], article, span, name, at))
    return found + [asked for name, shelf in shelves.items() for asked in _of_figures(cases, name, shelf)]


def _of_figures(cases: Path, name: str, shelf: _Shelf) -> Iterator[Reported]:
    """The questions about one figure, or about none, that name the report they were asked of."""
    labels = cases / name / "figures.jsonl"
    figures = {r["id"]: r["figures"] for r in map(orjson.loads, labels.read_bytes().splitlines())} if labels.is_file() else {}
    for row in map(orjson.loads, (cases / "own_words.jsonl").read_bytes().splitlines()):
        if row["set"] != name or row["article"] not in shelf.articles or row["type"] not in {"figure", "refuse"}:
            continue
        text = shelf.articles[row["article"]].text
        spans: tuple[tuple[int, int], ...] = ()
        if row["type"] == "figure":
            figure = figures[row["article"]][row["figure"]]
            words = rf"(?<![\d.,]){re.escape(figure['text'])}(?![\d]|[.,]\d)(?: {re.escape(figure.get('counted') or 'of')})?"
            spans = tuple(m.span() for m in re.finditer(words, text))
            if not spans:
                continue
        yield shelf.asked(row["question"], row["article"], spans, name, None)


def window(text: str, start: int, end: int, size: int, rng: random.Random) -> tuple[int, int]:
    """A stretch of about `size` characters that holds text[start:end] somewhere, cut between words."""
    room = max(0, size - (end - start))
    left = max(0, start - rng.randint(0, room))
    right = min(len(text), max(end, left + size))
    while left > 0 and left < start and not text[left - 1].isspace():
        left += 1
    while right < len(text) and right > end and not text[right].isspace():
        right -= 1
    return left, right


def pairs(asked: Sequence[Asked], rng: random.Random) -> Iterator[Pair]:
    """One pair of each question, in random windows and order; some questions are put to a passage that does not answer them."""
    order = list(range(len(asked)))
    rng.shuffle(order)
    by_group: dict[str, list[int]] = {}
    for number, one in enumerate(asked):
        by_group.setdefault(one.group, []).append(number)
    for number in order:
        one = asked[number]
        size = rng.randint(*WINDOW)
        if rng.random() < OTHER_PASSAGE:
            other = asked[rng.choice(by_group[one.group])] if rng.random() < NEAR_BY else asked[rng.randrange(len(asked))]
            if other.text != one.text:
                middle = rng.randrange(max(1, len(other.text)))
                left, right = window(other.text, middle, middle, size, rng)
                yield Pair(one.question, other.text[left:right].strip(), None)
                continue
        if not one.spans:
            middle = rng.randrange(max(1, len(one.text)))
            left, right = window(one.text, middle, middle, size, rng)
            yield Pair(one.question, one.text[left:right], None)
            continue
        start, end = rng.choice(one.spans)
        left, right = window(one.text, start, end, size, rng)
        yield Pair(one.question, one.text[left:right], (start - left, end - left))


def report_pairs(asked: Sequence[Reported], rng: random.Random) -> Iterator[Pair]:
    """Of each question a passage that answers, one of the same report that does not, and one of a report that is like it; in random order."""
    for one in rng.sample(asked, len(asked)):
        if one.spans:
            start, end = rng.choice(one.spans)
            yield _headed(one.question, one.head, one.text, (start, end), rng)
        else:
            at = one.tempting if one.tempting is not None else rng.randrange(max(1, len(one.text)))
            yield _headed(one.question, one.head, one.text, None, rng, at)
        for head, text in ((one.head, one.text), rng.choice(one.alike)):
            at = rng.randrange(max(1, len(text)))
            left, right = window(text, at, at, rng.randint(*WINDOW), rng)
            answered = {one.text[s:e].casefold() for s, e in one.spans}
            if not any(a in text[left:right].casefold() for a in answered):
                yield Pair(one.question, head + text[left:right], None)


def _headed(question: str, head: str, text: str, span: tuple[int, int] | None, rng: random.Random, at: int = 0) -> Pair:
    """A window of a report behind what heads it."""
    left, right = window(text, *(span or (at, at)), rng.randint(*WINDOW), rng)
    moved = (len(head) + span[0] - left, len(head) + span[1] - left) if span else None
    return Pair(question, head + text[left:right], moved)
