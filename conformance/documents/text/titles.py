"""The title of a page against its anchor, which keeps the English words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from ..findings.finding import Found, found_at
from ..pages.fullwidth import BETWEEN_LETTERS, FULLWIDTH
from ..pages.lexicon import Lexicon
from ..pages.page import Heading, Page, is_translated
from ..pages.plain import plain
from ..tables.options import foreign
from .anchors import AND, NOISE, turned, whole
from .bare_titles import bare_title

COMMAND = re.compile(r"[^\W_][\w.-]*(?: [^\W_][\w.-]*)*")
# The anchor of a title that says what a subcommand is used for.
USING = re.compile(r"^using-the-(.+)-(?:sub)?command$")
NUMBER = re.compile(r"[-_]\d+$")
ENOUGH = 3
LONG = 5
SHORT = 3
WHOLE = re.compile(r"[\w./-]+")
OPTIONAL_LETTERS = re.compile(r"(?<=[a-z])\[([a-z]+)\]")
SHORT_TITLE = (2, 3)
WIDE_SIGN = re.compile(rf"(?<=[A-Za-z0-9])(?P<gap>\s*[{BETWEEN_LETTERS}]\s*)(?=[A-Za-z0-9])")
WIDE = re.compile(f"[{BETWEEN_LETTERS}]")
GLUED_WORDS = re.compile(
    r"(?<![\w/\\.])(?P<first>[A-Za-z][\w-]*)(?P<slash>/)(?P<second>[A-Za-z][\w-]*)(?![\w/\\])"
)
GLUED_OPTION = re.compile(r"(?<![\w/\\.])[^\W\d_]+(?P<slash>/)(?P<option>[A-Za-z?]+)(?![\w/\\])")
OPTION_NAME = re.compile(r"(?<=\s)/([a-z][\w-]*)")
GLOSS = re.compile(r"(?P<title>[^()\uff08\uff09]++)[(\uff08](?P<gloss>[^()\uff08\uff09]++)[)\uff09]")
PLAIN_WORD = re.compile(r"[a-z][a-z0-9-]+")

WITH_OPTION = re.compile(r"(?P<name>[A-Za-z][\w-]*)[ \u00a0]?/[ \u00a0]?(?P<option>[^\W\d_]+)")


def check_title(page: Page, lexicon: Lexicon) -> Iterator[Found]:
    """A title whose English original is the command's name has to show that name.

    Args:
        page: the page.
        lexicon: what its syntax names.

    """
    yield from _sections(page)
    translated = is_translated(page)
    if translated:
        yield from _signs(page, lexicon)
        yield from _options(page, lexicon)
    heading = page.title
    if heading is None or not heading.slug:
        return
    slug = USING.sub(r"\1", NUMBER.sub("", heading.slug).removeprefix("subcommand-"))
    if not lexicon.text:
        if translated:
            yield from bare_title(page, heading, slug)
        return
    shown = plain(heading.text).text
    if _is_command(slug, lexicon):
        missing = _missing(slug, shown, translated=translated)
    elif translated and _is_explained(slug, shown, lexicon):
        missing = _missing(re.split(r"[-_]+", slug)[0], shown, translated=True)
    elif translated and _is_joined(slug, lexicon):
        missing = _missing(slug, shown, translated=True)
    else:
        return
    why = f"its anchor is `{heading.slug}`"
    if missing:
        names = ", ".join(f"`{word}`" for word in missing)
        why = f"{names} of its anchor `{heading.slug}` is missing"
    elif not translated or not (
        _gloss(shown, slug) is not None or turned(slug, shown) or _has_stray_word(slug, shown)
    ):
        return
    yield found_at(
        page,
        heading.line,
        *heading.span,
        "translated-command",
        why,
        suggestion=_command(slug, lexicon),
    )


def _missing(slug: str, shown: str, *, translated: bool) -> list[str]:
    """The words of an anchor that a title does not show; in a translation they have to be whole words."""
    words = [word for word in re.split(r"[-_]+", slug) if word]
    low = shown.lower()
    if not translated:
        seen = NOISE.sub("", low)
        return [word for word in words if NOISE.sub("", word) not in seen]
    if whole("".join(words), low):
        return []
    return [
        word for word in words if word not in AND and not whole(word, low) and not _initial(word, words, low)
    ]


def _initial(word: str, words: list[str], text: str) -> bool:
    """Whether a word stands glued to its neighbour in the anchor."""
    at = words.index(word)
    pairs = [words[at - 1] + word if at else "", word + words[at + 1] if at + 1 < len(words) else ""]
    return any(pair and whole(pair, text) for pair in pairs)


def _gloss(shown: str, slug: str) -> re.Match[str] | None:
    """A translation in parentheses behind a title that is all of the command."""
    match = GLOSS.fullmatch(shown.strip())
    if match is None or NOISE.sub("", match.group("title").lower()) != NOISE.sub("", slug):
        return None
    return match if foreign(match.group("gloss")) else None


def _has_stray_word(slug: str, shown: str) -> bool:
    """Whether a short word stands before what is all of the command."""
    word, _, rest = shown.strip().partition(" ")
    return word.islower() and len(word) <= SHORT and NOISE.sub("", rest.lower()) == NOISE.sub("", slug)


def _is_explained(slug: str, shown: str, lexicon: Lexicon) -> bool:
    """Whether a title is a command with an explanation in parentheses, like the anchor without these."""
    first, _, rest = slug.partition("-")
    begins = any(line == first or line.startswith(f"{first} ") for line in lexicon.lines)
    return bool(rest) and begins and GLOSS.fullmatch(shown.strip()) is not None


def _is_joined(slug: str, lexicon: Lexicon) -> bool:
    """Whether every word of an anchor of several words, `and` aside, is one of the syntax."""
    words = [word for word in re.split(r"[-_]+", slug) if word and word not in AND]
    if len(words) < SHORT_TITLE[0]:
        return False
    if slug in lexicon.options:
        return True
    first = re.split(r"[\s\[<]", lexicon.text, maxsplit=1)[0]
    named = {NOISE.sub("", name) for name in (*lexicon.every, first)}
    if "and" in re.split(r"[-_]+", slug):
        return words[-1] in named and (words[0] in named or words[0] in lexicon.options)
    command = next((name for line in lexicon.lines for name in OPTION_NAME.findall(line)[:1]), "")
    whole = NOISE.sub("", slug)
    spelled = NOISE.sub("", command)
    # What follows the command may have swallowed its last letter.
    cut = len(words[-1]) >= LONG and spelled.startswith(whole[:-1])
    return all(word in named for word in words) or whole in {spelled, NOISE.sub("", first) + spelled} or cut


def _signs(page: Page, lexicon: Lexicon) -> Iterator[Found]:
    """Signs inside the tokens of a heading: full-width ones, and a slash that has lost its blank."""
    for heading in page.headings:
        text = heading.text
        if not text.isascii() and "](" not in text and WIDE.search(text) is not None:
            yield from _wide_signs(page, heading)
        if "/" not in text:
            continue
        for match in GLUED_WORDS.finditer(text):
            words = f"{match.group('first')}-{match.group('second')}".lower()
            if (
                heading.level == 1
                and words in heading.slug
                and match.group("second").lower() in lexicon.every
            ):
                yield _lost(page, heading, match, own=_has(lexicon, match.group("second")))
                break
        else:
            for match in GLUED_OPTION.finditer(text):
                option = match.group("option").lower()
                typed = len(option) > 1 and f" /{option}" in page.typed
                if heading.level > 1 and (typed or _has(lexicon, option)):
                    yield _lost(page, heading, match, own=True)


def _has(lexicon: Lexicon, option: str) -> bool:
    """Whether the syntax has an option of that name with a slash."""
    term = lexicon.options.get(option.lower())
    return term is not None and term.prefix == "/"


def _wide_signs(page: Page, heading: Heading) -> Iterator[Found]:
    """Full-width signs between words of ASCII letters, each with the sign that belongs there."""
    text, base = heading.text, heading.column - 1
    for match in WIDE_SIGN.finditer(text):
        ahead = re.search(r"[\x21-\x7e]*$", text[: match.start()])
        behind = re.match(r"[\x21-\x7e]*", text[match.end() :])
        start = ahead.start() if ahead else match.start()
        end = match.end() + (behind.end() if behind else 0)
        if heading.level > 1 and "\uff1a" not in match.group():
            continue
        sign = FULLWIDTH[match.group().strip()]
        # Where the anchor joins the words, there is no blank between them.
        if sign in ":," and NOISE.sub("", text[start:end].lower()) not in heading.slug:
            sign += " "
        yield found_at(
            page,
            heading.line,
            base + start,
            base + end,
            "fullwidth-punctuation",
            "a full-width sign stands between words of ASCII letters",
            edits=((base + match.start(), base + match.end(), sign),),
            certain=True,
        )


def _lost(page: Page, heading: Heading, match: re.Match[str], *, own: bool) -> Found:
    """Two words that a slash joins: it belongs to the second as its `own` sign, or to none."""
    base = heading.column - 1
    at = base + match.start("slash")
    return found_at(
        page,
        heading.line,
        base + match.start(),
        base + match.end(),
        "lost-space",
        "a blank is missing before the slash" if own else "a slash stands for the blank",
        edits=((at, at if own else at + 1, " "),),
        certain=True,
    )


def _options(page: Page, lexicon: Lexicon) -> Iterator[Found]:
    """Headings of sections that are a command with an option in the page's language."""
    for heading in page.headings:
        match = WITH_OPTION.fullmatch(heading.text) if "/" in heading.text else None
        if match is None or not foreign(match.group("option")):
            continue
        name = match.group("name")
        if not any(line.startswith(f"{name.lower()} ") for line in lexicon.lines):
            continue
        option = heading.slug.removeprefix(f"{name.lower()}-")
        known = option.isalpha() and option != heading.slug
        yield found_at(
            page,
            heading.line,
            *heading.span,
            "translated-option",
            f"its anchor is `{heading.slug}`" if heading.slug else "no option has letters beyond ASCII",
            suggestion=f"{name} /{option}" if known else None,
        )


def _sections(page: Page) -> Iterator[Found]:
    """Sections that each describe one command: a heading has to name the command of the syntax in it."""
    if is_translated(page):
        yield from _subcommands(page)
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
            why = f"its syntax begins with `{word}`"
            yield found_at(page, heading.line, *heading.span, "translated-command", why, suggestion=word)


def _subcommands(page: Page) -> Iterator[Found]:
    """Headings of two words, the page's command and a translated subcommand, above the syntax of that."""
    seen: set[int] = set()
    for fence in page.fences:
        words = fence.text.split(maxsplit=2)[:2]
        if fence.role != "syntax" or len(words) < SHORT_TITLE[0] or not PLAIN_WORD.fullmatch(words[1]):
            continue
        # The syntax may have a heading of its own below the one of the subcommand.
        for heading in page.headings[max(0, fence.section - 1) : fence.section + 1]:
            shown = heading.text.split()
            if (
                heading.level > 1
                and heading.line not in seen
                and len(shown) == SHORT_TITLE[0]
                and shown[0].lower() == words[0].lower()
                and not whole(words[1].lower(), heading.text.lower())
            ):
                seen.add(heading.line)
                why = f"its syntax begins with `{words[0]} {words[1]}`"
                text = " ".join(words)
                yield found_at(page, heading.line, *heading.span, "translated-command", why, suggestion=text)


def _is_command(slug: str, lexicon: Lexicon) -> bool:
    """Whether the anchor spells the beginning of a syntax line, perhaps behind the name of its shell."""
    wanted = NOISE.sub("", slug)
    if "--" in slug:
        # Two commands with one title: `name first | second`.
        first, *others = [word for word in re.split(r"[-_]+", slug) if word]
        if len(others) > 1 and all(
            any(line.startswith(f"{first} {word}") for line in lexicon.lines) for word in others
        ):
            return True
    for line in chain(
        lexicon.lines,
        (OPTIONAL_LETTERS.sub(r"\1", line) for line in lexicon.lines if "[" in line),
    ):
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
