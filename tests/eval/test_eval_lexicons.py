"""The record of the lexicons' entries, and how an entry is found to change what is read."""

import gc

import pytest

from eval.entries import Entry, entries_of, without
from eval.lexicon_record import read_record, recorded_entries, unreasoned
from eval.lexicons import Index, Text, _caches, judge


def entry(lexicon: str, text: str, package: str = "ingest") -> Entry:
    return next(e for e in entries_of(package, lexicon) if e.text == text)


def test_every_entry_of_the_recorded_lexicons_changes_something_or_has_its_reason() -> None:
    left = [f"{e.file}, {e.id}" for e in unreasoned(read_record(), recorded_entries())]
    assert left == [], "run python -m eval lexicons --record, then say in eval/lexicons.json why each of these is kept, or delete it"


def test_the_record_holds_no_entry_that_is_gone() -> None:
    entries = {(e.file, e.id) for e in recorded_entries()}
    kept = [(name, e) for name, r in read_record()["lexicons"].items() for group in r["kept"].values() for e in group]
    assert [k for k in kept if k not in entries] == []


def test_a_new_entry_without_a_reason_is_found() -> None:
    new = Entry("bot", "questions", ("newest", 99), "freshest ever")
    assert unreasoned(read_record(), [new]) == [new]


def test_an_entry_taken_out_leaves_the_others() -> None:
    taken = entry("actors", "border service")
    left = without(taken)["State Border Service"]["forms"]
    assert "border service" not in left
    assert len(left) == len([e for e in entries_of("ingest", "actors") if e.path[0] == "State Border Service"])


def test_looking_for_caches_asks_no_object_for_anything() -> None:
    class Touchy:
        def __getattribute__(self, name: str) -> object:
            raise AssertionError(f"was asked for {name}")

    touchy = [Touchy()]
    assert gc.is_tracked(touchy[0])
    assert _caches.__wrapped__()


@pytest.mark.parametrize(
    ("lexicon", "word", "text", "status"),
    [
        pytest.param("actors", "border service", "The border service found 12 mines on 3 May 2024.", "changes", id="changes"),
        pytest.param("actors", "border service", "Deminers found 12 mines on 3 May 2024.", "unseen", id="unseen"),
    ],
)
def test_an_entry_is_judged_by_what_is_read_without_it(lexicon: str, word: str, text: str, status: str) -> None:
    index = Index([Text(text, "en", "2024-05-04")])
    assert judge(entry(lexicon, word), index).status == status
