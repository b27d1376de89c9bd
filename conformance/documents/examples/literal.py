"""Example lines that a literal reading of the syntax rejects, however kindly they are meant."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ..pages.lexicon import Lexicon
from ..tables.options import foreign
from .demands import lacks_option
from .quoting import Judged, own_words

if TYPE_CHECKING:
    from ....grammar import Match, Node
    from ....grammar.reasons import Mismatch

NEEDS = re.compile(r"(?P<option>[/-](?P<name>[\w-]+)) needs a value")
# A whole option with its value, as a message names what is missing.
WHOLE_OPTION = re.compile(
    r"[/-]\w[\w-]*(?::\w+|[:=\s]?(?:<[^<>]+>|\{[^{}]*\})?)"
    r"(?: \| [/-]\w[\w-]*[:=\s]?(?:<[^<>]+>|\{[^{}]*\})?)*"
)
# A value of two parts, both of which have to be there.
ACCOUNT = re.compile(r"<[^<>]+>\\<[^<>]+>$")
GROUP = re.compile(r"[\[{](?P<inner>[^\[\]{}<>|]+(?:\|[^\[\]{}<>|]+)+)[\]}](?!\s?\[?\s?(?:\.\.|…))")
# `{on | off}`: values to be typed, all in one letter case, as names of values seldom are.
VALUES = re.compile(r"\{(?:[a-z0-9]+(?: \| [a-z0-9]+)+|[A-Z0-9]+(?: \| [A-Z0-9]+)+)\}$")
PARTED = re.compile(r"(?<=\s)[/-]\s+(?P<name>[A-Za-z][\w-]+)")
NESTED = re.compile(r"\{[^{}]*\}|\[[^\[\]]*\]|<[^<>]*>")
DASHES = "/-\u2013"
PAIR = 2
# So many letters of an option are no other one's beginning.
LONG = 6


class Line(NamedTuple):
    """A rejected line.

    Attributes:
        text: the command.
        mismatch: why the syntaxes reject it as it stands.
        answer: the same with the page's declared options and damage read over.
        sound: whether every syntax of the page is.
        usages: what the syntaxes of the page allow.

    """

    text: str
    mismatch: Mismatch
    answer: Match | Mismatch
    sound: bool
    usages: tuple[Node, ...] = ()


def plainly(line: Line, lexicon: Lexicon) -> Judged | None:
    """What a line does against the plain words of the syntax: twice, both, too much, or not enough.

    Args:
        line: the line.
        lexicon: what the page's syntaxes name.

    """
    reason = line.mismatch.reason
    if reason == "repeated-option":
        return _repeated(line, lexicon)
    if reason == "both-alternatives":
        return _both(line, lexicon)
    if reason == "unexpected-argument":
        unsigned = _unsigned(line, lexicon)
        if unsigned is not None or not line.sound:
            return unsigned
        return _second_value(line, lexicon) or _stranger(line, lexicon)
    if not line.sound or open_choice(lexicon.text) or foreign(line.mismatch.message):
        return None
    if reason != getattr(line.answer, "reason", ""):
        return None
    if reason == "missing-value":
        return _without_value(line, lexicon)
    if reason == "missing-required":
        return _without_option(line)
    return _no_such_value(line) if reason == "wrong-value" else None


def parted_option(line: Line, lexicon: Lexicon) -> Judged | None:
    """A sign that a blank parts from the name of an option of the syntax."""
    match = PARTED.search(line.text)
    if match is None or match.group("name").lower() not in lexicon.options:
        return None
    why = "a blank stands inside the option"
    return Judged("inserted-space", *match.span(), why, "".join(match.group().split()))


def _word(line: Line) -> tuple[int, int, str]:
    """The span of the word at which the strict reading stops, and the word."""
    text = line.text
    start = min(line.mismatch.column - 1, max(len(text) - 1, 0))
    end = start + len(text[start:].split(maxsplit=1)[0]) if text[start:].strip() else len(text)
    return start, end, text[start:end]


def _repeated(line: Line, lexicon: Lexicon) -> Judged | None:
    """An option given twice running, which the syntax has once and without an ellipsis."""
    start, end, word = _word(line)
    name = re.split("[:=]", word.lstrip(DASHES).lower())[0]
    given = [each for each in line.text[:start].split() if each[:1] in DASHES]
    places = list(re.finditer(rf"(?<![\w/-])[/-]{re.escape(name)}(?![\w-])", lexicon.text))
    if len(places) != 1 or not given or re.split("[:=]", given[-1].lstrip(DASHES).lower())[0] != name:
        return None
    behind = re.match(r"[^/\n]*?(?=\s[\[{]?[/-]\w|$)", lexicon.text[places[0].end() :])
    if behind is not None and re.search(r"\.\.|…", behind.group()):
        return None
    return Judged("rejected-example", start, end, line.mismatch.message)


def _both(line: Line, lexicon: Lexicon) -> Judged | None:
    """Two alternatives together; in a damaged syntax only what stands on either side of one bar."""
    start, end, word = _word(line)
    rival = line.mismatch.message.rpartition(" excludes ")[2]
    if not line.sound:
        first, second = sorted((_place(rival, lexicon), _place(word, lexicon)))
        if first < 0:
            return None
        between, _, before = re.sub(r"^[/-]?[\w-]+", "", lexicon.text[first:second]).rpartition("|")
        while NESTED.search(between):
            between = NESTED.sub("", between)
        if between.strip(" ]") or before.strip(" ["):
            return None
    return Judged("rejected-example", start, end, line.mismatch.message)


def _place(word: str, lexicon: Lexicon) -> int:
    name = re.split("[:=]", word.lstrip(DASHES).lower())[0]
    match = re.search(rf"(?<![\w/-])[/-]{re.escape(name)}(?![\w-])", lexicon.text)
    return match.start() if match else -1


def _unsigned(line: Line, lexicon: Lexicon) -> Judged | None:
    """`name` or `name:value` for an option that nothing in the syntax lets stand without its sign."""
    start, end, word = _word(line)
    known = lexicon.options.get(word.lower())
    if known is not None and word.isalpha() and len(word) > 1 and word.lower() not in lexicon.literals:
        return Judged("rejected-example", start, end, line.mismatch.message, known.written)
    match = re.match(r"(?P<name>[a-z][\w-]+)(?P<sign>[:=])[^\\/]", word, re.IGNORECASE)
    term = lexicon.options.get(match.group("name").lower()) if match else None
    if match is None or term is None or term.separator.strip() != match.group("sign"):
        return None
    if re.search(rf"(?<![\w/-]){re.escape(match.group().lower()[:-1])}", lexicon.text):
        return None
    return Judged("rejected-example", start, end, line.mismatch.message, f"{term.prefix}{word}")


def _second_value(line: Line, lexicon: Lexicon) -> Judged | None:
    """Two values of a group of which one may be given."""
    start, end, word = _word(line)
    before = line.text[:start].lower().split()
    for match in GROUP.finditer(lexicon.text):
        values = [each.strip() for each in match.group("inner").split("|")]
        if word.lower() in values and before and before[-1] in values and before[-1] != word.lower():
            why = f"{word} is an alternative to {before[-1]}"
            return Judged("rejected-example", start, end, why)
    return None


def _stranger(line: Line, lexicon: Lexicon) -> Judged | None:
    """A word in a command that has only options and words of its own, wherever its bars may end."""
    start, end, word = _word(line)
    before = line.text[:start].split()
    if not open_choice(lexicon.text) or not before or before[-1][:1] in DASHES or foreign(word):
        return None
    if word[:1] in "{(<>+%/-\u2013[" or word.lower() in lexicon.every or own_words(line.usages) is None:
        return None
    return Judged("rejected-example", start, end, line.mismatch.message)


def _without_value(line: Line, lexicon: Lexicon) -> Judged | None:
    """An option whose value is left out although the syntax demands one."""
    match = NEEDS.fullmatch(line.mismatch.message)
    term = lexicon.options.get(match.group("name").lower()) if match else None
    if match is None or term is None or term.unsure or not re.match(r"<|\{[^:=]", term.value):
        return None
    at = line.text.lower().rfind(match.group("option").lower(), 0, line.mismatch.column)
    if at < 0 or wraps(line.text, at, lexicon):
        return None
    return Judged("rejected-example", at, at + len(match.group("option")), line.mismatch.message)


def _without_option(line: Line) -> Judged | None:
    """A line that lacks an option which every usage demands."""
    from ....grammar import Mismatch, match  # noqa: PLC0415 - only pages with rejected examples need it

    missing = line.mismatch.message.removesuffix(" is missing")
    if WHOLE_OPTION.fullmatch(missing) is None or len(line.text.split()) < PAIR:
        return None
    for usage in line.usages:
        answer = match(usage, line.text)
        if isinstance(answer, Mismatch) and (
            answer.reason == "wrong-command" or lacks_option(usage, line.text)
        ):
            continue
        if not isinstance(answer, Mismatch) or answer.reason != "missing-required":
            return None
        if WHOLE_OPTION.fullmatch(answer.message.removesuffix(" is missing")) is None:
            return None
    return _longer(line.text, missing) or Judged("rejected-example", 0, len(line.text), line.mismatch.message)


def _longer(text: str, missing: str) -> Judged | None:
    """An option of a line that begins with the one that is missing, and goes on."""
    sign, name = missing[0], re.split(r"[:=\s<{]", missing[1:], maxsplit=1)[0]
    match = re.search(rf"(?<!\S){sign}(?P<name>{re.escape(name)})[\w-]+(?=[:=]|\s|$)", text, re.IGNORECASE)
    if match is None or len(name) < LONG:
        return None
    return Judged("rejected-example", *match.span(), f"{missing} is missing", f"{sign}{match.group('name')}")


def missing_option(line: Line, lexicon: Lexicon) -> Judged | None:
    """The program of a line that has something else wrong and lacks an option that every usage demands."""
    from ....grammar import Mismatch, match  # noqa: PLC0415 - likewise

    if not line.sound or open_choice(lexicon.text) or line.mismatch.reason != "unknown-option":
        return None
    given = [re.split("[:=]", word[1:].lower())[0] for word in line.text.split() if word[:1] in DASHES]
    if not any(name in lexicon.options for name in given):
        # It may be another command altogether.
        return None
    own = [
        usage
        for usage in line.usages
        if not isinstance(answer := match(usage, line.text), Mismatch) or answer.reason != "wrong-command"
    ]
    if not own or not all(lacks_option(usage, line.text) for usage in own):
        return None
    why = "an option that the syntax demands is missing"
    return Judged("rejected-example", 0, len(line.text.split(maxsplit=1)[0]), why)


def _no_such_value(line: Line) -> Judged | None:
    """A value that is none of those which the syntax lists, or has one of two parts."""
    start, end, word = _word(line)
    listed = VALUES.search(line.mismatch.message) or ACCOUNT.search(line.mismatch.message)
    if listed is None or not word.isalnum():
        return None
    return Judged("rejected-example", start, end, line.mismatch.message, line.mismatch.nearest or "")


def wraps(text: str, at: int, lexicon: Lexicon) -> bool:
    """Whether the option belongs to another command of the family that stands on the same line."""
    words = text.split()
    verbs = [word.lower() for word in words[1:] if word[:1] in "/-"]
    own = [verb for verb in verbs if verb.lstrip("/-").split(":")[0] in lexicon.options]
    if len(lexicon.options) == 1 and own and own[0] == verbs[0]:
        return True
    first = text.split(maxsplit=1)[0]
    if at != text.find(words[1], len(first)) or len(words) <= PAIR:
        return False
    return bool(own) and words[PAIR][:1] not in "/-"


@lru_cache(maxsize=2048)
def open_choice(text: str) -> bool:
    """Whether a bar stands outside all brackets, so that nobody can say how far its alternatives reach."""
    depth = 0
    for at, sign in enumerate(text):
        if sign in "[{(":
            depth += 1
        elif sign in "]})":
            depth = max(0, depth - 1)
        elif sign == "|" and depth == 0 and text.rfind("<", 0, at) <= text.rfind(">", 0, at):
            return True
    return False
