"""A whole run over a small library: three reports, two yardsticks, one place for what staff trust."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from bot.citations import Answer, Citation
from bot.conversation import Bot
from eval.answerers import Reply
from eval.baseline import Change
from eval.cases import Case, Support
from eval.citing import Shelf
from eval.html import Found, as_html
from eval.junit import as_junit
from eval.run import Result, check_support, judge, run_cases, shelf_of
from eval.suite import Order, choose, run_suite, write_reports
from eval.yardsticks import CHUNK, TOP, Guesser, PlainRetrieval
from ingest.encoder import Encoder
from ingest.errors import UserError
from ingest.library import Library

HOSTILE = "<script>alert(1)</script> & \x0b"


@pytest.fixture
def shelf(stored: Callable[[str, str], str | None]) -> Shelf:
    return Shelf(stored, counts=frozenset({28.0}))


@pytest.fixture
def results(case: Case, refusing: Case, answer: Answer, refusal: Answer, shelf: Shelf) -> list[Result]:
    wrong = replace(refusing, id="c3", question=HOSTILE, history=(HOSTILE,), tags=("odd",))
    return [
        judge(case, Reply(answer, 0.1, ("aghdam.txt",)), shelf),
        judge(refusing, Reply(refusal, 0.1, ()), shelf),
        judge(wrong, Reply(replace(answer, text=f"{answer.text} {HOSTILE}"), 0.1, ()), shelf),
    ]


def test_junit_has_a_test_for_each_case_and_a_failure_for_each_wrong_one(results: list[Result]) -> None:
    suites = ElementTree.fromstring(as_junit(results, "three cases"))  # noqa: S314 (our own document)
    assert (suites.get("tests"), suites.get("failures")) == ("3", "1")
    assert [s.get("name") for s in suites] == ["count", "unanswerable"]
    (failure,) = suites.iter("failure")
    assert failure.get("message") == "answers what the reports do not state"


def test_the_page_escapes_what_cases_and_answers_hold(results: list[Result], shelf: Shelf) -> None:
    page = as_html(Found(HOSTILE, results, {}, None, shelf))
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_the_page_shows_a_quote_in_its_context(results: list[Result], shelf: Shelf) -> None:
    page = as_html(Found("cases", results, {}, None, shelf))
    assert "Aghdam news. <mark>Deminers cleared 37,154 hectares in the district by 19 May 2025.</mark>" in page


def test_the_page_shows_a_quote_that_is_not_the_stored_text_as_such(case: Case, answer: Answer, citation: Citation, shelf: Shelf) -> None:
    forged = replace(answer, citations=(replace(citation, quote="Deminers cleared 99 hectares."),))
    page = as_html(Found("cases", [judge(case, Reply(forged, 0.1, ()), shelf)], {}, None, shelf))
    assert "not the stored text:</strong> Deminers cleared 99 hectares." in page


def test_the_page_asks_nobody_for_anything(results: list[Result], shelf: Shelf) -> None:
    page = as_html(Found("cases", results, {"other": results}, [Change("right", ("c1",), ("c3",), 3)], shelf, "an opinion"))
    assert "default-src 'none'" in page
    assert not any(part in page for part in ("http://", "https://", "src=", "@import", "url("))


def test_a_labelled_sentence_must_stand_in_its_article(case: Case, library: Library) -> None:
    label = Support("aghdam.txt", "412 hectares of land have been cleared of mines")
    check_support([replace(case, support=(label,))], library)
    with pytest.raises(UserError, match=r"case c1: aghdam\.txt does not hold the labelled text '413 hectares'"):
        check_support([replace(case, support=(Support("aghdam.txt", "413 hectares"),))], library)


def test_cases_are_chosen_by_type_tag_language_or_difficulty(case: Case, refusing: Case) -> None:
    tagged = replace(refusing, tags=("other place",), difficulty="hard")
    assert [choose([case, tagged], mark) for mark in ("count", "other place", "hard", None)] == [[case], [tagged], [tagged], [case, tagged]]
    with pytest.raises(UserError, match="there are count, en, hard, other place, unanswerable"):
        choose([case, tagged], "poetry")


def test_plain_retrieval_quotes_the_nearest_chunks_exactly(case: Case, library: Library, encoder: Encoder) -> None:
    asked = replace(
        case,
        question="How many hectares were cleared in the Kalbajar district?",
        require=(("57.5",),),
        evidence_articles=(("kalbajar.txt",),),
    )
    (found,) = run_cases([asked], PlainRetrieval(library, encoder), shelf_of(library))
    assert found.exact == (True,) * TOP
    assert all(len(c.quote) <= CHUNK for c in found.answer.citations)
    assert found.right
    assert not found.refused
    assert found.reply.ranked[0] == "kalbajar.txt"


def test_plain_retrieval_never_refuses(refusing: Case, library: Library, encoder: Encoder) -> None:
    (found,) = run_cases([refusing], PlainRetrieval(library, encoder), shelf_of(library))
    assert (found.refused, found.right) == (False, False)


def test_the_guesser_answers_what_the_most_alike_other_question_expects(case: Case, refusing: Case) -> None:
    like = replace(case, id="c9", question="How many hectares were cleared in Agdam?", require=(("5",),))
    guesser = Guesser([case, refusing, like])
    assert guesser.reply(case).answer.text == "5; 2025"
    assert guesser.reply(like).answer.text == "37154; 2025"


def test_the_guesser_needs_another_case(case: Case) -> None:
    with pytest.raises(ValueError, match="another case"):
        Guesser([case])


CASES = [
    {"id": "k1", "question": "How many hectares were cleared in the Kalbajar district between 2 and 8 February?", "type": "count", "lang": "en", "require": [["57.5"]], "refuse": False,
     "evidence_articles": [["kalbajar.txt"]], "support": [{"article": "kalbajar.txt", "text": "57.5 hectares were cleared in the Kalbajar district"}]},
    {"id": "k2", "question": "How many dogs does the agency have?", "type": "unanswerable", "lang": "en", "require": [], "refuse": True, "evidence_articles": [], "tags": ["not stated"]},
]  # fmt: skip


@pytest.fixture(scope="module")
def order(tmp_path_factory: pytest.TempPathFactory, library_folder: Path) -> Order:
    file = tmp_path_factory.mktemp("cases") / "cases.jsonl"
    file.write_text("\n".join(map(json.dumps, CASES)), "utf-8")
    return Order(file, library_folder)


def test_a_run_writes_three_reports_with_the_yardsticks_beside(order: Order, tmp_path: Path) -> None:
    seen: list[tuple[str, int, int]] = []
    found = run_suite(order, lambda *step: seen.append(step))
    assert [p.name for p in write_reports(found, tmp_path / "new" / "reports")] == ["report.html", "report.json", "junit.xml"]
    record = json.loads((tmp_path / "new/reports/report.json").read_text("utf-8"))
    assert list(record["yardsticks"]) == ["plain LangChain retrieval", "guesser that reads no report"]
    assert [r["id"] for r in record["results"]] == ["k1", "k2"]
    assert seen[-1] == ("guesser that reads no report", 2, 2)


def test_a_second_run_turns_no_case(order: Order, tmp_path: Path) -> None:
    write_reports(run_suite(replace(order, yardsticks=False)), tmp_path)
    again = run_suite(replace(order, yardsticks=False, baseline=tmp_path / "report.json", jobs=2))
    assert again.changes
    assert not any(c.newly_right or c.newly_wrong for c in again.changes)


def test_a_judges_opinion_stands_apart(order: Order) -> None:
    found = run_suite(replace(order, yardsticks=False), opinion=lambda f: f"{len(f.results)} answers seem fine")
    assert found.judged == "2 answers seem fine"
    assert "never in the gate" in as_html(found)


def test_outside_data_is_answered_over_its_own_passages(tmp_path: Path) -> None:
    line = {
        "id": "p",
        "question": "How many mines were found in Shusha?",
        "passages": ["Deminers found 77 mines in the Shusha district in June 2024."],
        "answer": "77",
    }
    (tmp_path / "cases.jsonl").write_text(json.dumps(line), "utf-8")
    found = run_suite(Order(tmp_path / "cases.jsonl", yardsticks=False))
    assert [(r.right, r.case.type) for r in found.results] == [(True, "extractive")]


def test_this_year_is_the_year_of_the_last_report(library_folder: Path) -> None:
    from eval.libraries import day_after, open_bot

    with open_bot(library_folder, None) as bot:
        assert isinstance(bot, Bot)
        assert bot.clock() == day_after("2026-02-23")


def test_a_folder_that_cannot_be_is_an_error(results: list[Result], shelf: Shelf, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("here", "utf-8")
    with pytest.raises(UserError, match="cannot be a folder of reports"):
        write_reports(Found("cases", results, {}, None, shelf), tmp_path / "file")
