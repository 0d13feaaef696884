"""The definite articles and the forms of `de`, folded: the usual links between the words of a French name."""

from __future__ import annotations

#: `de` as it is, elided, and contracted with an article.
DE = frozenset({"de", "du", "des", "d'"})
ARTICLES = frozenset({"la", "le", "les", "l'"})
