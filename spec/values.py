"""The values of the ledger: what a clause, a document, a conflict and a command are, frozen."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Level = Literal["must", "should", "may", "unspecified"]
Support = Literal["document", "derived", "protocol", "observed", "silence"]
Notation = Literal["command-line", "usage", "powershell", "com"]
Kind = Literal["option", "switch", "operand", "argument"]
PageKind = Literal["windows-commands", "com-reference", "xcyclopedia", "powershell"]

PROFILES = ("documented", "observed")


class Source(Struct, frozen=True, forbid_unknown_fields=True):
    """Lines of one of the five documents on which a clause rests.

    Attributes:
        document: the document's id.
        locale: the document's language.
        heading: the heading that the lines stand under.
        first_line: 1-based number of the first line cited.
        last_line: number of the last line cited.
        sha256: of these lines in UTF-8, joined by line feeds, without line ends and trailing blanks.

    """

    document: str
    locale: str
    heading: str
    first_line: int
    last_line: int
    sha256: str


class Exclusion(Source, frozen=True, forbid_unknown_fields=True):
    """Lines of a document that say nothing to check, and why they do not."""

    reason: str


class Clause(Struct, frozen=True, forbid_unknown_fields=True):
    """One statement that an implementation can be held to (DESIGN, "Clause").

    Attributes:
        id: stable, never reused and never positional.
        system: one of `systems()`.
        level: must, should, may, or unspecified where the documents are silent.
        statement: what holds, in our own words.
        needs: the capabilities an adapter has to declare for the clause to apply.
        rule: the clause id of the model's rule that realises it; "" for an unspecified clause.
        profiles: the readings under which the clause is judged.
        conflicts: ids of the conflicts that were settled to arrive at the statement.
        support: whether a document says it, it is derived, or a protocol or an observation supports it;
            `silence` marks the unspecified.
        evidence: names of what it was derived from beside the five documents.
        sources: the lines of the documents that say it, or come nearest to it.

    """

    id: str
    system: str
    level: Level
    statement: str
    needs: tuple[str, ...] = ()
    rule: str = ""
    profiles: tuple[str, ...] = PROFILES
    conflicts: tuple[str, ...] = ()
    support: Support = "document"
    evidence: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()


class Document(Struct, frozen=True, forbid_unknown_fields=True):
    """One of the five documents that are the specification; the page itself is not stored.

    Attributes:
        id: short and stable.
        system: the system it documents.
        locale: its language tag, in lower case.
        title: the text of its first heading.
        kind: what kind of page it is.
        marks: lines that occur in this document and together in no other, by which a file is recognised.
        body_first_line: 1-based number of the first line after the front matter.
        last_line: number of its last line.
        sha256: of the whole file, with line feeds as line ends.

    """

    id: str
    system: str
    locale: str
    title: str
    kind: PageKind
    marks: tuple[str, ...]
    body_first_line: int
    last_line: int
    sha256: str


class Position(Struct, frozen=True, forbid_unknown_fields=True):
    """What one piece of evidence says in a conflict, in our own words."""

    evidence: str
    says: str


class Conflict(Struct, frozen=True, forbid_unknown_fields=True):
    """Documents that contradict each other or observed behaviour, and the reading chosen.

    Attributes:
        id: C1 and so on.
        question: what is in doubt.
        systems: the systems concerned.
        positions: who says what.
        reading: what the ledger holds to, and why.

    """

    id: str
    question: str
    systems: tuple[str, ...]
    positions: tuple[Position, ...]
    reading: str


class Syntax(Struct, frozen=True, forbid_unknown_fields=True):
    """One documented syntax line, as it is written.

    Attributes:
        text: the syntax line.
        notation: how to read it.
        document: the id of the document that has it, or "" when it is none of the five.
        locale: the document's language, or "".
        line: 1-based line number in the document, or 0.
        parameter_set: the name of the PowerShell parameter set, or "".

    """

    text: str
    notation: Notation
    document: str = ""
    locale: str = ""
    line: int = 0
    parameter_set: str = ""


class Parameter(Struct, frozen=True, forbid_unknown_fields=True):
    """One parameter of a command: option with a value, switch, operand, or argument of a method.

    Attributes:
        name: as written in the command, with its slash or dash; an operand by its placeholder.
        kind: what it is.
        aliases: other names of the same parameter.
        required: whether the command needs it (in its parameter set).
        position: 0-based place of a value given without a name, or None when it is named only.
        type: its type as the documents call it, or as its values show.
        default: what holds when it is left out, or "".
        values: the values it can take, where they are listed.
        pipeline: how it is taken from the pipeline, or "".
        sets: the parameter sets it belongs to; empty for all.
        documents: the ids of the documents that describe it; empty when none of the five does.

    """

    name: str
    kind: Kind
    aliases: tuple[str, ...] = ()
    required: bool = False
    position: int | None = None
    type: str = ""
    default: str = ""
    values: tuple[str, ...] = ()
    pipeline: str = ""
    sets: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()


class Example(Struct, frozen=True, forbid_unknown_fields=True):
    """A documented example command.

    Attributes:
        line: the command line, without a prompt.
        document: the id of the document.
        document_line: 1-based line number in it.
        clause: the clause that says what the example does.
        meaning: what it has to do, in our own words.

    """

    line: str
    document: str
    document_line: int
    clause: str
    meaning: str


class Usage(Struct, frozen=True, forbid_unknown_fields=True):
    """The usage text that a binary was seen to print: where it stands and what it names.

    Attributes:
        stream: the stream it was printed on.
        document: the document that holds it.
        first_line: 1-based number of its first line.
        last_line: number of its last line.
        message: the line printed before the usage, or "".
        syntax: its syntax line.
        entries: what it explains, in its order.

    """

    stream: Literal["stdout", "stderr"]
    document: str
    first_line: int
    last_line: int
    message: str
    syntax: str
    entries: tuple[str, ...]


class Damage(Struct, frozen=True, forbid_unknown_fields=True):
    """A document that names a parameter otherwise than the command does.

    Attributes:
        document: the id of the document.
        line: 1-based line number in it.
        written: what the document has.
        means: the parameter meant, or "" for one that is missing there.
        missing: the parameter that the document leaves out, or "".

    """

    document: str
    line: int
    written: str = ""
    means: str = ""
    missing: str = ""


class Command(Struct, frozen=True, forbid_unknown_fields=True):
    """A command or method with everything the documents say about how it is written.

    Attributes:
        name: how it is called: `tsdiscon`, `WDSUTIL /Disconnect-Client`, `IWdsTransportClient::Disconnect`.
        system: the system it belongs to.
        documented: whether one of the five documents is about it; others are needed to arrange and observe.
        common_parameters: whether it takes PowerShell's common parameters.
        syntaxes: its syntax lines, by document and parameter set.
        parameters: its parameters.
        examples: its documented examples.
        usage: the usage texts of its binary.
        damage: where a document names parameters otherwise.

    """

    name: str
    system: str
    documented: bool = True
    common_parameters: bool = False
    syntaxes: tuple[Syntax, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    examples: tuple[Example, ...] = ()
    usage: tuple[Usage, ...] = ()
    damage: tuple[Damage, ...] = ()


class CommonParameter(Struct, frozen=True, forbid_unknown_fields=True):
    """One of PowerShell's common parameters, by its English name.

    Attributes:
        name: with its dash.
        alias: the short name, with its dash.
        takes_value: whether a value follows; a switch otherwise.
        type: the type of the value.
        values: the values it can take, where they are listed.
        since: the version of PowerShell that added it; "" where Windows PowerShell has it.

    """

    name: str
    alias: str
    takes_value: bool
    type: str
    values: tuple[str, ...] = ()
    since: str = ""


class ClauseSet(Struct, frozen=True, forbid_unknown_fields=True):
    """A frozen, dated list of the clauses that a verdict counts.

    Attributes:
        name: how a report calls it.
        date: the day it was frozen.
        sha256: of the listed clauses' meaning, so that a frozen clause cannot change unnoticed.
        clauses: their ids.

    """

    name: str
    date: str
    sha256: str
    clauses: tuple[str, ...]
