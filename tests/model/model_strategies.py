"""Hypothesis strategies for worlds and requests, well-formed and not."""

from __future__ import annotations

from typing import get_args

from disconspec.model.request import Command, Method, Reconnect, Request, SessionObject, Work
from disconspec.model.world import (
    Access,
    Caller,
    Client,
    Grant,
    Host,
    Installation,
    Namespace,
    NamespaceKind,
    Program,
    Server,
    Session,
    SessionState,
    SlowClientPolicy,
    Software,
    Transfer,
    World,
)
from hypothesis import strategies as st

NAMES = st.sampled_from(("", "RDSH1", "rdsh1", "RDSH2", "rdsh2.example.com", "WDS1", "ß", "localhost", "*"))
USERS = st.sampled_from(("", "ann", "Ann", "bob"))
IDS = st.sampled_from((0, 1, 2, 3, 10, 2**32 - 1, 2**32, -1))
WORDS = (
    *("tsdiscon", "TSDISCON.EXE", "WDSUTIL", "reset", "session", "Disconnect-WmsSession", "query"),
    *(
        "/Disconnect-Client",
        "/get-multicasttransmission",
        "/ClientId:1",
        "/clientid:2",
        "/ClientId",
        "/ClientId:",
    ),
    *("/Force", "/force:x", "/Server:WDS1", "/Server:RDSH2", "/server:RDSH2", "/server", "/show:clients"),
    *("/details:clients", "/v", "/V", "/VM", "/?", "/x", "1", "2", "10", "TERM04", "term04", "Console", '"'),
    *(
        "-SessionId",
        "-sess",
        "-All",
        "-All:$false",
        "-All:x",
        "-Server",
        "-ComputerName",
        "-wi",
        "-cf",
        "-WhatIf",
    ),
    *(
        "-WhatIf:$false",
        "-Confirm",
        "-Verbose",
        "-OutVariable",
        "-C",
        "1,2",
        ",",
        "3 ,",
        "'",
        "-1",
        "*",
        "@(1,2)",
    ),
)
LINES = st.one_of(
    st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join),
    st.text(max_size=30),
    st.tuples(
        st.sampled_from(
            ("tsdiscon ", "WDSUTIL /Disconnect-Client ", "Disconnect-WmsSession ", "reset session ")
        ),
        st.one_of(st.text(max_size=20), st.lists(st.sampled_from(WORDS), max_size=5).map(" ".join)),
    ).map("".join),
)


def choice(kind: object) -> st.SearchStrategy[str]:
    """One of the values of a literal type."""
    return st.sampled_from(get_args(kind))


def few(of: st.SearchStrategy[object], most: int = 3) -> st.SearchStrategy[tuple[object, ...]]:
    """A short tuple."""
    return st.lists(of, max_size=most).map(tuple)


PROGRAMS = st.builds(
    Program, st.sampled_from(("editor", "mail")), st.sampled_from(("p1", "p2")), st.integers(0, 9)
)
SESSIONS = st.builds(
    Session,
    IDS,
    st.sampled_from(("", "Console", "TERM04", "term04", "10")),
    USERS,
    choice(SessionState),
    st.booleans(),
    few(PROGRAMS, 2),
    few(st.builds(Grant, USERS, choice(Access)), 2),
)
CLIENTS = st.builds(
    Client,
    IDS,
    software=choice(Software),
    fallback=st.booleans(),
    transfer=choice(Transfer),
    installation=choice(Installation),
)
NAMESPACES = st.builds(Namespace, st.sampled_from(("image", "files")), choice(NamespaceKind), few(CLIENTS))
WORLDS = st.builds(
    World,
    st.builds(Caller, NAMES, USERS, st.one_of(st.none(), IDS)),
    few(st.builds(Host, NAMES, NAMES, st.booleans(), few(SESSIONS, 4))),
    few(
        st.builds(
            Server, NAMES, NAMES, st.booleans(), choice(SlowClientPolicy), st.booleans(), few(NAMESPACES, 2)
        )
    ),
)
REQUESTS: st.SearchStrategy[Request] = st.one_of(
    st.builds(Command, LINES, few(st.builds(SessionObject, IDS, NAMES), 2), st.sampled_from(("yes", "no"))),
    st.builds(
        Method,
        st.sampled_from(("client", "server")),
        NAMES,
        IDS,
        st.sampled_from(("unknown", "fallback", "abort")),
    ),
    st.builds(Reconnect, NAMES, IDS),
    st.builds(Work, NAMES),
)
