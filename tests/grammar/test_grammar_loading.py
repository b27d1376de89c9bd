# ruff: noqa: D103 - the name of a test says what it tests
"""The kept tables of a grammar: quick where they are whole, harmless where they are not."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from disconspec.grammar import grammar_hash, loading
from disconspec.grammar.building import Builder
from disconspec.grammar.loading import FOLDER, cache_folder, load
from disconspec.grammar.nodes import Node

TEXT = "cmd [/x:<y>]"


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(loading.CACHE_VARIABLE, str(tmp_path / "tables"))
    return tmp_path / "tables"


def loads() -> bool:
    parser: Any = load("windows", "usage", Builder())
    return isinstance(parser.parse(TEXT), Node)


def test_tables_are_kept_and_used(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert loads()
    (tables,) = kept.iterdir()
    assert tables.stat().st_size > 1000

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the grammar was built again")

    monkeypatch.setattr("lark.Lark.__init__", refuse)
    assert loads()


@pytest.mark.parametrize("damage", [b"", b"short", b"\0" * 40_000], ids=["empty", "short", "zeros"])
def test_damaged_tables_only_cost_time(kept: Path, damage: bytes) -> None:
    assert loads()
    (tables,) = kept.iterdir()
    whole = tables.read_bytes()
    tables.write_bytes(damage)
    assert loads()
    assert tables.stat().st_size == len(whole)
    tables.write_bytes(whole[:-10])
    assert loads()
    assert tables.stat().st_size == len(whole)


def test_a_folder_that_cannot_be_written_is_no_obstacle(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    monkeypatch.setenv(loading.CACHE_VARIABLE, str(blocked / "tables"))
    assert loads()
    monkeypatch.setenv(loading.CACHE_VARIABLE, "")
    assert cache_folder() is None
    assert loads()


def test_several_processes_may_write_at_once(kept: Path) -> None:
    code = f"from disconspec.grammar import parse_syntax; print(parse_syntax({TEXT!r}).status)"
    start = [sys.executable, "-c", code]
    runs = [subprocess.Popen(start, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    assert [run.communicate()[0] for run in runs] == ["parsed\n"] * 3
    assert [path.suffix for path in kept.iterdir()] == [".tables"]


def test_the_door_is_cheap() -> None:
    code = "import sys, disconspec.grammar; print('lark' in sys.modules, 'hypothesis' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "False False\n"
    code = "import sys, disconspec.grammar as g; g.parse_syntax('a'); print('hypothesis' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "False\n"


@pytest.mark.parametrize("suffix", [".lark", ".py"])
def test_the_hash_notices_a_change_of_a_notation_and_of_what_reads_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    before = grammar_hash()
    for path in FOLDER.iterdir():
        if path.is_file():
            (tmp_path / path.name).write_bytes(path.read_bytes())
    changed = sorted(tmp_path.glob(f"*{suffix}"))
    assert changed
    monkeypatch.setattr(loading, "FOLDER", tmp_path)
    try:
        grammar_hash.cache_clear()
        assert grammar_hash() == before
        with changed[0].open("ab") as file:
            file.write(b"\n")
        grammar_hash.cache_clear()
        assert grammar_hash() != before
    finally:
        grammar_hash.cache_clear()
