"""Read the ledger's data files into frozen values, once, and only the files that are asked for."""

from __future__ import annotations

import difflib
import hashlib
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from .errors import DisconspecError
from .files import (
    CapabilitiesFile,
    ClauseFile,
    ClauseRecord,
    CommandFile,
    CommonParametersFile,
    ConflictsFile,
    DocumentsFile,
    ExclusionsFile,
    SourceRecord,
)
from .hashing import source_hash
from .reading import DATA, read
from .system_ids import SYSTEMS
from .values import Clause, ClauseSet, Command, CommonParameter, Conflict, Document, Exclusion, Source

if TYPE_CHECKING:
    from collections.abc import Iterable


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the known name that looks most like the given one, letter case aside, or None."""
    wanted = difflib.SequenceMatcher(b=name.casefold())
    best, likeness = None, 0.5
    for each in known:
        wanted.set_seq1(each.casefold())
        if wanted.real_quick_ratio() > likeness and (ratio := wanted.ratio()) > likeness:
            best, likeness = each, ratio
    return best


def unknown(kind: str, name: str, known: Iterable[str]) -> DisconspecError:
    """Return the error to raise for a name that nothing of that kind has, with the nearest name as hint."""
    near = nearest(name, known)
    return DisconspecError(f"There is no {kind} {name!r}", hint=f"did you mean {near!r}?" if near else "")


def systems() -> tuple[str, ...]:
    """Return the ids of the four documented systems, in the order of the documents."""
    return SYSTEMS


@cache
def capabilities() -> dict[str, str]:
    """Return what an adapter can declare, with what each means."""
    return read(DATA / "capabilities.toml", CapabilitiesFile).capability


@cache
def documents() -> tuple[Document, ...]:
    """Return the five documents."""
    return read(DATA / "documents.toml", DocumentsFile).document


@cache
def _locales() -> dict[str, str]:
    return {document.id: document.locale for document in documents()}


def _locale(document: str) -> str:
    if document not in _locales():
        raise unknown("document", document, _locales())
    return _locales()[document]


def _source(record: SourceRecord) -> Source:
    return Source(
        document=record.document,
        locale=_locale(record.document),
        heading=record.heading,
        first_line=record.lines[0],
        last_line=record.lines[-1],
        sha256=record.sha256,
    )


def _clause(system: str, record: ClauseRecord) -> Clause:
    return Clause(
        id=record.id,
        system=system,
        level=record.level,
        statement=record.statement,
        needs=record.needs,
        rule="" if record.level == "unspecified" else record.rule or record.id,
        profiles=record.profiles,
        conflicts=record.conflicts,
        support="silence" if record.level == "unspecified" else record.support,
        evidence=record.evidence,
        sources=tuple(_source(source) for source in record.sources),
    )


@cache
def clauses() -> tuple[Clause, ...]:
    """Return every clause, by system in the order of `systems()`."""
    return tuple(
        _clause(system, record)
        for system in SYSTEMS
        for record in read(DATA / "clauses" / f"{system}.toml", ClauseFile).clause
    )


@cache
def _clauses_by_id() -> dict[str, Clause]:
    return {clause.id: clause for clause in clauses()}


def clause(identifier: str) -> Clause:
    """Return the clause of that id; `DisconspecError` with the nearest id when there is none."""
    try:
        return _clauses_by_id()[identifier]
    except KeyError:
        raise unknown("clause", identifier, _clauses_by_id()) from None


@cache
def exclusions() -> tuple[Exclusion, ...]:
    """Return the lines of the documents that say nothing to check, each with the reason."""
    return tuple(
        Exclusion(
            document=group.document,
            locale=_locale(group.document),
            heading=span.heading,
            first_line=span.lines[0],
            last_line=span.lines[-1],
            sha256=span.sha256,
            reason=group.reason,
        )
        for group in read(DATA / "exclusions.toml", ExclusionsFile).exclusion
        for span in group.spans
    )


@cache
def conflicts() -> tuple[Conflict, ...]:
    """Return where documents contradict each other or observed behaviour, with the reading chosen."""
    return read(DATA / "conflicts.toml", ConflictsFile).conflict


def conflict(identifier: str) -> Conflict:
    """Return the conflict of that id; `DisconspecError` with the nearest id when there is none."""
    for each in conflicts():
        if each.id == identifier:
            return each
    raise unknown("conflict", identifier, [each.id for each in conflicts()])


@cache
def commands() -> tuple[Command, ...]:
    """Return the commands of the documents, and those needed to arrange and observe."""
    return tuple(
        command
        for path in sorted((DATA / "commands").glob("*.toml"))
        for command in read(path, CommandFile).command
    )


def command(name: str) -> Command:
    """Return the command of that name, letter case aside; `DisconspecError` when there is none."""
    wanted = name.casefold()
    for each in commands():
        if each.name.casefold() == wanted:
            return each
    raise unknown("command", name, [each.name for each in commands()])


@cache
def common_parameters() -> tuple[CommonParameter, ...]:
    """Return PowerShell's common parameters by their English names."""
    return read(DATA / "common_parameters.toml", CommonParametersFile).parameter


@cache
def clause_sets() -> tuple[ClauseSet, ...]:
    """Return every frozen set of clauses, the oldest first."""
    sets = [read(path, ClauseSet) for path in (DATA / "sets").glob("*.toml")]
    return tuple(sorted(sets, key=lambda each: (each.date, each.name)))


def clause_set(name: str | None = None) -> ClauseSet:
    """Return the frozen set of that name, or the newest; `DisconspecError` when there is none."""
    if name is None:
        return clause_sets()[-1]
    for each in clause_sets():
        if each.name == name:
            return each
    raise unknown("clause set", name, [each.name for each in clause_sets()])


def meaning_hash(identifiers: Iterable[str]) -> str:
    """Return the SHA-256 of what these clauses mean: id, level, statement, needs and profiles, by id."""
    meant = [
        [each.id, each.level, each.statement, sorted(each.needs), sorted(each.profiles)]
        for each in (clause(identifier) for identifier in sorted(identifiers))
    ]
    return hashlib.sha256(msgspec.json.encode(meant)).hexdigest()


@cache
def spec_hash() -> str:
    """Return the SHA-256 over all data of the specification, so that a report tells what it was judged by."""
    return source_hash(DATA, ".toml", ".jsonl")
