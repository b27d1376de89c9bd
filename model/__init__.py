"""What commands do: a world and a request in, the next world and an outcome out, by rules with clause ids."""

from .draft import Profile, Rule
from .request import Command, Method, Outcome, Reconnect, Request, SessionObject, Work
from .stepping import UnknownRuleError, model_hash, rules, step
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
