"""The type of a body that no evidence tells: by a known name that its name begins with, by its last word, by who runs
it.
"""

from __future__ import annotations

from collections.abc import Sequence

from pressmine.french.body_extent import ADJECTIVE_ENDINGS
from pressmine.french.determiners import DE
from pressmine.french.head_nouns import Head, head_at
from pressmine.french.known import bodies, name_key
from pressmine.french.lexicon import forms
from pressmine.french.words import Word, words_of

#: Kinds of head nouns, all of which tell a type.
_KINDS = ("whole", "strong", "weak", "label")


def type_by_name(name: str) -> str | None:
    """The type that a name shows, or None: as a known body, by the noun that it begins with, by a known name in front,
    by its last word, by a noun inside.

    >>> type_by_name("CPAM du Rhône"), type_by_name("Valdor Technologies"), type_by_name("Valdor")
    ('public_body', 'company', None)
    >>> type_by_name("La Banque Valdor"), type_by_name("Judo club de Dreux"), type_by_name("Valdor Association Taiwan")
    ('finance', 'association', 'association')
    """
    key = name_key(name)
    whole = bodies().get(key)
    if whole is not None:
        return whole.type
    words = words_of(key)
    head = head_at(words, 0, len(words), _KINDS)
    if head is not None and _is_office(words, head):
        return head.type
    return _by_known(key.split()) or _by_words(key.split()) or _by_noun_inside(words)


def _is_office(words: Sequence[Word], head: Head) -> bool:
    """False for a weak noun of offices before a name: `Agence Belsolia` is a firm."""
    if head.kind != "weak" or head.type != "public_body" or len(words) == len(head.words):
        return True
    behind = words[len(head.words)].folded
    return behind in DE or behind.endswith(ADJECTIVE_ENDINGS)


def _by_known(words: list[str]) -> str | None:
    """`CPAM du Rhône`: a known body that is not a common word, and whose it is."""
    for end in range(len(words) - 1, 0, -1):
        known = bodies().get(" ".join(words[:end]))
        if known is not None and not known.ambiguous and words[end] in DE:
            return known.type
    return None


def _by_words(words: list[str]) -> str | None:
    """By a last word (`X Assurances`), a legal form anywhere, or the sigle before a name (`AS Dreux`)."""
    last = forms("body_type_last")
    for length in (2, 1):
        found = last.get(" ".join(words[-length:])) if len(words) > length else None
        if found is not None:
            return found
    anywhere = (t for w in words[1:] if (t := forms("body_type_any").get(w)) is not None)
    return next(anywhere, None) or (forms("body_type_first").get(words[0]) if words else None)


def _by_noun_inside(words: Sequence[Word]) -> str | None:
    """`Judo club de Dreux`: a noun of bodies after the first word, outside what `de` adds."""
    for at, word in enumerate(words[1:], 1):
        if word.folded in DE:
            return None
        head = head_at(words, at, at + 1, ("strong", "label"))
        if head is not None:
            return head.type
    return None
