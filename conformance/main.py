"""Where the command `disconspec` begins: the quickest answers first, everything else on demand."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """Run the command line and end the process with its exit code (DESIGN, "Command line")."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
    if sys.argv[1:] == ["--version"]:
        from ..spec.version import VERSION  # noqa: PLC0415 - the shortest way to the shortest answer

        print(f"disconspec {VERSION}")  # noqa: T201 - standard output is the answer
        return
    from .commands import run_command_line  # noqa: PLC0415 - keeps click off the way of --version

    code = run_command_line(sys.argv[1:])
    # The process ends: nothing that is left is worth looking through.
    gc.freeze()
    sys.exit(code)
