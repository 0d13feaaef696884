"""Words as they are searched: folded, lightly stemmed, and spelled so that both databases cut them alike.

The databases' own dictionaries differ, so theirs are not used: what is indexed are the stems written here, and a
question is taken apart in the same way.
"""

from __future__ import annotations

import re
import unicodedata
from collections import deque
from collections.abc import Iterator, Sequence

_WORD = re.compile(r"[^\W_]+")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d"})
#: A token as long as this says nothing that its beginning doesn't; so many different ones is not an article any more
#: (PostgreSQL's tsvector holds 1 MiB).
_TOKEN, _TOKENS = 40, 20_000
#: A stem, and whether it is the beginning of a word.
Stem = tuple[str, bool]


def storable(text: str) -> str:
    """The text as PostgreSQL can hold it: U+FFFD stands for U+0000, so that no offset moves."""
    return text.replace("\0", "\ufffd")


def fold(text: str) -> str:
    """Lower case without accents, ligatures undone: for comparing, since characters don't keep their places.

    >>> fold("Œuvre À l’Été")
    'oeuvre a l’ete'
    """
    lowered = unicodedata.normalize("NFKD", storable(text)).lower().translate(_LIGATURES)
    decomposed = unicodedata.normalize("NFKD", lowered)
    return unicodedata.normalize("NFC", "".join(c for c in decomposed if not unicodedata.combining(c)))


def plain_words(text: str) -> list[str]:
    """The folded words of a text: letters and digits, cut at anything else.

    >>> plain_words("L'État a signé 12 accords-cadres")
    ['l', 'etat', 'a', 'signe', '12', 'accords', 'cadres']
    """
    return _WORD.findall(fold(text))


def stem(word: str) -> str:
    """A folded word without the endings of number, gender and participle; words under four letters stay.

    >>> [stem(word) for word in ("signees", "signe", "signer", "conventions", "regionaux", "bureaux", "pays")]
    ['sign', 'sign', 'sign', 'convention', 'regional', 'bureau', 'pay']
    """
    if len(word) < 4 or not word.isalpha():
        return word
    if word.endswith("aux") and not word.endswith("eaux"):
        word = word[:-2] + "l"
    elif word[-1] in "sx" and len(word) > 3:
        word = word[:-1]
    if word.endswith("er") and len(word) > 5:
        word = word[:-2]
    while word.endswith("e") and len(word) > 3:
        word = word[:-1]
    return word


def token(word: str) -> str:
    """A stem in plain ASCII that starts with a letter, which every tokenizer keeps in one piece.

    >>> token("2024"), token("нефть")[:10]
    ('n2024', 'u43du435u4')
    """
    spelled = "".join(c if c.isascii() else f"u{ord(c):x}" for c in word)
    return (spelled if spelled[:1].isalpha() else f"n{spelled}")[:_TOKEN]


def stems(text: str) -> str:
    """The different stems of a text, in order of the alphabet, between blanks: what the search index holds."""
    return " ".join(sorted({token(stem(word)) for word in plain_words(text)})[:_TOKENS])


def asked(question: str) -> Iterator[tuple[str, bool, bool]]:
    """A question's words as (stem, is a beginning, is unwanted): `conv*` is a beginning, `-projet` is unwanted.

    A word that holds several (`l'accord`, `accord-cadre`) asks for each of them.

    >>> list(asked("conventions sign* -projet"))
    [('convention', False, False), ('sign', True, False), ('projet', False, True)]
    """
    for piece in question.split():
        unwanted = piece.startswith("-")
        beginning = piece.endswith("*")
        words = plain_words(piece)
        for place, word in enumerate(words):
            prefix = beginning and place == len(words) - 1
            yield token(word if prefix else stem(word)), prefix, unwanted


def phrases(question: str) -> list[list[Stem]]:
    """The words between double quotes, which have to stand one after the other.

    >>> phrases('"plans climat" signer')
    [[('plan', False), ('climat', False)]]
    """
    quoted = (plain_words(piece) for piece in re.findall(r'"([^"]{1,400})"', question))
    return [[(token(stem(word)), False) for word in words] for words in quoted if words]


def found_at(text: str, phrase: Sequence[Stem]) -> int | None:
    """Where the words of a phrase first stand one after the other, in characters of the text; null for nowhere.

    >>> found_at("L’été, des plans climat.", [("plan", False), ("climat", False)]), found_at("Le plan", [("pl", True)])
    (11, 3)
    """
    latest: deque[tuple[int, str]] = deque(maxlen=len(phrase))
    for match in _WORD.finditer(text):
        for word in plain_words(match.group()):
            latest.append((match.start(), word))
            if len(latest) == len(phrase) and all(map(_is, phrase, (word for _, word in latest))):
                return latest[0][0]
    return None


def _is(wanted: Stem, word: str) -> bool:
    spelled, prefix = wanted
    return token(word).startswith(spelled) if prefix else token(stem(word)) == spelled
