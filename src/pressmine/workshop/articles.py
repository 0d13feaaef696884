"""The articles of a folder, one by one, for what works on evidence rather than on records."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pressmine.document import Document, Source
from pressmine.errors import StageError
from pressmine.evidence import Evidence
from pressmine.folder import survey
from pressmine.pipeline import Pressmine
from pressmine.readers import format_of, read
from pressmine.resolution import Resolution

Analysis = tuple[Path, Document, tuple[Evidence, ...], Resolution]


def analyses(folder: Path, engine: Pressmine) -> Iterator[Analysis]:
    """Every article below a folder as the engine analyses it, by name; what can't be read is passed over.

    Raises RunError where the folder can't be read.
    """
    for path, source in sources(folder):
        try:
            document, evidence, resolution = engine.analyse(source)
        except StageError:  # `run` reports such an article; there is nothing in it to count
            continue
        yield path, document, evidence, resolution


def sources(folder: Path) -> Iterator[tuple[Path, Source]]:
    """Every source below a folder, by name."""
    for article in survey(folder, lambda name: format_of(name) is not None).articles:
        try:
            found = read(article.path, article.name)
        except StageError:  # as above
            continue
        for source in found.sources:
            yield article.path, source


def sentence_of(document: Document, start: int) -> str:
    """The sentence at a position of the source text, on one line."""
    from pressmine.offsets import Span

    at = document.sentence_at(document.view_span(Span(start, start)).start)
    return " ".join(document.text[at.start : at.end].split())
