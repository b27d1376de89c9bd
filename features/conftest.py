"""What every scenario is given: its steps and its stage.

Imported absolutely throughout, for pytest may know this folder under another name than `disconspec.features`.
"""

from __future__ import annotations

import pytest
from disconspec.features.driver import Driver
from disconspec.features.stage import Stage
from disconspec.features.steps.given_clients import *  # noqa: F403 - pytest-bdd finds steps among these names
from disconspec.features.steps.given_sessions import *  # noqa: F403 - likewise
from disconspec.features.steps.then_clients import *  # noqa: F403 - likewise
from disconspec.features.steps.then_outcome import *  # noqa: F403 - likewise
from disconspec.features.steps.then_sessions import *  # noqa: F403 - likewise
from disconspec.features.steps.when import *  # noqa: F403 - likewise


@pytest.fixture
def stage(driver: Driver) -> Stage:
    """An empty stage for one scenario, in front of the implementation under test."""
    return Stage(driver)
