"""Given steps about hosts, the sessions on them, the programs in those, and who types the command."""

from __future__ import annotations

from functools import partial

from msgspec.structs import replace
from pytest_bdd import given

from ...model.world import Grant, Program, Session
from ..sentences import ACCESSES, UNSAVED_WORK
from ..stage import Stage
from .phrases import IDS, SESSION, TO_INTEGER, integers, sentence


@given(sentence(r"the current server is (?P<host>\S+)"))
@given(sentence(r"localhost is (?P<host>\S+)"))
def the_current_host(stage: Stage, host: str) -> None:
    """Commands are typed on this host of sessions."""
    stage.host(host)
    stage.type_on(host)


@given(sentence(r"there is another host (?P<host>\S+)"))
def another_host(stage: Stage, host: str) -> None:
    """A host of sessions beside the current one."""
    stage.host(host)


@given(sentence(r"the host (?P<host>\S+) has the fully qualified name (?P<fqdn>\S+)"))
def host_fqdn(stage: Stage, host: str, fqdn: str) -> None:
    """The host's fully qualified domain name beside its short name."""
    stage.host(host, partial(replace, fqdn=fqdn))


@given(sentence(r"the host (?P<host>\S+) cannot be reached"))
def host_unreachable(stage: Stage, host: str) -> None:
    """The caller's host cannot reach the other one."""
    stage.host(host, partial(replace, reachable=False))


@given(sentence(SESSION + r" is (?P<state>active|already disconnected)"), converters=TO_INTEGER)
def session_state(stage: Stage, session: int, host: str | None, state: str) -> None:
    """A session that somebody works in, or one that was disconnected before."""
    now = "active" if state == "active" else "disconnected"
    stage.session(session, host, partial(replace, state=now))


@given(sentence(rf"sessions {IDS} are active"), converters={"ids": integers})
def sessions_active(stage: Stage, ids: tuple[int, ...]) -> None:
    """Several sessions of the current host that somebody works in."""
    for session in ids:
        stage.session(session, None)


@given(sentence(SESSION + r" is named (?P<name>\S+)"), converters=TO_INTEGER)
def session_name(stage: Stage, session: int, host: str | None, name: str) -> None:
    """The session's name beside its id."""
    stage.session(session, host, partial(replace, name=name))


@given(sentence(SESSION + r" is the console session"), converters=TO_INTEGER)
def session_console(stage: Stage, session: int, host: str | None) -> None:
    """The session at the keyboard and screen of the host itself."""
    stage.session(session, host, partial(replace, console=True))


@given(sentence(SESSION + r" belongs to (?P<user>\S+)"), converters=TO_INTEGER)
def session_user(stage: Stage, session: int, host: str | None, user: str) -> None:
    """Who is logged on in the session; the caller, where no step says so."""
    stage.session(session, host, partial(replace, user=user))


@given(sentence(r"I am (?P<user>\S+)"))
def caller_user(stage: Stage, user: str) -> None:
    """Who types the command."""
    stage.user = user


@given(sentence(r"I work in session (?P<session>\d+)"), converters=TO_INTEGER)
def caller_session(stage: Stage, session: int) -> None:
    """The session of the current host that the command is typed in."""
    stage.session(session, None)
    stage.working_in = session


@given(
    sentence(r"(?P<user>\S+) has been granted (?P<access>" + "|".join(ACCESSES) + rf") access on {SESSION}"),
    converters=TO_INTEGER,
)
def access_granted(stage: Stage, user: str, access: str, session: int, host: str | None) -> None:
    """An access that somebody has been granted on a session."""
    grant = Grant(user=user, access=ACCESSES[access])

    def granted(found: Session) -> Session:
        return replace(found, grants=(*found.grants, grant))

    stage.session(session, host, granted)


@given(sentence(rf"(?P<program>\S+) runs in {SESSION} with unsaved work"), converters=TO_INTEGER)
def program_runs(stage: Stage, program: str, session: int, host: str | None) -> None:
    """A program in the session, with data that exists nowhere else."""
    started = Program(name=program, instance=f"{program}-{session}", work=UNSAVED_WORK)

    def running(found: Session) -> Session:
        return replace(found, programs=(*found.programs, started))

    stage.session(session, host, running)
