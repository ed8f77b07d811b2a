"""Checks of the figures of one report against each other: sums, parts, dates and the headline. Nothing is changed by them.

A check speaks only where the report itself sets figures side by side: in one sentence, in the next one, or by stating that one is a part
of the other; where a wording leaves room ("more than 6,500"), so does the check.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from ingest.articles import Article
from ingest.figures.company import GROUP, Company
from ingest.figures.figure import COUNTED, Figure
from ingest.figures.findings import Finding, bounds, days, finding, first_day, last_day, same, total, written
from ingest.figures.headlines import meant
from ingest.terms import gazetteer

KINDS = frozenset({"anti-personnel", "anti-tank", "UXO"})  # of devices, which together are all of them
MINES = frozenset({"anti-personnel", "anti-tank"})
NOT_DONE = frozenset({"planned", "ordered"})  # activities whose period may lie ahead


def findings_of(article: Article, figures: Sequence[Figure]) -> list[Finding]:
    """What does not go together among the figures of one report; empty when all is well."""
    read = [f for f in figures if f.unit in COUNTED]
    body = Company([f for f in read if f.role != "headline"])
    checks = (_outcomes(body), _groups(body), _kinds(body), _places(body), _parts(body))
    sums = [finding(kind, [(article.source, f) for f in stated], why) for check in checks for kind, stated, why in check]
    return [*dict.fromkeys([*sums, *_dates(article, figures), *_headline(article, read)])]


Stated = tuple[str, list[Figure], str]  # kind, the whole and its parts, why they do not go together


def _outcomes(body: Company) -> Iterator[Stated]:
    """Killed and injured together are the victims."""
    for whole in body.figures:
        if whole.outcome != "both":
            continue
        beside = body.beside(whole)
        killed, injured = ([f for f in beside if f.outcome == outcome and same(whole, f, *GROUP)] for outcome in ("killed", "injured"))
        if (
            len(killed) == len(injured) == 1
            and whole.value not in {f.value for f in beside}
            and not _fits(whole, [*killed, *injured], beside)
        ):
            yield "sum", [whole, *killed, *injured], f"{_sum([*killed, *injured])}, not {_said(whole)}: killed and injured against victims"


def _groups(body: Company) -> Iterator[Stated]:
    """Civilians and soldiers together are everybody, where both are told."""
    for whole in body.figures:
        if whole.unit != "people" or whole.who is not None:
            continue
        beside = [f for f in body.beside(whole) if same(whole, f, "unit", "outcome", "age", "sex") and f.who is not None]
        if [f.who for f in beside].count("civilian") == [f.who for f in beside].count("military") == 1 and not _fits(whole, beside, []):
            yield "sum", [whole, *beside], f"{_sum(beside)}, not {_said(whole)}: civilians and others against all"


def _kinds(body: Company) -> Iterator[Stated]:
    """Mines against people, against tanks and unexploded ordnance together are all that was found."""
    for whole in body.figures:
        wanted = {"all": KINDS, "mines": MINES}.get(whole.device or "")
        if not wanted or whole.unit != "devices":
            continue
        beside = [f for f in body.beside(whole) if same(whole, f, "unit", "activity") and f.device in wanted]
        if len(beside) == len(wanted) == len({f.device for f in beside}) and not _fits(whole, beside, []):
            yield "sum", [whole, *beside], f"{_sum(beside)}, not {_said(whole)}: the kinds against all"


def _places(body: Company) -> Iterator[Stated]:
    """What was counted in some places is no more than what was counted in the larger place that holds them."""
    for whole in body.figures:
        sentence = [f for f in body.sentence(whole) if f.start > whole.start]
        inside = [
            f
            for f in sentence
            if same(whole, f, "unit", "measure", "outcome", "device", "activity", *GROUP) and _holds(whole.place, f.place)
        ]
        alike = [f for f in inside if days(f.period) == days(whole.period)]
        if len(alike) > 1 and len({f.place for f in alike}) == len(alike) and total(alike).low > bounds(whole).high:
            yield "parts over total", [whole, *alike], f"{_sum(alike)}, more than {_said(whole)}: the places against all"


def _parts(body: Company) -> Iterator[Stated]:
    """A part is no more than what it is a part of."""
    for part in body.figures:
        whole = body.whole(part)
        if whole is not None and bounds(part).low > bounds(whole).high:
            yield "part over total", [whole, part], f"{_said(part)} is more than {_said(whole)}, of which it is a part"


def _fits(whole: Figure, parts: Sequence[Figure], others: Sequence[Figure]) -> bool:
    """Whether parts add up to a whole, with or without one other figure that stands beside them."""
    rest = [f for f in others if f not in parts]
    return any(bounds(whole).meets(total([*parts, *more])) for more in ([], *([f] for f in rest)))


def _holds(larger: str | None, smaller: str | None) -> bool:
    """Whether a place lies within another one, at whatever depth."""
    place = gazetteer().get(smaller or "")
    while place is not None and place.within is not None:
        if place.within == larger:
            return True
        place = gazetteer().get(place.within)
    return False


def _dates(article: Article, figures: Sequence[Figure]) -> Iterator[Finding]:
    """A period runs forwards, and nothing was counted up to a day after the report. One finding a sentence and kind."""
    for _, group in groupby(figures, key=lambda f: f.sentence_start):
        sentence = list(group)
        backwards = [f for f in sentence if _runs_backwards(f)]
        ahead = [f for f in sentence if f not in backwards and _lies_ahead(f, article.published)]
        if backwards and (period := backwards[0].period):
            yield _dated(article, "backwards", backwards, f"the period runs from {period.start} back to {period.end}")
        if ahead:
            why = f"counts up to {_until(ahead[0])}, but the report is of {(article.published or '')[:10]}"
            yield _dated(article, "after publication", ahead, why)


def _dated(article: Article, kind: str, figures: Sequence[Figure], why: str) -> Finding:
    return finding(kind, [(article.source, f) for f in figures], f"{', '.join(_said(f) for f in figures)}: {why}")


def _runs_backwards(figure: Figure) -> bool:
    """Whether a period that the text itself states ends before it starts."""
    start, end = days(figure.period)
    return start is not None and end is not None and start > end and "period" not in figure.inferred


def _lies_ahead(figure: Figure, published: str | None) -> bool:
    """Whether a figure that tells of the past counts up to a day after its report."""
    until = _until(figure)
    if until is None or published is None or figure.unit not in COUNTED or figure.activity in NOT_DONE:
        return False
    return first_day(until) > last_day(published)


def _until(figure: Figure) -> str | None:
    """The latest day up to which a figure says that it counts."""
    return max((d for d in (figure.as_of, figure.period and figure.period.end) if d), key=first_day, default=None)


def _headline(article: Article, figures: Sequence[Figure]) -> Iterator[Finding]:
    """A headline's number that the body nearly has is the body's, exact, rounded or as a sum; its killed are no victims of the body."""
    body = [f for f in figures if f.role != "headline"]
    for head in (f for f in figures if f.role == "headline"):
        alike = [f for f in body if same(head, f, "unit", "measure")]
        equal = [f for f in alike if _rounds(head, [f])]
        near = [f for f in alike if same(head, f, "outcome", "device", *GROUP) and meant(head, f)]
        if head.outcome == "killed" and equal and all(f.outcome == "both" for f in equal):
            why = f"the headline says {_said(head)} killed, the body {_said(equal[0])} killed or injured"
            yield finding("headline", [(article.source, head), (article.source, equal[0])], why)
        elif near and not equal and not _sums_up(head, alike):
            why = f"the headline says {_said(head)}, the body {_said(near[0])}"
            yield finding("headline", [(article.source, head), (article.source, near[0])], why)


def _rounds(head: Figure, figures: Sequence[Figure]) -> bool:
    """Whether a headline's number is that of the figures together, as exact as its last digit that is no zero."""
    digits = str(int(head.value))
    exactness = 10 ** (len(digits) - len(digits.rstrip("0")))
    together = total(figures)
    return bounds(head).meets(together) or together.low - exactness < head.value < together.high + exactness


def _sums_up(head: Figure, figures: Sequence[Figure]) -> bool:
    """Whether neighbours of one sentence add up to a headline's number."""
    for _, group in groupby(figures, key=lambda f: f.sentence_start):
        sentence = list(group)
        if any(_rounds(head, sentence[a:b]) for a in range(len(sentence)) for b in range(a + 2, len(sentence) + 1)):
            return True
    return False


def _sum(parts: Sequence[Figure]) -> str:
    return f"{' + '.join(_said(f) for f in parts)} = {written(sum(f.value for f in parts))}"


def _said(figure: Figure) -> str:
    return f"{figure.qualifier} {written(figure.value)}" if figure.qualifier not in {"exact", "range"} else written(figure.value)
