"""Rules that one look at a document serves: the look is taken once, and each rule gives what carries its own id.

So every piece of evidence carries the id of a rule that a user can look up, switch off or lower by that id alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial

from pressmine.document import Document
from pressmine.evidence import Evidence, Rule

Look = Callable[[Document], Iterable[Evidence]]


def together(look: Look, says: Mapping[str, str]) -> tuple[Rule, ...]:
    """The rules of one look: `says` is each rule's id and its French sentence."""
    shared = _Shared(look, tuple(says))
    return tuple(Rule(id, sentence, partial(shared.of, id)) for id, sentence in says.items())


class _Shared:
    """What a look found in the document asked for last, by rule: every rule of it asks, one document after the other.

    KeyError where the look gives evidence under an id that none of its rules has.
    """

    def __init__(self, look: Look, ids: tuple[str, ...]) -> None:
        self.look = look
        self.ids = ids
        self._last: tuple[Document, dict[str, list[Evidence]]] | None = None

    def of(self, id: str, document: Document) -> list[Evidence]:
        """The evidence that one of the rules gives."""
        if self._last is None or self._last[0] is not document:
            found: dict[str, list[Evidence]] = {name: [] for name in self.ids}
            for item in self.look(document):
                found[item.rule].append(item)
            self._last = document, found
        return self._last[1][id]
