"""Who signs an agreement that the sentence before names: `Valdor et Norelec l'ont ratifié`, `Elle a été signée par`."""

from __future__ import annotations

import re

from pressmine.document import Document
from pressmine.french.lexicon import any_form
from pressmine.offsets import ViewSpan
from pressmine.rules.agreements.extents import cut
from pressmine.rules.agreements.signings import Found, negated
from pressmine.rules.agreements.words import kinds, noun, signed_only

_SIGNED = any_form("signs_again")
#: `Valdor et Norelec l'ont ratifié`, `… viennent de le parapher`
_ACTIVE = re.compile(rf"(?<!\w)l'(?:a|ont)\s(?:\w+\s){{0,2}}?{_SIGNED}(?!\w)")
#: `Elle a été signée mardi par Valdor et Norelec`
_PASSIVE = re.compile(
    rf"{any_form('speaking_pronoun.one', 'named_before.one')}\s(?:a|vient d'|avait)\s?(?:ete|etre)\s"
    rf"(?:\w+\s){{0,2}}?{_SIGNED}\s(?:[^\s.;:]{{1,20}}\s){{0,6}}?(?:par|entre)\s"
)
#: What a pronoun may stand for: one agreement, by its article.
_ONE = re.compile(rf"(?<!\w){any_form('determiner.article', 'determiner.demonstrative', 'determiner.indefinite')}\s?$")
_NONE = frozenset({"acquisition", "merger", "partnership"})


def signed_above(document: Document, before: ViewSpan, sentence: ViewSpan) -> Found | None:
    """What a sentence says of the signers of an agreement that the one before names; None if it says nothing."""
    folded, (start, end) = document.folded, (sentence.start, sentence.end)
    active = _ACTIVE.search(folded, start, end)
    passive = None if active else _PASSIVE.match(folded, start, end)
    verb = active or passive
    if verb is None or negated(folded, start, verb.end() + 12):
        return None
    kind = _named(document, before)
    if kind is None:
        return None
    parties = ViewSpan(verb.end(), cut(document, verb.end(), end)) if passive else ViewSpan(start, verb.start())
    return Found(kind, ViewSpan(verb.start(), verb.end()), None, (parties,), False)


def _named(document: Document, before: ViewSpan) -> str | None:
    """The kind of the first agreement in the singular that a sentence names."""
    for m in noun().finditer(document.folded, before.start, before.end):
        kind = kinds()[m.group("noun")]
        if kind in _NONE or m.group("noun") in signed_only() or m.group("noun").endswith("s"):
            continue
        if _ONE.search(document.folded[max(before.start, m.start() - 12) : m.start()]):
            return kind
    return None
