"""Organisations recognised by their own name: known bodies, long names, labels before the name, legal forms."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pressmine.document import Document
from pressmine.evidence import AliasReading, Evidence, Rule
from pressmine.french import lexicon as classes
from pressmine.french.clauses import has_finite_verb
from pressmine.french.head_nouns import Head, head_at, head_words, is_head
from pressmine.french.known import bodies, name_key
from pressmine.french.lists import folded_set, given_names, things
from pressmine.rules.names.reading import scan
from pressmine.rules.names.scan import Scan
from pressmine.rules.names.votes import SEVERAL, before, vote, with_article
from pressmine.rules.organisations.by_territory import TERRITORIES
from pressmine.rules.shared_look import rules_of
from pressmine.weights import weight

_QUOTED = re.compile(r"[«“\"]\s?([^«»“”\"\n.]{10,140}?)\s?[»”\"]")
_ALONE_IN_BRAND = classes.forms("alone_in_brand")
_FIRST_WORDS = classes.written("ending_that_stands_first")
_BEHIND_HEAD = classes.forms("behind_quoted_head")


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
        until = _known_part(view, index, _first_of_several(view, index, body.end))
        yield vote(
            view,
            "organisations.long-name",
            (index, until),
            "organisation",
            min(body.confidence, weight("named_as_a_thing")) if _names_a_thing(view, index) else body.confidence,
            type=_type_of(view, index, body.head),
            cue=(index, index + len(body.head.words)),
        )


def _names_a_thing(view: Scan, index: int) -> bool:
    """True for a capital noun right behind the noun of a thing with its article: `le prix Groupe Valdor`."""
    at = index - 1
    if at <= view.line(index)[0] or not view.words[index].cap or view.words[index].gap != " " or view.words[at].cap:
        return False
    kind = things().get(view.words[at].folded)
    return kind not in (None, "unsure") and not is_head(view.words[at].folded) and with_article(view, at)


def _type_of(view: Scan, index: int, head: Head) -> str:
    """`Agence Valdor` is a firm with a name of its own; `agence de l'eau` is a public body that says what it does."""
    behind = view.words[index + len(head.words)] if index + len(head.words) < len(view.words) else None
    named = behind is not None and behind.cap and not behind.elision and behind.gap == " "
    return "company" if head.words == ("agence",) and named else head.type


def _known_part(view: Scan, index: int, end: int) -> int:
    """Where a known body's name ends, though the sentence goes on like one: `l'Union européenne pour la recherche`."""
    for k in range(index + 2, end - 1):
        if view.words[k].folded == "pour":
            known = bodies().get(name_key(view.text((index, k))))
            return k if known is not None and not known.ambiguous else end
    return end


def _first_of_several(view: Scan, index: int, end: int) -> int:
    """Where the first name ends in `les CCI de Brest, de Quimper et de Morlaix`: the article says they are several."""
    if before(view, index)[:1] not in (["les"], ["des"], ["aux"], ["leurs"]):
        return end
    several = (k for k in range(index + 1, end) if view.words[k].folded == "et" or view.words[k].gap.startswith(","))
    return next(several, end)


def _begins_given(view: Scan, first: int) -> bool:
    """True for a given name in front: `Alexandre Dumas Fils` is somebody."""
    return view.words[first].folded.split("-")[0] in given_names()


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
            and view.words[first].folded not in _ALONE_IN_BRAND
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
        elif view.words[last - 1].folded in folded_set("cues", "partners") and not _begins_given(view, first):
            yield vote(view, "organisations.ending", (first, last), "organisation", 0.55, cue=(last - 1, last))
        elif tail in endings or any(
            w.text in endings and w.text not in _FIRST_WORDS for w in view.words[first + 1 : last]
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
        if head is not None and view.words[words[0] + len(head.words)].folded in _BEHIND_HEAD:
            yield vote(view, "organisations.quoted", words, "organisation", 0.6, type=head.type)


def both_quoted(document: Document) -> Iterator[Evidence]:
    """Names in quotation marks: a noun inside or in front says that they are bodies'."""
    yield from quoted(document)
    yield from labelled_quotes(document)


#: Words of a name in quotation marks at most.
_LONGEST_QUOTED = 9
_NAME_IN_QUOTES = re.compile(r"[«“\"]\s?([^«»“”\"\n.!?:;]{3,70}?)\s?[»”\"]")


def labelled_quotes(document: Document) -> Iterator[Evidence]:
    """`l'association « Les Petits Pas »`: quotation marks hold the whole name of what the noun in front says."""
    view = scan(document)
    for m in document.search(_NAME_IN_QUOTES, folded=False):
        words = view.range_of_text(m.start(1), m.end(1))
        if words is None or words[1] - words[0] > _LONGEST_QUOTED or not m.group(1)[0].isupper():
            continue
        at = words[0] - 1
        if at < view.line(words[0])[0] or has_finite_verb(view.folded(words)):
            continue
        head = _noun_in_front(view, at)
        if head is not None:
            yield vote(
                view, "organisations.quoted", words, "organisation", weight("label"), type=head.type, cue=(at, at + 1)
            )


def _noun_in_front(view: Scan, at: int) -> Head | None:
    """The noun for bodies that ends at a word: `association`, `maison d'édition`; none that says a thing as well."""
    for first in range(at, max(view.line(at)[0], at - 3) - 1, -1):
        head = head_at(view.words, first, at + 1, ("label", "weak"))
        if head is not None and first + len(head.words) == at + 1:
            noun = view.words[first].folded
            said = noun in things() or noun.removesuffix("s") in things() or before(view, first, 1)[:1] in SEVERAL
            return None if said else head
    return None


RULES: tuple[Rule, ...] = (
    Rule(
        "organisations.long-name",
        "Un nom que son premier mot annonce : ministère, syndicat national, institut…",
        long_names,
    ),
    *rules_of(
        both_quoted,
        {
            "organisations.quoted": "Un nom entre guillemets, que son premier mot annonce, ou le mot qui précède.",
        },
    ),
    *rules_of(
        legal_forms,
        {
            "organisations.legal-form": "Un nom suivi d'une forme juridique : X SAS, X GmbH.",
            "organisations.ending": "Un nom qui finit comme un nom d'organisme : X Foundation, X France.",
        },
    ),
)
