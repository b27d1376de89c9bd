"""`disconspec run` as its users see it."""

from __future__ import annotations

import json
import os
import pty
import re
import select
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import jsonschema
import pytest
from disconspec.conformance.commands import run_command_line
from disconspec.model import rules
from disconspec.reports import load, report_schema

CommandLine = Callable[..., "subprocess.CompletedProcess[str]"]
BRIEF = ("--clause", "TSDISCON-CONSOLE-*")


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of `disconspec run`."""
    code = run_command_line(["run", *arguments])
    out, err = capsys.readouterr()
    return code, out, err


def test_the_reference_model_conforms_and_every_check_can_fail(capsys: pytest.CaptureFixture[str]) -> None:
    """The whole of it: sixty clauses and more over four systems, and every rule is missed when it is off."""
    code, out, err = run(capsys, "--proof", "--format", "json")
    assert (code, err) == (0, "")
    document = json.loads(out)
    jsonschema.validate(document, report_schema())
    assert document["footer"] == {
        "complete": True,
        "verdict": "conformant",
        "gate": "pass",
        "sentence": document["footer"]["sentence"],
        "problems": [],
        "fail_on": "note",
    }
    assert len(document["clauses"]) >= 60
    assert {clause["system"] for clause in document["clauses"]} == {
        "wdsutil",
        "iwdstransportclient",
        "tsdiscon",
        "disconnect-wmssession",
    }
    assert {clause["verdict"] for clause in document["clauses"] if clause["level"] == "must"} == {"passed"}
    assert {clause["verdict"] for clause in document["clauses"] if clause["level"] != "unspecified"} == {
        "passed"
    }
    mutants = document["proof"]["mutants"]
    assert {mutant["rule"] for mutant in mutants} == {rule.clause for rule in rules()}
    assert [mutant for mutant in mutants if not mutant["killed"] or not mutant["killed_by"]] == []


def test_the_other_reading_can_be_chosen(capsys: pytest.CaptureFixture[str]) -> None:
    """In it the console session can be disconnected."""
    code, out, _ = run(capsys, "--profile", "observed", "--system", "tsdiscon", "--format", "json")
    report = json.loads(out)
    assert (code, report["header"]["profile"]) == (0, "observed")
    assert {clause["id"] for clause in report["clauses"]} & {
        "TSDISCON-CONSOLE-001",
        "TSDISCON-CONSOLE-004",
    } == {"TSDISCON-CONSOLE-004"}


def test_a_failure_is_told_with_its_source_its_steps_and_what_was_expected(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Somebody who has never seen the code can follow it."""
    code, out, err = run(capsys, *BRIEF, "--adapter", "fake:broken:TSDISCON-CONSOLE-001")
    assert (code, err) == (1, "")
    assert "FAILED TSDISCON-CONSOLE-001 (must)" in out
    assert re.search(r"source +tsdiscon-en \(en-us\), lines? \d+", out)
    assert "When I type `tsdiscon 1`" in out
    assert "> tsdiscon 1" in out
    assert re.search(r"expected +active", out)
    assert re.search(r"actual +disconnected", out)
    assert (
        out.rstrip().splitlines()[-1].startswith("Reference model")
        or "does not conform" in out.splitlines()[-1]
    )


def test_the_selected_clauses_can_be_listed(capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is run for that."""
    code, out, _ = run(capsys, *BRIEF, "--list", "--adapter", "fake:crashes-at-start")
    assert code == 0
    assert [line.split()[:3] for line in out.splitlines()] == [
        [f"TSDISCON-CONSOLE-00{number}", "must", "tsdiscon"] for number in (1, 2, 3)
    ]
    assert all("[needs console" in line for line in out.splitlines())


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--clause", "TSDISCON-CONSOL-001"), "did you mean 'TSDISCON-CONSOLE-001'"),
        (("--system", "tsdiscn"), "did you mean 'tsdiscon'"),
        (("--level", "most"), "did you mean 'must'"),
        (("--profile", "observd"), "did you mean 'observed'"),
        (("--adapter", "referense"), "did you mean 'reference'"),
        (("--format", "jsn"), "did you mean 'json'"),
        (("--baseline", "nowhere.toml"), "cannot be read"),
        (("--output", "no/such/folder/report.json"), "cannot be written"),
        (("--adapter", "fake:has-real-effects"), "--allow-effects"),
        (("--jobs", "0"), "--jobs"),
        (("--deadline", "-1"), "--deadline"),
        (("--no-such-option",), "--no-such-option"),
        (("surprise",), "surprise"),
    ],
)
def test_wrong_usage_is_told_and_ends_with_2(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], words: str
) -> None:
    """A clear message on standard error, nothing on standard output."""
    code, out, err = run(capsys, *BRIEF, *arguments)
    assert (code, out) == (2, "")
    assert words in err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("adapter", "code"),
    [
        ("fake:always-refuses", 1),
        ("fake:crashes", 3),
        ("fake:lies-about-capabilities", 4),
        ("fake:claims-little", 4),
    ],
)
def test_the_exit_code_says_what_it_came_to(
    capsys: pytest.CaptureFixture[str], adapter: str, code: int
) -> None:
    """And the last line says it in words."""
    found, out, _ = run(
        capsys, *BRIEF, "--clause", "TSDISCON-ID-001", "--level", "must", "--adapter", adapter
    )
    if adapter == "fake:claims-little":
        found, out, _ = run(capsys, *BRIEF, "--adapter", adapter)
    assert found == code
    assert len(out.rstrip().splitlines()[-1]) > 20


def test_a_dry_run_prints_what_would_be_sent_and_starts_nothing(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Neither a program nor an adapter in this process is asked for anything."""
    witness = tmp_path / "started"
    code, out, _ = run(capsys, *BRIEF, "--dry-run", "--adapter", f"exec:touch {witness}")
    assert code == 0
    assert '"line":"tsdiscon 1"' in out
    assert '"console":true' in out
    assert not witness.exists()
    code, out, _ = run(capsys, *BRIEF, "--dry-run", "--adapter", "fake:crashes-at-start")
    assert code == 0
    assert "arrange: {" in out


def test_a_dry_run_shows_the_scripts_of_an_adapter_that_has_some(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Such as what would be typed on another host."""
    file = tmp_path / "scripted.py"
    file.write_text(
        "from disconspec.conformance.fakes import CrashesAtStart\n\nclass Scripted(CrashesAtStart):\n"
        "    def script(self, message):\n        return f'ssh host {type(message).__name__}'\n",
        encoding="utf-8",
    )
    code, out, _ = run(capsys, *BRIEF, "--dry-run", "--adapter", f"{file}:Scripted")
    assert code == 0
    assert "invoke: ssh host Command" in out


def test_the_report_goes_to_a_file_and_its_sentence_to_standard_error(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Standard output stays empty, for a pipeline has no use for it."""
    path = tmp_path / "report.json"
    code, out, err = run(capsys, *BRIEF, "--format", "json", "--output", str(path))
    assert (code, out) == (0, "")
    assert "conforms" in err
    report = load(path)
    assert report.footer.complete
    assert report.header.command[0] == "disconspec"
    assert [each.name for each in tmp_path.iterdir()] == ["report.json"]


def test_two_runs_with_one_seed_are_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    """But for times."""

    def checks(seed: str) -> list[tuple[str, str]]:
        _, out, _ = run(capsys, "--clause", "WMS-ALL-*", "--seed", seed, "--format", "json")
        return [(check["id"], check["outcome"]) for check in json.loads(out)["checks"]]

    assert checks("5") == checks("5") != []


def test_a_terminal_gets_a_progress_bar_and_colour() -> None:
    """The bar goes to standard error and is gone at the end."""
    leader, follower = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", "from disconspec.conformance.main import main; main()", "run", *BRIEF],
        stdin=subprocess.DEVNULL,
        stdout=follower,
        stderr=follower,
        env={**os.environ, "TERM": "xterm-256color", "COLUMNS": "100"},
    )
    os.close(follower)
    shown = b""
    end = time.monotonic() + 60
    with suppress(OSError):
        while time.monotonic() < end:
            if select.select([leader], [], [], 0.1)[0]:
                data = os.read(leader, 65536)
                if not data:
                    break
                shown += data
    os.close(leader)
    assert process.wait(30) == 0
    text = shown.decode(errors="replace")
    assert "checking" in text
    assert "\x1b[32mpassed" in text
    assert "conforms" in re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", text).rstrip().splitlines()[-1]


def test_the_command_works_as_a_process_from_any_folder(command_line: CommandLine, tmp_path: Path) -> None:
    """Nothing is left in the folder, and modules of the user's own are not disturbed."""
    (tmp_path / "model.py").write_text("raise ImportError('theirs')\n", encoding="utf-8")
    done = command_line("run", *BRIEF, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert [each.name for each in tmp_path.iterdir()] == ["model.py"]


@pytest.mark.parametrize("command", [["run"], ["adapter"], ["adapter", "new"], ["adapter", "lint"]])
def test_help_shows_an_example(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """For the command and for its sister."""
    assert run_command_line([*command, "--help"]) == 0
    assert "Example" in capsys.readouterr().out
