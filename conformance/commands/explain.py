"""`disconspec explain`: what stands behind a clause, a conflict, a capability, a system or a finding."""

from __future__ import annotations

import shutil
import textwrap
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec
from gherkin.parser import Parser
from msgspec import Struct

from ... import model, spec
from ...spec.errors import DisconspecError
from ...spec.loader import nearest
from ...spec.values import PROFILES, Clause, Conflict
from ...spec.verification import State
from ..documents.findings.codes import codes, explain_code

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ...spec import Source, Verification

__all__ = ["command"]

SUPPORT = {
    "document": "The documents say it.",
    "derived": "Derived: no document says it in so many words; the lines below come nearest.",
    "protocol": "A protocol specification says it; the lines below come nearest.",
    "observed": "Observed, although the documents say otherwise or nothing.",
    "silence": "The documents are silent: the outcome is recorded and compared, never judged.",
}
WIDEST = 100


class RuleExplanation(Struct, frozen=True):
    """The model's function that realises a clause."""

    clause: str
    name: str
    summary: str


class Scenario(Struct, frozen=True):
    """A scenario that checks a clause."""

    path: str
    line: int
    name: str


class ClauseExplanation(Struct, frozen=True, tag_field="kind", tag="clause"):
    """Everything about one clause; a state for each source when documents are at hand."""

    clause: Clause
    needs: dict[str, str]
    conflicts: tuple[Conflict, ...]
    rule: RuleExplanation | None
    scenarios: tuple[Scenario, ...]
    states: tuple[State, ...] = ()


class ConflictExplanation(Struct, frozen=True, tag_field="kind", tag="conflict"):
    """A conflict, and the clauses that depend on the reading chosen."""

    conflict: Conflict
    clauses: tuple[str, ...]


class CapabilityExplanation(Struct, frozen=True, tag_field="kind", tag="capability"):
    """What declaring a capability means, and the clauses that need it."""

    id: str
    meaning: str
    clauses: tuple[str, ...]


class SystemExplanation(Struct, frozen=True, tag_field="kind", tag="system"):
    """The documents, syntax lines and clauses of a system."""

    id: str
    documents: tuple[str, ...]
    syntaxes: tuple[str, ...]
    clauses: tuple[str, ...]


class FindingExplanation(Struct, frozen=True, tag_field="kind", tag="finding"):
    """What a finding of the document checker means."""

    id: str
    text: str


Explanation = (
    ClauseExplanation | ConflictExplanation | CapabilityExplanation | SystemExplanation | FindingExplanation
)


class Tag(Struct, frozen=True):
    """A tag of a feature file, as its parser gives it."""

    name: str


class Location(Struct, frozen=True):
    """Where something begins in a feature file."""

    line: int


class Table(Struct, frozen=True):
    """One table of examples of an outline."""

    tags: tuple[Tag, ...] = ()


class Outline(Struct, frozen=True):
    """A scenario, with its tables of examples if it is an outline."""

    name: str
    location: Location
    tags: tuple[Tag, ...] = ()
    examples: tuple[Table, ...] = ()


class Group(Struct, frozen=True):
    """A feature, or a rule inside it."""

    children: tuple[Child, ...] = ()
    tags: tuple[Tag, ...] = ()


class Child(Struct, frozen=True):
    """What a feature or a rule holds; backgrounds carry no tags."""

    scenario: Outline | None = None
    rule: Group | None = None


class FeatureFile(Struct, frozen=True):
    """A feature file; one of comments only has no feature."""

    feature: Group | None = None


def tagged(group: Group, tag: str, inherited: bool = False) -> Iterator[Outline]:
    """Yield the scenarios that carry the tag themselves, on a table, or by the group they are in."""
    inherited = inherited or any(each.name == tag for each in group.tags)
    for child in group.children:
        if child.scenario is not None:
            own = [*child.scenario.tags, *(each for table in child.scenario.examples for each in table.tags)]
            if inherited or any(each.name == tag for each in own):
                yield child.scenario
        if child.rule is not None:
            yield from tagged(child.rule, tag, inherited)


@cache
def feature_in(path: Path) -> Group:
    """Parse one feature file."""
    parsed = Parser().parse(path.read_text(encoding="utf-8"))
    return msgspec.convert(parsed, FeatureFile).feature or Group()


def scenarios_of(identifier: str) -> tuple[Scenario, ...]:
    """Find the scenarios tagged with a clause's id in the feature files of the package."""
    # Named as text: the features stand above this folder, and are read here, not run.
    folder = Path(str(resources.files("disconspec.features")))
    tag = f"@{identifier}"
    return tuple(
        Scenario(f"features/{path.relative_to(folder).as_posix()}", each.location.line, each.name)
        for path in sorted(folder.rglob("*.feature"))
        if tag in path.read_text(encoding="utf-8")
        for each in tagged(feature_in(path), tag)
    )


def rule_of(clause: Clause) -> RuleExplanation | None:
    """Find the model's rule that realises a clause; None for an unspecified one."""
    if not clause.rule:
        return None
    for each in model.rules():
        if each.clause == clause.rule:
            return RuleExplanation(each.clause, each.name, each.summary)
    return None


def explain_clause(clause: Clause, verification: Verification | None) -> ClauseExplanation:
    """Gather everything about one clause."""
    capabilities = spec.capabilities()
    return ClauseExplanation(
        clause=clause,
        needs={need: capabilities[need] for need in clause.needs},
        conflicts=tuple(spec.conflict(each) for each in clause.conflicts),
        rule=rule_of(clause),
        scenarios=scenarios_of(clause.id),
        states=tuple(verification.source_state(each) for each in clause.sources) if verification else (),
    )


def explain_system(system: str) -> SystemExplanation:
    """Gather the documents, syntax lines and clauses of one system."""
    syntaxes = [
        syntax.text
        for each in spec.commands()
        if each.system == system and each.documented
        for syntax in each.syntaxes
    ]
    return SystemExplanation(
        id=system,
        documents=tuple(f"{each.id} ({each.locale})" for each in spec.documents() if each.system == system),
        syntaxes=tuple(dict.fromkeys(syntaxes)),
        clauses=tuple(each.id for each in spec.clauses() if each.system == system),
    )


def explain(name: str, verification: Verification | None = None) -> Explanation:
    """Explain whatever has this name, letter case aside.

    Args:
        name: the id of a clause or conflict, a capability, a system, or the code of a finding.
        verification: how the documents at hand compare with what was read, or None.

    Raises:
        DisconspecError: nothing has this name; the hint suggests the nearest.

    """
    wanted = name.removeprefix("@").casefold()
    for clause in spec.clauses():
        if clause.id.casefold() == wanted:
            return explain_clause(clause, verification)
    for conflict in spec.conflicts():
        if conflict.id.casefold() == wanted:
            users = tuple(each.id for each in spec.clauses() if conflict.id in each.conflicts)
            return ConflictExplanation(conflict, users)
    if wanted in spec.capabilities():
        users = tuple(each.id for each in spec.clauses() if wanted in each.needs)
        return CapabilityExplanation(wanted, spec.capabilities()[wanted], users)
    if wanted in spec.systems():
        return explain_system(wanted)
    text = explain_code(name)
    if text is not None:
        return FindingExplanation(name, text)
    near = nearest(name, [row[1] for row in listing()])
    hint = f"did you mean {near!r}?" if near else "`disconspec explain --list` shows everything"
    raise DisconspecError(f"There is nothing called {name!r} to explain", hint=hint)


def listing() -> Iterator[tuple[str, str, str]]:
    """Yield kind, name and one line about everything that can be explained."""
    for clause in spec.clauses():
        yield clause.level, clause.id, clause.statement
    for conflict in spec.conflicts():
        yield "conflict", conflict.id, conflict.question
    for name, meaning in spec.capabilities().items():
        yield "capability", name, meaning
    for system in spec.systems():
        yield "system", system, ", ".join(explain_system(system).documents)
    for code, found in codes().items():
        yield "finding", code, f"{found.name}: {found.title}"


def paragraph(text: str) -> str:
    """Fold one indented paragraph to the terminal's width."""
    width = min(WIDEST, shutil.get_terminal_size((80, 24)).columns)
    fold = textwrap.TextWrapper(
        width, initial_indent="  ", subsequent_indent="    ", break_long_words=False, break_on_hyphens=False
    )
    return fold.fill(text)


def section(title: str, paragraphs: Iterable[str]) -> list[str]:
    """Return a titled block of paragraphs, or nothing when there are none."""
    folded = [paragraph(each) for each in paragraphs]
    return ["", title, *folded] if folded else []


def source_line(source: Source) -> str:
    """Write one citation as text."""
    first, last = source.first_line, source.last_line
    place = f"line {first}" if first == last else f"lines {first}-{last}"
    heading = source.heading.rstrip(":")
    return f"{source.document} ({source.locale}), {heading}, {place}"


def lines_of_clause(found: ClauseExplanation) -> list[str]:
    """Write one clause as lines of text."""
    clause = found.clause
    support = [SUPPORT[clause.support]]
    if clause.evidence:
        support.append("Beside the documents: " + "; ".join(clause.evidence))
    sources = [source_line(each) for each in clause.sources]
    if found.states:
        sources = [f"{line} - {state}" for line, state in zip(sources, found.states, strict=True)]
    lines = [f"{clause.id} - {clause.level}, {clause.system}", paragraph(clause.statement)]
    lines += section("Support", support) + section("Sources", sources)
    for conflict in found.conflicts:
        lines += section(f"Conflict {conflict.id}", [conflict.question, f"Reading: {conflict.reading}"])
    lines += section("Needs", [f"{name}: {meaning}" for name, meaning in found.needs.items()])
    if len(clause.profiles) < len(PROFILES):
        lines += section("Judged under", [f"profile {', '.join(clause.profiles)} only"])
    if found.rule is not None:
        lines += section(
            "Rule of the model", [f"{found.rule.name} ({found.rule.clause}): {found.rule.summary}"]
        )
    scenarios = [f"{each.path}:{each.line} {each.name}" for each in found.scenarios]
    return lines + section("Scenarios", scenarios or ["none"])


def text_of(found: Explanation) -> str:
    """Write an explanation as text."""
    match found:
        case ClauseExplanation():
            lines = lines_of_clause(found)
        case ConflictExplanation(conflict, clauses):
            lines = [f"{conflict.id} - conflict, {', '.join(conflict.systems)}", paragraph(conflict.question)]
            lines += section("Evidence", [f"{each.evidence}: {each.says}" for each in conflict.positions])
            lines += section("Reading", [conflict.reading]) + section("Clauses", clauses)
        case CapabilityExplanation():
            lines = [f"{found.id} - capability", paragraph(found.meaning)]
            lines += section("Clauses that need it", found.clauses)
        case SystemExplanation():
            lines = [f"{found.id} - system", *section("Documents", found.documents)]
            lines += section("Syntax", found.syntaxes) + section("Clauses", found.clauses)
        case FindingExplanation():
            lines = [found.text]
    return "\n".join(lines)


def text_of_verification(verification: Verification, folder: Path) -> str:
    """Write as text how the documents in a folder compare with what was read."""
    lines = [f"{identifier}: not in {folder}" for identifier in verification.missing]
    for span in verification.changed:
        moved = f", now at line {span.moved_to}" if span.moved_to else ""
        place = f"{verification.files[span.source.document]}:{span.source.first_line}"
        lines.append(f"{place}: changed{moved}; to review: {', '.join(span.clauses) or 'an exclusion'}")
    lines += [
        f"{verification.files[each.document]}:{each.line}: no clause and no exclusion accounts for this line"
        for each in verification.uncovered
    ]
    if verification.intact:
        lines.append(f"All {len(verification.files)} documents are as they were read, line by line.")
    return "\n".join(lines)


def write(value: object, form: str, text: str) -> None:
    """Write an answer on standard output, as JSON or as the text given."""
    click.echo(msgspec.json.format(msgspec.json.encode(value, enc_hook=str)) if form == "json" else text)


@click.command(
    epilog="""\b
Examples:
  disconspec explain TSDISCON-CONSOLE-001
  disconspec explain C6
  disconspec explain --list
"""
)
@click.argument("name", metavar="[NAME]", required=False)
@click.option("--list", "show_all", is_flag=True, help="List what can be explained.")
@click.option(
    "--documents",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Compare the cited lines with the documents in DIR; without NAME, all of them.",
)
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="Text by default."
)
def command(name: str | None, show_all: bool, documents: Path | None, form: str) -> int:
    """Explain a clause: its sources, the conflicts settled, the model's rule and its scenarios.

    NAME is the id of a clause (TSDISCON-CONSOLE-001) or of a conflict (C6), a capability (console), a system
    (tsdiscon), or the code of a finding (T201).
    """
    if show_all and (name is not None or documents is not None):
        raise click.UsageError("--list goes with neither NAME nor --documents.")
    verification = None if documents is None else spec.verify(documents)
    if name is not None:
        found = explain(name, verification)
        write(found, form, text_of(found))
    elif show_all:
        rows = list(listing())
        width = max(len(row[1]) for row in rows)
        text = "\n".join(f"{identifier:{width}}  {kind:12}  {line}" for kind, identifier, line in rows)
        write(
            [{"kind": kind, "id": identifier, "summary": line} for kind, identifier, line in rows], form, text
        )
    elif verification is not None and documents is not None:
        write(verification, form, text_of_verification(verification, documents))
        return 0 if verification.intact else 1
    else:
        raise click.UsageError("Say what to explain: a NAME, --list, or --documents DIR.")
    return 0
