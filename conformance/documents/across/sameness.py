"""What two tokens may differ in without damage: signs of the sentence, dates, the notation of editions."""

from __future__ import annotations

import re
from functools import cache

from ....spec.known_words import windows_names
from ..pages.names import may_be_command

# What belongs to the sentence though it is emphasised with the token.
AROUND = "\u3010\u3011\u300c\u300d\uff08\uff09\uff0c\uff1a\uff1b"
# Labels of a list, which are no drives, and their colon as East Asian scripts write it.
LABEL = re.compile(r"[A-Za-z]{2,}(?: <[\w ]+>)?:")
STOP = "\u3002"
# Every language writes dates in its own letters.
DATE = re.compile(r"(?:M{1,2}|D{1,2}|Y{2,4})(?:[/.-](?:M{1,2}|D{1,2}|Y{2,4})){2}", re.IGNORECASE)
LABEL_END = re.compile(r"[ \u00a0]?\uff1a$")
SIGNS = re.compile(r"[\W_]+")
WORDS = re.compile(r"[^\W_]+")
SHAPE = re.compile(r"[^\W\d_]|_")
# A label of a list or the end of a sentence, but no command.
SENTENCE_END = re.compile(r"[^\W\d_][\w ]*[.:]")


def is_whole(text: str) -> bool:
    """Whether a token is an option with its sign and has as many closing as opening brackets."""
    balanced = all(text.count(opener) == text.count(closer) for opener, closer in ("<>", "[]", "{}"))
    return balanced and text.lstrip("[")[:1] in {"/", "-"}


def is_same(shown: str, wanted: str, *, cell: bool) -> bool:
    """Whether a token differs from the known one by what is a matter of the language only."""
    label = LABEL.fullmatch(wanted) is not None and LABEL_END.sub(":", shown) == wanted
    if label or DATE.fullmatch(wanted) or wanted.lower() in windows_names().keyboard.keys:
        return True
    ends = SENTENCE_END.fullmatch(wanted) is not None and shown == f"{wanted[:-1]}{STOP}"
    return not cell and (ends or shown.strip(AROUND) == wanted)


def alike(shown: str, wanted: str) -> bool:
    """Whether a token has the form of another: as many words, the same signs and digits, capitals or not."""
    one, other = (SHAPE.sub("", text) for text in (shown, wanted))
    return (
        one == other
        and len(WORDS.findall(shown)) == len(WORDS.findall(wanted))
        and shown.isupper() == wanted.isupper()
        and not may_be_command(shown)
    )


def bare(text: str) -> str:
    """A token in lower case without the signs around it that editions of a page differ in."""
    return text.lower().lstrip("*{[/ ").rstrip("}]*.:, ")


def letters(text: str) -> str:
    """A token in lower case without signs and blanks."""
    return SIGNS.sub("", text.lower())


@cache
def _pressed() -> re.Pattern[str]:
    keys = "|".join(windows_names().keyboard.modifiers)
    return re.compile(rf"(?:{keys})[ \u00a0]*[+-]", re.IGNORECASE)


def is_pressed(text: str) -> bool:
    """Whether a text is a key pressed with another: what keys are called is a matter of the keyboard."""
    return _pressed().match(text) is not None
