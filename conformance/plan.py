"""What a run is to do, as a value that can be handed to another process."""

from __future__ import annotations

from msgspec import Struct

from .baseline import Baseline
from .selection import Selection

FEATURES = "disconspec.features"


class Plan(Struct, frozen=True):
    """What a run is to do.

    Attributes:
        adapter: what stands after `--adapter`.
        selection: the clauses it is about.
        seed: what the properties are generated from.
        deadline: seconds that the implementation has for each answer.
        allow_effects: whether an adapter with real effects may be driven.
        baseline: the known failures, or None.
        proof: whether to switch off every rule of the model in turn as well.
        jobs: how many copies of the adapter work at once.
        features: what pytest collects.
        command: the command line, for the report.

    """

    adapter: str = "reference"
    selection: Selection = Selection()
    seed: int = 0
    deadline: float = 10.0
    allow_effects: bool = False
    baseline: Baseline | None = None
    proof: bool = False
    jobs: int = 1
    features: tuple[str, ...] = (FEATURES,)
    command: tuple[str, ...] | None = None
