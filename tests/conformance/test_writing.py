# ruff: noqa: D103 - the name of a test says what it tests
"""Files are replaced as a whole: what was there stays until all is written, and nothing else is left."""

from __future__ import annotations

import errno
import os
import stat
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from disconspec.conformance.writing import write_whole
from disconspec.spec.errors import DisconspecError

POSIX = pytest.mark.skipif(os.name == "nt", reason="permissions, links and pipes as POSIX has them")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "report.json"
    path.write_bytes(b"old")
    return path


def names(folder: Path) -> list[str]:
    return [each.name for each in folder.iterdir()]


@pytest.mark.parametrize("durable", [True, False])
def test_a_file_is_replaced_part_by_part(path: Path, *, durable: bool) -> None:
    write_whole(path, (each for each in (b"n", b"ew")), durable=durable)
    assert path.read_bytes() == b"new"
    assert names(path.parent) == ["report.json"]


@POSIX
def test_a_new_file_has_the_permissions_of_any_other(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_bytes(b"")
    write_whole(tmp_path / "report.json", (b"new",))
    assert (tmp_path / "report.json").stat().st_mode == other.stat().st_mode


@POSIX
def test_a_file_keeps_its_permissions(path: Path) -> None:
    path.chmod(0o640)
    write_whole(path, (b"new",))
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@POSIX
def test_a_file_keeps_the_links_that_lead_to_it(path: Path, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(path)
    write_whole(link, (b"new",))
    assert link.is_symlink()
    assert path.read_bytes() == b"new"


@POSIX
def test_a_read_only_file_is_left_alone(path: Path) -> None:
    path.chmod(0o444)
    with pytest.raises(DisconspecError, match=r"report\.json: cannot be written: the file is read-only"):
        write_whole(path, (b"new",))
    assert path.read_bytes() == b"old"


@POSIX
def test_a_pipe_is_written_to(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    taken: list[bytes] = []
    reader = threading.Thread(target=lambda: taken.append(pipe.read_bytes()))
    reader.start()
    write_whole(pipe, (b"n", b"ew"))
    reader.join()
    assert taken == [b"new"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@pytest.mark.parametrize(
    ("problem", "raised"),
    [
        (OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), DisconspecError),
        (KeyboardInterrupt(), KeyboardInterrupt),
        (DisconspecError("a page has gone"), DisconspecError),
    ],
)
def test_what_ends_the_writing_leaves_the_old_content(
    path: Path, problem: BaseException, raised: type[BaseException]
) -> None:
    def parts() -> Iterator[bytes]:
        yield b"half"
        raise problem

    with pytest.raises(raised):
        write_whole(path, parts())
    assert path.read_bytes() == b"old"
    assert names(path.parent) == ["report.json"]


def test_a_file_in_no_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(DisconspecError, match="cannot be written") as error:
        write_whole(tmp_path / "nowhere" / "report.json", (b"",))
    assert error.value.exit_code == 2
