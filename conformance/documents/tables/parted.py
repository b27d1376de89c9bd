"""Options right before a value that stands alone in code: translation took the blank or sign between them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..findings.finding import Found, found_at
from ..pages.lexicon import Lexicon, squeeze
from ..pages.page import Page, is_translated

PARTED = re.compile(r"\[?(?:-\[-\]|[-/])\w+`<[^`\n]+`")


def check_parted(page: Page, lexicon: Lexicon) -> Iterator[Found]:
    """First cells of a translation whose option and value have nothing between them, unlike in the syntax.

    Args:
        page: the page.
        lexicon: what its syntax names.

    """
    if not is_translated(page):
        return
    for cell in page.declarations:
        match = PARTED.match(cell.raw)
        if match is not None and squeeze(match.group().replace("`", "")).lstrip("[") not in lexicon.text:
            start = cell.column - 1
            why = "nothing stands between the option and its value"
            yield found_at(page, cell.line, start, start + match.end(), "lost-space", why)
