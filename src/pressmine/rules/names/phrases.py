"""Names that go on in small letters: `l'association Les Mains ouvertes`, `le collectif Bien vivre en ville`.

Nothing in such a name says where it ends. What follows does: a verb, a sign, a word that no name holds.
"""

from __future__ import annotations

from pressmine.french.body_extent import LINKS, is_adjective
from pressmine.french.determiners import ARTICLES, DE
from pressmine.french.lexicon import forms
from pressmine.french.lists import folded_set
from pressmine.french.places import place_named
from pressmine.french.verbs import acts_form
from pressmine.rules.names.lines import Range
from pressmine.rules.names.scan import Scan

#: Words of a name behind its first capitals at most.
_LONGEST = 7
_DETERMINERS = ARTICLES | frozenset(forms("opens_phrase"))
_LINKS = DE | LINKS
#: Ends of participles, with their accents: an adjective where no preposition follows.
_PARTICIPLES = ("é", "ée", "és", "ées", "i", "ie", "is", "ies", "u", "ue", "us", "ues", "ant", "ante", "ants", "antes")
_FOR_ALL = ("pour tous", "pour toutes")
_INFINITIVES = ("er", "ir", "re")


def phrase(view: Scan, name: Range, subject: bool = False) -> Range:
    """The whole of a name of everyday words that goes on in small letters, the name itself where nothing shows that.

    Behind the subject of a sentence its verb is the end; elsewhere a name takes adjectives and complements alone.
    """
    if not all(view.ordinary(w.text) or not w.cap or w.elision for w in view.words[slice(*name)]):
        return name
    if subject and (end := _up_to_verb(view, name)) > name[1]:
        return name[0], end
    return name[0], _complemented(view, name)


def whole_item(view: Scan, name: Range) -> Range:
    """The whole of a name that signs or `et` set off: `Les Mains ouvertes` of a list."""
    if not all(view.ordinary(w.text) or not w.cap or w.elision for w in view.words[slice(*name)]):
        return name
    at, last = name[1], view.line(name[0])[1]
    while at < last and at - name[1] < _LONGEST and view.words[at].gap in (" ", "") and view.words[at].folded != "et":
        if _outside(view, at) or _verb(view, at, name) or _participle(view, at):
            return name
        at += 1
    return (name[0], at) if at - name[1] < _LONGEST else name


def _up_to_verb(view: Scan, name: Range) -> int:
    """The index of the verb that follows a subject, 0 where none is seen or what stands between is no name."""
    at, last = name[1], view.line(name[0])[1]
    while at < last and at - name[1] <= _LONGEST and view.words[at].gap in (" ", ""):
        word = view.words[at]
        if _verb(view, at, name) or word.text in ("a", "ont", "est", "sont", "se", "s'", "ne", "n'"):
            return 0 if view.words[at - 1].folded in _DETERMINERS | _LINKS else at
        placed = word.folded == "a" and at == name[1] and not _infinitive(view, name)
        if (
            placed
            or _outside(view, at)
            or _participle(view, at)
            or word.folded == "et"
            and at + 1 < last
            and (view.words[at + 1].folded in ARTICLES or view.words[at + 1].cap)
        ):
            return 0
        at += 1
    return 0


def _complemented(view: Scan, name: Range) -> int:
    """Where a name ends that takes adjectives, nouns behind `de`, and the noun that an article alone leaves open."""
    end, last = name[1], view.line(name[0])[1]
    if view.words[end - 1].folded in _DETERMINERS and end < last and _plain(view, end):
        end += 1
    while end < last and view.words[end].gap in (" ", ""):
        if _plain(view, end) and _describes(view, end) and not _participle(view, end):
            end += 1
        elif view.words[end].folded in DE and view.words[name[0]].folded in _DETERMINERS:
            noun = view.skip(end + 1)
            if noun >= last or not _plain(view, noun) or view.words[noun].gap not in (" ", ""):
                break
            end = noun + 1
        elif view.folded((end, min(end + 2, last))) in _FOR_ALL:
            end += 2
        else:
            break
    return end


def _describes(view: Scan, at: int) -> bool:
    word = view.words[at]
    return (
        is_adjective(word.folded)
        or word.text.endswith(_PARTICIPLES[:4])
        or word.text.endswith(_PARTICIPLES[4:])
        and not acts_form(word.folded)
    )


def _plain(view: Scan, at: int) -> bool:
    word = view.words[at]
    return not word.cap and word.gap in (" ", "") and len(word.text) > 2 and not _outside(view, at)


def _outside(view: Scan, at: int) -> bool:
    """True for a word that no name holds, and for a capital that no link brings in."""
    word, front = view.words[at], view.words[at - 1].folded
    if word.cap:
        return front not in _LINKS | ARTICLES | {"a", "pour"}
    return word.folded in folded_set("grammar", "stops") and word.folded not in ("un", "une", "plus", "comme", "a")


def _verb(view: Scan, at: int, name: Range) -> bool:
    """True for a finite verb; a noun that has its form stands behind an article or a link."""
    front = view.words[at - 1].folded
    noun = front in _LINKS | _DETERMINERS or at == name[1] and _infinitive(view, name)
    word = view.words[at]
    return not word.cap and acts_form(word.folded) and not noun and not word.text.endswith(_PARTICIPLES[:4])


def _infinitive(view: Scan, name: Range) -> bool:
    folded = view.words[name[1] - 1].folded
    return folded.endswith(_INFINITIVES) and place_named(folded) is None


def _participle(view: Scan, at: int) -> bool:
    """True for what describes the name in front of it: `basée à`, `présidée par`, `née en`."""
    last = view.line(at)[1]
    if at + 1 >= last or view.words[at].cap or not view.words[at].text.endswith(_PARTICIPLES):
        return False
    behind = view.words[at + 1]
    return behind.gap == " " and behind.folded in forms("behind_participle")
