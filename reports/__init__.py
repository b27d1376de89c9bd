"""Showing results: one report document, and pure functions from it to every format.

`load` reads a stored report and refuses one that is truncated, invalid or contradicts itself; `render` turns
it into any of the `formats`; `closing_sentence` and `exit_code` say what it comes to; `compared` and `merged`
take several; `report_schema` is the JSON Schema. The values themselves are in `disconspec.reports.document`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .comparing import compared, merged
    from .loading import load, report_schema
    from .rendering import formats, render
    from .summary import closing_sentence, exit_code

__all__ = [
    "closing_sentence",
    "compared",
    "exit_code",
    "formats",
    "load",
    "merged",
    "render",
    "report_schema",
]

_HOMES = {
    "closing_sentence": "summary",
    "compared": "comparing",
    "exit_code": "summary",
    "formats": "rendering",
    "load": "loading",
    "merged": "comparing",
    "render": "rendering",
    "report_schema": "loading",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{_HOMES[name]}", __name__), name)
