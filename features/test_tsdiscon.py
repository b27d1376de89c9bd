"""The scenarios of tsdiscon, one test each."""

from __future__ import annotations

from pytest_bdd import scenarios

scenarios("tsdiscon")
