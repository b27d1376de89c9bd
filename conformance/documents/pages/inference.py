"""What sections hold whose headings have no anchor and words that are not known, by what stands in them.

A page in a language whose words are not known is read like any other: the first block of code that begins
with the command and has the signs of a syntax is one, a table of what it names declares parameters, and
blocks that begin with the command and have no such sign are examples.
"""

from __future__ import annotations

from .page import Fence, Heading, Page, Role

NOTATION = frozenset("[]<>{}|")
# What may stand around a first cell.
AROUND = "`*\\ [<"
SIGNS = "-/"


def roles_by_content(page: Page) -> dict[int, Role]:
    """The roles of headings without an anchor that nothing else tells, by their lines.

    Args:
        page: a page that is no help of a cmdlet, read by the anchors and words of its headings.

    """
    open_headings = {
        at: heading
        for at, heading in enumerate(page.headings)
        if heading.level > 1 and not heading.slug and heading.role == "other"
    }
    title = page.title
    if not open_headings or title is None or not title.text.strip("`* "):
        return {}
    command = title.text.strip("`* ").lower().split()[0]
    known = {heading.role for heading in page.headings}
    found: dict[int, Role] = {}
    for fence in page.fences:
        heading = open_headings.get(fence.section)
        if heading is None or not _begins(fence, command):
            continue
        notation = not NOTATION.isdisjoint(fence.text)
        if "syntax" not in known:
            if not notation:
                return {}
            found[heading.line] = "syntax"
            known.add("syntax")
        elif "examples" not in known and not notation:
            found.setdefault(heading.line, "examples")
    return found if "parameters" in known else _declaring(page, open_headings, found)


def _begins(fence: Fence, command: str) -> bool:
    """Whether a block of code begins with the command."""
    first = next((line.split() for line in fence.lines if line.strip()), [""])
    return first[0].lower() == command


def _declaring(page: Page, open_headings: dict[int, Heading], found: dict[int, Role]) -> dict[int, Role]:
    """The roles with those of headings over tables most of whose rows name an option or what a syntax has."""
    lines = {heading.line for heading in page.headings if heading.role == "syntax"}
    lines |= {line for line, role in found.items() if role == "syntax"}
    syntax = "\n".join(
        fence.text.lower()
        for fence in page.fences
        if fence.section >= 0 and page.headings[fence.section].line in lines
    )
    roles = dict(found)
    for table in page.tables if syntax else ():
        heading = open_headings.get(table.section)
        cells = [row[0].raw.strip(AROUND).lower() for row in table.rows if row and row[0].raw.strip(AROUND)]
        named = sum(cell[0] in SIGNS or cell.split(">")[0] in syntax for cell in cells)
        if heading is not None and 2 * named > len(cells):
            roles.setdefault(heading.line, "parameters")
    return roles
