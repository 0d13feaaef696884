"""Rules that share one pass over a document: the pass is made once, and each rule gives the evidence with its own id.

So every piece of evidence carries the id of a rule that a user can look up, switch off or weaken by that id.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial

from pressmine.document import Document
from pressmine.evidence import Evidence, Rule

Look = Callable[[Document], Iterable[Evidence]]


def rules_of(look: Look, says: Mapping[str, str]) -> tuple[Rule, ...]:
    """The rules that share a pass; `says` maps each rule's id to its description in French."""
    shared = _Shared(look, tuple(says))
    return tuple(Rule(id, sentence, partial(shared.of, id)) for id, sentence in says.items())


class _Shared:
    """What a pass finds in a document, by rule."""

    def __init__(self, look: Look, ids: tuple[str, ...]) -> None:
        self.look = look
        self.ids = ids

    def of(self, id: str, document: Document) -> list[Evidence]:
        """The evidence of one of the rules.

        KeyError if the pass gives evidence under an id that none of its rules has.
        """
        return document.once(self._found)[id]

    def _found(self, document: Document) -> dict[str, list[Evidence]]:
        found: dict[str, list[Evidence]] = {name: [] for name in self.ids}
        for item in self.look(document):
            found[item.rule].append(item)
        return found
