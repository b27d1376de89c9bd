"""What a law is: a clause, the cases it speaks of, and how an implementation is held to it in each."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from hypothesis.strategies import SearchStrategy
from msgspec import Struct

from ..model.request import S_OK, Command, Outcome, Request
from ..model.world import Client, Session, World, clients_of, named
from .difference import Place, Thing, client_place, differences, still_running, things, words
from .driver import Driver
from .expectation import expect


class Case(Struct, frozen=True):
    """One world, what is asked in it, and the places of those that are named by what is asked."""

    world: World
    requests: tuple[Request, ...]
    named: frozenset[Place] = frozenset()


class Play(NamedTuple):
    """A case played: what was observed before, what the model says of the end, what each request answered."""

    driver: Driver
    case: Case
    before: World
    documented: World
    outcomes: tuple[Outcome, ...]


class Judgement(NamedTuple):
    """One way of holding an implementation to a case.

    Attributes:
        judge: raises `Unexpected` where the implementation does not do as it should.
        sentences: what is expected, as Then steps.

    """

    judge: Callable[[Play], None]
    sentences: Callable[[Case, World], tuple[str, ...]]


class Law(NamedTuple):
    """A property that holds in every case.

    Attributes:
        clause: the clause that it decides.
        title: what holds.
        cases: what is drawn, given what the implementation declares to arrange.
        judgements: what is looked at in the end.

    """

    clause: str
    title: str
    cases: Callable[[frozenset[str]], SearchStrategy[Case]]
    judgements: tuple[Judgement, ...]


def condition(thing: Thing | None) -> str:
    """How a client or a session stands, in words."""
    match thing:
        case Client():
            return f"transfer {thing.transfer}, installation {thing.installation}"
        case Session():
            return thing.state
        case None:
            return "not there"
        case str():
            return thing


def enumeration(parts: list[str]) -> str:
    """Several things in one sentence."""
    *most, last = parts
    return f"{', '.join(most)} and {last}" if most else last


def _unchanged(play: Play, spared: frozenset[Place], what: str) -> None:
    after = play.driver.until(lambda observed: not differences(play.before, observed, spared))
    expect("; ".join(differences(play.before, after, spared)) or "no change", "no change", what)


def _nothing_changed(play: Play) -> None:
    _unchanged(play, frozenset(), "the world")


def _others_stay(play: Play) -> None:
    _unchanged(play, play.case.named, "everything that was not named")


def _others_stay_sentences(case: Case, _: World) -> tuple[str, ...]:
    if not case.named:
        return ("nothing has changed",)
    return (f"nothing but {enumeration([str(place) for place in sorted(case.named)])} has changed",)


def _all_refused(play: Play) -> None:
    for outcome in play.outcomes:
        expect("success" if outcome.accepted else "refused", "refused", "the command")


def _all_succeeded(play: Play) -> None:
    for outcome in play.outcomes:
        expect("success" if outcome.accepted else "refused", "success", "the command")


def _asking(request: Request) -> bool:
    """Whether the request asks to be asked."""
    return isinstance(request, Command) and "-confirm" in request.line.casefold().split()


def _prompted(play: Play) -> None:
    for request, outcome in zip(play.case.requests, play.outcomes, strict=True):
        expected = "a prompt" if _asking(request) else "no prompt"
        expect("a prompt" if outcome.prompted else "no prompt", expected, "before the cmdlet ran")


def _prompted_sentences(case: Case, _: World) -> tuple[str, ...]:
    return (f"I have {'' if _asking(case.requests[-1]) else 'not '}been asked to confirm",)


def _no_objects(play: Play) -> None:
    for outcome in play.outcomes:
        expect(words(outcome.output), "0", "the number of objects written")


def _to_be_listed(case: Case) -> list[str]:
    """The ids of those who have joined a transmission of the local server."""
    local = named(case.world.servers, case.world.caller.host)
    joined = clients_of(local) if local else ()
    return [
        str(number)
        for number in sorted(client.id for place, client in joined if place.kind == "transmission")
    ]


def _listed(play: Play) -> None:
    for outcome in play.outcomes:
        shown = [str(number) for number in sorted(outcome.listing)]
        expect(", ".join(shown), ", ".join(_to_be_listed(play.case)), "the client ids listed")


def _listing_sentences(case: Case, _: World) -> tuple[str, ...]:
    return (f"the listing shows clients {enumeration(_to_be_listed(case))}",)


def _named(case: Case) -> list[Place]:
    return sorted(case.named)


def _elsewhere(case: Case) -> list[Place]:
    """The clients and sessions of the servers and hosts that nobody named."""
    asked = {place.on for place in case.named}
    return [
        place for place, thing in things(case.world) if place.on not in asked and not isinstance(thing, str)
    ]


def as_documented(places: Callable[[Case], list[Place]]) -> Judgement:
    """Clients and sessions in those places end as the model has them."""

    def judge(play: Play) -> None:
        wanted = dict(things(play.documented))

        def wrong(observed: World) -> list[Place]:
            found = dict(things(observed))
            concerned = places(play.case)
            return [each for each in concerned if condition(found.get(each)) != condition(wanted.get(each))]

        after = play.driver.until(lambda observed: not wrong(observed))
        found = dict(things(after))
        for place in places(play.case):
            expect(condition(found.get(place)), condition(wanted.get(place)), str(place))

    def sentences(case: Case, documented: World) -> tuple[str, ...]:
        found = dict(things(documented))
        return tuple(f"{place} {PHRASES[condition(found.get(place))]}" for place in places(case))

    return Judgement(judge, sentences)


PHRASES = {
    "transfer multicast, installation running": "is still joined",
    "transfer unicast, installation running": "goes on by unicast",
    "transfer none, installation failed": "has stopped and its installation has failed",
    "active": "stays active",
    "disconnected": "is disconnected",
}


def _programs_run(play: Play) -> None:
    def ended(observed: World) -> list[str]:
        found = dict(things(observed))
        missing: list[str] = []
        for place, session in things(play.before):
            if not isinstance(session, Session):
                continue
            now = found.get(place)
            running = now.programs if isinstance(now, Session) else ()
            missing += [
                f"{program.name} in {place} is {words(tuple(running))}"
                for program in session.programs
                if not any(still_running(program, each) for each in running)
            ]
        return missing

    after = play.driver.until(lambda observed: not ended(observed))
    expect("; ".join(ended(after)) or "all running", "all running", "the programs that ran before")


def _program_sentences(case: Case, _: World) -> tuple[str, ...]:
    return tuple(
        f"{program.name} still runs in session {session.id} of {host.name}"
        for host in case.world.hosts
        for session in host.sessions
        for program in session.programs
    )


def _end_alike(play: Play) -> None:
    def ends(observed: World) -> list[str]:
        found = dict(things(observed))
        return [condition(found.get(place)) for place in sorted(play.case.named)]

    first, *others = ends(play.driver.until(lambda observed: len(set(ends(observed))) == 1))
    for end in others:
        expect(end, first, "a client that began as another did, and was disconnected by another route,")


def _alike_sentences(case: Case, _: World) -> tuple[str, ...]:
    return (f"clients {enumeration([place.name for place in sorted(case.named)])} are in the same state",)


def _s_ok(play: Play) -> None:
    for outcome in play.outcomes:
        expect(words(outcome.hresult), words(S_OK), "the value returned")


def _left(play: Play) -> None:
    _none_of_the_named(play, lambda client: client.joined, "who is still joined")


def _no_more_data(play: Play) -> None:
    _none_of_the_named(play, lambda client: client.transfer != "none", "who still gets data")


def _none_of_the_named(play: Play, wrong: Callable[[Client], bool], what: str) -> None:
    def those(observed: World) -> list[Place]:
        found = dict(things(observed))
        clients = {place: found.get(place) for place in _named(play.case)}
        return [place for place, client in clients.items() if not isinstance(client, Client) or wrong(client)]

    after = play.driver.until(lambda observed: not those(observed))
    expect("; ".join(map(str, those(after))) or "nobody", "nobody", what)


def _left_sentences(case: Case, _: World) -> tuple[str, ...]:
    kinds = {
        client_place(server.name, client.id): namespace.kind
        for server in case.world.servers
        for namespace, client in clients_of(server)
    }
    return tuple(f"{place} has left the {kinds[place]}" for place in sorted(case.named))


def _no_more_data_sentences(case: Case, _: World) -> tuple[str, ...]:
    return tuple(f"{place} gets no more data" for place in _named(case))


def always(sentence: str) -> Callable[[Case, World], tuple[str, ...]]:
    """The same Then step in every case."""

    def sentences(_case: Case, _documented: World) -> tuple[str, ...]:
        return (sentence,)

    return sentences


LISTING = Judgement(_listed, _listing_sentences)
NO_OBJECTS = Judgement(_no_objects, always("the cmdlet has written no objects"))
PROMPTED_AS_ASKED = Judgement(_prompted, _prompted_sentences)
SUCCEEDED = Judgement(_all_succeeded, always("the command succeeds"))
NOTHING_CHANGED = Judgement(_nothing_changed, always("nothing has changed"))
OTHERS_STAY = Judgement(_others_stay, _others_stay_sentences)
REFUSED = Judgement(_all_refused, always("the command does not succeed"))
END_AS_DOCUMENTED = as_documented(_named)
ELSEWHERE_NOTHING = as_documented(_elsewhere)
LEFT = Judgement(_left, _left_sentences)
NO_MORE_DATA = Judgement(_no_more_data, _no_more_data_sentences)
PROGRAMS_RUN = Judgement(_programs_run, _program_sentences)
END_ALIKE = Judgement(_end_alike, _alike_sentences)
RETURNS_S_OK = Judgement(_s_ok, always("the method returns S_OK"))
