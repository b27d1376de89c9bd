"""Then steps about sessions and the programs in them."""

from __future__ import annotations

from collections.abc import Callable

from pytest_bdd import then

from ...model.world import Program, Session, World
from ..expectation import expect
from ..stage import Stage, session_in
from .phrases import IDS, SESSION, TO_INTEGER, integers, sentence


def state(session: Session | None) -> str:
    """The state of a session in one word."""
    return "no such session" if session is None else session.state


def judge(
    stage: Stage,
    session: int,
    host: str | None,
    aspect: Callable[[Session | None], str],
    expected: str,
    *,
    what: str = "",
) -> None:
    """Hold one aspect of a session to what is expected, waiting for it until the deadline."""
    place = host or stage.here
    world = stage.driver.until(lambda observed: aspect(session_in(observed, session, place)) == expected)
    expect(aspect(session_in(world, session, place)), expected, f"{what}session {session} of {place}")


def program_in(session: Session | None, program: str) -> Program | None:
    """The program of that name in the session, or None."""
    running = session.programs if session else ()
    return next((each for each in running if each.name == program), None)


def program_before(stage: Stage, program: str, session: int, host: str | None) -> Program:
    """The program as it was observed before the first request."""
    before = program_in(session_in(stage.before, session, host or stage.here), program)
    if before is None:
        raise LookupError(f"no Given step runs {program} in session {session}")
    return before


@then(sentence(SESSION + r" is disconnected"), converters=TO_INTEGER)
def session_is_disconnected(stage: Stage, session: int, host: str | None) -> None:
    """The session is still on its host, in the state disconnected."""
    judge(stage, session, host, state, "disconnected")


@then(sentence(rf"sessions {IDS} are disconnected"), converters={"ids": integers})
def sessions_are_disconnected(stage: Stage, ids: tuple[int, ...]) -> None:
    """The sessions of the current host are still there, in the state disconnected."""
    for session in ids:
        session_is_disconnected(stage, session, None)


@then(sentence(SESSION + r" (?:stays active|is active again)"), converters=TO_INTEGER)
def session_is_active(stage: Stage, session: int, host: str | None) -> None:
    """Somebody works in the session."""
    judge(stage, session, host, state, "active")


@then(sentence(rf"(?P<program>\S+) still runs in {SESSION}"), converters=TO_INTEGER)
def program_still_runs(stage: Stage, program: str, session: int, host: str | None) -> None:
    """The very program that ran before is running, and has lost none of its work."""
    before = program_before(stage, program, session, host)

    def condition(found: Session | None) -> str:
        now = program_in(found, program)
        if now is None:
            return "ended"
        if now.instance != before.instance:
            return "started anew"
        return "running" if now.work >= before.work else f"running with work {now.work} of {before.work} left"

    judge(stage, session, host, condition, "running", what=f"{program} in ")


@then(sentence(rf"(?P<program>\S+) has got more work done in {SESSION}"), converters=TO_INTEGER)
def program_has_worked(stage: Stage, program: str, session: int, host: str | None) -> None:
    """The very program that ran before has done more work since then."""
    before = program_before(stage, program, session, host)

    def condition(found: Session | None) -> str:
        now = program_in(found, program)
        if now is None or now.instance != before.instance:
            return "not running any more"
        return "further than before" if now.work > before.work else "no further than before"

    judge(stage, session, host, condition, "further than before", what=f"{program} in ")


@then(sentence(rf"(?P<program>\S+) does not run in {SESSION} any more"), converters=TO_INTEGER)
def program_has_ended(stage: Stage, program: str, session: int, host: str | None) -> None:
    """The program that ran before has ended, with the session or without it."""
    before = program_before(stage, program, session, host)

    def condition(found: Session | None) -> str:
        now = program_in(found, program)
        return "running" if now is not None and now.instance == before.instance else "ended"

    judge(stage, session, host, condition, "ended", what=f"{program} in ")


@then(sentence(SESSION + r" is gone, and unsaved work with it"), converters=TO_INTEGER)
def session_is_gone(stage: Stage, session: int, host: str | None) -> None:
    """The host has no such session any more, and so nothing of what was open in it."""
    judge(stage, session, host, state, "no such session")


@then(sentence(SESSION + r" still belongs to the same user"), converters=TO_INTEGER)
def session_keeps_its_user(stage: Stage, session: int, host: str | None) -> None:
    """The session is still there, and whoever was logged on in it before still is."""

    def owner(found: Session | None) -> str:
        return "no such session" if found is None else f"a session of {found.user or 'nobody'}"

    before = session_in(stage.before, session, host or stage.here)
    judge(stage, session, host, owner, owner(before))


@then("I am back in the same session")
def same_sessions(stage: Stage) -> None:
    """The current host has the sessions that it had before, no fewer and no new one."""

    def sessions_there(world: World) -> str:
        return ", ".join(
            str(each.id) for host in world.hosts if host.name == stage.here for each in host.sessions
        )

    expected = sessions_there(stage.before)
    world = stage.driver.until(lambda observed: sessions_there(observed) == expected)
    expect(sessions_there(world), expected, f"the sessions of {stage.here}")
