"""What a run costs a scenario: the same scenarios by plain pytest-bdd and by `disconspec run`, side by side.

Usage: python benchmarks/run_overhead.py [--rounds N] [--scenarios N]

Both drive the reference model in the same process. The plain run has a fixture of three lines in place of
our driver, and nothing of ours but the model. The cost of one scenario is the difference between a long and a
short run, so that starting does not count. Both are alternated; the median of the paired ratios is told.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SCENARIO = """
  @TSDISCON-ID-001
  Scenario: Session {number} is disconnected
    Given a host with sessions {number} and 5
    When I type `tsdiscon {number}`
    Then session {number} is disconnected
    And session 5 is active
"""

STEPS = """
from pytest_bdd import given, parsers, scenarios, then, when

from disconspec.model.request import Command
from disconspec.model.world import Caller, Host, Session, World

scenarios("many.feature")


@given(parsers.re(r"a host with sessions (?P<number>[0-9]+) and 5"))
def a_host(driver, number):
    sessions = (Session(id=int(number), user="Ann"), Session(id=5, user="Ann"))
    driver.arrange(World(caller=Caller(host="A", user="Ann"), hosts=(Host(name="A", sessions=sessions),)))


@when(parsers.re(r"I type `(?P<line>[^`]*)`"))
def type_it(driver, line):
    assert driver.invoke(Command(line=line)).accepted


@then(parsers.re(r"session (?P<number>[0-9]+) is (?P<state>disconnected|active)"))
def is_so(driver, number, state):
    found = {each.id: each.state for each in driver.observe().hosts[0].sessions}
    assert found[int(number)] == state
"""

PLAIN = """
import pytest

from disconspec.conformance.reference import Reference


@pytest.fixture
def driver():
    return Reference()
"""

OURS = """
import sys

from disconspec.conformance import Plan, Selection, carry_out

report = carry_out(Plan(selection=Selection(clauses=("TSDISCON-ID-001",)), features=(sys.argv[1],)))
assert report.footer.verdict == "conformant", report.footer
assert len(report.checks) == int(sys.argv[2]), len(report.checks)
"""
SHORT = 20


def prepare(folder: Path, scenarios: int) -> None:
    """Write a feature with so many scenarios, its steps, and the plain fixture."""
    folder.mkdir()
    text = "Feature: Many\n" + "".join(SCENARIO.format(number=number) for number in range(10, 10 + scenarios))
    (folder / "many.feature").write_text(text, encoding="utf-8")
    (folder / f"test_many_{scenarios}.py").write_text(STEPS, encoding="utf-8")


def timed(command: list[str], folder: Path) -> float:
    """How long a command takes; it has to succeed."""
    begin = time.perf_counter()
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - begin
    if done.returncode:
        sys.exit(f"{command} failed:\n{done.stdout}\n{done.stderr}")
    return seconds


def plain(folder: Path, scenarios: int) -> float:
    """A run by plain pytest-bdd, with all of pytest's own output switched off."""
    (folder / "conftest.py").write_text(PLAIN, encoding="utf-8")
    options = [
        "-q",
        "-p",
        "no:cacheprovider",
        "--disable-plugin-autoload",
        "-p",
        "pytest_bdd.plugin",
        "-W",
        "ignore",
    ]
    command = [sys.executable, "-m", "pytest", *options, f"test_many_{scenarios}.py"]
    seconds = timed(command, folder)
    (folder / "conftest.py").unlink()
    return seconds


def ours(folder: Path, scenarios: int) -> float:
    """A run by disconspec."""
    return timed(
        [sys.executable, "-c", OURS, str(folder / f"test_many_{scenarios}.py"), str(scenarios)], folder
    )


def main() -> None:
    """Measure, and say whether the goal is met."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--scenarios", type=int, default=400)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        long, short = Path(place, "long"), Path(place, "short")
        prepare(long, chosen.scenarios)
        prepare(short, SHORT)
        more = chosen.scenarios - SHORT
        each: dict[str, list[float]] = {"plain pytest-bdd": [], "disconspec run": []}
        for _ in range(chosen.rounds):
            each["plain pytest-bdd"].append((plain(long, chosen.scenarios) - plain(short, SHORT)) / more)
            each["disconspec run"].append((ours(long, chosen.scenarios) - ours(short, SHORT)) / more)
    for name, seconds in each.items():
        print(f"{name:<18} {statistics.median(seconds) * 1e6:8.0f} us a scenario")
    pairs = zip(each["disconspec run"], each["plain pytest-bdd"], strict=True)
    ratio = statistics.median(our / their for our, their in pairs)
    print(f"ratio {ratio:.2f} (goal: at most 1.20)")


if __name__ == "__main__":
    main()
