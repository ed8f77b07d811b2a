"""python -m eval.load: how the page's server holds when many ask at once, each from an address of their own.

The server runs as a process of its own. First one person asks every question alone; what the others are told later must be the same.
"""

import asyncio
import json
import os
import random
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any

import httpx
import typer

from eval.cases import read_cases
from ingest.terminal import out, users_errors

PATIENCE = 120.0  # seconds that one answer may take before it counts as lost
THINKING = (10.0, 20.0)  # seconds between two questions of one person
BAR = 3.0  # times the 95th percentile of one person alone
SEED = 20


@dataclass
class Tally:
    """The seconds that each answer took, what the questions were told, and what went wrong."""

    seconds: list[float] = field(default_factory=list)
    told: dict[str, str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def percentile(self, share: float) -> float:
        """The time within which this share of the answers came (nearest rank). Raises ValueError when there are none."""
        if not self.seconds:
            raise ValueError("no answer came")
        return sorted(self.seconds)[min(len(self.seconds) - 1, int(share * len(self.seconds)))]


@dataclass(frozen=True)
class Crowd:
    """So many people who ask for so many seconds, with or without thinking between two questions."""

    people: int
    lasting: float
    thinking: bool


async def ask_all(address: str, questions: Sequence[str]) -> Tally:
    """Every question once, by one person. The first is asked twice: the model may still be loading."""
    tally = Tally()
    async with httpx.AsyncClient(base_url=address, timeout=PATIENCE) as client:
        await _ask(client, questions[0], Tally())
        for question in questions:
            tally.told[question] = str(await _ask(client, question, tally))
    return tally


async def ask_together(address: str, questions: Sequence[str], expected: dict[str, str], crowd: Crowd) -> Tally:
    """What a crowd is told; an answer other than the one expected is a fault."""
    tally, end = Tally(), time.monotonic() + crowd.lasting

    async def person(number: int) -> None:
        chance = random.Random(SEED + number)  # noqa: S311 (no secret)
        forwarded = {"X-Forwarded-For": f"198.51.100.{number + 1}"}
        async with httpx.AsyncClient(base_url=address, timeout=PATIENCE, headers=forwarded) as client:
            await asyncio.sleep(chance.uniform(0, THINKING[1]) if crowd.thinking else 0)
            while time.monotonic() < end:
                question = chance.choice(questions)
                text = await _ask(client, question, tally)
                if text is not None and text != expected[question]:
                    tally.faults.append(f"{question!r} was told {text!r}")
                await asyncio.sleep(chance.uniform(*THINKING) if crowd.thinking else 0)

    await asyncio.gather(*(person(number) for number in range(crowd.people)))
    return tally


async def _ask(client: httpx.AsyncClient, question: str, tally: Tally) -> str | None:
    """The text of the answer to one question, with its time noted; None, and a fault, when it does not come or is another's."""
    began = time.perf_counter()
    try:
        joined = await client.post("/gradio_api/call/ask", json={"data": [question, []]})
        joined.raise_for_status()
        answer = await _streamed(client, f"/gradio_api/call/ask/{joined.json()['event_id']}")
    except (httpx.HTTPError, ValueError, KeyError) as fault:
        tally.faults.append(f"{question!r}: {fault!r}")
        return None
    if answer["question"] != question:
        tally.faults.append(f"{question!r} got the answer of {answer['question']!r}")
    tally.seconds.append(time.perf_counter() - began)
    return str(answer["text"])


async def _streamed(client: httpx.AsyncClient, path: str) -> dict[str, Any]:
    """The data of the event that ends a stream. Raises ValueError for an error or a stream that ends before."""
    event = ""
    async with client.stream("GET", path) as stream:
        async for line in stream.aiter_lines():
            if line.startswith("event: "):
                event = line.removeprefix("event: ")
            elif line.startswith("data: ") and event in {"complete", "error"}:
                data = json.loads(line.removeprefix("data: "))
                if event == "error" or not data:
                    raise ValueError(f"the server said {data!r}")
                answer: dict[str, Any] = data[0]
                return answer
    raise ValueError("the stream ended without an answer")


def _serve(library: Path | None) -> tuple["subprocess.Popen[str]", str]:
    """A server with no limits, that believes the addresses forwarded to it from this machine, once it is well and the model is loaded."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environment = os.environ | {
        "MINEFACTS_LIMIT_PER_SESSION": "",
        "MINEFACTS_LIMIT_PER_ADDRESS": "",
        "MINEFACTS_TRUSTED_PROXIES": "127.0.0.1",
    }
    named = ["--library", str(library)] if library else []
    server = subprocess.Popen(
        [sys.executable, "-m", "bot", "serve", "--port", str(port), *named], env=environment, stderr=subprocess.DEVNULL, text=True
    )
    address = f"http://127.0.0.1:{port}"
    for _ in range(600):
        try:
            if httpx.get(f"{address}/healthz").json()["ready"]:
                return server, address
        except (httpx.HTTPError, ValueError):
            pass
        time.sleep(0.5)
    server.terminate()
    raise RuntimeError("the server did not become ready")


def _line(name: str, tally: Tally, lasting: float) -> str:
    half, most = tally.percentile(0.5), tally.percentile(0.95)
    rate = len(tally.seconds) / lasting
    return f"{name}: {len(tally.seconds)} answers, {rate:.1f} a second, p50 {half:.3f} s, p95 {most:.3f} s, {len(tally.faults)} faults"


def main(
    library: Annotated[Path | None, typer.Option(help="The library's folder; by default the user's own, else the samples.")] = None,
    people: Annotated[int, typer.Option(help="How many ask at once.")] = 20,
    seconds: Annotated[float, typer.Option(help="How long they ask, with thinking between two questions.")] = 180,
    rush: Annotated[float, typer.Option(help="How long they then ask without thinking; 0 for not at all.")] = 30,
) -> None:
    """Ask the page's server as one person, then as many; exit 1 for a fault, or when many wait more than three times as long as one."""
    with users_errors():
        questions = list(dict.fromkeys(c.question for c in read_cases(Path(str(files("eval").joinpath("cases/samples.jsonl"))))))
        server, address = _serve(library)
        try:
            began = time.perf_counter()
            alone = asyncio.run(ask_all(address, questions))
            out.print(_line("1 person", alone, time.perf_counter() - began), highlight=False)
            crowd = asyncio.run(ask_together(address, questions, alone.told, Crowd(people, seconds, thinking=True)))
            out.print(_line(f"{people} people who think", crowd, seconds), highlight=False)
            rushed = asyncio.run(ask_together(address, questions, alone.told, Crowd(people, rush, thinking=False))) if rush else Tally()
            if rush:
                out.print(_line(f"{people} people who do not", rushed, rush), highlight=False)
        finally:
            server.terminate()
            server.wait()
        ratio = crowd.percentile(0.95) / alone.percentile(0.95)
        faults = [*alone.faults, *crowd.faults, *rushed.faults]
        out.print(f"p95 of {people} over that of 1: {ratio:.2f} (at most {BAR:.0f}); {os.cpu_count()} cores", highlight=False)
        for fault in faults[:10]:
            out.print(fault, highlight=False)
        if faults or ratio > BAR:
            raise typer.Exit(1)


if __name__ == "__main__":
    typer.run(main)
