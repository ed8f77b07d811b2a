"""Cases put to an answerer, and what it answered, judged."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from bot.citations import Answer
from eval.answerers import Answerer, BotAnswerer, Reply
from eval.cases import Case
from eval.citing import Shelf
from eval.libraries import file_names, stored_text
from eval.metrics import exact_quotes, is_refusal, unsupported_numbers
from eval.verdicts import Verdict, judge_all
from ingest.errors import UserError
from ingest.library import Library


@dataclass(frozen=True)
class Result:
    """A case with what was answered and how good that is.

    `verdicts` are by the measure's name, of those that the case asks something of; `exact` has one flag per citation, `unsupported` the
    numbers that stand in no cited quote.
    """

    case: Case
    reply: Reply
    verdicts: Mapping[str, Verdict]
    refused: bool
    exact: tuple[bool, ...]
    unsupported: tuple[str, ...]

    @property
    def answer(self) -> Answer:
        """What was answered."""
        return self.reply.answer

    @property
    def right(self) -> bool:
        """Whether the answer is the expected one."""
        return self.verdicts["right"].passed

    def held(self, measure: str) -> bool | None:
        """Whether the answer passes a measure; None where the case asks nothing of it."""
        verdict = self.verdicts.get(measure)
        return verdict.passed if verdict else None

    def faults(self) -> dict[str, str]:
        """The reason of each measure that is not passed, by its name."""
        return {name: v.reason for name, v in self.verdicts.items() if not v.passed}


def run_cases(
    cases: Sequence[Case], answerer: Answerer, shelf: Shelf, progress: Callable[[int], None] = lambda _: None, jobs: int = 1
) -> list[Result]:
    """A result for each case, in order; `jobs` are asked at a time."""
    results = []
    with ThreadPoolExecutor(jobs) as pool:
        for done, (case, reply) in enumerate(zip(cases, pool.map(answerer.reply, cases), strict=True), 1):
            results.append(judge(case, reply, shelf))
            progress(done)
    return results


def run_bot(cases: Sequence[Case], answerer: BotAnswerer, progress: Callable[[int], None] = lambda _: None, jobs: int = 1) -> list[Result]:
    """The bot's results. Raises UserError when a case's evidence or labelled support is not in its library."""
    library = answerer.bot.library
    check_evidence(cases, file_names(library).values())
    check_support(cases, library)
    answerer.bot.warm()
    return run_cases(cases, answerer, shelf_of(library), progress, jobs)


def judge(case: Case, reply: Reply, shelf: Shelf) -> Result:
    """The result of one reply."""
    answer = reply.answer
    return Result(
        case=case,
        reply=reply,
        verdicts=judge_all(case, reply, shelf),
        refused=is_refusal(answer),
        exact=tuple(exact_quotes(answer.citations, shelf.stored)),
        unsupported=tuple(unsupported_numbers(answer, shelf.counts)),
    )


def shelf_of(library: Library) -> Shelf:
    """What answers over this library are held against."""
    texts: dict[tuple[str, str], str | None] = {(v.article.source, v.digest): v.article.text for v in library.versions()}

    def stored(source: str, digest: str) -> str | None:
        return texts[source, digest] if (source, digest) in texts else stored_text(library, source, digest)

    return Shelf(stored, file_names(library), frozenset({float(library.coverage().reports)}))


def check_evidence(cases: Iterable[Case], held: Iterable[str]) -> None:
    """Raises UserError when no article of an evidence group is held: a recall of it would measure the set-up."""
    known = set(held)
    for case in cases:
        missing = [group for group in case.evidence_articles if not known & set(group)]
        if missing:
            raise UserError(
                f"case {case.id}: none of its evidence {', '.join(missing[0])} is in the library; give the articles of these cases with --articles"
            )


def check_support(cases: Iterable[Case], library: Library) -> None:
    """Raises UserError when a labelled sentence does not stand in the article that it names."""
    names = file_names(library)
    texts = {names[v.article.source]: v.article.text for v in library.versions()}
    for case in cases:
        for support in case.support:
            if support.text not in texts.get(support.article, ""):
                raise UserError(f"case {case.id}: {support.article} does not hold the labelled text {support.text!r}; copy it exactly")
