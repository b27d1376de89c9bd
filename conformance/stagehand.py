"""What the features need of pytest: the fixture `driver`, and clause tags as markers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest

from ..model import Profile
from ..spec import DisconspecError, clause
from .connection import Connection
from .driver import Driver
from .errors import AdapterGarbled
from .selection import objection, profile_named
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
        if found := self.connection.leftover():
            raise AdapterGarbled(found)

    def begin(self) -> None:
        """Forget the check before."""
        self.driver_in_use = None
        self._notes.clear()


class PytestStagehand(Stagehand):
    """The stagehand of a plain pytest run, where pytest does the reporting."""

    def __init__(self, connect: Callable[[], Connection], profile: Profile) -> None:
        super().__init__(connect)
        self._profile: Profile = profile

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        """Skip what does not apply, and say why."""
        self.begin()
        for identifier in clause_ids(item):
            decided = clause(identifier)
            if self._profile not in decided.profiles:
                pytest.skip(f"{identifier} is not judged under the profile {self._profile}")
            if why_not := objection(decided, self.connection.identity):
                pytest.skip(why_not)

    def pytest_unconfigure(self) -> None:
        """Let go of the implementation."""
        if self._connection is not None:
            self._connection.close()


def from_options(config: pytest.Config) -> PytestStagehand:
    """The stagehand that pytest's own command line asks for."""
    text = str(config.getoption("disconspec_adapter", None) or "reference")
    deadline = float(config.getoption("disconspec_deadline", 10.0) or 10.0)
    allowed = bool(config.getoption("disconspec_effects", default=False))

    try:
        profile = profile_named(str(config.getoption("disconspec_profile", None) or "documented"))
        source = adapter_source(text, profile=profile, deadline=deadline)
    except DisconspecError as mistake:
        raise pytest.UsageError(str(mistake)) from mistake

    def connect() -> Connection:
        connection = Connection(source, deadline)
        try:
            connection.start()
            refuse_effects(connection, allowed=allowed)
        except DisconspecError as refusal:
            connection.drop()
            pytest.exit(f"the implementation cannot be driven: {refusal}", returncode=refusal.exit_code)
        return connection

    return PytestStagehand(connect, profile)
