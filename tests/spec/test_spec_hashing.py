"""The hash of sources: whatever a file is called and has in it counts, where and how it lies does not."""

from __future__ import annotations

from pathlib import Path

import pytest
from disconspec.spec.hashing import source_hash

FILES = {"a.py": b"one\ntwo\n", "b/c.py": b"three\n", "b/d.toml": b"", "notes.md": b"free\n"}


def hashed(folder: Path, files: dict[str, bytes]) -> str:
    """The hash of a folder with these files, `.py` and `.toml`."""
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return source_hash(folder, ".py", ".toml")


@pytest.mark.parametrize(
    "same",
    [
        dict(reversed(FILES.items())),
        {**FILES, "a.py": b"one\r\ntwo\r\n"},
        {**FILES, "notes.md": b"other\n"},
        {**FILES, "b/__pycache__/c.cpython-311.pyc": b"compiled"},
    ],
    ids=["order", "line ends", "other suffix", "compiled"],
)
def test_the_same_sources_have_the_same_hash(tmp_path: Path, same: dict[str, bytes]) -> None:
    """A checkout and an installed package are told to be one."""
    assert hashed(tmp_path / "one", FILES) == hashed(tmp_path / "other", same)


@pytest.mark.parametrize(
    "other",
    [
        {**FILES, "a.py": b"one\ntwo"},
        {**FILES, "b/c.py": b"3\n"},
        {**FILES, "e.py": b""},
        {name: content for name, content in FILES.items() if name != "b/d.toml"},
        {**{name: FILES[name] for name in ("b/c.py", "b/d.toml")}, "A.py": FILES["a.py"]},
        {**{name: FILES[name] for name in ("a.py", "b/d.toml")}, "c.py": FILES["b/c.py"]},
        {**FILES, "a.py": b"one\n", "b/c.py": b"two\nthree\n"},
    ],
    ids=["cut", "changed", "added", "removed", "renamed", "moved", "a line in the next file"],
)
def test_other_sources_have_another_hash(tmp_path: Path, other: dict[str, bytes]) -> None:
    """Nothing that could change what the sources do goes unnoticed."""
    assert hashed(tmp_path / "one", FILES) != hashed(tmp_path / "other", other)
