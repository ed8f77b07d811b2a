"""Cases: questions with their expected answers, one JSON object a line."""

import json
from collections.abc import Callable
from dataclasses import MISSING, dataclass, fields
from pathlib import Path
from typing import Any

from ingest.errors import UserError

Groups = tuple[tuple[str, ...], ...]  # each group is met by any one of its strings


@dataclass(frozen=True)
class Case:
    """A question with its expected answer.

    Each group of `require` must be met by the answer, each of `period_groups` by an answer that tells its period; nothing of `forbid`
    may lead it. `refuse` says that the reports do not state the answer, `safety` that a notice must be shown. `articles` bear on
    the question, `evidence_articles` bear the answer out: one article of each group is enough. `lang` is the question's language.
    """

    id: str
    question: str
    type: str
    lang: str
    require: Groups
    refuse: bool
    evidence_articles: Groups
    history: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    period_groups: Groups = ()
    forbid: tuple[str, ...] = ()
    safety: bool = False
    difficulty: str = ""


def read_cases(path: Path) -> list[Case]:
    """The cases of a JSONL file in its order. Raises UserError that names file, line and field of the first bad line."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except OSError as error:
        raise UserError(f"{path}: cannot be read ({error.strerror}); give a .jsonl file of cases") from error
    cases: dict[str, Case] = {}
    for number, line in enumerate(lines, 1):
        if line.strip():
            case = _read_case(line, f"{path} line {number}")
            if case.id in cases:
                raise UserError(f'{path} line {number}: "id" {case.id!r} stands in an earlier line too; give each case its own')
            cases[case.id] = case
    if not cases:
        raise UserError(f"{path}: holds no cases; write one JSON object a line")
    return list(cases.values())


def _read_case(line: str, where: str) -> Case:
    try:
        record = json.loads(line)
    except ValueError as error:
        raise UserError(f"{where}: is not valid JSON ({error}); mend the line") from error
    if not isinstance(record, dict):
        raise UserError(f"{where}: is {type(record).__name__}, not a JSON object; mend the line")
    case = Case(**{f.name: _read_field(record, f.name, where) for f in fields(Case) if f.name in record or f.default is MISSING})
    if not case.question.strip():
        raise UserError(f'{where}: "question" is empty; write what is asked')
    if not case.refuse and not case.require:
        raise UserError(f'{where}: "require" is empty, and "refuse" is false; say what a right answer must hold')
    return case


def _read_field(record: dict[str, Any], name: str, where: str) -> Any:
    if name not in record:
        raise UserError(f'{where}: "{name}" is missing; add it')
    wanted, read = KINDS.get(name, ("a text", _text))
    value = read(record[name])
    if value is None:
        raise UserError(f'{where}: "{name}" is {record[name]!r}, not {wanted}; mend it')
    return value


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _flag(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def _texts(value: object) -> tuple[str, ...] | None:
    return tuple(value) if isinstance(value, list) and all(isinstance(v, str) and v.strip() for v in value) else None


def _groups(value: object) -> Groups | None:
    groups = [_texts(v) for v in value] if isinstance(value, list) else [None]
    return tuple(g for g in groups if g) if all(groups) else None


KINDS: dict[str, tuple[str, Callable[[object], Any]]] = {
    **dict.fromkeys(("refuse", "safety"), ("true or false", _flag)),
    **dict.fromkeys(("history", "articles", "forbid"), ("a list of texts", _texts)),
    **dict.fromkeys(("require", "period_groups", "evidence_articles"), ("a list of lists of texts, none empty", _groups)),
}
