"""The README says what the program does."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
COMMANDS = sorted(
    set(
        re.findall(
            r"python -m (?:ingest|bot|eval)(?: (?:add|list|figures|fix|hide|undo|check|serve|ask|feedback|retrieval|bench|from-feedback))?",
            README,
        )
    )
)


def run(command: str, library: Path) -> str:
    environment = {
        "MINEFACTS_SAMPLES": str(library),
        "MINEFACTS_LIBRARY": str(library / "none"),
        "COLUMNS": "200",
        "PATH": "/usr/bin:/bin",
        "HOME": str(library),
    }
    words = [sys.executable, *shlex.split(command)[1:]]
    done = subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, text=True, encoding="utf-8", timeout=240, check=True)
    return done.stdout


def test_the_answer_shown_is_the_answer_given(tmp_path: Path) -> None:
    shown = re.search(r"```console\n\$ (python [^\n]+)\n(.*?)```", README, re.DOTALL)
    assert shown
    assert run(shown[1], tmp_path).split() == shown[2].split()


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_named_exists(command: str, tmp_path: Path) -> None:
    assert "Usage" in run(f"{command} --help", tmp_path)


def test_every_file_and_folder_named_exists() -> None:
    named = re.findall(r"(?:docs|eval|ingest|tests)/[\w./-]+\w", README)
    assert [path for path in named if not (ROOT / path).exists()] == []
