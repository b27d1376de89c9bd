"""Print the lowest versions that pyproject.toml allows, as pins that pip understands."""

from __future__ import annotations

import tomllib
from pathlib import Path

project = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["project"]
for requirement in project["dependencies"]:
    name, _, version = requirement.partition(">=")
    if not version:
        raise SystemExit(f"{requirement}: give it a lower bound")
    print(f"{name}=={version}")  # noqa: T201 - pip reads standard output
