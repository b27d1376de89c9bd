"""What others run for us: the shell of the GitHub Action, and the hooks of pre-commit as declared."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from document_pages import DAMAGED, command_page

ROOT = Path(__file__).parent.parent.parent
ACTION = (ROOT / "action.yml").read_text(encoding="utf-8")
BASH = shutil.which("bash") or ""

pytestmark = pytest.mark.skipif(not BASH, reason="bash is not here")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with a damaged page below folders with blanks, and a clean one."""
    for name, text in (("docs/fr fr/pa ge.md", DAMAGED), ("docs/clean.md", command_page())):
        path = tmp_path / "checkout" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "checkout"


def step(checkout: Path, paths: str = ".", arguments: str = "", sarif: str = "") -> tuple[int, str, str]:
    """Run the checking step as a runner does; the exit code, what it printed, and its output file."""
    script = textwrap.dedent(ACTION.split("id: check", 1)[1].split("run: |\n", 1)[1])
    (checkout.parent / "step.sh").write_text(script, encoding="utf-8")
    tools = checkout.parent / "bin"
    tools.mkdir(exist_ok=True)
    command = tools / "disconspec"
    code = "from disconspec.conformance.main import main; main()"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -c "{code}" "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    output = checkout.parent / "output"
    output.write_text("", encoding="utf-8")
    done = subprocess.run(
        [BASH, "--noprofile", "--norc", "-eo", "pipefail", str(checkout.parent / "step.sh")],
        cwd=checkout,
        env={
            **os.environ,
            "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}",
            "CHECK_PATHS": paths,
            "CHECK_ARGUMENTS": arguments,
            "CHECK_SARIF": sarif,
            "GITHUB_OUTPUT": str(output),
            "GITHUB_WORKSPACE": str(checkout),
        },
        capture_output=True,
        check=False,
    )
    told = (done.stdout + done.stderr).decode()
    return done.returncode, told, output.read_text(encoding="utf-8")


def test_findings_fail_the_step_and_the_sarif_file_is_there(checkout: Path) -> None:
    """A workflow uploads the SARIF file of a step that failed."""
    code, told, output = step(checkout, "docs", sarif="out put/a.sarif")
    assert code == 1
    assert "::error file=docs/fr fr/pa ge.md,line=20," in told
    assert output == "exit-code=1\n"
    assert '"P301"' in (checkout / "out put/a.sarif").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("paths", "arguments", "code"),
    [
        ("docs/clean.md", "", 0),
        ("docs/clean.md\r\n", "", 0),
        ("docs/clean.md docs", "", 1),
        ("docs/fr fr/pa ge.md\ndocs/clean.md\n", "", 1),
        ("docs/*.md", "", 0),
        ("docs", "--ignore P301", 0),
        ("docs", "--ignore P301\n--only P301\n", 2),
        ("docs/nowhere.md", "", 2),
        ("--help", "", 2),
        ("", "", 2),
    ],
)
def test_inputs_mean_what_they_say(checkout: Path, paths: str, arguments: str, code: int) -> None:
    """Paths may be one a line; arguments are separated by blanks; the exit code is the check's."""
    assert step(checkout, paths, arguments)[::2] == (code, f"exit-code={code}\n")


@pytest.mark.parametrize("text", ["$(touch pwned)", "; touch pwned", "`touch pwned`", '"; touch pwned; "'])
def test_inputs_are_never_run(checkout: Path, text: str) -> None:
    """Inputs may come from strangers."""
    assert step(checkout, f"docs {text}")[0] == 2
    assert step(checkout, f"docs\n{text}")[0] == 2
    assert step(checkout, "docs", f"--ignore P301 {text}")[0] == 2
    assert not list(checkout.rglob("pwned"))


def test_a_check_that_could_not_be_made_fails_also_with_sarif(checkout: Path) -> None:
    """The first of the two runs must not hide its failure behind the second."""
    (checkout / "docs/taken.sarif").mkdir()
    assert step(checkout, "docs/clean.md", sarif="docs/taken.sarif")[0] == 2


def test_inputs_reach_the_shell_through_the_environment_only() -> None:
    """An expression inside a script would be run as shell code; every input that is used is declared."""
    scripts = re.findall(r"run: (?:\|\n((?:        .*\n|\n)+)|(.*)\n)", ACTION)
    assert len(scripts) == 2
    assert not any("${{" in part for script in scripts for part in script)
    used = set(re.findall(r"\$\{\{ inputs\.([\w-]+) \}\}", ACTION))
    declared = set(re.findall(r"^  ([\w-]+):\n    description", ACTION.split("outputs:")[0], re.MULTILINE))
    assert used == declared


def test_hooks_name_commands_that_there_are(checkout: Path) -> None:
    """What the hooks start is what the command offers, on the pages that pre-commit appends."""
    hooks = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    entries = re.findall(r"entry: disconspec (.*)\n", hooks)
    assert entries == ["check", "check --fix"]
    for entry, code in zip(entries, (1, 0), strict=True):
        program = "from disconspec.conformance.main import main; main()"
        names = ["docs/fr fr/pa ge.md", "docs/clean.md"]
        done = subprocess.run(
            [sys.executable, "-c", program, *entry.split(), *names],
            cwd=checkout,
            capture_output=True,
            check=False,
        )
        assert done.returncode == code
    assert hooks.count("language: python") == hooks.count("require_serial: true") == len(entries)
