"""Running text: tokens that are shown as such (bold, italic, code) and what cannot stand anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from ..findings.damage import Damage
from ..findings.finding import Found, found_at, overlapping
from ..pages.names import file_endings, first_words, is_command, is_phrase, last_words, may_be_command
from ..pages.page import Page
from ..pages.spans import spans_of
from ..pages.written import Written
from ..tables.options import foreign
from .emphasis import Emphasised
from .glued import glued_options
from .leftovers import SIGNS, left_over
from .marked import in_marks
from .nearly import near_damage
from .phrases import reworded
from .signs import in_line, in_span, in_text
from .torn import torn

OPTION_BLANK = re.compile(
    r"^[(\s]*(?P<prefix>[-/])(?P<gap>[ \u00a0]+)(?P<name>[A-Za-z][\w-]*|\?)(?=$|[\s:,.)=])"
)
GLUED_COMMAND = re.compile(
    r"(?<![\w/\\.:])(?P<command>[A-Za-z][\w.-]*)(?P<slash>/)(?P<option>\?|[A-Za-z][\w-]*)(?![\w/\\.]|-\d)"
)
ENVIRONMENT = re.compile(r"%[ \u00a0]+(?P<a>[A-Za-z]\w*)[ \u00a0]*%|%(?P<b>[A-Za-z]\w*)[ \u00a0]+%(?!\w)")
PATH_BLANK = re.compile(
    r"(?P<before>(?:(?i:HKEY_\w+|HK(?:LM|CU|CR|U))|[A-Za-z]:|%\w+%|authority|(?<=\\)[\w.$%-]+))"
    r"(?P<gap>[ \u00a0]+\\[ \u00a0]*|\\[ \u00a0]+)(?P<after>[A-Za-z%])"
)
COLON = re.compile(
    r"^\[?(?P<option>[-/][A-Za-z][\w-]*)(?P<gap>[ \u00a0]+[:\uff1a][ \u00a0]*|[:\uff1a][ \u00a0]+|\uff1a)"
    r"(?P<value>[^\s:]+)?$"
)
FOREIGN_OPTION = re.compile(r"^[\[(]?(?P<option>[-/][^\W\d_][^\s/<:\uff1a\[\]{}|=]*)")
# An option in ASCII letters with a word of another script right behind it: the token is whole.
GLUED_SCRIPT = re.compile(r"[-/](?P<name>[\x21-\x7e]+)[^\x00-\u024f]")
FOREIGN_SLASH = re.compile(r"(?P<option>(?:^|(?<=[\s(]))[^\W\d_]+/)(?=$|[\s)])")
FOREIGN_COMMAND = re.compile(r"^(?P<word>[^\W\d_]+)(?P<option>/(?:\?|[A-Za-z][\w-]*))")
BRACKETED = re.compile(
    r"\[?(?P<option>/[A-Za-z][\w-]*)(?P<gap>[ \u00a0]+:[ \u00a0]*|:[ \u00a0]+|\uff1a[ \u00a0]*)"
    r"(?=\\?[<{]|@\s?no__t|\Z)"
)
# A value that is shown as code behind its option ends the text that is not.
CODED_VALUE = re.compile(r"`\\?[<{]")
# What the option takes, with a blank before the bracket that closes behind it.
VALUE = re.compile(r"(?:\\?<[^<>|\n]*>|\{[^{}\n]*\})(?P<gap>[ \u00a0]+)(?=\])")
GLUED_WORD = re.compile(r"(?P<word>[^\W\d_\x00-\u04ff])(?P<option>/[A-Za-z?][A-Za-z0-9_-]*)")
SEPARATORS = ":;,.)\uff1a\uff1b\uff0c\u3001\u3002\uff09"
VERSION = re.compile(r"\d+(?:\.\d+)*")
# A token, or several words, without a sign or a blank that any check of emphasised tokens asks for; two words
# may be a command.
SOUND = re.compile(r"[-/]?[A-Za-z0-9_.]+|[A-Za-z0-9_]+(?: [A-Za-z0-9_]+){2,}|/\?")
VERB_AND_OBJECT = 2


@cache
def _torn_file() -> re.Pattern[str]:
    """The name of a file with a blank beside its stop."""
    return re.compile(
        rf"(?P<stem>[\w*%)\]])(?P<gap>\.[ \u00a0]+|[ \u00a0]+\.)(?:{file_endings()})(?![\w.])", re.IGNORECASE
    )


class Text:
    """One line of running text of a page with what its checks need."""

    def __init__(self, written: Written, *, translated: bool) -> None:
        self.written = written
        self.page = written.page
        self.lexicon = written.lexicon
        self.translated = translated
        self.seen: list[Emphasised] = []
        self.names = written.names
        # Whether a hyphen alone can be damage.
        self.hyphens = translated and written.hyphens

    def command(self, word: str) -> bool:
        """Whether a word is the page's command or another that is nothing else."""
        return word.lower() in self.names or is_command(word)

    def token(self, text: str, *, code: bool) -> Iterable[Damage]:
        """Damage in a token that is shown as such, of whatever form."""
        if not SOUND.fullmatch(text):
            return self.span(text, code=code)
        if " " in text:
            return reworded(text, self.written) if self.translated else ()
        low = text.lower()
        # Most are names that the syntax has.
        if not text.isalpha() or low in self.names or low in self.lexicon.folded:
            return ()
        return near_damage(text, self.written)

    def span(self, text: str, *, code: bool) -> Iterator[Damage]:
        """Damage in a token that is shown as such."""
        if " " in text or "\u00a0" in text:
            yield from self._spaced(text)
        yield from in_span(text, code=code, names=self.names, lexicon=self.lexicon)
        yield from in_marks(text, self.written, code=code, translated=self.translated)
        match = COLON.match(text) if not code and (":" in text or "\uff1a" in text) else None
        if match is not None and not foreign(match.group("value") or ""):
            yield Damage(
                match.start("option"),
                len(text),
                "fullwidth-punctuation" if "\uff1a" in match.group("gap") else "inserted-space",
                "the colon belongs to the option",
                ((*match.span("gap"), ":"),),
                certain=bool(match.group("value")),
            )
        if code:
            return
        for match in GLUED_COMMAND.finditer(text) if "/" in text else ():
            word = match.group("command")
            if self.command(word) or may_be_command(word):
                yield Damage(
                    match.start(),
                    match.end(),
                    "lost-space",
                    f"a blank is missing before `/{match.group('option')}`",
                    ((match.start("slash"), match.start("slash"), " "),),
                    certain=True,
                )
        if self.translated and not text.isascii():
            yield from self._translated(text)
        elif self.translated and " " in text:
            yield from reworded(text, self.written)

    def _spaced(self, text: str) -> Iterator[Damage]:
        """Blanks inside options, file names, variables and paths."""
        match = OPTION_BLANK.match(text)
        if match is not None and (
            match.group("prefix") == "/"
            or match.group("name").lower() in self.lexicon.options
            or match.end() == len(text)
        ):
            edit = (*match.span("gap"), "")
            yield Damage(
                match.start("prefix"),
                match.end("name"),
                "inserted-space",
                "a blank stands behind its sign",
                (edit,),
                certain=True,
            )
        for match in _torn_file().finditer(text) if "." in text else ():
            edit = (*match.span("gap"), ".")
            start = match.start("stem")
            while start > 0 and not text[start - 1].isspace():
                start -= 1
            yield Damage(
                start,
                match.end(),
                "inserted-space",
                "a blank stands inside a file name",
                (edit,),
                certain=True,
            )
        for match in ENVIRONMENT.finditer(text) if "%" in text else ():
            name = match.group("a") or match.group("b")
            yield Damage(
                match.start(),
                match.end(),
                "inserted-space",
                "a blank stands inside the name of a variable",
                ((*match.span(), f"%{name}%"),),
                certain=True,
            )
        for match in PATH_BLANK.finditer(text) if "\\" in text else ():
            yield Damage(
                match.start("before"),
                match.end(),
                "inserted-space",
                "a blank stands inside a path",
                ((*match.span("gap"), "\\"),),
                certain=True,
            )

    def _translated(self, text: str) -> Iterator[Damage]:  # noqa: C901 - one pattern after the other
        match = FOREIGN_OPTION.match(text)
        if match is not None and foreign(match.group("option")) and not self._is_glued(match.group("option")):
            yield Damage(*match.span("option"), "translated-option", "no option has letters beyond ASCII")
            return
        match = FOREIGN_COMMAND.match(text)
        if match is not None and foreign(match.group("word")):
            yield Damage(*match.span(), "translated-command", "no command has letters beyond ASCII")
            return
        for match in FOREIGN_SLASH.finditer(text):
            if foreign(match.group()):
                yield Damage(*match.span("option"), "moved-punctuation", "the slash stands behind the option")
        words = text.split()
        lead: list[str] = []
        for word in words:
            if foreign(word):
                break
            lead.append(word)
        rest = words[len(lead) :]
        if not rest:
            return
        if lead and lead[0][:1] in "-/" and len(lead) == 1:
            term = self.lexicon.options.get(lead[0][1:].lower())
            if (
                term is not None
                and (term.value or term.separator)
                and len(rest) == 1
                and "\u306b" not in rest[0]
                and rest[0][0] not in "(\uff08"
            ):
                start = text.index(rest[0])
                yield Damage(start, start + len(rest[0]), "translated-value", f"a value follows `{lead[0]}`")
            return
        if any(VERSION.fullmatch(word) for word in lead[1:]):
            return
        if lead and (self.command(lead[0]) or lead[0] in first_words()) and self._goes_on(lead):
            start = text.index(lead[0])
            yield Damage(
                start, len(text.rstrip()), "translated-command", f"a word of `{lead[0]}` is translated"
            )
        elif (
            not lead
            and len(words) > 1
            and words[-1].lower() in last_words()
            and len(words) == VERB_AND_OBJECT
            and words[-1].islower()
        ):
            yield Damage(
                0, len(text.rstrip()), "translated-command", f"the word before `{words[-1]}` is translated"
            )

    def _is_glued(self, option: str) -> bool:
        """Whether a whole option has a word of another script right behind it."""
        match = GLUED_SCRIPT.match(option)
        return match is not None and (
            len(match.group("name")) > 1 or match.group("name").lower() in self.lexicon.options
        )

    def _goes_on(self, lead: list[str]) -> bool:
        """Whether the command of these words has a further word to be typed as it stands."""
        if len(lead) == 1 and lead[0] not in self.names and lead[0] in first_words():
            return True
        begun = " ".join(lead).lower()
        if is_phrase(begun):
            return False
        for line in self.lexicon.lines:
            if line.startswith(begun + " ") and re.match(r"[a-z]{2}", line[len(begun) + 1 :]):
                return True
        return (
            len(lead) > 1
            and is_command(lead[0])
            and not any(word.startswith(("-", "/", "<")) for word in lead)
        )

    def open(self, text: str, start: int, end: int) -> Iterator[Damage]:
        """Damage in text that is not shown as a token: only what has the form of one."""
        slash = text.find("/", start, end) >= 0
        if not slash and not self.hyphens and text.find("> ", start, end) < 0:
            return
        colon = text.find(":", start, end) >= 0 or text.find("\uff1a", start, end) >= 0
        for match in BRACKETED.finditer(text, start, end) if slash and colon else ():
            wide = "\uff1a" in match.group("gap")
            if match.end() == end and not (wide and CODED_VALUE.match(text, end)):
                continue
            value = VALUE.match(text, match.end(), end)
            edits = ((*match.span("gap"), ":"),)
            yield Damage(
                match.start("option"),
                match.end() if value is None else value.end(),
                "fullwidth-punctuation" if wide else "inserted-space",
                "the colon belongs to the option",
                edits if value is None else (*edits, (*value.span("gap"), "")),
                certain=True,
            )
        yield from in_text(text, start, end, self.written, translated=self.translated)
        if self.translated:
            yield from glued_options(text, start, end, self.written)
            for match in GLUED_WORD.finditer(text, start, end) if slash and not text.isascii() else ():
                if match.group("option")[1:].lower() in self.written.options or match.group("option") == "/?":
                    at = match.start("option")
                    yield Damage(
                        match.start(),
                        match.end(),
                        "lost-space",
                        f"a blank is missing before `{match.group('option')}`",
                        ((at, at, " "),),
                        certain=True,
                    )


def check_prose(
    written: Written, *, translated: bool, seen: list[Emphasised] | None = None
) -> Iterator[Found]:
    """Damage in paragraphs, lists and the descriptions of tables.

    Args:
        written: the page and what it writes.
        translated: whether the page is a translation.
        seen: takes the emphasised words with letters beyond ASCII, if given.

    """
    page = written.page
    judge = Text(written, translated=translated)
    if seen is not None:
        judge.seen = seen
    damaged = any(sign in page.text for sign in SIGNS)
    for passage in page.passages:
        references = passage.role == "references"
        if references and not damaged:
            continue
        for number, line in page.lines_of(passage):
            if references:
                yield from left_over(page, number, line, 0, len(line))
                continue
            yield from _line(page, judge, number, line, 0, len(line))
    for table in page.tables:
        declared = table.declares
        for row in table.rows:
            for cell in row[1:] if declared else row:
                if cell.raw:
                    base = cell.column - 1
                    yield from _line(
                        page, judge, cell.line, page.lines[cell.line - 1], base, base + len(cell.raw)
                    )


def _line(  # noqa: PLR0917 - a span of a line of a page
    page: Page, judge: Text, number: int, line: str, start: int, end: int
) -> list[Found]:
    found = _tokens(page, judge, number, line, start, end)
    if len(found) > 1:
        places = {(each.finding.column, each.finding.end_column): each for each in reversed(found)}
        found = [*reversed(places.values())]
    # A token that was torn may show so in more than one way: the first way said is enough.
    taken = [(each.finding.column - 1, each.finding.end_column - 1) for each in found]
    for damage in torn(line, start, end, judge.written, translated=judge.translated):
        if not overlapping(damage.start, damage.end, taken):
            taken.append((damage.start, damage.end))
            found.append(_damaged(page, number, 0, damage))
    return found


def _tokens(  # noqa: PLR0917 - a span of a line of a page
    page: Page, judge: Text, number: int, line: str, start: int, end: int
) -> list[Found]:
    # Most lines have none of the signs that a check asks for: those are looked for before anything is built.
    text = line if end - start == len(line) else line[start:end]
    found: list[Found] = []
    if "@" in text or "& " in text or " ;" in text or "&lt;" in text or "href" in text:
        found += left_over(page, number, line, start, end)
    starred = "*" in text
    if (starred and "\\" in text) or "\u3002" in text or "\u00d7" in text:
        found += [_damaged(page, number, 0, damage) for damage in in_line(line, start, end)]
    signs = "/" in text or "> " in text or (judge.hyphens and "-" in text)
    at = start
    if starred or "`" in text or "</" in text:
        for kind, first, last, shown, begin, stop in spans_of(line, start, end):
            if kind == "tag" and shown[0] in SEPARATORS:
                # The marks are turned inside out: this is the text between two emphasised words.
                continue
            if judge.translated and kind != "code" and not shown.isascii():
                bold = kind == "bold" or line.startswith(("<s", "<b"), begin)
                judge.seen.append(Emphasised(number, first, last, shown, bold))
            found += [
                _damaged(page, number, first, damage) for damage in judge.token(shown, code=kind == "code")
            ]
            if signs and at < begin:
                found += [_damaged(page, number, 0, damage) for damage in judge.open(line, at, begin)]
            at = stop
    if signs:
        found += [_damaged(page, number, 0, damage) for damage in judge.open(line, at, end)]
    return found


def _damaged(page: Page, number: int, base: int, damage: Damage) -> Found:
    edits = tuple((base + first, base + last, new) for first, last, new in damage.edits)
    return found_at(
        page,
        number,
        base + damage.start,
        base + damage.end,
        damage.name,
        damage.why,
        edits=edits,
        certain=damage.certain,
    )
