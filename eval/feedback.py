"""Draft cases from what readers found wrong: answers with their receipts become cases for an editor to finish.

The lines are those that `python -m bot feedback --jsonl` writes: question, history, answer (as the contract writes it), verdict, reason,
comment, generation, versions.
"""

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from eval.cases import read_object
from ingest.errors import UserError


class CitedSource(BaseModel):
    """Of a citation what a draft needs."""

    model_config = ConfigDict(extra="ignore")
    source: str
    quote: str = ""


class Receipt(BaseModel):
    """The answer that a reader saw."""

    model_config = ConfigDict(extra="ignore")
    kind: str
    text: str
    language: str = "en"
    notice: str | None = None
    standalone: str = ""
    citations: list[CitedSource] = []


class Feedback(BaseModel):
    """One reader's verdict on an answer."""

    model_config = ConfigDict(extra="ignore")
    question: str
    answer: Receipt
    verdict: str
    history: list[str] = []
    reason: str | None = None
    comment: str | None = None
    generation: int | None = None


def read_feedback(path: Path) -> list[Feedback]:
    """The lines of an export. Raises UserError that names file, line and field of the first bad one."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except OSError as error:
        raise UserError(f"{path}: cannot be read ({error.strerror}); write it with python -m bot feedback --jsonl") from error
    found = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            where = f"{path} line {number}"
            try:
                found.append(Feedback.model_validate(read_object(line, where)))
            except ValidationError as error:
                first = error.errors()[0]
                raise UserError(f'{where}: "{".".join(map(str, first["loc"]))}": {first["msg"]}; export it again') from error
    return found


def draft_cases(feedback: list[Feedback]) -> list[dict[str, Any]]:
    """A draft for each question that was answered wrongly, once for each wrong answer to it, in order.

    What the reports say is for an editor to find: `require` is empty and `refuse` false, so that a draft that nobody finished is no case and
    `read_cases` names its line. `seen` holds the answer and what the reader said of it; cases do not read it.
    """
    drafts: dict[tuple[str, ...], dict[str, Any]] = {}
    for given in (f for f in feedback if f.verdict == "wrong"):
        key = (*given.history, given.question, given.answer.text)
        if key in drafts:
            _add_reader(drafts[key], given)
        else:
            drafts[key] = _draft(given, len(drafts) + 1)
    return list(drafts.values())


def _draft(given: Feedback, number: int) -> dict[str, Any]:
    cited = list(dict.fromkeys(c.source for c in given.answer.citations))
    seen = {
        "kind": given.answer.kind, "text": given.answer.text, "standalone": given.answer.standalone, "generation": given.generation,
        "quotes": [c.quote for c in given.answer.citations],
    }  # fmt: skip
    draft: dict[str, Any] = {
        "id": f"feedback-{number:03}", "question": given.question, "history": given.history, "type": "count", "lang": given.answer.language,
        "require": [], "period_groups": [], "forbid": [], "refuse": False, "safety": bool(given.answer.notice),
        "articles": cited, "evidence_articles": [[source] for source in cited[:1]], "support": [], "difficulty": "", "tags": ["feedback"],
        "seen": seen | {"readers": []},
    }  # fmt: skip
    _add_reader(draft, given)
    return draft


def _add_reader(draft: dict[str, Any], given: Feedback) -> None:
    draft["seen"]["readers"].append({"reason": given.reason, "comment": given.comment})


def write_drafts(drafts: list[dict[str, Any]], path: Path) -> None:
    """Write the drafts as JSON lines. Raises UserError when the file is there: an editor may have begun to finish it."""
    if path.exists():
        raise UserError(f"{path}: is there already; give another name, so that nobody's work is written over")
    path.write_text("".join(json.dumps(draft, ensure_ascii=False) + "\n" for draft in drafts), "utf-8")
