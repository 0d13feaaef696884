"""Organisations that share one common noun in the plural: `les rectorats des académies de X et Y`, `les Villes de X
et de Y`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pressmine.document import Document, ZoneKind
from pressmine.evidence import Evidence, Rule
from pressmine.french.determiners import ARTICLES, DE
from pressmine.french.folding import fold
from pressmine.french.head_nouns import head_words, heads
from pressmine.french.lexicon import any_form, forms
from pressmine.french.places import place_named
from pressmine.rules.names.lines import Range
from pressmine.rules.names.reading import scan
from pressmine.rules.names.scan import Scan
from pressmine.rules.names.votes import before, vote
from pressmine.rules.organisations.by_territory import place_end

_SIGNS = re.compile(rf"\b(?:parties? (?:prenantes?|{any_form('to', 'of')})\b|{any_form('several_act')})")
#: Above the reading that takes the whole list for one long name.
_SURER = 0.97
_TERRITORY_NOUNS = forms("territory_in_plural")
_MANY_IN_A_COUNTRY = frozenset({"research_education", "health"})
#: Head nouns in the plural, and those that look alike in both.
_MAY_BE_SEVERAL = frozenset(form for noun in head_words() for form in (noun, noun + "s", noun + "x"))


def factored(document: Document) -> Iterator[Evidence]:
    """`les rectorats des académies de Lyon, Grenoble et Clermont-Ferrand`, `les Villes de Bourges et de Vierzon`."""
    view = scan(document)
    for index in view.where(_MAY_BE_SEVERAL):
        if view.words[index].elision or view.in_capitals(index) or _counted(view, index):
            continue
        plural = _plural_head(view, index)
        if plural is None:
            continue
        single, type_, sure, length = plural
        last = view.line(index)[1]
        at, middle = index + length, ""
        if (
            at + 1 < last
            and view.words[at].folded == "des"
            and view.words[at + 1].folded in ("academies", "universites", "chambres")
        ):
            middle = " de l'académie" if view.words[at + 1].folded == "academies" else ""
            at += 2
        found = _elements(view, at, last)
        if len(found) < 2 or type_ in _MANY_IN_A_COUNTRY and _is_country(view, found[0][1]):
            continue
        for number, (link, name) in enumerate(found):
            start = index if number == 0 else name[0]
            yield vote(
                view,
                "organisations.factored",
                (start, name[1]),
                "organisation",
                sure,
                type=type_,
                name=f"{single}{middle} {link}{view.text(name)}",
                factored=True,
                cue=(index, index + 1),
            )


def _is_country(view: Scan, name: Range) -> bool:
    """True for the country of `des universités du Sénégal et du Mali`, which has many and names none."""
    place = place_named(view.folded(name))
    return place is not None and place.type == "country"


def _counted(view: Scan, index: int) -> bool:
    """`11 lycées de la Somme et de l'Oise`: so many of a kind, none of them named."""
    return index > view.line(index)[0] and view.words[index - 1].text.isdigit() and view.words[index].gap == " "


def _plural_head(view: Scan, index: int) -> tuple[str, str, float, int] | None:
    """The singular of a plural head noun, its type, how sure it names bodies, and how many words it has."""
    word = view.words[index]
    marked = word.folded.endswith(("s", "x"))
    folded = word.folded[:-1] if marked else word.folded
    known = heads().get(folded, ())
    if not known:
        return None
    single = word.text[:-1] if marked else word.text
    if folded in _TERRITORY_NOUNS:
        if not marked:  # `la Ville d'Arras et Belsolia`: one town, and another body
            return None
        return single, "local_authority", _acts(view, index, single), 1
    last = view.line(index)[1]
    for head in (h for h in known if h.kind == "strong"):
        end = index + len(head.words)
        if end > last or not all(
            _singular(view.words[k].folded) == w or view.words[k].folded == w
            for k, w in enumerate(head.words[1:], index + 1)
        ):
            continue
        if not marked and before(view, index)[:1] not in (["les"], ["des"], ["aux"], ["leurs"]):
            continue  # `CCI`, `CHU` say by their article alone that they are several
        name = [single, *(_one(view.words[k].text) for k in range(index + 1, end))]
        return " ".join(name).replace("' ", "'"), head.type, _SURER, len(head.words)
    return None


def _singular(folded: str) -> str:
    return folded[:-3] + "al" if folded.endswith("aux") else folded.removesuffix("s")


def _one(word: str) -> str:
    return word[:-3] + "al" if word.endswith("aux") else word.removesuffix("s") if word not in ("des",) else word


def _acts(view: Scan, index: int, single: str) -> float:
    """How surely `villes de X et Y` are bodies here: by a capital, a verb of acting, or a list that is a note's."""
    word = view.words[index]
    if word.cap and not word.initial:
        return 0.7
    near = before(view, index)
    if near[1:2] and near[1] in forms("plural_place"):
        return 0.3
    sentence = view.document.sentence_at(word.start)
    signs = _SIGNS.search(view.document.folded, sentence.start, sentence.end)
    noted = view.document.zone_at(word.start).kind in (ZoneKind.FOOTNOTE, ZoneKind.SIGNATURE)
    return 0.55 if noted or (signs and fold(single) != "region") else 0.3


def _elements(view: Scan, at: int, last: int) -> list[tuple[str, Range]]:
    """The names of `de Lyon, Grenoble et Clermont-Ferrand`, each with its link; none if no `et` closes the list."""
    found: list[tuple[str, Range]] = []
    link, closed = "", False
    while at < last and len(found) < 20:
        start = at
        while at < last and view.words[at].folded in DE | ARTICLES | {"et"} and at - start < 4:
            at += 1
        if at >= last or not view.words[at].cap or view.words[start].gap not in (" ", "", ", "):
            break
        words = [w for w in view.words[start:at] if w.folded != "et"]
        closed = len(words) < at - start
        if words:
            link = view.document.text[words[0].start : view.words[at].start]
        chunk = view.chunk(at) or (at, at + 1)
        name = (at, place_end(view, at, chunk[1]))
        found.append((link, name))
        at = name[1]
        if closed or at < last and view.words[at].folded != "et" and view.words[at].gap != ", ":
            break
    return found if closed else []


RULES: tuple[Rule, ...] = (
    Rule(
        "organisations.factored",
        "Des organismes dont le nom commun est mis en facteur : les rectorats de X, Y et Z.",
        factored,
    ),
)
