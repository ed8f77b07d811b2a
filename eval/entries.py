"""The entries of the lexicons: every word and pattern by where it stands, and each lexicon as it is without one of them."""

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from ingest.lexicon_files import read_lexicon

NOTHING = "\ue000"  # a private character: no text holds it, as a word or as a pattern
WORDING = frozenset(
    {("bot", "labels"), ("bot", "phrases"), ("bot", "place_names")}
)  # what answers are put into words with: nothing is read by these
WORDS_IN_A_LINE = "stopwords"
_META = re.compile(r"[\\^$.|?*+()\[\]{}]")


@dataclass(frozen=True)
class Entry:
    """One word or pattern of a lexicon; `path` leads to it through the JSON."""

    package: str
    lexicon: str
    path: tuple[str | int, ...]
    text: str

    @property
    def file(self) -> str:
        """What its lexicon is called in the record of entries."""
        return f"{self.package}/{self.lexicon}"

    @property
    def id(self) -> str:
        """What tells it apart: the names on the way to it, and the entry itself; numbers of places in lists may shift."""
        return f"{'/'.join(str(p) for p in self.path if isinstance(p, str))}: {self.text}"

    @property
    def is_pattern(self) -> bool:
        """Whether it is a regular expression."""
        return _META.search(self.text.removesuffix("=")) is not None


def lexicons() -> list[tuple[str, str]]:
    """The packages and names of all lexicons by which something is read."""
    found = [(p, f.name.removesuffix(".json")) for p in ("bot", "ingest") for f in files(p).joinpath("lexicons").iterdir()]
    return sorted(set(found) - WORDING)


def entries_of(package: str, lexicon: str) -> list[Entry]:
    """The entries of one lexicon, in order."""
    content = read_lexicon(package, lexicon)
    if lexicon == WORDS_IN_A_LINE:
        return [
            Entry(package, lexicon, (language,), word) for language, line in content.items() if language != "about" for word in line.split()
        ]
    return [Entry(package, lexicon, path, text) for path, text in _leaves(content, ())]


def _leaves(node: Any, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(node, dict):
        for key in ["forms"] if "forms" in node else [k for k in node if k not in {"about", "notice"}]:
            if isinstance(node[key], int | float):
                yield (*path, key), key
            else:
                yield from _leaves(node[key], (*path, key))
    elif isinstance(node, list):
        for number, item in enumerate(node):
            yield from _leaves(item, (*path, number))
    elif isinstance(node, str) and node:
        yield path, node


def without(entry: Entry) -> Any:
    """The content of an entry's lexicon with nothing in the entry's stead."""
    content = copy.deepcopy(read_lexicon(entry.package, entry.lexicon))
    *way, last = entry.path
    node = content
    for step in way:
        node = node[step]
    if entry.lexicon == WORDS_IN_A_LINE:
        node[last] = " ".join(w for w in node[last].split() if w != entry.text)
    elif isinstance(node[last], str):
        node[last] = NOTHING
    else:
        node[NOTHING] = node.pop(last)
    return content
