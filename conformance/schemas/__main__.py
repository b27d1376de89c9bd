"""Write the schema files anew: `python -m disconspec.conformance.schemas`."""

from __future__ import annotations

from ..protocol import MESSAGES
from . import FOLDER, schema_text

for message in MESSAGES:
    (FOLDER / f"{message}.schema.json").write_text(schema_text(message), encoding="utf-8", newline="\n")
