"""One step of the reference model: a request meets the pipeline of its command."""

from __future__ import annotations

import difflib
from functools import lru_cache
from typing import Any

from msgspec.structs import replace

from ..spec.errors import DisconspecError
from . import iwds, reconnect, tsdiscon, wdsutil, wms, wms_parameters
from .draft import Draft, Profile, Rule, Stage, run
from .reading import is_one_command, read_powershell, read_slashes
from .request import Command, Method, Outcome, Reconnect, Request
from .sessions import SessionDraft
from .transport import TransportDraft
from .world import World

PIPELINES: tuple[tuple[Stage[Any], ...], ...] = (
    wdsutil.DISCONNECT,
    wdsutil.LIST,
    iwds.CALL,
    iwds.RETURN,
    tsdiscon.DISCONNECT,
    tsdiscon.RESET,
    reconnect.RECONNECT,
    wms.DISCONNECT,
)
WDSUTIL = {wdsutil.DISCONNECT_CLIENT: wdsutil.DISCONNECT, wdsutil.LISTING: wdsutil.LIST}
SILENCE = Outcome(accepted=False, specified=False)
NOTHING: frozenset[str] = frozenset()


class UnknownRuleError(DisconspecError):
    """A rule is to be switched off that the model does not have."""


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    """Every rule of the model, sorted by clause."""
    found = {stage.clause: stage for stages in PIPELINES for stage in stages if isinstance(stage, Rule)}
    return tuple(found[clause] for clause in sorted(found))


def step(
    world: World, request: Request, *, profile: Profile = "documented", disabled: frozenset[str] = NOTHING
) -> tuple[World, Outcome]:
    """What the documents say comes of a request.

    Args:
        world: the world before.
        request: what is asked.
        profile: "documented", or "observed" for Windows as seen where it is known to differ (C6).
        disabled: the clauses whose rules are switched off.

    Returns:
        The world after, and the outcome, which names the clauses that produced it. Where the documents are
        silent the outcome says `specified=False` and the world is as before.

    Raises:
        UnknownRuleError: if `disabled` names a clause that no rule has; no world and no request raises.

    """
    if disabled:
        _check(disabled)
    return think(world, request, profile, disabled)


@lru_cache(maxsize=8192)
def think(
    world: World, request: Request, profile: Profile, disabled: frozenset[str]
) -> tuple[World, Outcome]:
    """A step; the answer is kept, for suites walk through the same few worlds again and again."""
    if isinstance(request, Command):
        return _command(world, request, profile, disabled)
    if isinstance(request, Method):
        draft = iwds.begin(TransportDraft(world=world, profile=profile), request)
        return _transport(run(replace(run(draft, iwds.CALL, disabled), ended=False), iwds.RETURN, disabled))
    draft = SessionDraft(world=world, profile=profile)
    if isinstance(request, Reconnect):
        return _session(run(reconnect.begin_reconnect(draft, request), reconnect.RECONNECT, disabled))
    return _session(reconnect.work(draft, request))


def _check(disabled: frozenset[str]) -> None:
    known = [each.clause for each in rules()]
    for clause in sorted(disabled.difference(known)):
        near = difflib.get_close_matches(clause, known, 1)
        raise UnknownRuleError(
            f"the model has no rule {clause!r}",
            hint=f"did you mean {near[0]}?" if near else "see `disconspec model rules`",
        )


def _command(
    world: World, request: Command, profile: Profile, disabled: frozenset[str]
) -> tuple[World, Outcome]:
    """Find whose command line it is."""
    line = read_slashes(request.line)
    if line.command == wms_parameters.CMDLET.lower():
        return _cmdlet(world, request, profile, disabled)
    if not is_one_command(request.line):
        return world, SILENCE
    first = line.arguments[0].name.casefold() if line.arguments else ""
    for name, stages in WDSUTIL.items() if line.command == "wdsutil" else ():
        if first == name.partition("/")[2].casefold():
            draft = TransportDraft(world=world, profile=profile, command=name, arguments=line.arguments)
            return _transport(run(draft, stages, disabled))
    draft = SessionDraft(world=world, profile=profile, arguments=line.arguments)
    if line.command == "tsdiscon":
        return _session(run(draft, tsdiscon.DISCONNECT, disabled))
    if line.command == "reset" and line.arguments and line.arguments[0].value.lower() == "session":
        return _session(run(replace(draft, arguments=line.arguments[1:]), tsdiscon.RESET, disabled))
    return world, SILENCE


def _cmdlet(
    world: World, request: Command, profile: Profile, disabled: frozenset[str]
) -> tuple[World, Outcome]:
    """Run the cmdlet, if its line can be read without running anything else."""
    line = read_powershell(request.line)
    if line is None or line.command != wms_parameters.CMDLET.lower():
        return world, SILENCE
    draft = SessionDraft(
        world=world,
        profile=profile,
        arguments=line.arguments,
        pipeline=request.pipeline,
        answer=request.answer,
    )
    return _session(run(draft, wms.DISCONNECT, disabled))


def _outcome(draft: Draft) -> Outcome:
    """The outcome as far as every draft has it."""
    return Outcome(
        accepted=draft.accepted,
        stdout=draft.stdout,
        stderr=draft.stderr,
        clauses=draft.clauses,
        specified=draft.specified,
    )


def _transport(draft: TransportDraft) -> tuple[World, Outcome]:
    return draft.world, replace(_outcome(draft), hresult=draft.hresult, listing=draft.listing)


def _session(draft: SessionDraft) -> tuple[World, Outcome]:
    return draft.world, replace(_outcome(draft), prompted=draft.prompted, output=draft.output)
