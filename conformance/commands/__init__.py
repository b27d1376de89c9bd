"""The command line: one module a subcommand, imported only when it is asked for.

A subcommand module is named as the subcommand and offers one click command called `command`.
"""

from __future__ import annotations

import difflib
from importlib import import_module

import click

from ...spec.errors import DisconspecError
from ...spec.version import VERSION
from ..internal_errors import internal_error, is_traceback_wanted

__all__ = ["run_command_line", "tell"]

SUBCOMMANDS = ("adapter", "check", "explain", "model", "parse", "report", "run", "vectors")
INTERRUPTED = 130


class OnDemand(click.Group):
    """A group that imports a subcommand when it is called and suggests the nearest name if there is none."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(SUBCOMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - same
        if cmd_name not in SUBCOMMANDS:
            return None
        return import_module(f".{cmd_name}", __name__).command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in SUBCOMMANDS and not args[0].startswith("-"):
            near = difflib.get_close_matches(args[0], SUBCOMMANDS, 1)
            hint = f" Did you mean {near[0]!r}?" if near else ""
            raise click.UsageError(f"No such command {args[0]!r}.{hint}", ctx)
        return super().resolve_command(ctx, args)


@click.group(cls=OnDemand, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, prog_name="disconspec", message="%(prog)s %(version)s")
def disconspec() -> None:
    """Hold documents, a reference model and real programs to one written specification.

    Is the implementation right?  disconspec run

    Is the document right?        disconspec check PATH...
    """


def run_command_line(arguments: list[str]) -> int:
    """Run one subcommand and return the exit code.

    Errors become a message on standard error, never a traceback.
    """
    try:
        code = disconspec.main(arguments, prog_name="disconspec", standalone_mode=False)
    except click.exceptions.Exit as leave:
        return leave.exit_code
    except click.ClickException as mistake:
        mistake.show()
        return mistake.exit_code
    except (DisconspecError, BrokenPipeError, click.Abort, KeyboardInterrupt) as end:
        return tell(end)
    except Exception as error:
        if is_traceback_wanted():
            raise
        return tell(internal_error(error))
    return code if isinstance(code, int) else 0


def tell(end: DisconspecError | BrokenPipeError | click.Abort | KeyboardInterrupt) -> int:
    """Say on standard error what has ended a command, and give its exit code."""
    if isinstance(end, BrokenPipeError):
        # Who reads no more has seen enough.
        return 1
    if isinstance(end, DisconspecError):
        click.echo(f"disconspec: {end}", err=True)
        return end.exit_code
    click.echo("disconspec: interrupted", err=True)
    return INTERRUPTED
