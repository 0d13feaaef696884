"""Organisations named in a heading: `Contact presse Valdor :`, `À propos de Norelec`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pressmine.document import Document
from pressmine.evidence import Evidence, Rule
from pressmine.french.lexicon import any_form
from pressmine.rules.names.reading import scan
from pressmine.rules.names.votes import personal, vote

_DESK = rf"(?: {any_form('behind_desk')})?"
_HEADING = re.compile(
    rf"\W{{0,3}}(?:vos |nos |les )?(?:contacts?(?: (?:presse|medias?|communication))?{_DESK}"
    rf"|service (?:de )?presse{_DESK}|relations (?:presse|medias?){_DESK}"
    rf"|a propos(?: {any_form('of')})|qui est|en savoir plus sur(?: la| le| l')?)\s{{0,2}}[:–-]?\s{{0,2}}"
)


def headings(document: Document) -> Iterator[Evidence]:
    """`Contact presse Valdor :`, `À propos de Norelec`: the heading names its body."""
    view = scan(document)
    for first, last in view.lines:
        if last - first > 16 or first == last:
            continue
        start = view.words[first].start
        m = _HEADING.match(document.folded, start)
        if not m or m.end() > view.words[last - 1].end:
            continue
        at = view.skip(view.at(m.end()))
        if at >= last or not view.words[at].cap and view.body(at) is None:
            continue
        name = view.name_at(at) or (view.chunk(at))
        if name is not None and not personal(view, name):
            yield vote(view, "organisations.heading", name, "organisation", 0.6, cue=(first, at))


RULES: tuple[Rule, ...] = (
    Rule("organisations.heading", "Le nom d'un titre « Contact presse X », « À propos de X ».", headings),
)
