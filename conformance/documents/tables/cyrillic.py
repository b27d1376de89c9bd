"""Which options a name in Cyrillic letters may stand for: by how its letters sound, or by how they look."""

from __future__ import annotations

import re

from ..pages.lexicon import Lexicon, Term

CYRILLIC = re.compile(r"[\u0400-\u04ff]")
# The Latin letter that a Cyrillic one is written with where a name is put into other letters.
ROMANISED = str.maketrans(
    "\u0430\u0431\u0432\u0433\u0434\u0435\u0437\u0438\u0439\u043a\u043b\u043c\u043d\u043e\u043f\u0440\u0441\u0442\u0443\u0444\u0445\u0446\u0447\u0448\u044b\u044d\u044e\u044f\u0436\u0449\u044c\u044a\u0451",
    "abvgdeziiklmnoprstufhccsyeuazs''e",
)
# In one letter case at least.
LOOKS = str.maketrans(
    "\u0430\u0432\u0435\u0451\u043a\u043c\u043d\u043e\u0440\u0441\u0442\u0443\u0445\u0455\u0456\u0458",
    "abeekmhopctyxsij",
)
VAGUE = re.compile("[aeiouhjwycx]")


def readings(name: str, lexicon: Lexicon) -> tuple[Term, ...]:
    """The options that a name in Cyrillic letters spells, each once; nearly, where none does exactly.

    Args:
        name: an option's name, without its sign.
        lexicon: what the page's syntaxes name.

    """
    low = name.lower()
    latin = re.sub(r"[^a-z]", "", low.translate(ROMANISED))
    spelt = {latin, low.translate(LOOKS)}
    found = [term for option, term in lexicon.options.items() if option in spelt]
    skeleton = VAGUE.sub("", latin)
    if not found and len(skeleton) > 1:
        found = [term for option, term in lexicon.options.items() if VAGUE.sub("", option) == skeleton]
    return tuple({term.order: term for term in found}.values())
