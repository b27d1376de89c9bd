"""The title of a page about a method, an interface or the like against the names in its front matter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..findings.finding import Found, found_at
from ..pages.page import Heading, Page

# The name in an identifier such as `NF:frob.IFrob.Close(int)`, behind its kind and its header.
UID = re.compile(r"['\"]?[A-Z]{2}[:.][^.]+\.(?P<name>[^('\"-]+)")
KEY = re.compile(r"api_?name:(?P<names>.*)")
ITEM = re.compile(r"\s*-\s+(?P<name>.*)")
END = "---"
SIGNS = " \t'\""
WORDS = re.compile(r"\w+")
# A method behind its interface, and what stands between them.
QUALIFIED = re.compile(r"(?<![\w\\])\w(?:\w|\\_)*+(?P<between>\s*+(?:::|\uff1a\uff1a)\s*+)~?(?:\w|\\_)++")
BETWEEN = "::"
# The method that the anchor of a title names.
ANCHORED = re.compile(r"(?P<name>[a-z]\w*)-method(?:-|\Z)")


def api_names(page: Page) -> list[str]:
    """What a page is about: the name in its identifier, then those that its front matter lists."""
    uid = UID.match(page.front.get("UID", ""))
    names = [uid.group("name")] if uid is not None else []
    listed = False
    for line in page.lines[1:]:
        key, item = KEY.match(line), ITEM.match(line)
        if line.startswith(END):
            break
        if key is not None:
            names += key.group("names").strip("[] ").split(",")
        elif listed and item is not None:
            names.append(item.group("name"))
        listed = key is not None or (listed and item is not None)
    return list(filter(None, (name.strip(SIGNS) for name in names)))


def check_api_title(page: Page) -> Iterator[Found]:
    """A title that has none of the names that its page is about, or other signs between the parts of one.

    On pages without an identifier the anchor tells the name.

    Args:
        page: a translated page.

    """
    title = page.title
    if title is None or not title.text.strip():
        return
    shown = frozenset(_words(title.text) + _words(title.text.replace(BETWEEN, "")))
    names = api_names(page) if "UID" in page.front else []
    anchored = ANCHORED.match(title.slug)
    if any(shown.issuperset(_words(name)) for name in names):
        yield from _between(page, title, names)
    elif names:
        yield _other(page, title, names)
    elif anchored is not None and anchored.group("name") not in shown:
        why = f"the anchor names `{anchored.group('name')}`"
        yield _whole(page, title, why)


def _words(text: str) -> list[str]:
    return WORDS.findall(text.replace("\\", "").lower())


def _between(page: Page, title: Heading, names: list[str]) -> Iterator[Found]:
    """Signs between an interface and its method that are not the two colons alone."""
    start = title.column - 1
    known = [_words(name) for name in names]
    for match in QUALIFIED.finditer(title.text):
        between = match.group("between")
        if between == BETWEEN or _words(match.group()) not in known:
            continue
        first, end = (start + at for at in match.span())
        edit = (start + match.start("between"), start + match.end("between"), BETWEEN)
        damage = "inserted-space" if BETWEEN in between else "fullwidth-punctuation"
        why = f"`{BETWEEN}` alone stands before a method"
        yield found_at(page, title.line, first, end, damage, why, edits=(edit,), certain=True)


def _other(page: Page, title: Heading, names: list[str]) -> Found:
    """A title with another name; the one behind an interface is known to be the first that the page has."""
    parts = [part for part in names[0].split(".") if part]
    name = BETWEEN.join(parts[-2:])
    why = f"the page is about `{name}`"
    places = list(QUALIFIED.finditer(title.text))
    if len(places) != 1 or BETWEEN not in name:
        return _whole(page, title, why)
    start, end = (title.column - 1 + at for at in places[0].span())
    wanted = name.replace("_", "\\_") if "\\_" in title.text else name
    edit = (start, end, wanted)
    return found_at(page, title.line, start, end, "translated-command", why, edits=(edit,), certain=True)


def _whole(page: Page, title: Heading, why: str) -> Found:
    return found_at(page, title.line, *title.span, "translated-command", why)
