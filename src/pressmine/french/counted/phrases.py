"""Noun phrases without a tagger: forward from a number, or backward from it, by closed lists and French endings."""

from dataclasses import dataclass, field

from pressmine.french.counted.words import (
    Token,
    Tokens,
    is_adjective,
    is_infinitive,
    is_verb,
    is_word,
    lists,
    looks_verbal,
    small_words,
)
from pressmine.french.determiners import DE
from pressmine.french.dictionary import is_only_verb, verb_and
from pressmine.french.flat import Flat
from pressmine.french.lexicon import forms

Phrase = tuple[int, int]
SIGNS = (".", "!", "?", ";", "\n")
LONGEST = 9
#: Tokens, and characters, that anything looks back over: no clause, and no sentence, is so long.
FAR, FAR_BACK = 150, 1_500
_PARTICLES = frozenset(forms("determiner"))
PARTICIPLES = ("é", "ée", "és", "ées")


@dataclass(frozen=True, slots=True)
class Reader:
    """A text being read: its tokens, and for each token of a figure the index of that figure."""

    flat: Flat
    tokens: Tokens
    owners: dict[int, int] = field(default_factory=dict)
    known: dict[int, bool] = field(default_factory=dict)  # which tokens are wordy, as far as that was asked

    def token(self, i: int) -> Token | None:
        """The token at index ``i``, or None beyond the ends."""
        lows = self.tokens.lows
        return Token(self.tokens.written(i), lows[i]) if 0 <= i < len(lows) else None

    def low(self, i: int) -> str:
        """The folded token at index ``i``, empty beyond the ends."""
        lows = self.tokens.lows
        return lows[i] if 0 <= i < len(lows) else ""

    def wordy(self, i: int) -> bool:
        """True if the token can be part of a noun phrase; after a determiner, what looks like a verb is a noun."""
        known = self.known.get(i)
        if known is None:
            known = self.known[i] = self._wordy(i)
        return known

    def _wordy(self, i: int) -> bool:
        low = self.low(i)
        if not low or i in self.owners:
            return False
        if self.forced(i) or (
            is_word(low) and not self.participle(i) and not self.governed(i) and not self.only_verb(i)
        ):
            return True
        return is_proper(Token(self.tokens.written(i), low))

    def verbal(self, i: int) -> bool:
        """True if the token is a verb here: by its form, or as a participle."""
        low = self.low(i)
        if not low or i in self.owners or self.forced(i):
            return False
        if is_verb(low) or self.only_verb(i):
            return True
        return not is_proper(Token(self.tokens.written(i), low)) and (self.participle(i) or self.governed(i))

    def only_verb(self, i: int) -> bool:
        """True if the token as written is the form of a verb and of nothing else."""
        written = self.tokens.written(i)
        return written.islower() and is_only_verb(written)

    def leftover(self, i: int) -> bool:
        """True for a participle in the plural that stands where a noun would: `contre 8 000 attendues`; `12 programmes`
        is none.
        """
        plural = self.low(i).startswith(tuple(lists()["leftovers"]))
        return plural and self.tokens.written(i).endswith((*PARTICIPLES, "us", "ues", "is"))

    def governed(self, i: int) -> bool:
        """True if a pronoun or `ne` right before makes the token a verb: `se dégrade`, `qui tournent`, `il en
        reste`.
        """
        before = i - 2 if self.low(i - 1) == "en" else i - 1
        return self.low(before) in lists()["verb_pronouns"] and is_word(self.low(i))

    def predicate(self, i: int) -> bool:
        """True if the token right behind a noun phrase can be a finite verb: `l'usine produit 12 000 tonnes`, `le
        rachat porte à 80 le nombre`. What may be an adjective too is a verb only before a figure or an article, or as
        a plural.
        """
        low, written = self.low(i), self.tokens.written(i)
        if not self.wordy(i) or self.forced(i) or not written.islower() or not self.wordy(i - 1):
            return False
        shared = verb_and(written)
        if shared is None or is_adjective(low) or not self.forced(self._head(i - 1)):
            return False
        behind = self.low(i + 1)
        closed = i + 1 in self.owners or behind in lists()["determiners"] and behind not in DE
        endings = ("e", "t", "d") if closed else ("e", "ent") if "adj" not in shared else ("ent",)
        return low.endswith(endings) and not written.endswith(PARTICIPLES)

    def _head(self, i: int) -> int:
        """The first word of the words of a noun phrase that end at ``i``."""
        while self.wordy(i - 1):
            i -= 1
        return i

    def participle(self, i: int) -> bool:
        """A word after an auxiliary (`ont fondu`), or one in `-é` that is a verb's or follows a comma."""
        low = self.low(i)
        before = i - 1
        if self.low(before) in forms("before_adjective"):
            return False
        auxiliaries = lists()["auxiliaries"]
        if self.low(before) in lists()["fillers"] and self.low(before - 1) in auxiliaries:
            before -= 1  # `ont déjà restauré`
        if self.low(before).endswith("ment") and (self.low(before - 1) in auxiliaries or self.low(before - 1) == "a"):
            before -= 1
        auxiliary = self.low(before)
        if auxiliary in auxiliaries or auxiliary == "a" and self.tokens.written(before) == "a":
            return low.endswith(("e", "i", "u", "t", "s")) and is_word(low)
        return self.tokens.written(i).endswith(PARTICIPLES) and (looks_verbal(low) or self.low(i - 1) == ",")

    def forced(self, i: int) -> bool:
        """True if a determiner before the token makes it a noun, whatever it looks like."""
        low = self.low(i)
        words = lists()
        small = low in words["stops"] or low in words["forms"] or low in words["determiners"]
        if small or not low[0].isalpha():
            return False
        before = self.low(i - 1)
        if low in words["change_nouns"] and (before in words["before_noun"] or before == "en"):
            return True
        if before == "par" and low in words["inside_par"]:
            return True
        if before in ("de", "d'"):
            return not low.endswith(tuple(forms("no_noun_ending")))
        return before in words["determiners"]


def is_proper(token: Token) -> bool:
    """True for a capitalised word or acronym, which is not taken for a verb or a small word unless it is a listed
    one.
    """
    return token.text[0].isupper() and token.low not in small_words() and token.low not in DE


def skip_de(r: Reader, i: int) -> int:
    """The index after `de`, `du`, `des`, `d'` and an article at ``i``; ``i`` itself if no `de` is there."""
    if r.low(i) not in DE:
        return i
    i += 1
    while r.low(i) in _PARTICLES:
        i += 1
    return i


def skip_determiners(r: Reader, i: int) -> int:
    """The index after the articles and possessives at ``i``."""
    while r.low(i) in _PARTICLES:
        i += 1
    return i


def _complement(r: Reader, i: int, plural: bool) -> int:
    """The end of adjectives after a head at ``i - 1``: plural after a plural, by their ending after a singular."""
    words = lists()
    while (token := r.token(i)) and i not in r.owners and token.low not in words["stops"]:
        if token.low in DE or token.low in words["determiners"]:
            break
        agrees = token.low.endswith(("s", "x", "z")) if plural else is_adjective(token.low)
        participle = token.text.endswith((*PARTICIPLES, "ant"))
        acronym = token.text.isupper() and len(token.text) > 1 or token.text[1:2].isupper()
        name = acronym or token.text[:1].isupper() and not plural
        fits = is_word(token.low) and (agrees or token.low in words["invariable"]) and not participle
        if not (fits or name):
            break
        i += 1
    return i


def phrase(r: Reader, i: int, force: bool = False) -> Phrase | None:
    """(first, end) token indices of the noun phrase that begins at ``i``: adjectives before the noun are left out.

    ``force``: the word there is a noun, whatever it looks like.
    """
    words = lists()
    while r.low(i) in words["before_noun"] and r.wordy(i + 1):
        i += 1
    head = r.token(i)
    force = force and r.low(i)[:1].isalpha() and r.low(i) not in words["stops"] | words["forms"]
    plural_noun = i - 1 in r.owners and r.low(i).endswith("s") and r.low(i) not in words["stops"]
    adverb = not force and i - 1 in r.owners and head is not None and head.low.endswith("ment")
    if head is None or adverb or not (r.wordy(i) or plural_noun and head.low.isalpha() or force):
        return None
    start = i
    i += 1
    if head.text[:1].isupper() and not head.text.isupper():
        while (token := r.token(i)) and token.text[:1].isupper() and i - start < 5:
            i += 1
    i = _complement(r, i, head.low.endswith(("s", "x", "z")))
    for _ in range(2):
        longer = _genitive(r, i)
        if longer is None:
            break
        i = longer
        if i - start > LONGEST:
            break
    return start, min(i, start + LONGEST)


def _genitive(r: Reader, i: int) -> int | None:
    """The end of `de …`, `à projets`, `en ligne` after a noun phrase that ends at ``i``; None if none is there."""
    words = lists()
    follow = r.low(i)
    if follow in ("a", "en") and r.low(i + 1) in words["inside_a" if follow == "a" else "inside_en"]:
        return _complement(r, i + 2, True)
    if follow not in DE:
        return None
    behind = skip_de(r, i)
    while r.low(behind) in words["before_noun"] and r.low(behind) != "plus" and r.wordy(behind + 1):
        behind += 1
    low = r.low(behind)
    infinitive = follow in ("de", "d'") and is_infinitive(low)
    if not r.wordy(behind) or infinitive:
        return None
    return _complement(r, behind + 1, low.endswith(("s", "x", "z")))


def phrase_before(r: Reader, j: int) -> Phrase | None:
    """(first, end) token indices of the noun phrase whose last word is token ``j``."""
    words = lists()
    k = j
    while k >= 0 and j - k < 14:
        low = r.low(k)
        if r.wordy(k) or low in DE:
            k -= 1
        elif low in ("plus", "moins") and r.low(k - 1) in ("le", "la", "les"):  # `l'outil le plus apprécié`
            k -= 2
        elif low in ("tres", "fort", "bien") and r.wordy(k - 1):
            k -= 1
        elif low in words["determiners"]:
            if r.low(k - 1) in ("de", "d'") and r.wordy(k - 2):
                k -= 2
            else:
                break
        elif low == "en" and r.wordy(k - 1) and r.wordy(k + 1) and r.tokens.written(k + 1)[0].islower():
            if r.low(k + 1) in words["change_nouns"]:
                break  # `une collecte en recul`
            k -= 1  # `teneur en sel`
        elif low == "a" and r.wordy(k - 1) and (r.low(k + 1) in words["inside_a"] or _named_pair(r, k)):
            k -= 1
        elif low in ("au", "aux") and r.low(k - 1) in words["before_au"]:
            k -= 1  # `aide au transport`
        elif low == "par" and r.low(k + 1) in words["inside_par"] and r.wordy(k - 1):
            k -= 1  # `investissement par élève`
        else:
            break
    first = k + 1
    while first <= j and (r.low(first) in DE or r.low(first) in words["before_noun"] | words["determiners"]):
        first += 1
    return (first, min(j + 1, first + LONGEST)) if first <= j else None


def _named_pair(r: Reader, k: int) -> bool:
    """Whether capitalised words are on both sides of token ``k``."""
    left, right = r.token(k - 1), r.token(k + 1)
    return left is not None and right is not None and left.text[0].isupper() and right.text[0].isupper()


def back_to(r: Reader, k: int, signs: tuple[str, ...]) -> int:
    """The last index up to ``k`` with one of some signs; without any, the furthest index that is searched."""
    least = max(0, k - FAR)
    while k > least and r.low(k) not in signs:
        k -= 1
    return k


def clause_start(r: Reader, j: int) -> int:
    """The index of the first token of the clause that contains token ``j``."""
    k, least = j, max(0, j - FAR)
    while k >= least and r.low(k) not in (*SIGNS, ":", "("):
        k -= 1
    return k + 1
