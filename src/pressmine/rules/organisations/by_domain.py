"""Web and mail domains of bodies. Registered numbers have a rule file, `rules/files/identifiants.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pressmine.document import Document
from pressmine.evidence import EntityReading, Evidence, IdentifierReading, Rule
from pressmine.french.lexicon import forms
from pressmine.rules.names.reading import scan
from pressmine.rules.shared_look import rules_of

_DOMAIN = re.compile(r"(?:https?://(?:www\.)?|www\.|@)((?:[a-z0-9-]{1,60}\.){1,4}[a-z]{2,10})\b")
#: Mail and page services that name no body of the text.
_HOSTS = frozenset(forms("host"))


_SIGN = re.compile(r"[^a-z0-9]")


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
    while len(parts) > 1 and parts[-1] in forms("second_domain"):
        parts = parts[:-1]
    return parts[-1] if parts else ""


RULES: tuple[Rule, ...] = (
    *rules_of(
        domains,
        {
            "identifiers.domain": "Un domaine de courrier ou de site.",
            "organisations.domain": "Un nom que le domaine d'un courrier ou d'un site épelle.",
        },
    ),
)
