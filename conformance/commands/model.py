"""`disconspec model`: the reference model's rules, and single steps of it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar, get_args

import click
import msgspec
from msgspec import Struct
from msgspec.structs import asdict

from ...model import Command, Outcome, Profile, Request, Rule, World, model_hash, rules, step
from ...spec.errors import DisconspecError

__all__ = ["command"]

Value = TypeVar("Value")
WORLDS: msgspec.json.Decoder[World] = msgspec.json.Decoder(World)
REQUESTS: msgspec.json.Decoder[Request] = msgspec.json.Decoder(Request)
FORMAT = click.option(
    "--format", "form", type=click.Choice(("text", "json")), default="text", help="How to show it (text)."
)


class RuleEntry(Struct, frozen=True):
    """A rule as it is listed."""

    rule: str
    clause: str
    summary: str


class RuleList(Struct, frozen=True):
    """All rules, and of which model."""

    model_hash: str
    rules: tuple[RuleEntry, ...]


class Stepped(Struct, frozen=True):
    """What came of a request."""

    outcome: Outcome
    world: World


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def command() -> None:
    r"""Ask the reference model: its rules, and what comes of a request.

    \b
    Examples:
      disconspec model rules
      disconspec model world > world.json
      disconspec model step world.json "tsdiscon 3 /v"
    """


@command.command("rules")
@FORMAT
def show_rules(form: str) -> None:
    r"""List every rule with its clause, in the documents' terms.

    \b
    Examples:
      disconspec model rules
      disconspec model rules --format json
    """
    entries = tuple(RuleEntry(each.name, each.clause, each.summary) for each in rules())
    if form == "json":
        _print_json(RuleList(model_hash(), entries))
        return
    from tabulate import tabulate  # noqa: PLC0415 - heavy, and not needed for JSON

    table = [(each.rule, each.clause, each.summary) for each in entries]
    click.echo(tabulate(table, headers=("rule", "clause", "summary"), maxcolwidths=[34, None, 60]))


@command.command("world")
def show_world() -> None:
    r"""Print an example world to start from.

    \b
    Example:
      disconspec model world > world.json
    """
    from ..vectors import IN_SESSION, SERVERS  # noqa: PLC0415 - only this subcommand needs them

    _print_json(msgspec.structs.replace(IN_SESSION, servers=SERVERS))


@command.command("step")
@click.argument("world", metavar="WORLD.json")
@click.argument("request", metavar="REQUEST")
@click.option(
    "--profile", type=click.Choice(get_args(Profile)), default="documented", help="Which reading decides."
)
@click.option("--without", multiple=True, metavar="CLAUSE", help="Switch the rule of this clause off.")
@FORMAT
def take_step(world: str, request: str, profile: Profile, without: tuple[str, ...], form: str) -> None:
    r"""Carry out REQUEST in WORLD.json ("-" for standard input): the outcome, and what has changed.

    REQUEST is a command line, or the request as JSON. `--format json` prints the outcome and the new world.

    \b
    Examples:
      disconspec model step world.json "tsdiscon 3 /v"
      disconspec model step world.json "tsdiscon 1" --without TSDISCON-CONSOLE-001
      disconspec model step - '{"kind": "work", "host": "RDSH1"}' --format json < world.json
    """
    before = _read(*_source(world), WORLDS)
    asked: Request = Command(request)
    if request.lstrip().startswith("{"):
        asked = _read(request.encode(errors="surrogateescape"), "REQUEST", REQUESTS)
    after, outcome = step(before, asked, profile=profile, disabled=frozenset(without))
    if form == "json":
        _print_json(Stepped(outcome, after))
        return
    for line in _told(outcome, before, after):
        click.echo(line)


def _source(name: str) -> tuple[bytes, str]:
    """The bytes of a file or of standard input, and what to call them."""
    if name == "-":
        return sys.stdin.buffer.read(), "standard input"
    try:
        return Path(name).read_bytes(), name
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise DisconspecError(
            f"The world cannot be read: {reason}",
            path=name,
            hint="`disconspec model world` prints an example",
        ) from error


def _read(content: bytes, source: str, decoder: msgspec.json.Decoder[Value]) -> Value:
    """The value in some JSON; an error that names the field where it is none."""
    try:
        return decoder.decode(content)
    except msgspec.ValidationError as error:
        what, _, place = str(error).partition(" - at `$")
        field = place.rstrip("`").lstrip(".") or "the whole"
        raise DisconspecError(f"{field}: {what}", path=source, hint="see docs/MODEL.md") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise DisconspecError(f"This is no JSON: {error}", path=source) from error


def _print_json(value: Struct) -> None:
    click.echo(msgspec.json.format(msgspec.json.encode(value), indent=2))


def _told(outcome: Outcome, before: World, after: World) -> Iterator[str]:
    """The outcome in words."""
    verdict = "Accepted." if outcome.accepted else "Refused."
    yield verdict if outcome.specified else f"{verdict} The documents do not say what happens here."
    for name, text in (("standard output", outcome.stdout), ("standard error", outcome.stderr)):
        for line in text.splitlines():
            yield f"{name}: {line}"
    if outcome.hresult is not None:
        yield f"returned: 0x{outcome.hresult:08X}"
    if outcome.prompted:
        yield "The caller was asked to confirm."
    if outcome.listing:
        yield "listed: " + ", ".join(map(str, outcome.listing))
    yield from _changes(before, after) or ("Nothing has changed.",)
    by_clause: dict[str, Rule] = {each.clause: each for each in rules()}
    for clause in outcome.clauses:
        summary = by_clause[clause].summary if clause in by_clause else "A silence of the documents."
        yield f"  {clause:24} {summary}"


def _changes(before: World, after: World) -> list[str]:
    """What is different, one line a session or client."""
    old, new = _members(before), _members(after)
    lines: list[str] = []
    for key in dict.fromkeys((*old, *new)):
        if key not in new or key not in old:
            lines.append(f"{key} is {'new' if key in new else 'gone'}")
        elif old[key] != new[key]:
            fields = (name for name in old[key] if old[key][name] != new[key][name])
            lines.append(
                f"{key}: " + ", ".join(f"{name} {old[key][name]} -> {new[key][name]}" for name in fields)
            )
    return lines


def _members(world: World) -> dict[str, dict[str, object]]:
    """Every session and client, by what to call it."""
    sessions = {
        f"session {each.id} of {host.name}": asdict(each) for host in world.hosts for each in host.sessions
    }
    clients = {
        f"client {each.id} of {server.name}": asdict(each)
        for server in world.servers
        for namespace in server.namespaces
        for each in namespace.clients
    }
    return {
        key: {name: _brief(value) for name, value in fields.items()}
        for key, fields in (sessions | clients).items()
    }


def _brief(value: object) -> object:
    """A value as a reader wants it."""
    return msgspec.json.encode(value).decode() if isinstance(value, tuple) else value
