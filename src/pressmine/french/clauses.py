"""Clause or phrase: does a span of French contain a finite verb? Closed lists and endings tell, without a model."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from pressmine.french.alternatives import any_of
from pressmine.french.folding import fold
from pressmine.french.lexicon import any_form, forms
from pressmine.french.lists import read_list

_TOKEN = re.compile(r"[^\W\d_]+")
#: Subjects that come right before their verb, and what may be between the two.
_SUBJECTS = frozenset(forms("subject_pronoun"))
_DOUBTFUL = frozenset(forms("subject_or_object"))
_CLITICS = frozenset(forms("clitic"))
#: After these stands a noun, whatever it looks like.
_NOUN_FOLLOWS = frozenset(forms("noun_follows"))
#: The East, with a capital behind another word.
_EAST = re.compile(r"(?<=\w )Est\b")
#: What a hyphen joins to a noun is no verb: `porte-parole`, `peut-être`; `dit-elle` is one.
_COMPOUND = re.compile(
    rf"(?<![\w-])[^\W\d_]{{3,20}}-(?=[^\W\d_]{{3}})(?!{any_of([*_SUBJECTS, *_DOUBTFUL, *_CLITICS])}(?!\w))"
)
_PARTICIPLES = ("é", "ée", "és", "ées")
_REFLEXIVE = frozenset(["s", "se", "ne", "n"])
_ENDINGS = re.compile(rf".{{2,}}{any_form('clause_ending')}$|.{{3,}}ez$")
_PLURAL = re.compile(r".{2,}(?<!m)ent$")
_PARTICIPLE = re.compile(r".{2,}(?:e|i|u|is|it|ert)$")
_IN_ACCENTS = frozenset(read_list("clauses")["in_accents"])


@cache
def _lists() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    data = read_list("clauses")
    return tuple(frozenset(map(fold, data[key])) for key in ("finite", "not_verbs", "nouns_too"))  # type: ignore[return-value]  # three


def has_finite_verb(text: str) -> bool:
    """True if the text has a conjugated verb, as far as lists and endings can tell.

    >>> has_finite_verb("Ce réseau est essentiel pour la construction d'un écosystème")
    True
    >>> has_finite_verb("nous signerons demain"), has_finite_verb("les équipes travaillaient ensemble")
    (True, True)
    >>> has_finite_verb("L'artisanat a de l'avenir"), has_finite_verb("Cette usine crée de la valeur")
    (True, True)
    >>> has_finite_verb("la Région Grand Est"), has_finite_verb("GRAND EST : CE QUI EST FAIT")
    (False, True)
    >>> has_finite_verb("développement durable et transparent des territoires"), has_finite_verb("un porte-parole")
    (False, False)
    """
    text = _EAST.sub("", text)
    tokens = _TOKEN.findall(_COMPOUND.sub("", text.lower()) if "-" in text else text.lower())
    if not any(map(_speaks, tokens)):
        return False
    plain = [fold(t) for t in tokens]
    accented = tokens != plain
    for index, word in enumerate(plain):
        if not _speaks(tokens[index]):
            continue
        if word in _SUBJECTS and index + 1 < len(plain) or index and tokens[index] in _IN_ACCENTS:
            return True
        if word in _DOUBTFUL and _verb_behind(plain, index):
            return True
        if _finite(word) or (word in _REFLEXIVE and _conjugated(tokens, index)):
            return True
        if index and word in _lists()[2] and plain[index - 1] not in _NOUN_FOLLOWS:
            return True
        if word == "a" and tokens[index] == "a" and _has_done(plain, index, accented):
            return True
    return False


@lru_cache(maxsize=2**14)
def _speaks(token: str) -> bool:
    """True if a word can make a clause of the words around it: nearly all that are read cannot."""
    if token.endswith(_PARTICIPLES) and token not in _IN_ACCENTS:
        return False  # `chargé` folds to `charge`, and is not a verb of a clause by itself
    word = fold(token)
    known = (
        word == "a"
        or token in _IN_ACCENTS
        or word in _SUBJECTS
        or word in _DOUBTFUL
        or word in _REFLEXIVE
        or word in _lists()[2]
    )
    return known or _finite(word)


def _conjugated(words: list[str], index: int) -> bool:
    """`s'appuie`, `ne remplace`: after these stands a verb; infinitives, gerunds and participles make no clause."""
    word = words[index + 1] if index + 1 < len(words) else ""
    return len(word) > 2 and word.endswith(("e", "es", "ent", "it", "d", "t", "x")) and not word.endswith(("re", "ant"))


@lru_cache(maxsize=2**14)
def _finite(word: str) -> bool:
    finite, not_verbs, _ = _lists()
    if word in not_verbs:
        return False
    return word in finite or bool(_ENDINGS.match(word)) or bool(_PLURAL.match(word))


def _verb_behind(words: list[str], index: int) -> bool:
    """`nous signons`, `c'est`, `qui nous ressemble`: a verb form right after the subject and its clitics."""
    at = index + 1
    while at < len(words) and at < index + 4 and words[at] in _CLITICS:
        at += 1
    if at >= len(words):
        return False
    word = words[at]
    if words[index] == "nous":
        return len(word) > 4 and word.endswith("ons")
    if words[index] == "vous":
        return len(word) > 3 and word.endswith("ez") and _finite(word)
    return _finite(word) or (
        words[index] in ("qui", "elle", "elles") and len(word) > 3 and word.endswith(("e", "ent", "it", "d"))
    )


def _has_done(words: list[str], index: int, accented: bool) -> bool:
    """`a`, the auxiliary: surely so where the text writes its accents, else where a participle follows."""
    if accented or words[index + 1 : index + 3] in (["de", "l"], ["de", "la"]):
        return True  # `a de l'avenir`
    return any(_PARTICIPLE.match(w) for w in words[index + 1 : index + 3])
