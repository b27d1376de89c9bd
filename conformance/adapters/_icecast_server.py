"""One Icecast process on a free port of the loopback interface, and its administration."""

from __future__ import annotations

import contextlib
import http.client
import os
import secrets
import shutil
import socket
import subprocess
import urllib.parse
from http import HTTPStatus
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as ET

from ._process import DEADLINE, DrivingError, end, plain_environment, poll, require, tree
from ._stream import Address, basic

ADMINROOTS = ("/usr/share/icecast2/admin", "/usr/share/icecast/admin", "/usr/local/share/icecast/admin")
TRIES = 3
CONFIGURATION = """\
<icecast>
  <limits><clients>200</clients><sources>100</sources><header-timeout>5</header-timeout>
    <source-timeout>10</source-timeout><burst-on-connect>0</burst-on-connect></limits>
  <authentication><source-password>{password}</source-password>
    <admin-user>admin</admin-user><admin-password>{password}</admin-password></authentication>
  <hostname>localhost</hostname>
  <listen-socket><port>{port}</port><bind-address>127.0.0.1</bind-address></listen-socket>
  <fileserve>0</fileserve>
  <paths><basedir>{folder}</basedir><logdir>{folder}</logdir><webroot>{folder}</webroot>
    <adminroot>{adminroot}</adminroot></paths>
  <logging><accesslog>access.log</accesslog><errorlog>error.log</errorlog><loglevel>2</loglevel></logging>
  <security><chroot>0</chroot>{owner}</security>
</icecast>
"""
OWNER = "<changeowner><user>nobody</user><group>nogroup</group></changeowner>"


class Answer(NamedTuple):
    """What the administration answered: the HTTP status (0 where nobody answered) and the document."""

    status: int
    text: str

    @property
    def document(self) -> ET.Element:
        """The answer as XML; an empty element where it is none."""
        try:
            return ET.fromstring(self.text)  # noqa: S314 - written by the Icecast process that we started
        except ET.ParseError:
            return ET.Element("nothing")


class Listener(NamedTuple):
    """A client as Icecast lists it."""

    id: str
    agent: str


class IcecastServer:
    """A running Icecast.

    Attributes:
        address: where it listens.

    """

    def __init__(self, folder: Path) -> None:
        self._program = require("icecast2", "icecast2")
        self._folder = folder
        folder.mkdir()
        folder.chmod(0o755)
        for _ in range(TRIES):
            if self._start():
                return
        raise DrivingError("Icecast did not start", path=str(folder / "output"), hint=self._said())

    def _start(self) -> bool:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = int(probe.getsockname()[1])
        self.address = Address(port, secrets.token_hex(8))
        root = os.geteuid() == 0
        settings = self._folder / "icecast.xml"
        settings.write_text(
            CONFIGURATION.format(
                port=port,
                password=self.address.password,
                folder=self._folder,
                adminroot=next((each for each in ADMINROOTS if Path(each).is_dir()), ADMINROOTS[0]),
                owner=OWNER if root else "",
            ),
            encoding="utf-8",
        )
        if root:
            # Icecast does not run as root; it changes to an account that has to be able to write its logs.
            shutil.chown(self._folder, "nobody", "nogroup")
        with (self._folder / "output").open("wb") as output:
            self._process = subprocess.Popen(  # noqa: S603 - the program found by require, a configuration of ours
                [self._program, "-c", str(settings)],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                env=plain_environment(self._folder),
                start_new_session=True,
            )
        poll(lambda: self._process.poll() is not None or self._listens())
        if self._process.poll() is None and self._listens():
            return True
        self.stop()
        return False

    def _listens(self) -> bool:
        return self.ask("stats").status == HTTPStatus.OK

    def _said(self) -> str:
        texts = [
            path.read_text("utf-8", "replace").strip()
            for path in (self._folder / "output", self._folder / "error.log")
            if path.exists()
        ]
        return " ".join(texts)[-300:] or "it said nothing"

    def ask(self, action: str, *, port: int | None = None, **query: str) -> Answer:
        """Make a request of the administration.

        Args:
            action: its name below /admin/.
            port: another port than the server's own.
            query: the parameters.

        """
        place = f"/admin/{action}?{urllib.parse.urlencode(query)}"
        headers = {"Authorization": basic("admin", self.address.password)}
        connection = http.client.HTTPConnection("127.0.0.1", port or self.address.port, timeout=DEADLINE)
        try:
            connection.request("GET", place, headers=headers)
            answer = connection.getresponse()
            return Answer(answer.status, answer.read().decode("utf-8", "replace"))
        except (OSError, http.client.HTTPException) as error:
            return Answer(0, str(error))
        finally:
            connection.close()

    def mounts(self) -> frozenset[str]:
        """The mounts that there are."""
        return frozenset(each.get("mount", "") for each in self.ask("listmounts").document.iter("source"))

    def listeners(self, mount: str) -> list[Listener]:
        """The clients of a mount, in the order in which Icecast lists them."""
        document = self.ask("listclients", mount=mount).document
        return [
            Listener(each.findtext("ID", ""), each.findtext("UserAgent", ""))
            for each in document.iter("listener")
        ]

    def stop(self) -> None:
        """End the process at once: there is nothing in it that anybody wants to keep."""
        end(tree(self._process.pid), patience=0.05)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(DEADLINE)
