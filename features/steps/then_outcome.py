"""Then steps about the outcome of a request: success, what was displayed or returned, what has changed."""

from __future__ import annotations

import re

from msgspec import structs
from pytest_bdd import then

from ...model.request import S_OK, Command
from ..difference import differences, words
from ..expectation import expect
from ..stage import Stage
from .phrases import IDS, integers, places, sentence

SWITCHES = ("/SERVER", "/V", "/VM")
OPERANDS = ("sessionid", "sessionname")
USAGE_LINE = re.compile(r"\[[^\]]+\]|/server|usage", re.IGNORECASE)


@then("the command succeeds")
@then("the call succeeds")
def command_succeeds(stage: Stage) -> None:
    """The command or method says that it was carried out, whatever else it displays or returns."""
    expect("success" if stage.outcome.accepted else "refused", "success", "the command")


@then("the command does not succeed")
@then("the call does not succeed")
def command_does_not_succeed(stage: Stage) -> None:
    """The command or method says that it was not carried out."""
    expect("success" if stage.outcome.accepted else "refused", "refused", "the command")


@then("the method returns S_OK")
def method_returns_s_ok(stage: Stage) -> None:
    """The HRESULT is the one value that is documented for success."""
    expect(words(stage.outcome.hresult), words(S_OK), "the value returned")


@then("the method returns another value than S_OK")
def method_does_not_return_s_ok(stage: Stage) -> None:
    """The HRESULT is there, and is not the value that is documented for success."""
    value = stage.outcome.hresult
    seen = "no value" if value is None else "S_OK" if value == S_OK else "another value than S_OK"
    expect(seen, "another value than S_OK", "the value returned")


@then("nothing has changed")
def nothing_has_changed(stage: Stage) -> None:
    """Every client, session and program is as it was before the first request."""
    expect("; ".join(stage.changes()) or "no change", "no change", "the world")


@then(sentence(r"nothing but (?P<what>.+) has changed"))
def nothing_else_has_changed(stage: Stage, what: str) -> None:
    """Every client, session and program but those named is as it was before the first request."""
    expect(
        "; ".join(stage.changes(*places(what, stage))) or "no change", "no change", f"everything but {what}"
    )


@then("something is displayed")
def something_is_displayed(stage: Stage) -> None:
    """The command has written something, wherever to."""
    shown = stage.outcome.stdout + stage.outcome.stderr
    expect("something" if shown.strip() else "nothing", "something", "what the command displayed")


@then("help is displayed on standard output")
def help_is_displayed(stage: Stage) -> None:
    """Standard output tells how the command is used, whatever the program is called."""
    expect(message_and_usage_in(stage.outcome.stdout)[1], "the usage", "standard output")


@then("the help shows the operands and the switches /SERVER, /V and /VM")
def help_shows_everything(stage: Stage) -> None:
    """Both operands, in any spelling with blanks or hyphens, and all three switches stand in the help."""
    shown = stage.outcome.stdout.casefold()
    run_together = re.sub(r"[ _-]", "", shown)
    absent = [operand for operand in OPERANDS if operand not in run_together]
    absent += [switch for switch in SWITCHES if not re.search(rf"{switch.casefold()}(?![a-z])", shown)]
    expect(", ".join(absent) or "nothing missing", "nothing missing", "the help")


@then("a message and the usage are displayed on standard error")
def message_and_usage(stage: Stage) -> None:
    """Standard error has some text of its own beside how the command is used.

    Where the help can be read, what stands in the help as well is the usage and no message.
    """
    shown = stage.outcome.stderr
    message, usage = message_and_usage_in(shown)
    if "help" in stage.driver.capabilities:
        known = lines_of(stage.driver.invoke(Command(line="tsdiscon /?")).stdout)
        message = "a message" if set(lines_of(shown)) - set(known) else "no message"
    expect(f"{message} and {usage}", "a message and the usage", "standard error")


def lines_of(text: str) -> list[str]:
    """The lines of a text that are not blank."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def message_and_usage_in(text: str) -> tuple[str, str]:
    """Whether a text has some line of its own, and after it one with parts in brackets or switches."""
    lines = lines_of(text)
    usage = next((place for place, line in enumerate(lines) if USAGE_LINE.search(line)), len(lines))
    return "a message" if usage else "no message", "the usage" if usage < len(lines) else "no usage"


@then(sentence(r"I have (?P<asked>not )?been asked to confirm"))
def asked_to_confirm(stage: Stage, asked: str | None) -> None:
    """The caller was prompted, or was not."""
    expected = "no prompt" if asked else "a prompt"
    expect("a prompt" if stage.outcome.prompted else "no prompt", expected, "before the cmdlet ran")


@then("the cmdlet has written no objects")
def no_objects(stage: Stage) -> None:
    """Nothing came out of the cmdlet's end of the pipeline."""
    expect(words(stage.outcome.output), "0", "the number of objects written")


@then(sentence(rf"the listing shows clients {IDS}"), converters={"ids": integers})
def listing_shows(stage: Stage, ids: tuple[int, ...]) -> None:
    """The ids shown are these, in whatever order."""
    expect(words(tuple(sorted(stage.outcome.listing))), words(tuple(sorted(ids))), "the client ids listed")


@then("the outcome is recorded")
def outcome_is_recorded(stage: Stage) -> None:
    """The documents are silent here: what happened is noted for the report and never judged."""
    shown = {
        name: value
        for name, value in structs.asdict(stage.outcome).items()
        if name in {"accepted", "stdout", "stderr", "hresult"} and value not in ("", None)
    }
    changed = "; ".join(differences(stage.before, stage.driver.observe())) or "no change"
    stage.driver.record(
        f"{', '.join(f'{name}: {value}' for name, value in shown.items())}; changes: {changed}"
    )
