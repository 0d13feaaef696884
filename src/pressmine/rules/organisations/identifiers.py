"""Registered numbers and web domains of bodies: SIREN and SIRET with their check digit, RCS, LEI, ISIN, domains."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pressmine.document import Document
from pressmine.evidence import EntityReading, Evidence, IdentifierReading, Rule
from pressmine.offsets import Span
from pressmine.rules.names.reading import scan
from pressmine.rules.names.scan import Scan
from pressmine.rules.together import together

_SIRET = re.compile(r"(?<![\d+])(\d{3}[\s.]?\d{3}[\s.]?\d{3}[\s.]?\d{5})(?!\d)")
_SIREN = re.compile(r"(?<![\d+])(\d{3}[\s.]?\d{3}[\s.]?\d{3})(?![\d])")
_RCS = re.compile(
    r"\b(?:rcs|r\.c\.s\.)\s(?:de\s|d')?([a-z][a-z' -]{1,30}?)\s(?:sous le (?:numero|n°)\s?|n°\s?"
    r"|:\s?)?([ab]?\s?\d{3}[\s.]?\d{3}[\s.]?\d{3})(?!\d)"
)
_LEI = re.compile(r"(?<![A-Z0-9])([A-Z0-9]{18}\d{2})(?![A-Z0-9])")
_ISIN = re.compile(r"(?<![A-Z0-9])([A-Z]{2}[A-Z0-9]{9}\d)(?![A-Z0-9])")
#: Both are that long at least: looked for first, since it is found fast.
_CODE = re.compile(r"[A-Z0-9]{12}")
_DOMAIN = re.compile(r"(?:https?://(?:www\.)?|www\.|@)((?:[a-z0-9-]{1,60}\.){1,4}[a-z]{2,10})\b")
_WORDS = ("siren", "siret", "rcs", "r.c.s.", "immatricule")
_WORD = re.compile(r"\b(?:siren|siret|rcs|immatricule)")
#: Mail and page services that name no body of the text.
_HOSTS = frozenset(
    "gmail.com hotmail.com hotmail.fr orange.fr wanadoo.fr free.fr yahoo.fr yahoo.com outlook.com outlook.fr "
    "laposte.net sfr.fr icloud.com live.fr facebook.com twitter.com x.com linkedin.com youtube.com instagram.com "
    "youtu.be bit.ly".split()
)


_SIGN = re.compile(r"[^a-z0-9]")


def luhn(digits: str) -> bool:
    """The check of SIREN and SIRET numbers.

    >>> luhn("732829320"), luhn("732829321")
    (True, False)
    """
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def registered(document: Document) -> Iterator[Evidence]:
    """SIREN, SIRET and RCS numbers; a bare number of nine digits counts only where a word says what it is."""
    if not any(word in document.folded for word in _WORDS):
        return
    seen = bytearray(len(document.text))
    for m in document.search(_RCS):
        value = re.sub(r"[\s.]", "", m.group(2)).lstrip("ab")
        seen[m.start() : m.end()] = b"\x01" * (m.end() - m.start())
        yield _found(document, "rcs", f"{_title(document, m)} {value}", m.start(), m.end())
    for scheme, pattern, size in (("siret", _SIRET, 14), ("siren", _SIREN, 9)):
        for m in document.search(pattern):
            digits = re.sub(r"\D", "", m.group(1))
            if len(digits) != size or not luhn(digits) or any(seen[m.start() : m.end()]):
                continue
            if not _WORD.search(document.folded, max(0, m.start() - 40), m.start()):
                continue
            seen[m.start() : m.end()] = b"\x01" * (m.end() - m.start())
            yield _found(document, scheme, digits, m.start(1), m.end(1))


def _title(document: Document, m: re.Match[str]) -> str:
    return document.text[m.start(1) : m.end(1)].strip()


def securities(document: Document) -> Iterator[Evidence]:
    """LEI and ISIN codes with their check digits."""
    if not _CODE.search(document.text):
        return
    for m in document.search(_LEI, folded=False):
        if _mod97(m.group(1)) and any(c.isalpha() for c in m.group(1)):
            yield _found(document, "lei", m.group(1), *m.span(1))
    for m in document.search(_ISIN, folded=False):
        if luhn("".join(str(int(c, 36)) for c in m.group(1))):
            yield _found(document, "isin", m.group(1), *m.span(1))


def _mod97(code: str) -> bool:
    return int("".join(str(int(c, 36)) for c in code)) % 97 == 1


def domains(document: Document) -> Iterator[Evidence]:
    """Web and mail domains; a name in the text that the domain spells is a body."""
    if not any(sign in document.folded for sign in ("@", "www.", "://")):
        return
    view = scan(document)
    names: dict[str, list[tuple[int, int]]] = {}
    for words in view.names:
        names.setdefault(_letters(view.folded(words)), []).append(words)
        if view.words[words[0]].cap and words[1] - words[0] > 1:
            names.setdefault(_letters(view.words[words[0]].folded), []).append((words[0], words[0] + 1))
    voted: set[str] = set()
    for m in document.search(_DOMAIN):
        domain = m.group(1)
        if domain in _HOSTS:
            continue
        label = _label(domain)
        near = names.get(_letters(label), [])
        span = view.span(near[0]) if near else None
        yield Evidence("identifiers.domain", document.span(*m.span(1)), IdentifierReading("domain", domain, span), 0.7)
        if near and label not in voted and len(label) > 2:
            voted.add(label)
            for words in near[:1]:
                yield Evidence("organisations.domain", view.span(words), EntityReading("organisation"), 0.5)


def _letters(text: str) -> str:
    return text if text.isalnum() and text.isascii() else _SIGN.sub("", text)


def _label(domain: str) -> str:
    """The part of a domain that names its holder:

    `modernisation.gouv.fr` has none of its own, `yucatan.tm.fr` has one.
    """
    parts = domain.split(".")[:-1]
    while len(parts) > 1 and parts[-1] in ("gouv", "tm", "asso", "com", "co", "org", "net", "ac", "prd", "bund"):
        parts = parts[:-1]
    return parts[-1] if parts else ""


def _found(document: Document, scheme: str, value: str, start: int, end: int) -> Evidence:
    return Evidence(
        f"identifiers.{scheme}",
        document.span(start, end),
        IdentifierReading(scheme, value, _near(scan(document), start)),
        0.9,
    )


def _near(view: Scan, position: int) -> Span | None:
    """The last name on the number's line in front of it."""
    index = view.at(position) - 1
    if index < 0:
        return None
    first, _ = view.line(index)
    names = [n for n in view.names if first <= n[0] and n[1] <= index + 1]
    return view.span(names[0]) if names else None


RULES: tuple[Rule, ...] = (
    *together(
        registered,
        {
            "identifiers.siren": "Un numéro SIREN dont la clé est juste.",
            "identifiers.siret": "Un numéro SIRET dont la clé est juste.",
            "identifiers.rcs": "Un numéro d'immatriculation au registre du commerce (RCS) et sa ville.",
        },
    ),
    *together(
        securities,
        {
            "identifiers.lei": "Un code LEI dont la clé est juste.",
            "identifiers.isin": "Un code ISIN dont la clé est juste.",
        },
    ),
    *together(
        domains,
        {
            "identifiers.domain": "Un domaine de courrier ou de site.",
            "organisations.domain": "Un nom que le domaine d'un courrier ou d'un site épelle.",
        },
    ),
)
