"""How the ledger's data files are laid out: what each TOML file under `data/` may hold."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from .values import PROFILES, Command, CommonParameter, Conflict, Document, Level, Support

ClauseId = Annotated[str, Meta(pattern=r"^(WDSUTIL|IWDS|TSDISCON|WMS)-[A-Z]+-[0-9]{3}$")]
ConflictId = Annotated[str, Meta(pattern=r"^C[1-9][0-9]?$")]
Digest = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")]
LineNumber = Annotated[int, Meta(ge=1)]
Lines = Annotated[tuple[LineNumber, ...], Meta(min_length=1, max_length=2)]
Text = Annotated[str, Meta(min_length=1)]


class Span(Struct, frozen=True, forbid_unknown_fields=True):
    """Lines of a document: one line number, or the first and the last."""

    lines: Lines
    heading: str
    sha256: Digest


class SourceRecord(Span, frozen=True, forbid_unknown_fields=True):
    """A citation as a clause file has it; the locale is the document's."""

    document: Text


class ClauseRecord(Struct, frozen=True, forbid_unknown_fields=True):
    """A clause as its file has it; the rule defaults to the one of the same id."""

    id: ClauseId
    level: Level
    statement: Text
    needs: tuple[Text, ...] = ()
    rule: ClauseId | None = None
    profiles: tuple[str, ...] = PROFILES
    conflicts: tuple[ConflictId, ...] = ()
    support: Support = "document"
    evidence: tuple[Text, ...] = ()
    sources: tuple[SourceRecord, ...] = ()


class ClauseFile(Struct, frozen=True, forbid_unknown_fields=True):
    """`clauses/<system>.toml`."""

    system: Text
    clause: tuple[ClauseRecord, ...]


class CapabilitiesFile(Struct, frozen=True, forbid_unknown_fields=True):
    """`capabilities.toml`."""

    capability: dict[str, Text]


class DocumentsFile(Struct, frozen=True, forbid_unknown_fields=True):
    """`documents.toml`."""

    document: tuple[Document, ...]


class ExclusionGroup(Struct, frozen=True, forbid_unknown_fields=True):
    """Spans of one document that are left out for the same reason."""

    document: Text
    reason: Text
    spans: tuple[Span, ...]


class ExclusionsFile(Struct, frozen=True, forbid_unknown_fields=True):
    """`exclusions.toml`."""

    exclusion: tuple[ExclusionGroup, ...]


class ConflictsFile(Struct, frozen=True, forbid_unknown_fields=True):
    """`conflicts.toml`."""

    conflict: tuple[Conflict, ...]


class CommandFile(Struct, frozen=True, forbid_unknown_fields=True):
    """`commands/<system>.toml`."""

    command: tuple[Command, ...]


class CommonParametersFile(Struct, frozen=True, forbid_unknown_fields=True):
    """`common_parameters.toml`."""

    parameter: tuple[CommonParameter, ...]
