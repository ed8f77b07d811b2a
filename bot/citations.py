"""Answers and their verification: the last door. What it lets through is wording of ours, or stands in a stored report as it is said.

A draft is a list of sentences made of segments. A quote must equal the stored text at its offsets and be whole sentences of it, so that
no number, noun, period or negation can be changed or cut away; what is said of a report (publisher, date) must equal its record; a count
must equal the library's. A sentence with one segment that fails is left out whole.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlsplit

from bot.claims import compute, render
from bot.draft import Claim, Draft, DraftSentence, LibraryFact, Quote, ReportFact, Segment, Wording
from bot.facts import Fact, Facts
from bot.scopes import ClaimError
from bot.wording import QUOTE_MARKS, phrase, written_date
from ingest.articles import Article
from ingest.figures.figure import Figure
from ingest.figures.numbers import find_numbers
from ingest.library import Library, StoredSentence, Version


@dataclass(frozen=True)
class Span:
    """text[start:end] of the cited version, and that text."""

    start: int
    end: int
    quote: str


@dataclass(frozen=True)
class Citation:
    """A number in the answer's text and the exact span of a stored version that bears it out.

    `context` is the sentence that the quote points back to ("Among them …"), where there is one; `answer` the words in the quote that answer by
    themselves, where the reader found them.
    """

    number: int
    source: str
    version: str
    url: str | None
    title: str | None
    publisher: str | None
    published: str | None
    language: str | None
    quote: str
    start: int
    end: int
    context: Span | None = None
    answer: Span | None = None


@dataclass(frozen=True)
class Rejected:
    """A sentence that did not pass, and why."""

    sentence: DraftSentence
    reason: str


@dataclass(frozen=True)
class Answer:
    """A checked answer. `kind` is one of figure, computed, trend, compare, conflict, quote, clarify, refusal, chat."""

    kind: str
    text: str
    language: str
    citations: tuple[Citation, ...] = ()
    figures: tuple[dict[str, Any], ...] = ()
    notice: str | None = None
    question: str = ""
    standalone: str = ""
    generation: int = 0
    seconds: float = 0.0
    state: dict[str, Any] = field(default_factory=dict)
    rejected: tuple[Rejected, ...] = ()

    def to_json(self, id_: object = None) -> dict[str, Any]:
        """The line that `ask --jsonl` writes, in the order of the contract."""
        citations = [{k: vars(v) if isinstance(v, Span) else v for k, v in vars(c).items()} for c in self.citations]
        return {
            "id": id_, "question": self.question, "standalone": self.standalone, "language": self.language, "kind": self.kind, "text": self.text,
            "notice": self.notice, "figures": list(self.figures), "citations": citations, "generation": self.generation, "seconds": round(self.seconds, 3),
        }  # fmt: skip


class Verifier:
    """Checks drafts against one generation of a library."""

    def __init__(self, library: Library, facts: Facts | None = None) -> None:
        self._library = library
        self.facts = facts or Facts(library)
        self._coverage = library.coverage()

    def check(self, draft: Draft) -> Answer:
        """The answer that the draft's sound sentences make, with the others and the reasons in `rejected`."""
        versions = self._library.versions_by_id({v for line in draft.sentences for s in line.segments for v in _versions(s)})
        bounds = self._bounds(versions)
        passed: list[DraftSentence] = []
        rejected: list[Rejected] = []
        for sentence in draft.sentences:
            faults = (self._fault(s, versions, bounds, draft.language) for s in sentence.segments)
            reason = _attribution_fault(sentence) or next(filter(None, faults), None)
            if reason:
                rejected.append(Rejected(sentence, reason))
            else:
                passed.append(sentence)
        quotes = {s: self._quotes(s) for line in passed for s in line.segments}
        citations = _number(passed, quotes, versions, bounds)
        text = "\n".join(_render(s, draft.language, quotes, citations) for s in passed)
        figures = self._figures(passed, quotes, citations)
        return Answer(draft.kind, text, draft.language, tuple(citations.values()), figures, rejected=tuple(rejected))

    def _quotes(self, segment: Segment) -> list[Quote]:
        """The sentences that bear a segment out."""
        if isinstance(segment, Quote):
            return [segment]
        if not isinstance(segment, Claim):
            return []
        facts = self.facts.at((*segment.operands, *segment.also))
        return [sentence_of(f) for f in facts]

    def _figures(
        self, lines: list[DraftSentence], quotes: dict[Segment, list[Quote]], citations: dict[Quote, Citation]
    ) -> tuple[dict[str, Any], ...]:
        """The figures of an answer as the contract writes them, operands before what is computed from them."""
        found: dict[tuple[int, int], dict[str, Any]] = {}
        computed: list[dict[str, Any]] = []
        for claim in (s for line in lines for s in line.segments if isinstance(s, Claim)):
            for fact, quote in zip(self.facts.at(claim.operands), quotes[claim], strict=False):
                found.setdefault(fact.key, figure_record(fact.figure, citations[quote].number))
            result = compute(claim.form, self.facts.at(claim.operands))
            if result is not None:
                computed.append({"value": result[1], "op": result[0], "keys": claim.operands})
        order = list(found)
        for entry in computed:
            record = {**found[entry["keys"][0]], "value": entry["value"], "low": None, "high": None, "citation": None}
            found[len(found), -1] = record | {"computed": {"op": entry["op"], "operands": [order.index(k) for k in entry["keys"]]}}
        return tuple(found.values())

    def _bounds(self, versions: dict[int, Version]) -> dict[int, list[StoredSentence]]:
        bounds: dict[int, list[StoredSentence]] = {number: [] for number in versions}
        for sentence in self._library.sentences(versions):
            bounds[sentence.version].append(sentence)
        return bounds

    def _fault(self, segment: Segment, versions: dict[int, Version], bounds: dict[int, list[StoredSentence]], language: str) -> str | None:
        """Why a segment may not be said; None when it may."""
        if isinstance(segment, Wording):
            return _wording_fault(segment, language)
        if isinstance(segment, LibraryFact):
            known = {"reports": str(self._coverage.reports), "first": self._coverage.first, "last": self._coverage.last}
            return (
                None
                if known.get(segment.of) == segment.value
                else f"the library's {segment.of} is {known.get(segment.of)!r}, not {segment.value!r}"
            )
        if isinstance(segment, Claim):
            return self._claim_fault(segment, language)
        if segment.version not in versions:
            return f"version {segment.version} is not in this generation"
        article = versions[segment.version].article
        if isinstance(segment, ReportFact):
            known = {"outlet": outlet(article), "published": article.published}
            return (
                None
                if known.get(segment.of) == segment.value
                else f"the report's {segment.of} is {known.get(segment.of)!r}, not {segment.value!r}"
            )
        return _quote_fault(segment, article, bounds[segment.version])

    def _claim_fault(self, claim: Claim, language: str) -> str | None:
        """Why a claim may not be made: its figures are not of this generation, do not allow it, or are said otherwise than recorded."""
        try:
            facts, also = self.facts.at(claim.operands), self.facts.at(claim.also)
            said = render(claim.form, facts, language)
        except KeyError as error:
            return f"figure {error} is not in this generation"
        except ClaimError as error:
            return f"{claim.text!r}: {error}"
        for fact in (*facts, *also):
            stated = find_numbers(
                fact.version.article.text[fact.figure.sentence_start : fact.figure.sentence_end], fact.version.article.language
            )
            if fact.figure.start - fact.figure.sentence_start not in {n.start for n in stated}:
                return f"no number stands at {fact.figure.start} of version {fact.version.id}"
        if any(
            (f.figure.value, f.figure.unit, f.figure.outcome) != (facts[0].figure.value, facts[0].figure.unit, facts[0].figure.outcome)
            for f in also
        ):
            return f"{claim.text!r}: a report that is said to agree gives another number"
        return None if said == claim.text else f"{claim.text!r} is not what the records say: {said!r}"


def _versions(segment: Segment) -> list[int]:
    """The versions that a segment speaks of."""
    if isinstance(segment, Claim):
        return [version for version, _ in (*segment.operands, *segment.also)]
    return [segment.version] if isinstance(segment, Quote | ReportFact) else []


def sentence_of(fact: Fact) -> Quote:
    """The whole sentence that states a figure."""
    figure = fact.figure
    text = fact.version.article.text[figure.sentence_start : figure.sentence_end]
    return Quote(fact.version.id, figure.sentence_start, figure.sentence_end, text)


def figure_record(figure: Figure, citation: int) -> dict[str, Any]:
    """A figure as the contract writes it."""
    period = figure.period
    same = {k: getattr(figure, k) for k in (
        "value", "low", "high", "qualifier", "unit", "measure", "outcome", "who", "age", "sex", "device", "activity", "actor", "place",
    )}  # fmt: skip
    bounds = {"start": period.start, "end": period.end, "kind": period.kind.split()[0]} if period else None
    return same | {"period": bounds, "as_of": figure.as_of, "inferred": list(figure.inferred), "computed": None, "citation": citation}


def _attribution_fault(sentence: DraftSentence) -> str | None:
    """A sentence speaks of one report: else a true quote could stand under the name and date of another."""
    if not any(isinstance(s, ReportFact) for s in sentence.segments):
        return None
    reports = {v for s in sentence.segments for v in _versions(s)}
    return f"the quote is of another report than what is said of it (versions {sorted(reports)})" if len(reports) > 1 else None


def _wording_fault(segment: Wording, language: str) -> str | None:
    try:
        phrase(segment.key, language)
    except KeyError:
        return f"no wording {segment.key!r} in {language!r}"
    return None


def _quote_fault(quote: Quote, article: Article, sentences: Sequence[StoredSentence]) -> str | None:
    if not quote.text or article.text[quote.start : quote.end] != quote.text:
        return f"the report does not say {quote.text!r} at {quote.start}–{quote.end}"
    if quote.start not in {s.start for s in sentences} or quote.end not in {s.end for s in sentences}:
        return f"{quote.text!r} is not made of whole sentences"
    if quote.answer and not quote.start <= quote.answer[0] < quote.answer[1] <= quote.end:
        return f"the words that answer do not stand in {quote.text!r}"
    return None


def outlet(report: Article | Citation) -> str:
    """What a report is called by: its publisher, else the host of its address, else its name in the library."""
    host = (urlsplit(report.url or "").hostname or "").removeprefix("www.")
    return report.publisher or host or report.source


def _number(
    sentences: list[DraftSentence],
    quotes: dict[Segment, list[Quote]],
    versions: dict[int, Version],
    bounds: dict[int, list[StoredSentence]],
) -> dict[Quote, Citation]:
    """One citation for each quote, numbered in the order of the text."""
    cited = dict.fromkeys(q for line in sentences for s in line.segments for q in quotes[s])
    return {quote: _cite(number, quote, versions[quote.version], bounds[quote.version]) for number, quote in enumerate(cited, 1)}


def _cite(number: int, quote: Quote, version: Version, sentences: list[StoredSentence]) -> Citation:
    from bot.answers.context import points_back_to

    a = version.article
    context = points_back_to(a, sentences, quote.start)
    citation = Citation(
        number, a.source, version.digest, a.url, a.title, a.publisher, a.published, a.language, quote.text, quote.start, quote.end
    )
    return replace(citation, context=_span(a, (context.start, context.end) if context else None), answer=_span(a, quote.answer))


def _span(article: Article, bounds: tuple[int, int] | None) -> Span | None:
    return Span(*bounds, article.text[slice(*bounds)]) if bounds else None


def _render(sentence: DraftSentence, language: str, quotes: dict[Segment, list[Quote]], citations: dict[Quote, Citation]) -> str:
    return "".join(_say(s, language, quotes[s], citations) for s in sentence.segments).strip()


def _say(segment: Segment, language: str, quotes: list[Quote], citations: dict[Quote, Citation]) -> str:
    if isinstance(segment, Wording):
        return phrase(segment.key, language)
    if isinstance(segment, Quote):
        left, right = QUOTE_MARKS[language][0], QUOTE_MARKS[language][1]
        return f"{left}{' '.join(segment.text.split())}{right} [{citations[segment].number}]"
    if isinstance(segment, Claim):
        markers = dict.fromkeys(f"[{citations[q].number}]" for q in quotes)
        return f"{segment.text} {''.join(markers)}"
    dated = segment.of in {"published", "first", "last"}
    return written_date(segment.value, language) if dated else segment.value
