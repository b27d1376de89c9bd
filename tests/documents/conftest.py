"""What tests of the document checks share."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from disconspec.spec import known_pages


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that the command is typed in, outside of any workflow."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    return tmp_path


@pytest.fixture
def only_known(
    known_alone: Mapping[str, object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """The page `known_alone`, a fixture of the test's module, is known, and nothing else."""
    path = tmp_path / "pages.jsonl"
    path.write_text(json.dumps(known_alone) + "\n", encoding="utf-8")
    monkeypatch.setattr(known_pages, "PAGES", path)
    known_pages.forget()
    yield
    known_pages.forget()
