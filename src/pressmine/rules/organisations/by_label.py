"""Organisations that a label in front says to be what they are: `la société X`, `la banque en ligne X`."""

from __future__ import annotations

from collections.abc import Iterator

from pressmine.document import Document
from pressmine.evidence import AliasReading, Evidence, Rule
from pressmine.french.bodies import unit_without_name
from pressmine.french.body_extent import ADJECTIVE_ENDINGS
from pressmine.french.determiners import ARTICLES, DE
from pressmine.french.function_lexicon import is_function
from pressmine.french.head_nouns import Head, head_at, head_words, heads
from pressmine.french.lexicon import forms
from pressmine.french.lists import folded_set, things
from pressmine.rules.names.lines import Range
from pressmine.rules.names.phrases import phrase
from pressmine.rules.names.reading import scan
from pressmine.rules.names.scan import Scan
from pressmine.rules.names.votes import SEVERAL, before, personal, vote
from pressmine.weights import weight

#: Types of bodies that a trade describes: `éditeur de jeux vidéo`, `banque de détail`.
_DESCRIBED = frozenset({"company", "finance", "media"})
#: Words between a label and its name at most: `éditeur de jeux vidéo pour enfants X`.
_LONGEST = 7
_NAMING = frozenset(forms("names_it"))
#: Ends of nouns that a person may be, too: `l'éditeur Paul Morel`.
_AGENTS = tuple(forms("agent_ending"))
#: Ends of verbs that a place goes with: `le collectif Bien Vivre à Vannes`.
_INFINITIVES = ("er", "ir", "re")
_LINKS = DE | {"en", "a", "pour"}
#: Behind what is not a trade only a bare noun tells the kind: `le club de handball X`.
_BARE = frozenset({"de", "d'"})
_OWNERS = frozenset(form for form, kind in forms("determiner").items() if kind not in ("demonstrative", "quantifier"))
#: Nouns that open the name of a body or label one, and their plurals.
_MAY_LABEL = head_words() | {noun + "s" for noun in head_words()}
_ADJECTIVES = (*ADJECTIVE_ENDINGS, "player", "elle", "eur", "euse")
_NOT_ADJECTIVES = folded_set("grammar", "not_adjectives") | folded_set("grammar", "stops")


def labels(document: Document) -> Iterator[Evidence]:
    """`la société Valdor`, `le pôle de compétitivité Triskal`, `les clusters X, Y et Z`."""
    view = scan(document)
    for index in view.where(_MAY_LABEL):
        if view.words[index].elision or view.in_capitals(index) or view.inside_name(index):
            continue  # `Name Service Switch`
        head, plural = _label_at(view, index)
        if head is None:
            continue
        begin = index + len(head.words)
        at = _past_complements(view, begin, _LINKS if head.type in _DESCRIBED else _BARE)
        name = _named(view, at)
        if name is not None and plural and not view.words[name[0]].cap:
            name = None  # `les organisations signatrices`
        if name is not None and unit_without_name(view.folded((index, name[1]))):
            continue  # `le pôle Communication`
        if name is not None and not plural and at == begin:
            name = _whole(view, index, head, name)
        if name is not None and not plural and _named_after(view, index, head, name):
            continue  # `Institut Jean Monnet`: the label is a part of the name
        cue = (index, begin)
        if name is None and (inserted := _behind_comma(view, index, _past_complements(view, begin, _LINKS))):
            yield vote(
                view, "organisations.label", inserted, "organisation", weight("label_comma"), type=head.type, cue=cue
            )
        while name is not None:
            sure = _sure(view, index, name)
            yield vote(view, "organisations.label", name, "organisation", sure, type=head.type, cue=cue)
            close = name[0] - index <= len(head.words) + 2 and view.words[name[0]].gap == " "
            if close and not plural and _apart(view, index, name):
                long = view.span((index, name[1]))
                yield Evidence("organisations.label", long, AliasReading(long, view.span(name)), 0.8)
            name = next_in_list(view, name[1]) if plural else None


def _named_after(view: Scan, index: int, head: Head, name: Range) -> bool:
    """True for a body that bears the name of a person behind its noun with a capital, which no firm does."""
    return head.type != "company" and view.words[index].cap and view.joined(name[0]) and personal(view, name)


def _whole(view: Scan, index: int, head: Head, name: Range) -> Range:
    """The name with what it goes on with in small letters; a firm's only behind its own article: firms stand side by
    side, and an adjective behind their name is of the sentence.
    """
    if head.type == "company":
        return phrase(view, name) if view.words[name[0]].folded in ARTICLES else name
    opens = view.words[index].initial or index > view.line(index)[0] and view.words[index - 1].initial
    return phrase(view, _phrase(view, name), subject=opens)


def _sure(view: Scan, index: int, name: Range) -> float:
    """What a label is worth: little where the noun says a thing as well, or opens a line in front of a common word."""
    noun = view.words[index].folded
    if "unsure" in (things().get(noun), things().get(noun.removesuffix("s"))):
        return weight("label_unsure")
    if personal(view, name) and _never_a_person(view, index, name[0]):
        return weight("label_of_person")
    if (
        view.words[index].cap
        and view.words[index].initial
        and name[1] - name[0] == 1
        and view.ordinary(view.text(name))
    ):
        return weight("label_unsure")  # `Service Clients`
    return weight("label" if name[0] - index <= 6 else "label_far")


def _apart(view: Scan, index: int, name: Range) -> bool:
    """True where the name stands without its label, too: not for `Pôle` in `Pôle Emploi`, where the rest of the name is
    a common word, or no name at all (`Syndicat National des …`).
    """
    first = view.words[name[0]]
    alone = name[1] - name[0] == 1 and view.ordinary(first.text)
    return not view.words[index].cap or not (alone or first.folded.endswith(_ADJECTIVES))


def _never_a_person(view: Scan, index: int, first: int) -> bool:
    """True where no person is what a label and its complement say: `la start-up`, but not `l'éditeur`, `le cabinet du
    ministre`.
    """
    said = [word.folded for word in view.words[index:first]]
    return len(said) < 4 and not said[0].endswith(_AGENTS) and not any(is_function(folded) for folded in said)


def _label_at(view: Scan, index: int) -> tuple[Head | None, bool]:
    """The label that begins at a word, and whether it is a plural."""
    last = view.line(index)[1]
    head = head_at(view.words, index, last, ("label",))
    if head is not None:
        return head, before(view, index)[:1] in SEVERAL
    word = view.words[index]
    if word.folded.endswith("s") and not word.cap:
        single = next((h for h in heads().get(word.folded[:-1], ()) if h.kind == "label" and len(h.words) == 1), None)
        return single, single is not None
    return None, False


def _past_complements(view: Scan, at: int, links: frozenset[str]) -> int:
    """The index behind `française`, `en ligne`, `de jeux vidéo`, `du bois`, `baptisée`: words in small letters, and
    nouns behind one of the `links`.
    """
    last = min(view.line(at - 1)[1], at + _LONGEST)
    while at < last and not view.words[at].cap and view.words[at].gap in (" ", "") and at not in view.brands:
        folded = view.words[at].folded
        if folded in links:
            if links is _BARE and at + 1 < last and view.words[at + 1].folded in ARTICLES:
                return at  # `le syndicat de la magistrature Nord`: a name and a place
            at = _past_noun(view, at, last)
            noun = view.words[at - 1].folded
            if noun in _LINKS | ARTICLES or noun in things() or noun in folded_set("cues", "no_trade"):
                return at - 1
        elif folded in _NAMING or folded.endswith(_ADJECTIVES) and folded not in _NOT_ADJECTIVES:
            at += 1
        else:
            return at
    return at


def _past_noun(view: Scan, at: int, last: int) -> int:
    """The index behind `de la`, `du bois`, `en ligne`; what has a capital is not a noun here."""
    at += 1
    while at < last and view.words[at].folded in ARTICLES and not view.words[at].cap:
        at += 1
    noun = at < last and not view.words[at].cap and view.words[at].gap in (" ", "") and len(view.words[at].text) > 2
    return at + 1 if noun else at


def _named(view: Scan, at: int) -> Range | None:
    """The name that begins at a word next to its label."""
    if at >= len(view.words) or at == 0 or view.words[at - 1].folded in _LINKS | ARTICLES:
        return None
    word = view.words[at]
    if word.gap not in (" ", "", ' "', " « ", " «", " “", " '") or view.line(at) != view.line(at - 1):
        return None
    if word.initial and word.gap in (" ", "") or view.common(at):
        return None
    name = view.name_or_brand(at)
    return name if name is not None and len(view.text(name)) > 1 else None


def _phrase(view: Scan, name: Range) -> Range:
    """The whole of a name that is a phrase of everyday words: `l'ONG Lumière pour Tous`, `l'association Terre et
    Partage`, `le collectif Agir pour la Rance`.
    """
    end, last = name[1], view.line(name[0])[1]
    if end >= last or not view.joined(end) or not all(view.ordinary(w.text) for w in view.words[slice(*name)]):
        return name
    link, at = view.words[end].folded, view.skip(end + 1)
    part = view.chunk(at) if at < last and view.joined(at) else None
    if part is None or link not in ("pour", "contre", "et", "a"):
        return name
    if link == "et" and (at > end + 1 or not view.ordinary(view.words[at].text)):
        return name  # another body
    if link == "a" and not view.words[end - 1].folded.endswith(_INFINITIVES):
        return name  # where it is
    return name[0], part[1]


def _behind_comma(view: Scan, index: int, at: int) -> Range | None:
    """`X` of `sa filiale informatique, X,` and `la maison mère, X.`: the name is all that the commas set off."""
    first, last = view.line(index)
    if at >= last or view.words[at].gap != ", " or index == first or view.words[index - 1].folded not in _OWNERS:
        return None
    name = view.name_at(at)
    if name is None or view.words[at].initial:
        return None
    behind = view.document.text[view.words[name[1] - 1].end : view.words[name[1] - 1].end + 1]
    return name if behind in (",", ".", ")", ";", "") else None


def next_in_list(view: Scan, at: int) -> Range | None:
    """The next name of `X, Y (…), l'institut Z et W`."""
    last = view.line(at - 1)[1]
    if at < last and "(" in view.words[at].gap:
        while at < last and ")" not in view.words[at].gap:
            at += 1
    if at >= last:
        return None
    gap = view.words[at].gap
    if gap.strip(" )") == "," or view.words[at].folded in ("et", "ou") and gap.strip(" )") in ("", ","):
        if view.words[at].folded in ("et", "ou"):
            at += 1
        at = view.skip(at)
        return view.name_or_brand(at) if at < last else None
    return None


RULES: tuple[Rule, ...] = (
    Rule("organisations.label", "Un nom que précède ce qu'il est : la société X, le pôle de compétitivité X.", labels),
)
