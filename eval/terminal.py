"""What the commands of `python -m eval` share: their console, and the options and arguments that several take."""

from importlib.resources import files
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

PIPED_WIDTH = 160  # characters of a table that goes to a file
out = Console()
CasesArgument = Annotated[
    Path | None,
    typer.Argument(
        help="Cases: a .jsonl file, a folder with questions.jsonl and articles/, SQuAD's .json, or a .jsonl of questions with passages; "
        "by default the samples'.",
        show_default=False,
    ),
]
LibraryOption = Annotated[Path | None, typer.Option("--library", help="The library to ask; by default the packaged samples.")]
ArticlesOption = Annotated[Path | None, typer.Option("--articles", help="Articles to make a temporary library of first.")]
VerboseOption = Annotated[bool, typer.Option("--verbose", "-v", help="List each case with a fault.")]


def sample_cases() -> Path:
    """The packaged cases about the sample reports."""
    return Path(str(files("eval").joinpath("cases/samples.jsonl")))
