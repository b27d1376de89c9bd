"""What commands do: a world and a request in, the next world and an outcome out, by rules with clause ids."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .draft import Profile, Rule
    from .hashing import model_hash
    from .request import Command, Method, Outcome, Reconnect, Request, SessionObject, Work
    from .stepping import UnknownRuleError, rules, step
    from .world import World

__all__ = [
    "Command",
    "Method",
    "Outcome",
    "Profile",
    "Reconnect",
    "Request",
    "Rule",
    "SessionObject",
    "UnknownRuleError",
    "Work",
    "World",
    "model_hash",
    "rules",
    "step",
]

HOMES = {"Profile": ".draft", "Rule": ".draft", "World": ".world", "model_hash": ".hashing"}
STEPPING = ("UnknownRuleError", "rules", "step")


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a door hands out whatever is behind it
    """Import the module behind a name when the name is first used: values alone need no rules."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    home = ".stepping" if name in STEPPING else HOMES.get(name, ".request")
    value = getattr(import_module(home, __name__), name)
    globals()[name] = value
    return value
