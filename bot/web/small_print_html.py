"""The small print below an answer: what its figure counts and where, its period and date, and how it stands among the reports."""

from bot.claims import noun
from bot.saying import say_period, say_place, shared
from bot.standing import Standing
from bot.web.markup import safe, word
from bot.wording import written_date
from ingest.figures.figure import Figure


def small_print_html(standing: Standing, language: str) -> str:
    """Scope, period, as-of date, number of independent sources and agreement, each by its name; and what the sentence does not say itself."""
    figure, article = standing.fact.figure, standing.fact.version.article
    unknown = word("unstated", language)
    rows = {
        "scope": "; ".join(filter(None, (say_place(figure.place, language), noun(figure, language), figure.age, figure.actor))),
        "period": say_period(figure, article, language) or unknown,
        "as_of": written_date(figure.as_of, language) if figure.as_of else unknown,
        "sources": str(standing.sources),
        "agreement": word(_agreement(standing), language),
        "inferred": _inferred(figure, language),
    }
    told = "".join(f'<div><dt>{word(key, language)}</dt><dd dir="auto">{safe(value)}</dd></div>' for key, value in rows.items() if value)
    return f'<dl class="print">{told}</dl>'


def _agreement(standing: Standing) -> str:
    if standing.others:
        return "disagree"
    return "agree" if standing.sources > 1 else "alone"


def _inferred(figure: Figure, language: str) -> str:
    """The dimensions that the sentence does not state, by their names."""
    names = shared("dimensions", language)
    return ", ".join(names[d] for d in figure.inferred if d in names and "{" not in names[d])
