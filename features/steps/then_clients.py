"""Then steps about clients: whether they are joined, how they get data, how their installation stands."""

from __future__ import annotations

from collections.abc import Callable

from pytest_bdd import then

from ...model.world import Client, World
from ..expectation import expect
from ..stage import Stage, client_in
from .phrases import CLIENT, IDS, TO_INTEGER, integers, sentence


def membership(client: Client) -> str:
    """Whether the client is still in what it has joined."""
    return "joined" if client.joined else "not joined"


def progress(client: Client) -> str:
    """How the client gets its data and how its installation stands."""
    return f"transfer {client.transfer}, installation {client.installation}"


def judge(
    stage: Stage, client: int, server: str | None, aspect: Callable[[Client], str], expected: str
) -> None:
    """Hold one aspect of a client to what is expected, waiting for it until the deadline."""
    place = server or stage.here

    def seen_in(found: Client | None) -> str:
        return "no such client" if found is None else aspect(found)

    world = stage.driver.until(lambda observed: seen_in(client_in(observed, client, place)) == expected)
    expect(seen_in(client_in(world, client, place)), expected, f"client {client} of {place}")


@then(sentence(CLIENT + r" has left the (?:transmission|namespace)"), converters=TO_INTEGER)
def client_has_left(stage: Stage, client: int, server: str | None) -> None:
    """The client is no longer in what it had joined, however it goes on."""
    judge(stage, client, server, membership, "not joined")


@then(sentence(CLIENT + r" is still joined"), converters=TO_INTEGER)
def client_still_joined(stage: Stage, client: int, server: str | None) -> None:
    """The client is still in what it had joined, and its installation goes on."""
    judge(stage, client, server, progress, "transfer multicast, installation running")


@then(sentence(CLIENT + r" goes on by unicast"), converters=TO_INTEGER)
def client_goes_on_by_unicast(stage: Stage, client: int, server: str | None) -> None:
    """The client gets its data by another transfer method, and its installation goes on."""
    judge(stage, client, server, progress, "transfer unicast, installation running")


@then(sentence(CLIENT + r" has stopped and its installation has failed"), converters=TO_INTEGER)
def client_has_stopped(stage: Stage, client: int, server: str | None) -> None:
    """The client gets no data in any way, and its installation has failed."""
    judge(stage, client, server, progress, "transfer none, installation failed")


@then(sentence(CLIENT + r" gets no more data"), converters=TO_INTEGER)
def client_gets_no_more_data(stage: Stage, client: int, server: str | None) -> None:
    """The client gets no data in any way."""
    judge(stage, client, server, lambda found: f"transfer {found.transfer}", "transfer none")


@then(sentence(rf"the computer of {CLIENT} is possibly unusable"), converters=TO_INTEGER)
def computer_possibly_unusable(stage: Stage, client: int, server: str | None) -> None:
    """The computer was left in a state that it may not start from."""
    judge(stage, client, server, lambda found: f"computer {found.machine}", "computer possibly-unusable")


@then(sentence(rf"clients {IDS} are in the same state"), converters={"ids": integers})
def clients_in_the_same_state(stage: Stage, ids: tuple[int, ...]) -> None:
    """The clients, which began alike, get their data and stand in their installation alike."""

    def states(world: World) -> list[str]:
        found = [client_in(world, client, stage.here) for client in ids]
        return ["no such client" if each is None else progress(each) for each in found]

    first, *others = states(stage.driver.until(lambda observed: len(set(states(observed))) == 1))
    for client, state in zip(ids[1:], others, strict=True):
        expect(state, first, f"client {client}, which began as client {ids[0]} did,")
