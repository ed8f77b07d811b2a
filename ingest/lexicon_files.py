"""The word lists beside the code: one way to read them, and a digest that says when any of them was changed."""

import hashlib
import json
import re
from functools import cache
from importlib.resources import files
from typing import Any


def read_lexicon(package: str, name: str) -> Any:
    """The JSON of lexicons/<name>.json of a package. It is read at every call: keep what you make of it."""
    return json.loads(files(package).joinpath("lexicons", f"{name}.json").read_text("utf-8"))


def read_patterns(package: str, name: str) -> Any:
    """A lexicon of patterns that are matched against casefolded text, which has no dotless i (ingest.dates.fold_case)."""
    return json.loads(files(package).joinpath("lexicons", f"{name}.json").read_text("utf-8").replace("ı", "i"))


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
