"""Check finds what is wrong with a library, and rebuild mends what can be made anew."""

import dataclasses
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.check import check_library, named_version
from ingest.encoder import Encoder
from ingest.errors import UserError
from ingest.library import Library, generation_folder
from ingest.library_schema import FILE_NAME

HOME = "Azerbaijan"
Python = Callable[..., "subprocess.CompletedProcess[str]"]
REBUILD_WITHOUT_A_MODEL = """
import sys
for engine in ("sentence_transformers", "torch", "transformers"):
    sys.modules[engine] = None  # importing it raises
from ingest.__main__ import app
app(["rebuild", "--library", sys.argv[1]])
"""


def change(folder: Path, sql: str) -> None:
    db = sqlite3.connect(folder / FILE_NAME)
    assert db.execute(sql).rowcount
    db.commit()
    db.close()


def remove_a_vector(folder: Path) -> None:
    import chromadb

    with chromadb.PersistentClient(path=str(generation_folder(folder, 1))) as client:
        collection = client.get_collection("passages", embedding_function=None)
        collection.delete(ids=collection.get(limit=1, include=[])["ids"])


def test_a_sound_library_is_clean(library_folder: Path, encoder: Encoder) -> None:
    assert check_library(library_folder, encoder.identity, HOME) == []


@pytest.mark.parametrize(
    ("sql", "found"),
    [
        pytest.param("UPDATE version SET text = replace(text, '412', '421') WHERE source = 'aghdam.txt'", "aghdam.txt: its stored text", id="text"),
        pytest.param("UPDATE version SET publisher = 'Other' WHERE source = 'aghdam.txt'", "aghdam.txt: its stored text or metadata", id="publisher"),
        pytest.param("DELETE FROM passage_terms WHERE rowid = 2", "full-text index: 1 passages are missing", id="index-row"),
        pytest.param("UPDATE passage SET embedding = x'00' WHERE id = 2", "embeddings: 1 have not 384 dimensions", id="embedding"),
        pytest.param("UPDATE sentence SET finish = 99999 WHERE id = 1", "sentences lie outside its text", id="offset"),
        pytest.param("INSERT INTO passage SELECT 99, 'key', version, start, finish, embedding FROM passage WHERE id = 1", "1 passages have none", id="vector"),
    ],
)  # fmt: skip
def test_check_finds_and_names_what_was_changed(own_library: Path, encoder: Encoder, sql: str, found: str) -> None:
    change(own_library, sql)
    assert found in "\n".join(check_library(own_library, encoder.identity, HOME))


def test_check_finds_a_missing_vector(own_library: Path, encoder: Encoder) -> None:
    remove_a_vector(own_library)
    (problem,) = check_library(own_library, encoder.identity, HOME)
    assert problem.startswith("vectors: 1 passages have none and 0 belong to no passage; run: python -m ingest rebuild")


def test_check_finds_vectors_that_cannot_be_opened(own_library: Path, encoder: Encoder) -> None:
    (generation_folder(own_library, 1) / "chroma.sqlite3").write_text("damaged " * 1000)
    (problem,) = check_library(own_library, encoder.identity, HOME)
    assert "the vectors cannot be opened" in problem


def test_check_finds_another_embedding_model(own_library: Path, encoder: Encoder) -> None:
    other = dataclasses.replace(encoder.identity, name="other/model", digest="0" * 64)
    (problem,) = check_library(own_library, other, HOME)
    assert "'other/model'; set MINEFACTS_MODEL" in problem


def damage_vectors(folder: Path) -> None:
    shutil.rmtree(generation_folder(folder, 1))


def delete_index_row(folder: Path) -> None:
    change(folder, "DELETE FROM passage_terms WHERE rowid = 2")


@pytest.mark.parametrize("damage", [damage_vectors, remove_a_vector, delete_index_row], ids=["no-vectors", "one-vector", "index-row"])
def test_rebuild_mends_it_without_the_embedding_model(
    own_library: Path, encoder: Encoder, python: Python, damage: Callable[[Path], None]
) -> None:
    with Library.open(own_library) as library:
        before = library.search(["n412"], 9), library.allowed_keys()
    damage(own_library)
    done = python(REBUILD_WITHOUT_A_MODEL, own_library)
    assert (done.returncode, done.stdout) == (0, "rebuilt: generation 2\n"), done.stderr
    assert check_library(own_library, encoder.identity, HOME) == []
    with Library.open(own_library) as library:
        assert (library.search(["n412"], 9), library.allowed_keys()) == before


@pytest.mark.parametrize("digest", [None, "0000"], ids=["no-such-source", "no-such-version"])
def test_a_version_that_is_not_there_is_named(library: Library, digest: str | None) -> None:
    with pytest.raises(UserError, match="python -m ingest list shows what is"):
        named_version(library, "missing.txt", digest)
