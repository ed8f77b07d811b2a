"""A case and a sound answer to it, to be broken one way at a time."""

import pytest

from bot.citations import Answer, Citation
from eval.cases import Case

REPORT = "Aghdam news. Deminers cleared 37,154 hectares in the district by 19 May 2025."
QUOTE = "Deminers cleared 37,154 hectares in the district by 19 May 2025."


@pytest.fixture
def case() -> Case:
    return Case(
        id="c1",
        question="How many hectares were cleared in Aghdam?",
        type="count",
        lang="en",
        require=(("37154",),),
        refuse=False,
        evidence_articles=(("aghdam.txt",),),
        period_groups=(("2025",),),
        forbid=("200321",),
    )


@pytest.fixture
def refusing() -> Case:
    return Case(id="c2", question="How many dogs?", type="unanswerable", lang="en", require=(), refuse=True, evidence_articles=())


@pytest.fixture
def citation() -> Citation:
    return Citation(1, "aghdam.txt", "digest", None, None, "Azernews", "2025-05-20", "en", QUOTE, start=13, end=77)


@pytest.fixture
def answer(citation: Citation) -> Answer:
    return Answer("quote", f"Azernews, 20 May 2025: “{QUOTE}” [1]", "en", (citation,))


@pytest.fixture
def refusal() -> Answer:
    return Answer("refusal", "The reports do not state this.\nThe library holds 28 reports, published from 2020 to 13 March 2026.", "en")


def stored(source: str, digest: str) -> str | None:
    return REPORT if (source, digest) == ("aghdam.txt", "digest") else None


@pytest.fixture(name="stored")
def stored_reports() -> object:
    return stored
