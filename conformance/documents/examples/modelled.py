"""Examples of the modelled commands, executed on the reference model, have to do what the documents say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from ....spec.system_ids import SYSTEMS
from ..findings.finding import Found, found_at
from ..pages.lexicon import squeeze
from ..pages.page import Fence, Page

if TYPE_CHECKING:
    from ....model.world import World

NUMBER = re.compile(r"\d+")
NAME = re.compile(r"[A-Za-z][\w-]*")
CALLER = "HERE"
OWN_SESSION = 4_000_000


@cache
def _modelled() -> re.Pattern[str]:
    """A line of an example that calls a modelled command, perhaps behind a prompt."""
    from ....spec import commands  # noqa: PLC0415 - only pages that name a system pay for its commands

    lines: list[str] = []
    for command in commands():
        if command.documented and all(syntax.notation != "com" for syntax in command.syntaxes):
            first, *others = map(re.escape, command.name.split())
            parts = "".join(rf"\s.*{other}\b" for other in others)
            lines.append(rf"{first}(?:\.exe)?\b{parts}.*")
    return re.compile(rf"\s*(?:PS )?(?:[A-Za-z]:\\[^<>|]*>\s*)?(?P<line>{'|'.join(lines)})", re.IGNORECASE)


def check_examples_on_model(page: Page) -> Iterator[Found]:
    """Examples of modelled commands that are refused, change nothing or do something else than documented."""
    for fence in page.fences:
        if fence.role != "examples":
            continue
        low = fence.text.lower()
        if any(system in low for system in SYSTEMS):
            yield from _fence(page, fence)


def _fence(page: Page, fence: Fence) -> Iterator[Found]:
    for index, text in enumerate(fence.lines):
        match = _modelled().fullmatch(text.rstrip())
        if match is None:
            continue
        reason = shortfall(match.group("line"))
        if reason:
            row, column = fence.place(index, match.start("line"))
            yield found_at(
                page, row, column - 1, column - 1 + len(match.group("line")), "example-effect", reason
            )


@lru_cache(maxsize=256)
def shortfall(line: str) -> str:
    """What keeps an example from doing what the documents say, or "" where it does.

    The world it meets has what it names: sessions, clients and servers of those numbers and names.

    Args:
        line: a command line of a modelled command, without a prompt.

    """
    from ....model import Command, step  # noqa: PLC0415 - only pages of a modelled command pay for the model

    before = world_for(line)
    after, outcome = step(before, Command(line))
    rule = documented_rule(line)
    if not outcome.accepted and (outcome.specified or rule):
        said = (outcome.stderr.strip() or outcome.stdout.strip()).split("\n")[0]
        return f"the reference model refuses it: {said}" if said else "the reference model refuses it"
    if rule and rule not in outcome.clauses:
        return f"the reference model does not apply {rule}, which documents this example"
    if outcome.specified and not rule and after == before:
        return "the reference model changes nothing"
    return ""


def documented_rule(line: str) -> str:
    """The clause whose rule has to act when an example of the documents is executed; "" for other lines."""
    from ....spec import clause, commands  # noqa: PLC0415 - likewise

    wanted = squeeze(line)
    for command in commands():
        for example in command.examples:
            if squeeze(example.line) == wanted:
                found = clause(example.clause)
                return found.rule or found.id
    return ""


def world_for(line: str) -> World:
    """A world in which all that a line names exists on the local machine and on every machine it names."""
    from ....model.world import Caller, Client, Host, Namespace, Server, Session, World  # noqa: PLC0415 - likewise

    numbers = sorted({int(text) for text in NUMBER.findall(line) if int(text) < OWN_SESSION})
    names = list(dict.fromkeys(name for name in NAME.findall(line)))
    named = [Session(900_000 + at, name, "Administrator") for at, name in enumerate(names)]
    own = Session(OWN_SESSION, "own", "Administrator")
    sessions = (own, *(Session(number, f"s{number}", "Administrator") for number in numbers), *named)
    remote = tuple(each for each in sessions if each is not own)
    machines = [name for name in names if name.lower() not in SYSTEMS]
    hosts = (Host(CALLER, sessions=sessions), *(Host(name, sessions=remote) for name in machines))
    clients = tuple(Client(number) for number in numbers)
    servers = tuple(
        Server(name, namespaces=(Namespace("transmission", clients=clients),)) for name in (CALLER, *machines)
    )
    return World(Caller(CALLER, session=OWN_SESSION), hosts, servers)
