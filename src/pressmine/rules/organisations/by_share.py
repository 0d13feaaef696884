"""Names with their share behind: `le capital est réparti entre X (55 %) et Y (45 %)`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pressmine.document import Document
from pressmine.evidence import Evidence, Rule
from pressmine.french.lexicon import any_form
from pressmine.rules.names.name_runs import items
from pressmine.rules.names.reading import scan
from pressmine.rules.names.votes import personal, vote
from pressmine.weights import weight

#: Right behind a name, the share that it holds.
_SHARE = re.compile(r"\s?\(\s?\d{1,3}(?:[.,]\d{1,2})?\s?%\s?\)")
#: What is held in shares.
_STAKE = re.compile(rf"(?<!\w){any_form('held_in_shares')}")


def holders_of_shares(document: Document) -> Iterator[Evidence]:
    """Votes for the names that hold a share, in a sentence about what is held."""
    view = scan(document)
    held: dict[int, bool] = {}  # whether a sentence is about shares, by its start
    for name in items(document):
        end = view.words[name[1] - 1].end
        if not _SHARE.match(document.text, end) or personal(view, name):
            continue
        sentence = document.sentence_at(end - 1)
        if sentence.start not in held:
            held[sentence.start] = bool(_STAKE.search(document.folded, sentence.start, sentence.end))
        if held[sentence.start]:
            yield vote(view, "organisations.share", name, "organisation", weight("holds_a_share"))


RULES: tuple[Rule, ...] = (
    Rule("organisations.share", "Un nom suivi de la part qu'il détient : X (55 %) et Y (45 %).", holders_of_shares),
)
