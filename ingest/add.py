"""Adding reports: read, prepare in batches, store each whole, then publish one new generation."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ingest import vectors
from ingest.articles import Article
from ingest.encoder import Encoder
from ingest.figures.edition import figures_edition
from ingest.figures.extract import extract_figures
from ingest.library import Version
from ingest.library_writer import LibraryWriter, Prepared
from ingest.passages import article_sentences, cut_passages, embedded_text
from ingest.settings import Settings
from ingest.sources import FileFound, Taken, find_files, read_file

TOGETHER = 32  # articles encoded in one call of the model


@dataclass(frozen=True)
class Failure:
    """A source that was not taken, and why."""

    location: str
    reason: str


@dataclass
class Added:
    """What one run of `add` did: how many articles were added, updated and unchanged, and which sources failed."""

    counts: Counter[str] = field(default_factory=Counter)
    failures: list[Failure] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    generation: int = 0


Progress = Callable[[int, int, str], None]  # files done, files in all, the file's name


def add_paths(
    paths: list[Path],
    folder: Path,
    settings: Settings,
    *,
    encoder: Encoder | None = None,
    progress: Progress = lambda *_: None,
    samples: bool = False,
) -> Added:
    """Add every readable report under the paths to the library in `folder`, and make one new generation of it.

    Raises UserError when nothing can be done at all (no such path, library locked or of another model); a source that
    cannot be read is listed among the failures and the others are added.
    """
    files = find_files(paths)
    encoder = encoder or Encoder(settings.model)
    added = Added()
    first: dict[str, Taken] = {}
    with LibraryWriter(folder, encoder.identity, samples=samples) as writer:
        waiting: list[tuple[Article, str]] = []
        for taken in _take(files, settings, progress):
            if taken.article is None:
                added.failures.append(Failure(taken.location, taken.reason or ""))
            elif (known := first.setdefault(taken.article.source, taken)) is not taken:
                if known.article != taken.article:
                    added.failures.append(_second(taken, known))
            elif writer.status(taken.article) == "unchanged":
                added.counts["unchanged"] += 1
                added.sources.append(taken.article.source)
            else:
                waiting.append((taken.article, taken.location))
            if len(waiting) >= TOGETHER:
                _store(writer, waiting, encoder, settings, added)
        _store(writer, waiting, encoder, settings, added)
        renew_outdated(writer, settings)
        added.generation = publish(writer) if writer.pending() or not writer.current else writer.current
    return added


def _second(taken: Taken, known: Taken) -> Failure:
    """Two texts under one identity: whichever came last would replace the other at every run."""
    source = taken.article.source if taken.article else ""
    return Failure(
        taken.location, f"{taken.location}: has another text under the identity {source!r} of {known.location}; rename one of them"
    )


def _take(files: list[FileFound], settings: Settings, progress: Progress) -> Iterator[Taken]:
    for done, file in enumerate(files):
        progress(done, len(files), file.name)
        yield from read_file(file, settings.largest_file)
    progress(len(files), len(files), "")


def _store(writer: LibraryWriter, waiting: list[tuple[Article, str]], encoder: Encoder, settings: Settings, added: Added) -> None:
    """Prepare the waiting articles in one call of the model, store them one transaction each, and empty the list."""
    cut = []
    for article, location in waiting:
        sentences = article_sentences(article)
        cut.append((article, location, sentences, cut_passages(article, sentences, encoder.count_tokens, settings.passage_tokens)))
    texts = [embedded_text(article, passage) for article, _, _, passages in cut for passage in passages]
    embeddings = encoder.encode(texts) if texts else None
    first = 0
    for article, location, sentences, passages in cut:
        own = embeddings[first : first + len(passages)]  # type: ignore[index]
        first += len(passages)
        figures = extract_figures(article, sentences, settings.home_country)
        edition = figures_edition(settings.home_country)
        added.counts[writer.add(Prepared(article, location, sentences, passages, own, figures, edition))] += 1
        added.sources.append(article.source)
    waiting.clear()


def renew_figures(writer: LibraryWriter, versions: list[Version], settings: Settings) -> None:
    """Read the figures of stored articles anew, one transaction an article; they become visible with the next generation."""
    for version in versions:
        figures = extract_figures(version.article, article_sentences(version.article), settings.home_country)
        writer.renew_figures(version, figures, figures_edition(settings.home_country))


def renew_outdated(writer: LibraryWriter, settings: Settings) -> None:
    """Read those figures anew that were read with other rules, lexicons or home country than now."""
    renew_figures(writer, writer.outdated(figures_edition(settings.home_country)), settings)


def publish(writer: LibraryWriter) -> int:
    """Build the next generation's vectors from the stored embeddings, verify them in another process, make it current, prune."""
    number, folder = writer.new_generation_folder()
    count = vectors.build(folder, writer.embeddings(number))
    vectors.verify(folder, count)
    writer.finish_generation(number, count)
    writer.prune()
    return number
