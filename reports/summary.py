"""What a report comes to: how each clause counts, the counts, the closing sentence and the exit code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Literal, assert_never

from .document import CheckResult, ClauseResult, Finding, Level, Overall, Report, Severity, Verdict

Standing = Literal["passed", "failing", "open", "excused", "aside"]

LEVELS: tuple[Level, ...] = ("must", "should", "may", "unspecified")
VERDICTS: tuple[Verdict, ...] = ("passed", "failed", "errored", "untestable", "not_run", "not_applicable")
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")

CONFORMANT, NOT_CONFORMANT, NOT_DRIVEN, INCOMPLETE = 0, 1, 3, 4


def words_of(verdict: Verdict) -> str:
    """One clause's verdict as a reader sees it."""
    match verdict:
        case "passed" | "failed" | "untestable" | "errored":
            return verdict
        case "not_applicable":
            return "not applicable"
        case "not_run":
            return "not run"
        case _:
            assert_never(verdict)


def words_of_overall(verdict: Overall) -> str:
    """The verdict on the whole as a reader sees it."""
    match verdict:
        case "conformant" | "incomplete" | "findings":
            return verdict
        case "not_conformant":
            return "not conformant"
        case "clean":
            return "no findings"
        case "not_driven":
            return "could not be driven"
        case _:
            assert_never(verdict)


def standing(clause: ClauseResult) -> Standing:
    """How a clause counts: silence is never judged, and a baseline excuses only what it still fits."""
    if clause.level == "unspecified":
        return "aside"
    match clause.excuse:
        case "baselined":
            return "excused"
        case "stale" | "drifted" | "expired":
            return "failing"
        case "":
            pass
        case _:
            assert_never(clause.excuse)
    match clause.verdict:
        case "passed":
            return "passed"
        case "failed" | "errored":
            return "failing"
        case "untestable" | "not_run":
            return "open"
        case "not_applicable":
            return "aside"
        case _:
            assert_never(clause.verdict)


def is_run(report: Report) -> bool:
    """Whether the report is about an implementation; otherwise it is about documents."""
    match report.footer.verdict:
        case "conformant" | "not_conformant" | "not_driven":
            return True
        case "clean" | "findings":
            return False
        case "incomplete":
            return bool(report.clauses or report.checks or report.header.adapter)
        case _:
            assert_never(report.footer.verdict)


def of_standing(report: Report, *wanted: Standing) -> list[ClauseResult]:
    """The clauses that count so, must-clauses first, otherwise in the order of the report."""
    found = [clause for clause in report.clauses if standing(clause) in wanted]
    return sorted(found, key=lambda clause: LEVELS.index(clause.level))


def unsuccessful(report: Report, clause: ClauseResult) -> list[CheckResult]:
    """The checks of a clause that did not pass."""
    return [check for check in report.checks if check.clause == clause.id and check.outcome != "passed"]


def judged(report: Report) -> list[ClauseResult]:
    """The clauses that were to be judged: neither unspecified nor outside what the adapter can do."""
    return of_standing(report, "passed", "failing", "open", "excused")


def counts(report: Report) -> dict[Level, Counter[Verdict]]:
    """How many clauses of each level have which verdict; levels without clauses are left out."""
    table: dict[Level, Counter[Verdict]] = {level: Counter() for level in LEVELS}
    for clause in report.clauses:
        table[clause.level][clause.verdict] += 1
    return {level: row for level, row in table.items() if row}


class Digest:
    """What many findings come to, gone through once.

    Attributes:
        fixable: how many can be repaired, by code.
        codes: how many there are of each code.
        examples: the first finding of each code.

    """

    def __init__(self, findings: Iterable[Finding] = ()) -> None:
        self.codes: Counter[str] = Counter()
        self.fixable: Counter[str] = Counter()
        self.examples: dict[str, Finding] = {}
        self._paths: set[str] = set()
        self._graded: Counter[Severity] = Counter()
        for _ in self.passing(findings):
            pass

    def passing(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """Take in findings while somebody else goes through them, for it is costly to fetch them again."""
        for finding in findings:
            self.codes[finding.code] += 1
            self.fixable[finding.code] += finding.fixable
            self.examples.setdefault(finding.code, finding)
            self._paths.add(finding.path)
            self._graded[finding.severity] += 1
            yield finding

    @property
    def pages(self) -> int:
        """How many pages have some."""
        return len(self._paths)

    @property
    def severities(self) -> dict[Severity, int]:
        """How many there are of each severity, the gravest first; none are left out."""
        return {severity: self._graded[severity] for severity in SEVERITIES if self._graded[severity]}


def severities(findings: Iterable[Finding]) -> dict[Severity, int]:
    """How many findings of each severity there are, the gravest first; none are left out."""
    return Digest(findings).severities


def closes_gate(finding: Finding, fail_on: Severity) -> bool:
    """Whether a finding is of that severity or a graver one."""
    return SEVERITIES.index(finding.severity) <= SEVERITIES.index(fail_on)


def pages(report: Report) -> int:
    """How many pages were read."""
    return sum(locale.pages for locale in report.statistics.locales.values())


def number(count: int, noun: str, plural: str = "") -> str:
    """`1 page`, `2 pages`."""
    return f"{count} {noun if count == 1 else plural or noun + 's'}"


def implementation(report: Report) -> str:
    """What was driven, by the name it gave itself."""
    adapter = report.header.adapter
    if adapter is None or not adapter.name:
        return "the implementation"
    return f"{adapter.name} {adapter.version}".strip()


def identity(report: Report) -> str:
    """What was held to what: tool, adapter, clause set, profile and seed, as far as they are known."""
    header = report.header
    effects = " with real effects" if header.adapter is not None and header.adapter.real_effects else ""
    parts = [f"{header.tool} {header.version}".strip()]
    parts += [f"adapter {implementation(report)}{effects}"] if header.adapter is not None else []
    parts += [f"clauses {header.spec_set}"] if header.spec_set else []
    parts += [f"profile {header.profile}"] if is_run(report) else []
    parts += [f"seed {header.seed}"] if header.seed is not None else []
    return ", ".join(parts)


def never_began(report: Report) -> bool:
    """Whether the implementation could not even be started, so that there is one thing to tell."""
    return (
        report.footer.verdict == "not_driven"
        and bool(report.footer.problems)
        and all(check.outcome == "not_run" for check in report.checks)
        and all(clause.verdict in ("not_run", "not_applicable") for clause in report.clauses)
    )


def is_whole(report: Report) -> bool:
    """Whether everything that was selected has been run, so that the counts say something about the whole."""
    return report.footer.complete and report.footer.verdict not in ("incomplete", "not_driven")


def exit_code(report: Report) -> int:
    """The exit code of the report: 0, 1, 3 or 4 (DESIGN, "Command line"); the gate decides 0 or 1."""
    if report.footer.verdict == "not_driven":
        return NOT_DRIVEN
    if not is_whole(report):
        return INCOMPLETE
    return CONFORMANT if report.footer.gate == "pass" else NOT_CONFORMANT


def closing_sentence(report: Report, digest: Digest | None = None) -> str:
    """The report in one sentence that anyone understands; the footer's verdict and gate have to be set.

    Args:
        report: the report.
        digest: what its findings come to, where that is known.

    """
    if report.footer.sentence:
        return report.footer.sentence
    match report.footer.verdict:
        case "conformant":
            return _conformant(report)
        case "not_conformant":
            return _not_conformant(report)
        case "not_driven":
            return _not_driven(report)
        case "clean":
            return f"No findings in {number(pages(report), 'page')}."
        case "findings":
            return _findings(report, digest)
        case "incomplete":
            return _incomplete(report, digest)
        case _:
            assert_never(report.footer.verdict)


def _not_driven(report: Report) -> str:
    subject = implementation(report)
    errored = [clause for clause in of_standing(report, "failing") if clause.verdict == "errored"]
    if report.footer.problems:
        return f"No verdict: {subject} could not be driven: {report.footer.problems[0].rstrip('.')}."
    if errored:
        many = number(len(errored), "clause")
        return f"No verdict: driving {subject} ended in an error for {many}, first {errored[0].id}."
    return f"No verdict: {subject} could not be driven."


def _conformant(report: Report) -> str:
    held = of_standing(report, "passed")
    whole = len(held) == len(judged(report))
    must = held if whole else _of_level(held, "must")
    aside = sum(clause.level != "unspecified" for clause in of_standing(report, "aside"))
    rest = f"; {number(aside, 'more asks', 'more ask')} for what it does not claim to do" if aside else ""
    subject = capitalised(implementation(report))
    if report.footer.gate == "fail":
        return f"{subject} conforms, but the run does not pass: {_trouble(report)}."
    noun = "clause" if whole else "must-clause"
    sure = f"{number(len(must), f'{noun} was', f'{noun}s were')} checked and held"
    beside = "" if whole else "".join(f"; {part}" for part in _beside(report))
    return f"{subject} conforms: {sure}{beside}{rest}."


def _not_conformant(report: Report) -> str:
    subject = capitalised(implementation(report))
    decisive = _of_level(of_standing(report, "failing"), "must")
    failing = [clause for clause in decisive if clause.verdict == "failed"]
    errored = [clause for clause in decisive if clause.verdict == "errored"]
    unsure = _of_level(of_standing(report, "open"), "must")
    excused = of_standing(report, "excused")
    total = number(len(_of_level(judged(report), "must")), "must-clause")
    parts: list[str] = []
    if failing:
        parts.append(f"{len(failing)} of {total} failed, first {failing[0].id}")
    if errored:
        parts.append(f"{len(errored)} ended in an error, first {errored[0].id}")
    if stale := [clause for clause in of_standing(report, "failing") if clause.verdict == "passed"]:
        entries = number(len(stale), "baseline entry", "baseline entries")
        parts.append(f"{entries} no longer needed, first {stale[0].id}")
    if excused:
        parts.append(
            f"{number(len(excused), 'known failure is', 'known failures are')} excused by the baseline"
        )
    if unsure:
        parts.append(f"{len(unsure)} could not be tested, first {unsure[0].id}")
    parts += _beside(report)
    why = f": {'; '.join(parts)}" if parts else ""
    if report.footer.gate == "pass":
        return f"{subject} does not conform, but nothing new is wrong{why}."
    return f"{subject} does not conform{why}."


def _of_level(clauses: list[ClauseResult], level: Level) -> list[ClauseResult]:
    return [clause for clause in clauses if clause.level == level]


def _beside(report: Report) -> list[str]:
    """What became of the clauses that do not decide: advice is followed, a permission is taken up."""
    parts: list[str] = []
    wording: tuple[tuple[Level, str], ...] = (("should", "followed"), ("may", "taken up"))
    for level, fulfilled in wording:
        of_level = _of_level(judged(report), level)
        met = sum(clause.verdict == "passed" for clause in of_level)
        unmet = sum(clause.verdict == "failed" for clause in of_level)
        left = len(of_level) - met - unmet
        total = number(len(of_level), f"{level}-clause")
        if unmet:
            parts.append(f"{unmet} of {total} {'was' if unmet == 1 else 'were'} not {fulfilled}")
        elif met:
            parts.append(f"{number(met, f'{level}-clause was', f'{level}-clauses were')} {fulfilled}")
        if left:
            parts.append(f"{number(left, f'{level}-clause')} could not be judged")
    return parts


def _trouble(report: Report) -> str:
    if report.footer.problems:
        return report.footer.problems[0].rstrip(".")
    failing = of_standing(report, "failing")
    failing.sort(key=lambda clause: not clause.excuse)
    return f"see {failing[0].id}" if failing else "see the problems above"


def _findings(report: Report, digest: Digest | None) -> str:
    if not report.findings:
        return "Findings were made, but this report does not list them."
    digest = digest or Digest(report.findings)
    found = listed([number(count, severity) for severity, count in digest.severities.items()])
    where = f"{digest.pages} of {number(max(pages(report), digest.pages), 'page')}"
    harmless = "; none fails the check" if report.footer.gate == "pass" else ""
    return f"{found} found in {where}{harmless}."


def _incomplete(report: Report, digest: Digest | None) -> str:
    if not is_run(report):
        problems = number(len(report.footer.problems), "problem")
        none = f"No findings in {number(pages(report), 'page')}."
        rest = _findings(report, digest) if report.findings else none
        return f"The check is incomplete, with {problems}. {rest}"
    if not report.checks and not any(clause.verdict == "passed" for clause in report.clauses):
        return "No verdict: nothing was run."
    left = sum(clause.verdict == "not_run" for clause in report.clauses)
    failing = len(_of_level(of_standing(report, "failing"), "must"))
    known = f" ({failing} of the others failed)" if failing else ""
    if left:
        selected = number(len(report.clauses), "selected clause")
        return f"No verdict: {left} of {selected} {'was' if left == 1 else 'were'} not run{known}."
    unsure = [clause for clause in of_standing(report, "open") if clause.verdict == "untestable"]
    if unsure and report.footer.complete:
        untested = number(len(unsure), "clause", "clauses")
        return f"No verdict: {untested} could not be tested, first {unsure[0].id}{known}."
    return f"No verdict: the run did not come to its end{known}."


def capitalised(text: str) -> str:
    """The text with a capital letter to begin a sentence; a name keeps its own."""
    return f"The{text[3:]}" if text.startswith("the ") else text


def listed(parts: list[str]) -> str:
    """`a, b and c`."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}" if parts else ""
