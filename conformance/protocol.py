"""The adapter protocol on the wire: JSON-RPC 2.0, one message a line, typed and validated in both directions.

The types here are the protocol. `schemas/` holds the JSON Schema of every message, generated from them by
`python -m disconspec.conformance.schemas`; a test proves the two equal.
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec
from msgspec import Struct

from ..model.request import Outcome, Request
from ..model.world import World
from ..reports.document import AdapterIdentity

MAX_LINE = 4 * 1024 * 1024

CANNOT_ARRANGE = -32001
"""The error code by which an adapter says that it has no counterpart for a world or a request."""


class Nothing(Struct, frozen=True, forbid_unknown_fields=True):
    """No parameters, or nothing to answer."""


class InitializeParams(Struct, frozen=True, forbid_unknown_fields=True):
    """What the runner says when it begins: the version of the protocol it speaks."""

    protocol: int


class ArrangeParams(Struct, frozen=True, forbid_unknown_fields=True):
    """The world to bring about."""

    world: World


class InvokeParams(Struct, frozen=True, forbid_unknown_fields=True):
    """The request to carry out."""

    request: Request


class Initialized(Struct, frozen=True, forbid_unknown_fields=True):
    """What an adapter says of itself.

    Attributes:
        name: who is speaking.
        systems: the systems it implements.
        version: its version.
        capabilities: what it can arrange and observe.
        real_effects: whether carrying out a request changes anything outside the adapter.
        protocol: the version of the protocol it speaks.
        settle: how many seconds an effect may take until `observe` shows it; 0 if it always does at once.

    """

    name: str
    systems: tuple[str, ...]
    version: str = ""
    capabilities: tuple[str, ...] = ()
    real_effects: bool = False
    protocol: int = 1
    settle: float = 2.0

    def identity(self) -> AdapterIdentity:
        """The part of it that goes into a report."""
        return AdapterIdentity(
            name=self.name,
            version=self.version,
            systems=self.systems,
            capabilities=self.capabilities,
            real_effects=self.real_effects,
            protocol=self.protocol,
        )


class InitializeRequest(
    Struct, frozen=True, forbid_unknown_fields=True, tag_field="method", tag="initialize"
):
    """Message to the adapter: begin."""

    id: int
    params: InitializeParams
    jsonrpc: Literal["2.0"] = "2.0"


class ArrangeRequest(Struct, frozen=True, forbid_unknown_fields=True, tag_field="method", tag="arrange"):
    """Message to the adapter: bring the implementation into this state."""

    id: int
    params: ArrangeParams
    jsonrpc: Literal["2.0"] = "2.0"


class InvokeRequest(Struct, frozen=True, forbid_unknown_fields=True, tag_field="method", tag="invoke"):
    """Message to the adapter: carry out one request."""

    id: int
    params: InvokeParams
    jsonrpc: Literal["2.0"] = "2.0"


class ObserveRequest(Struct, frozen=True, forbid_unknown_fields=True, tag_field="method", tag="observe"):
    """Message to the adapter: report the state as it now is."""

    id: int
    params: Nothing = Nothing()
    jsonrpc: Literal["2.0"] = "2.0"


class ShutdownRequest(Struct, frozen=True, forbid_unknown_fields=True, tag_field="method", tag="shutdown"):
    """Message to the adapter: release everything and end."""

    id: int
    params: Nothing = Nothing()
    jsonrpc: Literal["2.0"] = "2.0"


class InitializeReply(Struct, frozen=True, forbid_unknown_fields=True):
    """Message from the adapter: who it is."""

    jsonrpc: Literal["2.0"]
    id: int
    result: Initialized


class ArrangeReply(Struct, frozen=True, forbid_unknown_fields=True):
    """Message from the adapter: the state is arranged."""

    jsonrpc: Literal["2.0"]
    id: int
    result: Nothing | None


class InvokeReply(Struct, frozen=True, forbid_unknown_fields=True):
    """Message from the adapter: what came of the request."""

    jsonrpc: Literal["2.0"]
    id: int
    result: Outcome


class ObserveReply(Struct, frozen=True, forbid_unknown_fields=True):
    """Message from the adapter: the state as it is."""

    jsonrpc: Literal["2.0"]
    id: int
    result: World


class ShutdownReply(Struct, frozen=True, forbid_unknown_fields=True):
    """Message from the adapter: everything is released, and it ends."""

    jsonrpc: Literal["2.0"]
    id: int
    result: Nothing | None


class Fault(Struct, frozen=True, forbid_unknown_fields=True):
    """Why there is no result; -32001 says that the implementation has no counterpart for what was asked."""

    code: int
    message: str
    data: Any = None


class ErrorReply(Struct, frozen=True, forbid_unknown_fields=True):
    """Message from the adapter: it could not do what was asked."""

    jsonrpc: Literal["2.0"]
    id: int | None
    error: Fault


class Envelope(Struct, frozen=True):
    """As much of any message from the adapter as tells what it is an answer to."""

    id: int | None = None
    error: Fault | None = None


Message = InitializeRequest | ArrangeRequest | InvokeRequest | ObserveRequest | ShutdownRequest
MESSAGES: dict[str, type[Struct]] = {
    "initialize.request": InitializeRequest,
    "initialize.reply": InitializeReply,
    "arrange.request": ArrangeRequest,
    "arrange.reply": ArrangeReply,
    "invoke.request": InvokeRequest,
    "invoke.reply": InvokeReply,
    "observe.request": ObserveRequest,
    "observe.reply": ObserveReply,
    "shutdown.request": ShutdownRequest,
    "shutdown.reply": ShutdownReply,
    "error.reply": ErrorReply,
}


encode = msgspec.json.Encoder().encode
decode_message = msgspec.json.Decoder(Message).decode
decode_envelope = msgspec.json.Decoder(Envelope).decode
decode_error = msgspec.json.Decoder(ErrorReply).decode
