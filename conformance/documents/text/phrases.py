"""Commands of several words in words of the page's language that have no letter beyond ASCII."""

from __future__ import annotations

from collections.abc import Iterator

from ..findings.damage import Damage
from ..pages.names import is_command, meant, subcommands_of
from ..pages.written import Written

LEAST_WORDS = 3
# A shorter name may be an English word too.
LONG_NAME = 5


def reworded(text: str, written: Written) -> Iterator[Damage]:
    """An emphasised command whose second word is nearly a subcommand, or none in three words and more.

    Args:
        text: what is emphasised, of more words than one.
        written: what the page writes elsewhere.

    """
    wanted = meant(text.strip())
    if wanted is not None:
        if text.strip().lower() not in written.lexicon.text:
            why = f"the command is `{wanted}`"
            yield Damage(0, len(text), "translated-command", why, ((0, len(text), wanted),))
        return
    words = text.split()
    if len(words) < LEAST_WORDS or len(words[0]) < LONG_NAME or not all(map(str.isalpha, words)):
        return
    lead, second = words[0].lower(), words[1].lower()
    known = subcommands_of(lead)
    if (
        known
        and second not in known
        and is_command(lead)
        and not written.lexicon.names(second)
        and second not in written.fences
    ):
        why = f"`{words[1]}` is no subcommand of `{lead}`"
        yield Damage(0, len(text.rstrip()), "translated-command", why)
