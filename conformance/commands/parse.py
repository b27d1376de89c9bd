"""`disconspec parse`: a syntax as a tree, and whether a command line fits it."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec

from ...grammar import (
    Bound,
    Match,
    Mismatch,
    ParameterSet,
    Parsed,
    Unbound,
    cmdlet_of,
    match,
    match_powershell,
    parse_syntax,
    position,
    to_text,
)
from ...spec.errors import DisconspecError

if TYPE_CHECKING:
    from ...grammar import Diagnosis, Node, Notation

NOTATIONS = ("windows", "usage", "powershell", "com")
PROBLEM = 1
PAGE = re.compile(r"[^\s\[\]{}<>|]+\.(?:md|txt)")


@click.command(epilog='Example:  disconspec parse "tsdiscon [<id> | <name>] [/v]" --match "tsdiscon 10 /w"')
@click.argument("syntax")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "railroad"]), default="text", help="What to print."
)
@click.option(
    "--match", "line", metavar="COMMAND LINE", help="Explain whether this command line fits the syntax."
)
@click.option(
    "--notation", type=click.Choice(NOTATIONS), help="How the syntax is written; guessed if not given."
)
@click.option("--title", default="", help="The page's title, for a syntax that leaves its first words out.")
def command(syntax: str, form: str, line: str | None, notation: Notation | None, title: str) -> int:
    """Read SYNTAX, a file that holds one, or "-" for standard input, and show its tree.

    Exit codes: 0 well written (and the line fits), 1 damaged (or the line does not fit), 2 nothing to read.
    """
    text, path = _input(syntax)
    parsed = parse_syntax(text, notation=notation, title=title)
    answer = None if line is None else _hold(parsed, line, title)
    if form == "json":
        click.echo(_json(parsed, line, answer))
    elif form == "railroad":
        if parsed.tree is None:
            raise DisconspecError(
                "nothing to draw: the syntax could not be read", path=path, hint=_first(parsed)
            )
        from ...grammar.drawing import railroad  # noqa: PLC0415 - loads a library that only this needs

        click.echo(railroad(parsed.tree))
    else:
        _show(parsed, path, line, answer)
    failed = bool(parsed.diagnoses) if answer is None else not isinstance(answer, Match | Bound)
    return PROBLEM if failed or parsed.tree is None else 0


def _input(syntax: str) -> tuple[str, str]:
    """Return the text to parse and the name of the file it came from."""
    path = ""
    text = syntax
    if syntax == "-":
        path = "<stdin>"
        text = _decoded(sys.stdin.buffer.read(), path)
    elif _is_file(syntax):
        path = syntax
        try:
            text = _decoded(Path(syntax).read_bytes(), path)
        except OSError as error:
            raise DisconspecError(f"cannot be read: {error.strerror}", path=path) from error
    elif PAGE.fullmatch(syntax):
        raise DisconspecError("there is no such file", path=syntax)
    if not text.strip():
        raise DisconspecError(
            "there is no syntax in the input", path=path, hint='try: disconspec parse "cmd [/x]"'
        )
    return text, path


def _is_file(syntax: str) -> bool:
    try:
        return Path(syntax).is_file()
    except (OSError, ValueError):
        return False


def _decoded(content: bytes, path: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise DisconspecError("is not text in UTF-8", path=path, line=line) from error


def _hold(parsed: Parsed, line: str, title: str) -> Match | Mismatch | Bound | Unbound:
    if not line.strip():
        raise DisconspecError("there is no command in --match")
    if parsed.tree is None:
        raise DisconspecError("the syntax could not be read", hint=_first(parsed))
    if parsed.notation == "powershell":
        sets = tuple(ParameterSet(f"set {number}", tree) for number, tree in enumerate(parsed.usages, 1))
        return match_powershell(cmdlet_of(sets), line)
    return match(parsed.tree, line, prefix=tuple(title.split()))


def _first(parsed: Parsed) -> str:
    return parsed.diagnoses[0].message if parsed.diagnoses else ""


def _show(
    parsed: Parsed, path: str, line: str | None, answer: Match | Mismatch | Bound | Unbound | None
) -> None:
    from ...grammar.drawing import outline  # noqa: PLC0415 - only for this form

    if answer is None or parsed.diagnoses:
        for usage in parsed.usages:
            click.echo(outline(usage))
    for diagnosis in parsed.diagnoses:
        _point(parsed.text, diagnosis, path)
    if parsed.repaired is not None:
        click.echo(f"repaired: {parsed.repaired}")
    if answer is not None and line is not None:
        _explain(line, answer, parsed.tree)


def _point(text: str, diagnosis: Diagnosis, path: str) -> None:
    line, column = position(text, diagnosis.start)
    place = ":".join(part for part in (path, str(line), str(column)) if part)
    click.echo(f"{place}: {diagnosis.severity}: {diagnosis.name}: {diagnosis.message}")
    _caret(text.split("\n")[line - 1], column, diagnosis.end - diagnosis.start)


def _caret(line: str, column: int, size: int = 1) -> None:
    width = max(1, min(size, len(line) - column + 1))
    blanks = "".join("\t" if sign == "\t" else " " for sign in line[: column - 1])
    click.echo(f"    {line}\n    {blanks}{'^' * width}")


def _explain(line: str, answer: Match | Mismatch | Bound | Unbound, tree: Node | None) -> None:
    if isinstance(answer, Match):
        click.echo("accepted")
        for binding in answer.bindings:
            value = (
                "" if binding.value is None or binding.kind in {"command", "word"} else f" = {binding.value}"
            )
            click.echo(f"  {binding.kind} {binding.name}{value}")
    elif isinstance(answer, Bound):
        click.echo(f"accepted: {answer.parameter_set}")
        for given in answer.parameters:
            values = ", ".join(given.values)
            click.echo(f"  -{given.name}" + (f" = {values}" if values else ""))
    else:
        reason = answer.reason if isinstance(answer, Mismatch) else answer.id
        hint = (
            f" (did you mean {answer.nearest}?)"
            if answer.nearest and answer.nearest not in answer.message
            else ""
        )
        click.echo(f"rejected at column {answer.column}: {reason}: {answer.message}{hint}")
        _caret(line, answer.column)
        if tree is not None and isinstance(answer, Mismatch):
            click.echo(f"  the syntax is: {to_text(tree)}")


def _json(parsed: Parsed, line: str | None, answer: Match | Mismatch | Bound | Unbound | None) -> str:
    document: dict[str, Any] = {
        "status": parsed.status,
        "notation": parsed.notation,
        "tree": msgspec.to_builtins(parsed.tree),
        "usages": len(parsed.usages),
        "canonical": _canonical(parsed),
        "repaired": parsed.repaired,
        "diagnoses": [_diagnosis(parsed.text, diagnosis) for diagnosis in parsed.diagnoses],
    }
    if answer is not None:
        accepted = isinstance(answer, Match | Bound)
        document["match"] = {"line": line, "accepted": accepted, **msgspec.to_builtins(answer)}
    return msgspec.json.format(msgspec.json.encode(document)).decode()


def _canonical(parsed: Parsed) -> str | None:
    from ...grammar import canonical  # noqa: PLC0415 - only for this form

    return None if parsed.tree is None else to_text(canonical(parsed.tree))


def _diagnosis(text: str, diagnosis: Diagnosis) -> dict[str, Any]:
    line, column = position(text, diagnosis.start)
    end_line, end_column = position(text, diagnosis.end)
    return {
        **msgspec.to_builtins(diagnosis),
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
        "text": text[diagnosis.start : diagnosis.end],
    }
