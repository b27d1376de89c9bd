"""Holding a command line against a syntax tree.

Bindings, or the reason and the column where it stops fitting.

The rules are those of Windows programs: options stand in any order and letter case, `/` and `-` introduce
them alike, a value with blanks is quoted, words and values keep their order. The search tries every reading
within a budget, so that no line takes long, and remembers the furthest place at which no reading went on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from msgspec import Struct

from .bindings import Binding, Found
from .comparing import walk
from .items import Pick, Series
from .kindness import gathered, may_help
from .lines import Argument, is_redirection, program_name
from .nodes import Choice, Diagnosis, Literal, Node, Sequence
from .patterns import Ready, extra_of, ready
from .places import Budget, Places, texts_of
from .reasons import Failure, Mismatch, explain
from .searching import Search

BUDGET = 100_000
# A line is held against the usages of its page strictly, kindly, and with declared options in a row.
KEPT = 256


class Match(Struct, frozen=True):
    """A line that fits.

    Its bindings in the order of the line, and the damage that was read over (`kindly` only).
    """

    bindings: tuple[Binding, ...]
    notes: tuple[Diagnosis, ...] = ()

    def value(self, name: str) -> str | None:
        """Return the value bound to an option or a placeholder of that name, in any letter case."""
        wanted = name.casefold()
        return next((binding.value for binding in self.bindings if binding.name.casefold() == wanted), None)

    def has(self, name: str) -> bool:
        """Tell whether an option, word or placeholder of that name was given."""
        wanted = name.casefold()
        return any(binding.name.casefold() == wanted for binding in self.bindings)


def match(
    tree: Node,
    line: str,
    *,
    options: tuple[Node, ...] = (),
    prefix: tuple[str, ...] = (),
    kindly: bool = False,
) -> Match | Mismatch:
    """Hold a command line against a syntax.

    `options` are further ones that the page declares outside the syntax (rows of its table), allowed
    anywhere. `prefix` are words that the line may begin with although the syntax does not (`nslookup`
    before `set d2`). With `kindly`, a line that does not fit is read again as its writer meant it: a value
    without its quotation marks, a blank inside an option, a dash for a hyphen. Such a match has a note for
    each, with the repair.
    """
    words = tuple(word.lower() for word in prefix)
    found = _fitting_of(tree, line, options, words, kindly=kindly)
    return _mismatch(tree, line, options, words) if found is None else found


def fitting(
    usages: Iterable[Node], line: str, *, options: tuple[Node, ...] = (), kindly: bool = False
) -> Match | None:
    """Hold a command line against several usages and return how it fits the first that it fits, if any.

    `options` and `kindly` are those of `match`.
    """
    for usage in usages:
        found = _fitting_of(usage, line, options, (), kindly=kindly)
        if found is not None:
            return found
    return None


def furthest(usages: Iterable[Node], line: str, *, options: tuple[Node, ...] = ()) -> Mismatch:
    """Return why a line that fits none of some usages does not fit the one that it comes furthest in."""
    best: Mismatch | None = None
    for usage in usages:
        answer = _mismatch(usage, line, options, ())
        if best is None or answer.column > best.column:
            best = answer
    return best or _nothing()


def accepts(tree: Node, line: str) -> bool:
    """Tell whether a command line fits a syntax, without asking why not."""
    return any(
        search.may_fit() and search.run() is not None
        for search, _ in _searches(tree, line, (), (), kindly=False)
    )


def _fitting_of(
    tree: Node, line: str, options: tuple[Node, ...], prefix: tuple[str, ...], *, kindly: bool
) -> Match | None:
    attempt = _attempt(tree, line, _useful(options, line, kindly=False), prefix)
    if isinstance(attempt, Match):
        return attempt
    # A line that no reading took a word of is empty or another command.
    if not kindly or all(failure.place <= 0 for _, _, failure in attempt):
        return None
    return _match_kindly(tree, line, _useful(options, line, kindly=True), prefix)


@lru_cache(maxsize=KEPT)
def _mismatch(tree: Node, line: str, options: tuple[Node, ...], prefix: tuple[str, ...]) -> Mismatch:
    """Explain why a line does not fit."""
    attempt = _attempt(tree, line, _useful(options, line, kindly=False), prefix)
    best: Mismatch | None = None
    for usage, arguments, failure in () if isinstance(attempt, Match) else attempt:
        answer = explain(usage, arguments, failure, options)
        if best is None or answer.column > best.column:
            best = answer
    return best or _nothing()


def _nothing() -> Mismatch:
    return Mismatch("empty-line", 1, "there is no command in this line", None)


@lru_cache(maxsize=KEPT)
def _attempt(
    tree: Node, line: str, options: tuple[Pick, ...], prefix: tuple[str, ...]
) -> Match | list[tuple[Ready, tuple[Argument, ...], Failure]]:
    """Search every usage; where none fits, return how far each came."""
    failures: list[tuple[Ready, tuple[Argument, ...], Failure]] = []
    for search, notes in _searches(tree, line, options, prefix, kindly=False):
        found = search.run()
        if found is not None:
            return _fitting(found, notes)
        if search.budget.left > 0 or not failures:
            failures.append((search.ready, search.arguments, search.failure))
    return failures


@lru_cache(maxsize=KEPT)
def _match_kindly(tree: Node, line: str, options: tuple[Pick, ...], prefix: tuple[str, ...]) -> Match | None:
    """Read a line that does not fit as its writer meant it; None where that does not fit either."""
    same = gathered(line, kindly=True)[0] == gathered(line, kindly=False)[0]
    for search, notes in _searches(tree, line, options, prefix, kindly=True):
        # Where nothing can be read otherwise, the strict search has given the answer.
        if same and search.ready.plain and not may_help(search.arguments):
            continue
        found = search.run() if search.may_fit() else None
        if found is not None:
            return _fitting(found, notes)
    return None


def _searches(
    tree: Node, line: str, options: tuple[Pick, ...], prefix: tuple[str, ...], *, kindly: bool
) -> Iterator[tuple[Search, tuple[Diagnosis, ...]]]:
    """A search for every usage and every beginning of the line, and the damage that was read over before."""
    arguments, notes = gathered(line, kindly=kindly)
    arguments = _without_redirection(arguments, tree)
    if not arguments:
        return
    budget = Budget(BUDGET)
    for usage in usages_of(tree):
        for dropped in _starts(arguments, prefix):
            yield Search(ready(usage), arguments[dropped:], options, line, budget, kindly=kindly), notes


@lru_cache(maxsize=KEPT)
def _useful(options: tuple[Node, ...], line: str, *, kindly: bool) -> tuple[Pick, ...]:
    """Return those of the declared options that anything in a line can begin, ready to float."""
    if not options:
        return ()
    declared = _by_initial(options)
    arguments = gathered(line, kindly=kindly)[0]
    initials = {text.initial for text in texts_of(arguments)}
    orders = set(range(len(options))) if None in initials else set(declared.get(None, ()))
    for initial in initials:
        orders.update(declared.get(initial, ()))
    places = Places(arguments, Budget(BUDGET), kindly=kindly)
    found = (extra_of(options[order]) for order in sorted(orders))
    return tuple(item for item in found if places.floats(item))


@lru_cache(maxsize=KEPT)
def _by_initial(options: tuple[Node, ...]) -> dict[str | None, list[int]]:
    """Return the places of options by what they begin with, under None those for which that is open."""
    found: dict[str | None, list[int]] = {}
    for order, option in enumerate(options):
        item = extra_of(option)
        nested = any(isinstance(one, Series) and one.floating for one in item.alternatives)
        for initial in (None,) if item.initials is None or item.perhaps or nested else item.initials:
            found.setdefault(initial, []).append(order)
    return found


def _fitting(found: Found, notes: tuple[Diagnosis, ...]) -> Match:
    return Match(found.bindings, tuple(sorted((*notes, *found.notes), key=lambda note: note.start)))


def usages_of(tree: Node) -> tuple[Node, ...]:
    """Return the usages of a block's tree, or the tree itself when it is one usage."""
    if (
        isinstance(tree, Choice)
        and not tree.optional
        and all(isinstance(one, Sequence) for one in tree.alternatives)
    ):
        return tree.alternatives
    return (tree,)


def _starts(arguments: tuple[Argument, ...], prefix: tuple[str, ...]) -> tuple[int, ...]:
    count = 0
    while (
        count < len(prefix)
        and count < len(arguments)
        and program_name(arguments[count].text) == prefix[count]
    ):
        count += 1
    return (0, count) if 0 < count < len(arguments) else (0,)


def _without_redirection(arguments: tuple[Argument, ...], tree: Node) -> tuple[Argument, ...]:
    if not any(is_redirection(one.text) and not one.quoted for one in arguments) or _redirects(tree):
        return arguments
    kept: list[Argument] = []
    skip = False
    for argument in arguments:
        if skip:
            skip = False
        elif not argument.quoted and is_redirection(argument.text):
            skip = argument.text[-1] in "<>"
        else:
            kept.append(argument)
    return tuple(kept)


@lru_cache(maxsize=256)
def _redirects(tree: Node) -> bool:
    return any(isinstance(node, Literal) and node.text in {"<", ">", ">>"} for node in walk(tree))
