"""The library that a run asks: a given one, one made of given articles for the time of the run, or the packaged samples."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.conversation import Bot
from ingest.errors import UserError
from ingest.settings import Settings

QUESTIONS, ARTICLES = "questions.jsonl", "articles"  # of a folder of cases


@contextmanager
def open_bot(library: Path | None, articles: Path | None) -> Iterator[Bot]:
    """A bot over `library`, else over a temporary library made of `articles`, else over the packaged samples.

    Raises UserError when both are given, when the library cannot be read or when an article cannot be taken.
    """
    if library and articles:
        raise UserError("--library and --articles were both given; give one of them")
    with tempfile.TemporaryDirectory(prefix="minefacts-eval-") as folder:
        bot = Bot.open(library or _made(articles, Path(folder)), settings=Settings())
        try:
            yield bot
        finally:
            bot.library.close()


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


def case_file(cases: Path) -> Path:
    """The file of the cases: `cases` itself, or its questions.jsonl when it is a folder."""
    return cases / QUESTIONS if cases.is_dir() else cases


def own_articles(cases: Path) -> Path | None:
    """The articles that lie beside the questions when `cases` is a folder."""
    return cases / ARTICLES if cases.is_dir() else None
