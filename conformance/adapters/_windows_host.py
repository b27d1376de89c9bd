"""Where Windows is: reached over SSH or local, and what a lab calls the hosts of a world."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Protocol

import msgspec

from ...spec.errors import DisconspecError
from ..errors import AdapterUnavailable
from ._powershell import Reply, command_words, reply
from ._process import require, run

SETTING = "DISCONSPEC_WINDOWS"
PATIENCE = 30.0
HINT = f"set {SETTING} to an SSH destination, to a settings file (.toml), or to local"


class HostSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One host or server of a lab.

    Attributes:
        ssh: its SSH destination; "" for the lab's own.
        name: what Windows calls it; "" for the name it has in the world.

    """

    ssh: str = ""
    name: str = ""


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A lab of Windows hosts.

    Attributes:
        ssh: the SSH destination that commands are typed at, or "local" for this machine.
        options: what is given to the SSH client before the destination.
        arrange: the path, on the Windows host, of the script that arranges a world; "" where there is none.
        systems: what is installed there.
        hosts: what the lab calls the hosts and servers of a world.

    """

    ssh: str
    options: tuple[str, ...] = ()
    arrange: str = ""
    systems: tuple[str, ...] = ("tsdiscon",)
    hosts: dict[str, HostSettings] = {}


def settings() -> Settings:
    """The lab that the environment names.

    Raises:
        AdapterUnavailable: when it names none.
        DisconspecError: when its settings file cannot be read or says something else.

    """
    value = os.environ.get(SETTING, "")
    if not value:
        raise AdapterUnavailable("no Windows host is named", hint=HINT)
    if not value.endswith(".toml"):
        return Settings(ssh=value)
    try:
        return msgspec.convert(tomllib.loads(Path(value).read_text("utf-8")), Settings)
    except (OSError, UnicodeDecodeError) as error:
        raise DisconspecError(f"the settings cannot be read: {error}", path=value, hint=HINT) from None
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise DisconspecError(f"the settings are wrong: {error}", path=value, hint=HINT) from None


class Windows(Protocol):
    """Something that runs PowerShell scripts."""

    def command(self, script: str) -> list[str]:
        """The command that runs a script, as started on this machine."""
        ...

    def run(self, script: str) -> Reply:
        """Run a script and read its answer."""
        ...


class Local:
    """PowerShell on this machine."""

    def command(self, script: str) -> list[str]:
        """The command that runs a script."""
        return command_words(script)

    def run(self, script: str) -> Reply:
        """Run a script and read its answer.

        Raises:
            AdapterUnavailable: when there is no PowerShell here.
            DrivingError: when it gives no answer.

        """
        words = self.command(script)
        done = run(
            [require(words[0], "Windows PowerShell, or name a host by SSH"), *words[1:]], deadline=PATIENCE
        )
        return reply(done.stdout, done.stderr)


class Ssh:
    """PowerShell on another machine, by the OpenSSH client of this one."""

    def __init__(self, destination: str, options: tuple[str, ...]) -> None:
        if not destination or destination.startswith("-"):
            raise DisconspecError(f"{destination!r} is no SSH destination", hint=HINT)
        self._words = ["ssh", "-T", "-o", "BatchMode=yes", *options, "--", destination]

    def command(self, script: str) -> list[str]:
        """The command that runs a script; its words need no quoting in any shell on the way."""
        return [*self._words, " ".join(command_words(script))]

    def run(self, script: str) -> Reply:
        """Run a script and read its answer.

        Raises:
            AdapterUnavailable: when there is no SSH client here.
            DrivingError: when the host cannot be reached or gives no answer.

        """
        words = self.command(script)
        done = run([require("ssh", "openssh-client"), *words[1:]], deadline=PATIENCE)
        return reply(done.stdout, done.stderr)


def windows(lab: Settings, host: str) -> Windows:
    """What runs scripts on a host of the lab."""
    destination = lab.hosts.get(host, HostSettings()).ssh or lab.ssh
    return Local() if destination == "local" else Ssh(destination, lab.options)
