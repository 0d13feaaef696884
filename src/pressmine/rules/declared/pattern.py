"""The pattern language: French text with slots, `[optional]` parts, `(one|another)`, `<lemma>` and `...`.

`parse_pattern` turns a text into nodes; `pressmine.rules.declared.match` walks them over the words of a page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field, replace

from pressmine.errors import RuleFileError
from pressmine.french.folding import fold
from pressmine.french.language import is_function_word
from pressmine.rules.declared.lemmas import forms_of
from pressmine.rules.declared.nodes import Text, unknown
from pressmine.rules.declared.slots import SLOTS
from pressmine.rules.declared.words import ELISIONS, Word, same_word, split

_PIECE = re.compile(r"\\.|\.{3,4}|…|[\[\](){}<>|]|[^\\\[\](){}<>|.…]+|\.")
_NAME = re.compile(r"[a-z][a-z0-9_]{0,30}")
#: Slots that take any words, or any names.
_ANY_WORDS = frozenset({"WORD", "WORDS", "TEXT", "ORG", "PER", "LOC", "NAME", "PARTIES", "SUBJECT"})


@dataclass(frozen=True, slots=True)
class Lit:
    """A word or a punctuation mark in any of these forms; `shown` is how the pattern writes it."""

    forms: tuple[str, ...]
    shown: str
    folded: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "folded", frozenset(map(fold, self.forms)))

    def writes(self, word: Word) -> bool:
        """True if the word is written in one of the forms."""
        possible = word.folded in self.folded or word.text.endswith("'")  # cheap, and false for nearly every word
        return possible and any(same_word(form, word.text) for form in self.forms)


@dataclass(frozen=True, slots=True)
class Slot:
    """A slot: its kind and name; `strict` wants the model's label too; `last` is True at the end of the pattern."""

    kind: str
    name: str
    strict: bool = False
    last: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """Words of the same sentence that are skipped: up to six, or thirty."""

    widest: int = 6


@dataclass(frozen=True, slots=True)
class Alt:
    """One of several sequences; an empty one makes it optional."""

    options: tuple[tuple[Part, ...], ...]


@dataclass(frozen=True, slots=True)
class Ahead:
    """What must follow without being part of the match: one of several sequences; an empty one is the end of the
    line.
    """

    options: tuple[tuple[Part, ...], ...]
    shown: str


Part = Lit | Slot | Gap | Alt | Ahead


def parse_pattern(text: Text, lists: Collection[str], slots: bool = True) -> tuple[Part, ...]:
    """The parts of a pattern. `lists` are the word lists of its file; `slots=False` refuses slots.

    Raises RuleFileError at the pattern's place, with the column inside the pattern in its sentence.
    """
    parser = _Parser(text, lists, slots)
    parts = parser.sequence("")
    if not _needs_something(parts):
        raise text.place.error("the pattern matches nothing at all: at least one word or slot must not be optional")
    if isinstance(parts[0], Gap) or isinstance(parts[-1], Gap):
        raise text.place.error("a pattern may not begin or end with `...`")
    return _closed(parts)


def slot_names(parts: tuple[Part, ...]) -> Iterator[Slot]:
    """The slots of a pattern, in order."""
    for part in parts:
        if isinstance(part, Slot):
            yield part
        elif isinstance(part, Alt):
            for option in part.options:
                yield from slot_names(option)


def openers(parts: tuple[Part, ...]) -> set[str] | None:
    """The folded words with which a match can begin; None if it can begin with anything."""
    found: set[str] = set()
    for part in parts:
        if isinstance(part, Lit):
            for form in part.forms:
                folded = fold(form)
                found |= {folded, *ELISIONS.get(folded, ())}
            return found
        if not isinstance(part, Alt):
            return None
        for option in part.options:
            inner = openers(option) if option else set()
            if inner is None:
                return None
            found |= inner
        if all(option and _needs_something(option) for option in part.options):
            return found
    return found


def opening_words(part: Lit | Alt) -> list[str]:
    """The words with which a part begins, as the pattern writes them."""
    if isinstance(part, Lit):
        return [part.shown]
    first = [option[0] for option in part.options if option]
    return list(dict.fromkeys(word for one in first if isinstance(one, Lit | Alt) for word in opening_words(one)))


def tells(parts: tuple[Part, ...]) -> bool:
    """True if parts say enough to be known again without what opens them: a value, or two words that have to be there,
    one of which is not to be found in any text.
    """
    values = any(isinstance(part, Slot) and part.kind not in _ANY_WORDS for part in parts)
    words = [part for part in parts if isinstance(part, Lit | Alt) and _needs_something((part,))]
    return values or len(words) > 1 and any(not all(map(is_function_word, opening_words(part))) for part in words)


def required(parts: tuple[Part, ...], telling: Callable[[str], frozenset[str] | None]) -> list[frozenset[str]]:
    """The folded forms of each word that every match contains, in the order of a match.

    `telling` gives words of a list of which each of its terms contains one.
    """
    out = []
    for part in parts:
        if isinstance(part, Lit):
            forms = {fold(form) for form in part.forms}
            out.append(frozenset(forms | {short for form in forms for short in ELISIONS.get(form, ())}))
        elif isinstance(part, Slot):
            listed = telling(part.kind)
            if listed:
                out.append(listed)
        elif isinstance(part, Alt) and all(option for option in part.options):
            inner = [required(option, telling) for option in part.options]
            if all(inner):
                out.append(frozenset().union(*(words[0] for words in inner)))
    return out


def _needs_something(parts: tuple[Part, ...]) -> bool:
    return any(
        isinstance(p, Lit | Slot) or (isinstance(p, Alt) and all(_needs_something(o) for o in p.options)) for p in parts
    )


def _closed(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Mark the slot that ends the pattern: it is greedy."""
    last = parts[-1]
    if isinstance(last, Slot):
        return (*parts[:-1], replace(last, last=True))
    if isinstance(last, Alt):
        return (*parts[:-1], Alt(tuple(_closed(option) if option else option for option in last.options)))
    return parts


class _Parser:
    """Recursive descent over the pieces of a pattern."""

    def __init__(self, text: Text, lists: Collection[str], slots: bool) -> None:
        self.text = text
        self.lists = lists
        self.slots = slots
        self.seen: set[str] = set()
        self.pieces = [(m.group(), m.start()) for m in _PIECE.finditer(text)]
        self.at = 0

    def error(self, message: str, position: int) -> RuleFileError:
        return self.text.place.error(f"in the pattern, character {position + 1}: {message}")

    def sequence(self, closing: str) -> tuple[Part, ...]:
        """The parts up to one of the closing signs, which is not consumed, or up to the end."""
        parts: list[Part] = []
        while self.at < len(self.pieces):
            piece, position = self.pieces[self.at]
            if piece in closing and piece:
                return tuple(parts)
            self.at += 1
            if piece == "[":
                parts.append(self.group("]", position, optional=True))
            elif piece == "(" and self.pieces[self.at : self.at + 1] and self.pieces[self.at][0].startswith("="):
                parts.append(self.ahead(position))
            elif piece == "(":
                parts.append(self.group(")", position, optional=False))
            elif piece == "{":
                parts.append(self.slot(position))
            elif piece == "<":
                parts.append(self.lemma(position))
            elif piece in ("...", "…", "...."):
                parts.append(Gap(30 if piece == "...." else 6))
            elif piece in "])}>|":
                hint = "`(a|b)`" if piece == "|" else f"write \\{piece} for the sign itself"
                raise self.error(f"`{piece}` closes or parts nothing: {hint}", position)
            else:
                plain = piece[1:] if piece[0] == "\\" else piece
                clean = plain.replace("’", "'").replace("\u00a0", " ").replace("\u202f", " ")
                elided = clean.endswith("'") and self.at < len(self.pieces)  # `d'{ORG}`: a word follows
                words = split(clean + "x")[:-1] if elided else split(clean)
                parts += [Lit((word.text,), word.text) for word in words]
        if closing:
            raise self.error(f"`{closing[0]}` is missing", len(self.text) - 1)
        return tuple(parts)

    def group(self, closing: str, position: int, optional: bool) -> Alt:
        options = [self.sequence(closing + "|")]
        while self.pieces[self.at][0] == "|":
            self.at += 1
            options.append(self.sequence(closing + "|"))
        self.at += 1
        if not all(options):
            raise self.error("an alternative is empty: `[...]` makes a part optional", position)
        return Alt((*options, ()) if optional else tuple(options))

    def ahead(self, position: int) -> Ahead:
        """`(=à|en {DATE}|$)`: one of these must follow. Its slots capture nothing."""
        piece, at = self.pieces[self.at]
        self.pieces[self.at : self.at + 1] = [(piece[1:], at + 1)] if piece[1:].strip() else []
        seen = set(self.seen)
        found = self.group(")", position, optional=False)
        self.seen = seen
        ends = ((Lit(("$",), "$"),),)
        options = tuple(() if option in ends else option for option in found.options)
        stop = self.pieces[self.at][1] if self.at < len(self.pieces) else len(self.text)
        return Ahead(options, self.text[position:stop].rstrip())

    def raw(self, closing: str, position: int) -> str:
        """The characters up to a closing sign."""
        out = ""
        while self.at < len(self.pieces) and self.pieces[self.at][0] != closing:
            out += self.pieces[self.at][0]
            self.at += 1
        if self.at == len(self.pieces):
            raise self.error(f"`{closing}` is missing", position)
        self.at += 1
        return out

    def slot(self, position: int) -> Slot:
        inside = self.raw("}", position)
        if not self.slots:
            raise self.error("a condition has no slots: write words", position)
        kind, _, name = (part.strip() for part in inside.partition(":"))
        strict = kind.endswith("!")
        kind = kind.rstrip("!")
        if kind not in SLOTS and kind not in self.lists:
            raise self.error(unknown(kind, (*SLOTS, *self.lists), "slot"), position)
        if strict and kind not in ("ORG", "PER", "LOC"):
            raise self.error("`!` stands behind ORG, PER and LOC only", position)
        name = name or kind.lower()
        if not _NAME.fullmatch(name):
            raise self.error(f"a slot's name is a lower-case word, found {name!r}", position)
        if name in self.seen and not self._in_alternative():
            raise self.error(f"two slots are called {name!r}: name them {{{kind}:…}}", position)
        self.seen.add(name)
        return Slot(kind, name, strict)

    def _in_alternative(self) -> bool:
        """True after a `|` or a bracket: the name may belong to another alternative."""
        return any(piece in "[(|" for piece, _ in self.pieces[: self.at])

    def lemma(self, position: int) -> Lit:
        inside = self.raw(">", position)
        words = [word.strip() for word in inside.split("|")]
        for word in words:
            if len(split(word)) != 1:
                raise self.error(f"`<…>` holds one word in its dictionary form, found {word!r}", position)
        forms = tuple(dict.fromkeys(form for word in words for form in forms_of(word)))
        return Lit(forms, f"<{inside}>")
