"""Where the command `disconspec` begins: the quickest answers first, everything else on demand."""

from __future__ import annotations

import gc
import signal
import sys

from ..spec.errors import DisconspecError
from .standard_output import standard_output


def main() -> None:
    """Run the command line and end the process with its exit code (DESIGN, "Command line")."""
    sys.stdout = standard_output(sys.stdout)
    reconfigure = getattr(sys.stderr, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="backslashreplace")
    try:
        code = _exit_code(sys.argv[1:])
    except (DisconspecError, BrokenPipeError, KeyboardInterrupt) as end:
        from .commands import tell  # noqa: PLC0415 - keeps click off the way of --version

        code = tell(end)
    # The process ends: nothing that is left is worth interrupting or looking through.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()
    sys.exit(code)


def _exit_code(arguments: list[str]) -> int:
    if arguments == ["--version"]:
        from ..spec.version import VERSION  # noqa: PLC0415 - the shortest way to the shortest answer

        print(f"disconspec {VERSION}", flush=True)  # noqa: T201 - standard output is the answer
        return 0
    from .commands import run_command_line  # noqa: PLC0415 - keeps click off the way of --version

    return run_command_line(arguments)
