"""What one-shot commands cost, as ratios to `python -c pass` taken side by side.

Usage: python benchmarks/startup.py [ROUNDS]
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from exit_codes import hold

PAGE = """# <a name="example"></a>example

## <a name="syntax"></a>Syntax

```
example /name:<name> [/force]
```

## <a name="parameters"></a>Parameters

|Parameter|Description|
|---------|-----------|
|/name:\\<name>|The name.|
|[/force]|Insists.|
"""
ROUNDS = 15


def seconds(command: list[str]) -> float:
    """The wall-clock time of one run of a command, in seconds.

    Raises:
        SystemExit: the command failed.

    """
    begin = time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    took = time.perf_counter() - begin
    hold(command, done.returncode)
    return took


def main() -> None:
    """Print each command's median ratio to the bare interpreter, its minimum and its maximum."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    disconspec = str(Path(sys.executable).with_name("disconspec"))
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.md"
        page.write_text(PAGE, encoding="utf-8")
        commands = {
            "disconspec --version": [disconspec, "--version"],
            "disconspec --help": [disconspec, "--help"],
            "disconspec check PAGE": [disconspec, "check", str(page)],
            "disconspec check --no-cache PAGE": [disconspec, "check", "--no-cache", str(page)],
            "disconspec parse LINE": [disconspec, "parse", "example /name:<name> [/force]"],
            "disconspec explain ID": [disconspec, "explain", "TSDISCON-CONSOLE-001"],
        }
        for name, command in commands.items():
            seconds(command)
            ratios = [seconds(command) / seconds([sys.executable, "-c", "pass"]) for _ in range(rounds)]
            spread = f"[{min(ratios):.1f} .. {max(ratios):.1f}]"
            print(f"{name:36} {statistics.median(ratios):5.1f} x python -c pass {spread}")


if __name__ == "__main__":
    main()
