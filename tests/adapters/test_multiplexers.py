"""tmux and GNU screen, driven for real: what is arranged is there, what is done is seen, nothing stays."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import psutil
import pytest
from disconspec.conformance.adapters._multiplexer import Multiplexer
from disconspec.conformance.adapters._process import found, running, wait_for
from disconspec.conformance.errors import AdapterUnavailable, CannotArrange
from disconspec.conformance.sources import adapter_source
from disconspec.model.request import Command, Method, Reconnect, Work
from disconspec.model.world import Caller, Grant, Host, Program, Server, Session, World
from msgspec.structs import replace

NOTEPAD = Program("Notepad", work=5)
HERE = Host("RDSH1", sessions=(Session(3), Session(10, programs=(NOTEPAD,)), Session(11, "TERM04")))
THERE = Host(
    "RDSH2", fqdn="rdsh2.example.com", sessions=(Session(10, "rdp-tcp#2"), Session(4, state="disconnected"))
)
WORLD = World(Caller("RDSH1", session=3), hosts=(HERE, THERE))
ARRANGED = {
    ("RDSH1", 3): "active",
    ("RDSH1", 10): "active",
    ("RDSH1", 11): "active",
    ("RDSH2", 10): "active",
    ("RDSH2", 4): "disconnected",
}


@pytest.fixture(scope="module", params=["tmux", "screen"])
def program(request: pytest.FixtureRequest) -> Iterator[Multiplexer]:
    """The adapter to a multiplexer that is on this machine."""
    name = str(request.param)
    if not shutil.which(name):
        pytest.skip(f"{name} is not installed: install {name}")
    adapter = adapter_source(name).open()
    assert isinstance(adapter, Multiplexer)
    yield adapter
    adapter.shutdown()


def states(world: World) -> dict[tuple[str, int], str]:
    """The states of all sessions."""
    return {(host.name, session.id): session.state for host in world.hosts for session in host.sessions}


def settled(adapter: Multiplexer, expected: dict[tuple[str, int], str]) -> None:
    """Wait until the sessions are in the expected states."""
    wait_for(lambda: states(adapter.observe()) == expected, f"{expected}, not {states(adapter.observe())}")


def notepad(adapter: Multiplexer) -> Program | None:
    """The program that was arranged, where it runs."""
    sessions = {session.id: session for session in adapter.observe().hosts[0].sessions}
    return sessions[10].programs[0] if 10 in sessions and sessions[10].programs else None


def test_a_world_is_arranged_as_asked(program: Multiplexer) -> None:
    """Sessions, names, states and programs are as arranged, and observing twice changes nothing."""
    program.arrange(WORLD)
    observed = program.observe()
    assert states(observed) == ARRANGED
    assert [session.name for session in observed.hosts[0].sessions] == ["", "", "TERM04"]
    assert observed.hosts[1].sessions[0].name == "rdp-tcp#2"
    running = notepad(program)
    assert running is not None
    assert (running.name, running.work) == ("Notepad", 5)
    assert program.observe() == observed


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("tsdiscon", ("RDSH1", 3)),
        ("tsdiscon 10", ("RDSH1", 10)),
        ("tsdiscon TERM04", ("RDSH1", 11)),
        ("TSDISCON 10 /Server:rdsh2.example.com", ("RDSH2", 10)),
        ("tsdiscon /server:RDSH2 rdp-tcp#2", ("RDSH2", 10)),
    ],
)
def test_only_the_session_meant_is_disconnected(
    program: Multiplexer, line: str, key: tuple[str, int]
) -> None:
    """By id, by name, by being the current one, on its own host."""
    program.arrange(WORLD)
    assert program.invoke(Command(line)).accepted
    settled(program, ARRANGED | {key: "disconnected"})


def test_programs_live_through_a_disconnection_and_end_with_a_reset(program: Multiplexer) -> None:
    """The same process counts on while disconnected, is there on reconnecting, and ends with the session."""
    program.arrange(WORLD)
    before = notepad(program)
    assert before is not None
    assert program.invoke(Command("tsdiscon 10")).accepted
    settled(program, ARRANGED | {("RDSH1", 10): "disconnected"})
    assert program.invoke(Work("RDSH1")).accepted
    assert notepad(program) == replace(before, work=6)
    assert program.invoke(Reconnect("RDSH1", 10)).accepted
    settled(program, ARRANGED)
    assert notepad(program) == replace(before, work=6)
    assert program.invoke(Command("reset session 10")).accepted
    settled(program, {key: state for key, state in ARRANGED.items() if key != ("RDSH1", 10)})
    assert not program.invoke(Reconnect("RDSH1", 10)).accepted
    assert not program.invoke(Reconnect("RDSH1", 99)).accepted
    wait_for(lambda: _ended(int(before.instance)), "Notepad to end")


def _ended(pid: int) -> bool:
    process = found(pid)
    return process is None or not running(process)


def test_a_program_that_dies_is_seen_to_be_gone(program: Multiplexer) -> None:
    """Observing is no memory of what was arranged."""
    program.arrange(WORLD)
    before = notepad(program)
    assert before is not None
    psutil.Process(int(before.instance)).kill()
    wait_for(lambda: notepad(program) is None, "the killed program to be missed")


def test_a_lost_client_is_seen_as_a_disconnection(program: Multiplexer) -> None:
    """Observing is no memory of what was asked, either."""
    program.arrange(WORLD)
    terminal = next(seat.terminal for seat in program.seats if seat.session.id == 11)
    assert terminal is not None
    terminal.hang_up()
    settled(program, ARRANGED | {("RDSH1", 11): "disconnected"})


def test_an_unreachable_host_refuses_and_goes_on(program: Multiplexer) -> None:
    """Commands do not reach it, observing does."""
    program.arrange(replace(WORLD, hosts=(HERE, replace(THERE, reachable=False))))
    assert not program.invoke(Command("tsdiscon 10 /server:RDSH2")).accepted
    settled(program, ARRANGED)


def test_an_unknown_switch_is_refused(program: Multiplexer) -> None:
    """The program's own parser refuses it, with a message of its own."""
    program.arrange(WORLD)
    outcome = program.invoke(Command("tsdiscon 10 /nonsense"))
    assert not outcome.accepted
    assert outcome.stdout + outcome.stderr
    settled(program, ARRANGED)


@pytest.mark.parametrize(
    ("world", "reason"),
    [
        (replace(WORLD, servers=(Server("WDS"),)), "transport servers"),
        (World(Caller("A"), hosts=(Host("A", sessions=(Session(1, console=True),)),)), "console"),
        (
            World(Caller("A"), hosts=(Host("A", sessions=(Session(1, grants=(Grant("x", "query"),)),)),)),
            "access",
        ),
        (World(Caller("A"), hosts=(Host("A", sessions=(Session(1, "x/:y"),)),)), "no session named"),
        (World(Caller("A"), hosts=(Host("A", sessions=(Session(1, "x"), Session(2, "x"))),)), "one name"),
    ],
)
def test_what_a_multiplexer_has_not_is_not_arranged(program: Multiplexer, world: World, reason: str) -> None:
    """It says what is missing; nothing is made up."""
    with pytest.raises(CannotArrange, match=reason):
        program.arrange(world)


@pytest.mark.parametrize(
    "line", ["tsdiscon /?", "tsdiscon 10 /v", "tsdiscon 10 /VM", "query session", "WDSUTIL /x", ""]
)
def test_what_has_no_counterpart_is_not_asked(program: Multiplexer, line: str) -> None:
    """A switch that the program has nothing for is not dropped in silence."""
    program.arrange(WORLD)
    with pytest.raises(CannotArrange):
        program.invoke(Command(line))
    with pytest.raises(CannotArrange):
        program.invoke(Method("client", "RDSH1", 1, "abort"))


def test_nothing_is_left_behind(program: Multiplexer) -> None:
    """After the end no process and no file of ours is there."""
    program.arrange(WORLD)
    folder = program.folder
    ours = [
        process for process in psutil.process_iter(["cmdline"]) if str(folder) in str(process.info["cmdline"])
    ]
    assert ours
    program.shutdown()
    assert not folder.exists()
    alive = [each for each in ours if each.is_running() and each.status() != psutil.STATUS_ZOMBIE]
    assert not alive
    assert not [
        process for process in psutil.process_iter(["cmdline"]) if str(folder) in str(process.info["cmdline"])
    ]
    program.shutdown()


@pytest.mark.parametrize("name", ["tmux", "screen", "icecast"])
def test_an_absent_program_is_told_with_what_to_install(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without the program gets a message, not a traceback."""
    monkeypatch.setenv("PATH", os.devnull)
    monkeypatch.setattr("disconspec.conformance.adapters._process.SYSTEM_FOLDERS", "")
    with pytest.raises(AdapterUnavailable, match=f"install {name}"):
        adapter_source(name).open().initialize()
