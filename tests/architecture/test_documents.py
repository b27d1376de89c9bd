"""The README and the guides tell the truth: every command shown in them works, every link leads somewhere."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GUIDES = sorted((ROOT / "docs").glob("*.md"))
UNDERSTOOD = (0, 1)
PAGE = """# <a name="example-command"></a>example-command

Does something.

## <a name="syntax"></a>Syntax

```
example-command /name:<name> [/force]
```

## <a name="parameters"></a>Parameters

|Parameter|Description|
|---------|-----------|
|/name:\\<name>|The name.|
|[/ force]|Insists.|
"""


def fenced(path: Path, language: str) -> list[str]:
    """The text of every fenced block of that language."""
    text = path.read_text(encoding="utf-8")
    return re.findall(rf"^ *```{language}\n(.*?)^ *```", text, re.MULTILINE | re.DOTALL)


def commands(path: Path) -> list[str]:
    """Every call of disconspec in the shell blocks of a guide, continuation lines joined."""
    lines = "".join(fenced(path, "sh")).replace("\\\n", " ").splitlines()
    return [line.strip() for line in lines if line.strip().startswith("disconspec ")]


def test_guides_are_there() -> None:
    """The guides by reader exist and show commands."""
    assert {"ADAPTER.md", "CI.md", "DOCUMENTS.md"} <= {path.name for path in GUIDES}
    assert sum(len(commands(path)) for path in GUIDES) >= len(GUIDES)


@pytest.mark.parametrize("guide", [path for path in GUIDES if commands(path)], ids=lambda path: path.stem)
def test_every_command_of_a_guide_works(guide: Path, tmp_path: Path) -> None:
    """In the order of the guide, in a folder with a page and the example adapters, no call is misunderstood.

    Exit codes 0 and 1 are answers; a line that ends in a comment `# exits N` has to end with N.
    """
    (tmp_path / "page.md").write_text(PAGE, encoding="utf-8")
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "page.md").write_text(PAGE, encoding="utf-8")
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    for line in commands(guide):
        command, _, comment = line.partition(" # exits ")
        done = subprocess.run(  # noqa: S602 - the guide's own words, quoting and pipes included
            command,
            shell=True,
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=120,
        )
        expected = (int(comment),) if comment else UNDERSTOOD
        assert done.returncode in expected, f"{line}\n{done.stdout[-1500:]}{done.stderr[-1500:]}"
        assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "guide", [path for path in GUIDES if fenced(path, "python")], ids=lambda path: path.stem
)
def test_every_python_example_of_a_guide_works(guide: Path) -> None:
    """The Python blocks of a guide run, one after the other, as one program."""
    program = compile("\n".join(fenced(guide, "python")), str(guide), "exec")
    exec(program, {"__name__": "example"})  # noqa: S102 - the guide's own words


@pytest.mark.parametrize(
    "page", [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *GUIDES], ids=lambda path: path.stem
)
def test_every_link_leads_somewhere(page: Path) -> None:
    """Links to files of the repository name files that are there."""
    targets = re.findall(r"\]\((?!https?:|#)([^)#\s]+)", page.read_text(encoding="utf-8"))
    missing = [target for target in targets if not (page.parent / target).exists()]
    assert missing == []


def test_ci_runs_the_readme_test_command() -> None:
    """What the README tells a contributor to run is what CI runs."""
    run, test = fenced(ROOT / "README.md", "sh")[:2]
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert run.strip().endswith("disconspec run")
    installs, runs = test.strip().split(" && ")[1:]
    assert installs.removeprefix(".venv/bin/python ") in script
    assert runs.removeprefix(".venv/bin/python ") in script


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str, str]:
    """What the three commands of the README's excerpts print."""
    folder = tmp_path_factory.mktemp("readme")
    (folder / "page.md").write_text(PAGE, encoding="utf-8")
    program = Path(sys.executable).with_name("disconspec")
    calls = (["run"], ["run", "--adapter", "fake:broken:TSDISCON-CONSOLE-001"], ["check", "page.md"])
    printed = [
        subprocess.run(
            [program, *call],
            cwd=folder,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=120,
        ).stdout
        for call in calls
    ]
    return printed[0], printed[1], printed[2]


@pytest.mark.parametrize("number", [0, 1, 2])
def test_the_readme_shows_real_output(number: int, shown: tuple[str, str, str]) -> None:
    """Every line of an excerpt is a line that the command prints."""
    excerpt = fenced(ROOT / "README.md", "text")[number].splitlines()
    printed = [line.rstrip() for line in shown[number].splitlines()]
    invented = [line for line in excerpt if line.strip() and line.rstrip() not in printed]
    assert invented == []
