"""python -m ingest add|list|show|remove|check|rebuild, and figures|fix|hide|undo: the editors' commands."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from ingest import figure_commands
from ingest.options import LibraryOption, existing_library, library_folder
from ingest.settings import Settings
from ingest.terminal import err, out, users_errors

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Add reports to a library, list, show, remove and check them.",
)


@app.command()
def add(
    paths: Annotated[list[Path], typer.Argument(help="Files (.txt .md .html .json .jsonl) and folders of them.")],
    library: LibraryOption = None,
) -> None:
    """Add reports; exits 0 when all were taken, 1 when some failed, 2 when nothing could be done."""
    from rich.progress import Progress

    from ingest.add import add_paths

    with users_errors(), Progress(console=err, transient=True) as bar:
        task = bar.add_task("Reading reports", total=None)
        added = add_paths(
            paths,
            library_folder(library),
            Settings(),
            progress=lambda done, total, name: bar.update(
                task, completed=done, total=total, description=escape(name) or "Making the index"
            ),
        )
    table = Table("added", "updated", "unchanged", "failed", title=f"{library_folder(library)}, generation {added.generation}")
    table.add_row(*(str(added.counts[k]) for k in ("added", "updated", "unchanged")), str(len(added.failures)))
    out.print(table)
    for failure in added.failures:
        err.print(f"[red]failed:[/red] {escape(failure.reason)}", highlight=False)
    if not added.failures and not added.sources:
        err.print(f"nothing to read: the folders hold no {', '.join(_readable())} file", highlight=False)
    raise typer.Exit(1 if added.failures else 0)


def _readable() -> tuple[str, ...]:
    from ingest.sources import READABLE

    return READABLE


@app.command("list")
def list_(library: LibraryOption = None, as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False) -> None:
    """List the library's reports."""
    from ingest.library import Library

    with users_errors(), Library.open(library_folder(library)) as opened:
        versions = sorted(opened.versions(), key=lambda v: (v.article.published or "", v.article.source))
    if as_json:
        for version in versions:
            a = version.article
            print(
                json.dumps(
                    {
                        "source": a.source,
                        "version": version.digest,
                        "published": a.published,
                        "language": a.language,
                        "publisher": a.publisher,
                        "title": a.title,
                    },
                    ensure_ascii=False,
                )
            )
        return
    table = Table("published", "lang", "publisher", "title", "source", title=f"{len(versions)} reports")
    for version in versions:
        a = version.article
        table.add_row(*(escape(v or "-") for v in ((a.published or "")[:10], a.language, a.publisher, a.title, a.source)))
    out.print(table)


@app.command()
def show(
    source: Annotated[str, typer.Argument(help="A report's identity, as list shows it.")],
    library: LibraryOption = None,
    version: Annotated[str | None, typer.Option(help="An older version's digest, or its beginning.")] = None,
    text: Annotated[bool, typer.Option("--text", help="The stored text alone, to which all offsets refer.")] = False,
) -> None:
    """Show one report: its record and its text."""
    from ingest.check import named_version
    from ingest.library import Library

    with users_errors(), Library.open(library_folder(library)) as opened:
        stored = named_version(opened, source, version)
    if text:
        sys.stdout.buffer.write(stored.article.text.encode())
        return
    a = stored.article
    record = {
        "source": a.source,
        "version": stored.digest,
        "title": a.title,
        "byline": a.byline,
        "publisher": a.publisher,
        "published": a.published,
        "language": a.language,
        "url": a.url,
        "note": a.note,
    }
    for name, value in record.items():
        out.print(f"[bold]{name}:[/bold] {escape(value or 'unknown')}", highlight=False)
    out.print("\n" + escape(a.text[a.body_start :].strip()), highlight=False)


@app.command()
def remove(
    sources: Annotated[list[str], typer.Argument(help="Identities of reports, as list shows them.")], library: LibraryOption = None
) -> None:
    """Take reports out of the library; exits 1 when one was not there."""
    from ingest.add import publish, renew_outdated
    from ingest.encoder import Encoder
    from ingest.library_writer import LibraryWriter

    with users_errors(), LibraryWriter(existing_library(library), Encoder(Settings().model).identity) as writer:
        renew_outdated(writer, Settings())
        missing = [source for source in sources if not writer.remove(source)]
        if writer.pending():
            publish(writer)
    out.print(f"{len(sources) - len(missing)} removed")
    for source in missing:
        err.print(f"[red]failed:[/red] {escape(repr(source))}: is not in the library; python -m ingest list shows what is", highlight=False)
    raise typer.Exit(1 if missing else 0)


@app.command()
def check(
    library: LibraryOption = None,
    figures: Annotated[bool, typer.Option("--figures", help="Instead, check the reports' numbers against each other.")] = False,
) -> None:
    """Check that texts, index and vectors agree; exits 1 when something is wrong."""
    if figures:
        figure_commands.report(library)
    from ingest.check import check_library
    from ingest.encoder import Encoder

    with users_errors():
        problems = check_library(library_folder(library), Encoder(Settings().model).identity, Settings().home_country)
    for problem in problems:
        err.print(f"[red]wrong:[/red] {escape(problem)}", highlight=False)
    out.print(f"{len(problems)} problems" if problems else "clean: texts, index and vectors agree")
    raise typer.Exit(1 if problems else 0)


@app.command()
def rebuild(library: LibraryOption = None) -> None:
    """Make figures, full-text index and vectors anew from what is stored, with no embedding; brings an old library up to date."""
    from ingest.add import publish, renew_figures
    from ingest.encoder import Encoder
    from ingest.library_writer import LibraryWriter

    with users_errors(), LibraryWriter(existing_library(library), Encoder(Settings().model).identity) as writer:
        writer.reindex()
        renew_figures(writer, writer.latest(), Settings())
        generation = publish(writer)
    out.print(f"rebuilt: generation {generation}")


app.add_typer(figure_commands.app)

if __name__ == "__main__":
    app()
