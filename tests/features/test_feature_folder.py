"""The features are run from any folder, also from one that has packages of the same names."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def test_features_run_beside_packages_of_the_same_names(tmp_path: Path) -> None:
    """A user's own `model` and `features` are neither imported nor in the way."""
    for name in ("model", "features", "spec"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text(
            "raise SystemExit('imported by mistake')\n", encoding="utf-8"
        )
    command = [sys.executable, "-m", "pytest", "--pyargs", "disconspec.features.test_wdsutil"]
    options = ["--adapter", "reference", "-q", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [*command, *options], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert " passed" in done.stdout
    assert "failed" not in done.stdout
