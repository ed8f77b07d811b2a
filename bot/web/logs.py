"""Logs as one JSON object a line. What people ask is not in them, unless a setting says so; nor is what an exception quotes."""

import logging
import sys
import traceback

import structlog
from structlog.typing import EventDict, Processor


def write_logs() -> None:
    """Send every log of this process, at INFO and above, to standard error as JSON lines."""
    handler = logging.StreamHandler(sys.stderr)
    before: list[Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    after: list[Processor] = [
        structlog.stdlib.ProcessorFormatter.remove_processors_meta,
        _name_exception,
        structlog.processors.JSONRenderer(ensure_ascii=False),
    ]
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(foreign_pre_chain=before, processors=after))
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    for name in ("httpx", "uvicorn.access"):
        logging.getLogger(name).setLevel(logging.WARNING)


def _name_exception(_: object, __: str, event: EventDict) -> EventDict:
    """An exception by its kind and the lines that it came through; its message could hold what somebody asked."""
    given = event.pop("exc_info", None)
    fault = sys.exc_info()[1] if given is True else given[1] if isinstance(given, tuple) else given
    if isinstance(fault, BaseException):
        event["exception"] = type(fault).__qualname__
        event["at"] = [f"{frame.filename}:{frame.lineno}" for frame in traceback.extract_tb(fault.__traceback__)]
    return event
