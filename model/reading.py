"""From a command line to the arguments as typed, before any rule about names, case or order has had a say."""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from ..grammar import Term, arguments_of, program_name, split_commands, split_pipeline, terms_of

Values = tuple[str, ...]
CONSTANTS = ("$true", "$false", "$null")


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


_LITERAL = r"""[+-]?\d+|'[^']*'|"[^"$]*\""""
_ARRAY = re.compile(rf"@?\(\s*((?:{_LITERAL})(?:\s*,\s*(?:{_LITERAL}))*)?\s*\)")


@lru_cache(maxsize=4096)
def read_powershell(line: str) -> Line | None:
    """Take apart the command line of a cmdlet: `-Name value`, `-Name:value`, arrays, bare arguments.

    A name takes the value that follows it; whether it is a switch, which does not, is for the rules to say.
    None stands for a line that only running it could tell: a pipeline, a variable, an expression.
    """
    commands = split_pipeline(line)
    terms = terms_of(commands[0].text) if len(commands) == 1 else ()
    if not terms:
        return None
    arguments: list[Argument] = []
    taking = False
    for term in terms[1:]:
        if term.kind == "parameter":
            arguments.append(Argument(term.text[1:], bound=term.colon))
            taking = True
            continue
        values = _elements(term)
        if values is None:
            return None
        if taking:
            arguments[-1] = replace(arguments[-1], values=values)
        else:
            arguments.append(Argument("", values))
        taking = False
    return Line(program_name(terms[0].text), tuple(arguments))


def _elements(term: Term) -> Values | None:
    """The elements of a value, its type aside; None where only running the line could tell them."""
    if array := _ARRAY.fullmatch(term.text):
        return tuple(each.strip("'\"") for each in re.findall(_LITERAL, array[1] or ""))
    constant = term.text.lower() in CONSTANTS
    return term.items if term.kind == "value" or constant else None


def number(text: str, largest: int = 2**32 - 1) -> int | None:
    """The unsigned integer that a text writes in decimal digits; None where there is none up to `largest`."""
    if text.isascii() and text.isdigit() and len(text) <= len(str(2**64)) and int(text) <= largest:
        return int(text)
    return None
