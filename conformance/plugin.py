"""The pytest plugin: options and markers always, everything else only where the features are run.

It is loaded into every pytest run on a machine that has disconspec, so importing it costs next to nothing and
it stays out of runs that are not about `disconspec.features`.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest

NAME = "disconspec-stagehand"
MARKER = "clause(id): the clause of the specification that a check decides"
FEATURES = Path(__file__).parent.parent / "features"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer the choice of an implementation."""
    group = parser.getgroup("disconspec", "disconspec: an implementation held to its specification")
    # Another plugin may have an option of the same name; its users need theirs more than ours.
    with suppress(ValueError):
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


def is_about_features(config: pytest.Config) -> bool:
    """Whether a pytest run was asked for the features, by name or by path."""
    for argument in config.args:
        place = argument.split("::")[0]
        if place == "disconspec.features" or place.startswith("disconspec.features."):
            return True
        path = Path(config.invocation_params.dir, place).resolve()
        if path == FEATURES or FEATURES in path.parents:
            return True
    return False


def pytest_configure(config: pytest.Config) -> None:
    """Register the marker, and the stagehand where there is something for it to do."""
    config.addinivalue_line("markers", MARKER)
    asked = config.getoption("disconspec_adapter", None)
    if config.pluginmanager.has_plugin(NAME) or not (asked or is_about_features(config)):
        return
    from .stagehand import from_options  # noqa: PLC0415 - only runs of the features pay for it

    config.pluginmanager.register(from_options(config), NAME)
