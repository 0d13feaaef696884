"""A regular expression for any of many words, built so that it looks at each letter only once."""

from __future__ import annotations

import re
from collections.abc import Iterable

#: The letters that may follow, and under "" that a word ends here.
_Tree = dict[str, "_Tree"]


def any_of(words: Iterable[str], space: str = r"\s{1,3}") -> str:
    """A regex group that matches any of the words, the longest first. A space in an entry matches the regex `space`:
    any run of spaces, or a single space.

    Words that begin alike are branches of one tree: Python tries alternatives one by one, and lists have hundreds.

    >>> any_of(["ville", "villes", "village", "le port"])
    '(?:le\\\\s{1,3}port|vill(?:age|e(?:s)?))'
    """
    tree: _Tree = {}
    for word in words:
        node = tree
        for letter in word:
            node = node.setdefault(letter, {})
        node[""] = {}
    return f"(?:{'|'.join(_branches(tree, space))})"


def _branches(tree: _Tree, space: str) -> list[str]:
    """The alternatives of a node, each with all that may follow its letter."""
    letters = ((letter, below) for letter, below in sorted(tree.items()) if letter)
    return [(space if letter == " " else re.escape(letter)) + _tail(below, space) for letter, below in letters]


def _tail(tree: _Tree, space: str) -> str:
    branches = _branches(tree, space)
    if not branches:
        return ""
    if "" in tree:
        return f"(?:{'|'.join(branches)})?"
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
