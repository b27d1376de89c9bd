"""From findings to a report, and from a report to where it was asked for."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Collection
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec.structs import replace

from ...reports.document import Footer, Header, Report, Severity, Statistics
from ...reports.summary import closes_gate
from ...spec.errors import DisconspecError
from ...spec.version import VERSION
from ..writing import write_whole
from .findings.codes import rule_of
from .review import Findings

if TYPE_CHECKING:
    from ...reports.document import Finding

ELLIPSIS = "\u2026"
# Formats whose readers find pages from the root of the repository.
FROM_THE_ROOT = ("github", "sarif")


def report_on(
    findings: Collection[Finding],
    problems: list[str],
    statistics: Statistics,
    form: str,
    fail_on: Severity = "note",
) -> Report:
    """The report of a check; findings below the severity `fail_on` leave the gate open."""
    if form in FROM_THE_ROOT:
        findings = _from_the_root(findings)
    verdict = "incomplete" if problems else "findings" if findings else "clean"
    closed = bool(findings) if fail_on == "note" else any(closes_gate(each, fail_on) for each in findings)
    return Report(
        header=_header(form),
        findings=findings,
        statistics=statistics,
        footer=Footer(
            complete=not problems,
            verdict=verdict,
            gate="fail" if closed or problems else "pass",
            problems=tuple(problems),
            fail_on=fail_on,
        ),
    )


def _from_the_root(findings: Collection[Finding]) -> Collection[Finding]:
    """The findings with paths from the root of the checkout, where GitHub looks for them, or from here."""
    here = Path.cwd()
    root = Path(os.environ.get("GITHUB_WORKSPACE") or here)
    if not here.is_relative_to(root):
        root = here

    @cache
    def shown(path: str) -> str:
        whole = os.path.normpath(here / path)
        return Path(whole).relative_to(root).as_posix() if Path(whole).is_relative_to(root) else path

    return Findings(
        lambda: (replace(finding, path=shown(finding.path)) for finding in findings), len(findings)
    )


def _header(form: str) -> Header:
    """The whole header where a format shows it; hashing everything would cost more than checking one page."""
    if form in ("json", "sarif"):
        from ..provenance import header  # noqa: PLC0415 - likewise

        return header()
    return Header("disconspec", VERSION, "", "", "", "", ("disconspec", *sys.argv[1:]), "", sys.platform, "")


def write(report: Report, form: str, output: str | None, read: Callable[[str], bytes]) -> None:
    """Print a report, or write it to a file, part by part.

    Args:
        report: the report.
        form: its format.
        output: the file, or None for standard output.
        read: gives the content of a page, for excerpts.

    Raises:
        DisconspecError: the file cannot be written.

    """
    from ...reports.rendering import render_parts  # noqa: PLC0415 - with the first result

    terminal = output is None and sys.stdout.isatty()
    colour = terminal and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
    width = shutil.get_terminal_size().columns if terminal else None
    parts = render_parts(report, form, source=_source(read), colour=colour, width=width, rules=rule_of)
    if output is not None:
        write_whole(Path(output), map(str.encode, parts))
    elif terminal or form == "text":
        for part in parts:
            click.echo(_printable(part), nl=False)
    else:
        # Programs read these: they are UTF-8, as their formats say, whatever the terminal is set to.
        for part in parts:
            print_bytes(part.encode())


def print_bytes(content: bytes) -> None:
    """Write bytes to standard output as they are."""
    click.echo(content, nl=False)


def _printable(text: str) -> str:
    """The text with signs of the same width for what standard output cannot show, so that carets fit."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        from ...reports.characters import WIDTHS  # noqa: PLC0415 - only on such terminals

        plain = text.replace(ELLIPSIS, "~")
        return "".join(
            character if character.encode(encoding, "ignore") else "?" * WIDTHS[character]
            for character in plain
        )
    return text


def _source(read: Callable[[str], bytes]) -> Callable[[str], list[str]]:
    """Gives the lines of a page for excerpts."""

    @lru_cache(maxsize=2)
    def lines(path: str) -> list[str]:
        try:
            text = read(path).decode("utf-8", "replace").removeprefix("\ufeff")
        except DisconspecError:
            return []  # the page has gone since
        return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")

    return lines
