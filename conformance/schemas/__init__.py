"""The JSON Schema of every message of the adapter protocol, as files beside this one.

They are generated from the types in `conformance/protocol.py` by `python -m disconspec.conformance.schemas`,
and a test proves that the files say what the types say.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ...spec.json_schema import schema_of
from ..protocol import MESSAGES

__all__ = ["FOLDER", "message_schema", "schema_text", "write"]

FOLDER = Path(__file__).parent


def message_schema(name: str) -> dict[str, Any]:
    """The schema of the message of that name (draft 2020-12), for instance of `invoke.request`."""
    return schema_of(MESSAGES[name], f"disconspec adapter protocol, version 1: {name}")


def schema_text(name: str) -> str:
    """The content of the file of that message."""
    return json.dumps(message_schema(name), indent=2, sort_keys=True) + "\n"


def write() -> None:
    """Write the schema files anew."""
    for name in MESSAGES:
        (FOLDER / f"{name}.schema.json").write_text(schema_text(name), encoding="utf-8", newline="\n")
