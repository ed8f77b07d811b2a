"""Generations: readers keep theirs, one writer at a time, and a killed writer leaves the library as it was."""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ingest.add import Added
from ingest.encoder import Encoder
from ingest.errors import UserError
from ingest.library import Library, generation_folder, generation_lock
from ingest.library_writer import LibraryWriter
from ingest.vectors import VectorStore

Add = Callable[..., Added]
Python = Callable[..., "subprocess.CompletedProcess[str]"]
ROOT = Path(__file__).parents[2]
READER = """
import sys
from ingest.library import Library
with Library.open(sys.argv[1]) as library:
    print(library.generation, flush=True)
    sys.stdin.readline()
    print(library.generation, len(library.versions()), len(library.search(["n412"], 9)), library.vectors_folder.is_dir(), flush=True)
"""
KILLED = """
import os, signal, sys
from pathlib import Path
import numpy as np
from ingest import add
from ingest.encoder import Encoder
from ingest.library_writer import LibraryWriter
from ingest.settings import Settings

class Known(Encoder):  # the vectors that the real model gave, so that the process need not load it
    def encode(self, texts):
        return np.load(sys.argv[3])[: len(texts)]

where, stored = sys.argv[4], []
real = LibraryWriter.add
def add_two(self, prepared):
    if where == "between articles" and len(stored) == 2:
        os.kill(os.getpid(), signal.SIGKILL)
    stored.append(prepared)
    return real(self, prepared)
LibraryWriter.add = add_two
if where == "before the generation is finished":
    LibraryWriter.finish_generation = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
add.add_paths([Path(sys.argv[2])], Path(sys.argv[1]), Settings(), encoder=Known())
"""


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """Four new reports."""
    folder = tmp_path / "news"
    folder.mkdir()
    for number in range(1, 5):
        (folder / f"new{number}.txt").write_text(f"In Shusha {600 + number} mines were found in May 2024.\n")
    return folder


@pytest.fixture
def held(own_library: Path) -> Iterator["subprocess.Popen[str]"]:
    """A reader in another process that has the library open."""
    command = [sys.executable, "-c", READER, str(own_library)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as reader:
        assert reader.stdout
        assert reader.stdout.readline() == "1\n"
        yield reader
        reader.communicate()


def generations(folder: Path) -> list[str]:
    return sorted(p.name for p in (folder / "vectors").iterdir() if p.is_dir())


def sources(folder: Path) -> set[str]:
    with Library.open(folder) as library:
        return {v.article.source for v in library.versions()}


def test_a_reader_keeps_its_generation_while_a_writer_publishes(own_library: Path, news: Path, add: Add) -> None:
    with Library.open(own_library) as reader:
        before = (reader.versions(), {hit.passage for hit in reader.search(["c_mine"], 50)}, reader.allowed_keys())
        add(own_library, news)
        assert (reader.versions(), {hit.passage for hit in reader.search(["c_mine"], 50)}, reader.allowed_keys()) == before
        assert VectorStore(reader.vectors_folder).keys() == set(reader.allowed_keys())
        assert reader.newest_generation() == 2


def test_a_reader_in_another_process_keeps_its_generation(
    own_library: Path, own_reports: Path, held: "subprocess.Popen[str]", add: Add
) -> None:
    (own_reports / "aghdam.txt").write_text("In Aghdam 999 hectares were cleared in May 2025.\n")
    add(own_library, own_reports)
    answered, _ = held.communicate("go on\n")
    assert answered == "1 8 1 True\n"


def test_a_generation_goes_away_once_nobody_holds_it(own_library: Path, news: Path, held: "subprocess.Popen[str]", add: Add) -> None:
    add(own_library, news / "new1.txt")
    kept = generations(own_library)
    held.communicate("go on\n")
    add(own_library, news / "new2.txt")
    assert (kept, generations(own_library)) == (["generation-000001", "generation-000002"], ["generation-000003"])
    assert not generation_lock(own_library, 1).exists()


def test_two_writers_at_once_the_second_is_told_to_wait(own_library: Path, encoder: Encoder) -> None:
    with LibraryWriter(own_library, encoder.identity), pytest.raises(UserError, match="another ingest is writing this library; wait"):
        LibraryWriter(own_library, encoder.identity)


def test_a_writer_in_another_process_is_noticed(own_library: Path, encoder: Encoder, python: Python) -> None:
    with LibraryWriter(own_library, encoder.identity):
        done = python("import sys; from ingest.__main__ import app; app(['remove', 'x', '--library', sys.argv[1]])", own_library)
    assert (done.returncode, "another ingest is writing this library" in done.stderr) == (2, True)


@pytest.mark.parametrize("where", ["between articles", "before the generation is finished"])
def test_a_killed_writer_leaves_readers_on_the_old_generation_and_the_next_run_completes(
    own_library: Path, news: Path, where: str, encoder: Encoder, add: Add, python: Python
) -> None:
    import numpy as np

    before = sources(own_library)
    vectors = news.parent / "vectors.npy"
    np.save(vectors, encoder.encode([f"In Shusha {600 + n} mines were found in May 2024." for n in range(1, 5)]))
    killed = python(KILLED, own_library, news, vectors, where)
    assert killed.returncode == -9, killed.stderr
    assert sources(own_library) == before
    added = add(own_library, news)
    assert (added.generation, sum(added.counts.values())) == (2, 4)
    assert sources(own_library) == before | {f"new{n}.txt" for n in range(1, 5)}
    assert generations(own_library) == ["generation-000002"]
    with Library.open(own_library) as library:
        assert VectorStore(library.vectors_folder).keys() == set(library.allowed_keys())


def test_a_library_whose_vectors_are_gone_says_how_to_make_them_anew(own_library: Path) -> None:
    shutil.rmtree(generation_folder(own_library, 1))
    with pytest.raises(UserError, match="its vectors are missing; make them anew with: python -m ingest rebuild"):
        Library.open(own_library)


def test_a_library_without_a_finished_generation_says_how_to_finish_it(tmp_path: Path, encoder: Encoder) -> None:
    LibraryWriter(tmp_path / "library", encoder.identity).close()
    with pytest.raises(UserError, match="holds no finished generation; finish it with: python -m ingest rebuild"):
        Library.open(tmp_path / "library")


def test_a_writer_refuses_new_vectors_that_are_not_whole(own_library: Path) -> None:
    from ingest.vectors import verify

    with Library.open(own_library) as library, pytest.raises(UserError, match=r"the new vectors do not open again .* vectors, 99 expected"):
        verify(library.vectors_folder, 99)


@pytest.fixture
def closed(library_folder: Path) -> Iterator[Path]:
    """A folder with the small library, and a copy of its vectors, that nobody but root can write."""
    folder = Path(tempfile.mkdtemp())
    shutil.copytree(library_folder, folder / "library")
    shutil.copytree(generation_folder(library_folder, 1), folder / "open")
    for leftover in ("library.sqlite-wal", "library.sqlite-shm"):
        (folder / "library" / leftover).unlink(missing_ok=True)
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    yield folder
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o755)
    shutil.rmtree(folder)


AS_NOBODY = """
import os, sys
from pathlib import Path
import numpy as np
from ingest.encoder import Encoder
from ingest.errors import UserError
from ingest.library import Library
from ingest.library_writer import LibraryWriter
from ingest.vectors import VectorStore
identity, folder = Encoder().identity, Path(sys.argv[1])
VectorStore(folder / "open")  # what Chroma imports as it goes, while Python's own folder can still be read
if os.getuid() == 0:
    os.setuid(65534)  # rights on files do not keep root from writing
if os.access(folder / "library", os.W_OK):
    sys.exit("the folder can be written")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such rights on folders")
def test_a_library_on_a_read_only_medium_answers(closed: Path, python: Python) -> None:
    script = """
library = Library.open(folder / "library")
near = VectorStore(library.vectors_folder).nearest(np.ones(384, dtype="f4"), 3)
print(len(library.versions()), len(library.search(["n412"], 9)), len(near))
"""
    done = python(AS_NOBODY + script, closed)
    assert (done.stdout, done.returncode) == ("8 1 3\n", 0), done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such rights on folders")
@pytest.mark.parametrize("name", ["library", "library/new"])
def test_a_folder_that_cannot_be_written_is_named(closed: Path, python: Python, name: str) -> None:
    done = python(AS_NOBODY + "LibraryWriter(folder / sys.argv[2], identity)", closed, name)
    assert f"UserError: {closed / name}: cannot be written (Permission denied); check its permissions" in done.stderr


def test_a_folder_that_is_a_file_is_named(tmp_path: Path, encoder: Encoder) -> None:
    (tmp_path / "library").write_text("not a folder")
    with pytest.raises(UserError, match=r"library: cannot be written"):
        LibraryWriter(tmp_path / "library", encoder.identity)
