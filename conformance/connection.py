"""Holding on to an implementation: started when needed, restarted after a failure, as long as it starts."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

import msgspec

from ..model.request import Outcome, Request
from ..model.world import World
from ..reports.document import AdapterIdentity
from .adapter import PROTOCOL_VERSION, Adapter
from .deadline import within
from .declaration import check_declaration
from .errors import (
    AdapterCrashed,
    AdapterError,
    AdapterGarbled,
    AdapterTimeout,
    AdapterUnavailable,
    CannotArrange,
    GivenUp,
)
from .remote import RemoteAdapter
from .sources import AdapterSource

GIVE_UP_AFTER = 3
KINDS = (AdapterError, AdapterTimeout, AdapterCrashed, AdapterGarbled, AdapterUnavailable)
DEFAULT_SETTLE = 2.0

Value = TypeVar("Value")


class Connection:
    """One implementation under test, through however many adapters it takes.

    Attributes:
        identity: what the first adapter said of itself.
        settle: how many seconds an effect may take to be observable; an adapter says so in an attribute
            of that name.

    """

    def __init__(self, source: AdapterSource, deadline: float, *, give_up_after: int = GIVE_UP_AFTER) -> None:
        self.source = source
        self.deadline = deadline
        self.identity = AdapterIdentity(name=source.text)
        self.settle = DEFAULT_SETTLE
        self.starts = 0
        self._give_up_after = give_up_after
        self._failed_starts = 0
        self._last = ""
        self._adapter: Adapter | None = None

    def start(self) -> AdapterIdentity:
        """Open and initialize an adapter unless one is there.

        Raises:
            AdapterError: it cannot be started, or what it says of itself makes no sense.

        """
        if self._adapter is None:
            adapter = self.source.open()
            try:
                identity = self._ask(adapter.initialize)
                self._accept(self._checked(identity, AdapterIdentity))
            except BaseException:
                self._drop(adapter)
                raise
            self.settle = float(getattr(adapter, "settle", DEFAULT_SETTLE))
            self._adapter = adapter
            self.starts += 1
        return self.identity

    def _accept(self, identity: AdapterIdentity) -> None:
        if identity.protocol != PROTOCOL_VERSION:
            raise AdapterError(
                f"{identity.name or self.source.text} speaks version {identity.protocol} of the protocol",
                hint=f"this is version {PROTOCOL_VERSION}",
            )
        check_declaration(identity)
        if self.starts and identity != self.identity:
            raise AdapterGarbled("after a restart the adapter declares something else than before")
        self.identity = identity

    def arrange(self, world: World) -> None:
        """Bring the implementation into the given state."""
        self._call("arrange", lambda adapter: adapter.arrange(world))

    def invoke(self, request: Request) -> Outcome:
        """Carry out one request."""
        return self._call("invoke", lambda adapter: self._checked(adapter.invoke(request), Outcome))

    def observe(self) -> World:
        """The state as it now is."""
        return self._call("observe", lambda adapter: self._checked(adapter.observe(), World))

    def leftover(self) -> str:
        """What the adapter has sent unasked since the last answer, or ""; it is dropped for that."""
        look: Callable[[], str] | None = getattr(self._adapter, "leftover", None)
        found = look() if look is not None else ""
        if found:
            self.drop()
        return found

    def drop(self) -> None:
        """Let go of the adapter, whatever state it is in; the next call starts another."""
        adapter, self._adapter = self._adapter, None
        if adapter is not None:
            self._drop(adapter)

    def hurry(self, seconds: float) -> None:
        """Wait no longer than that for anything from now on."""
        self.deadline = min(self.deadline, seconds)
        if isinstance(self._adapter, RemoteAdapter):
            self._adapter.deadline = self.deadline

    def close(self) -> str:
        """Shut the adapter down in order; what was wrong with how it went, or ""."""
        adapter, self._adapter = self._adapter, None
        if adapter is None:
            return ""
        try:
            self._ask(adapter.shutdown)
        except AdapterError as fault:
            self._drop(adapter)
            return f"shutdown: {fault}"
        return ""

    def _call(self, name: str, ask: Callable[[Adapter], Value]) -> Value:
        if self._failed_starts >= self._give_up_after:
            raise GivenUp(
                f"given up after {self._failed_starts} failures to start in a row, the last: {self._last}"
            )
        try:
            self._restart()
            adapter = self._adapter
            assert adapter is not None  # noqa: S101 - start leaves one or raises
            return self._ask(lambda: ask(adapter))
        except CannotArrange:
            raise
        except AdapterError as fault:
            self.drop()
            kind = type(fault) if type(fault) in KINDS else AdapterError
            named = kind(f"{name}: {fault.message}", hint=fault.hint)
            for note in getattr(fault, "__notes__", ()):
                named.add_note(note)
            raise named from fault

    def _restart(self) -> None:
        """Start; failures to do so are counted in a row."""
        try:
            self.start()
        except AdapterError as fault:
            self._failed_starts += 1
            self._last = fault.message
            raise
        self._failed_starts = 0

    def _ask(self, ask: Callable[[], Value]) -> Value:
        try:
            if self.source.trusted or self.source.remote:
                return ask()
            return within(self.deadline, ask)
        except (AdapterError, CannotArrange):
            raise
        except (Exception, SystemExit) as fault:
            raise AdapterCrashed(
                f"the adapter raised {type(fault).__name__}: {fault}".rstrip(": ")
            ) from fault

    def _checked(self, value: Value, kind: type[Value]) -> Value:
        """The value as the protocol would carry it: a foreign class may return anything."""
        if self.source.trusted or self.source.remote:
            return value
        try:
            return msgspec.json.decode(msgspec.json.encode(value), type=kind)
        except (msgspec.MsgspecError, TypeError, UnicodeEncodeError, RecursionError) as fault:
            raise AdapterGarbled(f"the adapter gave no {kind.__name__}: {fault}") from fault

    def _drop(self, adapter: Adapter) -> None:
        end = getattr(adapter, "kill", adapter.shutdown)
        with suppress(AdapterError, CannotArrange):
            self._ask(end)
