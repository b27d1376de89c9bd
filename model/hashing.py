"""Which model it is: apart from the rules, so that who only names the model need not load them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from ..spec.hashing import source_hash

FOLDER = Path(__file__).parent


@cache
def model_hash() -> str:
    """The SHA-256 over the model's modules, for the header of a report and of a file of test vectors."""
    return source_hash(FOLDER, ".py")
