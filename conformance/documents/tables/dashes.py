"""An option that has a dash for its sign, wherever it stands."""

from __future__ import annotations

from ..findings.damage import Damage
from ..pages.lexicon import Lexicon

WHY = "an option begins with a hyphen"


def dash_damage(  # noqa: PLR0917 - the span, the sign in it, and what is known
    start: int, end: int, sign: tuple[int, int], name: str, lexicon: Lexicon, why: str = WHY
) -> Damage:
    """The damage of an option with a dash: certain where that was a hyphen once, or two of them.

    Args:
        start: offset of the option.
        end: offset after it.
        sign: the offsets of its dash, with the blank behind it if there is one.
        name: its name, without a sign.
        lexicon: what the page's syntaxes name.
        why: what says so where the syntax has it with a hyphen or has it not.

    """
    meant = lexicon.sign_of(name)
    if meant != "-":
        why = f"the syntax has `{meant}{name}`"
    # Who has typed a hyphen for a slash may know that the program takes both.
    return Damage(start, end, "dash-for-hyphen", why, ((*sign, meant),), certain=meant != "/")
