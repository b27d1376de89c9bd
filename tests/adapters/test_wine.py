"""Wine, driven for real where it is installed: it says that it disconnects and does not, as must be seen."""

from __future__ import annotations

import os
import shutil

import psutil
import pytest
from disconspec.conformance.adapters.wine import COMPILER
from disconspec.conformance.errors import AdapterUnavailable, CannotArrange
from disconspec.conformance.sources import adapter_source
from disconspec.model.request import Command, Work
from disconspec.model.world import Caller, Host, Program, Server, Session, World

WORLD = World(Caller("A", session=3), hosts=(Host("A", sessions=(Session(3), Session(10))),))


def test_success_without_effect_is_observed_as_such() -> None:
    """WTSDisconnectSession says yes to every id, known or not, and every session stays active."""
    if os.environ.get("DISCONSPEC_REAL_PROGRAMS", "") != "all":
        pytest.skip("making a Wine prefix takes long: set DISCONSPEC_REAL_PROGRAMS=all to drive Wine")
    if not shutil.which("wine") or not shutil.which(COMPILER):
        pytest.skip("Wine or mingw is not installed: install wine, wine64 and gcc-mingw-w64-x86-64")
    adapter = adapter_source("wine").open()
    try:
        assert adapter.initialize().version[0].isdigit()
        adapter.arrange(WORLD)
        for line in ("tsdiscon 10", "tsdiscon", "tsdiscon 999"):
            assert adapter.invoke(Command(line)).accepted
            assert adapter.observe() == WORLD
        for request in (Command("tsdiscon TERM04"), Command("tsdiscon 10 /v"), Work("A")):
            with pytest.raises(CannotArrange):
                adapter.invoke(request)
        for world in (
            World(Caller("A"), servers=(Server("A"),)),
            World(Caller("A"), hosts=(Host("A", sessions=(Session(1, programs=(Program("x"),)),)),)),
        ):
            with pytest.raises(CannotArrange):
                adapter.arrange(world)
    finally:
        adapter.shutdown()
    assert not [each for each in psutil.process_iter(["cmdline"]) if "wts.exe" in str(each.info["cmdline"])]


def test_an_absent_wine_is_told_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without Wine gets a message, not a traceback."""
    monkeypatch.setenv("PATH", os.devnull)
    monkeypatch.setattr("disconspec.conformance.adapters._process.SYSTEM_FOLDERS", "")
    with pytest.raises(AdapterUnavailable, match="install wine"):
        adapter_source("wine").open()
