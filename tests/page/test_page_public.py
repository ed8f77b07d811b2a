"""Serving a public: limits, what is told to whoever watches, what programs are offered, and what is not logged."""

import asyncio
import http.client
import json
import logging
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from gradio_client import Client
from gradio_client.exceptions import AppError

from bot.citations import Answer
from bot.conversation import Bot
from bot.web.limits import Limits
from bot.web.logs import write_logs
from bot.web.service import Asked, Service, UnansweredError
from bot.web.visitor import Visitor
from ingest.errors import UserError
from ingest.settings import Settings
from tests.page.visiting import KALBAJAR, Serve


def get(address: str, path: str, **headers: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection(urlsplit(address).netloc)
    connection.request("GET", path, headers=headers)
    answered = connection.getresponse()
    body = answered.read().decode()
    connection.close()
    return answered.status, body


def test_the_server_says_that_it_is_well(address: str, bot: Bot) -> None:
    status, body = get(address, "/healthz")
    assert (status, json.loads(body)) == (200, {"status": "ok", "ready": True, "generation": bot.library.generation})


def test_the_meters_count_answers_by_kind(address: str) -> None:
    with closing(Client(address, verbose=False)) as client:
        client.predict(KALBAJAR, [], api_name="/ask")
    status, body = get(address, "/metrics")
    assert status == 200
    assert 'minefacts_answers_total{door="api",kind="figure"}' in body
    assert "minefacts_answer_seconds_bucket" in body
    assert "Kalbajar" not in body


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "X-Real-IP"])
def test_the_meters_are_not_for_those_who_come_through_a_proxy(address: str, header: str) -> None:
    assert get(address, "/metrics", **{header: "203.0.113.9"})[0] == 404


def test_with_a_token_only_its_bearer_reads_the_meters(served: Serve) -> None:
    with served(metrics_token="secret") as address:  # noqa: S106 (made up)
        assert get(address, "/metrics")[0] == 404
        assert get(address, "/metrics", Authorization="Bearer other")[0] == 404
        assert get(address, "/metrics", Authorization="Bearer secret")[0] == 200


def test_a_program_gets_the_answer_of_the_contract(address: str, bot: Bot) -> None:
    with closing(Client(address, verbose=False)) as client:
        given = client.predict(KALBAJAR, [], api_name="/ask")
    expected = bot.reply(KALBAJAR).to_json()
    assert {**given, "seconds": 0} == {**expected, "seconds": 0}


def test_a_program_gives_the_questions_before(address: str) -> None:
    with closing(Client(address, verbose=False)) as client:
        given = client.predict(
            "How many of them were children?", ["How many mine victims did the agency count in Azerbaijan?"], api_name="/ask"
        )
    assert given["figures"][0]["value"] == 14


def test_a_program_is_told_why_it_gets_no_answer(address: str) -> None:
    with closing(Client(address, verbose=False)) as client, pytest.raises(AppError, match="the question is empty"):
        client.predict("?!", [], api_name="/ask")


def test_a_language_model_finds_the_tool(address: str) -> None:
    status, body = get(address, "/gradio_api/mcp/schema")
    tools = json.loads(body)
    assert status == 200
    assert [t["name"] for t in tools] == ["ask"]
    assert "exact span of a stored report" in tools[0]["description"]


def test_forwarded_addresses_count_only_from_trusted_proxies(served: Serve) -> None:
    limit = "1/minute"
    for trusted, answered in (("", 1), ("127.0.0.1", 2)):
        with served(limit_per_address=limit, trusted_proxies=trusted) as address:
            given = 0
            for visitor in ("203.0.113.1", "203.0.113.2"):
                with closing(Client(address, verbose=False, headers={"X-Forwarded-For": visitor})) as client:
                    try:
                        client.predict(KALBAJAR, [], api_name="/ask")
                        given += 1
                    except AppError as fault:
                        assert "Please wait a minute" in str(fault)  # noqa: PT017 (whether it is raised depends on the address)
            assert given == answered


def test_behind_a_proxy_the_page_asks_for_everything_below_its_path(served: Serve) -> None:
    with served(root_path="/minefacts") as address:
        _, body = get(address, "/config")
        assert json.loads(body)["root"].endswith("/minefacts")


@pytest.mark.parametrize("written", ["often", "3 per", "-"])
def test_a_limit_that_cannot_be_read_is_the_users_to_mend(written: str) -> None:
    with pytest.raises(UserError, match="is no limit"):
        Limits(Settings(limit_per_session=written))


def test_an_empty_limit_limits_nothing_and_two_sessions_have_their_own() -> None:
    free = Limits(Settings(limit_per_session="", limit_per_address=""))
    assert all(free.allow(Visitor("v", session="s", address="a")) for _ in range(500))
    own = Limits(Settings(limit_per_session="1/minute", limit_per_address=""))
    assert [own.allow(Visitor("v", session=s)) for s in ("one", "two", "one")] == [True, True, False]


def test_what_takes_too_long_is_given_up_with_a_friendly_line(bot: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    reply, done = bot.reply, []

    def slow(*given: object) -> Answer:
        import time

        time.sleep(0.5)
        done.append(1)
        return reply(KALBAJAR)

    monkeypatch.setattr(bot, "reply", slow)
    service = Service(bot, Settings(answer_seconds=0.05))

    async def given_up() -> None:
        with pytest.raises(UnansweredError, match="slow"):
            await service.answer(Asked(Visitor("v" * 20), KALBAJAR))

    asyncio.run(given_up())
    assert b'minefacts_unanswered_total{reason="slow"} 1.0' in service.meters.written()


def test_an_answer_that_is_found_after_its_visitor_deleted_everything_is_not_kept(bot: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    service = Service(bot, Settings())
    reply, me, somebody = bot.reply, Visitor("m" * 20), Visitor("s" * 20)

    def deleted_meanwhile(question: str, *given: Any) -> Answer:
        service.forget(me.id)
        return reply(question, *given)

    monkeypatch.setattr(bot, "reply", deleted_meanwhile)
    assert asyncio.run(service.answer(Asked(me, KALBAJAR))).receipt is None
    assert asyncio.run(service.answer(Asked(somebody, KALBAJAR))).receipt
    monkeypatch.undo()
    assert asyncio.run(service.answer(Asked(me, KALBAJAR))).receipt


@pytest.mark.parametrize("logged", [False, True], ids=["by default", "where a setting says so"])
def test_the_log_holds_questions_only_where_a_setting_says_so(
    bot: Bot, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, logged: bool
) -> None:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    try:
        write_logs()
        asyncio.run(Service(bot, Settings(log_questions=logged)).answer(Asked(Visitor("v" * 20), KALBAJAR)))
        lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    finally:
        root.handlers[:], root.level = handlers, level
    (line,) = [entry for entry in lines if entry["event"] == "answered"]
    assert (line["kind"], line["door"], line["level"]) == ("figure", "page", "info")
    assert ("question" in line) is logged
    assert any(KALBAJAR in json.dumps(entry) for entry in lines) is logged


def test_the_log_names_a_fault_and_where_without_what_it_quotes(capsys: pytest.CaptureFixture[str]) -> None:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    try:
        write_logs()
        try:
            int("my secret question")
        except ValueError:
            logging.getLogger("bot").exception("a question was not answered")
        said = capsys.readouterr().err
    finally:
        root.handlers[:], root.level = handlers, level
    line = json.loads(said)
    assert line["exception"] == "ValueError"
    assert Path(__file__).name in line["at"][0]
    assert "secret" not in said


def test_the_server_is_not_well_when_the_library_cannot_be_read(address: str, bot: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    def unreadable() -> int:
        raise OSError("gone")

    monkeypatch.setattr(bot.library, "newest_generation", unreadable)
    status, body = get(address, "/healthz")
    assert (status, json.loads(body)) == (503, {"status": "the library cannot be read"})
