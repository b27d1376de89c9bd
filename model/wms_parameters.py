"""The rules of `Disconnect-WmsSession` about how its parameters may be written."""

from __future__ import annotations

from msgspec.structs import replace

from . import texts
from .draft import Stage, gap, refused, rule, unspecified
from .forms import cmdlet_form
from .reading import Argument
from .sessions import SessionDraft

CMDLET = "Disconnect-WmsSession"
TRUE, FALSE = ("$true", "1"), ("$false", "0")
NOT_GIVEN = Argument("")


def parameter(draft: SessionDraft, name: str) -> Argument:
    """The argument given for a parameter, or one without a name."""
    return next((each for each in draft.arguments if each.name == name), NOT_GIVEN)


def given(draft: SessionDraft, name: str) -> bool:
    """Whether the parameter is given."""
    return parameter(draft, name) is not NOT_GIVEN


@rule("WMS-SYNTAX-002")
def names_may_be_shortened(draft: SessionDraft) -> SessionDraft:
    """A parameter name may be shortened while it stays unambiguous, and letter case does not count."""
    cmdlet = cmdlet_form(CMDLET)
    full = tuple(replace(each, name=cmdlet.in_full(each.name)) for each in draft.arguments)
    return draft if full == draft.arguments else replace(draft, arguments=full)


def switches_take_no_value(draft: SessionDraft) -> SessionDraft:
    """What follows a switch after a blank is an argument of its own."""
    parted: list[Argument] = []
    for each in draft.arguments:
        if each.name in cmdlet_form(CMDLET).switches and each.values and not each.bound:
            parted += [Argument(each.name), Argument("", each.values)]
        else:
            parted.append(each)
    return replace(draft, arguments=tuple(parted))


def each_once_and_complete(draft: SessionDraft) -> SessionDraft:
    """A parameter given twice, or a common one without the value it takes, is described nowhere."""
    cmdlet = cmdlet_form(CMDLET)
    meant = [cmdlet.meaning[each.name] for each in draft.arguments if each.name in cmdlet.meaning]
    bare = [each for each in draft.arguments if not each.values and each.name not in cmdlet.switches]
    lacking = any(cmdlet.meaning.get(each.name) in cmdlet.common for each in bare)
    return unspecified(draft) if lacking or len(meant) > len(set(meant)) else draft


@rule("WMS-SERVER-002")
def computer_name_is_server(draft: SessionDraft) -> SessionDraft:
    """`-ComputerName` is an alias of `-Server`."""
    return _rename(draft, "ComputerName")


@rule("WMS-WHATIF-003")
def wi_is_what_if(draft: SessionDraft) -> SessionDraft:
    """`-wi` is an alias of `-WhatIf`."""
    return _rename(draft, "wi")


@rule("WMS-CONFIRM-004")
def cf_is_confirm(draft: SessionDraft) -> SessionDraft:
    """`-cf` is an alias of `-Confirm`."""
    return _rename(draft, "cf")


def _rename(draft: SessionDraft, alias: str) -> SessionDraft:
    if not given(draft, alias):
        return draft
    name = cmdlet_form(CMDLET).meaning[alias]
    renamed = (replace(each, name=name) if each.name == alias else each for each in draft.arguments)
    return replace(draft, arguments=tuple(renamed))


@rule("WMS-COMMON-001")
def common_parameters_are_accepted(draft: SessionDraft) -> SessionDraft:
    """The common parameters, under their right names, are accepted and disconnect nothing more or less."""
    cmdlet = cmdlet_form(CMDLET)
    others = tuple(each for each in draft.arguments if cmdlet.meaning.get(each.name) not in cmdlet.common)
    return draft if others == draft.arguments else replace(draft, arguments=others)


@rule("WMS-ID-003")
def first_unnamed_is_session_id(draft: SessionDraft) -> SessionDraft:
    """The first unnamed argument is the array of session ids."""
    nameless = parameter(draft, "")
    if given(draft, "SessionId") or nameless is NOT_GIVEN:
        return draft
    at = draft.arguments.index(nameless)
    named = replace(nameless, name="SessionId")
    return replace(draft, arguments=(*draft.arguments[:at], named, *draft.arguments[at + 1 :]))


@rule("WMS-SYNTAX-001")
def unknown_parameter_is_refused(draft: SessionDraft) -> SessionDraft:
    """A parameter or argument that the cmdlet does not have is refused and nothing is disconnected."""
    unknown = [each for each in draft.arguments if not _known(each)]
    if not unknown:
        return draft
    return refused(draft, texts.NO_PARAMETER.format(parameter=unknown[0].name or unknown[0].value))


def _known(argument: Argument) -> bool:
    """Whether the cmdlet has such a parameter; `-Server` takes exactly one string."""
    cmdlet = cmdlet_form(CMDLET)
    meant = cmdlet.meaning.get(argument.name, "")
    if meant == "Server":
        return len(argument.values) == 1
    return bool(meant) and meant not in cmdlet.common


def pass_over_the_unknown(draft: SessionDraft) -> SessionDraft:
    """What is not known is passed over, and an alias that nobody has explained does nothing."""
    aliases = cmdlet_form(CMDLET).aliases
    known = tuple(each for each in draft.arguments if _known(each) and each.name not in aliases)
    return replace(draft, arguments=known)


@gap("WMS-GAP-003")
def all_is_false(draft: SessionDraft) -> bool:
    """`-All:$false` is given."""
    every = parameter(draft, "All")
    return every.bound and every.value.lower() not in TRUE


def settle_switches(draft: SessionDraft) -> SessionDraft:
    """A switch set to false is not given; what another value means is described nowhere."""
    if any(_off(each) is None for each in draft.arguments):
        return unspecified(draft)
    return replace(draft, arguments=tuple(each for each in draft.arguments if not _off(each)))


def _off(argument: Argument) -> bool | None:
    """Whether an argument is a switch set to false; None where it is set to neither."""
    if (
        argument.name not in cmdlet_form(CMDLET).switches
        or not argument.bound
        or argument.value.lower() in TRUE
    ):
        return False
    return True if argument.value.lower() in FALSE else None


PARAMETERS: tuple[Stage[SessionDraft], ...] = (
    names_may_be_shortened,
    switches_take_no_value,
    each_once_and_complete,
    computer_name_is_server,
    wi_is_what_if,
    cf_is_confirm,
    common_parameters_are_accepted,
    first_unnamed_is_session_id,
    unknown_parameter_is_refused,
    pass_over_the_unknown,
    all_is_false,
    settle_switches,
)
