"""Checking a library: digests hold, spans lie inside their texts, and text, full-text index and vectors agree."""

from pathlib import Path

from ingest.encoder import ModelIdentity
from ingest.errors import UserError
from ingest.figures.checks import findings_of
from ingest.figures.edition import figures_edition
from ingest.figures.findings import Finding
from ingest.figures.series import falling_series
from ingest.library import Library, Version
from ingest.library_figures import outdated, overrulings, ruled_figures
from ingest.library_integrity import integrity
from ingest.overrulings import unmatched
from ingest.vectors import VectorStore


def check_library(folder: Path, model: ModelIdentity, home: str) -> list[str]:
    """What is wrong with a library, one line each; empty when all is well. `home` is the country that figures without one are read for."""
    with Library.open(folder) as library:
        problems = _check_model(library, model) + _check_versions(library) + integrity(library) + outdated_figures(library, home)
        try:
            stored = VectorStore(library.vectors_folder).keys()
        except Exception as error:  # noqa: BLE001 (whatever Chroma raises over damaged files is the finding)
            return [
                *problems,
                f"{library.vectors_folder}: the vectors cannot be opened ({error}); run: python -m ingest rebuild --library {folder}",
            ]
        known = set(library.allowed_keys())
    missing, foreign = known - stored, stored - known
    if missing or foreign:
        problems.append(
            f"vectors: {len(missing)} passages have none and {len(foreign)} belong to no passage; run: python -m ingest rebuild --library {folder}"
        )
    return problems


def _check_model(library: Library, model: ModelIdentity) -> list[str]:
    stored = library.model()
    same = (stored.digest, stored.dimension) == (model.digest, model.dimension)
    return [] if same else [f"embedding model: the library's is {stored.name!r}, the setting's {model.name!r}; set MINEFACTS_MODEL"]


def _check_versions(library: Library) -> list[str]:
    problems = []
    for version in library.versions():
        article = version.article
        if article.digest != version.digest:
            problems.append(
                f"{article.source}: its stored text or metadata was changed (digest {article.digest[:12]}…, recorded {version.digest[:12]}…); add the report again"
            )
        spans = [(s.start, s.end) for s in library.sentences([version.id])]
        if any(not 0 <= start < end <= len(article.text) for start, end in spans) or spans != sorted(spans):
            problems.append(f"{article.source}: sentences lie outside its text; add the report again")
    return problems


def outdated_figures(library: Library, home: str) -> list[str]:
    """One line when figures were read by an older program, with other lexicons or for another home country."""
    count = outdated(library.rows, figures_edition(home))
    run = f"run: python -m ingest rebuild --library {library.folder}"
    return [f"figures: those of {count} reports were read with other rules, lexicons or home country than now; {run}"] if count else []


def check_figures(folder: Path) -> list[Finding]:
    """Numbers of the reports that do not go together, as readers get them, and what editors said of figures that are gone; by report."""
    with Library.open(folder) as library:
        versions = library.versions()
        figures = library.figures(v.id for v in versions)
        found = [f for v in versions for f in (*findings_of(v.article, figures[v.id]), *_lost(library, v))]
        found += falling_series((v.article, figures[v.id]) for v in versions)
    return sorted(found, key=lambda f: f.source)


def _lost(library: Library, version: Version) -> list[Finding]:
    """What editors said of figures that the present text of a report no longer has."""
    source = version.article.source
    extracted = [r.extracted for r in ruled_figures(library.rows, version.id, version.article)]
    return [
        Finding("editors", source, (), (), f"the {o.action} of “{o.written}” by {o.who} ({o.why}) finds no such figure; python -m ingest undo {source!r} {o.start}")
        for o in unmatched(version.article, extracted, overrulings(library.rows, source))
    ]  # fmt: skip


def named_version(library: Library, source: str, digest: str | None) -> Version:
    """One article's version. Raises UserError when the library does not have it."""
    version = library.version(source, digest)
    if version is None:
        raise UserError(
            f"{source!r}{f' version {digest!r}' if digest else ''}: is not in {library.folder}; python -m ingest list shows what is"
        )
    return version
