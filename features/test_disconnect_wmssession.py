"""The scenarios of disconnect-wmssession, one test each."""

from __future__ import annotations

from pytest_bdd import scenarios

scenarios("disconnect-wmssession")
