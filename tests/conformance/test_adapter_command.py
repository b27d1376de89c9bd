"""`disconspec adapter`: a first adapter of one's own, and what is wrong with one."""

from __future__ import annotations

import json
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import started_by_us
from disconspec.conformance.commands import run_command_line
from disconspec.conformance.probing import probe, trial
from disconspec.conformance.runner import counted_clauses
from disconspec.conformance.scaffold import LANGUAGES, RUNNERS, SYSTEMS, TEMPLATES, scaffold
from disconspec.conformance.simplest import CASES, simplest
from disconspec.conformance.sources import adapter_source
from disconspec.features import FOLDER
from disconspec.reports import exit_code
from disconspec.reports.document import Report
from disconspec.spec import DisconspecError, systems

RunSmall = Callable[..., Report]
EXAMPLES = Path(__file__).parents[2] / "examples" / "adapters"
SMALL_CAPABILITIES = {"python": "TSDISCON", "shell": "TSDISCON", "javascript": "WDSUTIL"}


def interpreter(language: str) -> str:
    """The command that runs a language; a visible skip where it is not on this machine."""
    if shutil.which(RUNNERS[language]) is None:
        pytest.skip(f"{RUNNERS[language]} is not on this machine")
    return RUNNERS[language]


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_an_example_is_what_the_scaffold_writes(language: str) -> None:
    """At most sixty lines, and the same in both places."""
    example = EXAMPLES / f"adapter.{LANGUAGES[language]}"
    template = TEMPLATES / f"adapter.{LANGUAGES[language]}.txt"
    text = example.read_text(encoding="utf-8")
    assert text == template.read_text(encoding="utf-8")
    assert 20 < len(text.splitlines()) <= 60
    assert [each for each in systems() if f'"{each}"' in text] == [SYSTEMS[language]]


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_an_example_talks_as_it_should(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The linter finds nothing to say about it."""
    command = f"exec:{interpreter(language)} {shlex.quote(str(EXAMPLES / f'adapter.{LANGUAGES[language]}'))}"
    assert run_command_line(["adapter", "lint", command]) == 0
    out = capsys.readouterr().out
    assert "this adapter talks as it should" in out
    assert started_by_us() == set()


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_an_example_conforms_and_a_bug_in_it_is_found(
    language: str, run_small: RunSmall, tmp_path: Path
) -> None:
    """The right clause fails when the state is not changed."""
    text = scaffold("My server", language)
    clause = {"WDSUTIL": "WDSUTIL-DISCONNECT-001", "TSDISCON": "TSDISCON-ID-001"}[
        SMALL_CAPABILITIES[language]
    ]
    features = FOLDER / ("test_wdsutil.py" if language == "javascript" else "test_tsdiscon.py")
    good, bad = tmp_path / "good", tmp_path / "bad"
    good.write_text(text, encoding="utf-8")
    wrong = {"python": '"disconnected"', "javascript": '"unicast" : "none"', "shell": "\\1disconnected"}[
        language
    ]
    replaced = {"python": '"active"', "javascript": '"multicast" : "multicast"', "shell": "\\1active"}[
        language
    ]
    assert wrong in text
    bad.write_text(text.replace(wrong, replaced), encoding="utf-8")
    run = f"exec:{interpreter(language)}"
    report = run_small(f"{run} {good}", clause, deadline=5, features=features)
    assert (exit_code(report), report.footer.verdict) == (0, "conformant")
    assert report.header.adapter is not None
    assert report.header.adapter.name == "My server"
    report = run_small(f"{run} {bad}", clause, deadline=5, features=features)
    assert (exit_code(report), [each.id for each in report.clauses if each.verdict == "failed"]) == (
        1,
        [clause],
    )


def test_a_new_adapter_can_be_driven_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is printed is the command that does it."""
    monkeypatch.chdir(tmp_path)
    assert run_command_line(["adapter", "new", "My server"]) == 0
    out = capsys.readouterr().out
    assert 'disconspec run --adapter "exec:python3 adapter.py"' in out
    assert 'disconspec adapter lint "exec:python3 adapter.py"' in out
    assert '"name": "My server"' in (tmp_path / "adapter.py").read_text(encoding="utf-8")
    assert run_command_line(["adapter", "new", "My server"]) == 2
    assert "exists already" in capsys.readouterr().err
    assert run_command_line(["adapter", "new", "My server", "--language", "pyton", "--output", "x"]) == 2
    assert "did you mean 'python'" in capsys.readouterr().err
    assert run_command_line(["adapter", "new", "My server", "--output", "no/such/folder.py"]) == 2
    assert "cannot be written" in capsys.readouterr().err


@pytest.mark.parametrize("name", ['a"b', "a\\b", "", "a\nb", "x" * 100, "$(reboot)"])
def test_a_name_that_could_break_a_program_is_refused(name: str) -> None:
    """It stands in the text of a program."""
    with pytest.raises(DisconspecError, match="cannot be an adapter's name"):
        scaffold(name, "shell")


# What the linter says of a fake: the exit code, and a probe with words of what it observed.
LINTED = {
    "fake:always-refuses": (0, "invoke (tsdiscon)", "was refused, and no effect shows"),
    "fake:arranges-nothing": (1, "arrange and observe (tsdiscon)", "not observed"),
    "fake:claims-unknown": (3, "initialize", "did you mean 'programs'"),
    "fake:crashes": (1, "unforeseen requests (tsdiscon)", "raised RuntimeError"),
    "fake:crashes-at-start": (3, "initialize", "raised RuntimeError"),
    "fake:duplicates-observations": (1, "arrange and observe (tsdiscon)", "not to message"),
    "fake:garbles": (1, "invoke (tsdiscon)", "gave no Outcome"),
    "fake:hangs": (1, "invoke (tsdiscon)", "no answer within"),
    "fake:has-real-effects": (0, "effects", "nothing was asked"),
    "fake:leaks-state": (
        1,
        "arrange another world (tsdiscon)",
        "session 3 of the first world is still there",
    ),
    "fake:lies-about-capabilities": (
        1,
        "declared capabilities (tsdiscon)",
        "console: the fake knows neither",
    ),
    "fake:observes-stale": (1, "invoke (tsdiscon)", "observe remembers"),
    "fake:leaves-children": (1, "shutdown", "outlived the adapter"),
    "fake:stays": (1, "shutdown", "did not end"),
    "exec:sh -c 'echo broken >&2; exit 7'": (3, "initialize", "broken"),
}


@pytest.mark.parametrize("adapter", sorted(LINTED))
def test_the_linter_sees_what_is_wrong(adapter: str, capsys: pytest.CaptureFixture[str]) -> None:
    """And what a run would make of it."""
    code, wanted, words = LINTED[adapter]
    arguments = ["--format", "json", "--deadline", "0.3", "--system", "tsdiscon"]
    assert run_command_line(["adapter", "lint", adapter, *arguments]) == code
    found = {each["probe"]: each for each in json.loads(capsys.readouterr().out)}
    assert words in found[wanted]["observed"]
    assert (found[wanted]["result"] == "problem") == (code != 0)
    assert found[wanted]["conclusion"]
    assert started_by_us() == set()


def test_the_linter_prints_a_sentence_at_the_end(capsys: pytest.CaptureFixture[str]) -> None:
    """Problems, notes, or neither; in this process as well."""
    assert run_command_line(["adapter", "lint", "fake:claims-little"]) == 0
    assert capsys.readouterr().out.endswith("this adapter talks as it should.\n")
    assert run_command_line(["adapter", "lint", "fake:crashes", "--system", "tsdiscon"]) == 1
    assert "would not come to a verdict" in capsys.readouterr().out
    assert run_command_line(["adapter", "lint", "fake:always-refuses", "--system", "wdsutil"]) == 0
    assert "to note." in capsys.readouterr().out
    assert run_command_line(["adapter", "lint", "fake:perfekt"]) == 2
    assert run_command_line(["adapter", "lint", "fake:claims-little", "--system", "wdsutil"]) == 2


@pytest.mark.parametrize("system", systems())
def test_every_capability_that_a_clause_needs_has_a_simplest_world(system: str) -> None:
    """And the reference model refuses none of them."""
    needed = {name for clause in counted_clauses() if clause.system == system for name in clause.needs}
    assert needed
    assert {name for name in needed if simplest(system, name) is None} == set()
    found = probe(adapter_source("reference"), 5, allow_effects=False, systems=(system,))
    (declared,) = (each for each in found if each.probe == f"declared capabilities ({system})")
    assert declared.result == "ok"
    assert f"none of {len(CASES[system])} is refused" in declared.observed


def test_a_slow_adapter_is_noted(tmp_path: Path) -> None:
    """A fifth of the deadline for one observation is a lot."""
    file = tmp_path / "slow.py"
    file.write_text(
        "import time\nfrom disconspec.conformance.fakes import ClaimsLittle\n\nclass Slow(ClaimsLittle):\n"
        "    def observe(self):\n        time.sleep(0.03)\n        return super().observe()\n",
        encoding="utf-8",
    )
    found = probe(adapter_source(f"{file}:Slow"), 0.1, allow_effects=False)
    assert [each.probe for each in found if each.result == "note"] == ["speed (tsdiscon)"]


@pytest.mark.parametrize("system", systems())
@pytest.mark.parametrize("capabilities", [(), ("session-id", "client-method"), ("session-name",)])
def test_there_is_something_to_try_for_every_system(system: str, capabilities: tuple[str, ...]) -> None:
    """Its effect does not show from the start, and its world belongs to the system."""
    tried = trial(system, capabilities)
    assert not tried.effect(tried.world)
    assert tried.smaller != tried.world
    assert tried.world.hosts or tried.world.servers
