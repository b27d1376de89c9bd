"""From what stands after `--adapter` to something that opens adapters."""

from __future__ import annotations

import importlib
import importlib.util
import os
import pkgutil
import shlex
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, cast

from ..spec.errors import DisconspecError
from . import adapters
from .errors import AdapterCrashed
from .nearest import unknown

if TYPE_CHECKING:
    from ..model import Profile
    from .adapter import Adapter

METHODS = ("initialize", "arrange", "invoke", "observe", "shutdown")
_HINT = (
    "reference, fake:NAME, exec:COMMAND, package.module:factory, path.py:factory "
    "or the name of a ready adapter"
)


@dataclass(frozen=True)
class AdapterSource:
    """Where an adapter comes from; `open` gives a fresh one each time.

    Attributes:
        text: as given on the command line.
        open: makes an adapter that has not been initialized; raises AdapterError where there can be none, as
            without the program that it drives.
        trusted: ours and pure, so that neither its values nor its deadlines have to be watched.
        remote: keeps deadlines by itself, because it waits for another process.

    """

    text: str
    open: Callable[[], Adapter]
    trusted: bool = False
    remote: bool = False


def ready_adapters() -> tuple[str, ...]:
    """The names of the ready adapters: the public modules of `disconspec.conformance.adapters`."""
    names = (module.name for module in pkgutil.iter_modules(adapters.__path__))
    return tuple(sorted(name for name in names if not name.startswith("_")))


def adapter_source(text: str, *, profile: Profile = "documented", deadline: float = 10.0) -> AdapterSource:
    """What opens the adapters that a command line names.

    Args:
        text: `reference`, `fake:NAME`, `exec:COMMAND`, `package.module:factory`, `path.py:factory` or a ready
            adapter.
        profile: the reading of the documents that the reference model and the fakes follow.
        deadline: how many seconds a program may take to answer.

    Raises:
        DisconspecError: nothing is called so; the hint has the nearest name.

    """
    kind, separator, rest = text.partition(":")
    if not separator:
        return _named(text, profile)
    if kind == "fake":
        return _fake(text, rest, profile, deadline)
    if kind == "exec":
        return _program(text, rest, deadline)
    return _python(text)


def _fake(text: str, name: str, profile: Profile, deadline: float) -> AdapterSource:
    from .fakes import fake, is_on_the_wire, program_of  # noqa: PLC0415 - only whoever asks for a fake pays

    if is_on_the_wire(name):
        from .remote import RemoteAdapter  # noqa: PLC0415 - only programs need the transport

        return AdapterSource(text, lambda: RemoteAdapter(program_of(name), deadline), remote=True)
    return AdapterSource(text, fake(name, profile), trusted=name == "perfect" or name.startswith("broken:"))


def _named(name: str, profile: Profile) -> AdapterSource:
    if name == "reference":
        from .reference import Reference  # noqa: PLC0415 - only the reference pays for the model

        return AdapterSource(name, lambda: Reference(profile), trusted=True)
    ready = ready_adapters()
    if name not in ready:
        raise unknown("adapter", name, ["reference", *ready], hint=_HINT)
    module = importlib.import_module(f".adapters.{name}", __package__)
    return AdapterSource(name, module.adapter)


def split_command(text: str) -> list[str]:
    """A command line as a list of arguments, by the rules of this platform's shell; nothing is expanded."""
    try:
        words = shlex.split(text, posix=os.name != "nt")
    except ValueError as fault:
        raise DisconspecError(
            f"the command of exec: cannot be read: {fault}", hint="mind the quotes"
        ) from fault
    if not words:
        raise DisconspecError("exec: names no command", hint='as in --adapter "exec:python3 adapter.py"')
    return [word.strip('"') for word in words] if os.name == "nt" else words


def _program(text: str, command: str, deadline: float) -> AdapterSource:
    from .remote import RemoteAdapter  # noqa: PLC0415 - only programs need the transport

    words = split_command(command)
    return AdapterSource(text, lambda: RemoteAdapter(words, deadline), remote=True)


def _python(text: str) -> AdapterSource:
    place, _, name = text.rpartition(":")
    if not place or not name.isidentifier():
        raise DisconspecError(f"{text!r} names no adapter", hint=_HINT)
    factory = _factory(text, place, name)

    def open_adapter() -> Adapter:
        made = factory()
        absent = [method for method in METHODS if not callable(getattr(made, method, None))]
        if absent:
            raise AdapterCrashed(f"what {text} made is no adapter: it has no {', '.join(absent)}")
        return cast("Adapter", made)

    return AdapterSource(text, open_adapter)


def _factory(text: str, place: str, name: str) -> Callable[[], object]:
    module = _from_file(Path(place)) if place.endswith(".py") else _from_name(place)
    if not hasattr(module, name):
        raise unknown(
            f"factory in {place}", name, [each for each in vars(module) if not each.startswith("_")]
        )
    factory = getattr(module, name)
    if not callable(factory):
        raise DisconspecError(
            f"{text} cannot be called", hint="name a function or class that makes an adapter"
        )
    return factory


@contextmanager
def _importing(folder: Path, what: str) -> Generator[None]:
    """Let the adapter's module import its neighbours, and turn whatever it raises into a message."""
    sys.path.insert(0, str(folder))
    try:
        yield
    except DisconspecError:
        raise
    except Exception as fault:
        raise AdapterCrashed(f"importing {what} raised {type(fault).__name__}: {fault}") from fault
    finally:
        if str(folder) in sys.path:
            sys.path.remove(str(folder))


def _from_file(path: Path) -> ModuleType:
    if not path.is_file():
        raise DisconspecError("there is no such file", path=str(path))
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise DisconspecError("this is no Python file", path=str(path))
    module = importlib.util.module_from_spec(spec)
    with _importing(path.resolve().parent, str(path)):
        spec.loader.exec_module(module)
    return module


def _from_name(name: str) -> ModuleType:
    with _importing(Path.cwd(), name):
        try:
            return importlib.import_module(name)
        except ModuleNotFoundError as fault:
            if fault.name and (name == fault.name or name.startswith(f"{fault.name}.")):
                raise DisconspecError(f"there is no module {name!r}", hint=_HINT) from fault
            raise
