"""How the documents write a command: its names, their spelling and order, from the ledger's syntax lines."""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from ..grammar import options_of, parse_syntax
from ..spec import command, common_parameters
from .reading import Argument

Arguments = tuple[Argument, ...]


class Form(Struct, frozen=True):
    """The names that a command has.

    Attributes:
        names: options, switches and, as "", the operand, in the order of the syntax line.
        valued: those that take a value.

    """

    names: tuple[str, ...]
    valued: frozenset[str]

    def spelled(self, typed: str) -> str:
        """The documented spelling of a name typed in whatever letters; as typed where there is none."""
        return next((name for name in self.names if name.casefold() == typed.casefold()), typed)

    def folded(self, arguments: Arguments) -> Arguments:
        """The arguments with the documented spelling of every name."""
        return tuple(
            each if each.name in self.names else replace(each, name=self.spelled(each.name))
            for each in arguments
        )

    def rank(self, argument: Argument) -> int:
        """Where the syntax line has the argument; what it does not have comes last."""
        return self.names.index(argument.name) if argument.name in self.names else len(self.names)

    def ordered(self, arguments: Arguments) -> Arguments:
        """The arguments in the order of the syntax line."""
        return tuple(sorted(arguments, key=self.rank))

    def names_all(self, arguments: Arguments) -> bool:
        """Whether the command has all these arguments, each with a value exactly if it takes one."""
        return all(each.name in self.names and self.complete(each) for each in arguments)

    def complete(self, argument: Argument) -> bool:
        """Whether the argument has a value exactly if its name takes one."""
        return bool(argument.values) == (argument.name in self.valued)


@lru_cache(maxsize=16)
def form(name: str) -> Form:
    """The form of a command of the ledger; a page's syntax comes before the usage of the program."""
    found = command(name)
    names: dict[str, bool] = {"": True} if any(each.kind == "operand" for each in found.parameters) else {}
    for syntax in sorted(found.syntaxes, key=lambda each: each.notation == "usage"):
        tree = parse_syntax(syntax.text).tree
        for option in options_of(tree) if tree else ():
            if option.name.casefold() not in map(str.casefold, names):
                names[option.name] = option.value is not None
    for parameter in found.parameters:
        bare = parameter.name.lstrip("/")
        if parameter.kind == "switch" and bare.casefold() not in map(str.casefold, names):
            names[bare] = False
    return Form(tuple(names), frozenset(each for each, valued in names.items() if valued))


class CmdletForm(Struct, frozen=True):
    """The parameters that a cmdlet has, with the names each goes by.

    Attributes:
        meaning: every name and alias, and the parameter it means.
        common: the common parameters.
        aliases: the aliases of the cmdlet's own parameters.
        switches: the names that take no value.

    """

    meaning: dict[str, str]
    common: frozenset[str]
    aliases: frozenset[str]
    switches: frozenset[str]

    def in_full(self, typed: str) -> str:
        """The name typed in whatever letters, perhaps shortened; as typed where it means none or several."""
        wanted = typed.casefold()
        exact = [name for name in self.meaning if name.casefold() == wanted]
        begun = exact or [name for name in self.meaning if typed and name.casefold().startswith(wanted)]
        return begun[0] if len({self.meaning[name] for name in begun}) == 1 else typed


@lru_cache(maxsize=16)
def cmdlet_form(name: str) -> CmdletForm:
    """The form of a cmdlet of the ledger."""
    meaning: dict[str, str] = {}
    aliases: set[str] = set()
    switches: set[str] = set()
    for parameter in command(name).parameters:
        bare, others = parameter.name.lstrip("-"), [each.lstrip("-") for each in parameter.aliases]
        meaning |= dict.fromkeys((bare, *others), bare)
        aliases |= set(others)
        switches |= {bare, *others} if parameter.kind == "switch" else set()
    common: set[str] = set()
    for each in common_parameters():
        if each.since:
            # Windows Server 2016, whose cmdlet this is, has Windows PowerShell.
            continue
        bare, alias = each.name.lstrip("-"), each.alias.lstrip("-")
        meaning |= dict.fromkeys((bare, alias), bare)
        common.add(bare)
        switches |= set() if each.takes_value else {bare, alias}
    return CmdletForm(meaning, frozenset(common), frozenset(aliases), frozenset(switches))
