"""The pytest plugin: options and markers always, everything else only where the features are run.

It is loaded into every pytest run on a machine that has disconspec, so importing it costs next to nothing and
it stays out of runs that are not about `disconspec.features`; `-p disconspec` asks for it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest

NAME = "disconspec-stagehand"
MARKER = "clause(id): the clause of the specification that a check decides"
FEATURES = Path(__file__).parent.parent / "features"


def names_features(argument: str, folder: Path) -> bool:
    """Whether an argument to pytest asks for the features, by name or by path, or for this plugin."""
    place = argument.partition("::")[0]
    if place in ("disconspec", "disconspec.features") or place.startswith("disconspec.features."):
        return True
    path = Path(folder, place)
    return not argument.startswith("-") and (path == FEATURES or FEATURES in path.parents)


def is_about_features(arguments: Iterable[str], folder: Path) -> bool:
    """Whether a pytest run is any business of ours."""
    return any(names_features(argument, folder) for argument in arguments)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer the choice of an implementation, unless the run is about something else: the names are common."""
    given = [*sys.argv[1:], *os.environ.get("PYTEST_ADDOPTS", "").split()]
    if not is_about_features(given, Path.cwd()):
        return
    group = parser.getgroup("disconspec", "disconspec: an implementation held to its specification")
    group.addoption(
        "--adapter",
        dest="disconspec_adapter",
        metavar="ADAPTER",
        help="the implementation that disconspec.features drives (default: the reference model)",
    )
    group.addoption(
        "--adapter-deadline",
        dest="disconspec_deadline",
        metavar="SECONDS",
        type=float,
        default=10.0,
        help="how long the implementation may take to answer (default: %(default)s)",
    )
    group.addoption(
        "--adapter-effects",
        dest="disconspec_effects",
        action="store_true",
        help="allow an adapter that has real effects",
    )
    group.addoption(
        "--adapter-profile",
        dest="disconspec_profile",
        default="documented",
        metavar="PROFILE",
        help="the reading of the documents: documented or observed (default: %(default)s)",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Register the marker, and the stagehand where there is something for it to do."""
    config.addinivalue_line("markers", MARKER)
    asked = config.getoption("disconspec_adapter", None)
    if not asked and not is_about_features(config.args, config.invocation_params.dir):
        return
    from .stagehand import from_options  # noqa: PLC0415 - only runs of the features pay for it

    config.pluginmanager.register(from_options(config), NAME)
