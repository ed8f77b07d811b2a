"""python -m eval [run] [CASES] | retrieval | extraction | scope | bench: how good and how fast the answers are."""

import json
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape
from typer.core import TyperGroup

from ingest.errors import UserError
from ingest.terminal import err, users_errors

if TYPE_CHECKING:
    from eval.bench import Ratio
    from eval.cases import Case
    from eval.run import Result

PIPED_WIDTH = 150  # characters of a table that goes to a file


class RunByDefault(TyperGroup):
    """Reads `python -m eval CASES …` as `python -m eval run CASES …`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put "run" first unless a command or --help is there."""
        return super().parse_args(ctx, args if args and args[0] in {*self.commands, "--help"} else ["run", *args])


app = typer.Typer(
    cls=RunByDefault,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Measure the answers. Without a command: run, over the packaged sample cases.",
)
out = Console()
CasesArgument = Annotated[
    Path | None,
    typer.Argument(
        help="A .jsonl file of cases, or a folder with questions.jsonl and articles/; by default the samples.", show_default=False
    ),
]
LibraryOption = Annotated[Path | None, typer.Option("--library", help="The library to ask; by default the packaged samples.")]
ArticlesOption = Annotated[Path | None, typer.Option("--articles", help="Articles to make a temporary library of first.")]
VerboseOption = Annotated[bool, typer.Option("--verbose", "-v", help="List each case with a fault.")]


@app.callback()
def main() -> None:
    """Measure the answers. Without a command: run, over the packaged sample cases."""
    if not out.is_terminal:
        out.width = PIPED_WIDTH


@app.command()
def run(  # noqa: PLR0913 (one parameter per option)
    cases: CasesArgument = None,
    *,
    library: LibraryOption = None,
    articles: ArticlesOption = None,
    only: Annotated[str | None, typer.Option(help="Run the cases of this type alone.")] = None,
    gate: Annotated[bool, typer.Option("--gate", help="Exit 1 when the sample cases fall below their floors.")] = False,
    json_file: Annotated[Path | None, typer.Option("--json", help="Write everything that was measured to this file.")] = None,
    verbose: VerboseOption = False,
) -> None:
    """Put the cases to the bot and show how good the answers are."""
    with users_errors():
        if gate and (cases or only or library or articles):
            raise UserError(
                "--gate was given with other cases or another library; its floors are for all the sample cases over the packaged samples"
            )
        path = cases or _sample_cases()
        from eval.cases import read_cases
        from eval.libraries import case_file, open_bot, own_articles
        from eval.report import as_json, fault_lines, table
        from eval.run import run_cases

        chosen = _of_type(read_cases(case_file(path)), only)
        with open_bot(library, articles or (None if library else own_articles(path))) as bot, err.status("Asking") as status:
            results = run_cases(chosen, bot, lambda done: status.update(f"Asked {done} of {len(chosen)}"))
    if verbose:
        out.print("\n\n".join(fault_lines(results)), markup=False, highlight=False)
    out.print(table(results, title=escape(f"{path.name}, {len(results)} cases")))
    if json_file:
        json_file.write_text(json.dumps(as_json(results), ensure_ascii=False, indent=1), "utf-8")
    if gate:
        _gate(results)


def _of_type(cases: list["Case"], only: str | None) -> list["Case"]:
    chosen = [case for case in cases if only in {None, case.type}]
    if not chosen:
        raise UserError(f"--only {only!r}: no case is of this type; there are {', '.join(sorted({c.type for c in cases}))}")
    return chosen


def _gate(results: list["Result"]) -> None:
    from eval.summary import failures, read_floors, summarise

    failed = failures(summarise(results), read_floors())
    for line in failed:
        err.print(f"[red]gate:[/red] {escape(line)}", highlight=False)
    raise typer.Exit(1 if failed else 0)


@app.command()
def retrieval(
    cases: CasesArgument = None, *, library: LibraryOption = None, articles: ArticlesOption = None, verbose: VerboseOption = False
) -> None:
    """Show recall of the cases of one turn that have their evidence in the question's language."""
    with users_errors():
        from eval.cases import read_cases
        from eval.libraries import case_file, open_bot, own_articles
        from eval.metrics import share
        from eval.report import interval, percent
        from eval.retrieval import miss_lines, rank_cases

        path = cases or _sample_cases()
        with open_bot(library, articles or (None if library else own_articles(path))) as bot:
            rankings = rank_cases(read_cases(case_file(path)), bot)
        if not rankings:
            raise UserError(f"{path}: no case of one turn has its evidence in the question's language; nothing to measure")
    if verbose:
        out.print("\n\n".join(miss_lines(rankings)), markup=False, highlight=False)
    for k in (1, 5):
        found = share(r.recalls(k) for r in rankings)
        out.print(f"recall@{k}: {percent(found)} ({found.hits} of {found.n}, 95 % {interval(found)})", highlight=False)


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


@app.command()
def bench(
    library: LibraryOption = None, gate: Annotated[bool, typer.Option("--gate", help="Exit 1 when a ratio is above its bar.")] = False
) -> None:
    """Show how fast the program starts and answers, as ratios to what cannot be avoided."""
    with users_errors():
        from eval.bench import help_ratio, reply_ratio
        from eval.cases import read_cases
        from eval.libraries import open_bot

        questions = [case.question for case in read_cases(_sample_cases())]
        with open_bot(library, None) as bot:
            ratios = [help_ratio(), reply_ratio(bot, questions)]
    for ratio in ratios:
        out.print(_ratio_line(ratio), highlight=False)
    raise typer.Exit(1 if gate and not all(ratio.kept for ratio in ratios) else 0)


def _ratio_line(ratio: "Ratio") -> str:
    verdict = "kept" if ratio.kept else "MISSED"
    return f"{ratio.name}: {ratio.numerator:.4f} s / {ratio.denominator:.4f} s = {ratio.value:.3f}, bar {ratio.bar:g}, {verdict}"


def _sample_cases() -> Path:
    return Path(str(files("eval").joinpath("cases/samples.jsonl")))


if __name__ == "__main__":
    app()
