"""Loading a `.lark` file quickly.

The built tables are kept in the user's cache folder, and never trusted blindly.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import pickle
import sys
import tempfile
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..spec.hashing import source_hash
from ..spec.version import VERSION

if TYPE_CHECKING:
    from lark import Lark, Transformer

FOLDER = Path(__file__).parent
CACHE_VARIABLE = "DISCONSPEC_CACHE_DIR"
_DIGEST = hashlib.sha256().digest_size


@cache
def grammar_hash() -> str:
    """Return the SHA-256 over the notations and the modules that read them, for the header of a report."""
    return source_hash(FOLDER, ".lark", ".py")


def cache_folder() -> Path | None:
    """Return where built grammars are kept.

    Or None when caching is switched off by an empty DISCONSPEC_CACHE_DIR.
    """
    chosen = os.environ.get(CACHE_VARIABLE)
    if chosen is not None:
        return Path(chosen) if chosen else None
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA")
    else:
        base = os.environ.get("XDG_CACHE_HOME")
    try:
        return Path(base) / "disconspec" if base else Path.home() / ".cache" / "disconspec"
    except RuntimeError:
        return None


def load(name: str, start: str, transformer: Transformer[Any, Any]) -> Lark:
    """Return the LALR parser of `<name>.lark`, from the cache where a whole and matching copy lies there.

    A missing, damaged, foreign or unwritable cache only costs time.
    """
    from lark import Lark, __version__  # noqa: PLC0415 - loaded only when something is parsed

    source = (FOLDER / f"{name}.lark").read_text(encoding="utf-8")
    key = hashlib.sha256(f"{source}\0{start}\0{__version__}\0{sys.version}\0{VERSION}".encode()).hexdigest()
    folder = cache_folder()
    kept = folder / f"{name}-{key[:32]}.tables" if folder else None
    tables = _read(kept) if kept is not None else None
    if tables is not None:
        try:
            return _loaded(Lark, tables, transformer)
        except Exception:  # noqa: BLE001, S110 - whatever is wrong with a cache, the grammar itself is at hand
            pass
    parser = Lark(
        source, parser="lalr", lexer="basic", start=start, maybe_placeholders=False, transformer=transformer
    )
    if kept is not None:
        _write(kept, parser)
    return parser


def _loaded(lark: type[Lark], tables: dict[str, Any], transformer: Transformer[Any, Any]) -> Lark:
    """Make a parser of kept tables, in the way of lark's own stand-alone parsers."""
    load_from: Callable[..., Lark] = vars(lark)["_load_from_dict"].__get__(None, lark)
    return load_from(tables["data"], tables["memo"], transformer=transformer)


def _read(path: Path) -> dict[str, Any] | None:
    """Read kept tables; None unless the file is this user's own and whole.

    They are plain data: loading runs no code.
    """
    try:
        if hasattr(os, "getuid") and path.stat().st_uid != os.getuid():
            return None
        content = path.read_bytes()
        if hashlib.sha256(content[_DIGEST:]).digest() != content[:_DIGEST]:
            return None
        return marshal.loads(content[_DIGEST:])  # noqa: S302 - the digest has shown that the file is whole
    except (OSError, ValueError, EOFError, TypeError):
        return None


def _write(path: Path, parser: Lark) -> None:
    """Keep tables for the next process.

    Written aside and moved into place, so that no reader sees half a file.
    """
    memory = BytesIO()
    try:
        untyped: Any = parser
        untyped.save(memory, exclude_options={"transformer"})
        content = marshal.dumps(pickle.loads(memory.getvalue()))  # noqa: S301 - just written, in memory
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, aside = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".part")
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(hashlib.sha256(content).digest() + content)
            Path(aside).replace(path)
        except BaseException:
            Path(aside).unlink(missing_ok=True)
            raise
    except (OSError, ValueError):
        return
