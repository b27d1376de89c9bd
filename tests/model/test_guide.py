"""The guide to the model says what is true: its code runs, and the rules and modules it names are there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from disconspec.conformance.vectors import vectors
from disconspec.model import rules

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "MODEL.md").read_text(encoding="utf-8")


def test_the_code_of_the_guide_runs() -> None:
    """Every block, one after the other, with its assertions."""
    blocks = re.findall(r"^```python\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL)
    assert len(blocks) == 2
    names: dict[str, Any] = {}
    for block in blocks:
        assert "assert" in block
        exec(compile(block, "MODEL.md", "exec"), names)  # noqa: S102 - our own guide


def test_the_rules_and_modules_named_are_there() -> None:
    """No stale id, no stale file name."""
    named = set(re.findall(r"\b[A-Z]+-[A-Z]+-\d{3}\b", GUIDE))
    assert named
    assert named <= {each.clause for each in rules()}
    modules = re.findall(r"`(\w+\.py)`", GUIDE)
    assert modules
    assert all((ROOT / "model" / name).is_file() for name in modules)


def test_the_number_of_vectors_is_right() -> None:
    """Some 180 are some 180."""
    (said,) = re.findall(r"some (\d+) requests", GUIDE)
    assert abs(int(said) - len(vectors())) <= 15
