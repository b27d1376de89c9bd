"""Brackets that do not pair.

Find the smallest repair, and feed lark a token stream that the error productions accept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lark import Token

from .damage import CLOSERS, FULL_WIDTH, Edit, Reporter

if TYPE_CHECKING:
    from .driving import Driver
    from .nodes import Node

# How many tokens to look ahead for the twin of a bracket; no real usage is longer.
FAR = 400
# What a group begins with that goes on to the next of its kind: options, PowerShell's parameters.
_LEADS = frozenset({"OPTION", "NAME", "COMMON"})
_CLOSING = frozenset({"RBRACK", "RBRACE", "RANGLE"})


def is_opening(token: Token) -> bool:
    """Tell whether a token opens a group."""
    return token.type.endswith(("LBRACK", "LBRACE", "LANGLE"))


def parse_repaired(driver: Driver, builder: Reporter, tokens: list[Token]) -> Node | None:
    """Parse the tokens of a text with unbalanced brackets.

    Missing and stray ones become tokens of their own, each with a diagnosis.
    """
    builder.begin()
    mended = _balanced(tokens, builder)
    found, edits = builder.diagnoses, builder.edits
    tree = driver.parse(mended)
    builder.diagnoses = sorted([*found], key=lambda diagnosis: diagnosis.start)
    builder.edits = edits
    return tree


def _closer(token: Token) -> str:
    sign = str(token)[-1]
    return CLOSERS.get(sign, sign)


def _plain(token: Token) -> str:
    sign = str(token)[-1]
    return FULL_WIDTH.get(sign, sign)


def _balanced(stream: list[Token], builder: Reporter) -> list[Token]:
    result: list[Token] = []
    # Each open group: its token, its index in `result`, and the index before which it could best end early.
    open_groups: list[tuple[Token, int, int | None]] = []
    missing: list[tuple[int, Token]] = []
    for place, token in enumerate(stream):
        if is_opening(token):
            if open_groups and _starts_option(stream, place):
                opened, at, early = open_groups[-1]
                if (
                    early is None
                    and at + 1 < len(result)
                    and result[at + 1].type in _LEADS
                    and not _inside_counts(stream, place)
                ):
                    open_groups[-1] = (opened, at, len(result))
            open_groups.append((token, len(result), None))
            result.append(token)
        elif token.type in _CLOSING:
            sign = _plain(token)
            depth = next(
                (
                    level
                    for level, (opened, _, _) in enumerate(reversed(open_groups))
                    if FULL_WIDTH.get(_closer(opened), _closer(opened)) == sign
                ),
                None,
            )
            if depth is None or (depth > 0 and sign == ">"):
                _wrong_or_stray(token, open_groups, stream[place + 1 : place + FAR], builder, result)
                continue
            for opened, at, early in open_groups[len(open_groups) - depth :]:
                missing.append((_insertion(result, at, early), opened))
            del open_groups[len(open_groups) - depth :]
            open_groups.pop()
            result.append(token)
        else:
            result.append(token)
    missing += [(_insertion(result, at, early), opened) for opened, at, early in open_groups]
    return _insert(result, missing, builder)


def _insertion(result: list[Token], at: int, early: int | None) -> int:
    """Return where a group that is never closed best ends.

    `<name` after its words, others where `early` says.
    """
    if result[at].type.endswith("LANGLE") and at + 1 < len(result) and result[at + 1].type == "WORD":
        end = at + 1
        while end < len(result) and result[end].type in {"WORD", "GLUED_WORD"}:
            end += 1
        return end
    return len(result) if early is None or early <= at else early


def _starts_option(stream: list[Token], place: int) -> bool:
    return place + 1 < len(stream) and stream[place + 1].type in _LEADS


def _inside_counts(stream: list[Token], place: int) -> bool:
    """Tell whether enough closers follow the group that opens here for an outer one to end after it."""
    level = 0
    for token in stream[place : place + FAR]:
        level += is_opening(token) - (token.type in _CLOSING)
        if level < 0:
            return True
    return False


def _wrong_or_stray(
    token: Token,
    open_groups: list[tuple[Token, int, int | None]],
    after: list[Token],
    builder: Reporter,
    result: list[Token],
) -> None:
    start, end = token.start_pos or 0, token.end_pos or 0
    if open_groups and str(token) != ">" and not _closes_later(after, open_groups[-1][0]):
        opened, _, _ = open_groups.pop()
        closer = _closer(opened)
        builder.report(
            "unbalanced-bracket", start, end, f"{token} closes a group that {opened} opened", repair=closer
        )
        kind = {"]": "RBRACK", "}": "RBRACE", ">": "RANGLE"}[FULL_WIDTH.get(closer, closer)]
        result.append(Token(kind, closer, start, end_pos=end))
        return
    if str(token) == "]" and not open_groups and _reopen(token, builder, result):
        return
    builder.report("unbalanced-bracket", start, end, f"{token} closes nothing", repair="")
    result.append(Token("STRAY_CLOSE", str(token), start, end_pos=end))


def _closes_later(after: list[Token], opened: Token) -> bool:
    level = 0
    sign = _closer(opened)
    for token in after:
        level += is_opening(token)
        if token.type in _CLOSING:
            if level == 0 and str(token)[-1] == sign:
                return True
            level = max(0, level - 1)
    return False


def _insert(result: list[Token], missing: list[tuple[int, Token]], builder: Reporter) -> list[Token]:
    """Put a MISSING token where each unclosed group ends.

    Innermost first, and report the group from its bracket on.
    """
    by_place: dict[int, list[Token]] = {}
    for index, opened in missing:
        by_place.setdefault(index, []).append(opened)
    complete: list[Token] = []
    for index in range(len(result) + 1):
        for opened in sorted(by_place.get(index, ()), key=lambda token: -(token.start_pos or 0)):
            before = complete[-1]
            end = before.end_pos or 0
            start = opened.start_pos or 0
            closer = _closer(opened)
            builder.report("unbalanced-bracket", start, start + len(opened), f"{opened} is never closed")
            builder.edits.append(Edit(end, end, closer))
            complete.append(Token("MISSING", closer, end, end_pos=end))
        if index < len(result):
            complete.append(result[index])
    return complete


def _reopen(token: Token, builder: Reporter, result: list[Token]) -> bool:
    """Find the opening bracket that a stray `]` lost.

    `[/x] <y>]` was closed too early, `<x>]` never opened.
    """
    start, end = token.start_pos or 0, token.end_pos or 0
    place = _argument_start(result, len(result))
    while place > 0 and result[place].type == "PLACEHOLDER" and result[place - 1].type == "PLACEHOLDER":
        place = _argument_start(result, place)
    before = result[place - 1] if 0 < place < len(result) else None
    if before is not None and before.type == "RBRACK":
        opening = _opening(result, place - 1)
        inside = result[opening + 1 : place - 1]
        if inside and inside[0].type == "OPTION" and not any(one.type == "PLACEHOLDER" for one in inside):
            at = before.start_pos or 0
            builder.report("unbalanced-bracket", at, at + 1, "] closes too early", repair="")
            del result[place - 1]
            result.append(token)
            return True
    if not result or place >= len(result) or place == 0 or result[place].type in {"ELLIPSIS", "BAR"}:
        return False
    at = result[place].start_pos or 0
    builder.report("unbalanced-bracket", start, end, "] has no opening bracket")
    builder.edits.append(Edit(at, at, "["))
    result.insert(place, Token("LBRACK", "[", at, end_pos=at))
    result.append(token)
    return True


def _argument_start(result: list[Token], place: int) -> int:
    """Return where the argument that ends before `place` begins."""
    at = place - 1
    while at > 0:
        if result[at].type in _CLOSING:
            at = _opening(result, at)
        if not result[at].type.startswith("GLUED_"):
            break
        at -= 1
    return max(at, 0)


def _opening(result: list[Token], closing: int) -> int:
    level = 0
    for at in range(closing, -1, -1):
        level += (result[at].type in _CLOSING) - is_opening(result[at])
        if level == 0:
            return at
    return 0
