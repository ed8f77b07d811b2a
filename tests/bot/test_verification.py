"""The last door: nothing passes that the cited version does not say, and a sentence that lies is left out whole."""

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.citations import Rejected, Verifier, outlet
from bot.draft import Draft, DraftSentence, LibraryFact, Quote, ReportFact, Segment, Wording
from ingest.add import Added
from ingest.library import Library

AGHDAM, LACHIN, FUZULI = "aghdam.txt", "https://wire.example/lachin", "week/fuzuli.txt"


def quote_of(library: Library, source: str, part: str) -> Quote:
    """The sentence of a report that holds some words."""
    version = library.version(source)
    assert version
    text = version.article.text
    sentence = next(s for s in library.sentences([version.id]) if part in text[s.start : s.end])
    return Quote(version.id, sentence.start, sentence.end, text[sentence.start : sentence.end])


def line(*segments: Segment) -> DraftSentence:
    return DraftSentence(segments)


def draft(*lines: DraftSentence, language: str = "en") -> Draft:
    return Draft("quote", language, lines)


@pytest.fixture(scope="module")
def verifier(library: Library) -> Verifier:
    return Verifier(library)


@pytest.fixture(scope="module")
def reasons(verifier: Verifier) -> Callable[..., list[str]]:
    """Why the sentence made of these segments is rejected; empty when it passes."""
    return lambda *segments, language="en": [r.reason for r in verifier.check(draft(line(*segments), language=language)).rejected]


def attributed(library: Library, source: str, part: str) -> DraftSentence:
    """A true sentence, as the quote way drafts it."""
    quote = quote_of(library, source, part)
    version = library.versions_by_id([quote.version])[quote.version]
    published = version.article.published or ""
    return line(
        ReportFact(quote.version, "outlet", outlet(version.article)), Wording("comma"),
        ReportFact(quote.version, "published", published), Wording("colon"), quote,
    )  # fmt: skip


def test_a_true_draft_passes_with_its_citation(library: Library, verifier: Verifier) -> None:
    answer = verifier.check(draft(attributed(library, AGHDAM, "412 hectares")))
    (citation,) = answer.citations
    version = library.version(AGHDAM)
    assert version
    assert answer.rejected == ()
    assert answer.text == f"Shusha Herald, 20 May 2025: “{citation.quote}” [1]"
    assert (citation.source, citation.version, citation.published) == (AGHDAM, version.digest, "2025-05-20T14:23:00+04:00")
    assert version.article.text[citation.start : citation.end] == citation.quote


def changed(old: str, new: str) -> Callable[[Quote], Quote]:
    return lambda quote: dataclasses.replace(quote, text=quote.text.replace(old, new))


def cut(library_text: str, quote: Quote, part: str) -> Quote:
    start = quote.start + quote.text.index(part)
    return dataclasses.replace(quote, start=start, end=start + len(part), text=part)


@pytest.mark.parametrize(
    ("part", "lie"),
    [
        pytest.param("36 victims", changed("36 victims", "63 victims"), id="number"),
        pytest.param("412 hectares", changed("412 hectares", "412.0 hectares"), id="number-written-otherwise"),
        pytest.param("412 hectares", changed("hectares", "acres"), id="unit"),
        pytest.param("21 were civilians", changed("civilians", "deminers"), id="noun"),
        pytest.param("118 anti-tank", changed("118 anti-tank mines and 96 anti-personnel", "96 anti-tank mines and 118 anti-personnel"), id="swapped-numbers"),
        pytest.param("36 victims", changed("May 19, 2025", "May 19, 2024"), id="period"),
        pytest.param("36 victims", changed("Nov. 10, 2020", "Nov. 10, 1991"), id="period-start"),
        pytest.param("not open", changed("is not open", "is open"), id="negation"),
        pytest.param("412 hectares", changed("Aghdam", "Lachin"), id="place"),
        pytest.param("36 victims", lambda q: dataclasses.replace(q, text=""), id="empty"),
        pytest.param("36 victims", lambda q: dataclasses.replace(q, text=q.text.upper()), id="case"),
        pytest.param("36 victims", lambda q: dataclasses.replace(q, start=q.start + 1), id="start-one-later"),
        pytest.param("36 victims", lambda q: dataclasses.replace(q, end=q.end + 1), id="end-one-later"),
        pytest.param("36 victims", lambda q: dataclasses.replace(q, start=q.start - 1, end=q.end - 1), id="both-one-earlier"),
        pytest.param("36 victims", lambda q: dataclasses.replace(q, start=q.end, end=q.start), id="ends-before-it-starts"),
        pytest.param("36 victims", lambda q: dataclasses.replace(q, version=q.version + 1), id="other-report"),
        pytest.param("36 victims", lambda q: dataclasses.replace(q, version=99_999), id="no-such-report"),
    ],
)  # fmt: skip
def test_a_quote_that_the_report_does_not_say_is_rejected(
    library: Library, reasons: Callable[..., list[str]], part: str, lie: Callable[[Quote], Quote]
) -> None:
    quote = quote_of(library, AGHDAM, part)
    assert reasons(quote) == []
    assert lie(quote) != quote
    assert len(reasons(lie(quote))) == 1


@pytest.mark.parametrize(
    ("source", "part", "kept"),
    [
        pytest.param(AGHDAM, "not open", "The road to Kangarli is", id="negation-cut-off-behind"),
        pytest.param(LACHIN, "not killed", "killed, the prosecutor's office said.", id="negation-cut-off-before"),
        pytest.param(LACHIN, "No child", "child was hurt in the blast.", id="no-cut-off"),
        pytest.param(FUZULI, "həlak olan yoxdur", "İki nəfər minaya düşərək yaralanıb, həlak olan", id="az-negation-cut-off"),
        pytest.param(AGHDAM, "21 were civilians", "21 were civilians", id="middle"),
        pytest.param(AGHDAM, "412 hectares", "12 hectares of land have been cleared of mines", id="digit-cut-off"),
        pytest.param(AGHDAM, "not open", "The road to Kangarli is not open", id="stop-cut-off"),
    ],
)
def test_a_part_of_a_sentence_is_no_quote(library: Library, reasons: Callable[..., list[str]], source: str, part: str, kept: str) -> None:
    (reason,) = reasons(cut("", quote_of(library, source, part), kept))
    assert reason.endswith("is not made of whole sentences")


def test_several_whole_sentences_in_a_row_are_a_quote(library: Library, reasons: Callable[..., list[str]]) -> None:
    first, last = quote_of(library, AGHDAM, "36 victims"), quote_of(library, AGHDAM, "21 were civilians")
    text = library.versions_by_id([first.version])[first.version].article.text
    assert reasons(Quote(first.version, first.start, last.end, text[first.start : last.end])) == []


@given(position=st.integers(0, 10_000), character=st.characters(exclude_categories=("Cs",)))
def test_any_single_changed_character_of_a_quote_is_rejected(library: Library, verifier: Verifier, position: int, character: str) -> None:
    quote = quote_of(library, AGHDAM, "36 victims")
    position %= len(quote.text)
    text = quote.text[:position] + character + quote.text[position + 1 :]
    answer = verifier.check(draft(line(dataclasses.replace(quote, text=text))))
    assert bool(answer.rejected) == (text != quote.text)


@given(start=st.integers(-3000, 3000), end=st.integers(-3000, 3000))
def test_whatever_span_passes_is_made_of_whole_sentences(library: Library, verifier: Verifier, start: int, end: int) -> None:
    version = library.version(AGHDAM)
    assert version
    answer = verifier.check(draft(line(Quote(version.id, start, end, version.article.text[start:end]))))
    sentences = library.sentences([version.id])
    whole = start in {s.start for s in sentences} and end in {s.end for s in sentences} and start < end
    assert bool(answer.citations) == whole


@pytest.mark.parametrize(
    ("of", "value"),
    [
        pytest.param("outlet", "Mountain Wire", id="other-outlet"),
        pytest.param("outlet", "shusha herald", id="outlet-in-lower-case"),
        pytest.param("published", "2025-05-21", id="other-day"),
        pytest.param("published", "2025", id="year-alone"),
        pytest.param("published", "", id="no-date"),
        pytest.param("byline", "Nigar Alili", id="a-fact-that-is-not-checked"),
    ],
)
def test_a_wrong_attribution_is_rejected(library: Library, reasons: Callable[..., list[str]], of: str, value: str) -> None:
    quote = quote_of(library, AGHDAM, "36 victims")
    assert len(reasons(ReportFact(quote.version, of, value), Wording("colon"), quote)) == 1


def test_a_date_that_the_report_lacks_cannot_be_said(library: Library, reasons: Callable[..., list[str]]) -> None:
    version = library.version(AGHDAM)
    assert version
    assert reasons(ReportFact(version.id, "title", "")) != []


def test_a_quote_may_not_be_attributed_to_another_report(library: Library, reasons: Callable[..., list[str]]) -> None:
    quote, other = quote_of(library, AGHDAM, "36 victims"), quote_of(library, LACHIN, "No child")
    assert reasons(ReportFact(other.version, "outlet", "Mountain Wire"), Wording("colon"), other) == []
    (reason,) = reasons(ReportFact(other.version, "outlet", "Mountain Wire"), Wording("colon"), quote)
    assert "another report" in reason


@pytest.mark.parametrize(
    ("of", "value"),
    [("reports", "9"), ("reports", "7"), ("reports", ""), ("first", "2020"), ("last", "2026-02-24"), ("last", "2026"), ("victims", "8")],
    ids="-".join,
)
def test_a_wrong_fact_about_the_library_is_rejected(reasons: Callable[..., list[str]], of: str, value: str) -> None:
    assert len(reasons(LibraryFact(of, value))) == 1


def test_true_facts_about_the_library_pass(reasons: Callable[..., list[str]]) -> None:
    assert reasons(LibraryFact("reports", "8"), LibraryFact("first", "2021"), LibraryFact("last", "2026-02-23")) == []


@pytest.mark.parametrize(("key", "language"), [("14 were killed", "en"), ("", "en"), ("about", "en"), ("colon", "fr")])
def test_wording_that_is_not_in_the_catalogue_is_rejected(reasons: Callable[..., list[str]], key: str, language: str) -> None:
    assert len(reasons(Wording(key), language=language)) == 1


def test_a_sentence_that_lies_is_left_out_whole_and_the_numbers_of_the_rest_stay_right(library: Library, verifier: Verifier) -> None:
    first, lie, last = (attributed(library, s, p) for s, p in ((AGHDAM, "412 hectares"), (AGHDAM, "36 victims"), (LACHIN, "No child")))
    false_quote = dataclasses.replace(quote_of(library, AGHDAM, "36 victims"), text="There were 99 victims.")
    lie = line(*lie.segments[:-1], false_quote)
    answer = verifier.check(draft(first, lie, last))
    assert [r.sentence for r in answer.rejected] == [lie]
    assert [(c.number, c.source) for c in answer.citations] == [(1, AGHDAM), (2, LACHIN)]
    assert [shown[-4:] for shown in answer.text.split("\n")] == [" [1]", " [2]"]
    assert "99" not in answer.text


def test_the_same_quote_said_twice_has_one_number(library: Library, verifier: Verifier) -> None:
    once = attributed(library, AGHDAM, "412 hectares")
    answer = verifier.check(draft(once, once))
    assert (len(answer.citations), answer.text.count("[1]")) == (1, 2)


def test_a_draft_of_lies_alone_leaves_nothing(library: Library, verifier: Verifier) -> None:
    answer = verifier.check(draft(line(dataclasses.replace(quote_of(library, AGHDAM, "36 victims"), text="Nobody was hurt."))))
    assert (answer.text, answer.citations, len(answer.rejected)) == ("", (), 1)
    assert isinstance(answer.rejected[0], Rejected)


def test_a_quote_of_an_older_version_is_rejected(own_library: Path, own_reports: Path, add: Callable[..., Added]) -> None:
    with Library.open(own_library) as before:
        old = quote_of(before, AGHDAM, "36 victims")
    (own_reports / AGHDAM).write_text((own_reports / AGHDAM).read_text("utf-8").replace("36 victims", "38 victims"), "utf-8")
    add(own_library, own_reports)
    with Library.open(own_library) as after:
        rejected = Verifier(after).check(draft(line(old))).rejected
        assert Verifier(after).check(draft(line(quote_of(after, AGHDAM, "38 victims")))).rejected == ()
    assert "not in this generation" in rejected[0].reason


def test_a_quote_that_points_back_carries_the_sentence_it_points_to(library: Library, verifier: Verifier) -> None:
    (citation,) = verifier.check(draft(attributed(library, AGHDAM, "21 were civilians"))).citations
    version = library.version(AGHDAM)
    assert version
    assert citation.context
    assert "36 victims" in citation.context.quote
    assert version.article.text[citation.context.start : citation.context.end] == citation.context.quote


def test_a_quote_that_stands_alone_carries_none(library: Library, verifier: Verifier) -> None:
    (citation,) = verifier.check(draft(attributed(library, AGHDAM, "412 hectares"))).citations
    assert citation.context is None
