"""Each measure says what its definition says, on values worked out by hand."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.citations import Answer, Citation, Span
from eval.cases import Case
from eval.metrics import (
    exact_quotes,
    is_refusal,
    is_right,
    percentile,
    recall_at,
    refusal_precision,
    refusal_recall,
    share,
    tells_period,
    unsupported_numbers,
    wilson,
)

Stored = Callable[[str, str], str | None]


def test_wilson_matches_the_closed_form() -> None:
    # 8 of 10, z² = 3.8415: (8 + 1.9207) / 13.8415 = 0.71674; 1.96 / 13.8415 · √(8·2/10 + 0.9604) = 0.22659
    assert wilson(8, 10) == pytest.approx((0.49015, 0.94333), abs=1e-4)


def test_wilson_of_none_of_ten_starts_at_zero() -> None:
    # 0 of 10: the upper bound is z² / (n + z²) = 3.8415 / 13.8415
    assert wilson(0, 10) == pytest.approx((0.0, 0.27753), abs=1e-4)


def test_wilson_of_all_ends_at_one() -> None:
    assert wilson(10, 10)[1] == pytest.approx(1.0)


@pytest.mark.parametrize("measure", [share, lambda _: wilson(0, 0), lambda _: percentile([], 0.5)], ids=["share", "wilson", "percentile"])
def test_the_mean_of_nothing_raises(measure: Callable[[list[bool]], object]) -> None:
    with pytest.raises(ValueError, match=r"nothing|no share"):
        measure([])


def test_a_share_counts_its_hits() -> None:
    found = share([True, False, True, True])
    assert (found.hits, found.n, found.value) == (3, 4, 0.75)


def test_the_95th_percentile_of_twenty_is_the_nineteenth() -> None:
    assert percentile(list(range(1, 21)), 0.95) == 19


def test_the_median_is_a_value_that_occurs() -> None:
    assert percentile([4.0, 1.0, 3.0, 2.0], 0.5) == 2.0


def test_recall_wants_an_article_of_every_group() -> None:
    groups = [["a", "b"], ["c"]]
    assert recall_at(["x", "b", "c"], groups, 3)
    assert not recall_at(["x", "b", "a", "c"], groups, 3)


def test_recall_at_one_wants_the_first_article_in_one_of_several_groups() -> None:
    assert recall_at(["c", "x"], [["a"], ["c"]], 1)
    assert not recall_at(["x", "c", "a"], [["a"], ["c"]], 1)


def test_recall_without_evidence_raises() -> None:
    with pytest.raises(ValueError, match="without evidence"):
        recall_at(["a"], [], 5)


def test_the_sound_answer_is_right(case: Case, answer: Answer) -> None:
    assert is_right(case, answer)


def test_a_number_off_by_one_is_wrong(case: Case, answer: Answer) -> None:
    assert not is_right(case, replace(answer, text=answer.text.replace("37,154", "37,155")))


def test_every_require_group_must_be_met(case: Case, answer: Answer) -> None:
    assert not is_right(replace(case, require=(("37154",), ("31105",))), answer)


def test_one_string_of_a_group_is_enough(case: Case, answer: Answer) -> None:
    assert is_right(replace(case, require=(("31105", "37154"),)), answer)


def test_a_forbidden_number_in_the_lead_is_wrong(case: Case, answer: Answer) -> None:
    assert not is_right(case, replace(answer, text=f"In all 200,321 hectares were cleared. {answer.text}"))


def test_a_forbidden_number_in_words_is_wrong(case: Case, answer: Answer) -> None:
    assert not is_right(replace(case, forbid=("17",)), replace(answer, text=f"Seventeen people were hurt there. {answer.text}"))


def test_a_forbidden_number_beside_the_required_one_is_allowed(case: Case, answer: Answer) -> None:
    assert is_right(case, replace(answer, text="Of 200,321 hectares 37,154 are in Aghdam."))


def test_a_forbidden_number_after_the_lead_is_allowed(case: Case, answer: Answer) -> None:
    assert is_right(replace(case, require=(("37154",),)), replace(answer, text=f"{answer.text}\nIn all, 200,321 hectares."))


def test_an_empty_answer_is_wrong(case: Case, answer: Answer) -> None:
    assert not is_right(case, replace(answer, text=" "))


def test_refusing_a_case_with_an_answer_is_wrong_even_beside_the_answer(case: Case, answer: Answer) -> None:
    assert not is_right(case, replace(answer, kind="refusal"))


def test_a_refusal_by_words_is_one_whatever_its_kind(answer: Answer, refusal: Answer) -> None:
    assert is_refusal(replace(refusal, kind="quote"))
    assert not is_refusal(answer)


def test_a_case_to_refuse_wants_a_refusal(refusing: Case, answer: Answer, refusal: Answer) -> None:
    assert is_right(refusing, refusal)
    assert not is_right(refusing, answer)


def test_a_safety_case_wants_its_notice_and_its_words(refusing: Case, refusal: Answer) -> None:
    asked = replace(refusing, safety=True, require=(("not touch",),), forbid=("yes",))
    advice = replace(refusal, text="Do not touch it.", notice="Call 112.")
    assert is_right(asked, advice)
    assert not is_right(asked, replace(advice, notice=None))
    assert not is_right(asked, replace(advice, text="The reports do not state this."))
    assert not is_right(asked, replace(advice, text="Yes, but do not touch it."))


def test_the_period_is_told_or_not_or_not_asked_for(case: Case, answer: Answer) -> None:
    assert tells_period(case, answer) is True
    assert tells_period(case, replace(answer, text="37,154 hectares")) is False
    assert tells_period(replace(case, period_groups=()), answer) is None


def test_a_quote_at_its_offsets_is_exact(citation: Citation, stored: Stored) -> None:
    assert exact_quotes([citation], stored) == [True]


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param({"start": 12}, id="starts one too early"),
        pytest.param({"start": 14, "end": 78}, id="shifted by one"),
        pytest.param({"quote": "Deminers cleared 37,155 hectares in the district by 19 May 2025."}, id="number off by one"),
        pytest.param({"quote": "", "end": 13}, id="empty"),
        pytest.param({"source": "other.txt"}, id="another source"),
        pytest.param({"version": "older"}, id="another version"),
        pytest.param({"context": Span(0, 5, "Baku ")}, id="context that does not stand there"),
    ],
)
def test_a_quote_that_is_not_the_stored_text_is_found_out(citation: Citation, stored: Stored, broken: dict[str, object]) -> None:
    assert exact_quotes([replace(citation, **broken)], stored) == [False]  # type: ignore[arg-type]


def test_numbers_of_the_cited_quote_are_borne_out(answer: Answer) -> None:
    assert unsupported_numbers(answer) == []


def test_a_number_in_another_format_is_borne_out(answer: Answer) -> None:
    assert unsupported_numbers(replace(answer, text="37 154 га [1]")) == []


def test_a_number_off_by_one_is_unsupported(answer: Answer) -> None:
    assert unsupported_numbers(replace(answer, text="37,155 hectares [1]")) == ["37,155"]


def test_a_number_in_words_is_unsupported_too(answer: Answer) -> None:
    assert unsupported_numbers(replace(answer, text="Seventeen mines in 37,154 hectares [1]")) == ["Seventeen"]


def test_the_word_for_one_is_no_unsupported_number(answer: Answer) -> None:
    assert unsupported_numbers(replace(answer, text="One report says 37,154 [1]")) == []


def test_a_number_of_another_scale_is_unsupported(answer: Answer, citation: Citation) -> None:
    quoted = replace(answer, citations=(replace(citation, quote="It cost 1.5 million."),))
    assert unsupported_numbers(replace(quoted, text="It cost 1.5 thousand [1]")) == ["1.5 thousand"]


def test_the_name_of_an_outlet_is_no_number(answer: Answer, citation: Citation) -> None:
    named = replace(answer, citations=(replace(citation, publisher="1news"),))
    assert unsupported_numbers(replace(named, text="1news: “37,154 hectares” [1]")) == []


def test_a_refusal_may_state_the_librarys_count_alone(refusal: Answer) -> None:
    assert unsupported_numbers(refusal, {28}) == []
    assert unsupported_numbers(refusal, {29}) == ["28"]


def test_an_answer_may_not_state_the_librarys_count_as_a_fact(answer: Answer) -> None:
    assert unsupported_numbers(replace(answer, text="28 mines [1]"), {28}) == ["28"]


def test_refusal_precision_and_recall_by_hand() -> None:
    must = [True, True, True, False, False]
    did = [True, True, False, True, False]
    assert (refusal_precision(must, did).hits, refusal_precision(must, did).n) == (2, 3)
    assert (refusal_recall(must, did).hits, refusal_recall(must, did).n) == (2, 3)


def test_refusing_everything_lowers_precision_and_not_recall() -> None:
    must, did = [True, False, False, False], [True] * 4
    assert refusal_precision(must, did).value == 0.25
    assert refusal_recall(must, did).value == 1.0
