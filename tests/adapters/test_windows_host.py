"""The Windows adapter end to end: a real OpenSSH server on loopback, its commands played by the model."""

from __future__ import annotations

import getpass
import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from disconspec.conformance.adapters import windows
from disconspec.conformance.adapters._process import end, run, tree, wait_for
from disconspec.conformance.errors import AdapterUnavailable, CannotArrange
from disconspec.model.request import Command, Method, SessionObject
from disconspec.model.world import Caller, Client, Host, Namespace, Server, Session, World
from disconspec.spec.errors import DisconspecError

HERE = Path(__file__).parent
HOSTILE = "it\u2019s 'a' & $(calc) %PATH% `x`"
WORLD = World(
    Caller("RDSH1"),
    hosts=(
        Host(
            "RDSH1", sessions=(Session(3, user="Administrator"), Session(10, "TERM04", user="Administrator"))
        ),
        Host("RDSH2", fqdn="rdsh2.example.com", sessions=(Session(10, HOSTILE, user="Administrator"),)),
    ),
)
TRANSPORT = World(
    Caller("WDS1"),
    servers=(Server("WDS1", namespaces=(Namespace("Image", clients=(Client(1), Client(7))),)),),
)


def listens(port: int) -> bool:
    """Whether somebody listens on a port of the loopback interface."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A settings file that leads to an SSH server of our own."""
    sshd = shutil.which("sshd", path=os.environ.get("PATH", "") + ":/usr/sbin")
    if not sshd or not shutil.which("ssh"):
        pytest.skip("OpenSSH is not installed: install openssh-server and openssh-client")
    folder = tmp_path_factory.mktemp("lab")
    for name in ("host", "user"):
        run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)])
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    shutil.copy(folder / "user.pub", folder / "authorized_keys")
    key = (folder / "host.pub").read_text().split()
    (folder / "known_hosts").write_text(f"[127.0.0.1]:{port} {key[0]} {key[1]}\n")
    (folder / "sshd_config").write_text(
        f"Port {port}\nListenAddress 127.0.0.1\nHostKey {folder / 'host'}\nPidFile none\nUsePAM no\n"
        f"StrictModes no\nPasswordAuthentication no\nAuthorizedKeysFile {folder / 'authorized_keys'}\n"
        f"PermitRootLogin yes\nForceCommand {sys.executable} {HERE / 'standin.py'} {folder / 'world.json'}\n"
    )
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)  # what the service's own start makes
    server = subprocess.Popen([sshd, "-D", "-e", "-f", folder / "sshd_config"], stderr=subprocess.DEVNULL)
    destination = f"{getpass.getuser()}@127.0.0.1"
    options = ["-F", "none", "-p", str(port), "-i", str(folder / "user"), "-S", "/tmp/disconspec-%C"]  # noqa: S108 - one of our own, by its hash
    options += ["-o", f"UserKnownHostsFile={folder / 'known_hosts'}", "-o", "StrictHostKeyChecking=yes"]
    master = None
    try:
        wait_for(lambda: listens(port), "the SSH server to listen")
        master = subprocess.Popen(
            [shutil.which("ssh") or "", "-M", "-N", "-o", "BatchMode=yes", *options, destination],
            stdin=subprocess.DEVNULL,
        )
        wait_for(
            lambda: run(["ssh", *options, "-O", "check", destination]).code == 0,
            "the SSH connection to stand",
        )
        quoted = ", ".join(f"'{option}'" for option in options)
        file = folder / "lab.toml"
        file.write_text(
            f"ssh = '{destination}'\noptions = [{quoted}]\narrange = \"C:\\\\lab\\\\it's here.ps1\"\n"
            "systems = ['tsdiscon', 'wdsutil', 'iwdstransportclient', 'disconnect-wmssession']\n"
            "[hosts.RDSH1]\n[hosts.RDSH2]\n"
        )
        yield file
    finally:
        for process in filter(None, (master, server)):
            end(tree(process.pid))
            process.wait(5)


@pytest.fixture
def host(lab: Path, monkeypatch: pytest.MonkeyPatch) -> windows.WindowsAdapter:
    """The adapter to the played Windows host, with sessions arranged."""
    monkeypatch.setenv("DISCONSPEC_WINDOWS", str(lab))
    adapter = windows.adapter()
    adapter.arrange(WORLD)
    return adapter


def states(world: World) -> dict[tuple[str, int], str]:
    """The states of all sessions."""
    return {(host.name, session.id): session.state for host in world.hosts for session in host.sessions}


def test_the_host_says_what_it_is(lab: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The identity comes from the host, and its effects are real."""
    monkeypatch.setenv("DISCONSPEC_WINDOWS", str(lab))
    identity = windows.adapter().initialize()
    assert identity.version == "10.0.17763.0 on STANDIN"
    assert identity.real_effects
    assert "several-servers" in identity.capabilities


def test_sessions_are_disconnected_by_id_and_by_name_on_their_own_host(host: windows.WindowsAdapter) -> None:
    """Ids and names go through what the lab called them; the German listing is read back."""
    active = dict.fromkeys([("RDSH1", 3), ("RDSH1", 10), ("RDSH2", 10)], "active")
    assert states(host.observe()) == active
    assert host.invoke(Command("tsdiscon TERM04")).accepted
    assert states(host.observe()) == active | {("RDSH1", 10): "disconnected"}
    assert host.invoke(Command(f'tsdiscon /server:RDSH2 "{HOSTILE}"')).accepted
    assert states(host.observe()) == active | {("RDSH1", 10): "disconnected", ("RDSH2", 10): "disconnected"}


def test_what_is_refused_is_refused(host: windows.WindowsAdapter) -> None:
    """The exit code of the program decides, and its standard error is kept."""
    outcome = host.invoke(Command("tsdiscon 3 /nonsense"))
    assert not outcome.accepted
    assert "TSDISCON" in outcome.stderr.upper()


def test_a_cmdlet_takes_arrays_and_objects(host: windows.WindowsAdapter) -> None:
    """Arrays are renamed one by one; objects keep each their own host."""
    assert host.invoke(Command("Disconnect-WmsSession -SessionId 3,10 -WhatIf")).stdout
    assert "disconnected" not in states(host.observe()).values()
    outcome = host.invoke(
        Command("Disconnect-WmsSession", (SessionObject(3, "RDSH1"), SessionObject(10, "RDSH2")))
    )
    assert (outcome.accepted, outcome.output) == (True, 0)
    assert states(host.observe()) == {
        ("RDSH1", 3): "disconnected",
        ("RDSH1", 10): "active",
        ("RDSH2", 10): "disconnected",
    }


def test_clients_leave_by_the_command_and_by_the_com_object(host: windows.WindowsAdapter) -> None:
    """Client ids go through what the server gave; a client that has left is no longer listed."""
    host.arrange(TRANSPORT)

    def joined() -> list[int]:
        clients = host.observe().servers[0].namespaces[0].clients
        return [client.id for client in clients if client.joined]

    assert joined() == [1, 7]
    assert host.invoke(Command("WDSUTIL /Disconnect-Client /ClientId:7")).accepted
    assert joined() == [1]
    outcome = host.invoke(Method("client", "WDS1", 1, "abort"))
    assert (outcome.accepted, outcome.hresult) == (True, 0)
    assert joined() == []


def test_a_run_gives_a_verdict_on_the_host(lab: Path) -> None:
    """The command line drives the host clause by clause, once its effects are allowed."""
    arguments = ["run", "--adapter", "windows", "--clause", "TSDISCON-EXAMPLE-00*", "--format", "json"]
    start = [sys.executable, "-c", "from disconspec.conformance.main import main; main()", *arguments]
    environment = {**os.environ, "DISCONSPEC_WINDOWS": str(lab)}
    refused = run(start, environment=environment, deadline=60)
    assert refused.code == 2
    assert "--allow-effects" in refused.stderr
    done = run([*start, "--allow-effects", "--deadline", "30"], environment=environment, deadline=60)
    verdicts = {clause["id"]: clause["verdict"] for clause in json.loads(done.stdout)["clauses"]}
    assert verdicts["TSDISCON-EXAMPLE-002"] == "passed"
    assert verdicts["TSDISCON-EXAMPLE-001"] == "not_applicable"


def test_what_would_be_sent_is_shown_and_nothing_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    """A plan names the script and the command, without any host being there."""
    monkeypatch.setenv("DISCONSPEC_WINDOWS", "nobody@host.invalid")
    adapter = windows.adapter()
    shown = adapter.script(WORLD) + adapter.script(Command("tsdiscon 10 /server:RDSH2"))
    assert "$arguments = '10 /server:RDSH2'" in shown
    assert "nobody@host.invalid" in shown
    assert "-EncodedCommand" in shown


def test_a_lab_that_does_not_answer_or_does_not_exist_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Each way of not having a host ends in a message, never in a verdict."""
    monkeypatch.delenv("DISCONSPEC_WINDOWS", raising=False)
    with pytest.raises(AdapterUnavailable, match="no Windows host is named"):
        windows.adapter()
    monkeypatch.setenv("DISCONSPEC_WINDOWS", "-oProxyCommand=touch /tmp/x")
    with pytest.raises(DisconspecError, match="no SSH destination"):
        windows.adapter().initialize()
    broken = tmp_path / "lab.toml"
    broken.write_text("ssh = 3\n")
    monkeypatch.setenv("DISCONSPEC_WINDOWS", str(broken))
    with pytest.raises(DisconspecError, match="settings are wrong"):
        windows.adapter()
    closed = socket.socket()
    closed.bind(("127.0.0.1", 0))
    broken.write_text(
        f"ssh = 'nobody@127.0.0.1'\noptions = ['-F', 'none', '-p', '{closed.getsockname()[1]}']\n"
    )
    with closed, pytest.raises(DisconspecError, match="no answer"):
        windows.adapter().initialize()


def test_without_a_script_of_the_lab_a_world_has_to_be_there(
    lab: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is there by the same ids is taken, anything else cannot be arranged."""
    monkeypatch.setenv("DISCONSPEC_WINDOWS", str(lab))
    windows.adapter().arrange(WORLD)
    plain = lab.with_name("plain.toml")
    plain.write_text(
        "".join(line for line in lab.read_text().splitlines(keepends=True) if "arrange" not in line)
    )
    monkeypatch.setenv("DISCONSPEC_WINDOWS", str(plain))
    as_it_is = World(Caller("RDSH1"), hosts=(Host("RDSH1", sessions=(Session(110),)),))
    windows.adapter().arrange(as_it_is)
    with pytest.raises(CannotArrange, match="no active session 4"):
        windows.adapter().arrange(World(Caller("RDSH1"), hosts=(Host("RDSH1", sessions=(Session(4),)),)))
