"""The word lists beside the code: one way to read them, and a digest that says when any of them was changed."""

import hashlib
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib.resources import files
from typing import Any

_instead: ContextVar[tuple[str, str, str] | None] = ContextVar("a lexicon instead of the packaged one", default=None)


def read_lexicon(package: str, name: str) -> Any:
    """The JSON of lexicons/<name>.json of a package. It is read at every call: keep what you make of it."""
    return json.loads(_text(package, name))


def _text(package: str, name: str) -> str:
    used = _instead.get()
    if used is not None and used[:2] == (package, name):
        return used[2]
    return files(package).joinpath("lexicons", f"{name}.json").read_text("utf-8")


@contextmanager
def using_lexicon(package: str, name: str, lexicon: Any) -> Iterator[None]:
    """Another content of one lexicon for as long as the block lasts; what was made of the packaged one stays as it was made."""
    token = _instead.set((package, name, json.dumps(lexicon, ensure_ascii=False)))
    try:
        yield
    finally:
        _instead.reset(token)


def read_patterns(package: str, name: str) -> Any:
    """A lexicon of patterns that are matched against casefolded text, which has no dotless i (ingest.dates.fold_case)."""
    return json.loads(_text(package, name).replace("ı", "i"))


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """A lexicon's pattern, compiled once: there are more of them than the cache of `re` holds."""
    return re.compile(pattern)


@cache
def lexicons_digest(package: str) -> str:
    """A SHA-256 over the names and contents of all lexicons of a package."""
    digest = hashlib.sha256()
    for file in sorted((f for f in files(package).joinpath("lexicons").iterdir() if f.name.endswith(".json")), key=lambda f: f.name):
        digest.update(f"{file.name}\n".encode() + file.read_bytes())
    return digest.hexdigest()
