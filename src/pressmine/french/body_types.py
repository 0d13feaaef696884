"""The type of a body that no evidence tells: by a known name that its name begins with, by its last word, by who runs
it.
"""

from __future__ import annotations

from pressmine.french.known import bodies, name_key
from pressmine.french.lexicon import forms


def type_by_name(name: str) -> str | None:
    """The type that a name shows, or None.

    >>> type_by_name("CPAM du Rhône"), type_by_name("Valdor Technologies"), type_by_name("Valdor")
    ('public_body', 'company', None)
    """
    words = name_key(name).split()
    for end in range(len(words), 0, -1):
        known = bodies().get(" ".join(words[:end]))
        if known is not None and (end == len(words) or end > 1 or len(words[0]) > 2):
            return known.type
    last = forms("body_type_last")
    for length in (2, 1):
        found = last.get(" ".join(words[-length:])) if len(words) > length else None
        if found is not None:
            return found
    return next((t for w in words[1:] if (t := forms("body_type_any").get(w)) is not None), None)
