"""Statements and citations are counted as ALCE does, against labelled sentences."""

from dataclasses import replace

import pytest

from bot.citations import Answer, Citation, Span
from eval.cases import Case, Support
from eval.citing import Shelf, score_citations, statements

TEXT = "Aghdam news. 394 people were hit, 70 of them killed. In this period 14 children were hit. The road is open."
SHELF = Shelf(lambda source, _: TEXT if source == "a.txt" else None)
LABELLED = "In this period 14 children were hit."
CASE = Case(
    "c",
    "How many children?",
    "count",
    "en",
    (("14",),),
    refuse=False,
    evidence_articles=(("a.txt",),),
    support=(Support("a.txt", LABELLED),),
)


def cite(number: int, quote: str, context: str | None = None) -> Citation:
    start = TEXT.index(quote)
    span = Span(TEXT.index(context), TEXT.index(context) + len(context), context) if context else None
    return Citation(number, "a.txt", "d", None, None, None, None, "en", quote, start, start + len(quote), span)


CHILDREN, TOTAL, ROAD = cite(1, LABELLED), cite(2, "394 people were hit, 70 of them killed."), cite(3, "The road is open.")


def answer(text: str, *citations: Citation) -> Answer:
    return Answer("figure", text, "en", citations)


def test_lines_without_a_mark_or_a_number_state_nothing() -> None:
    assert [s.cited for s in statements("14 were hit [1][2].\nThey differ in their dates.\n70 died.")] == [(1, 2), ()]


@pytest.mark.parametrize(
    ("text", "citations", "held", "needed"),
    [
        pytest.param("14 were hit [1].", (CHILDREN,), (True,), (True,), id="a labelled sentence"),
        pytest.param("14 were hit [3].", (ROAD,), (False,), (False,), id="another sentence"),
        pytest.param("14 were hit.", (), (False,), (), id="nothing cited"),
        pytest.param("15 were hit [1].", (CHILDREN,), (False,), (False,), id="another number"),
        pytest.param("14 were hit [1][3].", (CHILDREN, ROAD), (True,), (True, False), id="one citation too many"),
        pytest.param("14 of 394 were hit [1][2].", (CHILDREN, TOTAL), (True,), (True, True), id="a number that only the other bears"),
        pytest.param("14 were hit [1].\n394 in all [2].", (CHILDREN, TOTAL), (True, True), (True, True), id="a statement beside"),
        pytest.param("14 were hit [1].\n395 in all [2].", (CHILDREN, TOTAL), (True, False), (True, False), id="a wrong one beside"),
        pytest.param(
            "14 were hit [1].\nHerald: “The road is open.” [3]",
            (CHILDREN, ROAD),
            (True, True),
            (True, False),
            id="a quote beside the point",
        ),
        pytest.param("14 were hit [9].", (CHILDREN,), (False,), (), id="a mark of no citation"),
    ],
)
def test_statements_are_borne_out_and_citations_needed(
    text: str, citations: tuple[Citation, ...], held: tuple[bool, ...], needed: tuple[bool, ...]
) -> None:
    scored = score_citations(CASE, answer(text, *citations), SHELF)
    assert (scored.statements, scored.citations) == (held, needed)


def test_the_sentence_that_a_quote_points_back_to_counts() -> None:
    pointing = cite(1, "The road is open.", context=LABELLED)
    assert score_citations(CASE, answer("14 were hit [1].", pointing), SHELF).statements == (True,)


def test_cited_text_is_read_from_the_stored_version_not_from_the_quote() -> None:
    forged = replace(ROAD, number=1, quote=LABELLED)
    assert score_citations(CASE, answer("14 were hit [1].", forged), SHELF).statements == (False,)


def test_the_same_words_in_another_article_are_no_support() -> None:
    other = Shelf(lambda _source, _digest: TEXT)
    moved = replace(CHILDREN, source="b.txt")
    assert score_citations(CASE, answer("14 were hit [1].", moved), other).statements == (False,)


def test_a_case_without_labels_is_not_judged() -> None:
    with pytest.raises(ValueError, match="no labelled support"):
        score_citations(replace(CASE, support=()), answer("14 [1]", CHILDREN), SHELF)
