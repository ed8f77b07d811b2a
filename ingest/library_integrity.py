"""What SQLite and the library's own tables say of themselves: damage, gaps and what is outdated."""

from ingest.library import Library
from ingest.library_schema import VISIBLE


def integrity(library: Library) -> list[str]:
    """What SQLite itself finds wrong, and passages that the full-text index lacks; one line each."""
    folder = library.folder
    problems = [f"{folder}: {row[0]}; restore it from a copy" for row in library.rows("PRAGMA integrity_check") if row[0] != "ok"]
    passages = f"SELECT count(*) FROM passage p JOIN version v ON v.id = p.version WHERE {VISIBLE}"
    lacking = library.rows(f"{passages} AND p.id NOT IN (SELECT rowid FROM passage_terms)")[0][0]
    dimension = library.model().dimension
    odd = library.rows(f"{passages} AND length(p.embedding) != :size", size=4 * dimension)[0][0]
    if lacking:
        problems.append(f"full-text index: {lacking} passages are missing; run: python -m ingest rebuild --library {folder}")
    if odd:
        problems.append(f"embeddings: {odd} have not {dimension} dimensions; add the reports again")
    return problems
