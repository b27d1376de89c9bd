"""From a command line to the arguments as typed, before any rule about names, case or order has had a say."""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from ..grammar.lines import arguments_of, program_name, split_commands

Values = tuple[str, ...]


class Argument(Struct, frozen=True):
    """One argument.

    Attributes:
        name: the option's or parameter's name as typed, without slash or dash; "" for a bare operand.
        values: what was given for it: no value, one, or the elements of a PowerShell array.
        bound: the value was given after a colon, as even a switch takes one.

    """

    name: str
    values: Values = ()
    bound: bool = False

    @property
    def value(self) -> str:
        """The only value, or "" where there is none."""
        return self.values[0] if self.values else ""


class Line(Struct, frozen=True):
    """A command line taken apart.

    Attributes:
        command: the first word in lower case, without `.exe`.
        arguments: what follows.

    """

    command: str
    arguments: tuple[Argument, ...] = ()


@lru_cache(maxsize=4096)
def read_slashes(line: str) -> Line:
    """Take apart the command line of a Windows command: words, `/option`, `/option:value`, double quotes."""
    words = [each.text for each in arguments_of(line)]
    if not words:
        return Line("")
    return Line(program_name(words[0]), tuple(map(_argument, words[1:])))


def is_one_command(line: str) -> bool:
    """Whether a line holds a single command, not several joined by `|` or `&`."""
    return len(split_commands(line)) == 1


def _argument(word: str) -> Argument:
    """An option with or without a value, or an operand."""
    if not word.startswith("/"):
        return Argument("", (word,))
    name, colon, value = word[1:].partition(":")
    return Argument(name, (value,) if colon and value else ())


_POWERSHELL = re.compile(
    r"""\s*(?:(?P<comma>,)|(?P<name>-[^\W\d][\w-]*:?)|(?P<value>(?:'(?:[^']|'')*'?|"[^"]*"?|[^\s,'"])+))"""
)


@lru_cache(maxsize=4096)
def read_powershell(line: str) -> Line:
    """Take apart the command line of a cmdlet: `-Name value`, `-Name:value`, arrays, bare arguments.

    A name takes the value that follows it; whether it is a switch, which does not, is for the rules to say.
    """
    tokens = [(match.lastgroup or "", match[match.lastgroup or 0]) for match in _POWERSHELL.finditer(line)]
    arguments: list[Argument] = []
    taking = False
    for kind, text in tokens[1:]:
        if kind == "name":
            arguments.append(Argument(text[1:].removesuffix(":"), bound=text.endswith(":")))
            taking = True
        elif kind == "comma":
            taking = bool(arguments)
        elif taking:
            last = arguments[-1]
            arguments[-1] = replace(last, values=(*last.values, _unquoted(text)))
            taking = False
        else:
            arguments.append(Argument("", (_unquoted(text),)))
    return Line(tokens[0][1].lower() if tokens else "", tuple(arguments))


def _unquoted(text: str) -> str:
    """A PowerShell word without its quotes."""
    if text.startswith("'"):
        return text.strip("'").replace("''", "'")
    return text.replace('"', "").removeprefix("@").lstrip("(").rstrip(")")


def number(text: str, largest: int = 2**32 - 1) -> int | None:
    """The unsigned integer that a text writes in decimal digits; None where there is none up to `largest`."""
    if text.isascii() and text.isdigit() and len(text) <= len(str(2**64)) and int(text) <= largest:
        return int(text)
    return None
