"""Reading a cmdlet call as typed and writing it again so that nothing in it can be run as code."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from ...model.request import SessionObject
from ..errors import CannotArrange
from ._powershell import QUOTES, literal

CMDLET = re.compile(r"[A-Za-z]+-[A-Za-z]+")
PARAMETER = re.compile(r"-(?P<name>[A-Za-z]+)(?P<colon>:?)(?P<rest>.*)", re.DOTALL)
NUMBER = re.compile(r"[0-9]{1,20}")
TRUTH = {"$true": "$true", "$false": "$false"}
DOUBLE = '"\u201c\u201d\u201e'


def words(line: str) -> list[str]:
    """The words of a PowerShell call: divided by blanks outside quotes, which stay where they are."""
    found: list[str] = []
    current, open_quote = "", ""
    for character in line:
        family = QUOTES if character in QUOTES else DOUBLE if character in DOUBLE else ""
        if family and not open_quote:
            open_quote = family
        elif family and family == open_quote:
            open_quote = ""
        if character.isspace() and not open_quote:
            if current and not current.endswith(","):
                found.append(current)
                current = ""
        elif character == "," and not current and found:
            current = found.pop() + character
        else:
            current += character
    return [*found, current] if current else found


def _bare(value: str) -> str:
    for family in (QUOTES, DOUBLE):
        if len(value) > 1 and value[0] in family and value[-1] in family:
            return value[1:-1]
    return value


def _value(text: str, renamed: Callable[[str], str]) -> str:
    if text.casefold() in TRUTH:
        return TRUTH[text.casefold()]
    parts = (
        [renamed(_bare(part)) for part in text.split(",")]
        if text[:1] not in QUOTES + DOUBLE
        else [renamed(_bare(text))]
    )
    return ",".join(part if NUMBER.fullmatch(part) else literal(part) for part in parts)


def safe_call(line: str, renamed: Callable[[str, str], str]) -> str:
    """A cmdlet call whose every value is a number, a truth value or a literal.

    Args:
        line: the call as typed.
        renamed: what stands for a value given to a parameter of a name ("" for the first unnamed one).

    Raises:
        CannotArrange: when the line does not begin with a cmdlet.

    """
    parts = words(line)
    if not parts or not CMDLET.fullmatch(parts[0]):
        raise CannotArrange("the line does not begin with a cmdlet")
    call, name = [f"& {literal(parts[0])}"], ""
    for part in parts[1:]:
        parameter = PARAMETER.fullmatch(part)
        if parameter is None:
            call.append(_value(part, lambda text, name=name: renamed(name, text)))
            name = ""
            continue
        name = parameter["name"].casefold()
        call.append(f"-{parameter['name']}{parameter['colon']}")
        if parameter["colon"] and parameter["rest"]:
            call[-1] += _value(parameter["rest"], lambda text, name=name: renamed(name, text))
            name = ""
        elif parameter["rest"]:
            raise CannotArrange(f"{part!r} is no parameter of a cmdlet")
    return " ".join(call)


def objects(pipeline: Iterable[SessionObject]) -> str:
    """Session objects as PowerShell makes them, to stand before a cmdlet in a pipeline."""
    made: list[str] = []
    for each in pipeline:
        name = f"; ComputerName = {literal(each.computer_name)}" if each.computer_name else ""
        made.append(f"[pscustomobject]@{{ SessionId = [uint32]{int(each.session_id)}{name} }}")
    return ", ".join(made)
