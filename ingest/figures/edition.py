"""With what the figures of a report were read: stored beside them, so that outdated ones are noticed."""

from ingest.lexicon_files import lexicons_digest

FIGURES_EXTRACTOR = 8  # raise it when the figures of the same text come out otherwise


def figures_edition(home: str) -> str:
    """The extractor's version, a digest of the lexicons and the home country, as one text."""
    return f"{FIGURES_EXTRACTOR} {lexicons_digest('ingest')[:12]} {home}"
