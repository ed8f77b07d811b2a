"""The measures, each a pure function of what was asked and answered; every share has its count and its interval.

Correctness by required and forbidden strings follows ALCE's short-answer recall (Gao et al., 2023, "Enabling Large Language Models to
Generate Text with Citations", EMNLP), recall at k is Manning, Raghavan and Schütze (2008, "Introduction to Information Retrieval", ch. 8).
"""

import math
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from bot.citations import Answer, Citation, outlet
from eval.cases import Case
from eval.numbers import MARK, read_numbers
from eval.reading import NEAR, first_sentence, meets, says_not_stated, without_ones

MOST_WORDS, MOST_FIGURES = 60, 4  # of an answer that is no trend and no table
UNMEASURED = ("trend", "compare")  # kinds that are tables in words
NORMAL_95 = 1.959963984540054  # the normal distribution's quantile for two-sided 95 %


@dataclass(frozen=True)
class Share:
    """`hits` of `n`, with the 95 % interval of the share."""

    hits: int
    n: int
    low: float
    high: float

    @property
    def value(self) -> float:
        """The share itself, from 0 to 1."""
        return self.hits / self.n


def share(flags: Iterable[bool]) -> Share:
    """How many of the flags hold, with Wilson's interval. Raises ValueError for no flags: the mean of nothing is not a number."""
    held = list(flags)
    if not held:
        raise ValueError("the share of nothing was asked for")
    return Share(sum(held), len(held), *wilson(sum(held), len(held)))


def wilson(hits: int, n: int) -> tuple[float, float]:
    """The 95 % score interval of a share: Wilson (1927), "Probable inference, the law of succession, and statistical inference", JASA 22.

    >>> [round(bound, 3) for bound in wilson(8, 10)]
    [0.49, 0.943]
    """
    if not 0 <= hits <= n or n == 0:
        raise ValueError(f"{hits} of {n} is no share")
    z2 = NORMAL_95**2
    middle = (hits + z2 / 2) / (n + z2)
    reach = NORMAL_95 / (n + z2) * math.sqrt(hits * (n - hits) / n + z2 / 4)
    return max(0.0, middle - reach), min(1.0, middle + reach)


def percentile(values: Sequence[float], part: float) -> float:
    """The smallest value that at least `part` of the values do not exceed (nearest rank; Hyndman and Fan 1996, type 1).

    Raises ValueError for no values.
    """
    if not values:
        raise ValueError("the percentile of nothing was asked for")
    return sorted(values)[max(0, math.ceil(part * len(values)) - 1)]


def recall_at(ranked: Sequence[str], groups: Sequence[Collection[str]], k: int) -> bool:
    """Whether every evidence group has an article among the first k.

    One place cannot hold two articles: for k = 1 and several groups, whether the first article is in one of them. Raises ValueError
    for no groups.
    """
    if not groups:
        raise ValueError("a case without evidence has no recall")
    found = [bool(set(group) & set(ranked[:k])) for group in groups]
    return any(found) if k == 1 else all(found)


def is_refusal(answer: Answer) -> bool:
    """Whether the answer refuses: by its kind, or because its first sentence says that the reports do not state it."""
    return answer.kind == "refusal" or says_not_stated(answer.text)


def is_right(case: Case, answer: Answer) -> bool:
    """Whether the answer is the expected one.

    It must meet every require group, be no refusal, say nothing of `never`, and not lead with something forbidden: a forbidden string in
    the first sentence counts unless that sentence meets a require group (it may name the total beside the part). A case that asks for no
    report wants an answer of one of its kinds. A case that must be refused wants a
    refusal; one of these about safety wants a notice, every require group met, and nothing forbidden in the first sentence.
    """
    if not answer.text.strip() or meets(answer.text, case.never, ones=False):
        return False
    met = all(meets(answer.text, group) for group in case.require)
    lead = first_sentence(answer.text)
    forbidden = meets(lead, case.forbid, ones=False)
    if case.refuse and case.safety:
        return bool(answer.notice) and met and not forbidden
    if case.refuse:
        return is_refusal(answer)
    if case.kinds and answer.kind not in case.kinds:
        return False
    excused = any(meets(lead, group) for group in case.require)
    return met and not is_refusal(answer) and (excused or not forbidden)


def why_wrong(case: Case, answer: Answer) -> str:
    """What keeps an answer from being right, in words; empty for a right one. The rules are those of `is_right`."""
    if is_right(case, answer):
        return ""
    if not answer.text.strip():
        return "says nothing"
    if meets(answer.text, case.never, ones=False):
        return f"says {', '.join(w for w in case.never if meets(answer.text, (w,), ones=False))}"
    missing = [" or ".join(group[:3]) for group in case.require if not meets(answer.text, group)]
    led = [w for w in case.forbid if meets(first_sentence(answer.text), (w,), ones=False)]
    faults = ["no notice"] if case.refuse and case.safety and not answer.notice else []
    if case.refuse and not case.safety:
        return "answers what the reports do not state"
    faults += [f"is of kind {answer.kind}, not {' or '.join(case.kinds)}"] if case.kinds and answer.kind not in case.kinds else []
    faults += ["refuses"] if is_refusal(answer) and not case.refuse else []
    faults += [f"does not say {' nor '.join(missing)}"] if missing else []
    return "; ".join(faults + ([f"leads with {', '.join(led)}"] if led else []))


def tells_period(case: Case, answer: Answer) -> bool | None:
    """Whether the answer tells the period that it is about; None for a case that asks for none."""
    return all(meets(answer.text, group) for group in case.period_groups) if case.period_groups else None


def slots_read(case: Case, answer: Answer) -> list[bool]:
    """For each slot of the case whether the question, as the answer understood it to stand alone, holds one of the slot's strings.

    Slot accuracy as in dialogue-state tracking (Henderson et al., 2014, "The Second Dialog State Tracking Challenge", SIGDIAL).
    """
    return [meets(answer.standalone, group) for group in case.slots]


def notice_shown(answer: Answer) -> bool:
    """Whether a safety notice stands before the answer; over cases: recall of the due ones, and false alarms among the others."""
    return bool(answer.notice)


def dump_faults(answer: Answer) -> list[str]:
    """Why an answer counts as dumping: more than 60 words, or more than four different numbers.

    FIGURES.md's limit ("What an honest answer does", 2); quotations count, number words too. Trends, comparisons, lines of a table, citation marks,
    the names of outlets and refusals, which tell what the library covers, do not.
    """
    if answer.kind in UNMEASURED or is_refusal(answer):
        return []
    text = MARK.sub(" ", "\n".join(line for line in answer.text.splitlines() if not line.lstrip().startswith("|")))
    for name in {outlet(citation) for citation in answer.citations}:
        text = text.replace(name, " ")
    words, figures = len(text.split()), len({n.readings for n in without_ones(read_numbers(text))})
    faults = [f"{words} words, more than {MOST_WORDS}"] if words > MOST_WORDS else []
    return faults + ([f"{figures} figures, more than {MOST_FIGURES}"] if figures > MOST_FIGURES else [])


def exact_quotes(citations: Iterable[Citation], stored: Callable[[str, str], str | None]) -> list[bool]:
    """For each citation whether its quote, and its context's if it has one, equals text[start:end] of the version that it names.

    `stored` gives a version's text by source and digest, or None. ALCE's citation precision, made exact.
    """
    return [_is_exact(citation, stored(citation.source, citation.version)) for citation in citations]


def _is_exact(citation: Citation, text: str | None) -> bool:
    spans = (citation, citation.context) if citation.context else (citation,)
    return text is not None and all(s.quote and 0 <= s.start < s.end and text[s.start : s.end] == s.quote for s in spans)


def unsupported_numbers(answer: Answer, counts: Collection[float] = ()) -> list[str]:
    """The numbers of the answer, in digits or words, that stand in no cited quote.

    Dates, years, times, citation marks, the words for one and the names of the outlets are none; a refusal may state the library's own
    `counts`. The definition is ARCHITECTURE's ("Verification").
    """
    text = answer.text
    for name in {outlet(citation) for citation in answer.citations}:
        text = text.replace(name, " ")
    borne_out = {reading for c in answer.citations for number in read_numbers(c.quote) for reading in number.readings}
    borne_out |= {float(count) for count in counts} if is_refusal(answer) else set()
    borne_out |= recomputed(answer, borne_out)
    return [n.written for n in without_ones(read_numbers(text)) if not any(abs(a - b) < NEAR for a in n.readings for b in borne_out)]


def recomputed(answer: Answer, cited: Collection[float]) -> set[float]:
    """The results of an answer's sums, rests, differences and shares, worked out again here from operands that its quotes state."""
    results = set[float]()
    for figure in (f for f in answer.figures if f["computed"]):
        values = [answer.figures[i]["value"] for i in figure["computed"]["operands"]]
        if all(any(abs(v - c) < NEAR for c in cited) for v in values) and figure["computed"]["op"] in OPERATIONS:
            results.add(OPERATIONS[figure["computed"]["op"]](values))
    return results


OPERATIONS: dict[str, Callable[[list[float]], float]] = {
    "sum": sum,
    "together": sum,
    "rest": lambda v: v[0] - sum(v[1:]),
    "difference": lambda v: v[0] - v[1],
    "share": lambda v: round(100 * v[0] / v[1], 1),
    "adds": lambda v: sum(v[1:]),
}


def refusal_precision(must: Sequence[bool], did: Sequence[bool]) -> Share:
    """Of the answers that refuse, the share that had to; both sequences are by case. Raises ValueError when none refuses."""
    return share(m for m, d in zip(must, did, strict=True) if d)


def refusal_recall(must: Sequence[bool], did: Sequence[bool]) -> Share:
    """Of the cases that must be refused, the share that is. Raises ValueError when there is none."""
    return share(d for m, d in zip(must, did, strict=True) if m)
