"""Reading the documented command lines, for adapters that translate them into another program's.

Deliberately simple and apart from the grammar: an adapter must not share its reading with what it is held to.
"""

from __future__ import annotations

from typing import NamedTuple

from ..errors import CannotArrange


class Switch(NamedTuple):
    """A switch as typed, without its slash: `/server:A` has the name "server" and the value "A"."""

    name: str
    value: str | None


class Typed(NamedTuple):
    """A command line taken apart; the name of the command and of the switches in lower case."""

    command: str
    operands: tuple[str, ...]
    switches: tuple[Switch, ...]

    def value(self, name: str) -> str | None:
        """The value of the first switch of that name; None where there is none."""
        return next((each.value or "" for each in self.switches if each.name == name), None)

    def has(self, name: str) -> bool:
        """Whether the switch was given."""
        return any(each.name == name for each in self.switches)

    def beside(self, *known: str) -> tuple[Switch, ...]:
        """The switches that are none of the known ones."""
        return tuple(each for each in self.switches if each.name not in known)


def words(line: str) -> list[str]:
    """The words of a Windows command line: divided by blanks outside double quotes, the quotes taken away."""
    found: list[str] = []
    current: list[str] = []
    quoted = begun = False
    for character in line:
        if character == '"':
            quoted, begun = not quoted, True
        elif character.isspace() and not quoted:
            if begun:
                found.append("".join(current))
            current, begun = [], False
        else:
            current.append(character)
            begun = True
    if begun:
        found.append("".join(current))
    return found


def typed(line: str) -> Typed:
    """Take a command line apart.

    Raises:
        CannotArrange: when there is no command on it.

    """
    parts = words(line)
    if not parts:
        raise CannotArrange("there is no command on the line")
    command = parts.pop(0).casefold().removesuffix(".exe")
    if command in {"reset", "query"} and parts:
        command = f"{command} {parts.pop(0).casefold()}"
    operands = tuple(part for part in parts if not part.startswith("/"))
    switches: list[Switch] = []
    for part in parts:
        if part.startswith("/"):
            name, colon, value = part[1:].partition(":")
            switches.append(Switch(name.casefold(), value if colon else None))
    return Typed(command, operands, tuple(switches))
