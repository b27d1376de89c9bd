"""When steps: commands typed, methods called, sessions reconnected, time that passes."""

from __future__ import annotations

from typing import Literal

from pytest_bdd import when

from ...model.request import Command, Method, Reconnect, SessionObject, Work
from ..sentences import DISCONNECTIONS
from ..stage import Stage
from .phrases import CLIENT, SESSION, TO_INTEGER, sentence

AS = r"(?P<disconnection>Fallback|Abort|Unknown)"


def answered(text: str | None) -> Literal["yes", "no"]:
    """The answer that a sentence gives; yes, where it gives none."""
    return "no" if text == "no" else "yes"


@when(sentence(r"I type `(?P<line>[^`]*)`"))
def type_command(stage: Stage, line: str) -> None:
    """The caller types a command line."""
    stage.ask(Command(line=line))


@when(sentence(r"I type `(?P<line>[^`]*)` and answer (?P<answer>yes|no)"))
def type_command_and_answer(stage: Stage, line: str, answer: Literal["yes", "no"]) -> None:
    """The caller types a command line and gives this answer when asked to confirm."""
    stage.ask(Command(line=line, answer=answer))


@when(
    sentence(r"I pipe these sessions into `(?P<line>[^`]*)`(?: and answer (?P<answer>yes|no))?:"),
    converters={"answer": answered},
)
def pipe_sessions(stage: Stage, line: str, answer: Literal["yes", "no"], datatable: list[list[str]]) -> None:
    """Session objects with the properties of the table's columns come through the pipeline."""
    names, *rows = datatable
    objects = [dict(zip(names, row, strict=True)) for row in rows]
    pipeline = tuple(
        SessionObject(session_id=int(each["SessionId"]), computer_name=each.get("ComputerName", ""))
        for each in objects
    )
    stage.ask(Command(line=line, pipeline=pipeline, answer=answer))


@when(sentence(r"session (?P<session>\d+) is disconnected with tsdiscon"), converters=TO_INTEGER)
def disconnect_session(stage: Stage, session: int) -> None:
    """Tsdiscon in a form that the implementation declares: by id, by name, or typed in the session itself."""
    stage.ask(stage.disconnect_command(session))


@when(sentence(rf"the user connects to {SESSION} again"), converters=TO_INTEGER)
def reconnect(stage: Stage, session: int, host: str | None) -> None:
    """The user of a disconnected session comes back to it."""
    stage.ask(Reconnect(host=host or stage.here, session=session))


@when("time passes")
def time_passes(stage: Stage) -> None:
    """Every program that runs on the current host gets some more work done."""
    stage.ask(Work(host=stage.here))


@when(sentence(rf"Disconnect is called on {CLIENT} with {AS}"), converters=TO_INTEGER)
def call_client_method(stage: Stage, client: int, server: str | None, disconnection: str) -> None:
    """IWdsTransportClient::Disconnect, the method of the client's own object."""
    method = Method("client", server or stage.here, client, DISCONNECTIONS[disconnection])
    stage.ask(method)


@when(sentence(rf"DisconnectClient is called on the server for {CLIENT} with {AS}"), converters=TO_INTEGER)
def call_server_method(stage: Stage, client: int, server: str | None, disconnection: str) -> None:
    """IWdsTransportServer::DisconnectClient, the method of the server's object that takes an id."""
    method = Method("server", server or stage.here, client, DISCONNECTIONS[disconnection])
    stage.ask(method)
