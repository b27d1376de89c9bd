"""Words that pages have and no syntax declares: names of Windows and PowerShell, endings of files, headings.

Each data file is read when it is first asked for. What is asked of the words is a matter of those who ask.
"""

from __future__ import annotations

from functools import cache
from typing import Annotated, Literal

from msgspec import Meta, Struct

from .reading import DATA, read

Section = Literal["syntax", "parameters", "examples", "remarks", "references", "usage"]
Word = Annotated[str, Meta(pattern=r"^\S+$")]
LowWord = Annotated[str, Meta(pattern=r"^[^\sA-Z]+$")]
LowWords = Annotated[str, Meta(pattern=r"^[^\sA-Z]+( [^\sA-Z]+)*$")]
Key = Annotated[str, Meta(pattern=r"^\S+( \S+)*$")]
Extension = Annotated[str, Meta(pattern=r"^[a-z0-9]+$")]


class CommandNames(Struct, frozen=True, forbid_unknown_fields=True):
    """`command_names.toml`: names of Windows commands, in lower case.

    Attributes:
        names: words that are a command and nothing else.
        words: commands that are English words, too.
        phrases: commands with their subcommands, words with single blanks between them.

    """

    names: frozenset[LowWord]
    words: frozenset[LowWord]
    phrases: frozenset[Annotated[str, Meta(pattern=r"^[^\sA-Z]+( [^\sA-Z]+)+$")]]


class FileExtensions(Struct, frozen=True, forbid_unknown_fields=True):
    """`file_extensions.toml`: endings of the names of files, without the stop, by what such a file is.

    Attributes:
        programs: programs and consoles, which are called without it and have one name in every language.
        scripts: scripts, which are called without it.
        modules: what programs load, which has one name in every language.
        sources: what programs are built from.
        others: everything else.
        ambiguous: those of the above that end something else, too.

    """

    programs: tuple[Extension, ...]
    scripts: tuple[Extension, ...]
    modules: tuple[Extension, ...]
    sources: tuple[Extension, ...]
    others: tuple[Extension, ...]
    ambiguous: tuple[Extension, ...]

    @property
    def optional(self) -> tuple[str, ...]:
        """Those that a command may be called without."""
        return (*self.programs, *self.scripts)

    @property
    def built(self) -> tuple[str, ...]:
        """Those of what programs are built from and of what they are built into."""
        return (*self.programs, *self.modules, *self.sources)

    @property
    def shown(self) -> tuple[str, ...]:
        """Those by which running text shows the name of a file."""
        every = (*self.programs, *self.scripts, *self.modules, *self.sources, *self.others)
        return tuple(each for each in every if each not in self.ambiguous)


class Headings(Struct, frozen=True, forbid_unknown_fields=True):
    """`headings.toml`: what a section holds, by its heading.

    Attributes:
        slugs: for each kind of section the English slugs of anchors, which every language keeps.
        words: for each kind the words of headings without an anchor, in any language.

    """

    slugs: dict[Section, tuple[LowWord, ...]]
    words: dict[Section, tuple[LowWords, ...]]


class PowerShellNames(Struct, frozen=True, forbid_unknown_fields=True):
    """`powershell.toml`: what PowerShell and its help are made of, beside the common parameters.

    Attributes:
        namespaces: namespaces of the types that cmdlets take and give.
        metadata: the keys of what the help says of a parameter, in their order.
        optional_metadata: those of them that it says only of some.
        short_types: types by the short names that PowerShell has for them, both in lower case.

    """

    namespaces: frozenset[Annotated[str, Meta(pattern=r"^\w+(\.\w+){2,}$")]]
    metadata: tuple[Key, ...]
    optional_metadata: frozenset[Key]
    short_types: dict[LowWord, LowWord]


class Locales(Struct, frozen=True, forbid_unknown_fields=True):
    """`locales.toml`: tags of locales, in lower case.

    Attributes:
        published: those that pages are published in.

    """

    published: frozenset[Annotated[str, Meta(pattern=r"^[a-z]{2,3}(-[a-z]{4})?(-[a-z]{2})?$")]]


class Keyboard(Struct, frozen=True, forbid_unknown_fields=True):
    """Keys of the keyboard, in lower case.

    Attributes:
        keys: those that every language has its own name for.
        modifiers: those that are held while another is pressed.

    """

    keys: frozenset[LowWord]
    modifiers: tuple[LowWord, ...]


class StartUp(Struct, frozen=True, forbid_unknown_fields=True):
    """The file that old systems start by, in lower case.

    Attributes:
        file: its name.
        command: the command for it.
        sections: the names of its sections.

    """

    file: Annotated[str, Meta(pattern=r"^[a-z]+\.[a-z]+$")]
    command: LowWord
    sections: frozenset[LowWords]


class WindowsNames(Struct, frozen=True, forbid_unknown_fields=True):
    """`windows.toml`: names that belong to Windows itself and to no command.

    Attributes:
        registry_keys: keys that registry paths are made of on every system.
        directions: what the signature of a COM method says of a parameter, in lower case.
        keyboard: keys of the keyboard.
        start_up: the file that old systems start by.

    """

    registry_keys: frozenset[Word]
    directions: frozenset[LowWord]
    keyboard: Keyboard
    start_up: StartUp


class Metavariables(Struct, frozen=True, forbid_unknown_fields=True):
    """What a syntax calls that which is to be put in, in lower case.

    Attributes:
        generic: words for whatever options or words the page goes on to list.
        values: words for the value of an option or for one of its alternatives.

    """

    generic: frozenset[LowWord]
    values: frozenset[LowWord]


class Addresses(Struct, frozen=True, forbid_unknown_fields=True):
    """What addresses of pages have beside the words of a command, in lower case.

    Attributes:
        subcommands: beginnings of those of pages about one subcommand.
        topics: words of those of pages that are about something else.
        joining: words that only join the others.

    """

    subcommands: tuple[LowWord, ...]
    topics: frozenset[LowWord]
    joining: frozenset[LowWord]


class RangeWords(Struct, frozen=True, forbid_unknown_fields=True):
    """`range_words.toml`: the words of sentences that say which numbers an option takes, in lower case.

    Attributes:
        spaced: those of languages with blanks between words.
        unspaced: those of languages without.

    """

    spaced: tuple[LowWord, ...]
    unspaced: tuple[LowWord, ...]


class Wording(Struct, frozen=True, forbid_unknown_fields=True):
    """`wording.toml`: words that pages have beside the names of a command and its options, in lower case.

    Attributes:
        alternatives: two words that English joins with a slash.
        html_elements: names of HTML elements.
        metavariables: what a syntax calls that which is to be put in.
        addresses: what addresses of pages have beside the words of a command.

    """

    alternatives: frozenset[Annotated[str, Meta(pattern=r"^[a-z]+/[a-z]+$")]]
    html_elements: frozenset[LowWord]
    metavariables: Metavariables
    addresses: Addresses


@cache
def command_names() -> CommandNames:
    """Names of Windows commands."""
    return read(DATA / "command_names.toml", CommandNames)


@cache
def file_extensions() -> FileExtensions:
    """Endings of the names of files."""
    return read(DATA / "file_extensions.toml", FileExtensions)


@cache
def section_headings() -> Headings:
    """What a section holds, by its heading."""
    return read(DATA / "headings.toml", Headings)


@cache
def locales() -> Locales:
    """Tags of locales."""
    return read(DATA / "locales.toml", Locales)


@cache
def powershell_names() -> PowerShellNames:
    """What PowerShell and its help are made of."""
    return read(DATA / "powershell.toml", PowerShellNames)


@cache
def range_words() -> RangeWords:
    """The words of sentences that state a range of numbers."""
    return read(DATA / "range_words.toml", RangeWords)


@cache
def windows_names() -> WindowsNames:
    """Names that belong to Windows itself."""
    return read(DATA / "windows.toml", WindowsNames)


@cache
def wording() -> Wording:
    """Words that pages have beside names."""
    return read(DATA / "wording.toml", Wording)
