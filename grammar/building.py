# ruff: noqa: D102 - a method is named as the production that it reads, and documented there
# ruff: noqa: RUF001 - full-width signs and dashes are what is looked for here
"""From the productions of `windows.lark` to the syntax tree.

Noting every damage that a production or a token shows.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from lark import Token

from .damage import ESCAPED, FULL_WIDTH, Reporter, end_of, flattened, start_of
from .joining import (
    STRAY,
    More,
    Part,
    anything,
    as_more,
    as_node,
    begins_with_colon,
    compose,
    join_loose,
    one_value,
    plain_node,
    repeat,
    takes,
    whole,
    with_value,
)
from .naming import bare_names, with_metavariables
from .nodes import DASHES, Choice, Literal, Node, Option, Placeholder, Repetition


class Alternatives(NamedTuple):
    """What stands between two brackets, or a whole usage, before it is known which."""

    sequences: list[list[Part]]
    bars: list[Token]


class Builder(Reporter):
    """Builds nodes bottom-up while lark parses. `begin` clears what the last text left behind."""

    def literal(self, parts: list[Token]) -> Literal:
        token = parts[0]
        start, text = start_of(token), str(token)
        if text in FULL_WIDTH:
            self.report_full_width(token)
            text = FULL_WIDTH[text]
        return Literal(text=text, start=start, end=start + len(token))

    def placeholder(self, parts: list[Token]) -> Placeholder:
        token = parts[0]
        start, end = start_of(token), end_of(token)
        text = str(token)
        inner = (
            text.lstrip("\\").rstrip("\\>")[1:] if text.endswith("\\>") else text[text.index("<") + 1 : -1]
        )
        if text[0] == "\\":
            self.report("leftover-markup", start, end, ESCAPED, repair=f"<{inner}>")
        elif inner != inner.strip():
            self.report(
                "inserted-space",
                start,
                end,
                "a blank inside the brackets of a placeholder",
                repair=f"<{inner.strip()}>",
            )
        return Placeholder(name=inner.strip(), start=start, end=end)

    def quoted(self, parts: list[Token]) -> Node:
        token = parts[0]
        start, end = start_of(token), end_of(token)
        inner = str(token)[1:-1]
        if inner[:1] == "<" and inner[-1:] == ">" and "<" not in inner[1:]:
            return Placeholder(name=inner[1:-1].strip(), style="quoted", start=start, end=end)
        if "<" in inner or inner.replace(" ", "").isalpha():
            return Placeholder(name=inner, style="quoted", start=start, end=end)
        return Literal(text=inner, quoted=True, start=start, end=end)

    def ellipsis(self, parts: list[Token]) -> More:
        start = start_of(parts[0])
        return More(start, end_of(parts[0]), "")

    def redirect(self, parts: list[Token]) -> Node:
        token = parts[0]
        start, end = start_of(token), end_of(token)
        if token[0] != "[":
            return Literal(text=str(token), start=start, end=end)
        sign = Literal(text=str(token)[1:-1], start=start + 1, end=end - 1)
        return Choice(optional=True, alternatives=(sign,), start=start, end=end)

    def _word(self, parts: list[Part]) -> Part:
        """Join one argument; a full stop that only ends a sentence is no part of it."""
        last = parts[-1]
        if (
            len(parts) > 1
            and isinstance(last, Literal)
            and last.text == "."
            and isinstance(parts[-2], Choice)
        ):
            self.report("stray-punctuation", last.start, last.end, "a full stop after the syntax", repair="")
            parts = parts[:-1]
        return parts[0] if len(parts) == 1 else compose(parts)

    def option(self, parts: list[Any]) -> Node:
        token: Token = parts[0]
        start = start_of(token)
        prefix, name = self._sign(token)
        return self._attach(prefix, name, start, end_of(token), parts[1])

    def plain_option(self, parts: list[Token]) -> Option:
        token = parts[0]
        prefix, name = self._sign(token)
        return Option(prefix=prefix, name=name, start=token.start_pos or 0, end=end_of(token))

    def key(self, parts: list[Any]) -> Node:
        token: Token = parts[0]
        start, end = start_of(token), end_of(token)
        name = token.rstrip("=＝ \t")
        if token[-1] == "＝":
            self.report("fullwidth-punctuation", end - 1, end, "a full-width sign", repair="=")
        rest = flattened(parts[1:])
        separator = "= " if token.type == "LOOSE_KEY" else "="
        value = compose(rest) if rest else None
        if isinstance(value, More):
            value = anything(value)
        return Option(
            prefix="",
            name=name,
            separator=separator,
            value=value,
            start=start,
            end=value.end if value else end,
        )

    def error_blank_around_colon(self, parts: list[Any]) -> Node:
        token, colon = parts[0], parts[1]
        prefix, name = self._sign(token)
        bare = Option(prefix=prefix, name=name, start=start_of(token), end=end_of(token))
        return self._after_blank(bare, colon, parts[2:])

    def error_blank_after_sign(self, parts: list[Any]) -> Node:
        sign, word = parts[0], parts[1]
        start, end = start_of(sign), end_of(word)
        prefix, rest = str(sign), flattened(parts[2:])
        name = str(word).rstrip(":=：＝") or str(word)
        name_end = start_of(word) + len(name)
        self.report("inserted-space", start, name_end, f"a blank after {sign}", repair=f"{sign}{name}")
        if rest and isinstance(rest[0], Token):
            bare = Option(prefix=prefix, name=name, start=start, end=name_end)
            return self._after_blank(bare, rest[0], rest[1:])
        if name_end < end:
            mark = str(word)[len(name)]
            separator = Literal(text=FULL_WIDTH.get(mark, mark), start=name_end, end=name_end + 1)
            return self._attach(prefix, name, start, name_end, [separator, *rest])
        return self._attach(prefix, name, start, end, rest)

    def _after_blank(self, bare: Option, colon: Token, rest: list[Any]) -> Node:
        """Read `/name : <value>`, damaged by a blank on one or both sides of the colon."""
        value = plain_node(compose(flattened(rest)))
        damage = "fullwidth-punctuation" if colon == "：" else "inserted-space"
        message = f"what stands around the colon of {bare.prefix}{bare.name}"
        self.report(damage, bare.end, value.start, message, repair=":")
        return with_value(bare, value, ":")

    def _sign(self, token: Token) -> tuple[str, str]:
        text = str(token)
        size = 4 if text[:4] == "-[-]" else 2 if text[:2] == "--" else 1
        prefix, name = text[:size], text[size:]
        if prefix in DASHES:
            start = start_of(token)
            self.report("dash", start, start + 1, f"a dash instead of the hyphen of -{name}", repair="-")
            prefix = "-"
            name = name.lstrip(DASHES) or name
        return prefix, name

    def _attach(self, prefix: str, name: str, start: int, end: int, tails: list[Part]) -> Node:
        """Make an option of its name and of what is glued to it."""
        separator = ""
        if tails and isinstance(tails[0], Literal) and not tails[0].quoted and tails[0].text in {":", "="}:
            separator, end = tails[0].text, tails[0].end
            tails = tails[1:]
        if not tails:
            return Option(prefix=prefix, name=name, separator=separator, start=start, end=end)
        value = compose(tails)
        if isinstance(value, More) and value.separator == STRAY:
            return Option(prefix=prefix, name=name, separator=separator, start=start, end=end)
        if isinstance(value, More):
            option = Option(prefix=prefix, name=name, separator=separator, start=start, end=end)
            return Repetition(item=option, separator=value.separator or " ", start=start, end=value.end)
        return Option(prefix=prefix, name=name, separator=separator, value=value, start=start, end=value.end)

    def first_tail(self, parts: list[Part]) -> list[Part]:
        return parts

    first_alone = first_tail

    def further_tail(self, parts: list[Any]) -> list[Part]:
        parts[0].append(parts[1])
        return parts[0]

    further_alone = further_tail

    def no_arguments(self, parts: list[Part]) -> list[Part]:
        return parts

    def one_more_argument(self, parts: list[Any]) -> list[Part]:
        """Put an argument behind those before it.

        An ellipsis repeats the last, an option may take it as its value.
        """
        items: list[Part] = parts[0]
        part: Part = self._word(flattened(parts[1:])) if isinstance(parts[1], list) else parts[1]
        last = items[-1] if items else None
        if isinstance(part, More):
            if part.separator == STRAY:
                pass
            elif last is None or isinstance(last, More):
                items.append(part)
            else:
                items[-1] = repeat(last, part)
        elif isinstance(last, Option) and last.value is None and self._is_parted(last, part):
            items[-1] = with_value(last, part, "")
        elif last is not None and takes(last, part):
            items[-1] = with_value(last, part)
        else:
            items.append(part)
        return items

    def _is_parted(self, option: Option, part: Node) -> bool:
        """Recognise `/d [:<date>]`, where a blank parts an option from the colon of its value."""
        if not option.prefix or not isinstance(part, Choice) or not begins_with_colon(part):
            return False
        self.report(
            "inserted-space",
            option.end,
            part.start,
            f"a blank before the value of {option.prefix}{option.name}",
            repair="",
        )
        return True

    def first_alternative(self, parts: list[list[Part]]) -> Alternatives:
        return Alternatives(parts, [])

    def further_alternative(self, parts: list[Any]) -> Alternatives:
        alternatives: Alternatives = parts[0]
        alternatives.bars.append(parts[1])
        alternatives.sequences.append(parts[2])
        return alternatives

    def optional_group(self, parts: list[Any]) -> Part:
        return self._group(parts, optional=True)

    def required_group(self, parts: list[Any]) -> Part:
        return self._group(parts, optional=False)

    def error_unclosed_optional(self, parts: list[Any]) -> Part:
        return self._group(parts, optional=True)

    def error_unclosed_required(self, parts: list[Any]) -> Part:
        opening, inner, closing = parts
        words = [item for items in inner.sequences for item in items]
        if opening[-1] in "<＜" and words and all(isinstance(word, Literal) for word in words):
            name = " ".join(word.text for word in words)
            return Placeholder(name=name, start=start_of(opening), end=end_of(closing))
        return self._group(parts, optional=False)

    def _group(self, parts: list[Any], *, optional: bool) -> Part:
        opening, inner, closing = parts
        start, end = start_of(opening), end_of(closing)
        for token in (opening, closing):
            if token in FULL_WIDTH:
                self.report_full_width(token)
        sequences = self._without_gaps(inner)
        if not sequences:
            if optional:
                message = "empty brackets, where an ellipsis was lost"
                self.report("missing-ellipsis", start, end, message, repair="[...]")
            return More(start, end, "")
        if len(sequences) == 1:
            alone = _alone(sequences[0], opening, start, end, optional=optional)
            if alone is not None:
                return alone
        alternatives = _alternatives(sequences)
        only = alternatives[0]
        if len(alternatives) == 1 and isinstance(only, Choice):
            return Choice(
                optional=only.optional or optional, alternatives=only.alternatives, start=start, end=end
            )
        optional = optional or len(sequences) < len(inner.sequences)
        return Choice(optional=optional, alternatives=alternatives, start=start, end=end)

    def _without_gaps(self, inner: Alternatives) -> list[list[Part]]:
        sequences = [items for items in inner.sequences if items]
        if sequences and len(sequences) < len(inner.sequences):
            bar = next(
                (bar for bar, after in zip(inner.bars, inner.sequences[1:], strict=True) if not after),
                inner.bars[0],
            )
            self.report("unbalanced-bracket", start_of(bar), end_of(bar), "nothing stands on one side of |")
        for bar in inner.bars:
            if str(bar) in FULL_WIDTH:
                self.report_full_width(bar)
            elif len(bar) > 1:
                at = start_of(bar)
                self.report("leftover-markup", at, end_of(bar), "an HTML entity where | belongs", repair="|")
        return sequences

    def error_stray(self, parts: list[Any]) -> Part:
        # A stray bracket was reported where the brackets were counted.
        token: Token = parts[0]
        start, end = start_of(token), end_of(token)
        if token.type == "STRAY_QUOTE":
            self.report("unbalanced-quote", start, end, "a quotation mark without its twin")
        return compose(flattened(parts[1:])) if len(parts) > 1 else More(start, end, STRAY)

    def leftover(self, parts: list[Token]) -> Part:
        token = parts[0]
        start, end = start_of(token), end_of(token)
        self.report("leftover-placeholder", start, end, "left behind by a translation machine")
        return More(start, end, STRAY)

    def error_leftover(self, parts: list[Any]) -> Part:
        more = self.leftover(parts[:1])
        return compose(flattened(parts[1:])) if len(parts) > 1 else more

    def usage(self, parts: list[Alternatives]) -> Node | None:
        """Put a whole usage together.

        `|` without brackets joins only its neighbours, unless the command is repeated.
        """
        inner = parts[0]
        kept = self._without_gaps(inner)
        if not kept:
            return None
        if len(kept) == 1:
            return whole(with_metavariables(kept[0], 1))
        return whole(join_loose(kept))


def _alone(items: list[Part], opening: Token, start: int, end: int, *, optional: bool) -> Part | None:
    """Recognise a group that is none: `[,...]` lets what is before it come again, `{GUID}` is a name."""
    more = as_more(items, start, end)
    if more is not None:
        return more
    only = items[0]
    if not isinstance(only, Literal):
        return None
    if opening[-1] in "<＜":
        items[:] = [item if isinstance(item, More) else bare_names(item) for item in items]
    elif opening[-1] in "{｛" and not optional and len(items) == 1 and only.start == end_of(opening):
        return Placeholder(name=only.text, style="brace", start=start, end=end)
    return None


def _alternatives(sequences: list[list[Part]]) -> tuple[Node, ...]:
    merged = one_value(sequences)
    if merged is not None:
        return (merged,)
    alone = len(sequences) == 1
    return tuple(
        as_node(
            with_metavariables(items, 0) if alone or len(items) > 1 or isinstance(items[0], Option) else items
        )
        for items in sequences
    )
