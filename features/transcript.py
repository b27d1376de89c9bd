"""A case printed as a scenario that can be pasted into a feature file."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.request import Command, Method, Reconnect, Request, Work
from ..model.world import Caller, Client, Host, Server, Session, World, clients_of
from .law import Case, Law
from .sentences import ACCESSES, DISCONNECTIONS, POLICIES, SOFTWARE

USUAL_POLICY = (Server(name="").slow_client_policy, Server(name="").slow_client_fallback)
USUAL_SOFTWARE = (Client(id=1).software, Client(id=1).fallback)


def scenario(law: Law, case: Case, documented: World) -> str:
    """The case as a Gherkin scenario, tagged with the clause of the law.

    Args:
        law: the law that was broken.
        case: the smallest case in which it was.
        documented: what the model says of the end.

    Returns:
        The text, in the sentences of the feature files.

    """
    given = list(world_sentences(case.world))
    when = [request_sentence(request) for request in case.requests]
    then = [line for judgement in law.judgements for line in judgement.sentences(case, documented)]
    lines = [f"@{law.clause}", f"Scenario: {law.title}"]
    for keyword, sentences in (("Given", given), ("When", when), ("Then", then)):
        lines += [f"  {'And' if place else keyword} {sentence}" for place, sentence in enumerate(sentences)]
    return "\n".join(lines)


def world_sentences(world: World) -> Iterator[str]:
    """The world as Given steps."""
    for server in world.servers:
        yield from _server(server, world.caller)
    for host in world.hosts:
        yield from _host(host, world.caller)
    if world.caller.user != Caller(host="").user:
        yield f"I am {world.caller.user}"
    if world.caller.session is not None:
        yield f"I work in session {world.caller.session}"


def _server(server: Server, caller: Caller) -> Iterator[str]:
    local = server.name == caller.host
    yield f"the local server is {server.name}" if local else f"there is another server {server.name}"
    if server.fqdn:
        yield f"the server {server.name} has the fully qualified name {server.fqdn}"
    if not server.reachable:
        yield f"the server {server.name} cannot be reached"
    # What is so unless a step says otherwise is left out: the scenario has to be short.
    policy = (server.slow_client_policy, server.slow_client_fallback)
    yield from (
        f"the policy of {server.name} for slow clients is {said}"
        for said, is_ in POLICIES.items()
        if is_ == policy != USUAL_POLICY
    )
    for namespace, client in clients_of(server):
        who = f"client {client.id} of {server.name}"
        yield f"{who} has joined the {namespace.kind} {namespace.name}"
        software = (client.software, client.fallback)
        yield from (f"{who} {said}" for said, is_ in SOFTWARE.items() if is_ == software != USUAL_SOFTWARE)


def _host(host: Host, caller: Caller) -> Iterator[str]:
    local = host.name == caller.host
    yield f"the current server is {host.name}" if local else f"there is another host {host.name}"
    if host.fqdn:
        yield f"the host {host.name} has the fully qualified name {host.fqdn}"
    if not host.reachable:
        yield f"the host {host.name} cannot be reached"
    for session in host.sessions:
        yield from _session(session, f"session {session.id} of {host.name}", caller)


def _session(session: Session, who: str, caller: Caller) -> Iterator[str]:
    yield f"{who} is {'active' if session.state == 'active' else 'already disconnected'}"
    if session.name:
        yield f"{who} is named {session.name}"
    if session.console:
        yield f"{who} is the console session"
    # A session is the caller's own where no step says whose it is.
    if session.user != caller.user:
        yield f"{who} belongs to {session.user}"
    for grant in session.grants:
        access = next(said for said, is_ in ACCESSES.items() if is_ == grant.access)
        yield f"{grant.user} has been granted {access} access on {who}"
    for program in session.programs:
        yield f"{program.name} runs in {who} with unsaved work"


def request_sentence(request: Request) -> str:
    """A request as a When step."""
    match request:
        case Command(line=line, pipeline=(), answer="yes"):
            return f"I type `{line}`"
        case Command(line=line, pipeline=(), answer=answer):
            return f"I type `{line}` and answer {answer}"
        case Command(line=line, pipeline=pipeline, answer=answer):
            rows = [
                ("SessionId", "ComputerName"),
                *((each.session_id, each.computer_name) for each in pipeline),
            ]
            table = "".join(f"\n    | {number} | {computer} |" for number, computer in rows)
            replying = "" if answer == "yes" else f" and answer {answer}"
            return f"I pipe these sessions into `{line}`{replying}:{table}"
        case Method(route=route, server=server, client=client, disconnection=disconnection):
            kind = next(said for said, is_ in DISCONNECTIONS.items() if is_ == disconnection)
            method = (
                "Disconnect is called on"
                if route == "client"
                else "DisconnectClient is called on the server for"
            )
            return f"{method} client {client} of {server} with {kind}"
        case Reconnect(host=host, session=session):
            return f"the user connects to session {session} of {host} again"
        case Work():
            return "time passes"
