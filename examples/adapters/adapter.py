# ruff: noqa: D102, INP001 - a program of its own, and docs/ADAPTER.md says what each method does
"""A complete adapter in Python, without any library: tsdiscon on one host. See docs/ADAPTER.md.

disconspec run --adapter "exec:python3 examples/adapters/adapter.py"
"""

import json
import sys


class CannotArrange(Exception):  # noqa: N818 - an answer, not a fault
    """There is no counterpart for what was asked."""


class Adapter:
    """One host whose sessions can be disconnected; put your own program in its place."""

    def initialize(self, **_: object) -> dict:
        capabilities = ["session-id", "session-name", "current-session"]
        return {
            "name": "example in Python",
            "systems": ["tsdiscon"],
            "capabilities": capabilities,
            "settle": 0,
        }

    def arrange(self, world: dict) -> dict:
        if len(world["hosts"]) != 1:
            raise CannotArrange("this adapter has exactly one host")
        self.world = world
        return {}

    def invoke(self, request: dict) -> dict:
        words = request["line"].split() if request["kind"] == "command" else []
        if not words or words[0].lower() != "tsdiscon":
            raise CannotArrange("this adapter knows the command tsdiscon only")
        operand = words[1] if len(words) > 1 else str(self.world["caller"]["session"])
        for session in self.world["hosts"][0]["sessions"]:
            if operand in {str(session["id"]), session["name"]}:
                session["state"] = "disconnected"
                return {"accepted": True}
        return {"accepted": False, "stderr": f"There is no session {operand}."}

    def observe(self) -> dict:
        return self.world

    def shutdown(self) -> dict:
        return {}


adapter = Adapter()
for line in sys.stdin:
    message = json.loads(line)
    reply = {"jsonrpc": "2.0", "id": message["id"]}
    try:
        reply["result"] = getattr(adapter, message["method"])(**message["params"])
    except CannotArrange as reason:
        reply["error"] = {"code": -32001, "message": str(reason)}
    sys.stdout.write(json.dumps(reply) + "\n")
    sys.stdout.flush()
