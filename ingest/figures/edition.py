"""With what the figures of a report were read: stored beside them, so that outdated ones are noticed."""

import hashlib
from importlib.resources import files

from ingest.lexicon_files import lexicons_digest

FIGURES_EXTRACTOR = 17  # raise it when the figures of the same text come out otherwise


def figures_edition(home: str) -> str:
    """The extractor's version, digests of the lexicons and the trained weights, and the home country, as one text."""
    weights = hashlib.sha256(files("ingest").joinpath("models/scope.json").read_bytes()).hexdigest()
    return f"{FIGURES_EXTRACTOR} {lexicons_digest('ingest')[:12]} {weights[:12]} {home}"
