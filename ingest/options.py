"""Where the editors' commands find their library."""

from pathlib import Path
from typing import Annotated

import typer

from ingest.errors import UserError
from ingest.settings import Settings

LibraryOption = Annotated[Path | None, typer.Option("--library", help="The library's folder; by default the user's own.")]


def library_folder(given: Path | None) -> Path:
    """The folder that was given, else the setting's."""
    return given or Settings().library


def existing_library(given: Path | None) -> Path:
    """The same. Raises UserError when it holds no library, before anything is made."""
    from ingest.library_schema import FILE_NAME

    folder = library_folder(given)
    if not (folder / FILE_NAME).is_file():
        raise UserError(f"{folder}: holds no library; make one with: python -m ingest add PATH --library {folder}")
    return folder
