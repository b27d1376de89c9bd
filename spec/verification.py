"""Hold the citations against the documents at hand: what changed since, and what is not accounted for."""

from __future__ import annotations

import hashlib
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from .errors import DisconspecError
from .loader import clauses, documents, exclusions

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from .values import Clause, Document, Exclusion, Source

State = Literal["verified", "needs review", "not verified"]


class ChangedSpan(Struct, frozen=True):
    """Lines that are not the lines that were read when they were cited or excluded.

    Attributes:
        source: the citation or exclusion.
        clauses: the clauses that cite it; empty for an exclusion.
        found: SHA-256 of the lines that stand there now, "" where the document is shorter.
        moved_to: the line where the cited lines begin now, or 0 when they are gone.

    """

    source: Source
    clauses: tuple[str, ...]
    found: str
    moved_to: int = 0


class UncoveredLine(Struct, frozen=True):
    """A line of a document's body that no clause cites and no exclusion names."""

    document: str
    line: int
    text: str


class Verification(Struct, frozen=True, dict=True):
    """What came of holding the ledger against a folder of documents.

    Attributes:
        files: which file each document was found in.
        missing: ids of documents that no file in the folder is.
        altered: ids of documents whose file is not byte for byte the one that was read, line ends aside.
        changed: citations and exclusions whose lines changed or moved.
        uncovered: non-blank lines that nothing accounts for.

    """

    files: dict[str, Path]
    missing: tuple[str, ...] = ()
    altered: tuple[str, ...] = ()
    changed: tuple[ChangedSpan, ...] = ()
    uncovered: tuple[UncoveredLine, ...] = ()

    @property
    def intact(self) -> bool:
        """Whether every document is there, every hash verifies and every line is accounted for."""
        return not (self.missing or self.changed or self.uncovered)

    @cached_property
    def needs_review(self) -> tuple[str, ...]:
        """The ids of the clauses that have a citation whose lines changed or moved, sorted."""
        return tuple(sorted({identifier for span in self.changed for identifier in span.clauses}))

    def source_state(self, source: Source) -> State:
        """Tell how one citation or exclusion stands: not verified when its document is missing here."""
        if source.document in self.missing:
            return "not verified"
        return "needs review" if any(span.source == source for span in self.changed) else "verified"

    def state(self, clause: Clause) -> State:
        """Tell how one clause stands by its citations, the worst of them; not verified when it has none."""
        states = {self.source_state(source) for source in clause.sources}
        if "needs review" in states:
            return "needs review"
        return "not verified" if "not verified" in states or not states else "verified"


def lines_of(content: bytes, path: str = "") -> list[str]:
    """Return the lines of a document without line ends; `DisconspecError` when it is not UTF-8."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise DisconspecError("This is not UTF-8 text", path=path) from fault
    lines = text.replace("\r\n", "\n").split("\n")
    return lines[:-1] if lines[-1] == "" else lines


def hash_of(lines: Iterable[str]) -> str:
    """Return the SHA-256 of lines, trailing blanks aside: what a citation stores instead of the text."""
    return hashlib.sha256("\n".join(line.rstrip() for line in lines).encode()).hexdigest()


def file_hash(content: bytes) -> str:
    """Return the SHA-256 of a whole document with line feeds as line ends."""
    return hashlib.sha256(content.replace(b"\r\n", b"\n")).hexdigest()


def recognise(lines: Iterable[str]) -> Document | None:
    """Return the document that these lines are by its marks, or None; one mark may have been changed."""
    present = {line.rstrip() for line in lines}
    for document in documents():
        if sum(mark in present for mark in document.marks) >= len(document.marks) - 1:
            return document
    return None


def body_starts(lines: Sequence[str]) -> int:
    """Return the 1-based number of the first line after the front matter."""
    if lines and lines[0].rstrip() == "---":
        for index in range(1, len(lines)):
            if lines[index].rstrip() == "---":
                return index + 2
    return 1


def check_document(
    document: Document, lines: Sequence[str], cited: Sequence[Clause], excluded: Sequence[Exclusion]
) -> tuple[tuple[ChangedSpan, ...], tuple[UncoveredLine, ...]]:
    """Hold clauses and exclusions against the lines of one document.

    Args:
        document: which document the lines are.
        lines: its lines, without line ends.
        cited: the clauses to check.
        excluded: the exclusions to check.

    Returns:
        The spans whose lines changed, and the lines of the body that no span covers.

    """
    citing: dict[Source, list[str]] = {}
    for clause in cited:
        for source in clause.sources:
            if source.document == document.id:
                citing.setdefault(source, []).append(clause.id)
    for exclusion in excluded:
        if exclusion.document == document.id:
            citing[exclusion] = []
    covered: set[int] = set()
    changed: list[ChangedSpan] = []
    for source, identifiers in citing.items():
        covered.update(range(source.first_line, source.last_line + 1))
        found = lines[source.first_line - 1 : source.last_line]
        if len(found) == source.last_line - source.first_line + 1 and hash_of(found) == source.sha256:
            continue
        changed.append(
            ChangedSpan(
                source=source,
                clauses=tuple(identifiers),
                found=hash_of(found) if found else "",
                moved_to=_find(lines, source),
            )
        )
    uncovered = tuple(
        UncoveredLine(document=document.id, line=number, text=lines[number - 1])
        for number in range(body_starts(lines), len(lines) + 1)
        if number not in covered and lines[number - 1].strip()
    )
    return tuple(changed), uncovered


def _find(lines: Sequence[str], source: Source) -> int:
    """Find where the cited lines begin now; 0 when they are in the document no more."""
    height = source.last_line - source.first_line + 1
    for index in range(len(lines) - height + 1):
        if hash_of(lines[index : index + height]) == source.sha256:
            return index + 1
    return 0


def verify(folder: Path) -> Verification:
    """Hold the whole ledger against the documents in a folder, whatever their file names.

    Args:
        folder: where the documents lie; files that are none of the five are passed over, and of several
            editions of a document the one nearest to what was read is taken.

    Returns:
        What changed and what nothing accounts for; `intact` when nothing did.

    Raises:
        DisconspecError: the folder cannot be read, or holds none of the documents.

    """
    found = _documents_in(folder)
    if not found:
        raise DisconspecError("None of the five documents is in this folder", path=str(folder))
    changed: list[ChangedSpan] = []
    uncovered: list[UncoveredLine] = []
    for edition in found.values():
        changed.extend(edition.changed)
        uncovered.extend(edition.uncovered)
    return Verification(
        files={identifier: edition.path for identifier, edition in found.items()},
        missing=tuple(document.id for document in documents() if document.id not in found),
        altered=tuple(identifier for identifier, edition in found.items() if edition.altered),
        changed=tuple(changed),
        uncovered=tuple(uncovered),
    )


class _Edition(Struct, frozen=True):
    """A file that is one of the documents, held against the ledger."""

    path: Path
    altered: bool
    changed: tuple[ChangedSpan, ...]
    uncovered: tuple[UncoveredLine, ...]

    @property
    def distance(self) -> tuple[bool, int, str]:
        """How far it is from what was read: smaller is nearer."""
        return self.altered, len(self.changed) + len(self.uncovered), self.path.name


def _documents_in(folder: Path) -> dict[str, _Edition]:
    """Find the documents in a folder, in the order of `documents()`."""
    editions: dict[str, list[_Edition]] = {document.id: [] for document in documents()}
    try:
        paths = sorted(path for path in folder.iterdir() if path.is_file())
    except OSError as fault:
        raise DisconspecError(
            f"The folder with the documents cannot be read: {fault.strerror}", path=str(folder)
        ) from fault
    for path in paths:
        try:
            content = path.read_bytes()
            lines = lines_of(content, str(path))
        except (OSError, DisconspecError):
            continue
        document = recognise(lines)
        if document is not None:
            changed, uncovered = check_document(document, lines, clauses(), exclusions())
            altered = file_hash(content) != document.sha256
            editions[document.id].append(_Edition(path, altered, changed, uncovered))
    return {
        identifier: min(some, key=lambda each: each.distance) for identifier, some in editions.items() if some
    }
