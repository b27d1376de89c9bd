"""The rules of `tsdiscon` about how its line is written: switches, their case and order, help, `/VM`."""

from __future__ import annotations

from msgspec.structs import replace

from . import texts
from .draft import Stage, gap, refused, rule, unspecified
from .forms import form
from .reading import Argument, number
from .sessions import SessionDraft

TSDISCON = "tsdiscon"


def switch(draft: SessionDraft, name: str) -> Argument | None:
    """The switch of that name."""
    return next((each for each in draft.arguments if each.name == name), None)


def operand(draft: SessionDraft) -> str:
    """The session's id or name as typed, or ""."""
    found = switch(draft, "")
    return found.value if found else ""


@rule("TSDISCON-SYNTAX-001")
def letter_case_does_not_count(draft: SessionDraft) -> SessionDraft:
    """Switches may be typed in capital or small letters."""
    folded = form(TSDISCON).folded(draft.arguments)
    return draft if folded == draft.arguments else replace(draft, arguments=folded)


def understood(argument: Argument) -> bool:
    """Whether it is an operand or a switch that the command has."""
    return argument.name in form(TSDISCON).names


@rule("TSDISCON-UNKNOWN-001")
def unknown_switch_shows_the_usage(draft: SessionDraft) -> SessionDraft:
    """An unknown switch is answered with a message and the usage on standard error."""
    unknown = [each.name for each in draft.arguments if not understood(each)]
    if not unknown:
        return draft
    message = texts.UNKNOWN_SWITCH.format(switch=f"/{unknown[0]}")
    return replace(draft, stderr=message + texts.TSDISCON_USAGE)


@rule("TSDISCON-UNKNOWN-002")
def unknown_switch_does_nothing(draft: SessionDraft) -> SessionDraft:
    """An unknown switch has no effect on any session."""
    return draft if all(map(understood, draft.arguments)) else refused(draft, "")


def only_what_is_understood(draft: SessionDraft) -> SessionDraft:
    """What is not understood is passed over."""
    return replace(draft, arguments=tuple(filter(understood, draft.arguments)))


@gap("TSDISCON-GAP-004")
def two_operands(draft: SessionDraft) -> bool:
    """An id and a name are given together, or two of either."""
    return sum(each.name == "" for each in draft.arguments) > 1


@gap("TSDISCON-GAP-005")
def given_twice(draft: SessionDraft) -> bool:
    """A switch is given twice."""
    names = [each.name for each in draft.arguments]
    return len(names) > len(set(names))


@rule("TSDISCON-SYNTAX-002")
def any_order(draft: SessionDraft) -> SessionDraft:
    """Operand and switches may come in any order."""
    ordered = form(TSDISCON).ordered(draft.arguments)
    return draft if ordered == draft.arguments else replace(draft, arguments=ordered)


def as_the_syntax_line(draft: SessionDraft) -> SessionDraft:
    """What is not in the order of the syntax line is not understood; a value missing or too many is a gap."""
    if not all(map(form(TSDISCON).complete, draft.arguments)):
        return unspecified(draft)
    in_order = draft.arguments == form(TSDISCON).ordered(draft.arguments)
    return draft if in_order else refused(draft, texts.NOT_AS_WRITTEN)


@rule("TSDISCON-HELP-001")
def help_is_displayed(draft: SessionDraft) -> SessionDraft:
    """`/?` displays help on standard output: the operands and the switches."""
    return replace(draft, stdout=texts.TSDISCON_USAGE) if switch(draft, "?") else draft


@rule("TSDISCON-HELP-002")
def help_does_nothing(draft: SessionDraft) -> SessionDraft:
    """`/?` has no effect on any session."""
    return replace(draft, ended=True) if switch(draft, "?") else draft


@rule("TSDISCON-VM-001")
def vm_without_operand_is_refused(draft: SessionDraft) -> SessionDraft:
    """`/VM` without an operand is refused, as it needs the unique id."""
    return refused(draft, texts.VM_NEEDS_ID) if switch(draft, "VM") and not operand(draft) else draft


@rule("TSDISCON-VM-002")
def vm_with_a_name_is_refused(draft: SessionDraft) -> SessionDraft:
    """`/VM` with a session name is refused, as it needs the unique id."""
    if not switch(draft, "VM") or not operand(draft) or number(operand(draft)) is not None:
        return draft
    return refused(draft, texts.VM_NEEDS_ID)


def look_into_machines(draft: SessionDraft) -> SessionDraft:
    """With `/VM` an id is looked for in virtual machines, and the world has none."""
    return replace(draft, machine=bool(switch(draft, "VM")) and number(operand(draft)) is not None)


@rule("TSDISCON-VM-003")
def vm_with_an_id_disconnects(draft: SessionDraft) -> SessionDraft:
    """`/VM` with a session id disconnects that session of the server."""
    return replace(draft, machine=False) if draft.machine else draft


def no_machine(draft: SessionDraft) -> SessionDraft:
    """No virtual machine has the session."""
    return refused(draft, texts.NOT_A_MACHINE) if draft.machine else draft


SWITCHES: tuple[Stage[SessionDraft], ...] = (
    letter_case_does_not_count,
    unknown_switch_shows_the_usage,
    unknown_switch_does_nothing,
    only_what_is_understood,
    two_operands,
    given_twice,
    any_order,
    as_the_syntax_line,
    help_is_displayed,
    help_does_nothing,
    vm_without_operand_is_refused,
    vm_with_a_name_is_refused,
    look_into_machines,
    vm_with_an_id_disconnects,
    no_machine,
)
