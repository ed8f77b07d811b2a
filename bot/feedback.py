"""What visitors said of answers, as staff read it: a table, or one JSON record a line."""

import json
import sys
import time
from pathlib import Path

from rich.markup import escape
from rich.table import Table

from bot.activity import FILE_NAME, Activity
from ingest.errors import UserError
from ingest.library_schema import FILE_NAME as LIBRARY_FILE
from ingest.settings import Settings
from ingest.terminal import out


def list_feedback(folder: Path, settings: Settings, verdict: str | None, *, jsonl: bool) -> None:
    """Write the feedback of the library in this folder, oldest first. Raises UserError when there is no library, or for an unknown verdict."""
    if not (folder / LIBRARY_FILE).is_file():
        raise UserError(f"{folder}: holds no library; name one with --library")
    if verdict not in {None, "right", "wrong"}:
        raise UserError(f'--verdict is "right" or "wrong", not {verdict!r}')
    kept = (folder / FILE_NAME).is_file()
    records = Activity(folder, settings.home_country, settings.kept_days, time.time).feedback(verdict) if kept else []
    if jsonl:
        for record in records:
            sys.stdout.buffer.write(json.dumps(record, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n")
        return
    table = Table("at", "verdict", "reason", "question", "answer", "comment")
    for r in records:
        cells = (r["at"], r["verdict"], r["reason"], r["question"], r["answer"]["text"], r["comment"])
        table.add_row(*(escape(str(c or "")) for c in cells))
    out.print(table if records else "Nobody has said anything yet.")
