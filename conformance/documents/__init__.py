"""Checking documents: is the page right? One page model for all kinds of pages, and checks that find.

`check_pages` checks many pages, `pages_in` says which files a selection means, `read_page` and `check_page`
do one.
Codes and their explanations are in `findings/codes.toml`; `explain_code` gives them out.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .checker import check_page
    from .findings.codes import explain_code
    from .pages.files import pages_in
    from .pages.reader import read_page
    from .run import check_pages

__all__ = ["check_page", "check_pages", "explain_code", "pages_in", "read_page"]

_HOMES = {
    "check_page": "checker",
    "check_pages": "run",
    "explain_code": "findings.codes",
    "pages_in": "pages.files",
    "read_page": "pages.reader",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{_HOMES[name]}", __name__), name)
