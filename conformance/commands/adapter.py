"""The subcommand `disconspec adapter`: begin one, and see whether it talks as it should."""

from __future__ import annotations

from pathlib import Path

import click
import msgspec

from ..probing import Finding, probe
from ..scaffold import LANGUAGES, SYSTEMS, write_scaffold
from ..sources import adapter_source

EPILOG = """\b
Examples:
  disconspec adapter new "My server" --language shell
  disconspec adapter lint "exec:sh my_adapter.sh"
"""


@click.group("adapter", epilog=EPILOG)
def command() -> None:
    """Write an adapter for your own program (docs/ADAPTER.md), and probe it."""


@command.command("new", epilog='Example:  disconspec adapter new "My server" --language javascript')
@click.argument("name")
@click.option(
    "--language", default="python", show_default=True, metavar="LANGUAGE", help="python, javascript or shell."
)
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The file to write; adapter.py, .js or .sh.",
)
def new(name: str, language: str, output: Path | None) -> None:
    """Write a complete adapter that calls itself NAME, to be changed into one of your own."""
    path = output or Path(f"adapter.{LANGUAGES.get(language, 'txt')}")
    run = write_scaffold(path, name, language)
    click.echo(
        f"{path} is a complete adapter for {SYSTEMS[language]}, with a small model in place of your program. "
        "Drive it, then change it:"
    )
    click.echo(f"  {run}")
    click.echo(f"  {run.replace(' run --adapter', ' adapter lint')}")


@command.command("lint", epilog='Example:  disconspec adapter lint "exec:sh my_adapter.sh"')
@click.argument("adapter")
@click.option(
    "--deadline",
    type=click.FloatRange(0.05, 3600),
    default=5.0,
    show_default=True,
    help="Seconds for each answer.",
)
@click.option("--system", "systems", multiple=True, metavar="SYSTEM", help="Try only this system.")
@click.option("--allow-effects", is_flag=True, help="Let an adapter do real things to real systems.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def lint(*, adapter: str, deadline: float, systems: tuple[str, ...], allow_effects: bool, form: str) -> int:
    """Try ADAPTER in every way in which adapters go wrong, and say what a run would conclude.

    Exit codes: 0 nothing wrong; 1 problems; 2 wrong usage; 3 it could not even be started.
    """
    source = adapter_source(adapter, deadline=deadline)
    found = probe(source, deadline, allow_effects=allow_effects, systems=systems)
    if form == "json":
        click.echo(msgspec.json.encode(found))
    else:
        for finding in found:
            click.echo(_in_words(finding))
        click.echo(_sentence(found))
    if found[0].result == "problem":
        return 3
    return 1 if any(finding.result == "problem" for finding in found) else 0


def _in_words(finding: Finding) -> str:
    observed = finding.observed.replace("\n", "\n           ")
    concluded = f"\n           a run: {finding.conclusion}" if finding.conclusion else ""
    return f"{finding.result:<8} {finding.probe}: {observed}{concluded}"


def _sentence(found: list[Finding]) -> str:
    problems = sum(finding.result == "problem" for finding in found)
    notes = sum(finding.result == "note" for finding in found)
    if problems:
        return f"{problems} of {len(found)} probes found a problem: a run would not come to a verdict."
    if notes:
        return f"No problems in {len(found)} probes, and {notes} to note."
    return f"No problems in {len(found)} probes: this adapter talks as it should."
