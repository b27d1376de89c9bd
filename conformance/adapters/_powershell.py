"""PowerShell scripts for a Windows host: quoting that no name can break out of, and what each script answers.

A script begins with its values, each in a single-quoted literal, and ends by writing one marked line: JSON in
base64, so that neither code pages nor whatever else is displayed can damage it.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from typing import Any, NamedTuple, cast

from ..errors import CannotArrange
from ._process import DrivingError

QUOTES = "'\u2018\u2019\u201a\u201b"
MARK = "disconspec:"
LONGEST_COMMAND = 8000
DOUBLED = str.maketrans({quote: quote * 2 for quote in QUOTES})


def literal(text: str) -> str:
    """A PowerShell literal of a text: single-quoted, each character that it takes for a quote doubled.

    Raises:
        CannotArrange: for a text that cannot be a name on Windows, such as one with a NUL.

    """
    if "\0" in text or any("\ud800" <= character <= "\udfff" for character in text):
        raise CannotArrange(f"{text!r} cannot be told to Windows")
    return f"'{text.translate(DOUBLED)}'"


def encoded(script: str) -> str:
    """A script as the value of `-EncodedCommand`."""
    return base64.b64encode(script.encode("utf-16-le")).decode("ascii")


def command_words(script: str, program: str = "powershell") -> list[str]:
    """The command line that runs a script; every word of it is free of characters that any shell interprets.

    Raises:
        CannotArrange: when it is longer than Windows takes.

    """
    words = [
        program,
        "-NoProfile",
        "-NonInteractive",
        "-ExecutionPolicy",
        "Bypass",
        "-EncodedCommand",
        encoded(script),
    ]
    if sum(map(len, words)) > LONGEST_COMMAND:
        raise CannotArrange(
            "the script is longer than a Windows command line can be", hint="use shorter names"
        )
    return words


class Reply(NamedTuple):
    """What a script answered: its own JSON, and what was displayed before it."""

    values: dict[str, Any]
    displayed: str
    errors: str

    def text(self, name: str) -> str:
        """A value that is a text; "" where there is none."""
        value = self.values.get(name)
        return value if isinstance(value, str) else ""

    def number(self, name: str) -> int:
        """A value that is a number.

        Raises:
            DrivingError: when it is none.

        """
        value = self.values.get(name)
        if not isinstance(value, int):
            raise DrivingError(f"the Windows host answered no number for {name}: {value!r}")
        return value

    def rows(self, name: str) -> list[dict[str, Any]]:
        """A value that is a list of objects; ConvertTo-Json writes a list of one as the one."""
        value = self.values.get(name)
        listed = cast("list[object]", value) if isinstance(value, list) else [value]
        return [cast("dict[str, Any]", each) for each in listed if isinstance(each, dict)]


def reply(stdout: str, stderr: str) -> Reply:
    """Read what a script wrote.

    Raises:
        DrivingError: when the marked line is missing or garbled.

    """
    before, mark, line = stdout.rpartition(MARK)
    try:
        values = json.loads(base64.b64decode(line.split()[0], validate=True)) if mark else None
    except (ValueError, IndexError):
        values = None
    if not isinstance(values, dict):
        said = (stderr or stdout).strip()[-300:] or "it said nothing"
        raise DrivingError("the Windows host gave no answer", hint=said)
    return Reply(cast("dict[str, Any]", values), before, stderr)


def _assigned(values: Mapping[str, str]) -> str:
    return "".join(f"${name} = {literal(value)}\n" for name, value in values.items())


START = "$ErrorActionPreference = 'Stop'; $ProgressPreference = 'SilentlyContinue'\n"
ANSWER = """\
$json = ConvertTo-Json -Compress -Depth 6 $answer
[Console]::Out.WriteLine()
[Console]::Out.WriteLine('disconspec:' + [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($json)))
"""


def script(kind: str, values: Mapping[str, str], body: str) -> str:
    """A whole script: its kind, its values, what it does and how it answers."""
    return f"# disconspec {kind}\n{START}{_assigned(values)}{body}{ANSWER}"


NATIVE = """\
$start = New-Object System.Diagnostics.ProcessStartInfo
$start.FileName = $file
$start.Arguments = $arguments
$start.UseShellExecute = $false
$start.RedirectStandardInput = $start.RedirectStandardOutput = $start.RedirectStandardError = $true
$page = [Text.Encoding]::GetEncoding([Globalization.CultureInfo]::CurrentCulture.TextInfo.OEMCodePage)
$start.StandardOutputEncoding = $start.StandardErrorEncoding = $page
$process = [System.Diagnostics.Process]::Start($start)
$process.StandardInput.Close()
$out = $process.StandardOutput.ReadToEndAsync()
$err = $process.StandardError.ReadToEndAsync()
if (-not $process.WaitForExit(20000)) { $process.Kill(); throw 'the command did not end' }
$answer = @{ code = $process.ExitCode; out = $out.Result; err = $err.Result }
"""


def native(file: str, arguments: str) -> str:
    """A script that runs a program with its arguments exactly as typed, without any shell in between.

    It answers `code`, `out` and `err`.
    """
    return script("native", {"file": file, "arguments": arguments}, NATIVE)


def cmdlet(call: str) -> str:
    """A script that makes a cmdlet call (already safe, see `_cmdlet`) and counts what it puts out.

    It answers `code`, `objects` and `err`; what the call says to its user is displayed before the answer.
    """
    body = (
        "$answer = @{ code = 0; objects = 0; err = '' }\n"
        f"try {{ $answer.objects = @({call}).Count }}\n"
        "catch { $answer.code = 1; $answer.err = $_.FullyQualifiedErrorId + ': ' + $_ }\n"
    )
    return script("cmdlet", {}, body)


CLIENTS = """\
function Get-Namespaces($server) { $server.NamespaceManager.RetrieveNamespaces('', '', $false) }
function Get-Clients($server) {
  foreach ($n in Get-Namespaces $server) {
    foreach ($c in $n.RetrieveContents()) {
      foreach ($s in $c.RetrieveSessions()) {
        foreach ($k in $s.RetrieveClients()) { @{ namespace = $n.Name; client = $k } } } }
  }
}
$server = (New-Object -ComObject WdsTptMgmt.WdsTransportManager).GetWdsTransportServer($name)
"""
METHOD = """\
  if ($route -eq 'server') { $server.DisconnectClient([uint32]$client, [int]$type) }
  else {
    $found = @(Get-Clients $server | Where-Object { $_.client.Id -eq [uint32]$client })
    if (-not $found) { throw [Runtime.InteropServices.COMException]::new('no such client', -2147023728) }
    $found[0].client.Disconnect([int]$type)
  }
  $answer = @{ hresult = 0; err = '' }
"""


def method(route: str, server: str, client: int, kind: int) -> str:
    """A script that calls the disconnect method of a client's or of a server's COM object.

    It answers `hresult` and `err`.
    """
    values = {"name": server, "route": route, "client": str(client), "type": str(kind)}
    body = (
        "try {\n" + CLIENTS + METHOD + "} catch {\n"
        "  $inner = $_.Exception; while ($inner.InnerException) { $inner = $inner.InnerException }\n"
        "  $answer = @{ hresult = $inner.HResult; err = $inner.Message }\n}\n"
    )
    return script("method", values, body)


def transport(server: str) -> str:
    """A script that lists the namespaces of a transport server and their clients, by its COM objects.

    It answers `namespaces` and `clients`.
    """
    body = (
        CLIENTS
        + """\
$answer = @{
  namespaces = @(Get-Namespaces $server | ForEach-Object { @{ name = $_.Name } })
  clients = @(Get-Clients $server | ForEach-Object { @{ namespace = $_.namespace; id = $_.client.Id } })
}
"""
    )
    return script("transport", {"name": server}, body)


def arranging(path: str, world: str) -> str:
    """A script that runs the lab's own with a world (JSON in base64); it answers what it named things."""
    values = {"path": path, "world": base64.b64encode(world.encode()).decode("ascii")}
    return script("arranging", values, "$answer = @{ names = [string](& $path $world | Out-String) }\n")


def identifying() -> str:
    """A script that says which Windows this is. It answers `version` and `name`."""
    body = "$answer = @{ version = [Environment]::OSVersion.Version.ToString(); name = $env:COMPUTERNAME }\n"
    return script("identifying", {}, body)
