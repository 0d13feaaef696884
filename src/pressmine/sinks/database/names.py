"""Under which keys a body or a person is met again in another document. Words are data: `names.toml`."""

from __future__ import annotations

import hashlib
import re
from functools import cache

from pressmine.sinks.database.words import fold, plain_words
from pressmine.tables import read_toml

_KEY = 160


@cache
def _words(group: str) -> frozenset[str]:
    return frozenset(read_toml("pressmine.sinks.database", "names.toml")[group])


def short(key: str) -> str:
    """A key that an index can hold: a long one is cut and told apart by a digest."""
    return key if len(key) <= _KEY else f"{key[:_KEY]}~{hashlib.sha256(key.encode()).hexdigest()[:16]}"


def name_key(name: str) -> str:
    """A body's name without case, accents, punctuation, the preceding article and the legal form behind.

    >>> name_key("Les Entreprises du Médicament"), name_key("L’Oréal S.A."), name_key("AP-HP")
    ('entreprises du medicament', 'oreal', 'ap hp')
    """
    words = plain_words(re.sub(r"(?<=\b\w)\.(?=\w\b)", "", name))
    while len(words) > 1 and words[0] in _words("articles"):
        del words[0]
    while len(words) > 1 and words[-1] in _words("legal_forms"):
        del words[-1]
    return short(" ".join(words) or fold(name).strip())


def person_key(name: str) -> str:
    """A person's name without case, accents and hyphens.

    >>> person_key("Jean-Luc  MÉNÉTRIER")
    'jean luc menetrier'
    """
    return short(" ".join(plain_words(name)) or fold(name).strip())


def spelled_best(name: str) -> tuple[bool, int, int, str]:
    """A key that puts first what is not a row of capitals, then what has most accents, then what is longest.

    >>> min(["LEEM", "Leem"], key=spelled_best), min(["Etat", "État"], key=spelled_best)
    ('Leem', 'État')
    """
    return name.isupper(), -sum(not c.isascii() for c in name), -len(name), name


def is_generic(key: str) -> bool:
    """Whether a key names a sort of body rather than a body.

    >>> is_generic("region"), is_generic("region occitanie")
    (True, False)
    """
    return key in _words("generic")


def domain_key(value: str) -> str | None:
    """A web domain without `www.`, or null if anybody may have a mailbox under it.

    >>> domain_key("www.Leem.org"), domain_key("gmail.com")
    ('leem.org', None)
    """
    domain = fold(value.strip().strip(".")).removeprefix("www.")
    return None if domain in _words("shared_domains") or "." not in domain else short(domain)


def spells(domain: str, key: str) -> bool:
    """Whether a domain is made of the name: each word that counts gives its first letter, and perhaps more, in order.

    >>> spells("leem.org", "entreprises du medicament"), spells("leem.org", "leem"), spells("cea.fr", "cea leti")
    (False, True, False)
    >>> spells("aphp.fr", "assistance publique hopitaux de paris"), spells("ville-dreux.fr", "ville de dreux")
    (True, True)
    """
    label = re.sub(r"[^a-z0-9]", "", domain.rsplit(".", 1)[0].rsplit(".", 1)[-1])
    words = [word for word in key.split() if word not in _words("small_words")]
    # every set of places in the label to which the words so far can reach
    reached = {0}
    for word in words:
        reached = {end for start in reached for end in _reaches(label, start, word)}
    return bool(words) and len(label) > 1 and len(label) in reached


def _reaches(label: str, start: int, word: str) -> set[int]:
    """Where a piece of the label can end that starts as the word does and keeps the order of its letters."""
    ends: set[int] = set()
    at = 0
    for end in range(start, len(label)):
        found = word.find(label[end], at)
        if found < 0 or (end == start and found != 0):
            break
        at = found + 1
        ends.add(end + 1)
    return ends


def initials(key: str) -> str:
    """The first letters of the words that count.

    >>> initials("centre national de la recherche scientifique")
    'cnrs'
    """
    return "".join(word[0] for word in key.split() if word not in _words("small_words"))


def proven(scheme: str, value: str) -> str | None:
    """The key of a registered number, or null if its check digits disprove it.

    SIRET and RCS numbers carry the SIREN of the body, so they meet under it.

    >>> proven("siret", "552 100 554 00013"), proven("rcs", "RCS Paris 552 100 554"), proven("siren", "552100555")
    ('siren:552100554', 'siren:552100554', None)
    >>> proven("lei", "969500UP76J52A9OXU27"), proven("isin", "FR0000120578")
    ('lei:969500UP76J52A9OXU27', 'isin:FR0000120578')
    """
    compact = re.sub(r"[\s.\-]", "", value).upper()
    if scheme in ("siren", "siret", "rcs"):
        length = 14 if scheme == "siret" else 9
        match = re.search(rf"(?<!\d)\d{{{length}}}(?!\d)", compact)
        number = match.group()[:9] if match else ""
        return f"siren:{number}" if number and _luhn(number) else None
    if scheme == "lei":
        sound = re.fullmatch(r"[A-Z0-9]{18}\d\d", compact, re.ASCII) and int(_digits(compact)) % 97 == 1
        return f"lei:{compact}" if sound else None
    if scheme == "isin":
        sound = re.fullmatch(r"[A-Z]{2}[A-Z0-9]{9}\d", compact, re.ASCII) and _luhn(_digits(compact))
        return f"isin:{compact}" if sound else None
    return None


def _digits(text: str) -> str:
    return "".join(str(int(c, 36)) for c in text)


def _luhn(number: str) -> bool:
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(number))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0
