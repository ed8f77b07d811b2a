"""The web application: the page, what programs are offered beside it, and what whoever watches over the server asks for."""

import hmac
import ipaddress
from importlib.resources import files

import gradio as gr
from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse, PlainTextResponse
from starlette.middleware import Middleware

from bot.web.examples import Warming
from bot.web.page import build
from bot.web.protection import Protection
from bot.web.service import Service

SESSIONS = 2_000  # conversations kept in memory; the one that was silent longest goes first
SYSTEM_FONTS = ("system-ui", "sans-serif")  # the default theme's fonts come from another host
SYSTEM_MONO = ("ui-monospace", "monospace")
FORWARDED = ("forwarded", "x-forwarded-for", "x-real-ip")  # headers that say that a request came through a proxy
METRICS = "text/plain; version=1.0.0; charset=utf-8"


def application(service: Service, warming: Warming) -> FastAPI:
    """The whole application over a service, for any ASGI server."""
    app = FastAPI(middleware=[Middleware(Protection)], docs_url=None, redoc_url=None, openapi_url=None)
    app.add_route("/healthz", lambda _: _health(service, warming))
    app.add_route("/metrics", lambda request: _metrics(service, request))
    page = build(service, warming)
    page.state_session_capacity = SESSIONS
    folder = files("bot.web")
    script, style = (folder.joinpath(name).read_text("utf-8") for name in ("page.js", "page.css"))
    gr.mount_gradio_app(
        app, page, path="/", root_path=service.settings.root_path or None, theme=_theme(),
        head=f"<style>{style}</style><script>{script}</script>", footer_links=[], run_history=False, enable_monitoring=False, ssr_mode=False,
        pwa=False, mcp_server=True, max_file_size=1, show_error=False,
    )  # fmt: skip
    return app


def _health(service: Service, warming: Warming) -> Response:
    """Whether the library can be read; `ready` once the model is loaded."""
    try:
        generation = service.bot.library.newest_generation()
    except Exception:  # noqa: BLE001 (whatever it is, the server is not well)
        return JSONResponse({"status": "the library cannot be read"}, status_code=503)
    return JSONResponse({"status": "ok", "ready": warming.done.is_set(), "generation": generation})


def _metrics(service: Service, request: Request) -> Response:
    """The meters, for whoever knows the token of the settings, or asks from this machine itself and not through a proxy."""
    if not _may_watch(request, service.settings.metrics_token):
        return PlainTextResponse("Not found", status_code=404)
    return Response(service.meters.written(), media_type=METRICS)


def _may_watch(request: Request, token: str) -> bool:
    if token:
        return hmac.compare_digest(request.headers.get("authorization", "").encode(), f"Bearer {token}".encode())
    return _is_this_machine(request.client.host if request.client else "") and not any(name in request.headers for name in FORWARDED)


def _is_this_machine(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def _theme() -> gr.themes.Base:
    return gr.themes.Base(font=SYSTEM_FONTS, font_mono=SYSTEM_MONO, primary_hue="teal", neutral_hue="slate", radius_size="md")
