"""The scenarios of iwdstransportclient, one test each."""

from __future__ import annotations

from pytest_bdd import scenarios

scenarios("iwdstransportclient")
