"""The scan of a document, made once for every rule that asks for it."""

from __future__ import annotations

from pressmine.document import Document
from pressmine.rules.names.person_names import people
from pressmine.rules.names.scan import Scan


def scan(document: Document) -> Scan:
    """The scan of a document, computed once."""
    return document.once(_scan)


def _scan(document: Document) -> Scan:
    view = Scan(document)
    view.names = tuple(view.find_names([n.words for n in people(view) if n.confidence >= 0.7]))
    return view
