"""The scenarios played once for all tests of this folder."""

from __future__ import annotations

import pytest
from rehearsal import Played, rehearse


@pytest.fixture(scope="session")
def played() -> tuple[Played, ...]:
    """Every scenario, played with the whole model and with each rule of its clauses switched off."""
    return rehearse()
