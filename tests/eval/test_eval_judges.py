"""A judge's opinion is asked for in one form, read strictly, and kept out of every verdict."""

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from bot.citations import Answer
from eval.answerers import Reply
from eval.cases import Case
from eval.citing import Shelf
from eval.judges import TIMES, judge_faithfulness, served_judge
from eval.run import Result, judge
from eval.verdicts import MEASURES

Stored = Callable[[str, str], str | None]


class Scripted:
    """A judge that says what it was told to, in order, and keeps its prompts; a call too many fails."""

    def __init__(self, *replies: str) -> None:
        self.replies, self.prompts = list(replies), list[str]()

    def __call__(self, prompt: str) -> str:
        """The next reply."""
        self.prompts.append(prompt)
        return self.replies.pop(0)


@pytest.fixture
def shelf(stored: Stored) -> Shelf:
    return Shelf(stored, counts=frozenset({28.0}))


@pytest.fixture
def answered(case: Case, answer: Answer, shelf: Shelf) -> Result:
    return judge(case, Reply(answer, 0.1, ("aghdam.txt",)), shelf)


def test_the_judge_sees_the_statements_and_the_stored_text_of_what_they_cite(answered: Result, shelf: Shelf) -> None:
    scripted = Scripted("[true]", "[true]")
    opinion = judge_faithfulness([answered], scripted, shelf)
    assert "[1] Deminers cleared 37,154 hectares in the district by 19 May 2025." in scripted.prompts[0]
    assert "exactly 1 values" in scripted.prompts[0]
    assert opinion.faithfulness is not None
    assert (opinion.faithfulness.value, opinion.flipped, opinion.unusable) == (1.0, 0.0, 0)


def test_a_judge_that_contradicts_itself_is_told_of(answered: Result, shelf: Shelf) -> None:
    opinion = judge_faithfulness([answered], Scripted("[true]", "Here you are: [false]"), shelf)
    assert opinion.faithfulness is not None
    assert (opinion.faithfulness.value, opinion.flipped) == (0.5, 1.0)


@pytest.mark.parametrize("reply", ["yes", "[true, true]", '["true"]', "[1]", "["], ids=["words", "too many", "texts", "numbers", "broken"])
def test_a_reply_in_another_form_counts_as_none_not_as_zero(answered: Result, shelf: Shelf, reply: str) -> None:
    opinion = judge_faithfulness([answered], Scripted(reply, "[true]"), shelf)
    assert opinion.faithfulness is not None
    assert (opinion.faithfulness.value, opinion.unusable) == (1.0, 1)


def test_no_usable_reply_is_no_opinion(answered: Result, shelf: Shelf) -> None:
    opinion = judge_faithfulness([answered], Scripted(*["no"] * TIMES), shelf)
    assert opinion.faithfulness is None
    assert "no usable reply" in opinion.said()


def test_an_answer_that_cites_nothing_is_not_put_to_the_judge(refusing: Case, refusal: Answer, shelf: Shelf) -> None:
    assert judge_faithfulness([judge(refusing, Reply(refusal, 0.1, ()), shelf)], Scripted(), shelf).faithfulness is None


def test_no_measure_is_a_judges() -> None:
    assert not any("faithful" in m.name or "judge" in m.name for m in MEASURES)


@pytest.fixture
def server() -> Iterator[tuple[str, list[dict[str, object]]]]:
    """A server of chat completions that always says true once, with the requests that it got."""
    asked: list[dict[str, object]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))) | {"key": self.headers["Authorization"]})
            body = json.dumps({"choices": [{"message": {"content": "[true]"}}]}).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as http:
        thread = threading.Thread(target=http.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{http.server_port}/v1", asked
        http.shutdown()
        thread.join()


def test_a_server_of_chat_completions_can_judge(server: tuple[str, list[dict[str, object]]], answered: Result, shelf: Shelf) -> None:
    address, asked = server
    opinion = judge_faithfulness([answered], served_judge(address, "small", "secret"), shelf)
    assert opinion.faithfulness is not None
    assert opinion.faithfulness.value == 1.0
    assert (asked[0]["model"], asked[0]["temperature"], asked[0]["key"]) == ("small", 0, "Bearer secret")
