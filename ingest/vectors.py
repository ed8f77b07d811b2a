"""Chroma generations: built whole in a fresh folder, verified by another process, then only read. The only file that knows Chroma."""

import os
import shutil
import subprocess
import sys
import tempfile
import weakref
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ingest.errors import UserError

if TYPE_CHECKING:
    import numpy as np

COLLECTION = "passages"
BATCH = 5000  # records; Chroma 1.5.9 takes 5461 at most
PROBES = 3  # stored passages that the verifying process looks up by their own embedding
VERIFY_SECONDS = 300


@dataclass(frozen=True)
class Near:
    """A passage's key and its cosine similarity to the query, from -1 to 1."""

    key: str
    similarity: float


class VectorStore:
    """One generation's vectors, open for queries. Keep one per folder; Chroma's client is safe to share between threads."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        copy = None if _writable(folder) else _copy(folder)
        client = _client(copy or folder)
        weakref.finalize(self, _let_go, client, copy)
        self._collection = client.get_collection(COLLECTION, embedding_function=None)

    def nearest(self, vector: "np.ndarray", limit: int, keys: list[str] | None = None) -> list[Near]:
        """The nearest passages to a unit vector of shape (dimension,), best first; with `keys`, among those only."""
        if limit < 1 or (keys is not None and not keys):
            return []
        found = self._collection.query(query_embeddings=[vector], n_results=limit, ids=keys, include=["distances"])
        return [Near(key, 1.0 - distance) for key, distance in zip(found["ids"][0], found["distances"][0], strict=True)]

    def keys(self) -> set[str]:
        """Every key in the store."""
        return set(self._collection.get(include=[])["ids"])


def build(folder: Path, rows: Iterable[tuple[str, bytes]]) -> int:
    """Fill a fresh folder with keys and embeddings (little-endian float32); returns how many there are."""
    import numpy as np

    client = _client(folder)
    collection = client.create_collection(COLLECTION, configuration={"hnsw": {"space": "cosine"}}, embedding_function=None)
    keys: list[str] = []
    vectors: list[np.ndarray] = []
    count = 0
    for key, blob in rows:
        keys.append(key)
        vectors.append(np.frombuffer(blob, dtype="<f4"))
        count += 1
        if len(keys) == BATCH:
            collection.add(ids=keys, embeddings=vectors)
            keys, vectors = [], []
    if keys:
        collection.add(ids=keys, embeddings=vectors)
    client.close()
    return count


def verify(folder: Path, expected: int) -> None:
    """Open a built folder in a process of its own and look passages up in it. Raises UserError when it is not whole."""
    command = [
        sys.executable,
        "-c",
        "import sys; from ingest.vectors import _probe; _probe(sys.argv[1], int(sys.argv[2]))",
        str(folder),
        str(expected),
    ]
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        timeout=VERIFY_SECONDS,
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    if done.returncode != 0:
        reason = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise UserError(
            f"{folder}: the new vectors do not open again ({reason}); the library still answers from the generation before; run: python -m ingest rebuild"
        )


def _probe(folder: str, expected: int) -> None:
    """What the verifying process does; any exception is its verdict."""
    import numpy as np

    store = VectorStore(Path(folder))
    collection = store._collection  # noqa: SLF001 (the same file)
    if collection.count() != expected:
        raise ValueError(f"{collection.count()} vectors, {expected} expected")
    sample = collection.get(limit=PROBES, include=["embeddings"]) if expected else {"ids": [], "embeddings": []}
    for key, vector in zip(sample["ids"], sample["embeddings"], strict=True):
        near = store.nearest(np.asarray(vector), 1)[0]
        if near.key != key and near.similarity < 0.9999:  # noqa: PLR2004 (another passage with the very same text)
            raise ValueError(f"{key} is not its own nearest passage")


def _writable(folder: Path) -> bool:
    return all(os.access(path, os.W_OK) for path in (folder, *folder.iterdir()))


def _copy(folder: Path) -> Path:
    """A writable copy in the temporary folder: Chroma 1.5.9 writes to what it opens, even to answer queries."""
    copy = Path(tempfile.mkdtemp(prefix="minefacts-"))
    for file in (f for f in folder.rglob("*") if f.is_file()):
        target = copy / file.relative_to(folder)
        target.parent.mkdir(exist_ok=True)
        shutil.copyfile(file, target)
    return copy


def _let_go(client: Any, copy: Path | None) -> None:
    client.close()
    if copy:
        shutil.rmtree(copy, ignore_errors=True)


def _client(folder: Path) -> Any:
    import chromadb
    from chromadb.config import Settings

    return chromadb.PersistentClient(path=str(folder), settings=Settings(anonymized_telemetry=False, allow_reset=False))
