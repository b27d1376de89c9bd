"""What a Windows host would do, played by the reference model: the forced command of the SSH server in tests.

It knows nothing of the adapter's code: it reads the scripts as PowerShell reads their literals, and answers
as the scripts would. The lab's arranging script gives every session and client another id than the world has.
"""

from __future__ import annotations

import base64
import json
import os
import re
import sys
from pathlib import Path
from typing import Any

import msgspec
from disconspec.model.request import Command, Disconnection, Method, Outcome, Request, SessionObject
from disconspec.model.world import Host, Session, World, clients_of, named
from msgspec.structs import replace

SINGLE_QUOTES = "'\u2018\u2019\u201a\u201b"
SESSIONS_HIGHER, CLIENTS_HIGHER = 100, 500
DISCONNECTIONS: tuple[Disconnection, ...] = ("unknown", "fallback", "abort")
GERMAN = " SITZUNGSNAME      BENUTZERNAME             ID  STATUS  TYP         GERÄT "


def read_literal(text: str, start: int) -> tuple[str, int]:
    """A single-quoted literal as PowerShell's tokenizer reads it, and where it ends."""
    assert text[start] in SINGLE_QUOTES, text[start : start + 20]
    value, at = "", start + 1
    while True:
        character = text[at]
        if character in SINGLE_QUOTES:
            if at + 1 >= len(text) or text[at + 1] not in SINGLE_QUOTES:
                return value, at + 1
            at += 1
            character = text[at]
        value += character
        at += 1


def decoded(command_line: str) -> str:
    """The script of a PowerShell command line."""
    words = command_line.split(" ")
    assert words[0] == "powershell"
    return base64.b64decode(words[words.index("-EncodedCommand") + 1]).decode("utf-16-le")


def values_of(script: str) -> dict[str, str]:
    """The literals that a script assigns at its beginning."""
    found: dict[str, str] = {}
    at = script.index("\n", script.index("\n") + 1) + 1
    while match := re.compile(r"\$(\w+) = (?=['\u2018-\u201b])").match(script, at):
        found[match[1]], at = read_literal(script, match.end())
        at += 1
    return found


def listing(host: Host) -> str:
    """What `query session` shows in German, a disconnected session without its name."""
    rows = [
        f" {'services':<17} {'':<20} {0:>6}  Getr.",
        *(
            f"{' '}{s.name if s.state == 'active' else '':<17.17} {s.user:<20.20} {s.id:>6}  "
            f"{'Aktiv' if s.state == 'active' else 'Getr.'}"
            for s in host.sessions
        ),
        f" {'rdp-tcp':<17} {'':<20} {65536:>6}  Abhör.",
    ]
    return "\r\n".join([GERMAN, *rows, ""])


class Lab:
    """The state of the played hosts, kept in a file from one command to the next."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.world = msgspec.json.decode(file.read_bytes(), type=World) if file.exists() else None

    def keep(self, world: World) -> None:
        """Keep a world."""
        self.world = world
        self.file.write_bytes(msgspec.json.encode(world))

    def step(self, request: Request) -> Outcome:
        """Let the model carry out a request."""
        from disconspec.model import step  # noqa: PLC0415 - only what asks for a rule waits for them

        assert self.world is not None
        world, outcome = step(self.world, request)
        self.keep(world)
        return outcome

    def arrange(self, text: str) -> dict[str, Any]:
        """Take a world over under other ids and session names; what things are called now."""
        world = msgspec.json.decode(base64.b64decode(text), type=World)
        sessions: dict[str, dict[str, tuple[int, str]]] = {}
        clients: dict[str, dict[str, int]] = {}

        def session(host: str, each: Session) -> Session:
            name = "console" if each.console else each.name or f"rdp-tcp#{each.id}"
            number = each.id + SESSIONS_HIGHER
            sessions.setdefault(host, {})[str(each.id)] = (number, name)
            return replace(each, id=number, name=name)

        hosts = tuple(replace(h, sessions=tuple(session(h.name, s) for s in h.sessions)) for h in world.hosts)
        for server in world.servers:
            for _, client in clients_of(server):
                clients.setdefault(server.name, {})[str(client.id)] = client.id + CLIENTS_HIGHER
        servers = tuple(
            replace(
                server,
                namespaces=tuple(
                    replace(n, clients=tuple(replace(c, id=c.id + CLIENTS_HIGHER) for c in n.clients))
                    for n in server.namespaces
                ),
            )
            for server in world.servers
        )
        self.keep(replace(world, hosts=hosts, servers=servers))
        return {"names": json.dumps({"sessions": sessions, "clients": clients})}

    def native(self, values: dict[str, str]) -> dict[str, Any]:
        """Run a program."""
        assert self.world is not None
        file, arguments = values["file"], values["arguments"]
        if file == "query.exe":
            name = arguments.partition("/server:")[2] or self.world.caller.host
            host = named(self.world.hosts, name)
            assert host is not None, name
            return {"code": 0, "out": listing(host), "err": ""}
        return self.typed(Command(line=f"{file.removesuffix('.exe')} {arguments}".strip()))

    def typed(self, command: Command) -> dict[str, Any]:
        """Run a command."""
        outcome = self.step(command)
        return {"code": 0 if outcome.accepted else 1, "out": outcome.stdout, "err": outcome.stderr}

    def cmdlet(self, script: str) -> dict[str, Any]:
        """Make a cmdlet call."""
        call = script[script.index("@(", script.index("$answer.objects = ")) + 2 : script.index(").Count")]
        piped: list[SessionObject] = []
        made = re.compile(r"\[pscustomobject\]@\{ SessionId = \[uint32\](\d+)(?:; ComputerName = (?='))?")
        at = 0
        while match := made.match(call, at):
            name, at = ("", match.end())
            if call[at] == "'":
                name, at = read_literal(call, at)
            piped.append(SessionObject(int(match[1]), name))
            at += len(" }")
            at += len(", ") if call.startswith(", ", at) else len(" | ")
        assert call.startswith("& '", at), call[at:]
        name, at = read_literal(call, at + 2)
        answer = self.typed(Command(line=name + call[at:], pipeline=tuple(piped)))
        print(answer["out"])  # noqa: T201 - what the cmdlet tells its user
        return {"code": answer["code"], "objects": 0, "err": answer["err"]}

    def method(self, values: dict[str, str]) -> dict[str, Any]:
        """Call the COM object's method."""
        route = "client" if values["route"] == "client" else "server"
        kind = DISCONNECTIONS[int(values["type"])]
        outcome = self.step(Method(route, values["name"], int(values["client"]), kind))
        return {"hresult": outcome.hresult, "err": outcome.stderr}

    def transport(self, values: dict[str, str]) -> dict[str, Any]:
        """List namespaces and clients; a list of one comes as the one, as ConvertTo-Json has it."""
        assert self.world is not None
        server = named(self.world.servers, values["name"])
        assert server is not None, values
        joined = [{"namespace": n.name, "id": c.id} for n, c in clients_of(server) if c.joined]
        names = [{"name": n.name} for n in server.namespaces]
        return {
            "namespaces": names[0] if len(names) == 1 else names,
            "clients": joined[0] if len(joined) == 1 else joined,
        }


def play(script: str, file: Path) -> dict[str, Any]:
    """Do what a script says."""
    lab = Lab(file)
    kind = script.partition("\n")[0].removeprefix("# disconspec ")
    values = values_of(script)
    if kind == "identifying":
        return {"version": "10.0.17763.0", "name": "STANDIN"}
    if kind == "arranging":
        assert values["path"] == "C:\\lab\\it's here.ps1"
        return lab.arrange(values["world"])
    if kind == "cmdlet":
        return lab.cmdlet(script)
    return {"native": lab.native, "method": lab.method, "transport": lab.transport}[kind](values)


if __name__ == "__main__":
    print("Welcome to this host")  # noqa: T201 - a banner that must not matter
    given = play(decoded(os.environ["SSH_ORIGINAL_COMMAND"]), Path(sys.argv[1]))
    print("disconspec:" + base64.b64encode(json.dumps(given).encode()).decode())  # noqa: T201 - the answer
