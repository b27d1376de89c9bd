"""Example lines of a cmdlet held against its parameter sets.

Texts go in, not pages, so that whoever has the parts of a page can count with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from ....grammar import (
    Bound,
    Cmdlet,
    ParameterSet,
    cmdlet_of,
    match_powershell,
    parse_syntax,
    split_example,
    split_pipeline,
)


class CmdletLine(Struct, frozen=True):
    """A piece of a cmdlet's example: whether the sets accept it, None where it is another command."""

    text: str
    accepted: bool | None


# A cmdlet has the same examples in every language, and its pages come one after another.
@lru_cache(maxsize=64)
def cmdlet_lines(syntaxes: tuple[str, ...], example: str) -> tuple[CmdletLine, ...]:
    """The lines of an example of a cmdlet held against its parameter sets.

    Args:
        syntaxes: the texts of the syntax blocks.
        example: the text of a block of examples.

    """
    cmdlet = _cmdlet(syntaxes)
    return tuple(_lines(cmdlet, example)) if cmdlet is not None else ()


@lru_cache(maxsize=8)
def _cmdlet(syntaxes: tuple[str, ...]) -> Cmdlet | None:
    usages = [usage for text in syntaxes for usage in parse_syntax(text).usages]
    sets = tuple(ParameterSet(str(number), usage) for number, usage in enumerate(usages))
    return cmdlet_of(sets) if sets else None


def _lines(cmdlet: Cmdlet, text: str) -> Iterator[CmdletLine]:
    name = cmdlet.name.lower()
    for example in split_example(text, command=cmdlet.name):
        if example.kind not in {"command", "prompt"}:
            continue
        for pipe in split_pipeline(example.text):
            if pipe.text.split()[0].lower() != name:
                yield CmdletLine(pipe.text, accepted=None)
                continue
            answer = match_powershell(cmdlet, pipe.text, piped=pipe.piped)
            yield CmdletLine(pipe.text, accepted=isinstance(answer, Bound))
