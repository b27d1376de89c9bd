"""The hash of the model: of all of its modules, and had without loading them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from disconspec.model import hashing, model_hash

MODULES = sorted(path.name for path in hashing.FOLDER.glob("*.py"))


def test_a_change_of_any_module_is_another_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rules, texts and values: whatever changes what the model answers changes its hash."""
    assert {"stepping.py", "texts.py", "world.py"} <= set(MODULES)
    seen = {model_hash()}
    for name in MODULES:
        (tmp_path / name).write_bytes((hashing.FOLDER / name).read_bytes())
    monkeypatch.setattr(hashing, "FOLDER", tmp_path)
    try:
        model_hash.cache_clear()
        assert model_hash() in seen
        for name in MODULES:
            with (tmp_path / name).open("ab") as file:
                file.write(b"#")
            model_hash.cache_clear()
            assert model_hash() not in seen
            seen.add(model_hash())
    finally:
        model_hash.cache_clear()


def test_a_report_names_the_model_without_loading_its_rules() -> None:
    """A check of documents has the hash in its header and no other use for the model."""
    script = "import sys; from disconspec.model import model_hash; model_hash(); print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], check=True, timeout=30, capture_output=True, text=True
    )
    loaded = done.stdout.split()
    assert "disconspec.model.hashing" in loaded
    assert "disconspec.model.stepping" not in loaded
