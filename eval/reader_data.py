"""What the reader is trained on: questions with the words of a passage that answer them, or with none."""

import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import orjson

from bot.reader.network import heading
from eval.libraries import ARTICLES, QUESTIONS
from ingest.errors import UserError
from ingest.sources import find_files, read_file

LARGEST = 2**20  # bytes of a report
ALIKE = 4  # reports of the same set that are likest to one
WINDOW = (220, 700)  # characters of a passage around an answer
NEAR_BY = 0.7  # share of these that are of the same article
OTHER_PASSAGE = 0.12  # share of questions put to another passage alone, which does not answer them
BESIDE = 0.4  # share of the rest that are put to such a passage too
PASSAGES = 4  # of a group
NEAREST = 6  # passages of other reports that share most with a question
PIECE = 400  # characters of these
PLAIN = frozenset({"count", "paraphrase", "who", "where", "what"})  # types of question that one place of a report answers
MOST_PLACES = 3  # at which a gold answer may stand, to be the words that answer


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


Group = list[Pair]  # one question with the passages that compete for its answer


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

    `tempting` is where the sentence starts that nearly answers, or does. `near` are places (head, text, offset) in other reports whose words
    are most like the question's. `alone` says that the question tells which report it is about; else another one might answer it too.
    """

    question: str
    head: str
    text: str
    spans: tuple[tuple[int, int], ...]
    tempting: int | None
    alike: tuple[tuple[str, str], ...]
    near: tuple[tuple[str, str, int], ...]
    group: str
    alone: bool = True


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
        self._pieces = [(n, at) for n, a in self.articles.items() for at in range(0, len(a.text), PIECE)]
        self._words = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True)
        self._table = self._words.fit_transform([self.articles[n].text[at : at + PIECE] for n, at in self._pieces])

    def _nearest(self, question: str, article: str) -> tuple[tuple[str, str, int], ...]:
        """The pieces of other reports whose words are most like the question's, by their middles."""
        order = (self._table @ self._words.transform([question]).T).toarray().ravel().argsort()[::-1]
        found = [self._pieces[n] for n in order if self._pieces[n][0] != article][:NEAREST]
        return tuple(
            (heading(self.articles[n]), self.articles[n].text, min(at + PIECE // 2, len(self.articles[n].text) - 1)) for n, at in found
        )

    def find(self, article: str, sentence: str) -> int:
        """Where a sentence starts in a report; below 0 when nowhere."""
        return self.articles[article].text.find(sentence) if article in self.articles else -1

    def asked(
        self,
        question: str,
        article: str,
        spans: tuple[tuple[int, int], ...],
        group: str,
        tempting: int | None = None,
        *,
        alone: bool = True,
    ) -> Reported:
        report = self.articles[article]
        alike = tuple((heading(self.articles[n]), self.articles[n].text) for n in self._near[article])
        return Reported(question, heading(report), report.text, spans, tempting, alike, self._nearest(question, article), group, alone)


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
            found.append(shelf.asked(row["question"], article, span, name, at, alone=False))
    for name, shelf in shelves.items():
        found += [*_of_figures(cases, name, shelf), *_of_gold(cases, name, shelf)]
    return found


def _of_gold(cases: Path, name: str, shelf: _Shelf) -> Iterator[Reported]:
    """The questions of a set whose gold answer is one number or name that stands in the report that is its evidence, at few places."""
    path = cases / name / QUESTIONS
    for row in map(orjson.loads, path.read_bytes().splitlines()) if path.is_file() else ():
        named = [n if isinstance(n, str) else n[0] for n in row["evidence_articles"]]
        if row["type"] not in PLAIN or row["history"] or len(row["require"]) != 1 or len(named) != 1 or named[0] not in shelf.articles:
            continue
        words = "|".join(_spelled(str(a)) for a in row["require"][0])
        spans = tuple(m.span() for m in re.finditer(rf"(?<![\w.,])(?:{words})(?!\w|[.,]\d)", shelf.articles[named[0]].text))
        if 0 < len(spans) <= MOST_PLACES:
            yield shelf.asked(row["question"], named[0], spans, name)


def _spelled(answer: str) -> str:
    """A pattern of an answer: of a number with whatever separates its thousands and decimals."""
    if not re.fullmatch(r"\d+(?:\.\d+)?", answer):
        return re.escape(answer)
    whole, _, part = answer.partition(".")
    thousands = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", r"[,. \\u00a0]?", whole)
    return thousands + (rf"[.,]{part}" if part else "")


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
        yield shelf.asked(row["question"], row["article"], spans, name)


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


def groups(asked: Sequence[Asked], rng: random.Random) -> Iterator[Group]:
    """One group of each question, in random windows and order: its own passage, often one of the same article that does not answer beside it.

    Some questions are put to other passages alone.
    """
    by_group: dict[str, list[int]] = {}
    for number, one in enumerate(asked):
        by_group.setdefault(one.group, []).append(number)
    for one in rng.sample(asked, len(asked)):
        size = rng.randint(*WINDOW)
        other = asked[rng.choice(by_group[one.group])] if rng.random() < NEAR_BY else asked[rng.randrange(len(asked))]
        words = {one.text[s:e].casefold() for s, e in one.spans}
        beside = _anywhere(other.text, size, rng) if other.text != one.text else None
        if beside is not None and any(w in beside.casefold() for w in words):
            beside = None
        if beside is not None and rng.random() < OTHER_PASSAGE:
            yield [Pair(one.question, beside.strip(), None)]
            continue
        found = [Pair(one.question, beside, None)] if beside is not None and rng.random() < BESIDE else []
        if one.spans:
            start, end = rng.choice(one.spans)
            left, right = window(one.text, start, end, size, rng)
            yield [Pair(one.question, one.text[left:right], (start - left, end - left)), *found]
        else:
            yield [Pair(one.question, _anywhere(one.text, size, rng), None), *found]


def _anywhere(text: str, size: int, rng: random.Random) -> str:
    """A window somewhere in a text."""
    middle = rng.randrange(max(1, len(text)))
    left, right = window(text, middle, middle, size, rng)
    return text[left:right]


def report_groups(asked: Sequence[Reported], rng: random.Random) -> Iterator[Group]:
    """Of each question a passage that answers, others of the same report, and of other reports those that share most with the question; in random order."""
    for one in rng.sample(asked, len(asked)):
        words = {one.text[s:e].casefold() for s, e in one.spans}
        if one.spans:
            found = [_headed(one.question, one.head, one.text, rng.choice(one.spans), rng)]
        else:
            at = one.tempting if one.tempting is not None else rng.randrange(max(1, len(one.text)))
            found = [_headed(one.question, one.head, one.text, None, rng, at)]
        others: list[tuple[str, str, int]] = [(*a, rng.randrange(max(1, len(a[1])))) for a in rng.sample(one.alike, min(1, len(one.alike)))]
        others += rng.sample(one.near, min(2, len(one.near)))
        if not one.alone:
            others = rng.sample(others, min(len(others), rng.randint(0, 1)))
        for head, text, at in [(one.head, one.text, rng.randrange(max(1, len(one.text)))), *others]:
            pair = _headed(one.question, head, text, None, rng, at)
            if not any(w in pair.passage.casefold() for w in words):
                found.append(pair)
        yield found[:PASSAGES]


def _headed(question: str, head: str, text: str, span: tuple[int, int] | None, rng: random.Random, at: int = 0) -> Pair:
    """A window of a report behind what heads it."""
    left, right = window(text, *(span or (at, at)), rng.randint(*WINDOW), rng)
    moved = (len(head) + span[0] - left, len(head) + span[1] - left) if span else None
    return Pair(question, head + text[left:right], moved)
