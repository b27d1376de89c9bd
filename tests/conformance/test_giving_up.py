"""When a system is given up: after how many errored checks in a row, and what becomes of the rest."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from disconspec.reports import exit_code
from disconspec.reports.document import Report

RunSmall = Callable[..., Report]


def crashing(folder: Path, word: str) -> Path:
    """An adapter that dies of the requests in which a word stands."""
    file = folder / "crashing.py"
    file.write_text(
        "from disconspec.conformance.reference import Reference\n\n"
        "class Crashing(Reference):\n    def invoke(self, request):\n"
        f"        if {word!r} in request.line:\n            raise RuntimeError('at ' + request.line)\n"
        "        return super().invoke(request)\n",
        encoding="utf-8",
    )
    return file


def requests(folder: Path, bodies: Sequence[tuple[str, str]]) -> Path:
    """Checks of the given clauses, each of which makes one request."""
    file = folder / "check_requests.py"
    file.write_text(
        "import pytest\nfrom disconspec.model.request import Command\n"
        "from disconspec.model.world import *\n\n"
        "WORLD = World(\n    caller=Caller(host='RDSH1', session=5),\n"
        "    hosts=(Host(name='RDSH1', sessions=(Session(id=5), Session(id=3))),),\n)\n"
        + "".join(
            f"\n@pytest.mark.clause({clause!r})\ndef test_{place:02}(driver):\n"
            f"    driver.arrange(WORLD)\n    driver.invoke(Command(line={line!r}))\n"
            for place, (clause, line) in enumerate(bodies)
        ),
        encoding="utf-8",
    )
    return file


def test_a_system_that_keeps_failing_is_given_up(run_small: RunSmall, tmp_path: Path) -> None:
    """Eight errored checks of five clauses, and the rest of that system is not run; another system is."""
    subjects = ("ID", "NAME", "ISOLATION", "DISCONNECT", "CURRENT")
    bodies = [(f"TSDISCON-{subjects[place % 5]}-001", "tsdiscon 3") for place in range(12)]
    bodies.insert(10, ("WDSUTIL-DISCONNECT-001", "WDSUTIL /Disconnect-Client /ClientId:1"))
    report = run_small(
        f"{crashing(tmp_path, 'tsdiscon')}:Crashing",
        *(clause for clause, _ in bodies),
        features=requests(tmp_path, bodies),
    )
    outcomes = [check.outcome for check in report.checks if check.clause.startswith("TSDISCON")]
    assert outcomes == ["errored"] * 8 + ["not_run"] * 4
    assert [clause.verdict for clause in report.clauses if clause.system == "wdsutil"] == ["passed"]
    (problem,) = report.footer.problems
    assert "given up on tsdiscon after 8 errored checks in a row, the last: invoke: the adapter" in problem
    assert exit_code(report) == 3


def test_a_crash_on_one_kind_of_request_leaves_the_rest_to_be_judged(
    run_small: RunSmall, tmp_path: Path
) -> None:
    """However many checks of those few clauses there are."""
    bodies = [(f"TSDISCON-VM-00{place % 3 + 1}", "tsdiscon 3 /VM") for place in range(20)]
    bodies.append(("TSDISCON-ID-001", "tsdiscon 3"))
    report = run_small(
        f"{crashing(tmp_path, '/VM')}:Crashing",
        *(clause for clause, _ in bodies),
        features=requests(tmp_path, bodies),
    )
    assert [check.outcome for check in report.checks] == ["errored"] * 20 + ["passed"]
    assert report.footer.problems == ()


def test_a_proper_answer_ends_the_count(run_small: RunSmall, tmp_path: Path) -> None:
    """Seven errors, an answer, and seven errors more are no eight in a row."""
    subjects = ("ID", "NAME", "ISOLATION", "DISCONNECT", "CURRENT")
    bodies = [(f"TSDISCON-{subjects[place % 5]}-001", "tsdiscon 3 /VM") for place in range(14)]
    bodies.insert(7, ("TSDISCON-ID-001", "tsdiscon 3"))
    report = run_small(
        f"{crashing(tmp_path, '/VM')}:Crashing",
        *(clause for clause, _ in bodies),
        features=requests(tmp_path, bodies),
    )
    outcomes = [check.outcome for check in report.checks]
    assert outcomes == ["errored"] * 7 + ["passed"] + ["errored"] * 7


def test_failures_are_counted_in_a_row_only(run_small: RunSmall, small: Path, tmp_path: Path) -> None:
    """Failures are counted in a row only."""
    many = tmp_path / "check_many.py"
    many.write_text(
        small.read_text(encoding="utf-8").replace('["tsdiscon 3", "tsdiscon TERM03"]', "['x'] * 12")
    )
    report = run_small("fake:crashes-every-second-time", "TSDISCON-ISOLATION-001", features=many)
    outcomes = [check.outcome for check in report.checks]
    assert len(outcomes) == 12
    assert outcomes.count("errored") == 6
    assert outcomes.count("passed") == 6
