"""Conversations put to a bot turn by turn, each turn with the state of the one before, and judged like single questions."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.citations import Answer
from bot.conversation import Bot
from eval.cases import Case, case_of
from eval.metrics import is_right
from ingest.errors import UserError

UNSAID = {"type": "followup", "require": [], "refuse": False, "evidence_articles": []}  # what a turn that does not say it is taken for


@dataclass(frozen=True)
class Turn:
    """A case with what came before it in its conversation; `chat` says that small talk is to be answered, and no report quoted."""

    case: Case
    chat: bool
    earlier: tuple[str, ...]


@dataclass(frozen=True)
class Conversation:
    """The turns of one conversation, in order."""

    id: str
    lang: str
    turns: tuple[Turn, ...]


@dataclass(frozen=True)
class TurnResult:
    """A turn with its answer, and whether it is right."""

    turn: Turn
    answer: Answer
    right: bool


def read_conversations(path: Path) -> list[Conversation]:
    """The conversations of a JSONL file. Raises UserError that names the first line and turn that is none."""
    found = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if line.strip():
            found.append(_read(line, f"{path} line {number}"))
    if not found:
        raise UserError(f"{path}: holds no conversations; write one JSON object a line")
    return found


def _read(line: str, where: str) -> Conversation:
    try:
        record = json.loads(line)
        id_, lang, turns = str(record["id"]), str(record["lang"]), record["turns"]
    except (ValueError, KeyError, TypeError) as error:
        raise UserError(f"{where}: is no object with id, lang and turns ({error!r}); mend the line") from error
    if not isinstance(turns, list) or not all(isinstance(t, dict) for t in turns):
        raise UserError(f'{where}: "turns" is not a list of objects; mend the line')
    return Conversation(id_, lang, tuple(_turns(id_, lang, turns, where)))


def _turns(id_: str, lang: str, records: list[dict[str, Any]], where: str) -> Iterator[Turn]:
    earlier: list[str] = []
    for number, record in enumerate(records, 1):
        filled = {**UNSAID, **record, "id": f"{id_}.{number}", "lang": record.get("lang", lang)}
        case = case_of(filled, f"{where} turn {number}")
        yield Turn(case, bool(record.get("chat")), tuple(earlier))
        earlier.append(case.question)


def run_conversations(found: Sequence[Conversation], bot: Bot, progress: Callable[[int], None] = lambda _: None) -> list[TurnResult]:
    """A result for each turn, in order."""
    results = []
    for done, conversation in enumerate(found, 1):
        state: dict[str, Any] | None = None
        for turn in conversation.turns:
            answer = bot.reply(turn.case.question, state=state)
            state = answer.state
            results.append(TurnResult(turn, answer, is_right_turn(turn, answer)))
        progress(done)
    return results


def is_right_turn(turn: Turn, answer: Answer) -> bool:
    """Whether a turn is answered as expected: like a case, with its notice where it must have one; small talk by an answer of kind "chat"."""
    if turn.case.safety and not answer.notice:
        return False
    if turn.chat:
        return answer.kind == "chat" and bool(answer.text.strip())
    if turn.case.safety and not turn.case.require:
        return True
    return is_right(turn.case, answer)


def turn_lines(results: Sequence[TurnResult]) -> list[str]:
    """For each turn that is not right: the conversation so far, what was expected, how it was understood, what came."""
    lines = []
    for r in (r for r in results if not r.right):
        case = r.turn.case
        wanted = "small talk" if r.turn.chat else "a refusal" if case.refuse else " and ".join(" or ".join(g) for g in case.require)
        lead = f", not led by {', '.join(case.forbid)}" if case.forbid else ""
        noticed = " (with a notice)" if r.answer.notice else ""
        lines.append(
            f"{case.id} {case.type}\n  so far     {' / '.join(r.turn.earlier)}\n  asked      {case.question}\n  expected   {wanted}{lead}\n"
            f"  understood {r.answer.standalone}\n  got        ({r.answer.kind}){noticed} " + r.answer.text.replace("\n", "\n             ")
        )
    return lines
