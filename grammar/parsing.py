# ruff: noqa: RUF001 - full-width signs and dashes are what is looked for here
"""From a text to its tree and diagnoses; each distinct usage is parsed once."""

from __future__ import annotations

from contextlib import suppress
from functools import cache, lru_cache
from threading import Lock
from typing import NamedTuple

from lark.exceptions import UnexpectedInput
from msgspec.structs import replace

from .blocks import hangs_on, notation_of, spans_of
from .damage import ESCAPED, Edit, Reporter
from .driving import Driver
from .loading import load
from .naming import with_bare_names
from .nodes import Choice, Diagnosis, Node, Notation, Option, Parsed, Repetition, Sequence, Status, Value
from .recovery import parse_repaired

MAX_DEPTH = 100
MAX_LENGTH = 20_000
# Longer texts are no real syntaxes and not kept, so that memory stays bounded.
KEPT = 3000
_lock = Lock()


class Usage(NamedTuple):
    """One parsed usage, with offsets into its own text."""

    tree: Node | None
    diagnoses: tuple[Diagnosis, ...]
    edits: tuple[Edit, ...]


@cache
def _windows() -> tuple[Driver, Reporter]:
    from .building import Builder  # noqa: PLC0415 - as below

    builder = Builder()
    return Driver(load("windows", "usage", builder)), builder


@cache
def _powershell() -> tuple[Driver, Reporter]:
    from .cmdlets import CmdletBuilder  # noqa: PLC0415 - only where PowerShell is read

    builder = CmdletBuilder()
    return Driver(load("powershell", "usage", builder)), builder


@cache
def _com() -> tuple[Driver, Reporter]:
    from .methods import MethodBuilder  # noqa: PLC0415 - only where COM is read

    builder = MethodBuilder()
    return Driver(load("com", "usage", builder)), builder


_PARSERS = {"windows": _windows, "usage": _windows, "powershell": _powershell, "com": _com}


def parse_usage(text: str, notation: Notation = "windows") -> Usage:
    """Parse one usage, each distinct one once. Never raises: what cannot be read is diagnosed."""
    return _parse_usage(text, notation) if len(text) > KEPT else _kept_usage(text, notation)


def _parse_usage(text: str, notation: Notation) -> Usage:
    problem = _too_much(text)
    if problem is not None:
        return Usage(None, (problem,), ())
    with _lock:
        driver, builder = _PARSERS[notation]()
        builder.begin()
        try:
            tree = _tree(driver, builder, text)
        except UnexpectedInput as error:
            place = min(max(error.pos_in_stream or 0, 0), len(text))
            found = Diagnosis("unreadable", place, min(place + 1, len(text)), "no notation goes on like this")
            return Usage(None, (found,), ())
        if tree is None and not builder.diagnoses:
            builder.diagnoses.append(Diagnosis("empty-syntax", 0, len(text), "no usage in this text"))
        return Usage(tree, tuple(sorted(builder.diagnoses, key=_place)), tuple(builder.edits))


_kept_usage = lru_cache(maxsize=512)(_parse_usage)


def _tree(driver: Driver, builder: Reporter, text: str) -> Node | None:
    """Parse a text, whose answer the builder has made a node already; mend brackets that do not pair."""
    tokens = driver.lex(text)
    # Where the brackets cannot pair at a glance, the plain parse would be in vain.
    if text.count("[") == text.count("]") and text.count("{") == text.count("}"):
        with suppress(UnexpectedInput):
            return driver.parse(tokens)
    return parse_repaired(driver, builder, tokens)


def _place(diagnosis: Diagnosis) -> tuple[int, int]:
    return diagnosis.start, diagnosis.end


def _too_much(text: str) -> Diagnosis | None:
    """Refuse what no reader could follow, so that everything behind may recurse."""
    if len(text) > MAX_LENGTH:
        return Diagnosis("too-long", MAX_LENGTH, len(text), f"a usage of more than {MAX_LENGTH} characters")
    if sum(map(text.count, "[{<［｛＜")) <= MAX_DEPTH:
        return None
    depth = 0
    for place, sign in enumerate(text):
        if sign in "[{<［｛＜":
            depth += 1
            if depth > MAX_DEPTH:
                return Diagnosis("too-deep", place, place + 1, f"groups nested more than {MAX_DEPTH} deep")
        elif sign in "]}>］｝＞":
            depth = max(0, depth - 1)
    return None


def parse_syntax(text: str, *, notation: Notation | None = None, title: str = "") -> Parsed:
    """Parse a syntax: one usage or a whole block of them, in any notation.

    `notation` is guessed where it is not given; `title` is the heading of the page, whose first words may
    be the prefix of a sub-shell command. Never raises: what cannot be read has a diagnosis. Answers are
    kept per text.
    """
    keep = _kept_block if len(text) <= KEPT else parse_block
    return keep(text, notation or notation_of(text), title)


@lru_cache(maxsize=512)
def parse_cell(text: str) -> Parsed:
    r"""Parse one parameter as a table names it: `/server:`<name>``, `[/ Server :\<nom du serveur >]`.

    Markdown escapes and code marks belong to the cell and are no damage.
    """
    usage = parse_usage(text)
    diagnoses = tuple(found for found in usage.diagnoses if found.message != ESCAPED)
    edits = [edit for edit in usage.edits if text[edit.start : edit.start + 1] != "\\"]
    status: Status = "diagnosed" if usage.tree is None else "recovered" if diagnoses else "parsed"
    tree = usage.tree
    if isinstance(tree, Sequence) and len(tree.items) == 1:
        tree = tree.items[0]
    usages = () if tree is None else (tree,)
    return Parsed(text, tree, usages, diagnoses, mended(text, edits), status, "windows")


def parse_block(text: str, notation: Notation, title: str = "") -> Parsed:
    """Parse a block of one or several usages."""
    trees: list[Node] = []
    diagnoses: list[Diagnosis] = []
    edits: list[Edit] = []
    lost = False
    for start, end in spans_of(text, notation, title):
        body = text[start:end]
        usage = parse_usage(body, notation)
        if usage.tree is None:
            lost = True
        else:
            tree = _finished(usage.tree, body, notation)
            trees.append(shifted(tree, start))
        diagnoses += [
            replace(found, start=found.start + start, end=found.end + start) for found in usage.diagnoses
        ]
        edits += [Edit(edit.start + start, edit.end + start, edit.text) for edit in usage.edits]
    if not trees and not diagnoses:
        diagnoses.append(Diagnosis("empty-syntax", 0, len(text), "no usage in this text"))
    status: Status = "diagnosed" if not trees or lost else "recovered" if diagnoses else "parsed"
    if len(trees) > 1:
        whole: Node | None = Choice(
            optional=False, alternatives=tuple(trees), start=trees[0].start, end=trees[-1].end
        )
    else:
        whole = trees[0] if trees else None
    return Parsed(text, whole, tuple(trees), tuple(diagnoses), mended(text, edits), status, notation)


_kept_block = lru_cache(maxsize=256)(parse_block)


def _finished(tree: Node, text: str, notation: Notation) -> Node:
    if notation == "windows":
        return _by_indent(tree, text)
    return with_bare_names(tree) if notation == "usage" else tree


def _by_indent(tree: Node, text: str) -> Node:
    """Read a required option that is indented below an optional group as a part of that group."""
    if "\n" not in text or not isinstance(tree, Sequence):
        return tree
    items: list[Node] = []
    for item in tree.items:
        last = items[-1] if items else None
        if (
            isinstance(item, Option)
            and isinstance(last, Choice)
            and last.optional
            and len(last.alternatives) == 1
            and hangs_on(text, last.start, item.start)
        ):
            only = last.alternatives[0]
            inner = (*only.items, item) if isinstance(only, Sequence) else (only, item)
            joint = Sequence(items=inner, start=only.start, end=item.end)
            items[-1] = Choice(optional=True, alternatives=(joint,), start=last.start, end=item.end)
        else:
            items.append(item)
    return tree if len(items) == len(tree.items) else replace(tree, items=tuple(items))


def shifted(node: Node, by: int) -> Node:
    """Return the same tree with every offset moved."""
    if by == 0:
        return node
    start, end = node.start + by, node.end + by
    if isinstance(node, Sequence):
        return Sequence(items=tuple(shifted(item, by) for item in node.items), start=start, end=end)
    if isinstance(node, Choice):
        alternatives = tuple(shifted(one, by) for one in node.alternatives)
        return Choice(optional=node.optional, alternatives=alternatives, start=start, end=end)
    if isinstance(node, Value):
        return Value(parts=tuple(shifted(part, by) for part in node.parts), start=start, end=end)
    if isinstance(node, Option):
        value = None if node.value is None else shifted(node.value, by)
        return replace(node, value=value, start=start, end=end)
    if isinstance(node, Repetition):
        return Repetition(item=shifted(node.item, by), separator=node.separator, start=start, end=end)
    return replace(node, start=start, end=end)


def mended(text: str, edits: list[Edit]) -> str | None:
    """Apply every repair from the back; None where there is none.

    Of two repairs that overlap the earlier one stands.
    """
    if not edits:
        return None
    kept: list[Edit] = []
    for edit in sorted(edits):
        if not kept or edit.start >= kept[-1].end:
            kept.append(edit)
    for edit in reversed(kept):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def forget() -> None:
    """Empty what is kept of texts read before; a benchmark starts with this."""
    for kept in (_kept_usage, _kept_block, parse_cell):
        kept.cache_clear()
