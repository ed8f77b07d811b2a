"""The record of the lexicons' entries: those that change something in the sets, and those that change nothing, with the reason why each is kept."""

import hashlib
from collections.abc import Iterable, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

import orjson

from eval.entries import Entry, entries_of, lexicons
from eval.lexicons import Outcome

FILE = "lexicons.json"
DIGITS = 8  # of an entry's digest


def digest(entry: Entry) -> str:
    """What stands for an entry that changes something."""
    return hashlib.sha256(entry.id.encode()).hexdigest()[:DIGITS]


def read_record() -> dict[str, Any]:
    """The record on file, by lexicon: `changes` are digests, `kept` reasons with the entries that they are for."""
    record: dict[str, Any] = orjson.loads(files("eval").joinpath(FILE).read_bytes())
    return record


def unreasoned(record: dict[str, Any], entries: Iterable[Entry]) -> list[Entry]:
    """The entries of recorded lexicons that neither change anything nor have a reason."""
    known = {name: (set(r["changes"].split()), {e for kept in r["kept"].values() for e in kept}) for name, r in record["lexicons"].items()}
    return [e for e in entries if e.file in known and digest(e) not in known[e.file][0] and e.id not in known[e.file][1]]


def recorded_entries() -> list[Entry]:
    """Every entry of every lexicon by which something is read."""
    return [e for package, name in lexicons() for e in entries_of(package, name)]


def write_record(outcomes: Sequence[Outcome], path: Path) -> list[Entry]:
    """Write what taking out each entry did; reasons that stand in the file are kept. Returns the entries that have none."""
    record: dict[str, Any] = orjson.loads(path.read_bytes()) if path.is_file() else {"about": ABOUT, "lexicons": {}}
    for name in sorted({o.entry.file for o in outcomes}):
        own = [o for o in outcomes if o.entry.file == name]
        still = {o.entry.id for o in own if o.status != "changes"}
        before = record["lexicons"].get(name, {"kept": {}})["kept"]
        kept = {reason: [e for e in entries if e in still] for reason, entries in before.items()}
        changes = " ".join(sorted({digest(o.entry) for o in own if o.status == "changes"}))
        record["lexicons"][name] = {"changes": changes, "kept": {reason: entries for reason, entries in kept.items() if entries}}
    path.write_bytes(orjson.dumps(record, option=orjson.OPT_INDENT_2))
    return unreasoned(record, [o.entry for o in outcomes])


ABOUT = (
    "Written by `python -m eval lexicons --record`. changes: digests of the entries without which something is read otherwise in the sets "
    "(sample and blind reports and questions, safety messages, labelled sentences). kept: the entries that change nothing there, under the reason why they stay."
)
