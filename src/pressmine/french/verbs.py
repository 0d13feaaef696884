"""Third persons and participles of French verbs, folded: what follows the name of a body, or after `a`.

Regular verbs of the first and second group are conjugated here; `irregular` of `verbs.toml` has the principal parts of
the others.
"""

from __future__ import annotations

from functools import cache

from pressmine.french.folding import fold
from pressmine.french.lexicon import written
from pressmine.french.lists import folded_set, read_list

_FUTURE = ("a", "ont", "ait", "aient")
_IMPERFECT = ("ait", "aient")
_IRREGULAR = {fold(verb): tuple(fold(parts).split()) for verb, parts in read_list("verbs")["irregular"].items()}


@cache
def third_persons(infinitive: str) -> frozenset[str]:
    """Present, imperfect, future, conditional and simple past, singular and plural, folded.

    >>> sorted(third_persons("lancer"))[:5]
    ['lanca', 'lancait', 'lancaient', 'lance', 'lancent']
    >>> "appellera" in third_persons("appeler"), "emploient" in third_persons("employer")
    (True, True)
    """
    verb = fold(infinitive)
    parts = _IRREGULAR.get(verb)
    if parts is not None:
        one, many, _, future, imperfect = parts
        return frozenset((one, many, *(future + e for e in _FUTURE), *(imperfect + e for e in _IMPERFECT)))
    stem = verb[:-2]
    if verb.endswith("ir"):
        return frozenset(
            (stem + "it", stem + "issent", *(verb + e for e in _FUTURE), *(f"{stem}iss{e}" for e in _IMPERFECT))
        )
    past = stem + "e" if stem.endswith("g") else stem
    forms = {past + "a", stem + "erent", *(past + e for e in _IMPERFECT)}
    for base in _stems(stem):
        forms |= {base + "e", base + "ent", *(f"{base}er{e}" for e in _FUTURE)}
    return frozenset(forms)


@cache
def participles(infinitive: str) -> frozenset[str]:
    """The past participle in its four forms, folded.

    >>> sorted(participles("investir"))
    ['investi', 'investie', 'investies', 'investis']
    """
    verb = fold(infinitive)
    parts = _IRREGULAR.get(verb)
    said = parts[2] if parts is not None else verb[:-2] + ("i" if verb.endswith("ir") else "e")
    return frozenset((said, said + "e", said if said.endswith("s") else said + "s", said + "es"))


@cache
def first_plural(infinitive: str) -> str:
    """What follows `nous` in the present of a verb of the first group, folded.

    >>> [first_plural(verb) for verb in ("demander", "exiger", "dénoncer")]
    ['demandons', 'exigeons', 'denoncons']
    """
    stem = fold(infinitive)[:-2]
    return stem + ("eons" if stem.endswith("g") else "ons")


@cache
def present_participle(infinitive: str) -> str:
    """The present participle, folded.

    >>> [present_participle(verb) for verb in ("annoncer", "juger", "garantir")]
    ['annoncant', 'jugeant', 'garantissant']
    """
    verb = fold(infinitive)
    parts = _IRREGULAR.get(verb)
    if parts is not None:
        return parts[4] + "ant"
    stem = verb[:-2]
    return stem + ("issant" if verb.endswith("ir") else "eant" if stem.endswith("g") else "ant")


def _stems(stem: str) -> tuple[str, ...]:
    """A stem and what becomes of it before a mute `e`: `appell`, `emploi`."""
    if stem.endswith(("oy", "uy")):
        return (stem[:-1] + "i",)
    if stem.endswith("ay"):
        return (stem, stem[:-1] + "i")
    return (stem, stem + stem[-1]) if stem.endswith(("el", "et")) else (stem,)


@cache
def finite_forms(key: str) -> frozenset[str]:
    """The third persons of all verbs of a list of `verbs.toml`."""
    return frozenset(form for verb in read_list("verbs")[key] for form in third_persons(verb))


@cache
def participle_forms(key: str) -> frozenset[str]:
    """The participles of all verbs of a list of `verbs.toml`."""
    return frozenset(form for verb in read_list("verbs")[key] for form in participles(verb))


@cache
def all_forms(name: str) -> frozenset[str]:
    """Infinitives, third persons and participles of the verbs of a class of the lexicon, folded.

    >>> {"depasser", "depassent", "depasse", "depassant"} <= all_forms("exceeds")
    True
    """
    found: set[str] = set()
    for verb in written(name):
        found |= {fold(verb), present_participle(verb), *third_persons(verb), *participles(verb)}
    return frozenset(found)


def acts_form(folded: str) -> bool:
    """True for a third person of a verb that bodies have.

    >>> acts_form("recrute"), acts_form("rouge")
    (True, False)
    """
    return folded in finite_forms("acts") or folded in finite_forms("anything")


@cache
def taking_forms() -> frozenset[str]:
    """Forms of the verbs whose object a body is: infinitives, third persons, participles."""
    return folded_set("verbs", "takes") | finite_forms("takes") | participle_forms("takes")


@cache
def giving_forms() -> frozenset[str]:
    """Forms of the verbs that have a body after `à`: infinitives, third persons, participles."""
    return folded_set("verbs", "gives") | finite_forms("gives") | participle_forms("gives")
