"""The one report document: all that disconspec finds out, as frozen values that formats derive from."""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated, Literal

from msgspec import Meta, Struct
from msgspec.structs import force_setattr

Level = Literal["must", "should", "may", "unspecified"]
Verdict = Literal["passed", "failed", "not_applicable", "untestable", "errored", "not_run"]
Severity = Literal["error", "warning", "note"]
Excuse = Literal["", "baselined", "stale", "drifted", "expired"]
Overall = Literal["conformant", "not_conformant", "incomplete", "clean", "findings", "not_driven"]
Gate = Literal["pass", "fail"]

Place = Annotated[int, Meta(ge=1)]
Count = Annotated[int, Meta(ge=0)]
Seconds = Annotated[float, Meta(ge=0)]

REPORT_VERSION = 1


class AdapterIdentity(Struct, frozen=True, forbid_unknown_fields=True):
    """What the adapter said of itself in `initialize`."""

    name: str
    version: str = ""
    systems: tuple[str, ...] = ()
    capabilities: tuple[str, ...] = ()
    real_effects: bool = False
    protocol: int = 1


class Header(Struct, frozen=True, forbid_unknown_fields=True):
    """What produced this report: versions and SHA-256 hashes, adapter, seed, platform, command line."""

    tool: str
    version: str
    spec_set: str
    spec_hash: str
    grammar_hash: str
    model_hash: str
    command: tuple[str, ...]
    started: str
    platform: str
    python: str
    profile: str = "documented"
    seed: int | None = None
    adapter: AdapterIdentity | None = None
    report_version: int = REPORT_VERSION


class CheckResult(Struct, frozen=True, forbid_unknown_fields=True):
    """One executed check (a scenario example or a property) of one clause."""

    id: str
    clause: str
    outcome: Verdict
    title: str = ""
    expected: str = ""
    actual: str = ""
    steps: tuple[str, ...] = ()
    detail: str = ""
    duration: Seconds = 0.0


class ClauseResult(Struct, frozen=True, forbid_unknown_fields=True):
    """The verdict on one clause, from all of its checks."""

    id: str
    system: str
    level: Level
    verdict: Verdict
    checks: tuple[str, ...] = ()
    statement: str = ""
    sources: tuple[str, ...] = ()
    reason: str = ""
    excuse: Excuse = ""


class Finding(Struct, frozen=True, forbid_unknown_fields=True):
    """One defect of a document, at its place (DESIGN, "Finding").

    Lines and columns are 1-based, columns count characters, and `end_column` is the one after the last:
    within one line `text` is `line[column - 1 : end_column - 1]`, and `suggestion` belongs in its place.
    """

    path: str
    line: Place
    column: Place
    end_line: Place
    end_column: Place
    code: str
    name: str
    severity: Severity
    message: str
    text: str = ""
    suggestion: str | None = None
    locale: str = ""
    fixable: bool = False


class Rule(Struct, frozen=True):
    """What a code of findings means, for formats that explain the rules they name; no part of a report.

    Attributes:
        title: one line, without a full stop.
        explanation: what happens to the reader, and why.
        wrong: a made-up example.
        right: how it should read.

    """

    title: str
    explanation: str
    wrong: str
    right: str


class BlockCounts(Struct, frozen=True, forbid_unknown_fields=True):
    """Syntax blocks of a locale: parsed as they stand, recovered with diagnoses, or without a usable tree."""

    total: Count = 0
    parsed: Count = 0
    recovered: Count = 0
    diagnosed: Count = 0


class ExampleCounts(Struct, frozen=True, forbid_unknown_fields=True):
    """Example lines of a locale: the page's own command accepted or rejected, and other lines."""

    total: Count = 0
    accepted: Count = 0
    rejected: Count = 0
    other: Count = 0


class LocaleStatistics(Struct, frozen=True, forbid_unknown_fields=True):
    """What was read in one locale."""

    pages: Count = 0
    syntax_blocks: BlockCounts = BlockCounts()
    example_lines: ExampleCounts = ExampleCounts()


class Statistics(Struct, frozen=True, forbid_unknown_fields=True):
    """Counts of what was read, by locale tag ("und" where a page does not tell)."""

    locales: dict[str, LocaleStatistics] = {}


class Mutant(Struct, frozen=True, forbid_unknown_fields=True):
    """One rule of the model switched off, and whether a check of its clause noticed."""

    id: str
    rule: str
    clause: str
    killed: bool
    killed_by: tuple[str, ...] = ()
    reason: str = ""


class Proof(Struct, frozen=True, forbid_unknown_fields=True):
    """That every check can fail: one mutant per rule."""

    mutants: tuple[Mutant, ...] = ()


class Footer(Struct, frozen=True, forbid_unknown_fields=True):
    """Whether the report is whole; the verdict (is it right?) and the gate (may CI go on?).

    Attributes:
        complete: true only when everything selected is in the report.
        verdict: conformant or not (runs), clean or findings (documents), or none: incomplete, not_driven.
        gate: whether CI may go on.
        sentence: the verdict in one sentence (`closing_sentence`).
        problems: what stands against the run as a whole and belongs to no clause: an adapter that did not
            start, a baseline entry that matches nothing, a file that could not be read.
        fail_on: the least severity of findings that closes the gate.

    """

    complete: bool
    verdict: Overall
    gate: Gate
    sentence: str = ""
    problems: tuple[str, ...] = ()
    fail_on: Severity = "note"


class Report(Struct, frozen=True, forbid_unknown_fields=True):
    """A report document."""

    header: Header
    clauses: tuple[ClauseResult, ...] = ()
    checks: tuple[CheckResult, ...] = ()
    # There may be very many: a collection can keep them outside memory.
    findings: Collection[Finding] = ()
    statistics: Statistics = Statistics()
    proof: Proof = Proof()
    footer: Footer = Footer(complete=False, verdict="incomplete", gate="fail")

    def __post_init__(self) -> None:
        if isinstance(self.findings, list):
            # A decoder makes a list of any collection.
            force_setattr(self, "findings", tuple(self.findings))
