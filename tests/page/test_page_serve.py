"""Serving: what the server refuses, what it tells browsers, and how it ends."""

import http.client
import json
import signal
import socket
import subprocess
import sys
import time
from email.message import Message
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from bot.conversation import Bot
from bot.web.serve import serve
from ingest.errors import UserError
from ingest.settings import Settings

Answered = tuple[int, Message, bytes]


def request(address: str, path: str, method: str = "GET", **given: Any) -> Answered:
    """Status, headers and body of what the server answers."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc)
    connection.request(method, path, **given)
    answered = connection.getresponse()
    body = answered.read()
    connection.close()
    return answered.status, answered.headers, body


def test_every_answer_of_the_server_forbids_other_hosts(address: str) -> None:
    for path in ("/", "/config", "/nowhere"):
        _, headers, _ = request(address, path)
        assert "default-src 'self'" in headers["Content-Security-Policy"]
        assert headers["Referrer-Policy"] == "no-referrer"


def test_the_page_names_no_other_host_to_load_from(address: str) -> None:
    _, _, page = request(address, "/")
    assert b"fonts.googleapis" not in page
    assert b"cdn" not in page


def test_nobody_can_upload_a_file(address: str) -> None:
    body = b'--b\r\nContent-Disposition: form-data; name="files"; filename="x.txt"\r\n\r\nfifty bytes or so of a file that nobody asked for\r\n--b--\r\n'
    status, _, _ = request(address, "/gradio_api/upload", "POST", body=body, headers={"Content-Type": "multipart/form-data; boundary=b"})
    assert status == 413


def test_programs_are_offered_to_ask_and_nothing_else(address: str) -> None:
    _, _, described = request(address, "/gradio_api/info")
    assert list(json.loads(described)["named_endpoints"]) == ["/ask"]


def test_a_taken_port_is_the_users_to_mend(bot: Bot) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(UserError, match="choose another with --host and --port"):
        serve(bot, Settings(), port=taken.getsockname()[1])


@pytest.mark.skipif(sys.platform == "win32", reason="these signals cannot be sent on Windows")
@pytest.mark.parametrize("way", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl-C", "SIGTERM"])
def test_it_ends_cleanly_when_it_is_told_to(library_folder: Path, way: signal.Signals) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    script = f"from bot.conversation import Bot; from bot.web.serve import serve; from ingest.settings import Settings; serve(Bot.open({str(library_folder)!r}), Settings(), port={port})"
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as server:
        assert server.stdout
        assert f"http://127.0.0.1:{port}/" in server.stdout.readline()
        began = time.monotonic()
        server.send_signal(way)
        said, complained = server.communicate(timeout=30)
        assert (server.returncode, "Traceback" in said + complained) == (0, False)
        assert time.monotonic() - began < 20
