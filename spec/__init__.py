"""What the documents say: clauses with their sources, documents, conflicts and commands, read from `data/`.

Every answer is a frozen value. An unknown id raises `DisconspecError` with the nearest one as a hint. Nothing
is read before it is asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from .errors import DisconspecError

if TYPE_CHECKING:
    from .loader import (
        capabilities,
        clause,
        clause_set,
        clause_sets,
        clauses,
        command,
        commands,
        common_parameters,
        conflict,
        conflicts,
        documents,
        exclusions,
        spec_hash,
        systems,
    )
    from .values import (
        Clause,
        ClauseSet,
        Command,
        CommonParameter,
        Conflict,
        Document,
        Example,
        Exclusion,
        Parameter,
        Source,
        Syntax,
        Usage,
    )
    from .verification import Verification, verify

__all__ = [
    "Clause",
    "ClauseSet",
    "Command",
    "CommonParameter",
    "Conflict",
    "DisconspecError",
    "Document",
    "Example",
    "Exclusion",
    "Parameter",
    "Source",
    "Syntax",
    "Usage",
    "Verification",
    "capabilities",
    "clause",
    "clause_set",
    "clause_sets",
    "clauses",
    "command",
    "commands",
    "common_parameters",
    "conflict",
    "conflicts",
    "documents",
    "exclusions",
    "spec_hash",
    "systems",
    "verify",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a door hands out whatever is behind it
    """Import the module behind a name when the name is first used."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    if name in {"Verification", "verify"}:
        module = ".verification"
    else:
        module = ".values" if name[0].isupper() else ".loader"
    value = getattr(import_module(module, __name__), name)
    globals()[name] = value
    return value
