"""The published JSON Schema of the ledger's data files, made from the types that read them."""

from __future__ import annotations

import sys
from typing import Any

import msgspec

from .files import (
    CapabilitiesFile,
    ClauseFile,
    CommandFile,
    CommonParametersFile,
    ConflictsFile,
    DocumentsFile,
    ExclusionsFile,
)
from .json_schema import DIALECT, definitions_of
from .known_words import (
    CommandNames,
    FileExtensions,
    Headings,
    Locales,
    PowerShellNames,
    RangeWords,
    WindowsNames,
    Wording,
)
from .values import ClauseSet

FILES: dict[str, type[Any]] = {
    "capabilities.toml": CapabilitiesFile,
    "clauses/*.toml": ClauseFile,
    "command_names.toml": CommandNames,
    "commands/*.toml": CommandFile,
    "common_parameters.toml": CommonParametersFile,
    "conflicts.toml": ConflictsFile,
    "documents.toml": DocumentsFile,
    "exclusions.toml": ExclusionsFile,
    "file_extensions.toml": FileExtensions,
    "headings.toml": Headings,
    "locales.toml": Locales,
    "powershell.toml": PowerShellNames,
    "range_words.toml": RangeWords,
    "sets/*.toml": ClauseSet,
    "windows.toml": WindowsNames,
    "wording.toml": Wording,
}


def ledger_schema() -> dict[str, Any]:
    """Return the schema of all data files; each kind has its own under `$defs`."""
    kinds = tuple(FILES.values())
    _, definitions = definitions_of(kinds)
    schema = {
        "$schema": DIALECT,
        "title": "disconspec ledger",
        "description": "The data files of the specification: " + ", ".join(FILES),
        "anyOf": [{"$ref": f"#/$defs/{kind.__name__}"} for kind in kinds],
        "$defs": definitions,
    }
    return msgspec.json.decode(msgspec.json.encode(schema))


if __name__ == "__main__":
    sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(ledger_schema(), order="sorted")) + b"\n")
