"""python -m eval [run] [CASES] | from-feedback | conversations | safety | retrieval | extraction | scope | bench | …: how good and how fast the answers are."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.markup import escape
from typer.core import TyperGroup

from eval import reader_commands, reading_commands, talking
from eval.terminal import PIPED_WIDTH, ArticlesOption, CasesArgument, LibraryOption, VerboseOption, out, sample_cases
from ingest.errors import UserError
from ingest.terminal import err, users_errors

if TYPE_CHECKING:
    from eval.bench import Ratio
    from eval.html import Found
    from eval.suite import Order, Progress

REPORTS = Path("eval-report")  # where reports go unless said otherwise
FELL = 1  # exit code below a floor or on a significant fall
FIGURE_QUESTION = "how many civilians were killed by mines up to May 2025?"  # that a figure of the samples answers exactly


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


@app.callback()
def main() -> None:
    """Measure the answers. Without a command: run, over the packaged sample cases."""
    if not out.is_terminal:
        out.width = PIPED_WIDTH


@app.command()
def run(  # noqa: PLR0913 (one parameter per option)
    cases: CasesArgument = None,
    *,
    cases_option: Annotated[Path | None, typer.Option("--cases", help="The same as CASES.")] = None,
    library: LibraryOption = None,
    articles: ArticlesOption = None,
    only: Annotated[str | None, typer.Option(help="Run the cases of this type, tag, language or difficulty alone.")] = None,
    jobs: Annotated[int, typer.Option(min=1, help="Cases asked at a time; more makes each slower.")] = 1,
    report: Annotated[Path, typer.Option(help="Folder for report.html, report.json and junit.xml.")] = REPORTS,
    json_file: Annotated[Path | None, typer.Option("--json", help="Write what report.json holds to this file too.")] = None,
    no_report: Annotated[bool, typer.Option("--no-report", help="Write no files.")] = False,
    yardsticks: Annotated[bool, typer.Option(help="Score a plain LangChain pipeline and a guesser on the same cases.")] = True,
    baseline: Annotated[Path | None, typer.Option(help="The report.json of an earlier run, to compare with case by case.")] = None,
    gate: Annotated[bool, typer.Option("--gate", help="Exit 1 below the sample cases' floors, or on a significant fall.")] = False,
    judge: Annotated[
        str | None, typer.Option(help="A server of chat completions that gives its opinion, such as http://127.0.0.1:8080/v1.")
    ] = None,
    judge_model: Annotated[str, typer.Option(help="The judge's model; its key is read from MINEFACTS_JUDGE_KEY.")] = "default",
    verbose: VerboseOption = False,
) -> None:
    """Put the cases to the bot and show how good the answers are."""
    with users_errors():
        if gate and (cases or cases_option or only or library or articles):
            raise UserError(
                "--gate was given with other cases or another library; its floors are for all the sample cases over the packaged samples"
            )
        if cases and cases_option:
            raise UserError("cases were given twice, as CASES and as --cases; give them once")
        from eval.report import change_lines, fault_lines, table
        from eval.suite import Order, write_json, write_reports

        order = Order(cases or cases_option or sample_cases(), library, articles, only, jobs, yardsticks, baseline)
        found = _run(order, judge, judge_model)
        written = [] if no_report else write_reports(found, report)
        written += [write_json(found, json_file)] if json_file else []
    if verbose:
        out.print("\n\n".join(fault_lines(found.results)), markup=False, highlight=False)
    out.print(table(found.results, escape(found.title), found.yardsticks))
    for line in [*(change_lines(found.changes) if found.changes is not None else []), *filter(None, [found.judged])]:
        out.print(line, markup=False, highlight=False)
    if written:
        out.print(f"written: {', '.join(map(str, written))}", markup=False, highlight=False)
    if gate:
        check_gate(found)


def _run(order: "Order", judge: str | None, model: str) -> "Found":
    from eval.judges import judge_faithfulness, served_judge
    from eval.suite import run_suite

    def opinion(found: "Found") -> str:
        asked = served_judge(judge or "", model, os.environ.get("MINEFACTS_JUDGE_KEY", ""))
        return judge_faithfulness(found.results, asked, found.shelf).said()

    with _progress() as progress:
        return run_suite(order, progress, opinion if judge else None)


@contextmanager
def _progress() -> "Iterator[Progress]":
    from rich.progress import Progress

    with Progress(console=err, transient=True) as bar:
        task = bar.add_task("Preparing the reports", total=None)
        yield lambda name, done, total: bar.update(task, description=f"Asking {name}", completed=done, total=total)


def check_gate(found: "Found") -> None:
    """Exit 1 and name each measure that is below its floor or fell significantly; exit 0 when there is none."""
    from eval.baseline import fall_lines
    from eval.summary import failures, read_floors, summarise

    floors = read_floors()
    failed = [*failures(summarise(found.results), floors), *fall_lines(found.changes or ())]
    for name, why in floors.lowered.items():
        err.print(f"gate: the floor of {escape(name)} was lowered: {escape(why)}", highlight=False)
    for line in failed:
        err.print(f"[red]gate:[/red] {escape(line)}", highlight=False)
    raise typer.Exit(FELL if failed else 0)


@app.command("from-feedback")
def from_feedback(
    file: Annotated[Path, typer.Argument(help="What python -m bot feedback --jsonl wrote.")],
    drafts: Annotated[Path, typer.Argument(help="The file of draft cases to write.")] = Path("drafts.jsonl"),
) -> None:
    """Turn the answers that readers found wrong into draft cases for an editor to finish."""
    with users_errors():
        from eval.feedback import draft_cases, read_feedback, write_drafts

        made = draft_cases(read_feedback(file))
        if not made:
            raise UserError(f'{file}: no line has "verdict": "wrong"; nothing to make cases of')
        write_drafts(made, drafts)
    out.print(f"{drafts}: {len(made)} drafts; fill in require, or set refuse, and run them with --cases", markup=False, highlight=False)


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

        path = cases or sample_cases()
        with open_bot(library, articles or (None if library else own_articles(path))) as bot:
            rankings = rank_cases(read_cases(case_file(path)), bot)
        if not rankings:
            raise UserError(f"{path}: no case of one turn has its evidence in the question's language; nothing to measure")
    if verbose:
        out.print("\n\n".join(miss_lines(rankings)), markup=False, highlight=False)
    for k in (1, 5):
        found = share(r.recalls(k) for r in rankings)
        out.print(f"recall@{k}: {percent(found)} ({found.hits} of {found.n}, 95 % {interval(found)})", highlight=False)


@app.command()
def bench(
    library: LibraryOption = None, gate: Annotated[bool, typer.Option("--gate", help="Exit 1 when a ratio is above its bar.")] = False
) -> None:
    """Show how fast the program starts and answers, as ratios to what cannot be avoided."""
    with users_errors():
        from eval.bench import ask_ratio, help_ratio, read_ratio, reply_ratio
        from eval.cases import read_cases
        from eval.libraries import open_bot

        questions = [case.question for case in read_cases(sample_cases())]
        with open_bot(library, None) as bot:
            ratios = [help_ratio(), ask_ratio(FIGURE_QUESTION, bot.library.folder), reply_ratio(bot, questions), read_ratio(bot)]
    for ratio in ratios:
        out.print(_ratio_line(ratio), highlight=False)
    raise typer.Exit(1 if gate and not all(ratio.kept for ratio in ratios) else 0)


@app.command("lexicons")
def lexicons_(
    *,
    only: Annotated[str | None, typer.Option(help="One lexicon alone, such as measures or bot/questions.")] = None,
    jobs: Annotated[int, typer.Option(help="Processes that read at the same time.")] = 2,
    record: Annotated[bool, typer.Option("--record", help="Write what each entry changes to the record of entries.")] = False,
) -> None:
    """Take each entry of the lexicons out in turn and list those without which everything in the sets is read the same."""
    with users_errors():
        from eval.lexicon_record import FILE, read_record, unreasoned, write_record
        from eval.lexicons import judge_all, packaged_texts

        outcomes = list(judge_all(packaged_texts(), only, jobs))
        for outcome in outcomes:
            if outcome.status != "changes":
                out.print(f"{outcome.status}: {outcome.entry.file}, {outcome.entry.id}", markup=False, highlight=False)
        entries = [o.entry for o in outcomes if o.status != "changes"]
        left = write_record(outcomes, Path(str(files("eval").joinpath(FILE)))) if record else unreasoned(read_record(), entries)
    for entry in left:
        err.print(f"no reason: {entry.file}, {entry.id}", markup=False, highlight=False)
    raise typer.Exit(1 if left else 0)


def _ratio_line(ratio: "Ratio") -> str:
    verdict = "kept" if ratio.kept else "MISSED"
    return f"{ratio.name}: {ratio.numerator:.4f} s / {ratio.denominator:.4f} s = {ratio.value:.3f}, bar {ratio.bar:g}, {verdict}"


app.add_typer(reading_commands.app)
app.add_typer(reader_commands.app)
app.command()(talking.conversations)
app.command()(talking.safety)

if __name__ == "__main__":
    app()
