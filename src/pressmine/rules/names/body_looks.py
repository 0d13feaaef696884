"""Names that look like a body's wherever they stand: `Fonderies du Layon`, `DataLoire`, `Lefort & Fils`, `CMTO`."""

from __future__ import annotations

from pressmine.french.known import bodies, known_things, name_key
from pressmine.french.lists import no_names, read_list
from pressmine.rules.names.lines import Range
from pressmine.rules.names.scan import Scan
from pressmine.rules.names.unknown_names import is_new_word

#: How sure the long name of a body must be.
_SURE = 0.4
#: Letters of the shortest acronym that counts.
_SHORTEST = 3


def looks_like_body(view: Scan, words: Range) -> bool:
    """True for a name that its own look shows to be a body's, whatever stands around it."""
    first, last = words
    opens = view.words[first]
    body = view.body(first)
    if body is not None and body.end >= last and body.confidence >= _SURE:
        return True
    known = bodies().get(name_key(view.text(words)))
    if known is not None:
        return not known.ambiguous
    if any(w.gap == " & " for w in view.words[first + 1 : last]) or not opens.cap and first in view.brands:
        return True
    if last - first == 1:
        acronym = opens.upper and opens.text.isalnum() and len(opens.text) >= _SHORTEST
        named = known_things().get(name_key(opens.text)) is None and opens.folded not in no_names()
        return named and (acronym or "-" not in opens.text and is_new_word(view, first))
    ends = view.words[last - 1].text
    return ends in read_list("cues")["legal_forms"] or ends in read_list("cues")["endings"]
