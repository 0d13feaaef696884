"""The words of a document's lines: where they stand, how they are joined, what their capitals say.

Positions are view positions, ranges are word indexes. Lines of a front matter are read where they say something.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from functools import cached_property

from pressmine.document import RESIDUE, Document, ZoneKind
from pressmine.french.lexicon import any_written, forms
from pressmine.french.lists import given_names, read_list
from pressmine.french.words import Word, opens_sentence, words_of
from pressmine.offsets import Span, ViewSpan

#: A range of words: `[first, last)`.
Range = tuple[int, int]
#: Between two words of one name.
_JOINS = (" ", "", " & ", "-")
_VALUE = re.compile(
    rf"(?:{any_written('label_of_line')}|societe)\s*:",
    re.I,
)
#: Letters that a brand in small letters has at least.
_BRAND = 5
#: Ends of adjectives that say of which town, which school or which kind somebody is, and of common nouns.
_OF_FRENCH = (*forms("of_town_ending"), *read_list("grammar")["noun_endings"].split())
#: What stands between a brand in small letters and the word in front of it.
_BEFORE_BRANDS = (" ", "", ", ", " (", " : ", "- ", "• ", " / ")


class Lines:
    """The words of a document, line by line."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.words: list[Word] = []
        self.lines: list[Range] = []
        self.capital_lines: list[bool] = []
        self._line_of: list[int] = []
        self._ordinary: dict[str, bool] = {}
        self._vocab = next((b.doc.vocab for b in document.blocks if b.doc is not None), None)
        for block in document.blocks:
            zone = document.zones[block.zone]
            if block.doc is None or zone.kind in RESIDUE:
                continue
            raw = document.text[block.span.start : block.span.end]
            if zone.kind is ZoneKind.FRONT_MATTER and not self._spoken(document, block.span, raw):
                continue
            folded = document.folded[block.span.start : block.span.end]
            self._add(words_of(block.cased, block.span.start, folded), block.cased != raw)
        self._without_calls()
        self.starts = [w.start for w in self.words]
        self.named = frozenset(
            w.folded
            for line, in_capitals in zip(self.lines, self.capital_lines, strict=True)
            if not in_capitals
            for w in self.words[line[0] : line[1]]
            if w.cap and not w.initial and not w.elision
        )
        self.capitals = [index for index, word in enumerate(self.words) if word.cap]
        self._indexes: dict[str, list[int]] = {}
        for index, word in enumerate(self.words):
            self._indexes.setdefault(word.folded, []).append(index)
        self._odd = [form for form in self._indexes if not form.isalpha()]

    def _without_calls(self) -> None:
        """Remove a footnote number glued to a word: the name in `l'Assurance Mutuelle1` has none."""
        calls = {c.end: c.start for note in self.document.footnotes for c in note.calls}
        for word in self.words if calls else ():
            cut = calls.get(word.end, word.end) - word.start
            if 0 < cut < len(word.text) and len(word.folded) == len(word.text):
                word.end, word.text, word.folded = word.start + cut, word.text[:cut], word.folded[:cut]

    @staticmethod
    def _spoken(document: Document, span: ViewSpan, raw: str) -> bool:
        """True for the lines of a front matter that are read: the title, names."""
        title = document.source.metadata.title_span
        return bool(_VALUE.match(raw.lstrip(" -"))) or (title is not None and document.view_span(title).overlaps(span))

    def _add(self, words: list[Word], in_capitals: bool) -> None:
        first = len(self.words)
        self.words += words
        self.lines.append((first, len(self.words)))
        self.capital_lines.append(in_capitals)
        self._line_of += [len(self.lines) - 1] * len(words)

    def where(self, forms: frozenset[str], also: Callable[[str], bool] | None = None) -> list[int]:
        """The indexes of the words that have one of these folded forms, in order; with them those of the forms that
        are not letters alone (`jean-marc`, `directeur·rice`) of which `also` holds.
        """
        # a dict's view walks through the other set whatever its length
        known = forms.intersection(self._indexes) if len(forms) > len(self._indexes) else self._indexes.keys() & forms
        found = [index for form in known for index in self._indexes[form]]
        if also is not None:
            found += [index for form in self._odd if form not in forms and also(form) for index in self._indexes[form]]
        return sorted(found)

    def ending(self, endings: tuple[str, ...]) -> list[int]:
        """The indexes of the words whose folded form has one of these endings, in order."""
        return sorted(index for form, indexes in self._indexes.items() if form.endswith(endings) for index in indexes)

    def line(self, index: int) -> Range:
        """The words of the line that holds a word."""
        return self.lines[self._line_of[index]]

    def in_capitals(self, index: int) -> bool:
        """True if the word's line is all in capitals, so that case means nothing."""
        return self.capital_lines[self._line_of[index]]

    def at(self, position: int) -> int:
        """The index of the first word that starts at or after a position."""
        return bisect_left(self.starts, position)

    def range_of(self, span: ViewSpan) -> Range:
        """The words that a span of the view touches."""
        first = bisect_right(self.starts, span.start) - 1
        if first < 0 or self.words[first].end <= span.start:
            first += 1
        return first, max(first, bisect_left(self.starts, span.end))

    def range_of_text(self, start: int, end: int) -> Range | None:
        """The words that a span of the view touches, or None if there are none."""
        words = self.range_of(ViewSpan(start, end))
        return words if words[0] < words[1] else None

    def text(self, words: Range) -> str:
        """The text of a range of words in the view."""
        return self.document.text[self.words[words[0]].start : self.words[words[1] - 1].end]

    def folded(self, words: Range) -> str:
        """The folded text of a range of words."""
        return self.document.folded[self.words[words[0]].start : self.words[words[1] - 1].end]

    def span(self, words: Range) -> Span:
        """The source span of a range of words."""
        return self.document.span(self.words[words[0]].start, self.words[words[1] - 1].end)

    def joined(self, index: int) -> bool:
        """True if a word follows the previous one on the same line without punctuation in between."""
        return index > 0 and self.words[index].gap in _JOINS and self._line_of[index] == self._line_of[index - 1]

    def stands_alone(self, first: int, last: int) -> bool:
        """True if no capitalised word is adjacent to a range of words."""
        before = first > 0 and self.joined(first) and self.words[first - 1].cap and not self.words[first - 1].initial
        return not before and not (last < len(self.words) and self.joined(last) and self.words[last].cap)

    def common(self, index: int) -> bool:
        """True if a capital at the start of a sentence says nothing: the word is a common one, never a name in this
        text.
        """
        word = self.words[index]
        if not word.initial:
            return False
        if opens_sentence(word):
            return True
        if word.upper or word.folded in self.named or word.folded in given_names():
            return False
        return self.ordinary(word.text)

    def ordinary(self, text: str) -> bool:
        """True if French also writes the word in lower case."""
        if text not in self._ordinary:
            lower = text.lower()
            self._ordinary[text] = (
                text != lower and text[1:] == lower[1:] and self._vocab is not None and self._vocab.has_vector(lower)
            )
        return self._ordinary[text]

    @cached_property
    def brands(self) -> frozenset[int]:
        """The words in lower case that are not French (`voltara`): in the position of a name they are one. A rare
        word of French has the end of an adjective: `un site chausséen`.
        """
        return frozenset(
            index
            for index, word in enumerate(self.words)
            if not (word.cap or word.elision or len(word.text) < _BRAND or word.folded.endswith(_OF_FRENCH))
            and word.gap in _BEFORE_BRANDS
            and word.text.replace("&", "").isalpha()
            and not (self._vocab is None or self._vocab.has_vector(word.text) or self.in_capitals(index))
        )

    def skip(self, index: int, words: frozenset[str] = frozenset({"le", "la", "les", "l'", "un", "une", "l"})) -> int:
        """The index after any articles at a word."""
        last = self.line(index)[1] if index < len(self.words) else index
        while index < last and self.words[index].folded in words and not self._capital_article(index):
            index += 1
        return index

    def _capital_article(self, index: int) -> bool:
        """`La Poste`, `Le Monde` inside a sentence: the article is part of the name."""
        word = self.words[index]
        return word.cap and not word.initial and not self.in_capitals(index)
