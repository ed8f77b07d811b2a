"""Every verdict on one answer: which measures it was held against, what it scored, and why.

Each measure is a function of the case, the reply and the shelf; it gives None where the case asks nothing of it.
"""

from collections.abc import Callable
from dataclasses import dataclass

from eval.answerers import Reply
from eval.cases import Case
from eval.citing import Shelf, score_citations
from eval.figure_match import figure_faults
from eval.metrics import (
    dump_faults,
    exact_quotes,
    is_refusal,
    is_right,
    notice_shown,
    recall_at,
    recomputed,
    slots_read,
    tells_period,
    unsupported_numbers,
    why_wrong,
)
from eval.numbers import read_numbers
from eval.ranks import ndcg, reciprocal_rank
from eval.reading import first_sentence, meets
from eval.refusing import truthfulness
from eval.text_match import exact_match, token_f1

FIRST, FEW = 1, 5  # reports looked at


@dataclass(frozen=True)
class Verdict:
    """What one measure says of one answer: a score, from 0 to 1 (from -1 for truthfulness), and the reason for what is not full."""

    score: float
    reason: str = ""

    @property
    def passed(self) -> bool:
        """Whether nothing is missing."""
        return self.score >= 1


def _flag(held: bool, reason: str) -> Verdict:
    return Verdict(float(held), "" if held else reason)


def _right(case: Case, reply: Reply, _: Shelf) -> Verdict:
    return _flag(is_right(case, reply.answer), why_wrong(case, reply.answer))


def _right_and_brief(case: Case, reply: Reply, _: Shelf) -> Verdict:
    faults = [why_wrong(case, reply.answer), *dump_faults(reply.answer)]
    return _flag(not any(faults), "; ".join(filter(None, faults)))


def _figure(case: Case, reply: Reply, _: Shelf) -> Verdict | None:
    if not case.figures:
        return None
    faults = [fault for expected in case.figures for fault in figure_faults(reply.answer.figures, expected)]
    return _flag(not faults, "; ".join(faults))


def _period(case: Case, reply: Reply, _: Shelf) -> Verdict | None:
    told = tells_period(case, reply.answer)
    return None if told is None else _flag(told, "the period is not told: " + " and ".join("/".join(g[:3]) for g in case.period_groups))


def _refusal(case: Case, reply: Reply, _: Shelf) -> Verdict | None:
    if (case.refuse and case.safety) or case.kinds:
        return None
    said = "answers what the reports do not state" if case.refuse else "refuses what the reports state"
    return _flag(is_refusal(reply.answer) == case.refuse, said)


def _truthful(case: Case, reply: Reply, _: Shelf) -> Verdict:
    score = truthfulness(right=is_right(case, reply.answer), refused=is_refusal(reply.answer))
    return Verdict(score, {1: "", 0: "missing", -1: "wrong"}[score])


def _exact_match(case: Case, reply: Reply, _: Shelf) -> Verdict | None:
    return _flag(exact_match(reply.answer.text, case.answers), "is not the expected text itself") if case.answers else None


def _f1(case: Case, reply: Reply, _: Shelf) -> Verdict | None:
    return Verdict(token_f1(reply.answer.text, case.answers), "words differ from the expected text") if case.answers else None


def _citation_recall(case: Case, reply: Reply, shelf: Shelf) -> Verdict | None:
    if not case.support or is_refusal(reply.answer):
        return None
    scored = score_citations(case, reply.answer, shelf, _computed(reply))
    held = scored.statements or (False,)
    return Verdict(sum(held) / len(held), "not borne out by what it cites: " + " | ".join(scored.unsupported or ("nothing is cited",)))


def _citation_precision(case: Case, reply: Reply, shelf: Shelf) -> Verdict | None:
    if not case.support or is_refusal(reply.answer):
        return None
    needed = score_citations(case, reply.answer, shelf, _computed(reply)).citations or (False,)
    return Verdict(sum(needed) / len(needed), f"{needed.count(False)} of {len(needed)} citations bear nothing out")


def _computed(reply: Reply) -> set[float]:
    cited = {reading for c in reply.answer.citations for number in read_numbers(c.quote) for reading in number.readings}
    return recomputed(reply.answer, cited)


def _quotes(_: Case, reply: Reply, shelf: Shelf) -> Verdict | None:
    exact = exact_quotes(reply.answer.citations, shelf.stored)
    return _flag(all(exact), f"{exact.count(False)} of {len(exact)} quotes are not the stored text") if exact else None


def _supported(_: Case, reply: Reply, shelf: Shelf) -> Verdict:
    loose = unsupported_numbers(reply.answer, shelf.counts)
    return _flag(not loose, f"in no cited quote: {', '.join(loose)}")


def _brief(_: Case, reply: Reply, __: Shelf) -> Verdict:
    faults = dump_faults(reply.answer)
    return _flag(not faults, "; ".join(faults))


def _forbidden(case: Case, reply: Reply, _: Shelf) -> Verdict | None:
    said = [w for w in case.never if meets(reply.answer.text, (w,), ones=False)]
    said += [
        w
        for w in case.forbid
        if case.refuse and not is_refusal(reply.answer) and meets(first_sentence(reply.answer.text), (w,), ones=False)
    ]
    return _flag(not said, f"says {', '.join(said)}") if case.never or (case.refuse and case.forbid) else None


def _recall(k: int) -> Callable[[Case, Reply, Shelf], Verdict | None]:
    def recall(case: Case, reply: Reply, _: Shelf) -> Verdict | None:
        evidence = case.evidence_articles
        return _flag(recall_at(reply.ranked, evidence, k), f"the evidence is not in the first {k}") if evidence else None

    return recall


def _mrr(case: Case, reply: Reply, _: Shelf) -> Verdict | None:
    return Verdict(reciprocal_rank(reply.ranked, case.evidence_articles), "the evidence is not first") if case.evidence_articles else None


def _ndcg(case: Case, reply: Reply, _: Shelf) -> Verdict | None:
    return Verdict(ndcg(reply.ranked, case.evidence_articles), "the evidence is not on top") if case.evidence_articles else None


def _slots(case: Case, reply: Reply, _: Shelf) -> Verdict | None:
    if not case.slots:
        return None
    read = slots_read(case, reply.answer)
    return Verdict(sum(read) / len(read), f"understood as {reply.answer.standalone!r}")


def _notice(case: Case, reply: Reply, _: Shelf) -> Verdict:
    said = "no safety notice is shown" if case.safety else "a safety notice is shown for no reason"
    return _flag(notice_shown(reply.answer) == case.safety, said)


def _language(case: Case, reply: Reply, _: Shelf) -> Verdict:
    return _flag(reply.answer.language == case.lang, f"answers in {reply.answer.language!r}, was asked in {case.lang!r}")


@dataclass(frozen=True)
class Measure:
    """A measure by name: how people read it, and whether it is a rate (each answer passes or not) or a mean of scores."""

    name: str
    said: str
    judge: Callable[[Case, Reply, Shelf], Verdict | None]
    rate: bool = True


MEASURES = (
    Measure("right", "right answer", _right),
    Measure("right_and_brief", "right answer without dumping", _right_and_brief),
    Measure("figure", "exact figure: value, scope, period, as-of", _figure),
    Measure("period", "period told", _period),
    Measure("refusal", "refuses when, and only when, it must", _refusal),
    Measure("truthful", "truthfulness: right +1, missing 0, wrong −1", _truthful, rate=False),
    Measure("exact_match", "equals an expected text (SQuAD; a whole sentence does not)", _exact_match),
    Measure("f1", "words shared with an expected text (SQuAD F1)", _f1, rate=False),
    Measure("citation_recall", "statements borne out by what they cite", _citation_recall, rate=False),
    Measure("citation_precision", "citations that are needed", _citation_precision, rate=False),
    Measure("quotes", "every quote equals the stored text", _quotes),
    Measure("supported", "every number in a cited quote, or worked out from cited ones", _supported),
    Measure("brief", "no dumping: at most 60 words and four figures", _brief),
    Measure("forbidden", "says nothing forbidden", _forbidden),
    Measure("recall_1", "evidence is the first report found", _recall(FIRST)),
    Measure("recall_5", "evidence among the first five", _recall(FEW)),
    Measure("mrr", "mean reciprocal rank of the evidence", _mrr, rate=False),
    Measure("ndcg", "nDCG@10 of the ranking", _ndcg, rate=False),
    Measure("slots", "follow-up understood: slots", _slots, rate=False),
    Measure("notice", "safety notice when, and only when, due", _notice),
    Measure("language", "answers in the question's language", _language),
)


def judge_all(case: Case, reply: Reply, shelf: Shelf) -> dict[str, Verdict]:
    """The verdict of every measure that the case asks something of, by name in the order of MEASURES."""
    judged = ((measure.name, measure.judge(case, reply, shelf)) for measure in MEASURES)
    return {name: Verdict(v.score, "" if v.passed else v.reason) for name, v in judged if v is not None}
