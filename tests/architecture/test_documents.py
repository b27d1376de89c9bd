"""The README and the guides tell the truth: every command shown in them works."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]


def fenced(path: Path, language: str) -> list[str]:
    """The text of every fenced block of that language."""
    blocks = re.findall(
        rf"^```{language}\n(.*?)^```", path.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
    assert blocks, f"{path.name} has no {language} block"
    return blocks


def test_ci_runs_the_readme_test_command() -> None:
    """What the README tells a contributor to run is what CI runs."""
    (run, test) = fenced(ROOT / "README.md", "sh")[:2]
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert run.strip().endswith("disconspec run")
    installs, runs = test.strip().split(" && ")[1:]
    assert installs.removeprefix(".venv/bin/python ") in script
    assert runs.removeprefix(".venv/bin/python ") in script
