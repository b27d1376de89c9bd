"""Characters that could harm a terminal, an XML document or an alignment, made visible and measured."""

from __future__ import annotations

import re
import unicodedata

_FIRST_PICTURE = 0x2400
_DELETE = 0x7F
_SYMBOL_FOR_DELETE = "\u2421"

# Controls (C0, DEL, C1), line separators, marks that turn text around or hide in it, halves of pairs.
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u115f\u1160\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e0fff]"
)
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_SURROGATES = re.compile("[\ud800-\udfff]")
# Behind these blocks characters may take two columns or none; before them only the soft hyphen does.
_MAY_BE_ODD = re.compile("[\u00ad\u0300-\U0010ffff]")


def _picture(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x20:  # noqa: PLR2004 - the C0 controls, which have a picture each
        return chr(_FIRST_PICTURE + code)
    if code == _DELETE:
        return _SYMBOL_FOR_DELETE
    return f"<U+{code:04X}>"


def _backslash(match: re.Match[str]) -> str:
    code = ord(match.group())
    return f"\\x{code:02x}" if code <= 0xFF else f"\\u{code:04x}"  # noqa: PLR2004 - one byte


def one_line(text: str) -> str:
    """The text with every control, bidirectional and invisible character made visible, on one line."""
    if (text.isascii() and text.isprintable()) or _UNSAFE.search(text) is None:
        return text
    return _UNSAFE.sub(_picture, text.replace("\r\n", " ").replace("\n", " ").replace("\t", " "))


def lines_of(text: str) -> list[str]:
    """The lines of a text, each as `one_line`; an empty text has none."""
    return [one_line(line) for line in text.replace("\r\n", "\n").rstrip("\n").split("\n")] if text else []


def for_xml(text: str) -> str:
    r"""The text with what XML 1.0 cannot hold written as `\x1b`; escaping is the serialiser's business."""
    return _NOT_XML.sub(_backslash, text)


def without_surrogates(text: str) -> str:
    r"""The text with halves of surrogate pairs written as `\udc80`, so that it can be encoded."""
    return _SURROGATES.sub(_backslash, text)


class _Widths(dict[str, int]):
    """The columns of characters, each worked out when it is first met."""

    def __missing__(self, character: str) -> int:
        if unicodedata.east_asian_width(character) in "WF":
            width = 2
        else:
            width = 0 if unicodedata.category(character) in ("Mn", "Me", "Cf") else 1
        self[character] = width
        return width


WIDTHS = _Widths()


def width_of(text: str) -> int:
    """How many terminal columns a text takes: wide characters take two, combining ones none."""
    if text.isascii() or _MAY_BE_ODD.search(text) is None:
        return len(text)
    return sum(map(WIDTHS.__getitem__, text))


def cut(text: str, width: int) -> str:
    """The text, shortened with an ellipsis to at most that many terminal columns."""
    if width_of(text) <= width:
        return text
    taken = 0
    for index, character in enumerate(text):
        taken += WIDTHS[character]
        if taken > width - 1:
            return text[:index].rstrip() + "\u2026"
    return text
