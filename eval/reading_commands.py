"""python -m eval ranking|intent|scope|dimensions|extraction: how well reports and questions are read, and the training of what reads them."""

from importlib.resources import files
from pathlib import Path
from typing import Annotated

import typer

from eval.terminal import VerboseOption, out
from ingest.terminal import users_errors

app = typer.Typer()


@app.command("ranking")
def ranking_(
    sets: Annotated[
        list[Path] | None, typer.Argument(help="Folders with questions.jsonl and articles/; by default the seen packaged ones.")
    ] = None,
    *,
    train: Annotated[Path | None, typer.Option(help="Train over all of them and write the weights to this file.")] = None,
) -> None:
    """Say how well figures are ranked for sets of questions that the weights have not seen; or train the weights."""
    with users_errors():
        from eval.ranking import cross_validated, packaged_sets, read_sets, write_weights

        found = read_sets(sets or packaged_sets(Path(str(files("eval").joinpath("cases")))))
        if train:
            write_weights(found, train)
            out.print(f"{train}: trained on {sum(map(len, found.values()))} questions")
            return
        for name, ranked in cross_validated(found).items():
            out.print(f"{name}: first {ranked.first} of {ranked.answerable}, refused of these {ranked.refused}; rightly refused {ranked.rightly_refused} of {ranked.unanswerable}")  # fmt: skip


@app.command("intent")
def intent_(
    folder: Annotated[
        Path | None, typer.Argument(help="A folder of .jsonl files of labelled questions; by default the packaged ones.")
    ] = None,
    *,
    train: Annotated[Path | None, typer.Option(help="Train over all of them and write the weights to this file.")] = None,
) -> None:
    """Say how well the intent of questions is read by writers that the classifier has not seen; or train it."""
    with users_errors():
        from eval.intent import cross_validate, read_labelled
        from eval.intent import train as train_intent

        labelled = read_labelled(folder or Path(str(files("eval").joinpath("cases/intent"))))
        if train:
            train_intent(labelled, train)
            out.print(f"{train}: trained on {len(labelled)} questions")
            return
        found = cross_validate(labelled)
        for name, (right, count) in found.items():
            out.print(f"{name}: {right} of {count}")
        out.print(f"all: {sum(r for r, _ in found.values())} of {sum(n for _, n in found.values())}")


@app.command("scope")
def scope_(
    sets: Annotated[
        list[Path] | None, typer.Argument(help="Labelled sets as `extraction` takes them; by default the packaged ones, less the frozen.")
    ] = None,
    *,
    train: Annotated[Path | None, typer.Option(help="Train over all of them and write the weights to this file.")] = None,
) -> None:
    """Say how well the periods and places of figures are chosen in sets that the weights have not seen; or train the weights."""
    with users_errors():
        from eval.scope import LABELLED, NAMES, cross_validated, read_sets, write_weights
        from ingest.settings import Settings

        packaged = Path(str(files("eval").joinpath("cases")))
        found = read_sets(sets or [packaged / name for name in LABELLED], Settings().home_country)
        if train:
            write_weights(found, train)
            out.print(f"{train}: trained on {sum(map(len, found.values()))} reports")
            return
        for held, judged in cross_validated(found):
            said = [
                f"{n} {judged.right[n]} of {judged.labelled[n]} (by rules {judged.rules[n]}, possible {judged.possible[n]})" for n in NAMES
            ]
            out.print(f"{Path(held).name}: {'; '.join(said)}", highlight=False)


@app.command()
def dimensions(
    file: Annotated[Path | None, typer.Argument(help="A .jsonl file of labelled questions; by default the packaged one.")] = None,
    *,
    train: Annotated[Path | None, typer.Option(help="Train over all of them and write the weights to this file.")] = None,
) -> None:
    """Say how well the dimensions that questions ask for are read by classifiers that have not seen their writers; or train them."""
    with users_errors():
        from eval.dimensions import cross_validate, read_labelled
        from eval.dimensions import train as train_dimensions
        from eval.report import interval, percent

        labelled = read_labelled(file or Path(str(files("eval").joinpath("cases/asked_dimensions.jsonl"))))
        if train:
            train_dimensions(labelled, train)
            out.print(f"{train}: trained on {len(labelled)} questions")
            return
        for name, (trained, lexicons) in cross_validate(labelled).items():
            out.print(f"{name}: {percent(trained)} (95 % {interval(trained)}), by the lexicons alone {percent(lexicons)}", highlight=False)


@app.command()
def extraction(
    file: Annotated[
        Path,
        typer.Argument(help="A .jsonl file of texts with their figures, or a folder with articles and figures.jsonl.", show_default=False),
    ],
    *,
    verbose: VerboseOption = False,
) -> None:
    """Show how well the figures of labelled texts are read, by dimension."""
    with users_errors():
        from eval.extraction import miss_lines, read_labelled, score
        from eval.report import interval, percent
        from ingest.settings import Settings

        scores = score(read_labelled(file), Settings().home_country)
    if verbose:
        out.print("\n\n".join(miss_lines(scores)), markup=False, highlight=False)
    for name, found in {"found": scores.found, **scores.dimensions, **scores.both}.items():
        out.print(f"{name}: {percent(found)} ({found.hits} of {found.n}, 95 % {interval(found)})", highlight=False)
    out.print(f"figures that stand for no gold figure: {len(scores.extra)}", highlight=False)
