"""The protocol on the wire, and that the published schemas say what the types say."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

import msgspec
import pytest
from conftest import started_by_us
from disconspec.conformance.errors import (
    AdapterCrashed,
    AdapterError,
    AdapterGarbled,
    AdapterTimeout,
    CannotArrange,
)
from disconspec.conformance.fakes import IN_PROCESS, program_of
from disconspec.conformance.pipes import SelectorPipes, ThreadedPipes, keep
from disconspec.conformance.protocol import MESSAGES, Message, decode_message, encode
from disconspec.conformance.reference import Reference
from disconspec.conformance.remote import RemoteAdapter
from disconspec.conformance.schemas import FOLDER, message_schema, schema_text
from disconspec.conformance.serving import answer
from disconspec.model.request import Command, Method, Reconnect, SessionObject, Work
from disconspec.model.world import Caller, Host, Session, World
from jsonschema import Draft202012Validator
from msgspec.structs import replace

WORLD = World(
    caller=Caller(host="RDSH1", user="Grüße"),
    hosts=(Host(name="RDSH1", sessions=(Session(id=3, user="Grüße"),)),),
)
REQUESTS = (
    Command(line="tsdiscon 3"),
    Command(line="Disconnect-WmsSession", pipeline=(SessionObject(3, "RDSH1"),), answer="no"),
    Method("client", "WDS1", 1, "abort"),
    Reconnect("RDSH1", 3),
    Work("RDSH1"),
)


def fits(name: str, value: object) -> bool:
    """Whether a value is valid by the published schema, in the eyes of an independent validator."""
    validator: Any = Draft202012Validator(message_schema(name))
    return bool(validator.is_valid(value))


def question(method: str, params: object, identifier: int = 1) -> bytes:
    """A message to an adapter, as any program might write it."""
    return json.dumps({"jsonrpc": "2.0", "id": identifier, "method": method, "params": params}).encode()


def conversation() -> Iterator[tuple[str, bytes]]:
    """Every message of a small conversation, by the name of its schema."""
    adapter = Reference()
    params: list[tuple[str, object]] = [
        ("initialize", {"protocol": 1}),
        ("arrange", {"world": msgspec.to_builtins(WORLD)}),
        *(("invoke", {"request": msgspec.to_builtins(request)}) for request in REQUESTS),
        ("observe", {}),
        ("shutdown", {}),
    ]
    for method, each in params:
        message = question(method, each)
        yield f"{method}.request", message
        yield f"{method}.reply", answer(adapter, message)
    yield "error.reply", answer(adapter, b"nonsense")


@pytest.mark.parametrize("name", sorted(MESSAGES))
def test_the_published_schema_says_what_the_type_says(name: str) -> None:
    """Whoever changes a type has to write the schemas anew."""
    Draft202012Validator.check_schema(message_schema(name))
    assert (FOLDER / f"{name}.schema.json").read_text(encoding="utf-8") == schema_text(name)


def test_every_message_of_a_conversation_fits_its_schema() -> None:
    """What is sent and what is answered is valid, by an independent validator."""
    seen = {name: list[bytes]() for name in MESSAGES}
    for name, message in conversation():
        assert fits(name, json.loads(message)), message
        seen[name].append(message)
    assert all(seen.values())


def test_the_runner_sends_what_the_schemas_say() -> None:
    """The runner's own encoding is valid and is read back as the same message."""
    for name, message in conversation():
        if name.endswith(".request"):
            parsed: Message = decode_message(message)
            assert fits(name, json.loads(encode(parsed)))
            assert decode_message(encode(parsed)) == parsed


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("invoke.reply", {"result": {"accepted": "yes"}}),
        ("invoke.reply", {"result": {}}),
        ("invoke.reply", {"result": {"accepted": True, "surprise": 1}}),
        ("observe.reply", {"result": {"hosts": []}}),
        (
            "observe.reply",
            {"result": {"caller": {"host": "x"}, "hosts": [{"name": "x", "sessions": [{"id": "3"}]}]}},
        ),
        ("initialize.reply", {"result": {"name": "x"}}),
        ("arrange.request", {"params": {}}),
        ("invoke.request", {"params": {"request": {"kind": "dance"}}}),
        ("observe.reply", {"jsonrpc": "1.0"}),
    ],
)
def test_type_and_schema_refuse_the_same(name: str, change: dict[str, object]) -> None:
    """A wrong message is wrong by both."""
    good = json.loads(next(message for each, message in conversation() if each == name))
    bad = {**good, **change}
    assert not fits(name, bad)
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(json.dumps(bad).encode(), type=MESSAGES[name])


def test_an_adapter_says_what_it_cannot_arrange() -> None:
    """It is an answer, with a code of its own."""
    adapter = IN_PROCESS["lies-about-capabilities"]()
    console = World(caller=Caller(host="A"), hosts=(Host(name="A", sessions=(Session(id=1, console=True),)),))
    reply = json.loads(answer(adapter, question("arrange", {"world": msgspec.to_builtins(console)})))
    assert reply["error"]["code"] == -32001


@pytest.fixture(params=[SelectorPipes, ThreadedPipes])
def remote(request: pytest.FixtureRequest) -> Iterator[Callable[..., RemoteAdapter]]:
    """What makes an adapter out of a command, over either kind of pipes."""
    made: list[RemoteAdapter] = []

    def pipes(process: subprocess.Popen[bytes]) -> SelectorPipes | ThreadedPipes:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        return request.param(process.stdin, process.stdout, process.stderr)

    def make(*command: str, deadline: float = 5.0) -> RemoteAdapter:
        adapter = RemoteAdapter(command, deadline, pipes)
        made.append(adapter)
        return adapter

    yield make
    for adapter in made:
        adapter.kill()
    assert started_by_us() == set()


def test_a_program_is_driven_over_either_kind_of_pipes(remote: Callable[..., RemoteAdapter]) -> None:
    """The same answers as in this process, and an orderly end."""
    adapter = remote(*program_of("perfect"))
    assert adapter.initialize() == replace(Reference().initialize(), name="fake perfect")
    assert adapter.settle == 0.0
    adapter.arrange(WORLD)
    assert adapter.invoke(Command(line="tsdiscon 3")).accepted
    assert adapter.observe().hosts[0].sessions[0].state == "disconnected"
    assert adapter.leftover() == ""
    assert adapter.processes()
    adapter.shutdown()
    assert adapter.processes() == set()
    adapter.shutdown()


@pytest.mark.parametrize(
    ("script", "kind", "complaint"),
    [
        (
            "print('x' * 5000000, end='', flush=True); import time; time.sleep(60)",
            AdapterGarbled,
            "without a line end",
        ),
        ("print('{', flush=True)", AdapterGarbled, "no message"),
        ("print('{', end='', flush=True)", AdapterGarbled, "in the middle"),
        ("print('[' * 100000, flush=True); import time; time.sleep(60)", AdapterGarbled, "no message"),
        ("import os; os.kill(os.getpid(), 15)", AdapterCrashed, "SIGTERM"),
        (
            "import sys, time; sys.stderr.write('z' * 10**6); time.sleep(60)",
            AdapterTimeout,
            "no answer within",
        ),
    ],
)
def test_a_program_that_does_not_answer_properly_is_found_out(
    remote: Callable[..., RemoteAdapter], script: str, kind: type[AdapterError], complaint: str
) -> None:
    """Each complaint is of its kind, whichever pipes are used."""
    adapter = remote(sys.executable, "-S", "-c", f"import sys; sys.stdin.readline(); {script}", deadline=0.2)
    with pytest.raises(kind, match=complaint) as error:
        adapter.initialize()
    assert all(len(note) < 5000 for note in getattr(error.value, "__notes__", ()))


def test_a_program_that_does_not_read_is_not_waited_for(remote: Callable[..., RemoteAdapter]) -> None:
    """A world too big for the pipe does not block the runner."""
    line = json.dumps(
        {"jsonrpc": "2.0", "id": 1, "result": {"name": "deaf", "systems": ["tsdiscon"], "capabilities": []}}
    )
    script = f"import sys, time; sys.stdin.readline(); print({line!r}, flush=True); time.sleep(60)"
    adapter = remote(sys.executable, "-S", "-c", script, deadline=0.7)
    assert adapter.initialize().name == "deaf"
    big = World(caller=Caller(host="A" * 3_000_000))
    begin = time.monotonic()
    with pytest.raises(AdapterTimeout):
        adapter.arrange(big)
    assert time.monotonic() - begin < 3


def test_what_a_program_cannot_arrange_is_untestable(remote: Callable[..., RemoteAdapter]) -> None:
    """The error code becomes the exception of adapters in this process, and the program goes on."""
    adapter = remote(*program_of("lies-about-capabilities"))
    adapter.initialize()
    with pytest.raises(CannotArrange, match="neither programs nor permissions"):
        adapter.arrange(
            World(caller=Caller(host="A"), hosts=(Host(name="A", sessions=(Session(id=1, console=True),)),))
        )
    adapter.arrange(WORLD)
    assert adapter.observe() == WORLD


def test_only_the_end_of_standard_error_is_kept() -> None:
    """However much is written."""
    kept = bytearray()
    for number in range(100):
        keep(kept, f"{number:05}".encode() * 1000)
    assert len(kept) == 32 * 1024
    assert kept.endswith(b"00099")


def test_an_adapter_that_was_not_started_is_not_there() -> None:
    """Asking it anything is an error of its own."""
    with pytest.raises(AdapterCrashed, match="not running"):
        RemoteAdapter(["true"], 1.0).observe()
