"""Answers stay short, and say where a report's own numbers do not go together."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.citations import Answer
from bot.conversation import Bot
from eval.cases import read_cases
from ingest.add import Added

MOST_WORDS, MOST_FIGURES = 60, 4
CASES = Path(__file__).parents[2] / "eval" / "cases"
SETS = {"samples": (CASES / "samples.jsonl", CASES.parents[1] / "ingest" / "samples"), "blind": (CASES / "blind8" / "questions.jsonl", CASES / "blind8" / "articles")}  # fmt: skip


@pytest.fixture(scope="module", params=SETS)
def answers(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, add: Callable[..., Added], open_bot: Callable[[Path], Bot]) -> list[Answer]:  # fmt: skip
    """The answers to the questions of a set, over its own reports."""
    questions, articles = SETS[request.param]
    folder = tmp_path_factory.mktemp("short") / "library"
    assert not add(folder, articles).failures
    bot = open_bot(folder)
    return [bot.reply(case.question, case.history) for case in read_cases(questions)]


def own_words(answer: Answer) -> list[str]:
    """The words of an answer that are no quote's."""
    return re.findall(r"\w[\w.,’'-]*", re.sub(r"[“«][^”»]*[”»]|\[\d+\]", " ", answer.text))


def test_an_answer_has_at_most_sixty_words_of_its_own_and_four_figures(answers: list[Answer]) -> None:
    short = [
        a for a in answers if a.kind not in {"trend", "chat"} and not any((f["computed"] or {}).get("op") == "adds" for f in a.figures)
    ]
    assert max(len(own_words(a)) for a in short) <= MOST_WORDS
    assert max(len([f for f in a.figures if not f["computed"]]) for a in short) <= MOST_FIGURES


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory, add: Callable[..., Added], open_bot: Callable[[Path], Bot]) -> Callable[[str], Answer]:
    """What asks a bot over a report whose victims are not the killed and injured together, though its devices are the sum of their kinds."""
    folder = tmp_path_factory.mktemp("sum")
    (folder / "report.txt").write_text(
        "TITLE: Totals\nDATE: 2024-01-05\nLANG: en\nPUBLISHER: Valley Gazette\n\n"
        "In 2023, mines killed or injured 94 people in Azerbaijan: 21 were killed and 70 were injured.\n\n"
        "In 2023, 80 explosive devices were found: 30 anti-tank mines, 40 anti-personnel mines and 10 items of unexploded ordnance.\n",
        "utf-8",
    )
    assert not add(folder / "library", folder / "report.txt").failures
    return open_bot(folder / "library").reply


@pytest.mark.parametrize(("question", "value"), [("How many mine victims were there in 2023?", 94), ("How many people were killed by mines in 2023?", 21)])  # fmt: skip
def test_a_number_of_a_sum_that_fails_is_given_with_the_sum(ask: Callable[[str], Answer], question: str, value: float) -> None:
    answer = ask(question)
    assert (answer.kind, answer.figures[0]["value"]) == ("figure", value)
    assert answer.text.splitlines()[1] == "The parts do not add up: 21 + 70 = 91, not 94 [1]."
    assert answer.rejected == ()


def test_a_number_of_a_sum_that_comes_out_has_no_note(ask: Callable[[str], Answer]) -> None:
    assert len(ask("How many explosive devices were found in 2023?").text.splitlines()) == 1
