"""Holding things to the specification: implementations through adapters, documents through the checker.

For a run from Python: `carry_out(Plan(adapter="path.py:factory"))` gives the report. For an adapter in
Python: `Adapter` is what it looks like, `CannotArrange` what it raises for a world that it has no counterpart
for, and `serve` makes a program of it. `baseline_from` turns the failures of a report into known ones.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .adapter import Adapter
    from .baseline import baseline_from, load_baseline
    from .errors import CannotArrange
    from .plan import Plan
    from .runner import carry_out
    from .selection import Selection
    from .serving import serve

__all__ = [
    "Adapter",
    "CannotArrange",
    "Plan",
    "Selection",
    "baseline_from",
    "carry_out",
    "load_baseline",
    "serve",
]

_HOMES = {
    "Adapter": "adapter",
    "CannotArrange": "errors",
    "Plan": "plan",
    "Selection": "selection",
    "baseline_from": "baseline",
    "carry_out": "runner",
    "load_baseline": "baseline",
    "serve": "serving",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{_HOMES[name]}", __name__), name)
