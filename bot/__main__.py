"""python -m bot [serve|ask|feedback]: the chat page, questions from the command line, and what visitors said of answers."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.markup import escape

from ingest.errors import UserError
from ingest.settings import Settings
from ingest.terminal import err, out, users_errors

if TYPE_CHECKING:
    from bot.citations import Answer
    from bot.conversation import Bot

app = typer.Typer(
    add_completion=False, pretty_exceptions_enable=False, help="Questions over mine-action reports, answered with exact quotes."
)
LibraryOption = Annotated[Path | None, typer.Option("--library", help="The library's folder; by default the user's own, else the samples.")]


@app.callback(invoke_without_command=True)
def main(context: typer.Context) -> None:
    """Serve the chat page when no command is given."""
    if context.invoked_subcommand is None:
        serve()


@app.command()
def serve(
    library: LibraryOption = None,
    host: Annotated[str, typer.Option(help="The address to listen on; 0.0.0.0 for every one.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port to listen on.")] = 7860,
) -> None:
    """Serve the chat page."""
    with users_errors():
        bot = _open_bot(library)
        from bot.web.serve import serve as serve_page

        serve_page(bot, Settings(), host=host, port=port)


@app.command()
def ask(
    question: Annotated[str | None, typer.Argument(help="The question; not with --jsonl.")] = None,
    library: LibraryOption = None,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help='Read lines {"id", "question", "history"} from standard input, write one answer a line.')
    ] = False,
) -> None:
    """Answer a question in the terminal, or many from standard input."""
    with users_errors():
        if not jsonl and question is None:
            raise UserError('no question was given; write: python -m bot ask "How many mine victims were there in 2024?"')
        bot = _open_bot(library)
        if jsonl:
            raise typer.Exit(_answer_lines(bot))
        _print_answer(bot.reply(question or ""))


@app.command()
def feedback(
    library: LibraryOption = None,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="Write one record a line, with the whole answer, instead of a table.")] = False,
    verdict: Annotated[str | None, typer.Option(help='Only "right" or only "wrong".')] = None,
) -> None:
    """List or export what visitors said of answers."""
    with users_errors():
        from bot.feedback import list_feedback

        list_feedback(_library_folder(library), Settings(), verdict, jsonl=jsonl)


def _open_bot(library: Path | None) -> "Bot":
    """The bot over the library that was named, else the user's own, else the samples."""
    from bot.conversation import Bot

    return Bot.open(_library_folder(library), settings=Settings())


def _library_folder(library: Path | None) -> Path:
    """The library that was named, else the user's own, else the samples, made at first use with progress."""
    from ingest.library_schema import FILE_NAME

    settings = Settings()
    folder = library or settings.library
    if library or (folder / FILE_NAME).is_file():
        return folder
    from rich.progress import Progress

    from ingest.sample_library import ensure_sample_library

    with Progress(console=err, transient=True) as bar:
        task = bar.add_task("Preparing the sample reports", total=None)
        return ensure_sample_library(settings, lambda done, total, _: bar.update(task, completed=done, total=total))


def _answer_lines(bot: "Bot") -> int:
    """Answer every line of standard input; returns the exit code: 1 when a line was broken."""
    broken = False
    for number, line in enumerate(sys.stdin.buffer, 1):
        if not line.strip():
            continue
        try:
            id_, question, history = _read_line(line)
            written: dict[str, Any] = bot.reply(question, history).to_json(id_)
        except UserError as error:
            written, broken = {"id": None, "line": number, "error": str(error)}, True
        sys.stdout.buffer.write(json.dumps(written, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n")
        sys.stdout.buffer.flush()
    return int(broken)


def _read_line(line: bytes) -> tuple[object, str, list[str]]:
    """The id, question and history of one line. Raises UserError when it is not as the contract says."""
    try:
        record = json.loads(line)
    except ValueError as error:
        raise UserError(f"is not valid JSON ({error})") from error
    except RecursionError as error:
        raise UserError("is nested too deeply") from error
    if not isinstance(record, dict):
        raise UserError(f"is {type(record).__name__}, not a JSON object")
    question, history = record.get("question"), record.get("history") or []
    if not isinstance(question, str):
        raise UserError(f'"question" is {question!r}, not a text')
    if not isinstance(history, list) or not all(isinstance(h, str) for h in history):
        raise UserError(f'"history" is {history!r}, not a list of texts')
    return record.get("id"), question, history


def _print_answer(answer: "Answer") -> None:
    """The answer as people read it in a terminal: the text, then its sources."""
    from bot.citations import outlet

    if answer.notice:
        out.print(f"[bold red]{escape(answer.notice)}[/bold red]\n", highlight=False)
    out.print(escape(answer.text), highlight=False)
    if answer.citations:
        out.print()
    for c in answer.citations:
        head = ", ".join(filter(None, [c.title, outlet(c), (c.published or "")[:10]]))
        out.print(
            f"[dim]\\[{c.number}] {escape(head)}\n    {escape(c.url or c.source)}, characters {c.start}–{c.end}[/dim]", highlight=False
        )
        if c.context:
            out.print(f"[dim]    points back to: {escape(' '.join(c.context.quote.split()))}[/dim]", highlight=False)


if __name__ == "__main__":
    app()
