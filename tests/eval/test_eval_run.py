"""Cases put to a real bot over a real library; only the embedding model is fake."""

import zlib
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from bot.conversation import Bot
from eval.answerers import BotAnswerer
from eval.bench import Ratio, reply_ratio
from eval.cases import Case
from eval.libraries import file_names, stored_text
from eval.retrieval import miss_lines, plain_cases, rank_cases
from eval.run import check_evidence, run_bot
from ingest.add import add_paths
from ingest.encoder import Encoder, ModelIdentity
from ingest.errors import UserError
from ingest.settings import Settings

REPORTS = {
    "aghdam.txt": "TITLE: Aghdam cleared\nDATE: 20 May 2025\nLANG: en\n\nDeminers cleared 37,154 hectares of land in Aghdam district.\n",
    "gazakh.txt": "TITLE: Village blast\nDATE: 2 August 2024\nLANG: en\n\nFour people were hurt by a mine in a village of Gazakh.\n",
}


class WordEncoder(Encoder):
    """Gives texts that share words near vectors; needs no model."""

    identity = ModelIdentity("words", 32, "0" * 64)  # type: ignore[assignment]

    def encode(self, texts: list[str]) -> np.ndarray:
        """Unit vectors of counted words."""
        counts = np.full((len(texts), self.identity.dimension), 0.01, dtype=np.float32)
        for row, text in enumerate(texts):
            for word in text.lower().split():
                counts[row, zlib.crc32(word.encode()) % self.identity.dimension] += 1
        return counts / np.linalg.norm(counts, axis=1, keepdims=True)

    def count_tokens(self, text: str) -> int:
        """Words."""
        return len(text.split())


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    folder = tmp_path_factory.mktemp("eval")
    for name, text in REPORTS.items():
        (folder / "articles" / name).parent.mkdir(exist_ok=True)
        (folder / "articles" / name).write_text(text, "utf-8")
    add_paths([folder / "articles"], folder / "library", Settings(), encoder=WordEncoder())
    bot = Bot(folder / "library", Settings(), encoder=WordEncoder())
    yield bot
    bot.library.close()


def test_an_answered_case_is_right_with_its_evidence_first(bot: Bot, case: Case) -> None:
    (result,) = run_bot([case], BotAnswerer(bot))
    assert (result.right, result.held("recall_1"), result.held("recall_5"), result.exact, result.unsupported) == (
        True,
        True,
        True,
        (True,),
        (),
    )
    assert result.reply.ranked[0] == "aghdam.txt"


def test_a_case_without_evidence_has_no_recall(bot: Bot, refusing: Case) -> None:
    (result,) = run_bot([refusing], BotAnswerer(bot))
    assert (result.refused, result.held("recall_1"), result.held("recall_5")) == (True, None, None)


def test_progress_counts_the_cases(bot: Bot, case: Case) -> None:
    seen: list[int] = []
    run_bot([case, case], BotAnswerer(bot), seen.append)
    assert seen == [1, 2]


def test_evidence_that_the_library_lacks_is_an_error(case: Case) -> None:
    with pytest.raises(UserError, match=r"case c1: none of its evidence aghdam\.txt"):
        check_evidence([case], ["other.txt"])


def test_one_article_of_an_evidence_group_is_enough(case: Case) -> None:
    check_evidence([replace(case, evidence_articles=(("aghdam.txt", "gone.txt"),))], ["aghdam.txt"])


def test_articles_go_by_the_names_of_their_files(bot: Bot) -> None:
    assert set(file_names(bot.library).values()) == set(REPORTS)


def test_the_line_of_a_jsonl_is_no_part_of_the_name() -> None:
    class Lines:
        def locations(self) -> dict[str, str]:
            return {"x#3": "/data/x.jsonl line 3", "y#2": "/data/y.json item 2"}

    assert file_names(Lines()) == {"x#3": "x.jsonl", "y#2": "y.json"}  # type: ignore[arg-type]


def test_the_stored_text_of_a_version_is_read_from_the_library(bot: Bot) -> None:
    version = bot.library.versions()[0]
    assert stored_text(bot.library, version.article.source, version.digest) == version.article.text
    assert stored_text(bot.library, version.article.source, "f" * 64) is None


def test_retrieval_takes_cases_of_one_turn_with_evidence_in_their_language(case: Case, refusing: Case) -> None:
    followup = replace(case, id="c3", history=("Before?",))
    foreign = replace(case, id="c4", lang="ru")
    assert plain_cases([case, refusing, followup, foreign], {"aghdam.txt": "en"}) == [case]


def test_retrieval_ranks_and_lists_its_misses(bot: Bot, case: Case) -> None:
    missed = replace(case, id="c5", evidence_articles=(("gazakh.txt",),))
    found, wrong = rank_cases([case, missed], bot)
    assert (found.recalls(1), wrong.recalls(1), wrong.recalls(5)) == (True, False, True)
    (line,) = miss_lines([found, wrong])
    assert line.startswith("c5 not in the first 1: How many hectares")


def test_a_reply_is_measured_beside_what_it_cannot_avoid(bot: Bot) -> None:
    ratio = reply_ratio(bot, ["How many hectares?", "Who was hurt?", "Where?"])
    assert ratio.value == pytest.approx(ratio.numerator / ratio.denominator)


def test_one_question_has_no_second_one(bot: Bot) -> None:
    with pytest.raises(ValueError, match="no second one"):
        reply_ratio(bot, ["How many hectares?"])


def test_a_ratio_above_its_bar_is_not_kept() -> None:
    assert Ratio("x", 0.6, 0.2, 3.1).kept
    assert not Ratio("x", 0.6, 0.2, 2.9).kept
