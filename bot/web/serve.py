"""Serving the page until it is told to stop."""

import os
import signal
import socket
import threading
from dataclasses import dataclass
from importlib.resources import files

import gradio as gr
from starlette.middleware import Middleware

from bot.conversation import Bot
from bot.web.examples import Warming
from bot.web.page import build
from bot.web.protection import Protection
from bot.web.service import Service
from ingest.errors import UserError
from ingest.settings import Settings

SESSIONS = 2_000  # conversations kept in memory; the one that was silent longest goes first
SYSTEM_FONTS = ("system-ui", "sans-serif")  # the default theme's fonts come from another host
SYSTEM_MONO = ("ui-monospace", "monospace")


def serve(bot: Bot, settings: Settings, *, host: str = "127.0.0.1", port: int = 7860, open_browser: bool = False) -> None:
    """Serve the page until Ctrl-C or SIGTERM. Raises UserError when the address cannot be listened on."""
    stopping = threading.Event()
    if threading.current_thread() is threading.main_thread():
        for told in (signal.SIGINT, signal.SIGTERM):  # no KeyboardInterrupt, which may come between any two lines
            signal.signal(told, lambda *_: stopping.set())
    served = start(bot, settings, host=host, port=port, open_browser=open_browser)
    print(f"MineFacts is at {served.address} – stop it with Ctrl-C.", flush=True)
    try:
        while not stopping.wait(0.5):  # seconds; a wait without end would hold back Ctrl-C on Windows
            pass
    finally:
        served.close()
    print("Stopped.")


@dataclass(frozen=True)
class Served:
    """A page that is being served by a thread, and the warming of its bot by another."""

    page: gr.Blocks
    warming: Warming

    @property
    def address(self) -> str:
        """Where a browser of this machine finds it."""
        return str(self.page.local_url)

    def close(self) -> None:
        """End both; while the model is being loaded this takes some seconds."""
        self.page.close(verbose=False)
        self.warming.end()


def start(bot: Bot, settings: Settings, *, host: str, port: int, open_browser: bool = False) -> Served:
    """Serve the page until `close()`. It is up at once; the model is loaded meanwhile. Raises UserError when the address cannot be listened on."""
    _check_free(host, port)
    # gradio sums up the times of its events with pandas after every one of them, by default; nobody looks at that here.
    os.environ.setdefault("GRADIO_ANALYTICS_CACHE_FREQUENCY", "1000000000")
    warming = Warming(bot)
    page = build(Service(bot, settings, lambda: warming.suggestions), warming)
    folder = files("bot.web")
    script, style = (folder.joinpath(name).read_text("utf-8") for name in ("page.js", "page.css"))
    page.launch(
        server_name=host, server_port=port, inbrowser=open_browser, prevent_thread_lock=True, quiet=True, share=False,
        theme=_theme(), head=f"<style>{style}</style><script>{script}</script>",
        footer_links=[], run_history=False, enable_monitoring=False, ssr_mode=False, pwa=False, mcp_server=False,
        max_file_size=1, state_session_capacity=SESSIONS, show_error=False, app_kwargs={"middleware": [Middleware(Protection)]},
    )  # fmt: skip
    warming.start()
    return Served(page, warming)


def _check_free(host: str, port: int) -> None:
    try:
        with socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET):
            return
    except (OSError, OverflowError) as fault:
        raise UserError(f"the page cannot listen on {host!r}, port {port}: {fault}; choose another with --host and --port") from fault


def _theme() -> gr.themes.Base:
    return gr.themes.Base(font=SYSTEM_FONTS, font_mono=SYSTEM_MONO, primary_hue="teal", neutral_hue="slate", radius_size="md")
