"""Tokens and word classes for finding what a figure counts, from ``counted.toml``: no model, only closed lists and
endings."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from pressmine.french.alternatives import any_of
from pressmine.french.flat import Flat
from pressmine.french.lexicon import any_form, forms
from pressmine.french.lists import folded_set, read_list

_TOKEN = re.compile(r"[^\W\d_]{1,12}'(?=[^\W_])|\w+(?:[-&./]\w+)*\+?|[^\w ]")
_FINITE = tuple(forms("finite_ending"))
#: Nouns in -ier are many (`dossier`, `policier`), but for these endings.
_VERBS_IN_IER = ("ifier", "tudier", "ublier")
_NOUN_ENDINGS = tuple(forms("noun_ending"))


class Token(NamedTuple):
    """A word (with its apostrophe if elided) or a sign, as written and folded."""

    text: str
    low: str


@dataclass(frozen=True, slots=True)
class Tokens:
    """All tokens of a text, folded, and where each of them begins: a fold is as long as what it folds."""

    text: str
    lows: list[str]
    starts: list[int]

    def at_or_after(self, position: int) -> int:
        """The index of the first token that begins at ``position`` or after it."""
        return bisect_left(self.starts, position)

    def end(self, i: int) -> int:
        """The end of a token."""
        return self.starts[i] + len(self.lows[i])

    def written(self, i: int) -> str:
        """The text of a token as written."""
        return self.text[self.starts[i] : self.end(i)]


def tokenise(flat: Flat, places: Iterable[int]) -> Tokens:
    """The tokens of those lines of a flattened text that contain one of ``places``; a line break is a token of its
    own.
    """
    low = flat.low
    lows: list[str] = []
    starts: list[int] = []
    done = 0
    for place in places:
        if place < done:
            continue
        at = max(done, low.rfind("\n", done, place))
        done = low.find("\n", place) + 1 or len(low)
        for chunk in low[at:done].split(" "):
            if chunk.isalnum():  # most are one word
                starts.append(at)
                lows.append(chunk)
            elif chunk:
                for offset, token in _pieces(chunk) if len(chunk) <= _KEPT else _pieces.__wrapped__(chunk):
                    starts.append(at + offset)
                    lows.append(token)
            at += len(chunk) + 1
    return Tokens(flat.text, lows, starts)


#: The longest run without a space whose tokens are remembered.
_KEPT = 40


@lru_cache(maxsize=2**14)
def _pieces(chunk: str) -> tuple[tuple[int, str], ...]:
    """The tokens of a run without a space (which no token holds), each with its place in it."""
    return tuple((m.start(), m.group()) for m in _TOKEN.finditer(chunk))


@cache
def lists() -> dict[str, frozenset[str]]:
    """The word lists of ``counted.toml`` by name."""
    data = read_list("counted")
    return {name: frozenset(w.strip() for w in words) for name, words in data.items()}


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    verbs, measure = any_of(lists()["verbs"], " "), any_of(lists()["measure_verbs"], " ")
    return re.compile(rf"(?:{verbs}|{measure}){any_form('stem_ending')}?"), re.compile(measure)


@cache
def small_words() -> frozenset[str]:
    """Words that are never names, even when capitalised."""
    words = lists()
    return frozenset().union(
        *(words[name] for name in ("stops", "determiners", "fillers", "prepositions", "auxiliaries"))
    )


@cache
def _named_infinitives() -> frozenset[str]:
    """The verbs of ``verbs.toml``, folded, but for those that are nouns as often."""
    return folded_set("verbs", "acts") | folded_set("verbs", "anything") - lists()["nouns"]


@lru_cache(maxsize=8192)
def is_verb(low: str) -> bool:
    """Whether a folded word is a form of a listed verb. Doubtful words (`emplois`, `ventes`) are nouns."""
    if low in lists()["stops"]:
        return False
    if low in lists()["forms"]:
        return True
    if low in lists()["nouns"]:
        return False
    if len(low) > 5 and low.endswith(_FINITE):
        return True
    if low.endswith("er") and is_infinitive(low) or low in _named_infinitives():
        return True
    return bool(_patterns()[0].fullmatch(low)) and not low.endswith(_NOUN_ENDINGS)


@lru_cache(maxsize=8192)
def looks_verbal(low: str) -> bool:
    """True if a folded word has the form of a listed verb, even if it may also be a noun."""
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


@cache
def _adjective_endings() -> tuple[str, ...]:
    return tuple(sorted(lists()["adjective_endings"]))


@lru_cache(maxsize=8192)
def is_adjective(low: str) -> bool:
    """Whether a folded word has the ending of an adjective, or never changes."""
    words = lists()
    return low in words["invariable"] or low.endswith(_adjective_endings())


@cache
def _adverb_endings() -> tuple[str, ...]:
    return tuple(sorted(lists()["adverb_endings"]))


def is_adverb(low: str) -> bool:
    """Whether a folded word has the ending of an adverb."""
    return low.endswith(_adverb_endings()) and low not in lists()["nouns_in_ment"]


@lru_cache(maxsize=4096)
def is_infinitive(low: str) -> bool:
    """Whether a folded word is an infinitive: by its ending in `-er`, or as a form of a listed verb."""
    if low.endswith("er"):
        if low.endswith("ier"):
            return low.endswith(_VERBS_IN_IER) or low in lists()["infinitives_in_ier"]
        return low not in lists()["not_infinitives"] and len(low) > 3
    return low.endswith(("ir", "re")) and is_verb(low)
