"""The laws: they hold on the model, each can fail, and a failure is told as a scenario that can be played."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from disconspec.conformance.errors import AdapterError, CannotArrange
from disconspec.features.difference import things
from disconspec.features.expectation import Unexpected
from disconspec.features.law import Case, Law
from disconspec.features.test_properties import LAWS
from disconspec.features.transcript import scenario
from disconspec.features.trial import Trial, documented_end
from disconspec.model.request import Outcome, Request
from disconspec.model.world import Session, World
from disconspec.spec import capabilities, clause
from hypothesis import Phase, assume, given, settings
from msgspec.structs import replace
from player import play_text
from rehearsal import ModelDriver

EVERYTHING = frozenset(capabilities())
each_law = pytest.mark.parametrize("law", LAWS, ids=lambda law: law.clause)


@pytest.fixture(autouse=True)
def seed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw the same cases every time."""
    monkeypatch.setattr("hypothesis.core.global_force_seed", 0)


@each_law
def test_every_law_holds_on_the_model(law: Law) -> None:
    """And not because no case was judged."""
    trial = Trial(ModelDriver(), law)
    trial.run()
    assert trial.judged >= 3


@each_law
def test_every_law_notices_its_rule_missing(law: Law) -> None:
    """With the rule of its clause switched off a law fails, with the case told as a scenario."""
    with pytest.raises(Unexpected) as failure:
        Trial(ModelDriver(disabled=clause(law.clause).rule), law, shrink=False).run()
    assert failure.value.expected != failure.value.actual
    assert f"@{law.clause}\nScenario: {law.title}\n  Given " in str(failure.value)


@each_law
def test_cases_need_no_more_than_the_clause_does(law: Law) -> None:
    """Nothing is drawn that an implementation for this one clause could not arrange."""
    needs = frozenset(clause(law.clause).needs)

    @settings(max_examples=5, database=None, deadline=None, phases=[Phase.generate])
    @given(case=law.cases(needs))
    def look(case: Case) -> None:
        assert documented_end(case) is None or not (needed(case.world) - needs)

    look()


def needed(world: World) -> set[str]:
    """The capabilities that arranging a world takes, of those that worlds are drawn by."""
    clients = [client for server in world.servers for each in server.namespaces for client in each.clients]
    sessions = [session for host in world.hosts for session in host.sessions]
    signs = {
        "several-servers": len(world.servers) + len(world.hosts) > 1,
        "namespaces": any(each.kind == "namespace" for server in world.servers for each in server.namespaces),
        "fallback": any(client.software != "wds-client" for client in clients),
        "slow-client-policy": any(server.slow_client_policy != "none" for server in world.servers),
        "programs": any(session.programs for session in sessions),
        "session-name": any(session.name for session in sessions),
        "permissions": any(session.grants or session.user != world.caller.user for session in sessions),
    }
    return {capability for capability, there in signs.items() if there}


@each_law
def test_a_case_can_be_pasted_as_a_scenario(law: Law, tmp_path: Path) -> None:
    """The scenario printed for a case arranges the world of the case, makes its requests and passes."""

    @settings(max_examples=2, database=None, deadline=None, phases=[Phase.generate])
    @given(case=law.cases(EVERYTHING))
    def paste(case: Case) -> None:
        end = documented_end(case)
        assume(end is not None)
        assert end is not None
        text = f"Feature: pasted\n\n{indented(scenario(law, case, end))}\n"
        stage = play_text(text, tmp_path, ModelDriver())
        assert tuple(stage.requests) == case.requests
        assert dict(things(stage.world())) == dict(things(case.world))
        assert stage.world().caller == case.world.caller

    paste()


def indented(text: str) -> str:
    """The text one level deeper."""
    return re.sub(r"^(?=.)", "  ", text, flags=re.MULTILINE)


class Stubborn(ModelDriver):
    """An implementation that arranges nothing."""

    def arrange(self, world: World) -> None:
        """Say so."""
        raise CannotArrange(f"no {world.caller.host} here")


class Forgetful(ModelDriver):
    """An implementation that says it has arranged what it has not."""

    def arrange(self, world: World) -> None:
        """Take over an empty world."""
        super().arrange(World(caller=world.caller))


class Idle(ModelDriver):
    """An implementation that says yes and does nothing."""

    def invoke(self, request: Request) -> Outcome:
        """Do nothing."""
        assert request
        self.invoked += 1
        return Outcome(accepted=True)


class Restless(ModelDriver):
    """An implementation whose programs work all the time."""

    def observe(self) -> World:
        """The world, with some more work done."""
        world = super().observe()
        hosts = tuple(
            replace(
                host,
                sessions=tuple(
                    replace(each, programs=tuple(replace(one, work=one.work + 7) for one in each.programs))
                    for each in host.sessions
                ),
            )
            for host in world.hosts
        )
        return replace(world, hosts=hosts)


def law_of(identifier: str) -> Law:
    """The law that decides a clause."""
    return next(law for law in LAWS if law.clause == identifier)


def test_what_cannot_be_arranged_is_not_judged() -> None:
    """Neither passed nor failed: the reason is handed on."""
    with pytest.raises(CannotArrange, match="no RDSH1 here"):
        Trial(Stubborn(), law_of("TSDISCON-ISOLATION-001")).run()


def test_what_was_not_arranged_is_an_error() -> None:
    """An implementation that forgets its state is never taken for one that kept it."""
    with pytest.raises(AdapterError, match="was not arranged as asked"):
        Trial(Forgetful(), law_of("TSDISCON-ISOLATION-001")).run()


class Leaky(ModelDriver):
    """An implementation that adds what is arranged to what it has, and has a session of its own."""

    def __init__(self, *, leak: bool) -> None:
        super().__init__()
        self._leak = leak
        self._old: tuple[Session, ...] = ()

    def arrange(self, world: World) -> None:
        """Keep the sessions that were there before, or only the one that always is."""
        first = world.hosts[0]
        ids = {session.id for session in first.sessions}
        kept = tuple(each for each in (*self._old, Session(id=20)) if each.id not in ids)
        there = replace(first, sessions=(*first.sessions, *{each.id: each for each in kept}.values()))
        self._old = there.sessions if self._leak else ()
        super().arrange(replace(world, hosts=(there, *world.hosts[1:])))


def test_a_world_that_does_not_replace_the_one_before_is_an_error() -> None:
    """What an earlier case has left behind is said to be that."""
    with pytest.raises(AdapterError, match=r"did not replace .* still shows session \d+ of RDSH1"):
        Trial(Leaky(leak=True), law_of("TSDISCON-DISCONNECT-001")).run()


def test_what_is_always_there_is_no_remnant() -> None:
    """A session of the implementation's own does no harm."""
    Trial(Leaky(leak=False), law_of("TSDISCON-DISCONNECT-001")).run()


def test_programs_may_work_at_any_time() -> None:
    """Work that grows is no change."""
    Trial(Restless(), law_of("TSDISCON-ISOLATION-001")).run()
    Trial(Restless(), law_of("TSDISCON-PROGRAMS-001")).run()


def smallest(driver: ModelDriver, law: Law) -> Unexpected:
    """The failure that Hypothesis ends with."""
    with pytest.raises(Unexpected) as failure:
        Trial(driver, law).run()
    return failure.value


def test_a_failure_is_shrunk_and_told() -> None:
    """The smallest case in which an implementation that does nothing is found out: one session of two."""
    failure = smallest(Idle(), law_of("TSDISCON-DISCONNECT-001"))
    assert failure.expected == "disconnected"
    assert failure.actual == "active"
    scenario_lines = str(failure).split("\n\n")[1].splitlines()
    assert scenario_lines[0] == "@TSDISCON-DISCONNECT-001"
    assert scenario_lines[-2:] == ["  When I type `tsdiscon 1`", "  Then session 1 of RDSH1 is disconnected"]
    assert sum("is active" in line for line in scenario_lines) == 2


def test_an_implementation_is_not_tried_for_ever() -> None:
    """When the patience is used up no further case is tried, and a failure stays one."""
    driver = Idle()
    with pytest.raises(Unexpected):
        Trial(driver, law_of("TSDISCON-DISCONNECT-001"), patience=0.0).run()
    assert driver.invoked <= 3
    patient = Trial(ModelDriver(), law_of("TSDISCON-DISCONNECT-001"), patience=0.0)
    patient.run()
    assert patient.judged == 1


def test_the_seed_decides_what_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same seed, the same cases; another seed, others."""

    def drawn(seed: int) -> list[Request]:
        requests: list[Request] = []

        class Listening(ModelDriver):
            def invoke(self, request: Request) -> Outcome:
                requests.append(request)
                return super().invoke(request)

        monkeypatch.setattr("hypothesis.core.global_force_seed", seed)
        Trial(Listening(), law_of("TSDISCON-ISOLATION-001")).run()
        return requests

    first = drawn(1)
    assert first
    assert drawn(1) == first
    assert drawn(2) != first


def test_every_law_is_told_once() -> None:
    """No clause has two laws, no law decides an unspecified clause."""
    decided = [law.clause for law in LAWS]
    assert len(decided) >= 40
    assert len(decided) == len(set(decided)) == len({law.title for law in LAWS})
    assert not [each for each in decided if clause(each).level == "unspecified"]
