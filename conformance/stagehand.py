"""What the features need of pytest: the fixture `driver`, and clause tags as markers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest

from ..spec import DisconspecError, clause
from .connection import Connection
from .driver import Driver
from .errors import AdapterError
from .selection import objection
from .sources import adapter_source

CLAUSE_ID = re.compile(r"(?:WDSUTIL|IWDS|TSDISCON|WMS)-[A-Z]+-[0-9]{3}")


def clause_ids(item: pytest.Item) -> tuple[str, ...]:
    """The clauses that a test decides, from its markers."""
    return tuple(dict.fromkeys(str(mark.args[0]) for mark in item.iter_markers("clause") if mark.args))


def refuse_effects(connection: Connection, *, allowed: bool) -> None:
    """Stop before anything is done to the real world that nobody has allowed.

    Raises:
        DisconspecError: the adapter declares real effects.

    """
    if connection.identity.real_effects and not allowed:
        raise DisconspecError(
            f"the adapter {connection.identity.name!r} has real effects", hint="add --allow-effects to let it"
        )


class Stagehand:
    """The pytest plugin that stands between the features and a connection."""

    def __init__(self, connect: Callable[[], Connection]) -> None:
        self.connect = connect
        self.driver_in_use: Driver | None = None
        self._notes: list[str] = []
        self._connection: Connection | None = None

    @property
    def connection(self) -> Connection:
        """The connection to the implementation, made when first needed."""
        if self._connection is None:
            self._connection = self.connect()
        return self._connection

    @connection.setter
    def connection(self, connection: Connection) -> None:
        self._connection = connection

    @pytest.hookimpl(optionalhook=True, tryfirst=True)
    def pytest_bdd_apply_tag(self, tag: str, function: Callable[..., object]) -> bool | None:
        """Turn a clause id into the marker that names it; other tags are none of ours."""
        if CLAUSE_ID.fullmatch(tag) is None:
            return None
        pytest.mark.clause(tag)(function)
        return True

    @pytest.hookimpl(optionalhook=True)
    def pytest_bdd_before_step(self, step: object) -> None:
        """Note the sentence that is about to be carried out."""
        text = f"{getattr(step, 'keyword', '')} {getattr(step, 'name', '')}".strip()
        if self.driver_in_use is None:
            self._notes.append(text)
        else:
            self.driver_in_use.note(text)

    @pytest.fixture
    def driver(self) -> Iterator[Driver]:
        """The implementation under test, for one check."""
        driver = Driver(self.connection)
        for text in self._notes:
            driver.note(text)
        self._notes.clear()
        self.driver_in_use = driver
        yield driver
        self.driver_in_use = None
        self._notes.clear()


class PytestStagehand(Stagehand):
    """The stagehand of a plain pytest run, where pytest does the reporting."""

    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        """Skip what does not apply, and say why."""
        try:
            for identifier in clause_ids(item):
                if why_not := objection(clause(identifier), self.connection.start()):
                    pytest.skip(why_not)
        except AdapterError as fault:
            pytest.exit(f"the implementation cannot be driven: {fault}", returncode=fault.exit_code)

    def pytest_unconfigure(self) -> None:
        """Let go of the implementation."""
        if self._connection is not None:
            self._connection.close()


def from_options(config: pytest.Config) -> PytestStagehand:
    """The stagehand that pytest's own command line asks for."""
    text = str(config.getoption("disconspec_adapter", None) or "reference")
    deadline = float(config.getoption("disconspec_deadline", 10.0) or 10.0)
    allowed = bool(config.getoption("disconspec_effects", default=False))

    def connect() -> Connection:
        connection = Connection(adapter_source(text, deadline=deadline), deadline)
        connection.start()
        try:
            refuse_effects(connection, allowed=allowed)
        except DisconspecError as refusal:
            connection.close()
            raise pytest.UsageError(str(refusal)) from refusal
        return connection

    return PytestStagehand(connect)
