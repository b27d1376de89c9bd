"""From checks to verdicts: pure functions, so that what counts as success can be read in one place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from ..reports.document import AdapterIdentity, CheckResult, ClauseResult, Footer, Gate, Overall, Verdict
from ..spec import Clause
from .selection import objection

Kind = TypeVar("Kind")

# A definite failure outweighs everything; whatever was not exercised outweighs what was.
GRAVITY: tuple[Verdict, ...] = ("failed", "errored", "not_run", "untestable", "not_applicable", "passed")


def gravest(outcomes: Iterable[Verdict]) -> Verdict:
    """The outcome that decides among several; nothing at all is `not_run`."""
    present = set(outcomes)
    for verdict in GRAVITY:
        if verdict in present:
            return verdict
    return "not_run"


def source_in_words(clause: Clause) -> tuple[str, ...]:
    """Where a clause comes from: documents with lines and headings, else the evidence it was derived from."""
    cited = tuple(
        f"{source.document} ({source.locale}), line{'s' if source.last_line > source.first_line else ''} "
        f"{source.first_line}{f'-{source.last_line}' if source.last_line > source.first_line else ''}, "
        f"under {source.heading!r}"
        for source in clause.sources
    )
    return cited or clause.evidence


def clause_result(clause: Clause, identity: AdapterIdentity, checks: Sequence[CheckResult]) -> ClauseResult:
    """The verdict on one clause from all of its checks.

    A clause of a system or capability that is not declared is `not_applicable`; without a single check it is
    `not_run`. What the documents do not say is recorded and never judged.
    """
    verdict, reason = _verdict(clause, identity, checks)
    return ClauseResult(
        id=clause.id,
        system=clause.system,
        level=clause.level,
        verdict=verdict,
        checks=tuple(check.id for check in checks),
        statement=clause.statement,
        sources=source_in_words(clause),
        reason=reason,
    )


def _verdict(clause: Clause, identity: AdapterIdentity, checks: Sequence[CheckResult]) -> tuple[Verdict, str]:
    if why_not := objection(clause, identity):
        return "not_applicable", why_not
    if not checks:
        return "not_run", "no check of it was run"
    verdict = gravest(check.outcome for check in checks)
    decisive = [check for check in checks if check.outcome == verdict]
    if clause.level == "unspecified" and verdict in ("passed", "failed"):
        observed = "; ".join(dict.fromkeys(check.detail or check.actual for check in checks)).strip("; ")
        return (
            "not_applicable",
            f"the documents do not say; observed: {observed}" if observed else "not documented",
        )
    if verdict in ("passed", "failed"):
        return verdict, ""
    return verdict, decisive[0].detail.splitlines()[0] if decisive[0].detail else ""


def clause_results(
    clauses: Iterable[Clause], identity: AdapterIdentity, checks: Iterable[CheckResult]
) -> tuple[ClauseResult, ...]:
    """The verdicts on all selected clauses, in their order."""
    by_clause = grouped((check.clause, check) for check in checks)
    return tuple(clause_result(clause, identity, by_clause.get(clause.id, ())) for clause in clauses)


def grouped(pairs: Iterable[tuple[str, Kind]]) -> Mapping[str, list[Kind]]:
    """Values by their key, in their order."""
    table: dict[str, list[Kind]] = {}
    for key, value in pairs:
        table.setdefault(key, []).append(value)
    return table


def overall(clauses: Sequence[ClauseResult], checks: Sequence[CheckResult]) -> Overall:
    """The verdict on the implementation; only must-clauses decide, and nothing executed is never success."""
    decisive = [clause.verdict for clause in clauses if clause.level == "must"]
    if "failed" in decisive:
        return "not_conformant"
    if "errored" in decisive:
        return "not_driven"
    if "not_run" in decisive or "untestable" in decisive:
        return "incomplete"
    if not any(check.outcome == "passed" for check in checks) or not any(
        clause.verdict == "passed" for clause in clauses
    ):
        return "not_driven" if any(check.outcome == "errored" for check in checks) else "incomplete"
    return "conformant"


def gate(verdict: Overall, clauses: Sequence[ClauseResult], problems: Sequence[str]) -> Gate:
    """Whether CI may go on: conformant or failed only as the baseline says, and nothing wrong otherwise."""
    if problems or any(clause.excuse in ("stale", "drifted", "expired") for clause in clauses):
        return "fail"
    if verdict == "conformant":
        return "pass"
    blocking = [
        clause
        for clause in clauses
        if clause.level == "must"
        and clause.verdict not in ("passed", "not_applicable")
        and clause.excuse != "baselined"
    ]
    return "pass" if verdict == "not_conformant" and not blocking else "fail"


def footer(
    clauses: Sequence[ClauseResult],
    checks: Sequence[CheckResult],
    *,
    problems: Sequence[str] = (),
    not_driven: bool = False,
    complete: bool = True,
) -> Footer:
    """The end of a report: its verdict and its gate.

    Args:
        clauses: the verdicts on the clauses, with their excuses.
        checks: the checks made.
        problems: what stands against the run as a whole.
        not_driven: the implementation could not be started, or was given up.
        complete: whether the run came to its end.

    """
    verdict: Overall = overall(clauses, checks)
    if not complete:
        verdict = "incomplete"
    elif not_driven and verdict != "not_conformant":
        verdict = "not_driven"
    return Footer(
        complete=complete, verdict=verdict, gate=gate(verdict, clauses, problems), problems=tuple(problems)
    )
