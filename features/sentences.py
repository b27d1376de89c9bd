"""What the words of the feature files stand for; steps read them, properties print them."""

from __future__ import annotations

from ..model.request import Disconnection
from ..model.world import Access, SlowClientPolicy, Software

SOFTWARE: dict[str, tuple[Software, bool]] = {
    "is a Windows Deployment Services client": ("wds-client", True),
    "runs Wdsmcast.exe": ("wdsmcast", False),
    "is another client, with a fallback": ("other", True),
    "is another client, without a fallback": ("other", False),
}
POLICIES: dict[str, tuple[SlowClientPolicy, bool]] = {
    "to leave them alone": ("none", True),
    "to disconnect them with a fallback": ("auto-disconnect", True),
    "to disconnect them without a fallback": ("auto-disconnect", False),
    "to give them a slower stream": ("multistream", True),
}
ACCESSES: dict[str, Access] = {
    "Full Control": "full-control",
    "Disconnect": "disconnect",
    "Query Information": "query",
    "Message": "message",
    "Connect": "connect",
}
DISCONNECTIONS: dict[str, Disconnection] = {"Fallback": "fallback", "Abort": "abort", "Unknown": "unknown"}
UNSAVED_WORK = 5
