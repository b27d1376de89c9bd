"""A benchmark times commands that do their work: one that does not ends it with a message."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
FINDING = "# frob\n\n## Syntax\n\n```\nfrob /a:<b\n```\n"


@pytest.fixture
def check_speed(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script that times `disconspec check` and its peers."""
    pytest.importorskip("resource", reason="its costs are read as Unix tells them")
    monkeypatch.setattr(sys, "path", [str(BENCHMARKS), *sys.path])
    return import_module("check_speed")


@pytest.fixture
def startup(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script that times one-shot commands."""
    monkeypatch.setattr(sys, "path", [str(BENCHMARKS), *sys.path])
    return import_module("startup")


def ends_with(code: int) -> list[str]:
    """A command that ends with an exit code."""
    return [sys.executable, "-c", f"raise SystemExit({code})"]


@pytest.mark.parametrize(("page", "code"), [("# frob\n", 0), (FINDING, 1)], ids=["clean", "findings"])
def test_a_check_that_was_made_is_timed(
    check_speed: ModuleType, tmp_path: Path, page: str, code: int
) -> None:
    """Findings are no failure."""
    (tmp_path / "page.md").write_text(page, encoding="utf-8")
    command = check_speed.check("page.md", "--no-cache")
    assert check_speed.timed(command, tmp_path).wall > 0
    other = command._replace(expected=(1 - code,))
    with pytest.raises(SystemExit, match=f"ended with {code} and not with {1 - code}"):
        check_speed.timed(other, tmp_path)


@pytest.mark.parametrize(
    ("arguments", "content"),
    [(("--nothing-like-it", "page.md"), b"# frob\n"), (("--no-cache", "page.md"), b"\xff\xfe\xfd")],
    ids=["wrong usage", "a page that cannot be read"],
)
def test_a_check_that_was_not_made_is_not_timed(
    check_speed: ModuleType,
    tmp_path: Path,
    arguments: tuple[str, ...],
    content: bytes,
) -> None:
    """Not even where it took its time."""
    (tmp_path / "page.md").write_bytes(content)
    with pytest.raises(SystemExit, match=r"check .*page\.md\nended with 2 and not with 0 or 1"):
        check_speed.timed(check_speed.check(*arguments), tmp_path)


@pytest.mark.parametrize("code", [2, 3, 4, 130])
def test_every_other_exit_code_of_a_check_ends_the_benchmark(
    check_speed: ModuleType,
    tmp_path: Path,
    code: int,
) -> None:
    """Wrong usage, nothing driven, incomplete, interrupted."""
    command = check_speed.check()._replace(line=ends_with(code))
    with pytest.raises(SystemExit, match=f"ended with {code} and not"):
        check_speed.timed(command, tmp_path)


def test_peers_may_end_as_they_do_with_findings(check_speed: ModuleType, tmp_path: Path) -> None:
    """A peer that crashes is not timed, one that finds something is."""
    assert check_speed.PEERS
    for peer in check_speed.PEERS.values():
        for code in peer.expected:
            check_speed.timed(peer._replace(line=ends_with(code)), tmp_path)
        with pytest.raises(SystemExit, match="ended with 101"):
            check_speed.timed(peer._replace(line=ends_with(101)), tmp_path)


def test_a_command_that_fails_at_once_has_not_started_quickly(startup: ModuleType) -> None:
    """What is told to be quick has done what it was asked for."""
    assert startup.seconds(ends_with(0)) > 0
    with pytest.raises(SystemExit, match="ended with 1 and not with 0"):
        startup.seconds(ends_with(1))
