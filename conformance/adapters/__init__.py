"""Ready-made adapters to real programs that nobody here wrote; `--adapter NAME` loads the module NAME.

Each declares only what it can really arrange and observe; docs/REAL_PROGRAMS.md says what they found. A
module with a leading underscore is a helper. Importing this package imports none of them: `load` does so.
"""

from __future__ import annotations

from importlib import import_module
from typing import cast

from ..adapter import Adapter

__all__ = ["READY", "load"]

READY = ("icecast", "screen", "tmux", "windows", "wine", "x2go", "xrdp")


def load(name: str) -> Adapter:
    """The ready adapter of that name (one of `READY`), not yet initialized.

    Raises:
        AdapterUnavailable: when its program is not on this machine.

    """
    return cast("Adapter", import_module(f".{name}", __name__).adapter())
