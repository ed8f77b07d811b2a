"""The commands that measure what people say to the bot beyond single questions: conversations, and messages from beside a mine."""

from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Annotated

import typer

from eval.terminal import ArticlesOption, LibraryOption, VerboseOption, out
from ingest.terminal import err, users_errors


def conversations(
    file: Annotated[Path, typer.Argument(help="A .jsonl file of conversations.", show_default=False)],
    *,
    library: LibraryOption = None,
    articles: ArticlesOption = None,
    verbose: VerboseOption = False,
) -> None:
    """Show how many turns of conversations are answered rightly, each with the state of the turn before it."""
    with users_errors():
        from eval.conversations import read_conversations, run_conversations, turn_lines
        from eval.libraries import open_bot

        found = read_conversations(file)
        with open_bot(library, articles) as bot, err.status("Asking") as status:
            results = run_conversations(found, bot, lambda done: status.update(f"Held {done} of {len(found)}"))
    if verbose:
        out.print("\n\n".join(turn_lines(results)), markup=False, highlight=False)
    names = sorted({r.turn.case.lang for r in results}), sorted({r.turn.case.type for r in results})
    _say_share("turns right", [r.right for r in results])
    for name in names[0]:
        _say_share(f"  in {name}", [r.right for r in results if r.turn.case.lang == name])
    for name in names[1]:
        _say_share(f"  {name}", [r.right for r in results if r.turn.case.type == name])
    _say_share("first turns", [r.right for r in results if not r.turn.earlier])
    _say_share("later turns", [r.right for r in results if r.turn.earlier])
    out.print(f"notices on turns that need none: {sum(bool(r.answer.notice) and not r.turn.case.safety for r in results)}", highlight=False)


def _say_share(name: str, flags: Sequence[bool]) -> None:
    from eval.metrics import share
    from eval.report import interval, percent

    if flags:
        found = share(flags)
        out.print(f"{name}: {percent(found)} ({found.hits} of {found.n}, 95 % {interval(found)})", highlight=False)


def safety(
    file: Annotated[
        Path | None,
        typer.Argument(help="A .jsonl file of messages with whether they need the notice; by default the packaged ones, each held out."),
    ] = None,
    *,
    unseen: Annotated[
        str | None, typer.Option(help="Judge a packaged file (blind1, messages) by a classifier trained on the others.")
    ] = None,
    train: Annotated[Path | None, typer.Option(help="Train over the packaged messages and write the weights to this file.")] = None,
) -> None:
    """Show which messages get the safety notice: recall, false alarms, and every failure; or train the classifier."""
    with users_errors():
        from eval.safety import QUESTION, failure_lines, held_out, judge, read_messages, training_messages, transferred
        from eval.safety import train as train_safety

        packaged = Path(str(files("eval").joinpath("cases")))
        if train:
            messages = training_messages(packaged)
            train_safety(messages, train)
            out.print(f"{train}: trained on {len(messages)} messages")
            return
        if unseen:
            judged = transferred(training_messages(packaged), read_messages(packaged / "safety" / f"{unseen}.jsonl"))
        else:
            judged = judge(read_messages(file)) if file else held_out(training_messages(packaged))
    written = [j for j in judged if j.message.kind != QUESTION]
    out.print("\n".join(failure_lines(written)), markup=False, highlight=False)
    for name in ("all", *sorted({j.message.lang for j in written})):
        chosen = [j for j in written if name in {"all", j.message.lang}]
        _say_share(f"{name}: recall", [j.noticed for j in chosen if j.message.notice])
        _say_share(f"{name}: false alarms", [j.noticed for j in chosen if not j.message.notice])
    _say_share("questions about reports: false alarms", [j.noticed for j in judged if j.message.kind == QUESTION])
