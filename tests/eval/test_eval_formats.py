"""Outside data is read as it is, and answered over its own passages."""

import json
from pathlib import Path
from typing import Any

import pytest

from eval.formats import read_set
from ingest.errors import UserError

CONTEXT = "Deminers found 77 mines in the Shusha district in June 2024. The road to the north is open again."
SQUAD: dict[str, Any] = {
    "version": "v2.0",
    "data": [{"title": "Mine_clearance", "paragraphs": [{"context": CONTEXT, "qas": [
        {"id": "q1", "question": "How many mines were found?", "answers": [{"text": "77", "answer_start": 15}, {"text": "77 mines", "answer_start": 15}], "is_impossible": False},
        {"id": "q2", "question": "Who opened the road?", "answers": [], "is_impossible": True},
    ]}]}],
}  # fmt: skip
PASSAGES = [
    {"id": "p1", "question": "How many hectares were cleared?", "passages": ["Teams cleared 512 hectares in May 2024.", "It rained."], "answer": "512 hectares"},
    {"question": "What did it cost?", "passages": ["Teams cleared 512 hectares in May 2024."], "answer": None},
]  # fmt: skip


def lines(folder: Path, *records: object) -> Path:
    path = folder / "cases.jsonl"
    path.write_text("\n".join(json.dumps(r) if not isinstance(r, str) else r for r in records), "utf-8")
    return path


def squad(folder: Path, record: object = SQUAD) -> Path:
    path = folder / "dev.json"
    path.write_text(json.dumps(record), "utf-8")
    return path


def test_squad_questions_become_cases_with_their_answers(tmp_path: Path) -> None:
    first, second = read_set(squad(tmp_path)).cases
    assert (first.answers, first.require, first.type, first.lang) == (("77", "77 mines"), (("77", "77 mines"),), "extractive", "en")
    assert (second.refuse, second.require, second.evidence_articles) == (True, (), ())


def test_the_sentence_of_a_squad_answer_supports_it(tmp_path: Path) -> None:
    (support,) = read_set(squad(tmp_path)).cases[0].support
    assert support.text == "Deminers found 77 mines in the Shusha district in June 2024."


def test_a_context_becomes_one_article_with_its_title(tmp_path: Path) -> None:
    read = read_set(squad(tmp_path))
    assert list((read.texts or {}).values()) == [f"TITLE: Mine clearance\n\n{CONTEXT}"]
    assert read.cases[0].evidence_articles == ((next(iter(read.texts or {})),),)


def test_questions_with_passages_become_cases(tmp_path: Path) -> None:
    read = read_set(lines(tmp_path, *PASSAGES))
    first, second = read.cases
    assert (first.id, first.answers, len(first.evidence_articles[0]), len(first.articles)) == ("p1", ("512 hectares",), 1, 1)
    assert (second.id, second.refuse, len(read.texts or {})) == ("2", True, 2)


def test_cases_of_our_own_form_are_read_as_ever(tmp_path: Path) -> None:
    own = {"id": "a", "question": "How many?", "type": "count", "lang": "en", "require": [["5"]], "refuse": False, "evidence_articles": []}
    read = read_set(lines(tmp_path, own))
    assert (read.cases[0].id, read.texts, read.folder) == ("a", None, None)


@pytest.mark.parametrize(
    ("record", "said"),
    [
        pytest.param({"question": "How many?", "passages": ["x"], "answer": 5}, 'line 2: "answer" is 5', id="a number for the answer"),
        pytest.param({"question": "How many?", "passages": "x", "answer": "5"}, 'line 2: wants "question"', id="a text for passages"),
        pytest.param("{", "line 2: is not valid JSON", id="broken"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, record: object, said: str) -> None:
    with pytest.raises(UserError) as raised:
        read_set(lines(tmp_path, PASSAGES[0], record))
    assert said in str(raised.value)


@pytest.mark.parametrize("record", [{"data": [{"paragraphs": [{}]}]}, {"rows": []}, [1]], ids=["no context", "no data", "a list"])
def test_what_is_not_in_squads_form_is_an_error(tmp_path: Path, record: object) -> None:
    with pytest.raises(UserError, match="SQuAD's form"):
        read_set(squad(tmp_path, record))


def test_an_id_twice_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="'p1' stands twice"):
        read_set(lines(tmp_path, PASSAGES[0], PASSAGES[0]))
