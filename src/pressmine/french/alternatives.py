"""One of many words, as a regular expression that looks at each letter once."""

from __future__ import annotations

import re
from collections.abc import Iterable

#: The letters that may follow, and under "" that a word ends here.
_Tree = dict[str, "_Tree"]


def any_of(words: Iterable[str]) -> str:
    """A regex group that matches any of the words, the longest first; a space in an entry matches any run of spaces.

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
    return f"(?:{'|'.join(_branches(tree))})"


def _branches(tree: _Tree) -> list[str]:
    """The alternatives of a node, each with all that may follow its letter."""
    return [_sign(letter) + _tail(below) for letter, below in sorted(tree.items()) if letter]


def _tail(tree: _Tree) -> str:
    branches = _branches(tree)
    if not branches:
        return ""
    if "" in tree:
        return f"(?:{'|'.join(branches)})?"
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


def _sign(letter: str) -> str:
    return r"\s{1,3}" if letter == " " else re.escape(letter)
