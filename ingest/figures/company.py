"""In whose company a figure stands: the whole that it is a part of, its parts, and its neighbours of the same scope."""

from collections.abc import Sequence
from itertools import groupby, pairwise

from ingest.figures.figure import Figure
from ingest.figures.findings import days, same, same_scope

GROUP = ("who", "age", "sex")
ADJACENT = 8  # characters between a sentence and the next
GENERAL = {"outcome": {None, "both"}, "device": {None, "all", "mines"}}  # what a whole may count that its part counts more closely


class Company:
    """The figures of one report, in order, and how they stand to each other."""

    def __init__(self, figures: Sequence[Figure]) -> None:
        self.figures = list(figures)
        by_start = {f.start: f for f in figures}
        named = {f.start: by_start.get(f.part_of) for f in figures if f.part_of is not None}
        self._wholes = {f.start: w for f in figures if (w := named.get(f.start)) and w.part_of != f.start and _narrower(f, w)}
        self._parts: dict[int, list[Figure]] = {}
        for figure in figures:
            if (whole := self._wholes.get(figure.start)) is not None:
                self._parts.setdefault(whole.start, []).append(figure)
        self._sentences = {start: list(group) for start, group in groupby(figures, key=lambda f: f.sentence_start)}
        self._next = {a: b for a, b in pairwise(self._sentences) if 0 <= b - self._sentences[a][0].sentence_end <= ADJACENT}

    def whole(self, part: Figure) -> Figure | None:
        """The figure that another one is stated to be a part of, when it can be."""
        return self._wholes.get(part.start)

    def sentence(self, figure: Figure) -> list[Figure]:
        """All figures of a figure's sentence."""
        return self._sentences[figure.sentence_start]

    def beside(self, whole: Figure) -> list[Figure]:
        """A figure's stated parts, and those of its unit and scope in its sentence, else in the next; no parts of others."""
        near = self._free(whole, whole.sentence_start) or self._free(whole, self._next.get(whole.sentence_start))
        actors = {f.actor for f in [whole, *near] if f.actor}
        return [*self._parts.get(whole.start, []), *(near if len(actors) <= 1 else [])]

    def _free(self, whole: Figure, sentence: int | None) -> list[Figure]:
        """The figures of a sentence that stand beside a whole without being a part of any."""
        figures = [] if sentence is None else self._sentences[sentence]
        return [f for f in figures if f is not whole and f.unit == whole.unit and self.whole(f) is None and same_scope(whole, f)]


def _narrower(part: Figure, whole: Figure) -> bool:
    """Whether a part counts the same as its whole and leaves nothing open that the whole says: the injured are no part of the killed."""
    alike = all(
        getattr(whole, name) in GENERAL.get(name, {None}) or getattr(whole, name) == getattr(part, name)
        for name in ("outcome", "device", "activity", *GROUP)
    )
    return alike and same(part, whole, "unit") and days(part.period) == days(whole.period)
