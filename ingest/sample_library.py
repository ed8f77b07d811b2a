"""The sample library: the packaged reports in a library of their own, made at first use."""

import hashlib
from importlib.resources import as_file, files
from pathlib import Path

from platformdirs import user_data_path

from ingest.add import Progress, add_paths
from ingest.encoder import Encoder
from ingest.errors import UserError
from ingest.figures.edition import figures_edition
from ingest.library import Library
from ingest.library_writer import EXTRACTOR
from ingest.settings import Settings


def samples_folder() -> Path:
    """Where the packaged sample reports are."""
    with as_file(files("ingest").joinpath("samples")) as folder:
        return folder


def ensure_sample_library(settings: Settings, progress: Progress = lambda *_: None, encoder: Encoder | None = None) -> Path:
    """The folder of the sample library, made or brought up to date first; it is never mixed with an editor's own reports.

    Its name holds a digest of the samples and of what reads them, so that another edition of them is another library.
    """
    folder = (settings.samples or user_data_path("minefacts") / "samples") / _edition(settings.home_country)
    try:
        Library.open(folder).close()
    except UserError:
        add_paths([samples_folder()], folder, settings, encoder=encoder, progress=progress, samples=True)
    return folder


def _edition(home: str) -> str:
    digest = hashlib.sha256(f"{EXTRACTOR} {figures_edition(home)}".encode())
    for file in sorted(samples_folder().glob("*.txt")):
        digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()[:12]
