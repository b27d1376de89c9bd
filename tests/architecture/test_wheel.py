"""The wheel carries everything it needs: installed alone, outside the checkout, it runs and it checks."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = """---
title: example-command
---
# example-command

Does something.

## Syntax

```
example-command /name:<name> [/force]
```

## Parameters

|Parameter|Description|
|---------|-----------|
|/name:\\<name>|The name.|
|[/ force]|Insists.|
"""


def command(*arguments: str | Path, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a command in a folder that knows nothing of the checkout."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    return subprocess.run(
        arguments,
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the programs of an empty environment into which only the wheel was installed."""
    folder = tmp_path_factory.mktemp("wheel")
    unwanted = shutil.ignore_patterns(".*", "typings", "build", "dist", "*.egg-info", "__pycache__", "tests")
    source = shutil.copytree(ROOT, folder / "source", ignore=unwanted)
    built = command(
        sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", folder, source, folder=folder
    )
    assert built.returncode == 0, built.stderr
    (wheel,) = folder.glob("disconspec-*.whl")
    venv.create(folder / "venv", with_pip=True)
    programs = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
    done = command(programs / "python", "-m", "pip", "install", "-q", wheel, folder=folder)
    assert done.returncode == 0, done.stderr
    return programs


def test_the_wheel_runs_the_reference(installed: Path, tmp_path: Path) -> None:
    """`disconspec run` gives a complete, conformant report where only the wheel is installed."""
    done = command(installed / "disconspec", "run", "--format", "json", folder=tmp_path)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr
    report = json.loads(done.stdout)
    assert report["footer"] == report["footer"] | {"complete": True, "verdict": "conformant", "gate": "pass"}
    assert len(report["clauses"]) >= 60


def test_the_wheel_checks_a_page(installed: Path, tmp_path: Path) -> None:
    """`disconspec check` finds the damage in a page where only the wheel is installed."""
    (tmp_path / "page.md").write_text(PAGE, encoding="utf-8")
    done = command(installed / "disconspec", "check", "page.md", folder=tmp_path)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "page.md:19:" in done.stdout


def test_the_features_run_under_plain_pytest(installed: Path, tmp_path: Path) -> None:
    """`pytest --pyargs disconspec.features` works beside a folder that is called as one of ours."""
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "__init__.py").write_text("raise RuntimeError\n", encoding="utf-8")
    done = command(
        installed / "python",
        *(
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            "--pyargs",
            "disconspec.features",
            "--adapter",
            "reference",
        ),
        folder=tmp_path,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr
    assert " passed" in done.stdout
