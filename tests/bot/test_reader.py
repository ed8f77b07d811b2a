"""The reader finds the words that answer, stays silent where none do, and its absence costs no answer."""

import html
import logging
from pathlib import Path

import pytest

from bot.answers.quote import Scored, score_sentences
from bot.answers.reading import LONGEST, windows
from bot.conversation import Bot
from bot.question import read_question
from bot.reader.reader import ADAPTER, ADAPTER_SHA256, Passage, Reader
from bot.web.conversation_html import _with_answer
from ingest.encoder import Encoder
from ingest.library import Library
from ingest.settings import Settings

TEXT = "The lorry hit an anti-tank mine on the road to Minkend. Its driver, Elvin Sadigov, 41, lost a leg. Prosecutor Aysel Mammadli opened a case."
SHEPHERD = "Who said that the shepherd near Lachin was not killed?"
SENTENCES = ((0, 56), (57, 98), (99, len(TEXT)))


@pytest.fixture(scope="module")
def reading(library_folder: Path, encoder: Encoder) -> Bot:
    """A bot over the small library that reads."""
    return Bot(library_folder, Settings(reader=True), encoder=encoder)


@pytest.fixture(scope="module")
def reader(encoder: Encoder) -> Reader:
    return Reader(encoder)


@pytest.mark.parametrize(
    ("question", "sentence", "words"),
    [
        ("Who was driving the lorry?", 1, "Elvin Sadigov"),
        ("What did the lorry hit?", 0, "an anti-tank mine"),
        ("Who opened a case?", 2, "Aysel Mammadli"),
    ],
)
def test_the_words_that_answer_are_found_in_their_sentence(reader: Reader, question: str, sentence: int, words: str) -> None:
    (spans,) = reader.read(question, [Passage(TEXT, SENTENCES)])
    best = max(range(3), key=lambda n: spans[n].margin if spans[n] else -99)  # type: ignore[union-attr]
    found = spans[best]
    assert found
    assert (best, words in TEXT[found.start : found.end]) == (sentence, True)


def test_a_passage_that_answers_scores_above_one_that_does_not(reader: Reader) -> None:
    other = "In March the agency cleared 212 hectares in Tartar. The weather was dry."
    asked = "Who was driving the lorry that hit a mine?"
    answering, silent = reader.read(asked, [Passage(TEXT, SENTENCES), Passage(other, ((0, len(other)),))])
    assert max(s.margin for s in answering if s) > max(s.margin for s in silent if s)


def test_reading_in_one_batch_equals_reading_one_by_one(reader: Reader) -> None:
    passages = [Passage(TEXT, SENTENCES), Passage(TEXT[57:], ((0, 41),))]
    together, alone = reader.read("Who?", passages), [reader.read("Who?", [p])[0] for p in passages]
    for one, other in zip([s for row in together for s in row], [s for row in alone for s in row], strict=True):
        assert one
        assert other
        assert (one.start, one.end) == (other.start, other.end)
        assert one.margin == pytest.approx(other.margin, abs=1e-3)


def test_a_sentence_behind_what_can_be_read_has_no_span(reader: Reader) -> None:
    text = "word " * 600 + "The end."
    assert reader.read("What?", [Passage(text, ((len(text) - 8, len(text)),))]) == [[None]]


def test_a_span_stays_inside_its_sentence(reader: Reader) -> None:
    for question in ("Who?", "What happened on the road?", "Кто?", "Harada?"):
        (spans,) = reader.read(question, [Passage(TEXT, SENTENCES)])
        assert all(span and a <= span.start < span.end <= b for span, (a, b) in zip(spans, SENTENCES, strict=True))


def test_the_packaged_adapter_is_small_and_whole() -> None:
    path = Path(__file__).parents[2] / "bot" / "reader" / ADAPTER
    assert path.stat().st_size < 6_000_000
    assert Reader(Encoder(), path, ADAPTER_SHA256).available


def test_a_damaged_adapter_is_told_once_in_the_log_and_not_used(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    broken = tmp_path / "adapter.safetensors"
    broken.write_bytes(b"not an adapter")
    reader = Reader(Encoder(), broken)
    with caplog.at_level(logging.WARNING):
        assert [reader.available, reader.available] == [False, False]
    assert [r.getMessage().partition("(")[0] for r in caplog.records] == [
        "answers are quoted without the reader: adapter.safetensors is damaged "
    ]


def test_a_missing_adapter_still_leaves_quotes(
    library_folder: Path, encoder: Encoder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bot = Bot(library_folder, Settings(reader=True), encoder=encoder)
    monkeypatch.setattr(bot, "reader", Reader(encoder, tmp_path / "none.safetensors"))
    answer = bot.reply("Is the road to Kangarli open?")
    assert (answer.kind, answer.citations[0].quote) == ("quote", "The road to Kangarli is not open.")
    assert answer.citations[0].answer is None


def test_the_reader_is_asked_only_where_that_is_set(bot: Bot) -> None:
    bot.reply(SHEPHERD)
    assert "network" not in vars(bot.reader)


def test_an_answer_that_was_read_names_the_words_inside_its_quote(reading: Bot) -> None:
    answer = reading.reply(SHEPHERD)
    (citation, *_) = answer.citations
    assert citation.answer
    assert citation.quote[citation.answer.start - citation.start : citation.answer.end - citation.start] == citation.answer.quote
    assert "prosecutor" in citation.answer.quote
    assert answer.to_json()["citations"][0]["answer"]["quote"] == citation.answer.quote


def test_the_page_sets_the_words_that_answer_in_bold_and_nothing_else(reading: Bot) -> None:
    (citation, *_) = reading.reply(SHEPHERD).citations
    assert citation.answer
    shown = _with_answer(f"“{citation.quote}”", "“”", citation)
    assert f"<strong>{html.escape(citation.answer.quote)}</strong>" in shown
    assert shown.replace("<strong>", "").replace("</strong>", "") == f"“{citation.quote}”".replace("'", "&#x27;")


def test_a_question_that_figures_settle_does_not_load_the_reader(library_folder: Path, encoder: Encoder) -> None:
    bot = Bot(library_folder, Settings(reader=True), encoder=encoder)
    assert bot.reply("How many hectares were cleared in Aghdam?").kind == "figure"
    assert "network" not in vars(bot.reader)


def scored(bot: Bot, question: str) -> list[Scored]:
    asked = read_question(question)
    return score_sentences(asked, bot.retriever.search(asked, 8), bot.retriever.rarity(asked), "Azerbaijan")


def test_windows_hold_each_sentence_once_and_stay_short(bot: Bot, library: Library) -> None:
    found = windows(scored(bot, "Who was injured by a mine?"))
    told = [(s.article.version.id, s.sentence.start) for w in found for s in w.sentences]
    assert len(told) == len(set(told)) > 0
    assert all(len(w.sentences) == 1 or w.sentences[-1].sentence.end - w.sentences[0].sentence.start <= LONGEST for w in found)
