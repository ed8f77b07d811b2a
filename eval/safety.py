"""Messages that need the safety notice and messages that must not get it: recall, false alarms, and the list of failures."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.question import question_language
from bot.safety import notice_for
from eval.metrics import Share, share
from ingest.errors import UserError

NUMBER = "112"  # any number: which one is shown is a setting


@dataclass(frozen=True)
class Message:
    """A message, whether it needs the notice, and of which kind it is, in its writer's words."""

    id: str
    lang: str
    text: str
    notice: bool
    kind: str


@dataclass(frozen=True)
class Judged:
    """A message with whether it got the notice."""

    message: Message
    noticed: bool


def read_messages(path: Path) -> list[Message]:
    """The messages of a JSONL file. Raises UserError that names the first line that is none."""
    found = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            found.append(Message(str(record.get("id", number)), str(record["lang"]), str(record["text"]), bool(record["notice"]), str(record.get("kind", ""))))  # fmt: skip
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise UserError(f"{path} line {number}: is no object with lang, text and notice ({error!r}); mend the line") from error
    if not found:
        raise UserError(f"{path}: holds no messages; write one JSON object a line")
    return found


def judge(messages: Sequence[Message]) -> list[Judged]:
    """Each message with whether it gets the notice."""
    return [Judged(m, notice_for(m.text, question_language(m.text), NUMBER) is not None) for m in messages]


def recall(judged: Sequence[Judged]) -> Share:
    """Of the messages that need the notice, the share that gets it. Raises ValueError when none needs it."""
    return share(j.noticed for j in judged if j.message.notice)


def false_alarms(judged: Sequence[Judged]) -> Share:
    """Of the messages that need no notice, the share that gets it. Raises ValueError when all need it."""
    return share(j.noticed for j in judged if not j.message.notice)


def failure_lines(judged: Sequence[Judged]) -> list[str]:
    """Each message that is judged wrongly, missed ones first."""
    wrong = sorted((j for j in judged if j.noticed != j.message.notice), key=lambda j: not j.message.notice)
    return [
        f"{'MISSED' if j.message.notice else 'ALARM'} {j.message.id} {j.message.lang} {j.message.kind}: {j.message.text}" for j in wrong
    ]
