"""Retrieval alone: whether the ranking holds the evidence, over the cases that ask nothing else of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.conversation import Bot
from eval.answerers import ranked_files
from eval.cases import Case
from eval.libraries import file_names
from eval.metrics import recall_at
from eval.run import check_evidence


@dataclass(frozen=True)
class Ranking:
    """A case with the names of the files that retrieval ranks first, best first."""

    case: Case
    ranked: tuple[str, ...]

    def recalls(self, k: int) -> bool:
        """Whether the first k hold the evidence, as `recall_at` says."""
        return recall_at(self.ranked, self.case.evidence_articles, k)


def plain_cases(cases: Sequence[Case], languages: dict[str, str | None]) -> list[Case]:
    """The cases of one turn whose every evidence group has an article in the question's language; `languages` is by file name."""
    return [
        c
        for c in cases
        if not c.history and c.evidence_articles and all(any(languages.get(a) == c.lang for a in group) for group in c.evidence_articles)
    ]


def rank_cases(cases: Sequence[Case], bot: Bot) -> list[Ranking]:
    """The rankings of the plain cases among these. Raises UserError when a case's evidence is not in the library."""
    names = file_names(bot.library)
    check_evidence(cases, names.values())
    languages = {names[v.article.source]: v.article.language for v in bot.library.versions()}
    return [Ranking(case, tuple(ranked_files(bot.reply(case.question), bot, names))) for case in plain_cases(cases, languages)]


def miss_lines(rankings: Sequence[Ranking]) -> list[str]:
    """The cases whose evidence is not all among the first five, or not first: what was asked, the evidence, what was found."""
    return [_miss(r, 1 if r.recalls(5) else 5) for r in rankings if not (r.recalls(1) and r.recalls(5))]


def _miss(ranking: Ranking, k: int) -> str:
    case = ranking.case
    evidence = " and ".join(" or ".join(group) for group in case.evidence_articles)
    return f"{case.id} not in the first {k}: {case.question}\n  evidence  {evidence}\n  found     {', '.join(ranking.ranked[:5])}"
