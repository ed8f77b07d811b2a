"""Cases in other people's formats: SQuAD's JSON, and a JSONL of questions with their passages and answers.

SQuAD 1.1 and 2.0: {"data": [{"title", "paragraphs": [{"context", "qas": [{"id", "question", "answers": [{"text", "answer_start"}],
"is_impossible"}]}]}]}. The JSONL: {"question", "passages": [text, …], "answer": text or list of texts, or null for none}, with an "id" where
there is one. Each context or passage becomes an article.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.cases import Case, Support, read_cases, read_object
from eval.libraries import case_file, own_articles
from ingest.articles import detect_language
from ingest.errors import UserError
from ingest.sentences import split_sentences

IMPOSSIBLE, EXTRACTIVE = "unanswerable", "extractive"  # types of the cases that are made


@dataclass(frozen=True)
class CaseSet:
    """Cases with the articles that they are about: a folder of them, or texts by the names of their files; neither for the samples' cases."""

    cases: list[Case]
    folder: Path | None = None
    texts: dict[str, str] | None = None


def read_set(path: Path) -> CaseSet:
    """The cases of a file or folder in any of the known formats. Raises UserError that says what is wrong, and where."""
    file = case_file(path)
    if file.suffix == ".json":
        return _squad(file)
    first = _first_line(file)
    if first is not None and "passages" in first:
        return _passages(file)
    return CaseSet(read_cases(file), own_articles(path))


def _first_line(file: Path) -> dict[str, Any] | None:
    try:
        with file.open(encoding="utf-8") as lines:
            line = next((line for line in lines if line.strip()), "")
        record = json.loads(line)
    except (OSError, ValueError):
        return None
    return record if isinstance(record, dict) else None


def _squad(file: Path) -> CaseSet:
    try:
        data = json.loads(file.read_text("utf-8"))["data"]
    except OSError as error:
        raise UserError(f"{file}: cannot be read ({error.strerror}); give a file of cases") from error
    except (ValueError, KeyError, TypeError) as error:
        raise UserError(f'{file}: is not in SQuAD\'s form ({error!r}); it has "data", a list of articles with paragraphs') from error
    cases, texts = [], dict[str, str]()
    for number, article in enumerate(data, 1):
        try:
            for paragraph in article["paragraphs"]:
                name = _named(paragraph["context"], article.get("title", ""), texts)
                cases += [_squad_case(qa, name, paragraph["context"]) for qa in paragraph["qas"]]
        except (KeyError, TypeError, AttributeError) as error:
            raise UserError(f"{file}: article {number} of data is not in SQuAD's form ({error!r}); mend it") from error
    return CaseSet(_unique(cases, file), texts=texts)


def _squad_case(qa: dict[str, Any], name: str, context: str) -> Case:
    answers = tuple(dict.fromkeys(a["text"] for a in qa["answers"] if a["text"].strip())) if not qa.get("is_impossible") else ()
    support = tuple(dict.fromkeys(Support(name, _sentence(context, a["answer_start"])) for a in qa["answers"])) if answers else ()
    return _case(str(qa["id"]), qa["question"], answers, (name,), support)


def _passages(file: Path) -> CaseSet:
    cases, texts = [], dict[str, str]()
    for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
        if not line.strip():
            continue
        where = f"{file} line {number}"
        record = read_object(line, where)
        question, passages, answer = record.get("question"), record.get("passages"), record.get("answer", record.get("answers"))
        answers = [answer] if isinstance(answer, str) else answer or []
        if not isinstance(question, str) or not isinstance(passages, list) or not all(isinstance(p, str) and p.strip() for p in passages):
            raise UserError(f'{where}: wants "question", a text, and "passages", a list of texts; mend it')
        if not isinstance(answers, list) or not all(isinstance(a, str) and a.strip() for a in answers):
            raise UserError(f'{where}: "answer" is {answer!r}, not a text, a list of texts or null; mend it')
        names = [(_named(p, "", texts), p) for p in passages]
        holding = tuple(name for name, p in names if any(a.lower() in p.lower() for a in answers))
        cases.append(_case(str(record.get("id", number)), question, tuple(answers), holding or tuple(n for n, _ in names), ()))
    return CaseSet(_unique(cases, file), texts=texts)


def _case(id_: str, question: str, answers: tuple[str, ...], names: tuple[str, ...], support: tuple[Support, ...]) -> Case:
    return Case(
        id=id_,
        question=question,
        type=EXTRACTIVE if answers else IMPOSSIBLE,
        lang=detect_language(question) or "en",
        require=(answers,) if answers else (),
        refuse=not answers,
        evidence_articles=(names,) if answers and names else (),
        articles=names,
        support=support,
        answers=answers,
    )


def _named(text: str, title: str, texts: dict[str, str]) -> str:
    """The file name of a passage, which goes to `texts` once: its content names it, so that the same passage is the same article."""
    name = hashlib.sha256(text.encode()).hexdigest()[:16] + ".txt"
    texts[name] = f"TITLE: {' '.join(title.replace('_', ' ').split()) or 'Passage'}\n\n{text}"
    return name


def _sentence(context: str, at: int) -> str:
    found = next((s for s in split_sentences(context) if s.start <= at < s.end), None)
    return context[found.start : found.end] if found else context


def _unique(cases: Iterable[Case], file: Path) -> list[Case]:
    found: dict[str, Case] = {}
    for case in cases:
        if case.id in found:
            raise UserError(f"{file}: the id {case.id!r} stands twice; give each question its own")
        found[case.id] = case
    if not found:
        raise UserError(f"{file}: holds no cases; write at least one question")
    return list(found.values())
