"""Figures made by hand, with invented reports around them."""

from typing import Any

from bot.facts import Fact, Facts
from ingest.articles import Article
from ingest.figures.figure import Figure, Period
from ingest.library import Version

LENGTH = 60  # characters of a made sentence


def made(
    value: float, period: Period | None = None, published: str | None = None, *, version: int = 1, text: str = "", **record: Any
) -> Fact:
    """A fact of a made report; its dimensions are those of `record`, by default a count of hectares cleared."""
    defaults: dict[str, Any] = {
        "low": None, "high": None, "qualifier": "exact", "unit": "hectares", "measure": None, "outcome": None, "who": None, "age": None,
        "sex": None, "device": None, "activity": None, "place": "Azerbaijan", "period": period, "as_of": None, "inferred": (), "described": "",
    }  # fmt: skip
    figure = Figure(0, 2, 0, LENGTH, value, **{**defaults, **record})
    article = Article(source=f"made{version}.txt", text=text or f"{value:g} of report {version} " * 4, language="en", published=published)
    return Fact(Version(version, f"digest{version}", article), figure)


def victims(value: float, period: Period | None = None, published: str | None = None, **record: Any) -> Fact:
    """A fact that counts killed and injured people."""
    return made(value, period, published, **{"unit": "people", "outcome": "both", **record})


def known(*found: Fact) -> Facts:
    """The figures of a generation that holds these alone."""
    facts = Facts.__new__(Facts)
    facts.__dict__["all"] = list(found)
    return facts
