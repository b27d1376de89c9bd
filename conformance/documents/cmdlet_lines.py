"""Example lines of a cmdlet held against its parameter sets.

Texts go in, not pages, so that whoever has the parts of a page can count with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from ...grammar import (
    Bound,
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


def cmdlet_lines(syntaxes: Iterable[tuple[str, str]], examples: Iterable[str]) -> Iterator[CmdletLine]:
    """The lines of a cmdlet's examples held against its parameter sets.

    Args:
        syntaxes: title and text of each syntax block.
        examples: the texts of the example blocks.

    """
    sets = [
        ParameterSet(f"{title} {number}", usage)
        for title, text in syntaxes
        for number, usage in enumerate(parse_syntax(text).usages)
    ]
    if not sets:
        return
    cmdlet = cmdlet_of(tuple(sets))
    name = cmdlet.name.lower()
    for text in examples:
        for example in split_example(text, command=cmdlet.name):
            if example.kind not in {"command", "prompt"}:
                continue
            for pipe in split_pipeline(example.text):
                if pipe.text.split()[0].lower() != name:
                    yield CmdletLine(pipe.text, accepted=None)
                    continue
                answer = match_powershell(cmdlet, pipe.text, piped=pipe.piped)
                yield CmdletLine(pipe.text, accepted=isinstance(answer, Bound))
