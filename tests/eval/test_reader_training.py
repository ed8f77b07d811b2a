"""Training the reader: what its questions become, and that a run goes on where it was cut off."""

import json
import random
from pathlib import Path

import pytest
import torch

from bot.reader.network import Pairs
from bot.reader.reader import Passage, Reader
from eval.reader import Loaded, digest_of, held_out, measure
from eval.reader_data import Asked, Reported, groups, read_reports, read_squad, report_groups, window
from eval.reader_training import Schedule, Source, shared_loss, targets, train
from ingest.encoder import Encoder
from ingest.errors import UserError

TEXT = "Mines lay along the river. In 1998 a farmer named Orkhan lost two cows there. Nobody was hurt. " * 3
ASKED = [
    Asked("Who lost two cows?", TEXT, ((50, 56),), "farm"),
    Asked("When?", TEXT, ((30, 34), (125, 129)), "farm"),
    Asked("Who was hurt?", TEXT, (), "farm"),
]
CASES = Path(__file__).parents[2] / "eval" / "cases"


def test_spans_stay_on_their_words_in_every_window() -> None:
    rng = random.Random(1)
    for _ in range(40):
        for group in groups(ASKED, rng):
            assert {p.passage[slice(*p.span)] for p in group if p.span} <= {"Orkhan", "1998"}


def test_a_question_that_a_text_does_not_answer_has_no_span() -> None:
    assert {p.span for group in groups([ASKED[2]], random.Random(2)) for p in group} == {None}


@pytest.mark.parametrize("size", [10, 60, 1000])
def test_a_window_holds_what_it_is_cut_around(size: int) -> None:
    for seed in range(20):
        left, right = window(TEXT, 50, 56, size, random.Random(seed))
        assert TEXT[left:right].find(TEXT[50:56]) >= 0


def test_a_report_s_head_moves_its_spans() -> None:
    asked = Reported(
        "Who?",
        "Cows lost. 1998-05-02. ",
        TEXT,
        ((50, 56),),
        27,
        (("Other. ", "Nothing of the kind."),),
        (("Near. ", "A cow lived.", 5),),
        "set",
    )
    (found,) = report_groups([asked], random.Random(3))
    assert [p.passage[slice(*p.span)] for p in found if p.span] == ["Orkhan"]
    assert {p.passage.split()[0] for p in found if p.span is None} == {"Cows", "Other.", "Near."} - ({"Cows"} if len(found) == 3 else set())


def test_a_passage_that_holds_the_answer_s_words_is_no_wrong_one() -> None:
    asked = Reported("Who?", "", TEXT, ((50, 56),), 27, (), (("", "Orkhan again.", 3),), "set")
    for seed in range(10):
        (found,) = report_groups([asked], random.Random(seed))
        assert all("Orkhan" not in p.passage for p in found if p.span is None)


def test_the_loss_of_one_passage_is_that_of_a_softmax_with_the_first_token_as_none() -> None:
    scores = torch.randn(3, 7, generator=torch.Generator().manual_seed(1))
    wanted = torch.tensor([2, 0, 6])
    plain = torch.nn.functional.cross_entropy(scores, wanted)
    assert torch.allclose(shared_loss(scores, wanted, torch.arange(3)), plain, atol=1e-5)


def test_passages_of_a_group_compete_in_one_softmax() -> None:
    scores = torch.tensor([[0.0, 2.0, 1.0], [5.0, 4.0, 6.0]])  # from their first tokens: 2, 1 and −1, 1
    odds = torch.tensor([2.0, 1.0, -1.0, 1.0, 0.0]).softmax(0)
    one = shared_loss(scores, torch.tensor([1, 0]), torch.zeros(2, dtype=torch.long))
    both = shared_loss(scores, torch.tensor([1, 2]), torch.zeros(2, dtype=torch.long))
    none = shared_loss(scores, torch.tensor([0, 0]), torch.zeros(2, dtype=torch.long))
    assert torch.allclose(torch.stack([one, both, none]), -torch.stack([odds[0], odds[0] + odds[3], odds[4]]).log(), atol=1e-5)


def test_every_packaged_question_stands_on_words_of_its_report() -> None:
    found = read_reports(CASES)
    assert len(found) > 3000
    assert all(0 <= start < end <= len(q.text) for q in found for start, end in q.spans)


def test_targets_are_the_tokens_of_the_words(encoder: Encoder) -> None:
    batch = Pairs(encoder.folder).batch([("Who?", TEXT), ("Who?", TEXT)])
    starts, ends = targets(batch, [(50, 56), None])
    places = batch.places[0]
    first, last = places[int(starts[0])], places[int(ends[0])]
    assert first
    assert last
    assert (TEXT[first[0] : last[1]], int(starts[1]), int(ends[1])) == ("Orkhan", 0, 0)


def test_training_goes_on_from_its_checkpoint_and_writes_a_small_adapter_that_can_be_read(encoder: Encoder, tmp_path: Path) -> None:
    sources, told = [Source(lambda rng: groups(ASKED * 8, rng), 1.0)], []
    schedule = Schedule(steps=2, batch=4, every=1)
    train(sources, encoder.folder, tmp_path, schedule, watch=lambda step, *_: told.append(step))
    written = train(sources, encoder.folder, tmp_path, Schedule(steps=3, batch=4, every=1), watch=lambda step, *_: told.append(step))
    assert told == [1, 2, 3]
    assert written.stat().st_size < 6_000_000
    reader = Reader(encoder, written, digest_of(written))
    assert reader.read("Who lost two cows?", [Passage(TEXT, ((0, 26),))])[0][0]


def test_the_same_seed_trains_the_same_adapter(encoder: Encoder, tmp_path: Path) -> None:
    sources = [Source(lambda rng: groups(ASKED * 8, rng), 1.0)]
    one, other = (train(sources, encoder.folder, tmp_path / name, Schedule(steps=1, batch=4)) for name in ("one", "other"))
    assert digest_of(one) == digest_of(other)


def test_the_final_articles_are_the_same_whatever_the_order() -> None:
    names = [f"article {n}" for n in range(9)]
    assert held_out(names) == held_out(names[::-1] * 2)
    assert not set(held_out(names)[0]) & set(held_out(names)[1])


def test_a_measure_over_no_unanswerable_question_is_no_better_than_chance(encoder: Encoder) -> None:
    found = measure(ASKED[:2], Loaded())
    assert (found.answerable, found.unanswerable, found.auc) == (2, 0, 0.5)


def test_squad_is_read_with_its_unanswerable_questions(tmp_path: Path) -> None:
    qas = [
        {"question": "Who?", "answers": [{"text": "Orkhan", "answer_start": 50}], "is_impossible": False},
        {"question": "Why?", "answers": [], "is_impossible": True},
    ]
    path = tmp_path / "squad.json"
    path.write_text(json.dumps({"data": [{"title": "farm", "paragraphs": [{"context": TEXT, "qas": qas}]}]}), "utf-8")
    assert [a.spans for a in read_squad(path)] == [((50, 56),), ()]


def test_a_file_that_is_no_squad_is_named(tmp_path: Path) -> None:
    (tmp_path / "no.json").write_text("[]", "utf-8")
    with pytest.raises(UserError, match=r"no\.json"):
        read_squad(tmp_path / "no.json")


def test_no_gradient_reaches_the_encoder(encoder: Encoder) -> None:
    from bot.reader.network import load_encoder
    from eval.reader_training import adapt

    model = load_encoder(encoder.folder)
    adapters = adapt(model)
    trained = {id(p) for a in adapters.values() for p in (a.a, a.b)}
    assert {id(p) for p in model.parameters() if p.requires_grad} == trained
    assert torch.equal(next(iter(adapters.values())).b, torch.zeros_like(next(iter(adapters.values())).b))
