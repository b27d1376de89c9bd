"""`disconspec report`: show a stored JSON report in any format, and what can be made of stored reports."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import click

from ...reports import compared, exit_code, formats, load, merged, render, report_schema
from ...reports.document import Report
from ...reports.summary import CONFORMANT, INCOMPLETE, NOT_CONFORMANT, NOT_DRIVEN
from ..documents.findings.codes import rule_of
from ..writing import write_whole

__all__ = ["command"]

_OUTPUT = click.option(
    "--output", "-o", default="-", metavar="FILE", help="Write to FILE instead of standard output."
)


class ShowByDefault(click.Group):
    """A group in which `disconspec report FILE` means `disconspec report show FILE`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in self.commands and args[0] not in ctx.help_option_names:
            args = ["show", *args]
        return super().parse_args(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        rows = [row for option in show.params if (row := option.get_help_record(ctx)) is not None]
        with formatter.section("Options"):
            formatter.write_dl([*rows, ("-h, --help", "Show this message and exit.")])
        self.format_commands(ctx, formatter)


@click.group(cls=ShowByDefault, options_metavar="", subcommand_metavar="(FILE | COMMAND) [OPTIONS]")
def command() -> None:
    """Show a stored JSON report in any format.

    FILE is what `disconspec run --format json` or `disconspec check --format json` printed, - standard input.

    \b
    Examples:
      disconspec run --format json > report.json
      disconspec report report.json
      disconspec report report.json --format html --output report.html
      disconspec report baseline report.json --reason "known, issue 12" --output baseline.toml
      disconspec report compare old.json new.json

    Exit codes: 0 conformant or no findings, 1 not conformant or findings, 2 not a valid report,
    3 the implementation could not be driven, 4 the report is incomplete.
    """  # noqa: D301 - click's mark for lines to be left as they are


@command.command()
@click.argument("file")
@click.option(
    "--format",
    "format_",
    type=click.Choice(formats()),
    default="text",
    show_default=True,
    help="What to show it as.",
)
@_OUTPUT
def show(file: str, format_: str, output: str) -> int:
    """Show one report (the default: `show` can be left out).

    \b
    Example:
      disconspec report report.json --format markdown >> "$GITHUB_STEP_SUMMARY"
    """  # noqa: D301 - click's mark for lines to be left as they are
    report = _read(file)
    terminal = output == "-" and sys.stdout.isatty()
    text = render(
        report,
        format_,
        source=_pages(report),
        colour=terminal and "NO_COLOR" not in os.environ,
        width=shutil.get_terminal_size().columns if terminal else None,
        rules=rule_of,
    )
    _write(output, text)
    return exit_code(report)


@command.command()
@click.argument("file")
@click.option("--reason", required=True, help="Why these failures are known and accepted.")
@_OUTPUT
def baseline(file: str, reason: str, output: str) -> None:
    """Write a baseline that excuses the failures of a report, and only these.

    \b
    Example:
      disconspec report baseline report.json --reason "known, issue 12" --output baseline.toml
    """  # noqa: D301 - click's mark for lines to be left as they are
    from ..baseline import REASON_WANTED, baseline_from, toml_string  # noqa: PLC0415 - only this command needs it

    wanted, given = (f"reason = {toml_string(json.dumps(text))}\n" for text in (REASON_WANTED, reason))
    _write(output, baseline_from(_read(file)).replace(wanted, given))


@command.command()
@click.argument("old")
@click.argument("new")
def compare(old: str, new: str) -> int:
    """Tell what changed from one report to a later one; exit 1 when something got worse.

    \b
    Example:
      disconspec report compare last-week.json today.json
    """  # noqa: D301 - click's mark for lines to be left as they are
    before, after = _read(old), _read(new)
    comparison = compared(before, after)
    _write("-", comparison.as_text())
    if exit_code(after) in (NOT_DRIVEN, INCOMPLETE):
        return exit_code(after)
    return NOT_CONFORMANT if comparison.worse else CONFORMANT


@command.command()
@click.argument("files", nargs=-1, required=True)
@_OUTPUT
def merge(files: tuple[str, ...], output: str) -> int:
    """Make one report of several that were made apart, for instance one a system.

    \b
    Example:
      disconspec report merge tsdiscon.json wdsutil.json --output report.json
    """  # noqa: D301 - click's mark for lines to be left as they are
    report = merged([_read(file) for file in files])
    _write(output, render(report, "json"))
    return exit_code(report)


@command.command()
def schema() -> None:
    """Print the JSON Schema of a report.

    \b
    Example:
      disconspec report schema > report.schema.json
    """  # noqa: D301 - click's mark for lines to be left as they are
    _write("-", json.dumps(report_schema(), indent=2) + "\n")


def _read(file: str) -> Report:
    if file == "-":
        return load(sys.stdin.buffer.read())
    return load(file)


def _write(output: str, text: str) -> None:
    """Write to standard output, or to a file so that it is whole or not there."""
    if output == "-":
        sys.stdout.write(text)
        sys.stdout.flush()
        return
    write_whole(Path(output), (text.encode(),))


def _pages(report: Report) -> Callable[[str], list[str]]:
    """What gives the lines of a page, and none when the page is no longer the one that was checked."""
    texts: dict[str, set[tuple[int, str]]] = {}
    for finding in report.findings:
        if finding.line == finding.end_line:
            texts.setdefault(finding.path, set()).add((finding.line, finding.text))

    def lines_of_page(path: str) -> list[str]:
        try:
            lines = Path(path).read_text(encoding="utf-8-sig", errors="replace").split("\n")
        except (OSError, ValueError):
            return []
        same = all(line <= len(lines) and text in lines[line - 1] for line, text in texts.get(path, ()))
        return lines if same else []

    return lines_of_page
