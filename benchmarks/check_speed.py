"""How fast `disconspec check` is beside its peers, over a folder of pages.

    python benchmarks/check_speed.py FOLDER [--rounds N] [--pages N]

Always measured: a bare block parse of the same pages with markdown-it-py in one process, one and two
processes, a re-run from the cache, growth from one to eight thousand pages, memory, and one page against
`python -c pass`. The command line peers (markdownlint-cli2, remark, codespell, typos) are measured where they
are on the PATH; it is said where they are not. Every number is the median of the rounds; the commands take
turns in each round.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from exit_codes import CHECKED, DONE, hold

BARE = """
import sys, pathlib
from markdown_it import MarkdownIt
rules = "table code fence blockquote hr list reference html_block heading lheading".split()
markdown = MarkdownIt("zero", {"html": True}).enable(rules)
for path in sys.stdin.read().split("\\0"):
    markdown.block.parse(pathlib.Path(path).read_text(encoding="utf-8-sig"), markdown, {}, [])
"""
USUAL = 4000
GROWTH = (1000, 2000, 4000, 8000)
# Pages are taken in strides, so that a thousand of them are as mixed as all.
STEP = 7919


class Command(NamedTuple):
    """A command line, the exit codes of one that has done its work, and what it reads from standard input."""

    line: list[str]
    expected: tuple[int, ...] = DONE
    given: str = ""


PEERS = {
    "markdownlint-cli2": Command(["markdownlint-cli2", "**/*.md"], (0, 1)),
    "remark": Command(["remark", "--quiet", "--use", "remark-preset-lint-recommended", "."]),
    "codespell": Command(["codespell", "-q", "7", "."], (0, 65)),
    "typos": Command(["typos", "--format", "brief", "."], (0, 2)),
}


class Cost(NamedTuple):
    """What one command took: seconds on the clock, seconds of processor, peak memory in KiB."""

    wall: float
    processor: float
    memory: int


def timed(command: Command, folder: Path) -> Cost:
    """What one command takes in a folder; its output is thrown away.

    Raises:
        SystemExit: the command ended with an exit code that it does not have when its work is done.

    """
    begun = time.perf_counter()
    process = subprocess.Popen(
        command.line, cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    if process.stdin is None:
        raise SystemExit("no pipe")
    process.stdin.write(command.given.encode())
    process.stdin.close()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    took = time.perf_counter() - begun
    hold(command.line, process.returncode, command.expected)
    return Cost(took, usage.ru_utime + usage.ru_stime, usage.ru_maxrss)


def check(*arguments: str) -> Command:
    """The command under test, started the way its console script starts it."""
    start = "import sys; sys.argv[0] = 'disconspec'; from disconspec.conformance.main import main; main()"
    return Command([sys.executable, "-c", start, "check", *arguments], CHECKED)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--pages", type=int, default=0, help="only so many pages")
    asked = parser.parse_args()
    source = sorted(asked.folder.rglob("*.md"))
    if not source:
        raise SystemExit(f"no pages in {asked.folder}")
    if asked.pages:
        source = source[:: max(1, len(source) // asked.pages)][: asked.pages]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for path in source:
            copy = folder / path.relative_to(asked.folder)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy)
        compare(folder, asked.rounds)
        growth(source, asked.folder)
        one_page(folder, asked.rounds * 3)


def compare(folder: Path, rounds: int) -> None:
    """The whole folder, each command in turn."""
    pages = sorted(str(path) for path in folder.rglob("*.md"))
    listed = "\0".join(pages)
    cache = str(folder / ".cache")
    commands = {
        "bare markdown-it-py blocks": Command([sys.executable, "-c", BARE], given=listed),
        "check --jobs 1": check(".", "--no-cache", "--jobs", "1"),
        "check --jobs 2": check(".", "--no-cache", "--jobs", "2"),
        "check --jobs 1, from the cache": check(".", "--cache", cache, "--jobs", "1"),
    }
    for peer, command in PEERS.items():
        if shutil.which(command.line[0]):
            commands[peer] = command
        else:
            print(f"{peer}: not installed, not measured")
    timed(check(".", "--cache", cache, "--jobs", "1"), folder)
    results: dict[str, list[Cost]] = {label: [] for label in commands}
    for _ in range(rounds):
        for label, command in commands.items():
            results[label].append(timed(command, folder))
    base = results["check --jobs 1"]
    usual = Cost(
        statistics.median(each.wall for each in base), statistics.median(each.processor for each in base), 0
    )
    print(f"\n{len(pages)} pages, median of {rounds} rounds; ratios to check --jobs 1")
    for label, measured in results.items():
        wall, processor = (statistics.median(each[at] for each in measured) for at in (0, 1))
        memory = max(each.memory for each in measured) / 1024
        print(
            f"{label:32} {wall:8.2f} s ({wall / usual.wall:5.2f} x) "
            f"{processor:8.2f} s of processor ({processor / usual.processor:5.2f} x) "
            f"{memory:6.0f} MiB"
        )


def growth(source: list[Path], root: Path) -> None:
    """Time and memory for one to eight thousand pages; where there are fewer, copies make them up."""
    print()
    for count in GROWTH:
        with tempfile.TemporaryDirectory() as name:
            for number in range(count):
                path = source[(number * STEP) % len(source)]
                copy = Path(name) / str(number // len(source)) / path.relative_to(root)
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, copy)
            cost = timed(check(".", "--no-cache", "--jobs", "1"), Path(name))
        print(
            f"{count:6} pages {cost.processor:8.2f} s of processor {cost.memory / 1024:6.0f} MiB "
            f"{1000 * cost.processor / count:6.2f} ms a page"
        )


def one_page(folder: Path, rounds: int) -> None:
    """One page as a whole process, against an empty one."""
    page = str(min(folder.rglob("*.md"), key=lambda path: abs(path.stat().st_size - USUAL)))
    empty: list[float] = []
    one: list[float] = []
    for _ in range(max(rounds, 9)):
        empty.append(timed(Command([sys.executable, "-c", "pass"]), folder).processor)
        one.append(timed(check(page, "--no-cache"), folder).processor)
    ratio = statistics.median(one) / statistics.median(empty)
    print(f"\none page: {1000 * statistics.median(one):.0f} ms, {ratio:.1f} x python -c pass")
    print(f"peak memory of this script: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")


if __name__ == "__main__":
    main()
