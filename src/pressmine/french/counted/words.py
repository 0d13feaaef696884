"""Tokens and word classes by which the counted thing is found, from ``counted.toml``: no model, only closed lists and
endings."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from pressmine.french.flat import Flat
from pressmine.french.lists import read_list

_TOKEN = re.compile(r"[^\W\d_]{1,12}'(?=[^\W_])|\w+(?:[-&./]\w+)*\+?|[^\w ]")
_FINITE = re.compile(r"(?:aient|eront|erent|eraient|irent|issent|issait|issaient|erait|irait|iront)$")
_ENDINGS = (
    "(?:e|es|ent|a|ait|aient|ant|er|era|eront|erait|eraient|ee|ees|is|it|issent|ir|ira|iront|issait|issant|ons|ez|i"
    "|ie|ies|u|ue|us"
    "|ues|ient|t|rait|raient|dre|re|oit|oivent|ennent|te|tes|ts|s|x)?"
)


class Token(NamedTuple):
    """A word (with its elided apostrophe) or a sign: where it stands, as written and folded."""

    start: int
    end: int
    text: str
    low: str


@dataclass(frozen=True, slots=True)
class Tokens:
    """All tokens of a text and their starts, to find a place among them."""

    items: list[Token]
    starts: list[int]

    def at_or_after(self, position: int) -> int:
        """The index of the first token that begins at ``position`` or behind it."""
        return bisect_left(self.starts, position)


def tokenise(flat: Flat, places: Iterable[int]) -> Tokens:
    """The tokens of the lines of a flattened text that hold one of ``places``; a line break is a token of its own."""
    text, low = flat.text, flat.low
    items: list[Token] = []
    done = 0
    for place in places:
        if place < done:
            continue
        start = max(done, text.rfind("\n", done, place))
        done = text.find("\n", place) + 1 or len(text)
        for m in _TOKEN.finditer(text, max(start, 0), done):
            a, b = m.span()
            items.append(Token(a, b, text[a:b], low[a:b]))
    return Tokens(items, [t.start for t in items])


@cache
def lists() -> dict[str, frozenset[str]]:
    """The word lists of ``counted.toml`` by name."""
    data = read_list("counted")
    return {name: frozenset(w.strip() for w in words) for name, words in data.items()}


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = lists()
    verbs = "|".join(sorted((re.escape(v) for v in words["verbs"]), key=lambda v: (-len(v), v)))
    measure = "|".join(sorted((re.escape(v) for v in words["measure_verbs"]), key=lambda v: (-len(v), v)))
    return re.compile(rf"(?:{verbs}|{measure}){_ENDINGS}"), re.compile(rf"(?:{measure})")


@lru_cache(maxsize=8192)
def is_verb(low: str) -> bool:
    """Whether a folded word is a form of a listed verb. Doubtful words (`emplois`, `ventes`) are nouns."""
    if low in lists()["stops"]:
        return False
    if low in lists()["forms"]:
        return True
    if _FINITE.search(low) and len(low) > 5:
        return True
    if low in lists()["nouns"]:
        return False
    return bool(_patterns()[0].fullmatch(low)) and not re.search(r"(?:tion|tions|ment|ments|eur|eurs|ance|ence)$", low)


@lru_cache(maxsize=8192)
def looks_verbal(low: str) -> bool:
    """Whether a folded word has the form of a listed verb, even where it may be a noun, too."""
    return bool(_patterns()[0].fullmatch(low))


@lru_cache(maxsize=8192)
def is_measure_verb(low: str) -> bool:
    """Whether a folded verb has as its subject what the number measures (`atteint`, `s'élève à`, `a progressé de`)."""
    return bool(_patterns()[1].match(low))


@lru_cache(maxsize=8192)
def is_word(low: str) -> bool:
    """Whether a token is a word that could be a noun or an adjective: letters, no small word, no verb form."""
    words = lists()
    return (
        (low[:1].isalpha() and not low.endswith("'"))
        and (len(low) > 1)
        and low not in words["stops"]
        and low not in words["determiners"]
        and low not in ("de", "du", "des")
        and not is_verb(low)
    )


@lru_cache(maxsize=8192)
def is_adjective(low: str) -> bool:
    """Whether a folded word has the ending of an adjective, or never changes."""
    words = lists()
    return low in words["invariable"] or any(low.endswith(e) for e in words["adjective_endings"])


@lru_cache(maxsize=4096)
def is_infinitive(low: str) -> bool:
    """Whether a folded word is an infinitive: by its ending in `-er`, or as a form of a listed verb."""
    if low.endswith("er"):
        return not low.endswith("ier") and low not in lists()["not_infinitives"] and len(low) > 3
    return low.endswith(("ir", "re")) and is_verb(low)
