"""The folders are the architecture: imports run one way, and every folder has one door."""

from __future__ import annotations

import ast
import importlib
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = ("spec", "grammar", "model", "reports", "conformance", "features")
LONGEST_MODULE = 400


def modules() -> list[Path]:
    """Every module of the product."""
    found = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]
    assert len(found) > len(ROOMS)
    return found


def test_imports_run_one_way() -> None:
    """The layers contract of pyproject.toml holds."""
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "2 kept, 0 broken" in done.stdout


def test_the_import_rule_can_fail(tmp_path: Path) -> None:
    """The same contract, turned upside down, is reported as broken."""
    settings = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    begin = settings.index("[tool.importlinter]")
    upside_down = settings[begin:].replace(
        '    "disconspec.features",\n    "disconspec.conformance",',
        '    "disconspec.conformance",\n    "disconspec.features",',
    )
    broken = upside_down.replace(
        '    "disconspec.model",\n    "disconspec.grammar",',
        '    "disconspec.grammar",\n    "disconspec.model",',
    )
    assert broken != settings[begin:]
    (tmp_path / "pyproject.toml").write_text(broken, encoding="utf-8")
    done = subprocess.run(
        [
            Path(sys.executable).with_name("lint-imports"),
            "--no-cache",
            "--config",
            tmp_path / "pyproject.toml",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stdout + done.stderr


@pytest.mark.parametrize("room", ROOMS)
def test_every_folder_has_one_door(room: str) -> None:
    """A docstring and a sorted list of names, each of which is there."""
    door = importlib.import_module(f"disconspec.{room}")
    assert door.__doc__
    names: list[str] = list(door.__all__)
    assert names == sorted(names)
    for name in names:
        assert getattr(door, name) is not None


def test_modules_stay_readable() -> None:
    """No module outgrows what one can hold in mind."""
    long = {
        str(path.relative_to(ROOT)): lines
        for path in modules()
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST_MODULE
    }
    assert long == {}


def test_every_module_says_what_it_is() -> None:
    """Every module begins with a docstring."""
    mute = [
        str(path.relative_to(ROOT))
        for path in modules()
        if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert mute == []


def test_the_wheel_lists_every_package() -> None:
    """Each folder with a door is in the list of packages, so that none is left out of the wheel."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    folders = {
        ".".join(("disconspec", *door.parent.relative_to(ROOT).parts))
        for room in ROOMS
        for door in (ROOT / room).rglob("__init__.py")
    }
    assert folders == set(settings["tool"]["setuptools"]["packages"])
