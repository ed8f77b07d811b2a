"""The walls of the house: who may import whom, where third parties live, and that no import does heavy work."""

import ast
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("ingest", "bot", "eval")
FORBIDDEN = {"ingest": {"bot", "eval", "tests"}, "bot": {"eval", "tests"}, "eval": {"tests"}}
HOMES = {
    "chromadb": ("ingest/vectors.py",),
    "sqlite3": ("ingest/library", "bot/activity.py"),
    "gradio": ("bot/web/",),
    "fastapi": ("bot/web/",),
    "limits": ("bot/web/limits.py",),
    "prometheus_client": ("bot/web/meters.py",),
    "structlog": ("bot/web/logs.py",),
    "uvicorn": ("bot/web/serve.py",),
    "langchain": ("bot/langchain_retriever.py", "eval/"),
    "langchain_core": ("bot/langchain_retriever.py", "eval/"),
    "langchain_chroma": ("eval/",),
    "langchain_huggingface": ("eval/",),
    "langchain_text_splitters": ("eval/",),
    "sentence_transformers": ("ingest/encoder.py",),
    "torch": ("ingest/encoder.py", "bot/reader/", "eval/reader"),
    "transformers": ("ingest/encoder.py", "bot/reader/network.py"),
    "tokenizers": ("ingest/encoder.py", "bot/reader/network.py"),
    "safetensors": ("bot/reader/", "eval/reader"),
    "trafilatura": ("ingest/webpages.py",),
    "lxml": ("ingest/webpages.py",),
}
HEAVY = ("torch", "chromadb", "gradio", "langchain_core", "sentence_transformers", "transformers", "trafilatura", "dateparser")
LONGEST_FILE = 300  # lines


def sources(*folders: str) -> list[str]:
    return sorted(p.relative_to(ROOT).as_posix() for folder in folders for p in (ROOT / folder).rglob("*.py"))


def imported(path: str) -> Iterator[str]:
    """The first name of every module that a file imports, wherever in it."""
    for node in ast.walk(ast.parse((ROOT / path).read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


@pytest.mark.parametrize("path", sources(*PACKAGES))
def test_imports_go_from_eval_to_bot_to_ingest_and_never_back(path: str) -> None:
    assert not FORBIDDEN[path.partition("/")[0]] & set(imported(path))


@pytest.mark.parametrize("library", HOMES)
def test_a_third_party_stays_in_its_home(library: str) -> None:
    assert [path for path in sources(*PACKAGES) if library in imported(path) and not path.startswith(HOMES[library])] == []


@pytest.mark.parametrize("module", ["ingest.__main__", "bot.__main__", "bot.conversation", "eval.__main__"])
def test_importing_a_module_loads_nothing_heavy(python: Callable[..., "subprocess.CompletedProcess[str]"], module: str) -> None:
    done = python(f"import sys, {module}\nprint([name for name in {HEAVY!r} if name in sys.modules])")
    assert done.stdout == "[]\n", done.stderr


@pytest.mark.parametrize("path", sources(*PACKAGES, "tests"))
def test_a_file_can_be_read_in_one_sitting(path: str) -> None:
    assert len((ROOT / path).read_text("utf-8").splitlines()) <= LONGEST_FILE
