"""The library as readers see it: what it holds, and which reports a filter lets through."""

import threading
from pathlib import Path

import pytest

from ingest.encoder import Encoder
from ingest.library import Filter, Library

KALBAJAR, FUZULI, JABRAYIL, LACHIN = "week/kalbajar.txt", "week/fuzuli.txt", "week/jabrayil.txt", "https://wire.example/lachin"
OTHERS = ("aghdam.txt", "archive.jsonl#khojavend", "archive.jsonl#terter", "hostile.txt")


def passing(library: Library, wanted: Filter) -> set[str]:
    ids = library.passages_by_key(library.allowed_keys(wanted)).values()
    return {v.article.source for v in library.versions_by_id({p.version for p in library.passages(ids).values()}).values()}


@pytest.mark.parametrize(
    ("wanted", "sources"),
    [
        pytest.param(Filter(), {KALBAJAR, FUZULI, JABRAYIL, LACHIN, *OTHERS}, id="none"),
        pytest.param(Filter(published_from="2026-02-10"), {FUZULI, JABRAYIL}, id="from"),
        pytest.param(Filter(published_from="2026-02-16", published_to="2026-02-16"), {FUZULI}, id="one-day"),
        pytest.param(Filter(published_to="2022-12-31"), {"archive.jsonl#terter"}, id="to"),
        pytest.param(Filter(published_from="2021-06-01", published_to="2021-06-30"), {"archive.jsonl#terter"}, id="inside-a-reduced-date"),
        pytest.param(Filter(published_from="2025-05-20", published_to="2025-05-20"), {"aghdam.txt"}, id="day-with-a-time"),
        pytest.param(Filter(places=("Aghdam",)), {"aghdam.txt"}, id="place"),
        pytest.param(Filter(places=("Fuzuli", "Jabrayil")), {FUZULI, JABRAYIL}, id="either-place"),
        pytest.param(Filter(languages=("az", "ru")), {FUZULI, JABRAYIL}, id="languages"),
        pytest.param(Filter(languages=("en",), published_from="2026-01-01"), {KALBAJAR}, id="both-must-hold"),
        pytest.param(Filter(places=("Nowhere",)), set(), id="nothing-passes"),
    ],
)
def test_a_filter_lets_through_the_reports_that_meet_it(library: Library, wanted: Filter, sources: set[str]) -> None:
    assert passing(library, wanted) == sources


def test_a_filter_holds_for_full_text_search_too(library: Library) -> None:
    hits = library.search(["c_cleared", "n57_5", "n83"], 20, Filter(languages=("az",)))
    versions = library.versions_by_id({p.version for p in library.passages([h.passage for h in hits]).values()})
    assert {v.article.source for v in versions.values()} == {FUZULI}


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="counts open files as Linux lists them")
def test_open_files_do_not_grow_with_the_threads_that_come_and_go(library_folder: Path) -> None:
    with Library.open(library_folder) as opened:
        opened.coverage()
        before = len(list(Path("/proc/self/fd").iterdir()))
        for _ in range(200):
            thread = threading.Thread(target=opened.coverage)
            thread.start()
            thread.join()
        assert len(list(Path("/proc/self/fd").iterdir())) < before + 100  # SQLite and Python close some a little later


def test_searching_for_nothing_finds_nothing(library: Library) -> None:
    assert library.search([], 20) == []


@pytest.mark.parametrize("term", ['"', "a OR b", "NEAR(a b)", "*", "(", "^a", "a:b", "-a", "'; DROP TABLE version; --"])
def test_the_syntax_of_full_text_queries_is_not_obeyed(library: Library, term: str) -> None:
    assert library.search([term], 20) == []


def test_coverage_says_how_many_reports_from_when_to_when_and_in_which_languages(library: Library) -> None:
    coverage = library.coverage()
    assert (coverage.reports, coverage.first, coverage.last, coverage.languages) == (8, "2021", "2026-02-23", ("az", "en", "ru"))
    assert not coverage.samples


def test_a_library_knows_its_embedding_model(library: Library, encoder: Encoder) -> None:
    assert library.model() == encoder.identity


def test_the_stored_sentences_stand_in_the_stored_text(library: Library) -> None:
    versions = library.versions_by_id(v.id for v in library.versions())
    for sentence in library.sentences(versions):
        text = versions[sentence.version].article.text[sentence.start : sentence.end]
        assert text == text.strip() != ""


def test_threads_read_one_library_side_by_side(library: Library) -> None:
    found: list[list[str]] = []

    def read() -> None:
        found.append([v.article.source for v in library.versions()])

    threads = [threading.Thread(target=read) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [[v.article.source for v in library.versions()]] * 8
