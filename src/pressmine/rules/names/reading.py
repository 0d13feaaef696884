"""The scan of a document, made once and kept for every rule that asks for it."""

from __future__ import annotations

from functools import lru_cache

from pressmine.document import Document
from pressmine.rules.names.people import people
from pressmine.rules.names.scan import Scan


@lru_cache(maxsize=2)
def _scan(key: tuple[str, str], holder: _Holder) -> Scan:
    view = Scan(holder.document)
    view.names = tuple(view.find_names([n.words for n in people(view) if n.confidence >= 0.7]))
    return view


class _Holder:
    """Carries a document into the cache; equal to every other, so that the text alone is the key."""

    __slots__ = ("document",)

    def __init__(self, document: Document) -> None:
        self.document = document

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Holder) and other.document is self.document

    def __hash__(self) -> int:
        return 0


def scan(document: Document) -> Scan:
    """The scan of a document; the last two are kept, since every rule asks for it."""
    return _scan((document.source.sha256, document.source.name), _Holder(document))
