"""What the three command lines share: the two consoles, and how an error that the user can mend is shown."""

from collections.abc import Iterator
from contextlib import contextmanager

import typer
from rich.console import Console
from rich.markup import escape

from ingest.errors import UserError

WRONG_USAGE = 2  # exit code
PIPED_WIDTH = 200  # characters of a table that goes to a file: nothing in it is cut short
out, err = Console(soft_wrap=True), Console(stderr=True, soft_wrap=True)
if not out.is_terminal:
    out.width = PIPED_WIDTH


@contextmanager
def users_errors() -> Iterator[None]:
    """One line for what the user can mend; a bug keeps its traceback."""
    try:
        yield
    except UserError as error:
        err.print(f"[red]error:[/red] {escape(str(error))}", highlight=False)
        raise typer.Exit(WRONG_USAGE) from None
