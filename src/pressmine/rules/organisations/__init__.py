"""Organisations recognised by their own name: known bodies, long names, labels before the name, legal forms."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pressmine.document import Document
from pressmine.evidence import AliasReading, Evidence, Rule
from pressmine.french.head_nouns import Head, head_at, head_words
from pressmine.rules.names.reading import scan
from pressmine.rules.names.scan import Scan
from pressmine.rules.names.votes import before, vote
from pressmine.rules.organisations.by_territory import TERRITORIES
from pressmine.rules.shared_look import rules_of

_QUOTED = re.compile(r"[«“\"]\s?([^«»“”\"\n.]{10,140}?)\s?[»”\"]")


def long_names(document: Document) -> Iterator[Evidence]:
    """Names that a head noun opens: ministère de …, Syndicat national de …, Institut …"""
    view = scan(document)
    until = -1
    for index in view.where(head_words()):
        if index < until:
            continue
        body = view.body(index)
        if (
            body is None
            or body.head.type == "local_authority"
            and body.head.words[0] in TERRITORIES
            and len(body.head.words) == 1
        ):
            continue
        near = before(view, index, 2)
        if not view.words[index].cap and (near[1:] == ["plus"] or near[:1] in (["premier"], ["premiere"])):
            until = body.end
            continue  # `le plus grand réseau d'hôpitaux d'Europe` says what something is
        until = _first_of_several(view, index, body.end)
        yield vote(
            view,
            "organisations.long-name",
            (index, until),
            "organisation",
            body.confidence,
            type=_type_of(view, index, body.head),
            cue=(index, index + len(body.head.words)),
        )


def _type_of(view: Scan, index: int, head: Head) -> str:
    """`Agence Valdor` is a firm with a name of its own; `agence de l'eau` is a public body that says what it does."""
    behind = view.words[index + len(head.words)] if index + len(head.words) < len(view.words) else None
    named = behind is not None and behind.cap and not behind.elision and behind.gap == " "
    return "company" if head.words == ("agence",) and named else head.type


def _first_of_several(view: Scan, index: int, end: int) -> int:
    """Where the first name ends in `les CCI de Brest, de Quimper et de Morlaix`: the article says they are several."""
    if before(view, index)[:1] not in (["les"], ["des"], ["aux"], ["leurs"]):
        return end
    several = (k for k in range(index + 1, end) if view.words[k].folded == "et" or view.words[k].gap.startswith(","))
    return next(several, end)


def legal_forms(document: Document) -> Iterator[Evidence]:
    """`Valdor SAS`, `Norelec GmbH`: the form after the name; and names that end in `Foundation`."""
    view = scan(document)
    forms = {f.rstrip(".") for f in _raw("legal_forms")}
    endings = frozenset(_raw("endings"))
    for first, last in view.names:
        if last - first < 2:
            continue
        tail = view.words[last - 1].text
        if (
            tail in _raw("branches")
            and last - first == 2
            and view.words[first].folded not in ("tour", "coupe", "grand", "made")
            and not view.common(first)
        ):
            yield vote(view, "organisations.ending", (first, last), "organisation", 0.45, cue=(last - 1, last))
        elif tail in forms:
            yield vote(
                view,
                "organisations.legal-form",
                (first, last),
                "organisation",
                0.9,
                type="company",
                cue=(last - 1, last),
            )
            long = view.span((first, last))
            yield Evidence("organisations.legal-form", long, AliasReading(long, view.span((first, last - 1))), 0.9)
        elif tail in endings or any(
            w.text in endings and w.text not in ("Services", "Solutions", "Presse", "Formation")
            for w in view.words[first + 1 : last]
        ):
            yield vote(view, "organisations.ending", (first, last), "organisation", 0.5, cue=(last - 1, last))


def _raw(key: str) -> list[str]:
    from pressmine.french.lists import read_list

    values: list[str] = read_list("cues")[key]
    return values


def quoted(document: Document) -> Iterator[Evidence]:
    """`l'« association pour la promotion du livre »`: a whole name in quotation marks that its first noun announces."""
    view = scan(document)
    for m in document.search(_QUOTED, folded=False):
        words = view.range_of_text(m.start(1), m.end(1))
        if words is None or not 3 <= words[1] - words[0] <= 16:
            continue
        head = head_at(view.words, words[0], words[1], ("weak", "strong"))
        if head is not None and view.words[words[0] + len(head.words)].folded in (
            "pour",
            "de",
            "des",
            "du",
            "d'",
            "nationale",
            "national",
        ):
            yield vote(view, "organisations.quoted", words, "organisation", 0.6, type=head.type)


RULES: tuple[Rule, ...] = (
    Rule(
        "organisations.long-name",
        "Un nom que son premier mot annonce : ministère, syndicat national, institut…",
        long_names,
    ),
    Rule("organisations.quoted", "Un nom entier entre guillemets, que son premier mot annonce.", quoted),
    *rules_of(
        legal_forms,
        {
            "organisations.legal-form": "Un nom suivi d'une forme juridique : X SAS, X GmbH.",
            "organisations.ending": "Un nom qui finit comme un nom d'organisme : X Foundation, X France.",
        },
    ),
)
