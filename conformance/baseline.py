"""Known failures: a baseline file excuses them, and fails the run as soon as it does not fit any more.

An entry names a clause, gives a reason and the observation expected. A clause that passes makes its entry
*stale*, another observation makes it *drifted*, a date that has passed makes it *expired*, and an id that no
clause has is *unmatched*. Only failures are excused: what was errored, untestable or not run may be anything.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from ..reports.document import CheckResult, ClauseResult, Excuse, Report
from ..reports.summary import is_run
from ..spec import DisconspecError
from .nearest import nearest

REASON_WANTED = "not looked into yet"


class Entry(Struct, frozen=True, forbid_unknown_fields=True, rename={"identifier": "id"}):
    """One known failure.

    Attributes:
        identifier: the clause, under the key `id`.
        reason: why it is accepted for now.
        observed: what its failing checks observe, joined by line ends.
        issue: where it is being dealt with.
        expires: the last day on which it is excused.

    """

    identifier: str
    reason: str
    observed: str
    issue: str = ""
    expires: date | None = None


class _File(Struct, frozen=True, forbid_unknown_fields=True):
    known: tuple[Entry, ...] = ()


class Baseline(Struct, frozen=True):
    """The entries of a baseline file, and the day they are held against."""

    entries: tuple[Entry, ...] = ()
    today: date = date.min

    def unmatched(self, identifiers: Iterable[str]) -> list[str]:
        """The entries whose id no clause has, in words."""
        known = tuple(identifiers)
        problems: list[str] = []
        for entry in self.entries:
            if entry.identifier not in known:
                near = nearest(entry.identifier, known)
                hint = f"; did you mean {near}?" if near else ""
                problems.append(f"baseline entry {entry.identifier} matches no clause{hint}")
        return problems


def load_baseline(path: Path, *, today: date | None = None) -> Baseline:
    """A baseline from its TOML file.

    Raises:
        DisconspecError: the file cannot be read, is not valid, or names a clause twice.

    """
    try:
        table: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        file = msgspec.convert(table, _File)
    except OSError as fault:
        raise DisconspecError(f"cannot be read: {fault.strerror}", path=str(path)) from fault
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as fault:
        raise DisconspecError(
            f"this is no baseline: {fault}", path=str(path), hint="disconspec report baseline writes one"
        ) from fault
    seen: set[str] = set()
    for entry in file.known:
        if entry.identifier in seen:
            raise DisconspecError(f"{entry.identifier} is listed twice", path=str(path))
        if not entry.reason.strip():
            raise DisconspecError(
                f"{entry.identifier} has no reason", path=str(path), hint="say why it is accepted"
            )
        seen.add(entry.identifier)
    return Baseline(file.known, today or datetime.now(UTC).date())


def observation(clause: str, checks: Iterable[CheckResult]) -> str:
    """What the failing checks of a clause observed, in their order, one a line."""
    seen = [
        check.actual or check.detail
        for check in checks
        if check.clause == clause and check.outcome == "failed"
    ]
    return "\n".join(dict.fromkeys(seen))


def excused(
    clauses: Sequence[ClauseResult],
    checks: Sequence[CheckResult],
    baseline: Baseline,
    *,
    finished: bool = True,
) -> tuple[ClauseResult, ...]:
    """The verdicts with what the baseline makes of them; of an unfinished run nothing is stale."""
    entries = {entry.identifier: entry for entry in baseline.entries}
    return tuple(
        _held_against(clause, entries[clause.id], checks, baseline.today)
        if clause.id in entries and finished
        else clause
        for clause in clauses
    )


def _held_against(
    clause: ClauseResult, entry: Entry, checks: Sequence[CheckResult], today: date
) -> ClauseResult:
    excuse, reason = _excuse(clause, entry, checks, today)
    told = f"known: {entry.reason}{f' ({entry.issue})' if entry.issue else ''}"
    return replace(
        clause, excuse=excuse, reason="; ".join(part for part in (clause.reason, reason, told) if part)
    )


def _excuse(
    clause: ClauseResult, entry: Entry, checks: Sequence[CheckResult], today: date
) -> tuple[Excuse, str]:
    match clause.verdict:
        case "passed" | "not_applicable":
            return "stale", "the baseline says that it fails, and it does not: remove the entry"
        case "errored" | "untestable" | "not_run":
            return "", "a baseline excuses failures only"
        case "failed":
            pass
    if entry.expires is not None and today > entry.expires:
        return "expired", f"the baseline excused it until {entry.expires}"
    if observation(clause.id, checks) != entry.observed:
        return "drifted", f"the baseline expects the observation {entry.observed!r}"
    return "baselined", ""


def baseline_from(report: Report) -> str:
    """A baseline file that excuses exactly the failures of a report, with reasons to be filled in.

    Raises:
        DisconspecError: the report is about documents, or is not complete, so that nobody knows what fails.

    """
    if not report.footer.complete:
        raise DisconspecError("an incomplete report makes no baseline", hint="let the run come to its end")
    if not is_run(report):
        raise DisconspecError(
            "a report about documents makes no baseline", hint="disconspec report compare tells what is new"
        )
    parts = ["# Known failures of one implementation, each with its reason (docs/ADAPTER.md).\n"]
    for clause in report.clauses:
        if clause.verdict == "failed":
            observed = json.dumps(observation(clause.id, report.checks), ensure_ascii=False)
            parts.append(
                f"[[known]]\nid = {json.dumps(clause.id)}\n"
                f"reason = {json.dumps(REASON_WANTED)}\n"
                f"observed = {toml_string(observed)}\n"
            )
    return "\n".join(parts)


def toml_string(text: str) -> str:
    """A JSON string as a TOML basic string: the same but for DEL, which TOML wants escaped."""
    return text.replace("\x7f", "\\u007f")
