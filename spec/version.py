"""The version of disconspec, read from the file that the packaging reads too."""

from __future__ import annotations

from pathlib import Path

VERSION = Path(__file__).with_name("VERSION").read_text(encoding="ascii").strip()
