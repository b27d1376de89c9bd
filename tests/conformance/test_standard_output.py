"""Where standard output cannot be written, and where an interrupt comes early or late."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

MAIN = "from disconspec.conformance.main import main; main()"
FULL = Path("/dev/full")
COMMANDS = (
    ("--version",),
    ("--help",),
    ("adapter", "new", "--help"),
    ("check", "page.md", "--no-cache"),
    ("check", "page.md", "--no-cache", "--format", "json"),
    ("check", "page.md", "--no-cache", "--diff"),
    ("explain", "P301"),
    ("model", "rules"),
    ("parse", "frobctl [/quick]"),
    ("report", "schema"),
    ("run", "--list"),
    ("vectors",),
)

pytestmark = pytest.mark.skipif(os.name == "nt", reason="a shell of POSIX closes it, and interrupts are sent")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a damaged page."""
    (tmp_path / "page.md").write_text("# frobctl\n\nOpen **target. txt** now.\n", encoding="utf-8")
    return tmp_path


def typed(folder: Path, *arguments: str, redirected: str = "", program: str = MAIN) -> tuple[int, str, str]:
    """Type a command with its standard output redirected by a shell; exit code, output and errors."""
    done = subprocess.run(
        ["/bin/sh", "-c", f'"$@" {redirected}', "sh", sys.executable, "-c", program, *arguments],
        cwd=folder,
        capture_output=True,
        check=False,
        text=True,
        timeout=60,
    )
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_output_that_cannot_be_written_is_told_by_every_command(
    folder: Path, arguments: tuple[str, ...]
) -> None:
    """A full disk and a closed output are for the user to mend, and no command ends as if all were well."""
    code, shown, _ = typed(folder, *arguments)
    assert code in (0, 1)
    assert shown
    for redirected, why in ((">&-", "it is closed"), (">/dev/full", "No space left on device")):
        if redirected == ">&-" or FULL.exists():
            code, _, told = typed(folder, *arguments, redirected=redirected)
            assert (code, told) == (2, f"disconspec: standard output cannot be written: {why}\n")


@pytest.mark.parametrize("arguments", [("--version",), ("explain", "P301")], ids=" ".join)
def test_a_reader_that_has_seen_enough_ends_every_command_quietly(
    folder: Path, arguments: tuple[str, ...]
) -> None:
    """As where a command is piped into one that shows its first lines."""
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-c", MAIN, *arguments]
    done = subprocess.run(command, cwd=folder, stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (1, b"")


def test_where_nothing_is_to_be_shown_standard_output_may_be_closed(folder: Path) -> None:
    """A report that goes to a file needs none; no file is taken for it."""
    code, shown, told = typed(folder, "check", "page.md", "--no-cache", "-o", "report.txt", redirected=">&-")
    assert (code, shown, told) == (1, "", "")
    assert "target. txt" in (folder / "report.txt").read_text(encoding="utf-8")


AT_THE_BEGINNING = """
class Finder:
    def find_spec(self, name, *_):
        if name == "click.core":
            sys.meta_path.remove(self)
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Finder())
"""
AT_THE_END = "atexit.register(os.kill, os.getpid(), signal.SIGINT)"


@pytest.mark.parametrize(
    ("hook", "code", "told"),
    [(AT_THE_BEGINNING, 130, "disconspec: interrupted"), (AT_THE_END, 1, "")],
    ids=["beginning", "end"],
)
def test_an_interrupt_at_either_end_shows_no_traceback(folder: Path, hook: str, code: int, told: str) -> None:
    """Modules are still imported at the beginning; at the end the report is there, and so is its code."""
    program = f"import atexit, os, signal, sys\n{hook}\n{MAIN}"
    ended, _, errors = typed(folder, "check", "page.md", "--no-cache", program=program)
    assert (ended, errors.strip()) == (code, told)
