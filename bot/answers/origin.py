"""Where the number of the answer before comes from: the sentence of the report, with its outlet and date, and who is named there as saying it."""

from collections.abc import Sequence

from bot.citations import outlet
from bot.draft import Draft, DraftSentence, Quote, ReportFact, Segment, Wording
from bot.memory import Cited
from bot.operations import says
from ingest.library import Library, StoredSentence, Version

REACH = 2  # sentences around a cited one in which its speaker is looked for
MOST = 2  # reports that are named


def draft_origin(cited: Sequence[Cited], library: Library, language: str) -> Draft | None:
    """The cited sentences again, each under its outlet and date; None when their reports are no longer in the library."""
    lines: list[DraftSentence] = []
    for one in cited[:MOST]:
        version = library.version(one.source, one.version)
        if version is None or version.id not in library.versions_by_id([version.id]):
            continue
        sentences = [s for s in library.sentences([version.id]) if s.complete]
        number = next((n for n, s in enumerate(sentences) if s.start == one.start), None)
        if number is None:
            continue
        lead = () if lines else (Wording("comes_from"),)
        lines.append(_line(version, one.start, one.end, lead))
        if not says("said_on", version.article.text[one.start : one.end]) and (speaker := _speaker(version, sentences, number)):
            lines.append(_line(version, speaker.start, speaker.end))
    return Draft("quote", language, tuple(lines)) if lines else None


def _speaker(version: Version, sentences: Sequence[StoredSentence], number: int) -> StoredSentence | None:
    """The nearest sentence that says who said something."""
    near = sorted(range(max(0, number - REACH), min(len(sentences), number + REACH + 1)), key=lambda n: (abs(n - number), n))
    found = (sentences[n] for n in near if n != number)
    return next((s for s in found if says("said_on", version.article.text[s.start : s.end])), None)


def _line(version: Version, start: int, end: int, lead: tuple[Segment, ...] = ()) -> DraftSentence:
    article = version.article
    dated: tuple[Segment, ...] = (Wording("comma"), ReportFact(version.id, "published", article.published)) if article.published else ()
    quote = Quote(version.id, start, end, article.text[start:end])
    return DraftSentence((*lead, ReportFact(version.id, "outlet", outlet(article)), *dated, Wording("colon"), quote))
