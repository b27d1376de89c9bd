"""The subcommand `disconspec run`: drive an implementation and give a verdict."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

import click

from ...reports import exit_code, formats, render
from ...reports.document import Report
from ...spec import Clause
from ..baseline import load_baseline
from ..dry_run import dry_run as dry_run_of
from ..journal import Journal
from ..nearest import unknown
from ..plan import Plan
from ..runner import Run, counted_clauses
from ..selection import Selection, profile_named, select
from . import tell

EPILOG = """\b
Examples:
  disconspec run
  disconspec run --system tsdiscon --adapter "exec:python3 my_adapter.py"
  disconspec run --adapter tmux --allow-effects --format json --output report.json

\b
Exit codes: 0 conformant; 1 not conformant; 2 wrong usage, input or baseline;
3 the implementation could not be driven; 4 incomplete; 130 interrupted.
"""


@click.command("run", epilog=EPILOG)
@click.option(
    "--adapter",
    default="reference",
    metavar="ADAPTER",
    show_default=True,
    help="The implementation: reference, exec:COMMAND, package.module:factory, path.py:factory, "
    "a ready adapter or fake:NAME.",
)
@click.option("--system", "systems", multiple=True, metavar="SYSTEM", help="Only clauses of this system.")
@click.option("--clause", "clauses", multiple=True, metavar="ID", help="Only this clause; * and ? match.")
@click.option(
    "--level", "levels", multiple=True, metavar="LEVEL", help="Only must, should, may or unspecified."
)
@click.option(
    "--profile", default="documented", show_default=True, help="The reading: documented or observed."
)
@click.option("--list", "list_only", is_flag=True, help="List the selected clauses and run nothing.")
@click.option(
    "--seed", type=click.IntRange(0), default=0, show_default=True, help="What properties are drawn from."
)
@click.option(
    "--format", "form", default="text", show_default=True, metavar="FORMAT", help="See disconspec report."
)
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the report here, from the very start.",
)
@click.option(
    "--baseline",
    "baseline_file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Known failures to excuse (see disconspec report baseline).",
)
@click.option("--allow-effects", is_flag=True, help="Let an adapter do real things to real systems.")
@click.option("--dry-run", is_flag=True, help="Print what would be sent to the adapter; start nothing.")
@click.option(
    "--jobs", type=click.IntRange(1), default=1, show_default=True, help="Copies of the adapter at once."
)
@click.option(
    "--deadline",
    type=click.FloatRange(0.05, 3600),
    default=10.0,
    show_default=True,
    metavar="SECONDS",
    help="How long each answer may take.",
)
@click.option("--proof", is_flag=True, help="Also switch off each rule of the model and show what notices.")
def command(
    *,
    adapter: str,
    systems: tuple[str, ...],
    clauses: tuple[str, ...],
    levels: tuple[str, ...],
    profile: str,
    list_only: bool,
    seed: int,
    form: str,
    output: Path | None,
    baseline_file: Path | None,
    allow_effects: bool,
    dry_run: bool,
    jobs: int,
    deadline: float,
    proof: bool,
) -> int:
    """Drive an implementation and give a verdict clause by clause.

    Without options it is the bundled reference model that is held to the specification.
    """
    _check_format(form)
    selection = Selection(systems=systems, clauses=clauses, levels=levels, profile=profile_named(profile))
    if list_only:
        return _list(select(counted_clauses(), selection))
    plan = Plan(
        adapter=adapter,
        selection=selection,
        seed=seed,
        deadline=deadline,
        allow_effects=allow_effects,
        baseline=load_baseline(baseline_file) if baseline_file is not None else None,
        proof=proof,
        jobs=jobs,
    )
    if dry_run:
        stream = sys.stdout
        return dry_run_of(plan, lambda text: click.echo(text, file=stream))
    return _run(plan, form, output)


def _check_format(form: str) -> None:
    if form not in formats():
        raise unknown("report format", form, formats(), hint=f"one of {', '.join(formats())}")


def _list(clauses: tuple[Clause, ...]) -> int:
    """One clause a line, aligned, so that it can be searched; what it needs comes last."""
    width = max(len(clause.id) for clause in clauses)
    for clause in clauses:
        needs = f" [needs {', '.join(clause.needs)}]" if clause.needs else ""
        click.echo(
            f"{clause.id:<{width}}  {clause.level:<11}  {clause.system:<21}  {clause.statement}{needs}"
        )
    return 0


def _run(plan: Plan, form: str, output: Path | None) -> int:
    journal = Journal(output, lambda report: _rendered(report, form, None))
    with _progress() as progress:
        report = Run(plan, progress, journal).carry_out()
    if output is None:
        click.echo(_rendered(report, form, sys.stdout), nl=False)
    else:
        click.echo(_rendered(report, "text", None).rstrip().rsplit("\n", 1)[-1], err=True)
    if not report.footer.complete:
        return tell(KeyboardInterrupt())
    return exit_code(report)


def _rendered(report: Report, form: str, stream: object) -> str:
    terminal = stream is not None and sys.stdout.isatty()
    return render(report, form, colour=terminal and form == "text", width=_width() if terminal else None)


def _width() -> int:
    return shutil.get_terminal_size().columns


@contextmanager
def _progress() -> Generator[Callable[[str, int], None]]:
    """A progress bar on a terminal, nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda _what, _total: None
        return
    from rich.console import Console  # noqa: PLC0415 - only a terminal needs it
    from rich.progress import (  # noqa: PLC0415 - likewise
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
    )

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("checking", total=None)

        def one_more(_what: str, total: int) -> None:
            bar.update(task, total=total, advance=1)

        yield one_more
