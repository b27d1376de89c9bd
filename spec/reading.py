"""Reading one data file of the ledger as the value that it has to be."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

import msgspec

from .errors import DisconspecError

DATA = Path(__file__).with_name("data")

Value = TypeVar("Value")


def read(path: Path, kind: type[Value]) -> Value:
    """Read one data file as a value of that kind; `DisconspecError` names the file at fault."""
    import tomllib  # noqa: PLC0415 - known words are imported by many that never ask for one

    try:
        table: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        return msgspec.convert(table, kind)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as fault:
        raise DisconspecError(
            f"The specification cannot be read: {fault}", path=str(path), hint="install disconspec again"
        ) from fault
