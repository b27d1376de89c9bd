"""Integers as PowerShell reads them: decimal or hexadecimal, with a suffix for the type or for the size."""

from __future__ import annotations

import re

# The least and the greatest value of each type, whose name is in lower case.
INTEGERS = {
    "byte": (0, 255),
    "sbyte": (-128, 127),
    "int16": (-(2**15), 2**15 - 1),
    "uint16": (0, 2**16 - 1),
    "int32": (-(2**31), 2**31 - 1),
    "uint32": (0, 2**32 - 1),
    "int64": (-(2**63), 2**63 - 1),
    "uint64": (0, 2**64 - 1),
}
_NUMBER = re.compile(r"([+-]?)(?:0x([0-9a-f]+)|(\d+))(?:l|u|ul)?(kb|mb|gb|tb|pb)?\Z", re.IGNORECASE)
_SIZES = {"": 1, "kb": 2**10, "mb": 2**20, "gb": 2**30, "tb": 2**40, "pb": 2**50}


def is_integer(text: str, kind: str) -> bool:
    """Whether a text is an integer that a type can hold.

    Args:
        text: what was typed.
        kind: the type, one of `INTEGERS`.

    """
    found = _NUMBER.match(text)
    if found is None:
        return False
    least, most = INTEGERS[kind]
    sign, hexadecimal, decimal, size = found.groups()
    number = int(hexadecimal, 16) if hexadecimal else int(decimal)
    return least <= (-number if sign == "-" else number) * _SIZES[(size or "").lower()] <= most
