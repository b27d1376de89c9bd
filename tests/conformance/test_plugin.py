"""The pytest plugin: there for `disconspec.features`, and out of the way of everybody else."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

CHECK = """
import pytest

@pytest.mark.clause("TSDISCON-ID-001")
def test_it(driver):
    assert "tsdiscon" in driver.systems

@pytest.mark.clause("WDSUTIL-DISCONNECT-001")
def test_not_claimed(driver):
    assert driver is None
"""


def run_pytest(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A plain pytest run in a folder of a user's own."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-q", *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_the_plugin_costs_next_to_nothing_to_import() -> None:
    """Nothing of ours but itself, and no library."""
    script = (
        "import sys; import disconspec.conformance.plugin; heavy = {'msgspec', 'psutil', 'hypothesis'}; "
        "print(sorted(each for each in sys.modules if each in heavy or each.startswith('disconspec')))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['disconspec', 'disconspec.conformance', 'disconspec.conformance.plugin']"


def test_somebody_elses_tests_do_not_notice_it(tmp_path: Path) -> None:
    """A fixture called driver stays theirs, an option called --adapter as well, and tags stay tags."""
    (tmp_path / "conftest.py").write_text(
        "import pytest\n\ndef pytest_addoption(parser):\n    parser.addoption('--theirs')\n", encoding="utf-8"
    )
    (tmp_path / "test_theirs.py").write_text(
        "import sys\n\ndef test_theirs(request):\n"
        "    assert 'disconspec.conformance.stagehand' not in sys.modules\n"
        "    assert 'msgspec' not in sys.modules\n\n"
        "def test_no_driver(driver):\n    pass\n",
        encoding="utf-8",
    )
    done = run_pytest(tmp_path)
    assert "1 passed, 1 error" in done.stdout
    assert "fixture 'driver' not found" in done.stdout


def test_another_plugin_may_have_the_option(tmp_path: Path) -> None:
    """Theirs counts, and nothing breaks."""
    (tmp_path / "theirs.py").write_text(
        "def pytest_addoption(parser):\n    parser.addoption('--adapter', dest='their_adapter')\n",
        encoding="utf-8",
    )
    (tmp_path / "test_theirs.py").write_text(
        "def test_it(request):\n    assert request.config.getoption('their_adapter') == 'x'\n",
        encoding="utf-8",
    )
    done = run_pytest(tmp_path, "-p", "theirs", "--adapter", "x", "test_theirs.py")
    assert "1 passed" in done.stdout, done.stdout + done.stderr


def test_the_features_run_under_plain_pytest(tmp_path: Path) -> None:
    """By name, from a folder with a `model` of its own, which stays its own."""
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "__init__.py").write_text("raise ImportError('theirs')\n", encoding="utf-8")
    done = run_pytest(tmp_path, "--pyargs", "disconspec.features", "-k", "console", "--strict-markers")
    assert done.returncode == 0, done.stdout + done.stderr
    assert " passed" in done.stdout
    assert "failed" not in done.stdout


def test_an_adapter_can_be_named_to_plain_pytest(tmp_path: Path) -> None:
    """What does not apply is skipped, with the reason."""
    (tmp_path / "test_mine.py").write_text(CHECK, encoding="utf-8")
    done = run_pytest(tmp_path, "-p", "disconspec", "--adapter", "fake:claims-little", "-rs")
    assert "1 passed, 1 skipped" in done.stdout, done.stdout + done.stderr
    assert "the adapter does not claim wdsutil" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("--adapter", "fake:crashes-at-start"), 3, "the fake cannot start"),
        (("--adapter", "fake:has-real-effects"), 2, "has real effects"),
        (("--adapter", "fake:perfekt"), 4, "did you mean 'perfect'"),
    ],
)
def test_an_adapter_that_cannot_be_used_stops_pytest(
    tmp_path: Path, arguments: tuple[str, ...], code: int, words: str
) -> None:
    """With a message, once."""
    (tmp_path / "test_mine.py").write_text(CHECK, encoding="utf-8")
    done = run_pytest(tmp_path, "-p", "disconspec", *arguments)
    assert done.returncode == code, done.stdout + done.stderr
    assert words in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
