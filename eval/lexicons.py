"""Which entries of the lexicons change anything that is read in the sets at hand: each is taken out in turn, and where it matches is read anew."""

import functools
import gc
import inspect
import re
import sys
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from importlib.resources import files
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from bot.question import read_question
from bot.request import read_request
from bot.safety import notice_for, reportable
from eval.entries import Entry, entries_of, lexicons, without
from ingest.articles import Article
from ingest.dates import fold_case
from ingest.errors import UserError
from ingest.figures.extract import extract_figures
from ingest.lexicon_files import using_lexicon
from ingest.passages import article_sentences
from ingest.settings import Settings
from ingest.sources import FileFound, find_files, read_file
from ingest.terms import read_terms

FIRST, MOST = 4, 24  # texts that are read first, and at most, evenly spread over those in which an entry matches
REPORTS = 4  # whole reports that are read where no sentence alone is read otherwise
BATCH = 12  # entries that one process takes at a time
KEPT_WHOLE = frozenset({"compiled", "lexicons_digest", "_stemmer"})  # caches that no entry changes
WEIGHED = frozenset({"safety"})  # lexicons whose entries are weighed together: a few texts tell little, all are read
OF_REPORTS = frozenset({"abbreviations", "furniture", "bylines", "tables"})  # lexicons that bear on reports, not on sentences


@dataclass(frozen=True)
class Text:
    """A sentence or question of the sets; a sentence knows its report."""

    text: str
    language: str | None
    published: str | None = None
    report: FileFound | None = None
    question: bool = False


@dataclass(frozen=True)
class Outcome:
    """What taking out an entry does: "changes" what is read, is "covered" by others where it matches, or matches in no text ("unseen")."""

    entry: Entry
    status: str


def texts_of(folders: Sequence[Path], questions: Sequence[Path], sentences: Sequence[Path], messages: Sequence[Path]) -> list[Text]:
    """Every sentence of the reports in folders, of the labelled sentences in files, every question of case files, and every safety message."""
    from eval.cases import read_cases
    from eval.extraction import read_labelled
    from eval.safety import read_messages

    found: dict[str, Text] = {}
    for file in find_files(list(folders)):
        for taken in read_file(file, Settings().largest_file):
            if taken.article:
                for text in _sentences(taken.article):
                    found.setdefault(text, Text(text, taken.article.language, taken.article.published, file))
    for path in sentences:
        for one in read_labelled(path):
            found.setdefault(one.article.text, Text(one.article.text, one.article.language, one.article.published))
    for path in questions:
        for case in read_cases(path):
            found.setdefault(case.question, Text(case.question, None, question=True))
    for path in messages:
        for message in read_messages(path):
            found.setdefault(message.text, Text(message.text, None, question=True))
    return list(found.values())


def packaged_texts() -> list[Text]:
    """The texts of the sample and blind sets, the safety messages, and the labelled sentences that stand beside the tests where there are any."""
    cases, samples = (Path(str(files(package))) for package in ("eval", "ingest"))
    blind = sorted((cases / "cases").glob("blind*"))
    labelled = sorted((cases.parent / "tests" / "data").glob("figures_*.jsonl"))
    questions = [cases / "cases" / "samples.jsonl", *(b / "questions.jsonl" for b in blind if (b / "questions.jsonl").is_file())]
    messages = [cases / "cases" / "safety" / "messages.jsonl"]
    return texts_of([samples / "samples", *(b / "articles" for b in blind)], questions, labelled, messages)


def _sentences(article: Article) -> Iterator[str]:
    if article.title:
        yield article.title
    yield from (article.text[s.start : s.end] for s in article_sentences(article))


class Index:
    """The texts in one string, in which an entry's matches are found at once."""

    def __init__(self, texts: Sequence[Text]) -> None:
        self.texts = texts
        self._folded = [fold_case(t.text).replace("\n", " ") for t in texts]
        self._starts: list[int] = []
        at = 0
        for text in self._folded:
            self._starts.append(at)
            at += len(text) + 1
        self._blob = "\n".join(self._folded)
        self._plain = "\n".join(t.text.replace("\n", " ") for t in texts)

    def matching(self, entry: Entry) -> list[Text]:
        """The texts that hold a word, or in which a pattern matches anywhere; all of them for a pattern that cannot be looked for so."""
        if not entry.is_pattern:
            positions: Iterable[int] = _positions(self._blob, fold_case(entry.text.removesuffix("=")))
        else:
            loose = re.sub(r"(?<![\[\\])\^|(?<!\\)\$", "", entry.text)
            try:
                found = [m.start() for blob in (self._blob, self._plain) for m in re.finditer(loose.replace("ı", "i"), blob)]
            except re.error:
                return list(self.texts)
            positions = found
        return [self.texts[n] for n in sorted({bisect_right(self._starts, p) - 1 for p in positions})]


def _positions(blob: str, word: str) -> Iterator[int]:
    at = blob.find(word)
    while at >= 0:
        yield at
        at = blob.find(word, at + 1)


@functools.cache
def _caches() -> list[tuple[Any, frozenset[str]]]:
    """The caches of ingest and bot, each with the lexicons that its module reads."""
    kind = type(functools.cache(_positions))
    # By type(): isinstance() asks objects for their class, and some warn when they are asked for anything.
    every: list[Any] = [c for c in gc.get_objects() if type(c) is kind]
    # A connection of SQLite caches its statements in one that is made of no function.
    found = [c for c in every if inspect.isfunction(c.__wrapped__) and c.__module__.split(".")[0] in {"ingest", "bot"}]
    return [(c, _read_by(c.__module__)) for c in found if c.__name__ not in KEPT_WHOLE]


@functools.cache
def _read_by(module: str) -> frozenset[str]:
    source = inspect.getsource(sys.modules[module])
    return frozenset(f"{p}/{name}" for p, name in re.findall(r'read_(?:lexicon|patterns)\("(\w+)", "(\w+)"\)', source))


def forget(lexicon: str) -> None:
    """Forget what was made of a lexicon, and what was read by it."""
    for cache, read in _caches():
        arguments = bool(inspect.signature(cache.__wrapped__).parameters)
        if lexicon in read or (arguments and not read):
            cache.cache_clear()


def reading(text: Text) -> str:
    """Everything that is read in a sentence or question alone, as one string."""
    if text.question:
        question = read_question(text.text)
        return repr((question, read_request(question), notice_for(text.text, question.language, "112"), reportable(text.text)))
    article = Article(source="text", text=text.text, language=text.language, published=text.published)
    figures = extract_figures(article, article_sentences(article), HOME)
    return repr((figures, read_terms(text.text, text.language)))


def report_reading(file: FileFound) -> str:
    """Everything that is read in a file's reports: what they are, their sentences and figures."""
    read = [t.article for t in read_file(file, Settings().largest_file) if t.article]
    told = [(a, article_sentences(a)) for a in read]
    return repr([(a, s, extract_figures(a, s, HOME)) for a, s in told])


HOME = Settings.model_fields["home_country"].default
_BEFORE: dict[Any, str] = {}


def _known(key: Any) -> str:
    if key not in _BEFORE:
        _BEFORE[key] = report_reading(key) if isinstance(key, FileFound) else reading(key)
    return _BEFORE[key]


def _changes(entry: Entry, keys: Sequence[Any]) -> bool:
    """Whether one of these texts or reports is read otherwise without an entry."""
    for key in keys:
        _known(key)
    with using_lexicon(entry.package, entry.lexicon, without(entry)):
        forget(entry.file)
        try:
            return any((report_reading(k) if isinstance(k, FileFound) else reading(k)) != _BEFORE[k] for k in keys)
        except (UserError, LookupError, ValueError, AttributeError, TypeError, re.error):
            return True  # nothing can be read without it
        finally:
            forget(entry.file)


def judge(entry: Entry, index: Index) -> Outcome:
    """What an entry does."""
    found = [t for t in index.matching(entry) if t.question or entry.package != "bot"]
    if not found:
        return Outcome(entry, "unseen")
    spread = _spread(found, len(found) if entry.lexicon in WEIGHED else MOST)
    reports = list(dict.fromkeys(t.report for t in spread if t.report))
    batches: list[Sequence[Any]] = [] if entry.lexicon in OF_REPORTS else [spread[:FIRST], spread[FIRST:]]
    for keys in (*batches, _spread(reports, REPORTS)):
        if keys and _changes(entry, keys):
            return Outcome(entry, "changes")
    return Outcome(entry, "covered")


def _spread(found: Sequence[Any], most: int) -> list[Any]:
    """At most so many, evenly from all over; the first few of them too."""
    chosen = list(found[:: max(1, len(found) // most)][:most])
    first = chosen[:: max(1, len(chosen) // FIRST)][:FIRST]
    return [*first, *(c for c in chosen if c not in first)]


_index: list[Index] = []


def _judge_some(entries: Sequence[Entry]) -> list[Outcome]:
    return [judge(e, _index[0]) for e in entries]


def judge_all(texts: Sequence[Text], only: str | None, jobs: int) -> Iterator[Outcome]:
    """What each entry does, lexicon by lexicon; `only` names one ("measures"). Raises UserError where there is none of that name."""
    chosen = [(p, name) for p, name in lexicons() if only in {None, name, f"{p}/{name}"}]
    if not chosen:
        raise UserError(f"--only {only!r}: no lexicon has this name; there are {', '.join(n for _, n in lexicons())}")
    _index[:] = [Index(texts)]
    entries = [e for p, name in chosen for e in entries_of(p, name)]
    batches = [entries[n : n + BATCH] for n in range(0, len(entries), BATCH)]
    with ProcessPoolExecutor(jobs, mp_context=get_context("fork")) as pool:
        for outcomes in pool.map(_judge_some, batches):
            yield from outcomes
