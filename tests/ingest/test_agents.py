"""Who did the work that a number counts: one body, all together, or nobody who is named."""

import pytest

from ingest.figures.agents import ALL, Agents, asked_actor, body_of, names_joint_work, read_agents

MES = "Ministry of Emergency Situations"


@pytest.mark.parametrize(
    ("wording", "body"),
    [
        pytest.param("the Defence Ministry's engineers", "Ministry of Defense", id="one"),
        pytest.param("Xüsusi Riskli Xilasetmə Xidmətinin mütəxəssisləri", MES, id="az"),
        pytest.param("ANAMA, Минобороны, МЧС и частные компании", ALL, id="several"),
        pytest.param("all participating institutions", ALL, id="all"),
        pytest.param("Сапёры всех ведомств", ALL, id="ru-all"),
        pytest.param("bütün qurumlar birlikdə", ALL, id="az-all"),
        pytest.param("its own teams and partner institutions", ALL, id="partners"),
        pytest.param("her dogs", None, id="none"),
    ],
)
def test_a_wording_names_a_body_all_or_none(wording: str, body: str | None) -> None:
    assert body_of(wording) == body


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("From the start of the year the ministry's sappers cleared 1,265 hectares.", id="en"),
        pytest.param("Müharibədən sonra nazirliyin payına 31 min hektar düşür.", id="az"),
    ],
)
def test_the_ministry_is_the_one_named_last(sentence: str) -> None:
    assert read_agents(sentence, Agents(last_named=MES)).actor == MES


def test_a_register_of_all_bodies_is_joint_work() -> None:
    assert names_joint_work("The numbers come from the consolidated register of all demining bodies.")
    assert not names_joint_work("The register is kept in Baku.")


@pytest.mark.parametrize(
    ("question", "body"),
    [
        pytest.param("How many mines did the Ministry of Defence find in 2025?", "Ministry of Defense", id="en"),
        pytest.param("Сколько гектаров очистило МЧС в 2025 году?", MES, id="ru"),
        pytest.param("FHN 2025-ci ildə neçə hektar təmizləyib?", MES, id="az"),
        pytest.param("According to ANAMA, how many hectares were cleared?", None, id="only-quoted"),
    ],
)
def test_a_question_restricts_itself_to_a_body(question: str, body: str | None) -> None:
    assert asked_actor(question) == body
