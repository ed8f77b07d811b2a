"""Cases: questions with their expected answers, one JSON object a line."""

import json
import re
from collections.abc import Callable
from dataclasses import MISSING, dataclass, fields
from pathlib import Path
from typing import Any

from ingest.errors import UserError

Groups = tuple[tuple[str, ...], ...]  # each group is met by any one of its strings
SCOPE = (
    "unit",
    "outcome",
    "who",
    "age",
    "sex",
    "device",
    "activity",
    "actor",
    "place",
)  # of an expected figure, as the contract names them


@dataclass(frozen=True)
class Expected:
    """A figure that a right answer states: its value, and each dimension of its scope that the case fixes, as the contract writes them.

    `start` and `end` are those of its period and `as_of` the date up to which it counts, reduced ISO; None is not asked for.
    """

    value: float
    scope: tuple[tuple[str, str], ...] = ()
    start: str | None = None
    end: str | None = None
    as_of: str | None = None


@dataclass(frozen=True)
class Support:
    """A sentence that bears a right answer out, labelled by hand: the article's file and the exact text that stands in it."""

    article: str
    text: str


@dataclass(frozen=True)
class Case:
    """A question with its expected answer.

    Each group of `require` must be met by the answer, each of `period_groups` by an answer that tells its period; nothing of `forbid`
    may lead it, nothing of `never` stand in it anywhere. `refuse` says that the reports do not state the answer, `safety` that a notice
    must be shown. `articles` bear on the question, `evidence_articles` bear the answer out: one article of each group is enough; `support`
    are the sentences that do. `figures` are stated by a right answer, `answers` are short texts that it may equal, `slots` are what the
    question must be understood to ask after the turns before it, `kinds` are the kinds that a right answer may have where the reports need not
    be asked. `lang` is the question's language.
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
    never: tuple[str, ...] = ()
    safety: bool = False
    difficulty: str = ""
    tags: tuple[str, ...] = ()
    figures: tuple[Expected, ...] = ()
    support: tuple[Support, ...] = ()
    answers: tuple[str, ...] = ()
    slots: Groups = ()
    kinds: tuple[str, ...] = ()

    @property
    def marks(self) -> frozenset[str]:
        """What the case can be chosen by: its type, language, difficulty and tags."""
        return frozenset(filter(None, (self.type, self.lang, self.difficulty, *self.tags)))

    @property
    def cluster(self) -> str:
        """What the case shares with those that are not independent of it: the report that it asks about, else itself."""
        return self.evidence_articles[0][0] if self.evidence_articles else self.articles[0] if self.articles else self.id


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


def read_object(line: str, where: str) -> dict[str, Any]:
    """The JSON object of a line. Raises UserError that says where when it is none."""
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise UserError(f"{where}: is not valid JSON ({error}); mend the line") from error
    if not isinstance(record, dict):
        raise UserError(f"{where}: is {type(record).__name__}, not a JSON object; mend the line")
    return record


def _read_case(line: str, where: str) -> Case:
    case = case_of(read_object(line, where), where)
    if not (case.refuse or case.require or case.kinds):
        raise UserError(f'{where}: "require" is empty, and "refuse" is false; say what a right answer must hold')
    if case.refuse and case.figures:
        raise UserError(f'{where}: "figures" are expected of an answer that must be a refusal; take out one of the two')
    return case


def case_of(record: dict[str, Any], where: str) -> Case:
    """The case that a record holds, whatever it requires. Raises UserError that names `where` and the field that is not as it must be."""
    case = Case(**{f.name: _read_field(record, f.name, where) for f in fields(Case) if f.name in record or f.default is MISSING})
    if not case.question.strip():
        raise UserError(f'{where}: "question" is empty; write what is asked')
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


def _figures(value: object) -> tuple[Expected, ...] | None:
    read = [_figure(v) for v in value] if isinstance(value, list) else [None]
    return tuple(f for f in read if f) if all(read) else None


def _figure(value: object) -> Expected | None:
    if not isinstance(value, dict) or not isinstance(value.get("value"), int | float) or isinstance(value.get("value"), bool):
        return None
    period = value.get("period", {})
    if not isinstance(period, dict) or set(value) - {"value", "period", "as_of", *SCOPE} or set(period) - {"start", "end"}:
        return None
    dates = (period.get("start"), period.get("end"), value.get("as_of"))
    if not all(isinstance(value.get(n, ""), str) for n in SCOPE) or not all(d is None or _is_date(d) for d in dates):
        return None
    return Expected(float(value["value"]), tuple((n, value[n]) for n in SCOPE if n in value), *dates)


def _is_date(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(r"\d{4}(?:-\d\d){0,2}", value) is not None


def _support(value: object) -> tuple[Support, ...] | None:
    if not isinstance(value, list) or not all(isinstance(v, dict) and set(v) == {"article", "text"} for v in value):
        return None
    return tuple(Support(**v) for v in value) if all(_texts([*v.values()]) for v in value) else None


KINDS: dict[str, tuple[str, Callable[[object], Any]]] = {
    **dict.fromkeys(("refuse", "safety"), ("true or false", _flag)),
    **dict.fromkeys(("history", "articles", "forbid", "never", "tags", "answers", "kinds"), ("a list of texts", _texts)),
    **dict.fromkeys(("require", "period_groups", "evidence_articles", "slots"), ("a list of lists of texts, none empty", _groups)),
    "figures": ('a list of figures ("value" and, of each, what is fixed: period, as_of, unit, outcome, who, place, …)', _figures),
    "support": ('a list of {"article", "text"}', _support),
}
