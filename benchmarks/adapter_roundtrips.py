"""What a round trip costs: a persistent adapter with deadlines, and a Python started for every command.

Usage: python benchmarks/adapter_roundtrips.py [--rounds N] [--seconds S]

Both answer the same message with the same reply, and neither imports anything of ours, so that only the
transport counts. The persistent one is driven by `RemoteAdapter`, which validates, and waits for nothing
without a deadline. Both are alternated, and the median of the paired ratios is told.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable

from disconspec.conformance.protocol import ObserveRequest, encode
from disconspec.conformance.remote import RemoteAdapter

WORLD = '{"caller":{"host":"A"},"hosts":[{"name":"A","sessions":[{"id":3},{"id":5}]}]}'
ANSWER = f"""
import sys
begun = '{{"name":"echo","systems":["tsdiscon"],"settle":0}}'
for line in sys.stdin:
    number = line.split('"id":', 1)[1].split(",", 1)[0]
    result = begun if '"initialize"' in line else "{{}}" if '"shutdown"' in line else {WORLD!r}
    sys.stdout.write('{{"jsonrpc":"2.0","id":' + number + ',"result":' + result + "}}\\n")
    sys.stdout.flush()
"""
MESSAGE = encode(ObserveRequest(1)) + b"\n"


def spawned() -> None:
    """One round trip with a Python of its own: started, asked, answered, ended."""
    done = subprocess.run(
        [sys.executable, "-S", "-E", "-c", ANSWER], input=MESSAGE, capture_output=True, check=True
    )
    if json.loads(done.stdout)["result"]["caller"]["host"] != "A":
        sys.exit("the adapter answers something else")


def rate(ask: Callable[[], object], seconds: float) -> float:
    """How often something can be asked in a second."""
    begin = time.perf_counter()
    count = 0
    while (spent := time.perf_counter() - begin) < seconds:
        ask()
        count += 1
    return count / spent


def main() -> None:
    """Measure, and say whether the goal is met."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=1.0)
    chosen = parser.parse_args()
    adapter = RemoteAdapter([sys.executable, "-S", "-E", "-c", ANSWER], 10.0)
    adapter.initialize()
    rates: dict[str, list[float]] = {"a Python for each command": [], "persistent, with deadlines": []}
    for _ in range(chosen.rounds):
        rates["a Python for each command"].append(rate(spawned, chosen.seconds))
        rates["persistent, with deadlines"].append(rate(adapter.observe, chosen.seconds))
    adapter.shutdown()
    for name, found in rates.items():
        print(f"{name:<27} {statistics.median(found):8.0f} round trips a second")
    slow, quick = rates.values()
    ratio = statistics.median(one / other for one, other in zip(quick, slow, strict=True))
    print(f"ratio {ratio:.0f} (goal: at least 100)")


if __name__ == "__main__":
    main()
