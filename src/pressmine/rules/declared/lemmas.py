"""The forms of a French word, for `<lever>` in a pattern: the dictionary's table of forms turned round, from a lemma to
its forms.
"""

from __future__ import annotations

from functools import cache, lru_cache

from pressmine.french.dictionary import ENDINGS, lemmas_of_forms, release

#: A verb of which the table has so many forms is irregular and has all of them there; of the others it has few or none.
_IRREGULAR = 20


@lru_cache(maxsize=4096)
def forms_of(lemma: str) -> tuple[str, ...]:
    """The forms of a lemma, beginning with itself; for a word that is not in the table, the word and its plural.

    >>> [f for f in forms_of("lever") if f in ("lever", "lève", "levé", "levait", "relève")]
    ['lever', 'levait', 'levé', 'lève']
    >>> forms_of("méthaniseur")
    ('méthaniseur', 'méthaniseurs')
    """
    lemma = lemma.lower()
    known = set(_forms().get(lemma, ()))
    regular = [lemma[:-2] + ending for ending in ENDINGS.get(lemma[-2:], "").split()] if len(known) < _IRREGULAR else []
    return (lemma, *sorted({*known, *regular, _plural(lemma)} - {lemma}))


def forget() -> None:
    """Release the memory of the tables, which are needed only while rules are loaded."""
    _forms.cache_clear()
    release()


@cache
def _forms() -> dict[str, list[str]]:
    out: dict[str, list[str]] = {}
    for forms in lemmas_of_forms().values():
        for form, lemmas in forms.items():
            for lemma in lemmas:
                out.setdefault(lemma, []).append(form)
    return out


def _plural(word: str) -> str:
    if word.endswith(("s", "x", "z")):
        return word
    if word.endswith("al"):
        return word[:-1] + "ux"
    return word + ("x" if word.endswith(("eau", "au", "eu")) else "s")
