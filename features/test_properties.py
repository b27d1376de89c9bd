"""The laws that hold in every world, one test each."""

from __future__ import annotations

import pytest
from disconspec.features.driver import Driver
from disconspec.features.law import Law
from disconspec.features.laws_clients import CLIENT_LAWS
from disconspec.features.laws_cmdlet import CMDLET_LAWS
from disconspec.features.laws_sessions import SESSION_LAWS
from disconspec.features.trial import Trial

LAWS = (*CLIENT_LAWS, *SESSION_LAWS, *CMDLET_LAWS)


@pytest.mark.parametrize(
    "law", [pytest.param(law, id=law.title, marks=pytest.mark.clause(law.clause)) for law in LAWS]
)
def test_in_every_world(driver: Driver, law: Law) -> None:
    """In every world."""
    Trial(driver, law).run()
