"""The scenarios of wdsutil, one test each."""

from __future__ import annotations

from pytest_bdd import scenarios

scenarios("wdsutil")
