"""Where the documents and the corpus are found, for the tests that read them in place."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


def folder_from(variable: str) -> Path:
    """The folder named by an environment variable; a visible skip where it is not set."""
    value = os.environ.get(variable)
    if not value:
        pytest.skip(f"{variable} does not name a folder with the documents")
    folder = Path(value)
    assert any(folder.iterdir()), f"{variable} names an empty folder"
    return folder


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder of the five documents that are the specification."""
    return folder_from("DISCONSPEC_SEEDS")


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real pages."""
    return folder_from("DISCONSPEC_CORPUS")
