"""Serving the page until it is told to stop."""

import os
import signal
import socket
import threading
import time
import webbrowser
from dataclasses import dataclass

import uvicorn

from bot.conversation import Bot
from bot.web.application import application
from bot.web.examples import Warming
from bot.web.logs import write_logs
from bot.web.service import Service
from ingest.errors import UserError
from ingest.settings import Settings

LAST_WORDS = 3  # seconds that answers under way are given when the server is told to stop
START_WAIT = 60.0  # seconds until which the server must have started


def serve(bot: Bot, settings: Settings, *, host: str = "127.0.0.1", port: int = 7860, open_browser: bool = False) -> None:
    """Serve the page until Ctrl-C or SIGTERM. Raises UserError when the address cannot be listened on."""
    stopping = threading.Event()
    if threading.current_thread() is threading.main_thread():
        for told in (signal.SIGINT, signal.SIGTERM):  # no KeyboardInterrupt, which may come between any two lines
            signal.signal(told, lambda *_: stopping.set())
    write_logs()
    served = start(bot, settings, host=host, port=port)
    print(f"MineFacts is at {served.address} – stop it with Ctrl-C.", flush=True)
    if open_browser:
        webbrowser.open(served.address)
    try:
        while not stopping.wait(0.5):  # seconds; a wait without end would hold back Ctrl-C on Windows
            pass
    finally:
        served.close()
    print("Stopped.")


@dataclass(frozen=True)
class Served:
    """A page that is being served by a thread, and the warming of its bot by another."""

    address: str  # where a browser of this machine finds it
    server: uvicorn.Server
    thread: threading.Thread
    warming: Warming

    def close(self) -> None:
        """End both; while the model is being loaded this takes some seconds."""
        self.server.should_exit = True
        self.thread.join()
        self.warming.end()


def start(bot: Bot, settings: Settings, *, host: str, port: int) -> Served:
    """Serve the page until `close()`. It is up at once; the model is loaded meanwhile. Raises UserError when the address cannot be listened on."""
    _check_free(host, port)
    # gradio sums up the times of its events with pandas after every one of them, by default; nobody looks at that here.
    os.environ.setdefault("GRADIO_ANALYTICS_CACHE_FREQUENCY", "1000000000")
    warming = Warming(bot)
    service = Service(bot, settings, lambda: warming.suggestions)
    config = uvicorn.Config(
        application(service, warming), host=host, port=port, log_config=None, access_log=False, timeout_graceful_shutdown=LAST_WORDS,
        proxy_headers=bool(settings.trusted_proxies), forwarded_allow_ips=settings.trusted_proxies or None, server_header=False,
    )  # fmt: skip
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, name="server")
    thread.start()
    deadline = time.monotonic() + START_WAIT
    while not server.started and thread.is_alive() and time.monotonic() < deadline:
        time.sleep(0.02)
    if not server.started:
        server.should_exit = True
        raise UserError(f"the page could not be served on {host!r}, port {port}; the log says why")
    warming.start()
    shown = "localhost" if host in {"0.0.0.0", "::"} else f"[{host}]" if ":" in host else host  # noqa: S104 (compared, not listened on)
    return Served(f"http://{shown}:{port}/", server, thread, warming)


def _check_free(host: str, port: int) -> None:
    try:
        with socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET):
            return
    except (OSError, OverflowError) as fault:
        raise UserError(f"the page cannot listen on {host!r}, port {port}: {fault}; choose another with --host and --port") from fault
