"""A report for people at a terminal: a table of verdicts, then each failure or finding, then one sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import assert_never

from .characters import cut, lines_of, one_line
from .document import CheckResult, ClauseResult, Finding, Report, Rule, Severity, Verdict
from .excerpt import excerpt
from .summary import (
    LEVELS,
    VERDICTS,
    Digest,
    closing_sentence,
    counts,
    identity,
    is_run,
    is_whole,
    judged,
    never_began,
    number,
    of_standing,
    standing,
    unsuccessful,
    words_of,
)

DEFAULT_WIDTH = 100
_SHORTEST_STATEMENT = 24
_HEADING = 2
_MANY = 10
# The tag of pages that do not tell their language.
_UNKNOWN = "und"
_RESET = "\x1b[0m"
_BOLD, _RED, _GREEN, _YELLOW, _BLUE = (f"\x1b[{code}m" for code in (1, 31, 32, 33, 34))

Paint = Callable[[str, str], str]


def text_lines(
    report: Report,
    *,
    source: Callable[[str], list[str]] | None,
    colour: bool,
    width: int | None,
    rules: Callable[[str], Rule | None] | None = None,
) -> Iterator[str]:
    """The lines of the report as text, with their ends; adapter-supplied and page text is neutralised.

    Args:
        report: the report.
        source: gives the lines of a page by its path.
        colour: whether to colour with ANSI sequences.
        width: the columns of the terminal.
        rules: tells what a code of findings means.

    """
    gap, begun = "", False
    for block in _blocks(report, source, _painted if colour else _plain, width or DEFAULT_WIDTH, rules):
        for line in block:
            yield f"{gap}{line}\n"
            gap = ""
            begun = True
        gap = "\n" if begun else ""


def _blocks(
    report: Report,
    source: Callable[[str], list[str]] | None,
    paint: Paint,
    columns: int,
    rules: Callable[[str], Rule | None] | None,
) -> Iterator[Iterable[str]]:
    if never_began(report):
        yield from _never_began(report, paint)
        return
    if is_run(report) or report.clauses:
        yield [one_line(identity(report))]
        yield from _tables(report, paint, columns)
        yield from (_failure(report, clause, paint) for clause in of_standing(report, "failing"))
        yield from _quiet(report, paint)
    digest = Digest()
    yield _findings(digest.passing(report.findings), source, paint, columns)
    yield _proof(report)
    yield _statistics(report)
    yield _by_code(digest, paint, rules)
    yield [f"{paint('problem', _RED)}: {one_line(problem)}" for problem in report.footer.problems]
    yield [*_advice(digest), *_closing(report, paint, digest)]


def _never_began(report: Report, paint: Paint) -> Iterator[list[str]]:
    """The reason and nothing else: a table of what was not run would only hide it."""
    yield [one_line(identity(report))]
    yield [f"{paint('problem', _RED)}: {one_line(problem)}" for problem in report.footer.problems]
    yield [f"{number(len(judged(report)), 'clause')} not run"] if judged(report) else []
    yield _closing(report, paint)


def _plain(text: str, _colour: str) -> str:
    return text


def _painted(text: str, colour: str) -> str:
    return f"{colour}{text}{_RESET}"


def colour_of(verdict: Verdict) -> str:
    """The colour a verdict is shown in."""
    match verdict:
        case "passed":
            return _GREEN
        case "failed" | "errored":
            return _RED
        case "untestable" | "not_run":
            return _YELLOW
        case "not_applicable":
            return _BLUE
        case _:
            assert_never(verdict)


def _colour_of_severity(severity: Severity) -> str:
    match severity:
        case "error":
            return _RED
        case "warning":
            return _YELLOW
        case "note":
            return _BLUE
        case _:
            assert_never(severity)


def _verdict(clause: ClauseResult, paint: Paint) -> str:
    word = paint(words_of(clause.verdict), colour_of(clause.verdict))
    return f"{word} ({clause.excuse})" if clause.excuse else word


def _tables(report: Report, paint: Paint, columns: int) -> list[list[str]]:
    shown = sorted(judged(report), key=lambda clause: clause.system)
    if not shown:
        return []
    from tabulate import MIN_PADDING, tabulate  # noqa: PLC0415 - only a report with a table pays for it

    heads = ("clause", "level", "verdict", "statement")
    least = [len(head) + MIN_PADDING for head in heads]
    ids = max(least[0], *(len(one_line(clause.id)) for clause in shown))
    verdicts = max(least[2], *(len(_verdict(clause, _plain)) for clause in shown))
    room = max(columns - ids - least[1] - verdicts - 3 * len("  "), _SHORTEST_STATEMENT)
    rows = [
        (one_line(clause.id), clause.level, _verdict(clause, paint), cut(one_line(clause.statement), room))
        for clause in shown
    ]
    table = tabulate(rows, heads, "simple", disable_numparse=True)
    lines = [line.rstrip() for line in table.split("\n")]
    tables: list[list[str]] = []
    for system, group in groupby(zip(shown, lines[_HEADING:], strict=True), key=lambda each: each[0].system):
        tables.append([paint(one_line(system), _BOLD), *(line for _, line in group)])
    return [[*lines[:_HEADING], *tables[0]], *tables[1:]]


def _failure(report: Report, clause: ClauseResult, paint: Paint) -> list[str]:
    heading = f"{words_of(clause.verdict).upper()} {one_line(clause.id)} ({clause.level})"
    if clause.excuse:
        heading += f", baseline entry {clause.excuse}"
    block = [paint(heading, colour_of(clause.verdict)), f"  {one_line(clause.statement)}"]
    block += _field("source", [one_line(source) for source in clause.sources])
    checks = unsuccessful(report, clause)
    if not any(clause.reason in (check.detail, *check.detail.splitlines()[:1]) for check in checks):
        block += _field("reason", lines_of(clause.reason))
    for check in checks:
        block += _check(check)
    return block


def _check(check: CheckResult) -> list[str]:
    title = f": {one_line(check.title)}" if check.title and check.title != check.id else ""
    return [
        *_field("check", [f"{one_line(check.id)}{title} - {words_of(check.outcome)}"]),
        *_field("steps", [f"{place}. {one_line(step)}" for place, step in enumerate(check.steps, 1)]),
        *_field("expected", lines_of(check.expected)),
        *_field("actual", lines_of(check.actual)),
        *_field("detail", lines_of(check.detail)),
    ]


def _field(label: str, lines: list[str]) -> list[str]:
    return [f"  {label if not place else '':<9} {line}".rstrip() for place, line in enumerate(lines)]


def _quiet(report: Report, paint: Paint) -> list[list[str]]:
    """What is neither passed nor failed: each open or excused clause on a line, the rest as counts."""
    lines = [
        f"{_verdict(clause, paint)}: {one_line(clause.id)} ({clause.level})"
        + (f": {one_line(clause.reason)}" if clause.reason else "")
        for clause in of_standing(report, "open", "excused")
        if clause.verdict != "not_run"
    ]
    left = [one_line(clause.id) for clause in of_standing(report, "open") if clause.verdict == "not_run"]
    if left:
        lines.append(f"{paint('not run', _YELLOW)}: {', '.join(left)}")
    aside = of_standing(report, "aside")
    silent = sum(clause.level == "unspecified" for clause in aside)
    notes: list[str] = []
    if len(aside) > silent:
        notes.append(f"{len(aside) - silent} not applicable (a capability that the adapter does not declare)")
    if silent:
        notes.append(f"{silent} unspecified (the documents are silent: recorded, never judged)")
    if notes:
        notes.append("Listed by: disconspec report FILE --format markdown")
    return [lines, notes, _counts(report)]


def _counts(report: Report) -> list[str]:
    table = counts(report)
    if not table:
        return []
    lines: list[str] = []
    for level in LEVELS:
        if level in table and level != "unspecified":
            row = table[level]
            words = [f"{row[verdict]} {words_of(verdict)}" for verdict in VERDICTS if row[verdict]]
            lines.append(f"{level + ':':<8}{', '.join(words)}")
    everything = judged(report)
    if is_whole(report) and everything and not of_standing(report, "open"):
        share = sum(standing(clause) == "passed" for clause in everything) * 100 // len(everything)
        lines.append(f"{share} % of {number(len(everything), 'judged clause')} passed")
    return lines


def _findings(
    findings: Iterable[Finding], source: Callable[[str], list[str]] | None, paint: Paint, columns: int
) -> Iterator[str]:
    for path, group in groupby(findings, key=lambda finding: finding.path):
        lines = _lines(source, path)
        shown = one_line(path)
        for finding in group:
            yield from _finding(finding, shown, lines, paint, columns)


def _lines(source: Callable[[str], list[str]] | None, path: str) -> list[str]:
    """The lines of a page; a page that has gone since it was checked is shown without an excerpt."""
    if source is None:
        return []
    try:
        return source(path)
    except OSError:
        return []


def _finding(finding: Finding, path: str, lines: list[str], paint: Paint, columns: int) -> list[str]:
    place = f"{path}:{finding.line}:{finding.column}"
    severity = paint(finding.severity, _colour_of_severity(finding.severity))
    name = f"{one_line(finding.code)} {one_line(finding.name)}"
    shown = [f"{place}: {severity} {name}: {one_line(finding.message)}"]
    if lines:
        shown += excerpt(finding, lines, columns)
    if finding.suggestion is not None:
        repair = " (--fix does it)" if finding.fixable else ""
        instead = one_line(finding.suggestion)
        shown.append(f"{'':>6} = {f'write: {instead}' if instead else 'leave it out'}{repair}")
    return shown


def _proof(report: Report) -> list[str]:
    mutants = report.proof.mutants
    if not mutants:
        return []
    alive = [mutant for mutant in mutants if not mutant.killed]
    noticed = len(mutants) - len(alive)
    lines = [f"proof: rules switched off one at a time: {noticed} of {len(mutants)} were noticed"]
    lines += [
        f"  not noticed: {one_line(mutant.rule)} ({one_line(mutant.clause)})"
        + (f": {one_line(mutant.reason)}" if mutant.reason else "")
        for mutant in alive
    ]
    return lines


def _statistics(report: Report) -> list[str]:
    lines: list[str] = []
    for tag, locale in sorted(report.statistics.locales.items()):
        blocks, examples = locale.syntax_blocks, locale.example_lines
        parts = [number(locale.pages, "page")]
        if blocks.total:
            parts.append(
                f"{number(blocks.total, 'syntax block')} "
                f"({blocks.parsed} parsed, {blocks.recovered} recovered, {blocks.diagnosed} diagnosed)"
            )
        else:
            # Nothing was held against a syntax, which a reader of a green line has to know.
            parts.append("no syntax block")
        if examples.total:
            parts.append(
                f"{number(examples.total, 'example line')} "
                f"({examples.accepted} accepted, {examples.rejected} rejected, {examples.other} other)"
            )
        lines.append(f"{one_line(tag)}: {', '.join(parts)}")
    unknown = report.statistics.locales.get(_UNKNOWN)
    if unknown is not None:
        lines.append(
            f"The language of {number(unknown.pages, 'page')} is not known: a translation is checked for "
            "more where ms.contentlocale in its front matter or a folder such as fr-fr names it."
        )
    return lines


def _by_code(digest: Digest, paint: Paint, rules: Callable[[str], Rule | None] | None) -> list[str]:
    """How many findings of each code there are, the most first, where one does not see it at a glance."""
    if digest.codes.total() < _MANY:
        return []
    digits = len(str(max(digest.codes.values())))
    lines: list[str] = []
    for code, count in digest.codes.most_common():
        finding = digest.examples[code]
        rule = rules(code) if rules else None
        means = rule.title if rule else one_line(finding.name)
        severity = paint(f"{finding.severity:<7}", _colour_of_severity(finding.severity))
        repairs = f" (--fix repairs {digest.fixable[code]})" if digest.fixable[code] else ""
        lines.append(f"{count:>{digits}} {severity} {one_line(code)} {means}{repairs}")
    return lines


def _advice(digest: Digest) -> Iterator[str]:
    """What one can do about the findings."""
    if digest.codes:
        fixable = digest.fixable.total()
        them = f"{number(fixable, 'certain repair')}, --fix makes {'it' if fixable == 1 else 'them'}. "
        code = one_line(next(iter(digest.codes)))
        yield (f"--diff shows {them}" if fixable else "") + f"disconspec explain {code} tells what it means."


def _closing(report: Report, paint: Paint, digest: Digest | None = None) -> list[str]:
    lines: list[str] = []
    if not report.footer.complete:
        lines.append(paint("This report is incomplete.", _YELLOW))
    good = (
        report.footer.verdict in ("conformant", "clean") and is_whole(report) and report.footer.gate == "pass"
    )
    lines.append(paint(one_line(closing_sentence(report, digest)), _GREEN if good else _BOLD))
    return lines
