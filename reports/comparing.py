"""Several reports: what changed from one to the next, and one made of parts."""

from __future__ import annotations

from collections import Counter
from typing import assert_never

from msgspec import Struct
from msgspec.structs import replace

from ..spec.errors import DisconspecError
from .characters import one_line
from .document import (
    BlockCounts,
    ClauseResult,
    ExampleCounts,
    Finding,
    Footer,
    Gate,
    LocaleStatistics,
    Overall,
    Proof,
    Report,
    Statistics,
)
from .summary import SEVERITIES, closing_sentence, is_run, is_whole, number, standing, words_of


class Change(Struct, frozen=True):
    """One thing that differs between two reports."""

    what: str
    before: str
    after: str
    worse: bool = False


class Comparison(Struct, frozen=True):
    """What differs between two reports, in the order of the later one."""

    changes: tuple[Change, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def worse(self) -> bool:
        """Whether anything got worse."""
        return any(change.worse for change in self.changes)

    def as_text(self) -> str:
        """One change a line, what got worse first, and a closing sentence."""
        ordered = sorted(self.changes, key=lambda change: not change.worse)
        lines = [f"note: {one_line(note)}" for note in self.notes]
        lines += [
            f"{'worse' if change.worse else 'changed'}: {one_line(change.what)}: "
            f"{one_line(change.before)} -> {one_line(change.after)}"
            for change in ordered
        ]
        worse = sum(change.worse for change in self.changes)
        other = len(self.changes) - worse
        if not self.changes:
            lines.append("Nothing changed.")
        elif worse:
            lines.append(f"{number(worse, 'thing')} got worse, {other} changed otherwise.")
        else:
            lines.append(f"Nothing got worse, {number(other, 'thing')} changed.")
        return "\n".join(lines) + "\n"


def compared(before: Report, after: Report) -> Comparison:
    """What changed from one report to a later one.

    Worse is a clause that passed and no longer does (or is missing), one that fails and was not there, and
    a finding that was not there, notes aside. Unspecified clauses are compared by what was observed.

    Raises:
        DisconspecError: one report is about documents, the other about an implementation.

    """
    if is_run(before) != is_run(after):
        raise DisconspecError("one report is about documents and the other about an implementation")
    notes = [
        f"{what} differs: {old} and {new}"
        for what, old, new in (
            ("the clause set", before.header.spec_set, after.header.spec_set),
            ("the profile", before.header.profile, after.header.profile),
        )
        if old != new
    ]
    notes += [
        f"the {which} report is incomplete"
        for which, report in (("first", before), ("second", after))
        if not is_whole(report)
    ]
    return Comparison((*_clauses(before, after), *_findings(before, after)), tuple(notes))


def _clauses(before: Report, after: Report) -> list[Change]:
    old = {clause.id: clause for clause in before.clauses}
    new = {clause.id: clause for clause in after.clauses}
    observed_before, observed_after = _observed(before), _observed(after)
    changes: list[Change] = []
    for name in [*new, *(name for name in old if name not in new)]:
        was, now = old.get(name), new.get(name)
        if was is None or now is None or _word(was) != _word(now):
            changes.append(Change(name, _word(was), _word(now), _is_worse(was, now)))
        elif now.level == "unspecified" and observed_before.get(name) != observed_after.get(name):
            earlier = _shown(observed_before.get(name))
            changes.append(Change(name, earlier, _shown(observed_after.get(name))))
    return changes


def _observed(report: Report) -> dict[str, tuple[str, ...]]:
    observed: dict[str, tuple[str, ...]] = {}
    for check in report.checks:
        observed[check.clause] = (*observed.get(check.clause, ()), check.actual or check.detail)
    return observed


def _shown(observed: tuple[str, ...] | None) -> str:
    return "; ".join(observed) if observed else "nothing observed"


def _word(clause: ClauseResult | None) -> str:
    if clause is None:
        return "absent"
    return words_of(clause.verdict) + (f" ({clause.excuse})" if clause.excuse else "")


def _is_worse(was: ClauseResult | None, now: ClauseResult | None) -> bool:
    before = standing(was) if was is not None else "aside"
    if now is None:
        return before == "passed"
    match standing(now):
        case "passed":
            return False
        case "failing":
            return before != "failing"
        case "open" | "excused" | "aside":
            return before == "passed"
        case _:
            assert_never(standing(now))


def _findings(before: Report, after: Report) -> list[Change]:
    def key(finding: Finding) -> tuple[str, str, str]:
        return finding.path, finding.code, finding.text

    old = Counter(key(finding) for finding in before.findings)
    changes: list[Change] = []
    for finding in after.findings:
        if old[key(finding)]:
            old[key(finding)] -= 1
        else:
            place = f"{finding.path}:{finding.line}:{finding.column} {finding.code} {finding.name}"
            changes.append(Change(place, "absent", finding.message, finding.severity != "note"))
    for finding in before.findings:
        if old[key(finding)]:
            old[key(finding)] -= 1
            changes.append(Change(f"{finding.path} {finding.code} {finding.name}", finding.message, "absent"))
    return changes


def merged(reports: list[Report]) -> Report:
    """One report made of parts that do not overlap; it is complete when all of them are.

    Raises:
        DisconspecError: the parts are of different kinds, clause sets, profiles or adapters, or overlap.

    """
    if not reports:
        raise DisconspecError("there is no report to merge")
    first = reports[0]
    for other in reports[1:]:
        for what, ours, theirs in (
            ("kind", is_run(first), is_run(other)),
            ("clause set", first.header.spec_set, other.header.spec_set),
            ("specification", first.header.spec_hash, other.header.spec_hash),
            ("profile", first.header.profile, other.header.profile),
            ("adapter", _adapter(first), _adapter(other)),
        ):
            if ours != theirs:
                raise DisconspecError(f"reports of a different {what} cannot be merged: {ours} and {theirs}")
    clauses = tuple(clause for report in reports for clause in report.clauses)
    checks = tuple(check for report in reports for check in report.checks)
    twice = [
        name
        for ids in ([clause.id for clause in clauses], [check.id for check in checks])
        for name, count in Counter(ids).items()
        if count > 1
    ]
    if twice:
        raise DisconspecError(f"{twice[0]} is in more than one of the reports")
    whole = Report(
        header=first.header,
        clauses=clauses,
        checks=checks,
        findings=tuple(finding for report in reports for finding in report.findings),
        statistics=_statistics(reports),
        proof=Proof(tuple(mutant for report in reports for mutant in report.proof.mutants)),
        footer=_footer([report.footer for report in reports]),
    )
    return replace(whole, footer=replace(whole.footer, sentence=closing_sentence(whole)))


def _adapter(report: Report) -> str:
    adapter = report.header.adapter
    return f"{adapter.name} {adapter.version}".rstrip() if adapter else "none"


GRAVEST_FIRST: tuple[Overall, ...] = (
    "not_driven",
    "incomplete",
    "not_conformant",
    "findings",
    "conformant",
    "clean",
)


def _footer(footers: list[Footer]) -> Footer:
    gate: Gate = "pass" if all(footer.gate == "pass" for footer in footers) else "fail"
    verdicts = {footer.verdict for footer in footers}
    fail_on = {footer.fail_on for footer in footers}
    return Footer(
        complete=all(footer.complete for footer in footers),
        verdict=next(verdict for verdict in GRAVEST_FIRST if verdict in verdicts),
        gate=gate,
        problems=tuple(problem for footer in footers for problem in footer.problems),
        fail_on=next(each for each in reversed(SEVERITIES) if each in fail_on),
    )


def _statistics(reports: list[Report]) -> Statistics:
    total: dict[str, LocaleStatistics] = {}
    for report in reports:
        for tag, locale in report.statistics.locales.items():
            total[tag] = _sum(total.get(tag, LocaleStatistics()), locale)
    return Statistics(total)


def _sum(one: LocaleStatistics, other: LocaleStatistics) -> LocaleStatistics:
    blocks, more_blocks = one.syntax_blocks, other.syntax_blocks
    examples, more_examples = one.example_lines, other.example_lines
    return LocaleStatistics(
        one.pages + other.pages,
        BlockCounts(
            blocks.total + more_blocks.total,
            blocks.parsed + more_blocks.parsed,
            blocks.recovered + more_blocks.recovered,
            blocks.diagnosed + more_blocks.diagnosed,
        ),
        ExampleCounts(
            examples.total + more_examples.total,
            examples.accepted + more_examples.accepted,
            examples.rejected + more_examples.rejected,
            examples.other + more_examples.other,
        ),
    )
