"""python -m ingest figures|fix|hide|undo and check --figures: what is read of reports' numbers, and how editors set it right."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape
from rich.table import Column, Table

from ingest.options import LibraryOption, existing_library, library_folder
from ingest.settings import Settings
from ingest.terminal import err, out, users_errors

if TYPE_CHECKING:
    from ingest.figures.figure import Figure
    from ingest.library_writer import LibraryWriter
    from ingest.overrulings import Overruling, RuledFigure

app = typer.Typer()
Source = Annotated[str, typer.Argument(help="A report's identity, as list shows it.")]
Number = Annotated[
    int, typer.Argument(help="A figure's number: the first column of figures SOURCE, the offset where it stands in the text.")
]
Who = Annotated[str, typer.Option(help="Who says so.")]
Why = Annotated[str, typer.Option(help="Why, for those who read it later.")]


@app.command()
def figures(source: Source, library: LibraryOption = None) -> None:
    """Show the numbers of one report as they are read: what each counts, whom, where and over which period; and what editors changed."""
    from ingest.check import named_version, outdated_figures
    from ingest.library import Library
    from ingest.library_figures import ruled_figures

    with users_errors(), Library.open(library_folder(library)) as opened:
        version = named_version(opened, source, None)
        ruled = ruled_figures(opened.rows, version.id, version.article)
        outdated = outdated_figures(opened, Settings().home_country)
    table = Table(
        "number", "written", "counts", "whom", "device, activity", "place", "period", "as of", "editors", title=version.article.title
    )
    for r in ruled:
        f = r.figure
        period = f"{f.period.start or '…'} – {f.period.end or '…'} ({f.period.kind})" if f.period else None
        written = " ".join(filter(None, [f.qualifier if f.qualifier != "exact" else None, version.article.text[f.start : f.end]]))
        groups = ((f.measure or f.described, f.outcome), (f.who, f.age, f.sex), (f.device, f.activity))
        cells = (str(f.start), written, *(", ".join(filter(None, g)) for g in groups), f.place, period, f.as_of)
        table.add_row(*(escape(c or "-") for c in cells), escape(_editors(r)), style="dim" if r.hidden else None)
    out.print(table)
    for line in outdated:
        err.print(f"[yellow]outdated:[/yellow] {escape(line)}", highlight=False)


@app.command()
def fix(
    source: Source,
    number: Number,
    given: Annotated[
        list[str], typer.Option("--set", help="FIELD=VALUE, such as outcome=injured; an empty VALUE: not known. Repeat for more.")
    ],
    who: Who,
    why: Why,
    library: LibraryOption = None,
) -> None:
    """Set fields of one figure right. It holds for this text, and wherever the same sentence stands in a later version."""
    from ingest import editing

    _edit(library, lambda writer: editing.fix(writer, source, number, given, editing.Editor(who, why)), "fixed")


@app.command()
def hide(source: Source, number: Number, who: Who, why: Why, library: LibraryOption = None) -> None:
    """Keep one figure from the answers."""
    from ingest import editing

    _edit(library, lambda writer: editing.hide(writer, source, number, editing.Editor(who, why)), "hidden")


@app.command()
def undo(source: Source, number: Number, library: LibraryOption = None) -> None:
    """Take back the last fix or hide of one figure."""
    from ingest import editing

    _edit(library, lambda writer: editing.undo(writer, source, number), "taken back")


def report(library: Path | None) -> None:
    """Show which numbers of the reports do not go together; exits 1 when there are any."""
    from ingest.check import check_figures
    from ingest.library import Library

    with users_errors():
        found = check_figures(library_folder(library))
        with Library.open(library_folder(library)) as opened:
            texts = {v.article.source: v.article.text for v in opened.versions()}
    if not found:
        out.print("nothing found: the reports' numbers go together")
        raise typer.Exit(0)
    table = Table("found", Column("report", overflow="fold"), "what", "where", title=f"{len(found)} findings", show_lines=True)
    for finding in found:
        where = [
            f"{'' if s.source == finding.source else f'{s.source}, '}{s.start}–{s.end}: {' '.join(texts[s.source][s.start : s.end].split())}"
            for s in finding.spans
        ]
        table.add_row(*map(escape, (finding.kind, finding.source, finding.explanation, "\n".join(where) or "-")))
    out.print(table)
    out.print("Set right what was read wrongly with fix, or hide it; what stands so in a report stays a finding.", highlight=False)
    raise typer.Exit(1)


def _edit(library: Path | None, act: "Callable[[LibraryWriter], Overruling]", done: str) -> None:
    """Do one thing to one figure, and let readers have it."""
    from ingest.add import publish, renew_outdated
    from ingest.encoder import Encoder
    from ingest.library_writer import LibraryWriter

    with users_errors():
        folder = existing_library(library)
        with LibraryWriter(folder, Encoder(Settings().model).identity) as writer:
            renew_outdated(writer, Settings())
            overruling = act(writer)
            generation = publish(writer)
    said = f"{overruling.action} of “{overruling.written}”" if done == "taken back" else f"“{overruling.written}”"
    values = ", ".join(f"{name}={_plain(value)}" for name, value in overruling.changes.items())
    out.print(escape(f"{done}: {said} in {overruling.source}{f': {values}' if values else ''}; generation {generation}"), highlight=False)


def _editors(ruled: "RuledFigure") -> str:
    """What editors did to a figure, each with who and why, and what stood there before."""
    return "; ".join(_deed(o, ruled.extracted) for o in ruled.by)


def _deed(overruling: "Overruling", extracted: "Figure") -> str:
    if overruling.action == "hide":
        return f"hidden by {overruling.who}: {overruling.why}"
    record = extracted.to_record()
    changes = [f"{name}={_plain(value)} (read: {_plain(_read(record, name))})" for name, value in overruling.changes.items()]
    return f"{', '.join(changes)} by {overruling.who}: {overruling.why}"


def _read(record: dict[str, object], name: str) -> object:
    whole, _, part = name.partition(".")
    value = record[whole]
    return (value or {}).get(part) if part and isinstance(value, dict | None) else value


def _plain(value: object) -> str:
    if isinstance(value, float):
        return f"{value:g}" if abs(value) < 1_000_000 else f"{value:.0f}"  # noqa: PLR2004 (beyond it :g rounds)
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else "-" if value is None else str(value)
