"""Answers about which number is the newest, the largest, the exact one, and why two of them differ, over invented reports."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.citations import Answer
from bot.conversation import Bot
from ingest.add import Added

REPORTS = {
    "old": ("2024-02-05", "Valley Gazette", "From November 10, 2020, to January 31, 2024, mines killed or injured 231 people, the survey office said."),
    "new": ("2025-03-05", "Ridge Courier", "From November 10, 2020, to February 28, 2025, mines killed or injured 262 people, the survey office said."),
    "districts": ("2025-04-04", "Plain Herald", "In March 2025, 410 hectares were cleared in the Lachin district, 620 hectares in the Fuzuli district and 150 hectares in the Gubadli district."),
    "why": ("2025-05-05", "Steppe Review", "In 2024 the survey office counted 31 mine victims in Cambodia.\n\nThe Far Monitor counted 44 mine victims in Cambodia in 2024. It also counts those known from the media only."),
    "money": ("2025-06-06", "Aid Ledger", "In 2025 Japan gave 2 million US dollars for mine detectors in Azerbaijan.\n\nIn 2025 the European Union gave 3.5 million euros for mine detectors in Azerbaijan."),
    "bosnia": ("2025-07-07", "River Post", "At the end of 2024, 790 square kilometres of land were still contaminated in Bosnia and Herzegovina."),
}  # fmt: skip
Ask = Callable[[str], Answer]


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory, add: Callable[..., Added], open_bot: Callable[[Path], Bot]) -> Ask:
    """What asks a bot over these reports."""
    folder = tmp_path_factory.mktemp("newer")
    (folder / "in").mkdir()
    for name, (date, publisher, text) in REPORTS.items():
        (folder / "in" / f"{name}.txt").write_text(f"TITLE: {name}\nDATE: {date}\nLANG: en\nPUBLISHER: {publisher}\n\n{text}\n", "utf-8")
    assert not add(folder / "library", folder / "in").failures
    return open_bot(folder / "library").reply


def test_a_number_out_of_date_is_answered_with_the_newest(ask: Ask) -> None:
    answer = ask("A paper says 231 mine victims since the war. Is that up to date?")
    assert [f["value"] for f in answer.figures] == [262, 231]
    assert answer.text.startswith("No")


def test_the_newest_number_is_confirmed(ask: Ask) -> None:
    answer = ask("A paper says 262 mine victims since the war. Is that the most recent number?")
    assert (answer.text[:3], answer.figures[0]["value"]) == ("Yes", 262)


def test_what_was_known_by_then_goes_by_the_date_of_the_question(ask: Ask) -> None:
    answer = ask("In March 2024 a paper said 200 mine victims since the war. Was there a newer number by then?")
    assert answer.figures[0]["value"] == 231


def test_a_superlative_finds_the_largest_place(ask: Ask) -> None:
    answer = ask("In which district was most land cleared in March 2025?")
    assert (answer.kind, answer.figures[0]["value"]) == ("compare", 620)
    assert "Fuzuli" in answer.text


def test_the_sentence_that_explains_a_difference_is_quoted(ask: Ask) -> None:
    answer = ask("Why do the numbers of mine victims in Cambodia in 2024, 31 and 44, differ?")
    assert "It also counts those known from the media only." in answer.text


@pytest.mark.parametrize(
    ("question", "value"),
    [
        pytest.param("How many dollars were given for mine detectors in 2025?", 2_000_000, id="dollars"),
        pytest.param("How many euros were given for mine detectors in 2025?", 3_500_000, id="euros"),
    ],
)
def test_a_sum_is_given_in_the_currency_asked_for(ask: Ask, question: str, value: float) -> None:
    assert [f["value"] for f in ask(question).figures] == [value]


def test_an_area_is_said_in_the_unit_of_its_report_too(ask: Ask) -> None:
    answer = ask("How much land was still contaminated in Bosnia and Herzegovina at the end of 2024?")
    assert "790 square kilometres" in answer.text
    assert answer.figures[0]["value"] == 79_000
