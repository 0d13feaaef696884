"""The only room that names spaCy: what the language model says of a text, line by line.

Text goes in line by line, so that no entity runs across a line break into the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from pressmine.document import RESIDUE, Block, Document, Footnote, ModelEntity, Source, Table, View, Zone, ZoneKind
from pressmine.french.casing import in_capitals, recase
from pressmine.french.sentences import split_sentences
from pressmine.nlp.loading import recognizer
from pressmine.nlp.model import load_model, model_name
from pressmine.offsets import ViewSpan

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["KEPT_LINES", "French", "load_french", "model_name"]

#: Lines a batch, and characters. A release goes in whole, since each batch costs about a millisecond of its own; what
#: is far longer is parted, for its memory.
_BATCH, _BATCH_CHARACTERS = 256, 50_000
#: Characters of a line that the model and the rules look at in one piece. What looks about in a line costs the square
#: of it; a paragraph has some hundred characters, and one that is longer than this is cut between two sentences.
LONGEST_LINE = 5_000
#: Characters without a space that the tokenizer is given in one piece, and in how large pieces if there are more: signs
#: take it time with the square of them. No word is so long, and hardly an address.
LONGEST_RUN, _RUN_PIECE = 200, 50
_LONG_RUN = re.compile(rf"\S{{{LONGEST_RUN + 1}}}\S*")
#: Lines that are kept, of those that are no longer than that: what returns in the next few hundred articles
#: (`À propos`, contacts, legal lines) is read once. What the model says of a line does not depend on the lines that it
#: is given with it, bit for bit, so that it does not matter who met the line first.
KEPT_LINES, _KEPT_LENGTH = 4096, 4000


@dataclass(frozen=True, slots=True)
class _Line:
    """A line as the model reads it: entities by their place in it."""

    doc: Doc
    entities: tuple[tuple[int, int, str], ...]


class French:
    """The model, ready to read views. `keeps` is how many lines it remembers."""

    def __init__(self) -> None:
        self.nlp = load_model()
        self._ner = recognizer(self.nlp)
        self.name = model_name()
        self.keeps = KEPT_LINES
        self._kept: dict[str, _Line] = {}
        # The model's word vectors are stored in the order of their corpus' frequencies. Made here, before any worker is
        # forked, for all of them.
        self._ranks = {key: rank for rank, key in enumerate(self.nlp.vocab.vectors.key2row)}

    def read(
        self,
        source: Source,
        view: View,
        zones: tuple[Zone, ...],
        tables: tuple[Table, ...],
        footnotes: tuple[Footnote, ...],
    ) -> Document:
        """The document of a view: blocks with tokens, sentences, the model's entities."""
        bounds = _blocks(view, zones)
        read = [i for i, (_, zone) in enumerate(bounds) if zones[zone].kind not in RESIDUE]
        texts = [self._cased(view.text[bounds[i][0].start : bounds[i][0].end], zones[bounds[i][1]]) for i in read]
        lines = self._lines(texts)
        given = dict(zip(read, texts, strict=True))
        blocks = tuple(
            Block(span, zone, lines[given[i]].doc, given[i]) if i in given else Block(span, zone)
            for i, (span, zone) in enumerate(bounds)
        )
        said = [(bounds[i][0].start, lines[text]) for i, text in given.items()]
        return Document(
            source=source,
            view=view,
            zones=zones,
            tables=tables,
            footnotes=footnotes,
            blocks=blocks,
            sentences=tuple(_sentences(view, bounds)),
            entities=tuple(_entities(said)),
            model=self.name,
            rank=self.rank,
        )

    def _lines(self, texts: Sequence[str]) -> dict[str, _Line]:
        """What each line says, read once however often it is here or stood in the articles before."""
        wanted = dict.fromkeys(texts)
        lines = {text: self._kept.pop(text) for text in wanted if text in self._kept}
        new = [text for text in wanted if text not in lines]
        lines.update((text, self._line(doc)) for text, doc in zip(new, self._docs(new), strict=True))
        self._kept.update((text, line) for text, line in lines.items() if len(text) <= _KEPT_LENGTH)
        for text in list(islice(self._kept, max(0, len(self._kept) - self.keeps))):  # the oldest come first
            del self._kept[text]
        return lines

    def _line(self, doc: Doc) -> _Line:
        entities = tuple((ent.start_char, ent.end_char, ent.label_) for ent in doc.ents)
        return _Line(doc, entities)

    def _docs(self, texts: Sequence[str]) -> Iterator[Doc]:
        start = size = 0
        for end, text in enumerate(texts, 1):
            size += len(text)
            if end == len(texts) or end - start == _BATCH or size >= _BATCH_CHARACTERS:
                docs = [self._tokens(line) for line in texts[start:end]]
                yield from self._ner.pipe(docs, batch_size=4 * len(docs))  # it quarters its batches
                start, size = end, 0

    def _tokens(self, text: str) -> Doc:
        """The tokens of a line; what is too long to be a word is cut, so that it costs no more than words do."""
        cuts = [at for m in _LONG_RUN.finditer(text) for at in range(m.start() + _RUN_PIECE, m.end(), _RUN_PIECE)]
        if not cuts:
            return self.nlp.make_doc(text)
        from spacy.tokens import Doc

        ends = zip([0, *cuts], [*cuts, len(text)], strict=True)
        tokens = [token for start, end in ends for token in self.nlp.make_doc(text[start:end])]
        return Doc(self.nlp.vocab, [token.text for token in tokens], [bool(token.whitespace_) for token in tokens])

    def rank(self, form: str) -> int | None:
        """The frequency rank of a form among the model's 500,000, from 0; it minds case and accents."""
        key = self.nlp.vocab.strings[form]
        return self._ranks.get(key)

    def _cased(self, text: str, zone: Zone) -> str:
        return recase(text, self.rank) if in_capitals(text, 0.75 if _heading(zone) else 0.85) else text


@cache
def load_french() -> French:
    """The one instance of this process. Raises RunError if the model is not installed."""
    return French()


def _heading(zone: Zone) -> bool:
    return zone.kind in (ZoneKind.HEADLINE, ZoneKind.SUBTITLE, ZoneKind.SURTITLE, ZoneKind.HEADING, ZoneKind.LETTERHEAD)


def _blocks(view: View, zones: tuple[Zone, ...]) -> list[tuple[ViewSpan, int]]:
    """Non-blank lines without the white space around them, each with the index of its zone."""
    out = []
    for index, zone in enumerate(zones):
        at = zone.span.start
        for line in view.text[zone.span.start : zone.span.end].splitlines(keepends=True):
            for piece in _cut(line):
                text = piece.strip()
                if text:
                    start = at + len(piece) - len(piece.lstrip())
                    out.append((ViewSpan(start, start + len(text)), index))
                at += len(piece)
    return out


def _cut(line: str) -> Iterator[str]:
    """The line, in pieces where it is too long: cut after a sentence, else at a space, else anywhere."""
    start = 0
    while len(line) - start > LONGEST_LINE:
        least, most = start + LONGEST_LINE // 2, start + LONGEST_LINE
        end = max(line.rfind(sign, least, most) for sign in (". ", "! ", "? ")) + 1
        end = end or line.rfind(" ", least, most) + 1 or most
        yield line[start:end]
        start = end
    yield line[start:]


def _sentences(view: View, bounds: Iterable[tuple[ViewSpan, int]]) -> Iterable[ViewSpan]:
    for span, _ in bounds:
        for start, end in split_sentences(view.text[span.start : span.end]):
            yield ViewSpan(span.start + start, span.start + end)


def _entities(said: Iterable[tuple[int, _Line]]) -> Iterable[ModelEntity]:
    for offset, line in said:
        for start, end, label in line.entities:
            yield ModelEntity(ViewSpan(offset + start, offset + end), label)
