"""The title of a page against its anchor, which keeps the English words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .finding import Found, found_at
from .lexicon import Lexicon
from .page import Page, is_translated
from .plain import plain

COMMAND = re.compile(r"[^\W_][\w.-]*(?: [^\W_][\w.-]*)*")
NUMBER = re.compile(r"[-_]\d+$")
ENOUGH = 3
WHOLE = re.compile(r"[\w./-]+")
NOISE = re.compile(r"[^\w]+|_")


def check_title(page: Page, lexicon: Lexicon) -> Iterator[Found]:
    """A title whose English original is the command's name has to show that name.

    Args:
        page: the page.
        lexicon: what its syntax names.

    """
    yield from _sections(page)
    heading = next((each for each in page.headings if each.level == 1), None)
    if heading is None or not heading.slug or not lexicon.text:
        return
    slug = NUMBER.sub("", heading.slug)
    if not _is_command(slug, lexicon):
        return
    shown = plain(heading.text).text
    seen = NOISE.sub("", shown.lower())
    missing = [word for word in re.split(r"[-_]+", slug) if word and NOISE.sub("", word) not in seen]
    if missing:
        start = heading.column - 1
        names = ", ".join(f"`{word}`" for word in missing)
        yield found_at(
            page,
            heading.line,
            start,
            start + len(heading.text),
            "translated-command",
            f"{names} of its anchor `{heading.slug}` is missing",
            suggestion=_command(slug, lexicon),
        )


def _sections(page: Page) -> Iterator[Found]:
    """Sections that each describe one command: a heading has to name the command of the syntax in it."""
    if sum(fence.role == "syntax" for fence in page.fences) < ENOUGH:
        return
    firsts: dict[int, str] = {}
    for fence in page.fences:
        words = fence.text.split()
        if words and fence.role == "syntax" and words[0].isascii() and words[0][0].isalpha():
            firsts.setdefault(fence.section, words[0].lower())
    pairs = [
        (heading, firsts[index + 1])
        for index, heading in enumerate(page.headings[:-1])
        if heading.level > 1
        and heading.role == "other"
        and page.headings[index + 1].level > heading.level
        and index + 1 in firsts
    ]
    named = [heading for heading, word in pairs if heading.text.lower().startswith(word)]
    # Where most sections show the same command, their headings are sentences about it.
    if len(named) < ENOUGH or len({word for _, word in pairs}) * 2 < len(pairs):
        return
    for heading, word in pairs:
        if word not in heading.text.lower() and is_translated(page):
            start = heading.column - 1
            why = f"its syntax begins with `{word}`"
            yield found_at(
                page,
                heading.line,
                start,
                start + len(heading.text),
                "translated-command",
                why,
                suggestion=word,
            )


def _is_command(slug: str, lexicon: Lexicon) -> bool:
    """Whether the anchor spells the beginning of a syntax line, perhaps behind the name of its shell."""
    wanted = NOISE.sub("", slug)
    for line in lexicon.lines:
        match = COMMAND.match(line)
        if match is None:
            continue
        literal = NOISE.sub("", match.group())
        spelled = NOISE.sub("", line)
        if spelled.startswith(wanted) or (literal and len(literal) > 1 and wanted.endswith(literal)):
            return True
    return False


def _command(slug: str, lexicon: Lexicon) -> str | None:
    """The words of the syntax that the anchor spells."""
    wanted = NOISE.sub("", slug)
    for line in lexicon.lines:
        words = line.split()
        for count in range(1, len(words) + 1):
            if not WHOLE.fullmatch(words[count - 1]):
                break
            if NOISE.sub("", "".join(words[:count])) == wanted:
                return " ".join(words[:count])
    return None
