"""The articles of a folder, one by one, for what works on evidence rather than on records."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from pressmine.document import Document, Source
from pressmine.errors import StageError
from pressmine.evidence import Evidence
from pressmine.folder import survey
from pressmine.pipeline import Pressmine
from pressmine.readers import format_of, read
from pressmine.resolution import Resolution

#: Is told of each article: its number, how many there are, its name.
Tick = Callable[[int, int, str], None]
Analysis = tuple[Path, Document, tuple[Evidence, ...], Resolution]


def analyses(folder: Path, engine: Pressmine, tick: Tick = lambda done, total, name: None) -> Iterator[Analysis]:
    """Every article below a folder as the engine analyses it, by name; what can't be read is passed over.

    `tick` is told how far it is. Raises RunError if the folder can't be read.
    """
    for path, source in sources(folder, tick):
        try:
            document, evidence, resolution = engine.analyse(source)
        except StageError:  # `run` reports such an article; there is nothing in it to count
            continue
        yield path, document, evidence, resolution


def sources(folder: Path, tick: Tick = lambda done, total, name: None) -> Iterator[tuple[Path, Source]]:
    """Every source below a folder, by name."""
    articles = survey(folder, lambda name: format_of(name) is not None).articles
    for number, article in enumerate(articles, start=1):
        tick(number, len(articles), article.name)
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
