"""Which currency `francs`, `$` or `dirhams` means in a text."""

import re
from collections import Counter
from functools import cache, lru_cache
from typing import Any

from pressmine.french.alternatives import any_of
from pressmine.french.flat import Flat
from pressmine.french.known import bodies, name_key
from pressmine.french.lists import read_list

#: A word with a capital, and how many of them are looked up together as the name of a body.
_CAPITALISED = re.compile(r"(?<!\w)[A-ZÀ-ÖØ-Þ][\w&'.-]*")
_LONGEST_NAME = 4


@cache
def _shared() -> dict[str, list[dict[str, Any]]]:
    return {code: list(others) for code, others in read_list("units")["shared"].items()}


@cache
def _cues(code: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (other["code"], re.compile(rf"(?<![\w-])(?:{any_of(other['cues'], ' ')})(?![\w-])"))
        for other in _shared().get(code, ())
    )


def is_shared(code: str) -> bool:
    """Whether the everyday name of a currency is that of others, too: `francs`, `dollars`, `dinars`."""
    return code in _shared()


@lru_cache(maxsize=16)
def currency_meant(flat: Flat, code: str) -> str:
    """The currency that `francs`, `$` or `dirhams` means in this text: the one that most of its other words point at,
    else the one of the country that most of the known bodies come from, else ``code`` itself.
    """
    said = Counter({other: len(cues.findall(flat.low)) for other, cues in _cues(code)})
    best = max(said, key=said.__getitem__, default=code)  # the first of equal ones
    if said[best]:
        return best
    countries = {country: other["code"] for other in _shared().get(code, ()) for country in other.get("countries", ())}
    named = Counter(countries[country] for country in _countries(flat.text) if country in countries)
    return max(sorted(named), key=named.__getitem__, default=code)


def _countries(text: str) -> list[str]:
    """The countries of the known bodies that the text names, a country for each mention."""
    places = [(m.start(), m.end()) for m in _CAPITALISED.finditer(text)]
    found: list[str] = []
    for first, (start, _) in enumerate(places):
        for _, end in places[first : first + _LONGEST_NAME]:
            known = bodies().get(name_key(text[start:end])) if end - start < 60 else None
            if known and known.country and not known.ambiguous:
                found.append(known.country)
    return found
