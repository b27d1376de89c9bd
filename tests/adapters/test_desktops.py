"""xrdp and X2Go: driven for real where they are installed, root is there and somebody asked for it."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from disconspec.conformance.adapter import Adapter
from disconspec.conformance.adapters._process import poll
from disconspec.conformance.errors import AdapterUnavailable, CannotArrange
from disconspec.conformance.sources import adapter_source
from disconspec.model.request import Command, Reconnect, Work
from disconspec.model.world import Caller, Grant, Host, Program, Server, Session, World

WORLD = World(
    Caller("A", session=10),
    hosts=(Host("A", sessions=(Session(10, programs=(Program("Notepad", work=5),)), Session(3))),),
)
DISCONNECT = {"xrdp": Command("tsdiscon"), "x2go": Command("tsdiscon 10")}


@pytest.fixture(params=["xrdp", "x2go"])
def desktop(request: pytest.FixtureRequest) -> Iterator[tuple[str, Adapter]]:
    """The adapter to a desktop server that can be driven here."""
    name = str(request.param)
    if os.environ.get("DISCONSPEC_REAL_PROGRAMS", "") != "all":
        pytest.skip(f"{name} makes accounts: set DISCONSPEC_REAL_PROGRAMS=all to drive it")
    try:
        adapter = adapter_source(name).open()
    except AdapterUnavailable as reason:
        pytest.skip(str(reason))
    yield name, adapter
    adapter.shutdown()


def states(world: World) -> dict[int, str]:
    """The states of the sessions."""
    return {session.id: session.state for session in world.hosts[0].sessions}


def test_a_session_lives_through_a_disconnection(desktop: tuple[str, Adapter]) -> None:
    """It is disconnected, its program runs on, and reconnecting leads back to it."""
    name, adapter = desktop
    identity = adapter.initialize()
    assert identity.version
    assert identity.real_effects
    adapter.arrange(WORLD)
    assert states(adapter.observe()) == {10: "active", 3: "active"}
    before = adapter.observe().hosts[0].sessions[0].programs[0]
    assert adapter.invoke(DISCONNECT[name]).accepted
    assert poll(lambda: states(adapter.observe()) == {10: "disconnected", 3: "active"})
    assert adapter.invoke(Work("A")).accepted
    assert adapter.invoke(Reconnect("A", 10)).accepted
    assert poll(lambda: states(adapter.observe()) == {10: "active", 3: "active"})
    after = adapter.observe().hosts[0].sessions[0].programs[0]
    assert (after.instance, after.work) == (before.instance, 6)
    assert not adapter.invoke(Reconnect("A", 99)).accepted
    with pytest.raises(CannotArrange):
        adapter.invoke(Command("tsdiscon 10 /v"))
    for world in (
        World(Caller("A"), servers=(Server("A"),)),
        World(Caller("A"), hosts=(Host("A", sessions=(Session(1, grants=(Grant("x", "query"),)),)),)),
    ):
        with pytest.raises(CannotArrange):
            adapter.arrange(world)


@pytest.mark.parametrize("name", ["xrdp", "x2go"])
def test_what_is_missing_is_told(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the programs there are packages to install, without root there is a container."""
    with monkeypatch.context() as bare:
        bare.setenv("PATH", os.devnull)
        bare.setattr("disconspec.conformance.adapters._process.SYSTEM_FOLDERS", "")
        with pytest.raises(AdapterUnavailable, match=f"install .*{name}"):
            adapter_source(name).open()
    where = f"disconspec.conformance.adapters._{name}_server"
    monkeypatch.setattr(f"{where}.PROGRAMS", ())
    monkeypatch.setattr(f"{where}.os.geteuid", lambda: 1000)
    with pytest.raises(AdapterUnavailable, match="root"):
        adapter_source(name).open()
