"""How commands are written: one syntax tree for every notation, and all that follows from a tree.

`parse_syntax` reads a syntax in any notation of `docs/GRAMMAR.md` and diagnoses what damage it finds;
`match` and `match_powershell` hold a command line against a tree, `fitting` and `furthest` against several;
`canonical`, `same_command` and `to_text` compare and print. Everything is imported when it is first used, so
that this door costs nothing. The Hypothesis strategies are in `disconspec.grammar.strategies`, which is not
imported from here.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .bindings import Binding
    from .comparing import canonical, options_of, placeholders_of, same_command, walk
    from .lines import (
        Argument,
        Example,
        LineClass,
        Segment,
        arguments_of,
        classify_line,
        program_name,
        split_commands,
        split_example,
    )
    from .loading import grammar_hash
    from .matching import Match, accepts, fitting, furthest, match
    from .nodes import (
        Choice,
        Diagnosis,
        Literal,
        Node,
        Notation,
        Option,
        Parsed,
        Placeholder,
        Repetition,
        Sequence,
        Span,
        Value,
        children,
        position,
    )
    from .parsing import parse_cell, parse_syntax
    from .pipelines import Pipe, Term, split_pipeline, terms_of
    from .powershell import (
        Bound,
        Cmdlet,
        Given,
        Parameter,
        ParameterSet,
        Unbound,
        cmdlet_of,
        match_powershell,
    )
    from .printing import to_text
    from .reasons import Mismatch

__all__ = [
    "Argument",
    "Binding",
    "Bound",
    "Choice",
    "Cmdlet",
    "Diagnosis",
    "Example",
    "Given",
    "LineClass",
    "Literal",
    "Match",
    "Mismatch",
    "Node",
    "Notation",
    "Option",
    "Parameter",
    "ParameterSet",
    "Parsed",
    "Pipe",
    "Placeholder",
    "Repetition",
    "Segment",
    "Sequence",
    "Span",
    "Term",
    "Unbound",
    "Value",
    "accepts",
    "arguments_of",
    "canonical",
    "children",
    "classify_line",
    "cmdlet_of",
    "fitting",
    "furthest",
    "grammar_hash",
    "match",
    "match_powershell",
    "options_of",
    "parse_cell",
    "parse_syntax",
    "placeholders_of",
    "position",
    "program_name",
    "same_command",
    "split_commands",
    "split_example",
    "split_pipeline",
    "terms_of",
    "to_text",
    "walk",
]

_HOME = {
    "comparing": ("canonical", "options_of", "placeholders_of", "same_command", "walk"),
    "lines": (
        "Argument",
        "Example",
        "LineClass",
        "Segment",
        "arguments_of",
        "classify_line",
        "program_name",
        "split_commands",
        "split_example",
    ),
    "loading": ("grammar_hash",),
    "matching": ("Match", "accepts", "fitting", "furthest", "match"),
    "parsing": ("parse_cell", "parse_syntax"),
    "pipelines": ("Pipe", "Term", "split_pipeline", "terms_of"),
    "powershell": (
        "Bound",
        "Cmdlet",
        "Given",
        "Parameter",
        "ParameterSet",
        "Unbound",
        "cmdlet_of",
        "match_powershell",
    ),
    "printing": ("to_text",),
    "reasons": ("Mismatch",),
    "bindings": ("Binding",),
}
_MODULE = {name: module for module, names in _HOME.items() for name in names}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - what is asked for may be anything
    """Import what is asked for, on its first use."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f".{_MODULE.get(name, 'nodes')}", __name__), name)
    globals()[name] = value
    return value
