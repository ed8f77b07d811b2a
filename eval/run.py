"""Cases put to a bot, and what it answered, judged."""

import re
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from bot.citations import Answer
from bot.conversation import Bot
from bot.question import read_question
from eval.cases import Case
from eval.metrics import exact_quotes, is_refusal, is_right, recall_at, tells_period, unsupported_numbers
from ingest.errors import UserError
from ingest.library import Library

LOOKED_AT = 10  # reports of the ranking that a result keeps


@dataclass(frozen=True)
class Reply:
    """What came back for a question: the answer, the seconds that it took, and the reports that retrieval ranked, best first."""

    answer: Answer
    seconds: float
    ranked: tuple[str, ...]


@dataclass(frozen=True)
class Result:
    """A case with what the bot answered and how good that is.

    `ranked` are the first reports that retrieval found, by the names of their files. `period`, `recall_1` and `recall_5` are None for a
    case that asks for no period or has no evidence; `exact` has one flag per citation; `seconds` is the time of the whole reply.
    """

    case: Case
    kind: str
    text: str
    ranked: tuple[str, ...]
    right: bool
    refused: bool
    period: bool | None
    recall_1: bool | None
    recall_5: bool | None
    exact: tuple[bool, ...]
    unsupported: tuple[str, ...]
    seconds: float


def run_cases(cases: Sequence[Case], bot: Bot, progress: Callable[[int], None] = lambda _: None) -> list[Result]:
    """A result for each case, in order. Raises UserError when a case's evidence is not in the bot's library."""
    names = file_names(bot.library)
    check_evidence(cases, names.values())
    bot.warm()
    results = []
    for done, case in enumerate(cases, 1):
        results.append(_run(case, bot, names))
        progress(done)
    return results


def _run(case: Case, bot: Bot, names: dict[str, str]) -> Result:
    started = time.perf_counter()
    answer = bot.reply(case.question, case.history)
    reply = Reply(answer, time.perf_counter() - started, tuple(ranked_files(answer, bot, names)))
    return judge(case, reply, lambda source, digest: stored_text(bot.library, source, digest), {bot.library.coverage().reports})


def judge(case: Case, reply: Reply, stored: Callable[[str, str], str | None], counts: set[int]) -> Result:
    """The result of one reply; `stored` gives a version's text by source and digest, `counts` are the library's own numbers."""
    answer, evidence = reply.answer, case.evidence_articles
    return Result(
        case=case,
        kind=answer.kind,
        text=answer.text,
        ranked=reply.ranked,
        right=is_right(case, answer),
        refused=is_refusal(answer),
        period=tells_period(case, answer),
        recall_1=recall_at(reply.ranked, evidence, 1) if evidence else None,
        recall_5=recall_at(reply.ranked, evidence, 5) if evidence else None,
        exact=tuple(exact_quotes(answer.citations, stored)),
        unsupported=tuple(unsupported_numbers(answer, counts)),
        seconds=reply.seconds,
    )


def ranked_files(answer: Answer, bot: Bot, names: dict[str, str]) -> list[str]:
    """The names of the files of the reports that retrieval ranks first for the question as the answer took it, best first."""
    return [names[r.version.article.source] for r in bot.retriever.search(read_question(answer.standalone), LOOKED_AT)]


def stored_text(library: Library, source: str, digest: str) -> str | None:
    """The text of a version, however old; None when the library never held it."""
    version = library.version(source, digest)
    return version.article.text if version else None


def file_names(library: Library) -> dict[str, str]:
    """The base name of the file that each article was read from, by the article's identity."""
    return {source: PurePath(re.sub(r" (?:line|item) \d+$", "", location)).name for source, location in library.locations().items()}


def check_evidence(cases: Iterable[Case], held: Iterable[str]) -> None:
    """Raises UserError when no article of an evidence group is held: a recall of it would measure the set-up."""
    known = set(held)
    for case in cases:
        missing = [group for group in case.evidence_articles if not known & set(group)]
        if missing:
            raise UserError(
                f"case {case.id}: none of its evidence {', '.join(missing[0])} is in the library; give the articles of these cases with --articles"
            )
