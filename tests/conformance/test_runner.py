"""A run from end to end, in this process: each way of misbehaving ends in its documented outcome."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from disconspec.conformance.driver import outcome_in_words
from disconspec.conformance.errors import AdapterError
from disconspec.conformance.examination import detail_of, outcome_of
from disconspec.conformance.fakes import IN_PROCESS
from disconspec.conformance.plan import Plan
from disconspec.conformance.runner import carry_out
from disconspec.conformance.selection import Selection
from disconspec.features import FOLDER
from disconspec.grammar import grammar_hash
from disconspec.model import model_hash
from disconspec.model.request import Outcome
from disconspec.reports import exit_code, load, render
from disconspec.reports.document import Report
from disconspec.reports.loading import encode
from disconspec.spec import DisconspecError, spec_hash

RunSmall = Callable[..., Report]
TSDISCON = ("tsdiscon",)

# What each fake comes to on the checks of tsdiscon: exit code and verdict on TSDISCON-ID-001.
EXPECTED = {
    "perfect": (0, "passed"),
    "always-accepts": (1, "failed"),
    "always-refuses": (1, "failed"),
    "arranges-nothing": (1, "failed"),
    "cannot-observe": (1, "failed"),
    "claims-little": (0, "passed"),
    "claims-nothing": (3, "not_run"),
    "claims-unknown": (3, "not_run"),
    "crashes": (3, "errored"),
    "crashes-at-shutdown": (3, "passed"),
    "crashes-at-start": (3, "not_run"),
    "crashes-every-second-time": (3, "passed"),
    "forgets-state": (1, "failed"),
    "garbles": (3, "errored"),
    "hangs": (3, "errored"),
    "has-real-effects": (2, ""),
    "leaks-state": (0, "passed"),
    "lies-about-capabilities": (4, "passed"),
    "observes-stale": (0, "passed"),
    "settles-late": (0, "passed"),
    "speaks-another-version": (3, "not_run"),
}


def verdict_on(report: Report, identifier: str) -> str:
    """Verdict on."""
    return next(clause.verdict for clause in report.clauses if clause.id == identifier)


def small_selection(*extra: str) -> Selection:
    """The clauses of tsdiscon that the handful of checks decides."""
    return Selection(
        clauses=(
            "TSDISCON-ID-001",
            "TSDISCON-ISOLATION-001",
            "TSDISCON-PROGRAMS-001",
            "TSDISCON-HELP-002",
            *extra,
        )
    )


def test_every_fake_has_its_documented_outcome() -> None:
    """Every fake has its documented outcome."""
    assert set(EXPECTED) == set(IN_PROCESS)


@pytest.mark.parametrize("name", sorted(set(EXPECTED) - {"has-real-effects"}))
def test_a_fake_ends_as_documented(run_small: RunSmall, name: str) -> None:
    """A fake ends as documented."""
    begin = time.monotonic()
    deadline = 0.1 if name == "hangs" else 5
    report = run_small(f"fake:{name}", selection=small_selection(), deadline=deadline)
    code, verdict = EXPECTED[name]
    assert (exit_code(report), verdict_on(report, "TSDISCON-ID-001")) == (code, verdict)
    assert report.footer.complete
    assert time.monotonic() - begin < 30
    if code:
        assert report.footer.verdict != "conformant"


def test_real_effects_need_a_permission(run_small: RunSmall) -> None:
    """Real effects need a permission."""
    with pytest.raises(DisconspecError, match="real effects") as error:
        run_small("fake:has-real-effects", "TSDISCON-ID-001")
    assert (error.value.exit_code, error.value.hint) == (2, "add --allow-effects to let it")
    assert exit_code(run_small("fake:has-real-effects", "TSDISCON-ID-001", allow_effects=True)) == 0


def test_a_broken_rule_fails_its_own_clause_and_no_other(run_small: RunSmall) -> None:
    """A broken rule fails its own clause and no other."""
    report = run_small("fake:broken:TSDISCON-ID-001", selection=small_selection("WDSUTIL-DISCONNECT-001"))
    assert verdict_on(report, "TSDISCON-ID-001") == "failed"
    assert verdict_on(report, "WDSUTIL-DISCONNECT-001") == "passed"


def test_a_failure_tells_what_was_expected_found_and_done(run_small: RunSmall) -> None:
    """A failure tells what was expected found and done."""
    report = run_small("fake:always-accepts", "TSDISCON-ID-001")
    (check,) = report.checks
    assert (check.expected, check.actual) == ("disconnected", "active")
    assert check.steps == ("  > tsdiscon 3", "  < accepted, HRESULT 0x00000000 (S_OK), stdout: Done.")
    assert check.title == "A session id names the session to disconnect."
    assert check.id == "TSDISCON-ID-001/by_id"
    (clause,) = report.clauses
    assert clause.sources
    assert "tsdiscon" in clause.sources[0]


def test_the_header_tells_what_was_held_to_what(run_small: RunSmall) -> None:
    """The header tells what was held to what."""
    header = run_small("reference", "TSDISCON-ID-001", seed=7).header
    assert header.adapter is not None
    assert (header.tool, header.seed, header.profile, header.adapter.name) == (
        "disconspec",
        7,
        "documented",
        "reference model",
    )
    hashes = (header.spec_hash, header.grammar_hash, header.model_hash)
    assert hashes == (spec_hash(), grammar_hash(), model_hash())
    assert len(set(hashes)) == len(hashes)
    assert header.started.endswith("+00:00")


def test_nothing_that_applies_is_incomplete(run_small: RunSmall) -> None:
    """Nothing that applies is incomplete."""
    report = run_small("fake:claims-little", "WDSUTIL-DISCONNECT-001")
    assert (report.footer.verdict, report.checks, exit_code(report)) == ("incomplete", (), 4)


def test_a_clause_without_a_check_is_incomplete(run_small: RunSmall) -> None:
    """A clause without a check is incomplete."""
    report = run_small("reference", "TSDISCON-ID-001", "TSDISCON-CONSOLE-001")
    assert verdict_on(report, "TSDISCON-CONSOLE-001") == "not_run"
    assert exit_code(report) == 4


def test_silence_is_recorded(run_small: RunSmall) -> None:
    """Silence is recorded."""
    report = run_small("reference", "TSDISCON-ID-001", "TSDISCON-GAP-001")
    assert verdict_on(report, "TSDISCON-GAP-001") == "not_applicable"
    assert "accepted: False" in report.clauses[-1].reason
    assert exit_code(report) == 0


def test_checks_that_cannot_be_collected_are_no_success(run_small: RunSmall, tmp_path: Path) -> None:
    """Checks that cannot be collected are no success."""
    file = tmp_path / "check_broken.py"
    file.write_text("import no_such_module_at_all\n", encoding="utf-8")
    report = run_small("reference", "TSDISCON-ID-001", features=file)
    assert exit_code(report) == 4
    assert any("no_such_module_at_all" in problem for problem in report.footer.problems)
    empty = tmp_path / "check_empty.py"
    empty.write_text("", encoding="utf-8")
    assert exit_code(run_small("reference", "TSDISCON-ID-001", features=empty)) == 4
    assert exit_code(run_small("reference", "TSDISCON-ID-001", features=tmp_path / "nowhere.py")) == 4


def test_a_check_about_no_clause_is_a_problem(run_small: RunSmall, small: Path, tmp_path: Path) -> None:
    """A check about no clause is a problem."""
    file = tmp_path / "check_unknown.py"
    file.write_text(small.read_text(encoding="utf-8").replace("TSDISCON-HELP-002", "TSDISCON-HELP-999"))
    report = run_small("reference", "TSDISCON-ID-001", features=file)
    assert report.footer.gate == "fail"
    assert any("TSDISCON-HELP-999, which is no clause" in problem for problem in report.footer.problems)


@pytest.mark.parametrize(
    ("body", "outcome"),
    [
        ("import pytest; pytest.skip('not today')", "not_run"),
        ("import pytest; pytest.xfail('known')", "failed"),
        ("raise LookupError('the check is wrong')", "errored"),
        ("raise SystemExit(0)", "errored"),
        ("assert False", "failed"),
        ("import pytest; pytest.fail('no')", "failed"),
        ("raise ExceptionGroup('two', [AssertionError('a'), LookupError('b')])", "failed"),
        ("try:\n        driver.invoke(None)\n    except Exception:\n        pass", "errored"),
    ],
)
def test_a_check_that_does_not_pass_is_never_taken_for_passed(
    run_small: RunSmall, tmp_path: Path, body: str, outcome: str
) -> None:
    """A check that does not pass is never taken for passed."""
    file = tmp_path / "check_body.py"
    file.write_text(
        f"import pytest\n\n@pytest.mark.clause('TSDISCON-ID-001')\ndef test_it(driver):\n    {body}\n",
        encoding="utf-8",
    )
    report = run_small("fake:crashes", "TSDISCON-ID-001", features=file)
    assert [check.outcome for check in report.checks] == [outcome]
    assert report.footer.gate == "fail"


def test_two_tests_of_one_name_have_two_ids(tmp_path: Path) -> None:
    """A report in which an id stands twice contradicts itself."""
    for name in ("check_one.py", "check_two.py"):
        (tmp_path / name).write_text(
            "import pytest\n\n@pytest.mark.clause('TSDISCON-ID-001')\ndef test_it(driver):\n    pass\n",
            encoding="utf-8",
        )
    plan = Plan(
        selection=Selection(clauses=("TSDISCON-ID-001",)),
        features=(str(tmp_path / "check_one.py"), str(tmp_path / "check_two.py")),
    )
    report = carry_out(plan)
    assert [check.id for check in report.checks] == ["TSDISCON-ID-001/it", "TSDISCON-ID-001/it (check_two)"]
    assert exit_code(load(encode(report))) == 0


def test_an_xfail_marker_excuses_nothing(run_small: RunSmall, tmp_path: Path) -> None:
    """An xfail marker excuses nothing."""
    file = tmp_path / "check_marked.py"
    file.write_text(
        "import pytest\n\n@pytest.mark.xfail\n@pytest.mark.clause('TSDISCON-ID-001')\n"
        "def test_it(driver):\n    assert False\n",
        encoding="utf-8",
    )
    assert run_small("reference", "TSDISCON-ID-001", features=file).checks[0].outcome == "failed"


def test_a_fault_in_setting_up_or_tearing_down_is_seen(run_small: RunSmall, tmp_path: Path) -> None:
    """A fault in setting up or tearing down is seen."""
    file = tmp_path / "check_fixture.py"
    file.write_text(
        "import pytest\n\n@pytest.fixture\ndef late(driver):\n    yield\n    raise LookupError('late')\n\n"
        "@pytest.fixture\ndef early(driver):\n    raise LookupError('early')\n\n"
        "@pytest.mark.clause('TSDISCON-ID-001')\ndef test_a(late):\n    pass\n\n"
        "@pytest.mark.clause('TSDISCON-ID-001')\ndef test_b(early):\n    pass\n",
        encoding="utf-8",
    )
    report = run_small("reference", "TSDISCON-ID-001", features=file)
    assert [(check.outcome, check.detail.split(": ")[-1]) for check in report.checks] == [
        ("errored", "late"),
        ("errored", "early"),
    ]


def test_a_fault_of_the_check_itself_is_called_so() -> None:
    """A fault of the check itself is called so."""
    assert outcome_of(LookupError("x")) == "errored"
    assert detail_of(LookupError("x")) == "the check itself broke: LookupError: x"
    assert detail_of(AdapterError("gone")) == "gone"
    assert detail_of(None) == ""


def test_a_property_that_ends_in_an_error_is_told_readably(run_small: RunSmall) -> None:
    """The request that it ended at, and no values of ours."""
    report = run_small("fake:crashes", "TSDISCON-VM-002", features=FOLDER / "test_properties.py")
    (check,) = report.checks
    assert check.outcome == "errored"
    assert check.detail.startswith("invoke: the adapter raised RuntimeError")
    assert len(check.detail.splitlines()) == 1
    assert re.fullmatch(r"  > tsdiscon \w+ /VM", check.steps[-1])


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_an_adapter_that_never_starts_is_told_in_a_few_lines(run_small: RunSmall, form: str) -> None:
    """The reason is not buried under everything that was not run."""
    report = run_small("fake:crashes-at-start", systems=("tsdiscon",))
    assert len(report.clauses) > 20
    told = render(report, form)
    assert len(told.splitlines()) < 12
    assert "raised RuntimeError: the fake cannot start" in told
    assert "TSDISCON-ID-001" not in told


@pytest.mark.parametrize(
    ("value", "words"),
    [(0, "0x00000000 (S_OK)"), (1, "0x00000001"), (-2147467259, "0x80004005"), (2147500037, "0x80004005")],
)
def test_an_hresult_has_one_spelling(value: int, words: str) -> None:
    """Signed or unsigned."""
    assert outcome_in_words(Outcome(accepted=value == 0, hresult=value)).endswith(f"HRESULT {words}")


def test_settings_of_the_user_do_not_reach_the_run(
    run_small: RunSmall, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Settings of the user do not reach the run."""
    monkeypatch.setenv("PYTEST_ADDOPTS", "-k nothing_at_all --collect-only")
    monkeypatch.setenv("PYTEST_PLUGINS", "no_such_plugin")
    (tmp_path / "pytest.ini").write_text("[pytest]\naddopts = --no-such-option\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert exit_code(run_small("reference", "TSDISCON-ID-001")) == 0
    assert sorted(each.name for each in tmp_path.iterdir()) == ["pytest.ini"]


def test_what_an_adapter_prints_stays_out_of_standard_output(
    run_small: RunSmall, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """What an adapter prints stays out of standard output."""
    file = tmp_path / "loud.py"
    file.write_text(
        "from disconspec.conformance.reference import Reference\n\n"
        "class Loud(Reference):\n    def observe(self):\n        print('loud')\n"
        "        return super().observe()\n",
        encoding="utf-8",
    )
    assert exit_code(run_small(f"{file}:Loud", "TSDISCON-ID-001")) == 0
    out, err = capfd.readouterr()
    assert out == ""
    assert "loud" in err
