"""Test vectors: what the reference model answers to many requests, as JSON for every programming language."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from itertools import product
from typing import get_args

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from ..model import (
    Command,
    Method,
    Outcome,
    Profile,
    Reconnect,
    Request,
    SessionObject,
    Work,
    World,
    model_hash,
    step,
)
from ..model.request import Disconnection, Route, System
from ..model.world import Caller, Client, Grant, Host, Namespace, Program, Server, Session
from ..spec import spec_hash
from ..spec.json_schema import schema_of
from ..spec.version import VERSION

FORMAT = 1


class Expectation(Struct, frozen=True, forbid_unknown_fields=True):
    """What comes of the request.

    Attributes:
        specified: whether the documents tell; where they do not, an implementation may answer as it likes.
        clauses: the clauses that produced this.
        outcome: the reference's answer; the wording of texts is its own, only whether there is any counts.
        world: the world afterwards.

    """

    specified: bool
    clauses: tuple[str, ...]
    outcome: Outcome
    world: World


class Vector(Struct, frozen=True, forbid_unknown_fields=True):
    """One request in one world, and what has to come of it.

    Attributes:
        id: derived from system, profile, world and request; the same as long as they are.
        system: the system asked.
        profile: whether documents or observed Windows decide where the two differ.
        world: the world before.
        request: what is asked.
        expected: what comes of it.

    """

    id: str
    system: System
    profile: Profile
    world: World
    request: Request
    expected: Expectation


class VectorFile(Struct, frozen=True, forbid_unknown_fields=True):
    """A set of vectors with what it was made from.

    Attributes:
        format: the version of this format.
        version: of disconspec.
        spec_hash: of the specification, as in a report.
        model_hash: of the model, as in a report.
        vectors: sorted by system, in the order of the catalogue.

    """

    format: int
    version: str
    spec_hash: str
    model_hash: str
    vectors: tuple[Vector, ...]


HOSTS = (
    Host(
        "RDSH1",
        "rdsh1.example.com",
        sessions=(
            Session(1, "Console", "ann", console=True),
            Session(2, "TERM02", "ann", programs=(Program("editor", "1", 5),)),
            Session(3, "TERM03", "ann", programs=(Program("mail", "2", 7),)),
            Session(10, "TERM04", "bob", grants=(Grant("ann", "disconnect"),)),
            Session(11, "TERM05", "bob", grants=(Grant("ann", "full-control"),)),
            Session(12, "TERM06", "bob", grants=(Grant("ann", "query"),)),
            Session(13, "", "ann", "disconnected", programs=(Program("editor", "3", 9),)),
        ),
    ),
    Host("RDSH2", "rdsh2.example.com", sessions=(Session(3, "TERM03", "ann"), Session(7, "TERM07", "ann"))),
    Host("RDSH3", "rdsh3.example.com", reachable=False, sessions=(Session(3, "TERM03", "ann"),)),
)
SERVERS = (
    Server(
        "WDS1",
        "wds1.example.com",
        namespaces=(
            Namespace(
                "image",
                clients=(
                    Client(1, "PC1"),
                    Client(2, "PC2", "wdsmcast", fallback=False),
                    Client(3, "PC3", "other", fallback=True),
                    Client(4, "PC4", "other", fallback=False),
                    Client(5, "PC5", transfer="unicast"),
                ),
            ),
            Namespace("files", "namespace", (Client(6, "PC6"), Client(7, "PC7"))),
        ),
    ),
    Server(
        "MyWDSServer",
        "mywdsserver.example.com",
        namespaces=(Namespace("image", clients=(Client(1), Client(2))),),
    ),
    Server(
        "WDS3", "wds3.example.com", reachable=False, namespaces=(Namespace("image", clients=(Client(1),)),)
    ),
    Server("WDS4", "", True, "auto-disconnect", False, (Namespace("image", clients=(Client(1), Client(2))),)),
    Server("WDS5", "", True, "auto-disconnect", True, (Namespace("image", clients=(Client(1), Client(2))),)),
)
IN_SESSION = World(Caller("RDSH1", "ann", 2), HOSTS)
AT_CONSOLE = World(Caller("RDSH1", "ann", 1), HOSTS)
NO_SESSION = World(Caller("RDSH1", "ann"), HOSTS)
ON_SERVER = World(Caller("WDS1"), servers=SERVERS)

TSDISCON = (
    *(
        "",
        " 2",
        " 3",
        " 10",
        " 11",
        " 12",
        " 13",
        " 99",
        " TERM03",
        " TERM04",
        " term04",
        " TERM99",
        " 1",
        " Console",
    ),
    *(
        " 3 /server:RDSH2",
        " /server:RDSH2 3",
        " TERM07 /SERVER:rdsh2.example.com",
        " 3 /server:RDSH3",
        " 3 /server:NONE",
    ),
    *(" 3 /v", " 3 /V /server:RDSH2", " /?", " 3 /?", " /VM", " 3 /VM", " 3 /vm", " TERM03 /VM"),
    *(" 3 /x", " /help", " 3 TERM03", " 3 /v /v"),
)
RESET = ("reset session 13", "reset session 13 /v", "reset session 13 /server:RDSH1", "reset session 99")
WDSUTIL = (
    *(f"/ClientId:{client}{force}" for client in range(1, 8) for force in ("", " /Force")),
    *(
        "",
        "/Force",
        "/ClientId:99",
        "/ClientId:0",
        "/ClientId:1 /ClientId:2",
        "/ClientId:1 /Fast",
        "/CLIENTID:1 /FORCE",
    ),
    *(
        "/Server:MyWDSServer /ClientId:1 /Force",
        "/ClientId:1 /Server:mywdsserver.example.com",
        "/Force /ClientId:1",
    ),
    *("/ClientId:1 /Server:WDS3", "/ClientId:1 /Server:NONE"),
    *(f"/ClientId:1 /Server:{server}{force}" for server in ("WDS4", "WDS5") for force in ("", " /Force")),
)
WMS = (
    *(
        "-SessionId 3",
        "3",
        "3,10",
        "-SessionId 3, 10",
        "-sess 3",
        "-SESSIONID 3",
        "-All",
        "-SessionId 2",
        "-SessionId 1",
    ),
    *(
        "",
        "-All -SessionId 3",
        "-SessionId -1",
        "-SessionId 4294967296",
        "-SessionId *",
        "-SessionId 99",
        "3,99",
    ),
    *("-SessionId 13", "-All:$false", "3 -Server rdsh2.example.com", "3 -ComputerName rdsh2.example.com"),
    *(
        "-All -Server rdsh2.example.com",
        "-All -Server rdsh3.example.com",
        "3 -Server rdsh*",
        "3 -WhatIf",
        "3 -wi",
    ),
    *("-All -WhatIf", "3 -Confirm", "3 -cf", "3 -Verbose", "3 -ErrorAction Stop -OutVariable found"),
    *("3 -InformationVariable said", "3 -OutputVariable found", "3 -Force", "3 -C"),
)
PIPELINES = (
    (SessionObject(3), SessionObject(10)),
    (SessionObject(3, "RDSH2"), SessionObject(3, "RDSH1"), SessionObject(7, "rdsh2.example.com")),
    (SessionObject(3), SessionObject(99)),
)


def catalogue() -> Iterator[tuple[System, Profile, World, Request]]:
    """What is asked, in which world."""
    for request in wdsutil():
        yield "wdsutil", "documented", ON_SERVER, request
    for method in methods():
        world = replace(ON_SERVER, servers=tuple(each for each in SERVERS if each.name == method.server))
        yield "iwdstransportclient", "documented", world, method
    for request in tsdiscon():
        yield "tsdiscon", "documented", IN_SESSION, request
    for world in (AT_CONSOLE, NO_SESSION):
        yield "tsdiscon", "documented", world, Command("tsdiscon")
    for line in ("tsdiscon", "tsdiscon 1", "tsdiscon Console"):
        yield "tsdiscon", "observed", AT_CONSOLE, Command(line)
    for request in wms():
        yield "disconnect-wmssession", "documented", IN_SESSION, request
    for line in ("-All", "-SessionId 2"):
        yield "disconnect-wmssession", "documented", NO_SESSION, Command(f"Disconnect-WmsSession {line}")


def wdsutil() -> Iterator[Request]:
    """Disconnecting clients by command, and listing them."""
    for options in WDSUTIL:
        yield Command(f"WDSUTIL /Disconnect-Client {options}".strip())
    for option in ("show:clients", "details:clients"):
        yield Command(f"WDSUTIL /get-multicasttransmission /{option}")
    yield Command("wdsutil /disconnect-client /clientid:1")


def methods() -> Iterator[Method]:
    """Both methods, with every type, on clients of every kind."""
    clients = (*(("WDS1", each) for each in (*range(1, 8), 99)), ("WDS3", 1), ("WDS4", 1), ("WDS5", 1))
    for (server, client), route, disconnection in product(clients, get_args(Route), get_args(Disconnection)):
        yield Method(route, server, client, disconnection)


def tsdiscon() -> Iterator[Request]:
    """Disconnecting sessions, resetting them and coming back to them."""
    for arguments in TSDISCON:
        yield Command("tsdiscon" + arguments)
    for line in RESET:
        yield Command(line)
    for session in (13, 3, 99):
        yield Reconnect("RDSH1", session)
    yield Work("RDSH1")


def wms() -> Iterator[Request]:
    """The cmdlet with arguments, answers and pipelines."""
    for arguments in WMS:
        yield Command(f"Disconnect-WmsSession {arguments}".strip())
    for arguments in ("3 -Confirm", "3 -cf", "-All -Confirm"):
        yield Command(f"Disconnect-WmsSession {arguments}", answer="no")
    for pipeline in PIPELINES:
        yield Command("Disconnect-WmsSession", pipeline)


@cache
def vectors() -> tuple[Vector, ...]:
    """Every vector of the catalogue, answered by the reference model."""
    return tuple(_vector(*entry) for entry in catalogue())


def _vector(system: System, profile: Profile, world: World, request: Request) -> Vector:
    after, outcome = step(world, request, profile=profile)
    digest = hashlib.sha256(msgspec.json.encode((system, profile, world, request))).hexdigest()
    expected = Expectation(outcome.specified, outcome.clauses, outcome, after)
    return Vector(f"{system}-{digest[:12]}", system, profile, world, request, expected)


def vector_file(chosen: tuple[Vector, ...]) -> bytes:
    """The file of some vectors: indented JSON, the same for the same model, ending in a line feed."""
    content = VectorFile(FORMAT, VERSION, spec_hash(), model_hash(), chosen)
    return msgspec.json.format(msgspec.json.encode(content), indent=1) + b"\n"


def vector_schema() -> bytes:
    """The JSON Schema of the file."""
    schema = schema_of(VectorFile, "disconspec test vectors")
    return msgspec.json.format(msgspec.json.encode(schema), indent=2) + b"\n"
