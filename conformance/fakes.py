"""Implementations that misbehave on purpose, so that every branch of the runner is reached by one of them.

`--adapter fake:NAME` drives one; `python -m disconspec.conformance.fakes NAME` is the same as a program for
`--adapter exec:`. Those that misbehave on the wire exist as programs only, and `fake:NAME` starts those.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import cast

from msgspec.structs import replace

from ..model import Profile, rules
from ..model.request import Outcome, Request
from ..model.world import Caller, World
from ..reports.document import AdapterIdentity
from .adapter import Adapter
from .errors import CannotArrange
from .nearest import unknown
from .reference import Reference

AGES = 3600.0


class AlwaysRefuses(Reference):
    """Nothing is ever carried out."""

    def invoke(self, request: Request) -> Outcome:
        """Refuse, and change nothing."""
        del request
        return Outcome(accepted=False, stderr="Access is denied.")


class AlwaysAccepts(Reference):
    """Everything is said to be carried out, and nothing is."""

    def invoke(self, request: Request) -> Outcome:
        """Claim success, and change nothing."""
        del request
        return Outcome(accepted=True, stdout="Done.", hresult=0)


class Crashes(Reference):
    """Ends in the middle of every request."""

    def invoke(self, request: Request) -> Outcome:
        """Come to grief."""
        raise RuntimeError(f"the fake crashes at {request!r:.60}")


class CrashesEverySecondTime(Reference):
    """Ends in the middle of every second request and works after a restart."""

    def __init__(self, profile: Profile = "documented") -> None:
        super().__init__(profile)
        self._requests = 0

    def invoke(self, request: Request) -> Outcome:
        """Come to grief the second time."""
        self._requests += 1
        if self._requests == 2:  # noqa: PLR2004 - the second time
            raise RuntimeError("the fake crashes at its second request")
        return super().invoke(request)


class CrashesAtStart(Reference):
    """Cannot even say who it is."""

    def initialize(self) -> AdapterIdentity:
        """Come to grief."""
        raise RuntimeError("the fake cannot start")


class CrashesAtShutdown(Reference):
    """Works, and comes to grief at the very end."""

    def shutdown(self) -> None:
        """Come to grief."""
        raise RuntimeError("the fake cannot shut down")


class Hangs(Reference):
    """Does not come back from a request."""

    def invoke(self, request: Request) -> Outcome:
        """Wait for a very long time."""
        time.sleep(AGES)
        return super().invoke(request)


class Garbles(Reference):
    """Answers requests with something that is no outcome."""

    def invoke(self, request: Request) -> Outcome:
        """Give a wrong value, whatever the types say."""
        del request
        return cast("Outcome", {"accepted": "perhaps"})


class LiesAboutCapabilities(Reference):
    """Declares everything, and has no counterpart for programs, permissions and namespaces."""

    def arrange(self, world: World) -> None:
        """Arrange only what is simple."""
        for host in world.hosts:
            for session in host.sessions:
                if session.programs or session.grants or session.console:
                    raise CannotArrange("the fake knows neither programs nor permissions nor a console")
        super().arrange(world)


class ArrangesNothing(Reference):
    """Says that it has arranged the world, and has not."""

    def arrange(self, world: World) -> None:
        """Keep an empty world."""
        super().arrange(World(caller=world.caller))


class ForgetsState(Reference):
    """Carries requests out, and has forgotten everything by the time it is observed."""

    def arrange(self, world: World) -> None:
        """Remember what to go back to."""
        super().arrange(world)
        self._arranged = world

    def invoke(self, request: Request) -> Outcome:
        """Carry it out, and forget."""
        outcome = super().invoke(request)
        super().arrange(self._arranged)
        return outcome


class LeaksState(Reference):
    """Arranges each world beside what was there before."""

    settle = 0.2

    def arrange(self, world: World) -> None:
        """Keep the sessions and clients of earlier worlds."""
        hosts = {host.name: host for host in getattr(self, "_before", world).hosts}
        kept = tuple(
            replace(
                host,
                sessions=(
                    *host.sessions,
                    *(
                        old
                        for old in hosts.get(host.name, host).sessions
                        if old.id not in {each.id for each in host.sessions}
                    ),
                ),
            )
            for host in world.hosts
        )
        self._before = replace(world, hosts=kept)
        super().arrange(self._before)


class ObservesStale(Reference):
    """Looks once in each world, and remembers."""

    settle = 0.2

    def arrange(self, world: World) -> None:
        """Have nothing to remember yet."""
        super().arrange(world)
        self._seen: World | None = None

    def observe(self) -> World:
        """What was there at the first look."""
        self._seen = self._seen or super().observe()
        return self._seen


class SettlesLate(Reference):
    """Right in everything, but observations show an effect only after a while."""

    settle = 2.0

    def arrange(self, world: World) -> None:
        """Show the world at once."""
        super().arrange(world)
        self._shown, self._looks = world, 0

    def invoke(self, request: Request) -> Outcome:
        """Let the effect show at the third look from now."""
        self._shown, self._looks = super().observe(), 3
        return super().invoke(request)

    def observe(self) -> World:
        """The past, for a while."""
        self._looks -= 1
        return self._shown if self._looks > 0 else super().observe()


class ClaimsLittle(Reference):
    """Claims one system without capabilities: little applies to it, and that little it does."""

    def initialize(self) -> AdapterIdentity:
        """Declare as little as can be."""
        return replace(super().initialize(), systems=("tsdiscon",), capabilities=("session-id",))


class ClaimsNothing(Reference):
    """Claims no system at all."""

    def initialize(self) -> AdapterIdentity:
        """Declare nothing."""
        return replace(super().initialize(), systems=(), capabilities=())


class ClaimsUnknown(Reference):
    """Declares a capability that does not exist."""

    def initialize(self) -> AdapterIdentity:
        """Misspell one."""
        return replace(super().initialize(), capabilities=("programms",))


class SpeaksAnotherVersion(Reference):
    """Speaks a version of the protocol that is not ours."""

    def initialize(self) -> AdapterIdentity:
        """Declare version 2."""
        return replace(super().initialize(), protocol=2)


class HasRealEffects(Reference):
    """Declares real effects, and has none."""

    def initialize(self) -> AdapterIdentity:
        """Declare them."""
        return replace(super().initialize(), real_effects=True)


class CannotObserve(Reference):
    """Shows a world in which there is nothing."""

    def observe(self) -> World:
        """An empty world."""
        return World(caller=Caller(host="nowhere"))


IN_PROCESS: dict[str, type[Reference]] = {
    "perfect": Reference,
    "always-accepts": AlwaysAccepts,
    "always-refuses": AlwaysRefuses,
    "arranges-nothing": ArrangesNothing,
    "cannot-observe": CannotObserve,
    "claims-little": ClaimsLittle,
    "claims-nothing": ClaimsNothing,
    "claims-unknown": ClaimsUnknown,
    "crashes": Crashes,
    "crashes-at-shutdown": CrashesAtShutdown,
    "crashes-at-start": CrashesAtStart,
    "crashes-every-second-time": CrashesEverySecondTime,
    "forgets-state": ForgetsState,
    "garbles": Garbles,
    "hangs": Hangs,
    "has-real-effects": HasRealEffects,
    "leaks-state": LeaksState,
    "lies-about-capabilities": LiesAboutCapabilities,
    "observes-stale": ObservesStale,
    "settles-late": SettlesLate,
    "speaks-another-version": SpeaksAnotherVersion,
}
BROKEN = "broken:"


def fake_names() -> tuple[str, ...]:
    """The names of all fakes, without the broken ones, of which there is one a rule."""
    from .fake_programs import ON_THE_WIRE  # noqa: PLC0415 - those import this module

    return tuple(sorted({*IN_PROCESS, *ON_THE_WIRE}))


def broken_rule(name: str) -> str:
    """The rule that `broken:RULE` switches off.

    Raises:
        DisconspecError: the model has no such rule; the hint has the nearest.

    """
    rule = name.removeprefix(BROKEN)
    known = [each.clause for each in rules()]
    if rule not in known:
        raise unknown("rule", rule, known, hint="see disconspec model rules")
    return rule


def named(adapter: Reference, name: str) -> Reference:
    """A fake that says which one it is."""
    adapter.name = f"fake {name}"
    return adapter


def fake(name: str, profile: Profile = "documented") -> Callable[[], Adapter]:
    """What opens the fake of that name in this process.

    Raises:
        DisconspecError: there is no such fake, or it misbehaves on the wire only.

    """
    if name.startswith(BROKEN):
        disabled = frozenset((broken_rule(name),))
        return lambda: named(Reference(profile, disabled), name)
    if name not in IN_PROCESS:
        raise unknown(
            "fake", name, [*fake_names(), f"{BROKEN}RULE"], hint=f"one of {', '.join(fake_names())}"
        )
    kind = IN_PROCESS[name]
    return lambda: named(kind(profile), name)


def is_on_the_wire(name: str) -> bool:
    """Whether a fake exists as a program only."""
    from .fake_programs import ON_THE_WIRE  # noqa: PLC0415 - those import this module

    return name in ON_THE_WIRE


def program_of(name: str) -> list[str]:
    """The command that runs a fake as a program."""
    return [sys.executable, "-m", "disconspec.conformance.fakes", name]


def main(arguments: list[str]) -> int:
    """Be the fake that the command line names, as a program."""
    from .fake_programs import be  # noqa: PLC0415 - those import this module

    return be(arguments[0] if arguments else "perfect")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
