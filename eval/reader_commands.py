"""python -m eval reader|choosing: how well the reader reads and sentences are chosen by it, and the training of both."""

from importlib.resources import files
from pathlib import Path
from typing import Annotated

import typer

from eval.terminal import out
from ingest.errors import UserError
from ingest.terminal import users_errors

app = typer.Typer()
SQUAD = "squad2_half_dev.json"
GENERAL = ("new_wiki_v1.0.json", "reddit_v1.0.json", "amazon_reviews_v1.0.json")
POLICIES = ("policyqa_dev.json", "policyqa_test.json")
UNSEEN_SETS = (
    "blind8",
    "blind9",
    "blind10",
    "blind13",
)  # whose questions the reader does not see when the choice among sentences is fitted


@app.command("reader")
def reader_(
    data: Annotated[Path, typer.Argument(help="The folder of public question-answering data, in SQuAD's format.")],
    *,
    train: Annotated[
        Path | None, typer.Option(help="Train, with checkpoints in this folder, and write adapter.safetensors into it.")
    ] = None,
    steps: Annotated[int, typer.Option(min=1, help="Steps over the public data.")] = 5000,
    report_steps: Annotated[int, typer.Option(min=0, help="Steps over questions about reports after that.")] = 2000,
    without: Annotated[list[str] | None, typer.Option(help="A packaged set whose questions are left out of the training.")] = None,
    adapter: Annotated[Path | None, typer.Option(help="The adapter to measure; by default the packaged one.")] = None,
) -> None:
    """Show how well the reader reads four articles that it has never seen; or train it."""
    with users_errors():
        from eval.reader import Loaded, held_out, measure
        from eval.reader_data import read_squad

        if not (data / SQUAD).is_file():
            raise UserError(f"{data}: holds no {SQUAD}; give the folder of the public data")
        squad = read_squad(data / SQUAD)
        final, watching = held_out([a.group for a in squad])
        if train:
            from eval.reader_stages import train_stages

            general = [(read_squad(data / name), 1.0) for name in GENERAL] + [(read_squad(data / name), 0.3) for name in POLICIES]
            seen = [a for a in squad if a.group not in {*final, *watching}]
            watched = [a for a in squad if a.group in watching]
            cases = Path(str(files("eval").joinpath("cases")))
            for said in train_stages([(seen, 1.5), *general], watched, cases, set(without or ()), train, (steps, report_steps)):
                out.print(said)
            return
        found = measure([a for a in squad if a.group in final], Loaded(adapter))
        out.print(f"{', '.join(final)}: {found.answerable} answerable, {found.unanswerable} not")
        out.print(
            f"F1 {100 * found.f1:.1f}, exact {100 * found.exact:.1f} of the answerable; AUC of answerable against unanswerable {found.auc:.3f}"
        )


@app.command("choosing")
def choosing_(
    *,
    train: Annotated[Path | None, typer.Option(help="Train over all of them and write the weights to this file.")] = None,
    adapter: Annotated[Path | None, typer.Option(help="An adapter that has not seen the questions; by default the packaged one.")] = None,
    most: Annotated[int, typer.Option(min=1, help="Questions of each set.")] = 170,
) -> None:
    """Say how well sentences are chosen by what the reader finds in them; or train the choice."""
    with users_errors():
        from bot.reader.reader import Reader
        from eval.choosing import cross_validated, read_examples, write_weights
        from eval.reader import digest_of
        from ingest.encoder import Encoder

        reader = Reader(Encoder(), adapter, digest_of(adapter)) if adapter else None
        found = read_examples(Path(str(files("eval").joinpath("cases"))), UNSEEN_SETS, most, reader)
        if train:
            write_weights(found, train)
            out.print(f"{train}: trained on {sum(len(c.examples) for c in found)} questions")
            return
        for name, ranked in cross_validated(found).items():
            out.print(f"{name}: first {ranked.first} of {ranked.answerable}, refused of these {ranked.refused}; rightly refused {ranked.rightly_refused} of {ranked.unanswerable}")  # fmt: skip
