"""The definite articles and the forms of `de`, folded: the usual links between the words of a French name."""

from __future__ import annotations

from pressmine.french.lexicon import forms

#: `de` as it is, elided, and contracted with an article.
DE = frozenset((*forms("of.bare"), *forms("of.contracted")))
ARTICLES = frozenset(forms("determiner.article"))
