"""Adding: what is new comes in, what is unchanged stays as it is, what cannot be read is named and the rest goes on."""

import dataclasses
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.add import Added
from ingest.encoder import Encoder
from ingest.errors import UserError
from ingest.library import Library
from ingest.library_schema import FILE_NAME
from ingest.library_writer import LibraryWriter

Add = Callable[..., Added]


def texts(folder: Path) -> dict[str, tuple[str, str]]:
    with Library.open(folder) as library:
        return {v.article.source: (v.digest, v.article.text) for v in library.versions()}


def sources_found(folder: Path, term: str) -> set[str]:
    with Library.open(folder) as library:
        passages = library.passages([hit.passage for hit in library.search([term], 20)])
        return {v.article.source for v in library.versions_by_id({p.version for p in passages.values()}).values()}


def rows(folder: Path) -> dict[str, int]:
    db = sqlite3.connect(folder / FILE_NAME)
    found = {t: db.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in ("version", "sentence", "passage", "passage_terms", "place")}
    db.close()
    return found


def test_every_report_of_a_folder_comes_in_under_its_identity(library: Library) -> None:
    assert [v.article.source for v in library.versions()] == [
        "aghdam.txt", "archive.jsonl#khojavend", "archive.jsonl#terter", "hostile.txt", "https://wire.example/lachin",
        "week/fuzuli.txt", "week/jabrayil.txt", "week/kalbajar.txt",
    ]  # fmt: skip


def test_adding_twice_changes_nothing(own_library: Path, own_reports: Path, add: Add) -> None:
    before = (texts(own_library), rows(own_library))
    added = add(own_library, own_reports)
    assert (added.generation, dict(added.counts)) == (1, {"unchanged": 8})
    assert (texts(own_library), rows(own_library)) == before


def test_a_file_named_twice_is_one_article(tmp_path: Path, add: Add) -> None:
    (tmp_path / "a.txt").write_text("Two mines were found near Shusha.\n")
    added = add(tmp_path / "library", tmp_path / "a.txt", tmp_path / "a.txt")
    assert not added.failures
    assert len(texts(tmp_path / "library")) == 1


def test_two_texts_under_one_identity_are_told_and_the_first_stays(tmp_path: Path, add: Add) -> None:
    (tmp_path / "a.jsonl").write_text('{"id": "x", "text": "Two mines were found."}\n{"id": "x", "text": "Nine mines were found."}\n')
    runs = [add(tmp_path / "library", tmp_path / "a.jsonl") for _ in range(2)]
    assert [dict(run.counts) for run in runs] == [{"added": 1}, {"unchanged": 1}]
    assert all("line 2" in failure.reason and "'a.jsonl#x'" in failure.reason for run in runs for failure in run.failures)
    assert [len(run.failures) for run in runs] == [1, 1]
    assert runs[1].generation == 1


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory, add: Add) -> tuple[Path, str]:
    """A library in which the text of a.txt was changed, and the digest of its older version."""
    folder = tmp_path_factory.mktemp("changed")
    (folder / "in").mkdir()
    (folder / "in" / "a.txt").write_text("In Shusha 417 mines were found in May 2024.\n")
    (folder / "in" / "b.txt").write_text("In Lachin 12 mines were found in May 2024.\n")
    add(folder / "library", folder / "in")
    old = texts(folder / "library")["a.txt"][0]
    (folder / "in" / "a.txt").write_text("In Shusha 523 mines were found in May 2024.\n")
    assert dict(add(folder / "library", folder / "in").counts) == {"updated": 1, "unchanged": 1}
    return folder / "library", old


def test_a_changed_text_is_the_article(changed: tuple[Path, str]) -> None:
    assert texts(changed[0])["a.txt"][1] == "In Shusha 523 mines were found in May 2024.\n"


def test_passages_of_an_older_version_no_longer_answer(changed: tuple[Path, str]) -> None:
    assert (sources_found(changed[0], "n417"), sources_found(changed[0], "n523")) == (set(), {"a.txt"})


def test_an_older_version_stays_readable_by_its_digest(changed: tuple[Path, str]) -> None:
    folder, old = changed
    with Library.open(folder) as library:
        version = library.version("a.txt", old[:12])
    assert version
    assert version.article.text == "In Shusha 417 mines were found in May 2024.\n"


def test_a_digest_of_another_article_finds_nothing(changed: tuple[Path, str]) -> None:
    folder, old = changed
    with Library.open(folder) as library:
        assert library.version("b.txt", old) is None


def test_only_the_newest_generation_is_kept_when_nobody_reads(changed: tuple[Path, str]) -> None:
    assert sorted(p.name for p in (changed[0] / "vectors").iterdir()) == ["generation-000002", "generation-000002.lock"]


def test_what_fails_is_listed_and_the_rest_comes_in(tmp_path: Path, add: Add) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "good.txt").write_text("Two mines were found near Shusha.\n")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "lines.jsonl").write_text('[1]\n{"id": "x", "text": "Nine mines were found near Lachin."}\n')
    added = add(tmp_path / "library", folder)
    assert added.sources == ["good.txt", "lines.jsonl#x"]
    assert ["empty.txt" in f.reason or "line 1" in f.reason for f in added.failures] == [True, True]


def test_a_missing_path_stops_before_anything_is_made(tmp_path: Path, add: Add) -> None:
    with pytest.raises(UserError, match="no such file or folder"):
        add(tmp_path / "library", tmp_path / "missing.txt")
    assert not (tmp_path / "library").exists()


def test_another_embedding_model_is_refused_and_both_are_named(own_library: Path, encoder: Encoder) -> None:
    other = dataclasses.replace(encoder.identity, name="other/model", digest="0" * 64)
    with pytest.raises(UserError, match=r"'sentence-transformers/all-MiniLM-L6-v2', not with 'other/model'"):
        LibraryWriter(own_library, other)


def test_an_article_that_comes_under_way_of_a_failure_is_there_whole_or_not_at_all(own_library: Path, encoder: Encoder) -> None:
    from ingest.articles import read_plain
    from ingest.library_writer import Prepared
    from ingest.passages import article_sentences, cut_passages

    article = read_plain("new.txt", "Two mines were found near Shusha. One mine was found near Lachin.")
    sentences = article_sentences(article)
    passages = cut_passages(article, sentences, encoder.count_tokens, 8)
    before = rows(own_library)
    with LibraryWriter(own_library, encoder.identity) as writer, pytest.raises(ValueError, match="shorter"):
        writer.add(Prepared(article, "new.txt", sentences, passages, encoder.encode(["one passage only"]), [], "1"))
    assert len(passages) == 2
    assert rows(own_library) == before
