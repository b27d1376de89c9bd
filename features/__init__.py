"""The clauses as Gherkin scenarios, and the properties that hold for any implementation.

The scenarios lie in one folder a system and are written to be read; `steps/` says what their sentences do.
All are pytest tests: `disconspec run` collects this folder, as does `pytest --pyargs disconspec.features`.
"""

from __future__ import annotations

from pathlib import Path

__all__ = ["FOLDER"]

FOLDER = Path(__file__).parent
