"""Noun phrases without a tagger: forward from a number, or backward from it, by closed lists and French endings."""

from dataclasses import dataclass

from pressmine.french.counted_words import Token, Tokens, is_adjective, is_verb, is_word, lists
from pressmine.french.flat import Flat

DE = ("de", "d'", "du", "des")
LONGEST = 9
_PARTICLES = (
    "la",
    "l'",
    "le",
    "les",
    "un",
    "une",
    "son",
    "sa",
    "ses",
    "leur",
    "leurs",
    "nos",
    "notre",
    "ces",
    "cette",
    "ce",
    "cet",
    "vos",
    "votre",
)
SIGNS = (".", "!", "?", ";", "\n")


@dataclass(frozen=True, slots=True)
class Reader:
    """One text being read: its tokens, and where the figure's surroundings begin and end among them."""

    flat: Flat
    tokens: Tokens

    def token(self, i: int) -> Token | None:
        """The token at index ``i``, or None beyond the ends."""
        return self.tokens.items[i] if 0 <= i < len(self.tokens.items) else None

    def low(self, i: int) -> str:
        """The folded token at index ``i``, empty beyond the ends."""
        return self.tokens.items[i].low if 0 <= i < len(self.tokens.items) else ""

    def wordy(self, i: int) -> bool:
        """Whether the token can be part of a noun phrase; what looks like a verb is a noun behind a determiner."""
        token = self.token(i)
        if token is None:
            return False
        return is_word(token.low) or is_proper(token) or self.forced(i)

    def forced(self, i: int) -> bool:
        """Whether a determiner before it makes the token a noun whatever it looks like."""
        token = self.tokens.items[i]
        if (
            not token.low[0].isalpha()
            or token.low in lists()["stops"] | lists()["forms"]
            or token.low in lists()["determiners"]
        ):
            return False
        before = self.low(i - 1)
        if before in ("de", "d'"):
            return not token.low.endswith(("er", "ir", "re", "ant"))
        return before in lists()["determiners"]


def is_proper(token: Token) -> bool:
    """A capitalised word or acronym: never taken for a verb or a small word unless it is one of these."""
    return token.text[0].isupper() and (
        token.text.isupper() and len(token.text) > 1 or token.low not in lists()["stops"] | lists()["determiners"]
    )


def skip_de(r: Reader, i: int) -> int:
    """Past `de`, `du`, `des`, `d'` and the article or possessive behind it; `i` itself where no `de` stands there."""
    if r.low(i) not in DE:
        return i
    i += 1
    while r.low(i) in _PARTICLES:
        i += 1
    return i


def _complement(r: Reader, i: int, plural: bool) -> int:
    """The end of adjectives behind a head at ``i - 1``: plural behind a plural, by their ending behind a singular."""
    while (token := r.token(i)) and token.low not in lists()["stops"]:
        agrees = token.low.endswith(("s", "x", "z")) if plural else is_adjective(token.low)
        participle = token.text.endswith(("és", "ées", "ant", "é", "ée"))
        name = (
            token.text[:1].isupper()
            and not plural
            or token.text.isupper()
            and len(token.text) > 1
            or token.text[1:2].isupper()
        )
        if not (is_word(token.low) and (agrees or token.low in lists()["invariable"]) and not participle or name):
            break
        if token.low in DE or token.low in lists()["determiners"]:
            break
        i += 1
    return i


def phrase(r: Reader, i: int, force: bool = False) -> tuple[int, int] | None:
    """(first, end) token indices of the noun phrase that begins at ``i``: adjectives before the noun are left out."""
    start = i
    while r.low(i) in lists()["before_noun"] and r.wordy(i + 1):
        i += 1
    head = r.token(i)
    force = force and r.low(i)[:1].isalpha() and r.low(i) not in lists()["stops"] | lists()["forms"]
    counted_plural = (
        r.low(i - 1)[-1:].isdigit()
        and r.low(i).endswith("s")
        and r.low(i).isalpha()
        and r.low(i) not in lists()["stops"]
    )
    if head is None or not (r.wordy(i) or counted_plural or force):
        return None
    i, start = i + 1, i
    if head.text[:1].isupper():
        while (token := r.token(i)) and token.text[:1].isupper() and i - start < 5:
            i += 1
    plural = head.low.endswith(("s", "x", "z"))
    i = _complement(r, i, plural)
    for _ in range(2):
        follow = r.low(i)
        if follow in ("a", "en") and r.low(i + 1) in lists()["inside_a" if follow == "a" else "inside_en"]:
            i = _complement(r, i + 2, True)
        elif follow in DE:
            behind = skip_de(r, i)
            while r.low(behind) in lists()["before_noun"] and r.low(behind) != "plus" and r.wordy(behind + 1):
                behind += 1
            if (
                not r.wordy(behind)
                or r.low(behind).endswith(("er", "ir"))
                and r.low(i) in ("de", "d'")
                and is_verb(r.low(behind))
            ):
                break
            low = r.low(behind)
            i = _complement(r, behind + 1, low.endswith(("s", "x", "z")))
        else:
            break
        if i - start > LONGEST:
            break
    return start, min(i, start + LONGEST)


def phrase_before(r: Reader, j: int) -> tuple[int, int] | None:
    """(first, end) token indices of the noun phrase whose last word is token ``j``."""
    k = j
    while k >= 0 and j - k < 14:
        low = r.low(k)
        if r.wordy(k) or low in ("de", "d'", "du", "des"):
            k -= 1
        elif low in ("plus", "moins") and r.low(k - 1) in ("le", "la", "les"):  # `l'outil le plus apprécié`
            k -= 2
        elif low in lists()["determiners"]:
            if r.low(k - 1) in ("de", "d'") and r.wordy(k - 2):
                k -= 2
            else:
                break
        elif (
            low == "en" and r.wordy(k - 1) and r.wordy(k + 1) and (token := r.token(k + 1)) and token.text[0].islower()
        ):
            k -= 1  # `teneur en sel`
        elif low == "a" and r.wordy(k - 1) and r.low(k + 1) in lists()["inside_a"]:
            k -= 1
        else:
            break
    first = k + 1
    while first <= j and (
        r.low(first) in DE or r.low(first) in lists()["before_noun"] or r.low(first) in lists()["determiners"]
    ):
        first += 1
    if first > j:
        return None
    return first, min(j + 1, first + LONGEST)


def _clause_start(r: Reader, j: int) -> int:
    k = j
    while k >= 0 and r.low(k) not in (*SIGNS, ":", "("):
        k -= 1
    return k + 1


def subject_before(r: Reader, j: int) -> tuple[int, int] | None:
    """The noun phrase that stands before the verb at ``j``: past auxiliaries, adverbs and pronouns; past `qui` its
    antecedent."""
    start = _clause_start(r, j)
    k = j
    while k >= start and not (
        r.wordy(k) and not is_verb(r.low(k)) and not r.low(k).endswith("ment") or r.low(k) == ","
    ):
        k -= 1
    if r.low(k) == ",":  # an aside: the subject stands before it
        inner = k - 1
        while inner >= start and r.low(inner) != ",":
            inner -= 1
        if inner > start and r.low(inner) == ",":
            k = inner - 1
        else:
            k -= 1
    while k >= start and not r.wordy(k):
        k -= 1
    return phrase_before(r, k) if k >= start else None
