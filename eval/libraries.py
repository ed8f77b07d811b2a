"""The library that a run asks: a given one, one made of given articles for the time of the run, or the packaged samples."""

import re
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path, PurePath

from bot.conversation import Bot
from ingest.dates import parse_iso
from ingest.errors import UserError
from ingest.library import Library
from ingest.settings import Settings

QUESTIONS, ARTICLES = "questions.jsonl", "articles"  # of a folder of cases


@contextmanager
def open_bot(library: Path | None, articles: Path | None, texts: Mapping[str, str] | None = None) -> Iterator[Bot]:
    """A bot over `library`, else over a temporary library made of `articles` or `texts` by file name, else over the packaged samples.

    Its clock stands at the day after the last report. Raises UserError when both a library and articles are given, when the library cannot be
    read or when an article cannot be taken.
    """
    if library and articles:
        raise UserError("--library and --articles were both given; give one of them")
    with tempfile.TemporaryDirectory(prefix="minefacts-eval-") as folder:
        if texts:
            articles = _written(texts, Path(folder) / ARTICLES)
        bot = Bot.open(library or _made(articles, Path(folder) / "library"), settings=Settings())
        bot.clock = lambda: day_after(bot.library.coverage().last)
        try:
            yield bot
        finally:
            bot.library.close()


def _written(texts: Mapping[str, str], folder: Path) -> Path:
    folder.mkdir()
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")
    return folder


def _made(articles: Path | None, folder: Path) -> Path:
    from ingest.add import add_paths
    from ingest.sample_library import ensure_sample_library

    if articles is None:
        return ensure_sample_library(Settings())
    added = add_paths([articles], folder, Settings())
    if added.failures:
        raise UserError(f"{articles}: {len(added.failures)} articles cannot be taken, the first because {added.failures[0].reason}")
    if not added.sources:
        raise UserError(f"{articles}: holds no articles; give the folder of the reports that the cases are about")
    return folder


def day_after(published: str | None) -> float:
    """The day after the last report, as seconds since 1970: what "this year" means in cases is the same in every run.

    >>> datetime.fromtimestamp(day_after("2026-03-13"), UTC).date().isoformat()
    '2026-03-14'
    """
    year, month, day = parse_iso(published) if published else (1970, None, None)
    return (datetime(year, month or 12, day or 28, tzinfo=UTC) + timedelta(days=1)).timestamp()


def stored_text(library: Library, source: str, digest: str) -> str | None:
    """The text of a version, however old; None when the library never held it."""
    version = library.version(source, digest)
    return version.article.text if version else None


def file_names(library: Library) -> dict[str, str]:
    """The base name of the file that each article was read from, by the article's identity."""
    return {source: PurePath(re.sub(r" (?:line|item) \d+$", "", location)).name for source, location in library.locations().items()}


def case_file(cases: Path) -> Path:
    """The file of the cases: `cases` itself, or its questions.jsonl when it is a folder."""
    return cases / QUESTIONS if cases.is_dir() else cases


def own_articles(cases: Path) -> Path | None:
    """The articles that lie beside the questions when `cases` is a folder."""
    return cases / ARTICLES if cases.is_dir() else None
